"""Comment sections: their headings, buttons and rules, and the comments between them."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.filters.labels import label_removals
from newsclean.page import Page, Removal

MIN_REPLIES = 2
MAX_GAP = 12
"""So many lines may stand between two buttons of one comment section."""


def comments(page: Page) -> Iterator[Removal]:
    """Point at comment headings and buttons, and at what stands between a heading and the buttons after it.

    >>> from newsclean import read_page
    >>> text = "Rain fell.\\n\\n2 comments\\n\\nAnn\\nSo wet.\\nReply\\nBob\\nVery.\\nReply"
    >>> [r.line.text for r in comments(read_page(text, language="en"))]
    ['2 comments', 'Reply', 'Reply', 'Ann', 'So wet.', 'Bob', 'Very.']
    >>> list(comments(read_page("She gave no comments.", language="en")))
    []
    """
    yield from label_removals(
        page, "comment", {"comments.headings": "heads the comments", "comments.lines": "comment button"}
    )
    yield from between_buttons(page)


def between_buttons(page: Page) -> Iterator[Removal]:
    """Lines after the last comment heading that have a button near behind them, where there are several buttons."""
    heads = [n for n, line in enumerate(page.lines) if "comments.headings" in page.hits(line).lines]
    if not heads:
        return
    after = range(heads[-1] + 1, len(page.lines))
    buttons = [n for n in after if "comments.lines" in page.hits(page.lines[n]).lines]
    if len(buttons) < MIN_REPLIES:
        return
    start = heads[-1] + 1
    for button in buttons:
        if button - start > MAX_GAP:
            return
        for line in page.lines[start:button]:
            yield Removal(line, "among the comments", kind="comment")
        start = button + 1
