"""Body or not by shape alone: the body runs from its first good line to its last; what stands outside is clutter.

The learned line scorer does this better; this filter needs no weights, and shows what shape alone can tell:
`default_pipeline().replace("boilerplate", shape)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.page import Line, Page, Removal
from newsclean.script import ends_sentence, word_count

MIN_GOOD_WORDS = 12
"""Words of a good line, a sentence, at least. By hand."""
MAX_GAP = 40
"""Logical lines without a good one that part two runs; the run with most words is the body. By hand."""
MAX_STRAGGLER_GAP = 3
"""Logical lines that part the last good lines from the body. By hand."""
MIN_BLOCK_WORDS = 60
"""Words that such lines have where they are the end of the body. By hand."""
MAX_LINK_SHARE = 0.5
"""Share of a line that is links: one with more is a link. By hand."""


def shape(page: Page) -> Iterator[Removal]:
    """Point at lines outside the run of good lines: sentences of some length, or paragraphs.

    >>> from newsclean import read_page
    >>> rain = "Rain fell all night and flooded the cellars of the old town, the mayor said."
    >>> text = f"Menu\\n\\n{rain}\\n\\nNo.\\n\\n{rain}\\n\\nNo."
    >>> [(r.line.text, r.reason) for r in shape(read_page(text, language="en"))]
    [('Menu', 'before the first paragraph'), ('No.', 'after the last paragraph')]
    """
    lines = page.lines
    good = [n for n, line in enumerate(lines) if is_good(line)]
    if not good:
        return
    first, last = bounds(lines, good)
    for n, line in enumerate(lines):
        if n < first:
            yield Removal(line, "before the first paragraph")
        elif n > last:
            yield Removal(line, "after the last paragraph")
        elif line.link_share > MAX_LINK_SHARE and not is_good(line):
            yield Removal(line, "a link among paragraphs", kind="navigation")


def is_good(line: Line) -> bool:
    """Whether a line is a sentence of some length."""
    return word_count(line.text) >= MIN_GOOD_WORDS and ends_sentence(line.text) and line.link_share <= MAX_LINK_SHARE


def bounds(lines: Sequence[Line], good: Sequence[int]) -> tuple[int, int]:
    """The first and last line of the body: the run of good lines with most words, stragglers at its end left out."""
    best = max(parted(good, MAX_GAP), key=lambda run: words_of(lines, run))
    blocks = parted(best, MAX_STRAGGLER_GAP)
    while len(blocks) > 1 and words_of(lines, blocks[-1]) < MIN_BLOCK_WORDS:
        blocks.pop()
    return blocks[0][0], blocks[-1][-1]


def parted(numbers: Sequence[int], gap: int) -> list[list[int]]:
    """Ascending numbers in runs, parted where more than `gap` lies between two.

    >>> parted([1, 2, 9], 3)
    [[1, 2], [9]]
    """
    runs = [[numbers[0]]]
    for n in numbers[1:]:
        if n - runs[-1][-1] > gap:
            runs.append([])
        runs[-1].append(n)
    return runs


def words_of(lines: Sequence[Line], run: Sequence[int]) -> int:
    """How many words some lines have together."""
    return sum(word_count(lines[n].text) for n in run)
