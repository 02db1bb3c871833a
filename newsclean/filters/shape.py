"""Body or not by shape alone: the body runs from its first good line to its last; what stands outside is clutter.

The learned line scorer does this better; this filter needs no weights, and shows what shape alone can tell:
`default_pipeline().replace("boilerplate", shape)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.page import Line, Page, Removal
from newsclean.script import ends_sentence, word_count

MIN_GOOD_WORDS = 12
MAX_GAP = 40
"""So many lines without a good one part two runs; the run with most words is the body."""
TOP_PARAGRAPHS = 2
"""Among so many first paragraphs stand captions, credits and dates, and hardly ever a subhead."""
MAX_LINK_SHARE = 0.5


def shape(page: Page) -> Iterator[Removal]:
    """Point at lines outside the run of good lines: sentences of some length, or paragraphs.

    >>> rain = "Rain fell all night and flooded the cellars of the old town, the mayor said."
    >>> text = f"Menu\\n\\n{rain}\\n\\nNo.\\n\\n{rain}\\n\\nNo."
    >>> [(r.line.text, r.reason) for r in shape(Page.from_text(text, language="en"))]
    [('Menu', 'before the first paragraph'), ('No.', 'after the last paragraph')]
    """
    lines = page.lines
    good = [n for n, line in enumerate(lines) if is_good(line)]
    if not good:
        return
    first, last = bounds(lines, good)
    top = range(first, good[min(len(good) - 1, good.index(first) + TOP_PARAGRAPHS)])
    for n, line in enumerate(lines):
        if n < first:
            yield Removal(line, "before the first paragraph")
        elif n > last:
            yield Removal(line, "after the last paragraph")
        elif n in top and not ends_sentence(line.text) and word_count(line.text) < MIN_GOOD_WORDS:
            yield Removal(line, "a label among the first paragraphs")
        elif line.link_share > MAX_LINK_SHARE and not is_good(line):
            yield Removal(line, "a link among paragraphs")


def is_good(line: Line) -> bool:
    """Whether a line is a sentence of some length."""
    return word_count(line.text) >= MIN_GOOD_WORDS and ends_sentence(line.text) and line.link_share <= MAX_LINK_SHARE


def bounds(lines: Sequence[Line], good: Sequence[int]) -> tuple[int, int]:
    """The first and last line of the body: the run of good lines with most words, runs being parted by long gaps."""
    runs: list[list[int]] = [[good[0]]]
    for n in good[1:]:
        if n - runs[-1][-1] > MAX_GAP:
            runs.append([])
        runs[-1].append(n)
    best = max(runs, key=lambda run: sum(word_count(lines[n].text) for n in run))
    return best[0], best[-1]
