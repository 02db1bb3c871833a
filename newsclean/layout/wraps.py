"""Whether a page is hard-wrapped, at which width, and which lines go on in the next.

In wrapped text a line ends because the next word would not fit. So each pair of neighbours allows only some widths: at
least the first line's, less than the first line's with the next word. The width that most pairs allow is the page's, if
it is most of them; on a page that is not wrapped, the pairs agree on none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from newsclean.script import UNSPACED, WIDE_MARKS, ends_sentence, is_small, is_unspaced

MIN_LINE_CHARACTERS = 24
"""Characters of a line that may be wrapped, at least. By hand."""
MAX_WIDTH = 200
"""Characters: no text is wrapped wider. By hand."""
MIN_SHARE_OF_PAIRS = 0.6
"""Share of the pairs of neighbours that look wrapped on a page that is. By hand."""
MIN_SHARE_OF_UNCASED_PAIRS = 0.8
"""The same in scripts without capitals, where less tells. By hand."""
MIN_PAIRS = 3
"""Pairs that must look wrapped, at least. By hand."""
SURE_PAIRS = 12
"""Pairs from which on nothing else has to tell. By hand."""
# Of two neighbours in a menu or a list of headlines both start with a capital; in wrapped prose few second lines do.
MIN_SHARE_IN_MID_SENTENCE = 0.3
MAX_SHARE_OF_LONGER_LINES = 0.1
"""Share of the lines that may be wider than the wrap. By hand."""

_BLOCK_START_RE = re.compile(r"\s*(?:[*+•-]\s|\d{1,3}[.)]\s|#{1,6}\s|\||>)|\s{3,}!?\[")
"""What starts a block of its own: an item, a heading, a table, a quote, an image."""
# Where wrapping may break a word: at a hyphen with two letters before it and two after it.
_HYPHEN_END_RE = re.compile(r"[^\W\d_]{2}-\Z")
_FIRST_CHUNK_RE = re.compile(r"\S+?[^\W\d_]{2}-(?=[^\W\d_]-?[^\W\d_])|\S+")
"""What must have fitted on the line before: the first word, to its hyphen."""
_UNSPACED_RE = re.compile(f"[{UNSPACED}{WIDE_MARKS}]")
"""A character before or behind which a line may break anywhere."""


class Wrap(NamedTuple):
    """The width of a hard-wrapped page; whether words were broken at hyphens, and scripts without spaces anywhere."""

    width: int
    at_hyphens: bool = False
    anywhere: bool = False

    def goes_on(self, line: str, after: str) -> bool:
        """Whether a source line ended only because the first word of the next did not fit."""
        line = line.rstrip()
        end = len(line) - (self.at_hyphens and line[-1:] == "-")
        if end + self.step(after) > self.width:
            return True
        # Repair has shortened the line.
        return end > 0.6 * self.width and is_small(after.lstrip()[:1]) and not ends_sentence(line)

    def step(self, after: str) -> int:
        """How many characters a line must have left to take the first word of the next."""
        after = after.lstrip()
        if self.anywhere and is_unspaced(after):
            return 2
        chunk = _FIRST_CHUNK_RE.match(after) if self.at_hyphens else None
        return 1 + len(chunk[0] if chunk else after.split(None, 1)[0]) if after else 1


def find_wrap(lines: Sequence[str]) -> Wrap | None:
    r"""The wrap of a page, from its source lines with their indentation; None for a page that is not hard-wrapped.

    >>> wrapped = "Rain that fell for a day and a night\non our valley has stopped at last,\nand the river calm\nnow."
    >>> find_wrap(wrapped.split("\n"))
    Wrap(width=36, at_hyphens=False, anywhere=False)
    >>> find_wrap(["The rain fell all night long.", "", "Nobody in the valley was hurt."]) is None
    True
    """
    pairs = [(a, b) for a, b in pairwise(lines) if b and a[MIN_LINE_CHARACTERS - 1 :]]
    if len(pairs) < MIN_PAIRS - 1:
        return None
    pairs = [(a.rstrip(), b) for a, b in pairs if a[-2:] != "  " and not b.isspace() and not _BLOCK_START_RE.match(b)]
    spaceless = [(a, b) for a, b in pairs if is_unspaced(a[-1:]) and is_unspaced(b.lstrip()[:1])]
    if 2 * len(spaceless) > len(pairs) and (wrap := _agreed(spaceless, lines, Wrap(0, False, True))):
        return wrap
    spaced = [(a, b) for a, b in pairs if not _UNSPACED_RE.search(a + b)] if spaceless else pairs
    at_hyphens = sum(_HYPHEN_END_RE.search(a) is not None for a, _ in spaced) > 0.01 * len(spaced)
    return _agreed(spaced, lines, Wrap(0, at_hyphens))


def _agreed(pairs: Sequence[tuple[str, str]], lines: Sequence[str], kind: Wrap) -> Wrap | None:
    """The wrap of a kind whose width enough of the pairs allow, if nothing else speaks against it."""
    if len(pairs) < MIN_PAIRS - 1:
        return None
    changes = [0] * (MAX_WIDTH + 2)
    for a, b in pairs:
        if len(a) <= MAX_WIDTH:
            changes[len(a)] += 1
            changes[min(MAX_WIDTH + 1, len(a) + kind.step(b))] -= 1
    allowed = list(accumulate(changes))
    most = max(allowed)
    if most < MIN_SHARE_OF_PAIRS * len(pairs):
        return None
    wrap = kind._replace(width=allowed.index(most))
    firsts = [b.lstrip()[0] for a, b in pairs if wrap.goes_on(a, b)]
    uncased = sum(c.isalpha() and not c.isupper() and not is_small(c) for c in firsts)
    if 2 * uncased > len(firsts):
        ended = sum(ends_sentence(a) for a, _ in pairs)
        if most < MIN_SHARE_OF_UNCASED_PAIRS * len(pairs) or 3 * ended > len(pairs):
            return None
    elif most < SURE_PAIRS:
        in_mid_sentence = sum(map(is_small, firsts))
        if in_mid_sentence < (MIN_SHARE_IN_MID_SENTENCE if most >= MIN_PAIRS else 1) * len(firsts):
            return None
    longer = sum(len(line) > wrap.width and _could_break(line.rstrip(), wrap.width) for line in lines)
    long = sum(len(line) > 0.6 * wrap.width for line in lines)
    return None if longer > MAX_SHARE_OF_LONGER_LINES * long else wrap


def _could_break(line: str, width: int) -> bool:
    """Whether a line is longer than the width, though a space in it would have let it end sooner; tables apart."""
    return (
        len(line) > width and " " in line.strip()[: width - 8] and "|" not in line and not _BLOCK_START_RE.match(line)
    )
