"""Pages cut at every inline tag: which lines go on the sentence of the line before.

A line goes on if it starts as no sentence does (a small letter, a closing mark) and the line before has not ended. A
name that was a link, between such a line and an unfinished one, is of the same sentence. Short capitalised lines, as
menus have them, are never put together, and two lines that both look whole stay apart: a cut at a sentence's end
cannot be seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newsclean.script import FULL_STOPS, is_small

MIN_SURE_CUTS = 2
MIN_LONG_CHARACTERS = 30
MIN_FOLLOWED_CHARACTERS = 20
# Shorter words at a line's end are mostly articles and prepositions, which no line of its own ends in.
MAX_JOINING_WORD_CHARACTERS = 3

_END = tuple(FULL_STOPS + "；;|*")
_CLOSERS = " '\"”’»›)]」』）】》"
_CLOSE_START = tuple(",;.!?)]”’»›…%、。，；：！？）」』】》:")
# A line of one of these alone closes a sentence; lines of other marks alone part menu entries.
_LONE_CLOSE = ".,)。，、）"
# These stand after a sentence's end too.
_AFTER_END = ",)”’»"
_SEPARATORS = ("•", "|")
_SUFFIX_RE = re.compile(r"['’](?:s|t|d|m|re|ve|ll)\b")
_OPEN_END_RE = re.compile(r"(?:[(\[“„«‘「『（《【,，、—–&]|[^\W\d_][’'])\Z")
_JOINING_WORD_RE = re.compile(rf"(?:\A|[\s(“„«\"])[^\W\d_]{{1,{MAX_JOINING_WORD_CHARACTERS}}}\Z")


def find_cuts(texts: Sequence[str], starts: Sequence[bool]) -> set[int]:
    """The places of the texts that go on the one before them; `starts` tells those that the rendering says cannot.

    >>> lines = ["The mayor of", "Springfield", ", who was away, said he", "knew nothing.", "Home", "News", "Sport"]
    >>> sorted(find_cuts(lines, [False] * 7))
    [1, 2, 3]
    >>> find_cuts(["Home", "News", "Rain fell.", "Nobody was hurt."], [False] * 4)
    set()
    """
    sure = {i for i in range(1, len(texts)) if not starts[i] and texts[i] and _goes_on(texts[i - 1], texts[i])}
    if len(sure) < MIN_SURE_CUTS:
        return set()
    times = Counter(texts)
    cuts = set(sure)
    for i in range(1, len(texts)):
        before = texts[i - 1]
        # What stands twice on a page is a title or a menu entry.
        is_open = i not in cuts and not starts[i] and texts[i] != "" and (times[before] == 1 or i - 1 in cuts)
        if is_open and _is_linked(before, i - 1 in cuts, i + 1 in sure):
            cuts.add(i)
    return cuts


def _goes_on(before: str, text: str) -> bool:
    """Whether a line starts as no sentence does, after a line that has not ended."""
    first = text[0]
    if first in _AFTER_END and len(text) > 1:
        return True
    if has_ended(before) or before[-1:] in _SEPARATORS:
        return False
    if len(text) == 1:
        return first in _LONE_CLOSE
    return is_small(first) or text.startswith(_CLOSE_START) or _SUFFIX_RE.match(text) is not None


def _is_linked(before: str, was_cut: bool, is_followed: bool) -> bool:
    """Whether a line that could start a sentence is of the unfinished one before it."""
    if not before or has_ended(before) or before.endswith((":", "：")) or before[-1] in _CLOSERS:
        return False
    small = is_small(before[-1])
    if is_followed and (was_cut or len(before) >= (MIN_FOLLOWED_CHARACTERS if small else MIN_LONG_CHARACTERS)):
        return True
    if not (is_followed or was_cut or len(before) >= MIN_LONG_CHARACTERS):
        return False
    return (small and _JOINING_WORD_RE.search(before) is not None) or _OPEN_END_RE.search(before) is not None


def has_ended(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets aside.

    >>> has_ended('He said: "No."'), has_ended("the mayor of")
    (True, False)
    """
    return text.rstrip(_CLOSERS).endswith(_END)
