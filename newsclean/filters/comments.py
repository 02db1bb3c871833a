"""Comment sections: their headings, buttons and rules, who wrote when, and the comments between them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from newsclean.filters.labels import label_removals
from newsclean.lexicon import Lexicon, fold
from newsclean.page import Page, Removal
from newsclean.script import is_unspaced

MIN_REPLIES = 2
"""Buttons that make a comment section: one may be anything. By hand."""
MIN_HEADS = 2
"""Heads of comments that make one. By hand."""
MIN_DATE_DIGITS = 3
"""Digits of a comment's day or time. By hand."""
MAX_HEAD_CHARS = 120
"""Characters of a name and a day over a comment, at most. By hand."""
MAX_TAIL = 4
"""Logical lines from the last comment's head to its end. By hand."""
MAX_GAP = 12
"""Logical lines between two buttons of one comment section, at most. By hand."""


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
    yield from threads(page)


def threads(page: Page) -> Iterator[Removal]:
    """The lines that say who wrote a comment and when, where there are several, and what stands between them.

    >>> from newsclean import read_page
    >>> text = "On May 5, 2021, otter7 wrote:\\n\\nSo wet.\\n\\nOn May 6, 2021, bo wrote:\\n\\nVery."
    >>> [r.line.text for r in threads(read_page(text, language="en"))][1::2]
    ['So wet.', 'Very.']
    """
    words = comment_words(page.lexicon)
    heads = [
        n
        for n, line in enumerate(page.lines)
        if len(line.text) <= MAX_HEAD_CHARS and is_comment_head(page.folded(line), *words)
    ]
    if len(heads) < MIN_HEADS:
        return
    for head, following in pairwise([*heads, min(len(page.lines), heads[-1] + MAX_TAIL)]):
        yield Removal(page.lines[head], "says who comments", kind="comment")
        for line in page.lines[head + 1 : min(following, head + 1 + MAX_GAP)]:
            yield Removal(line, "among the comments", kind="comment")


def is_comment_head(folded: str, verbs: tuple[str, ...], labels: tuple[str, ...]) -> bool:
    """Whether a folded line is a comment's head: a date or time, and a button before (`labels`) or a verb after it."""
    bare = folded.rstrip(" :;,-–—")
    return (bare.endswith(verbs) or bare.startswith(labels)) and sum(map(str.isdigit, bare)) >= MIN_DATE_DIGITS


@cache
def comment_words(lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a comment's head ends in, and what it begins with, folded, as whole words."""
    verbs = (fold(verb) for verb in lexicon.words("comments.verbs"))
    labels = (fold(label) for label in lexicon.words("comments.lines") if " " in label and "{" not in label)
    return tuple(v if is_unspaced(v[0]) else f" {v}" for v in verbs), tuple(f"{label} " for label in labels)


def between_buttons(page: Page) -> Iterator[Removal]:
    """Lines after the last comment heading that have a button near behind them, where there are several buttons."""
    labelled = page.labelled()
    heads = [n for n, _, hit in labelled if "comments.headings" in hit.lines]
    if not heads:
        return
    buttons = [n for n, _, hit in labelled if n > heads[-1] and "comments.lines" in hit.lines]
    if len(buttons) < MIN_REPLIES:
        return
    start = heads[-1] + 1
    for button in buttons:
        if button - start > MAX_GAP:
            return
        for line in page.lines[start:button]:
            yield Removal(line, "among the comments", kind="comment")
        start = button + 1
