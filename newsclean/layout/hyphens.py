"""Words that were broken at a line's end, as PDFs have them: which line ends lose their hyphen.

Only what the page says itself counts: the whole word stands elsewhere on it, and a half of it is no word there. Where
several such words do, the page's lines were broken so: then the whole word is enough, or that neither half is a word.
A hyphen that the page also has inside a line ("well-known") stays, and so does one within a line: that a tool left it
there when it joined two lines cannot be told from a spelling.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

MIN_BROKEN = 2
"""Sure words from which on the page's lines were broken within words. By hand."""

_TAIL_RE = re.compile(r"[^\W\d_]{2,40}(?=-\Z)")
"""What stands of a word before the hyphen at the end of a line."""
_HEAD_RE = re.compile(r"[^\W\d_]{2,40}")
"""What stands of it at the start of the next."""
_WORD_RE = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
"""A word, hyphens and apostrophes within it."""
_JOINT_RE = re.compile(r"-\s*\n\s*")
"""A hyphen at the end of a line."""


def halves(before: str, after: str) -> tuple[str, str] | None:
    """The end of one line and the start of the next, in small letters, where a hyphen may part one word; else None.

    >>> halves("The vote was Unani-", "mous, they said"), halves("a trip by Franco-", "German friends")
    (('unani', 'mous'), None)
    """
    if not before.endswith("-"):
        return None
    tail, head = _TAIL_RE.search(before), _HEAD_RE.match(after)
    if tail is None or head is None or head[0][0].isupper():
        return None
    return tail[0].lower(), head[0].lower()


def broken_words(lines: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The halves of the words that were broken at the lines' ends.

    >>> sorted(broken_words(["A unani-", "mous vote on a well-", "known man", "", "No vote is unanimous."]))
    [('unani', 'mous')]
    """
    found = Counter(_line_ends(lines))
    if not found:
        return frozenset()
    words = Counter(_WORD_RE.findall(_JOINT_RE.sub("-", "\n".join(lines)).lower()))
    open_pairs = [pair for pair in found if words["-".join(pair)] <= found[pair]]
    whole = {pair for pair in open_pairs if "".join(pair) in words}
    sure = {pair for pair in whole if not words.keys() >= set(pair)}
    if len(sure) < MIN_BROKEN:
        return frozenset(sure)
    return frozenset(whole.union(pair for pair in open_pairs if words.keys().isdisjoint(pair)))


def _line_ends(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for before, after in pairwise(lines):
        if after and before.rstrip().endswith("-") and (pair := halves(before.rstrip(), after.lstrip())):
            yield pair
