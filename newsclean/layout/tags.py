"""The tags and comments of HTML that stand in a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

BLOCKS = frozenset((
    "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
"""The tags at which a line of its own starts and ends."""
INLINE = frozenset((
    "a", "abbr", "audio", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "label",
    "mark", "picture", "q", "s", "script", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "u",
    "video",
))  # fmt: skip
EMPTY = frozenset(("br", "hr", "iframe"))
"""The tags that part lines and hold none."""
# No value and no comment with "<" in it: so each look ends where the next begins.
_ATTRIBUTE = r"\s++[\w:.@-]++(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'<>]++))?+"
_TAG = rf"<(/?)({'|'.join(sorted(BLOCKS | EMPTY | INLINE))})(?:{_ATTRIBUTE})*+\s*+/?+>|<!--(?:[^-<]|-(?!->))*+-->"
"""A tag of HTML, or a comment."""
_TAG_RE = regex.compile(_TAG, regex.IGNORECASE)
"""One of these."""
_TAGS_ALONE_RE = regex.compile(rf"\s*+(?:(?:{_TAG})\s*+)++", regex.IGNORECASE)
"""A text of nothing else."""


class Tag(NamedTuple):
    """A tag: where it stands in the text, its name in small letters ("" of a comment), and whether it closes."""

    start: int
    end: int
    name: str
    closes: bool


def has_only_tags(line: str) -> bool:
    """Whether a line is tags and comments of HTML alone.

    >>> has_only_tags('</p> <div class="text">'), has_only_tags("<p> opens a paragraph"), has_only_tags("<3")
    (True, False, False)
    """
    return "<" in line and _TAGS_ALONE_RE.fullmatch(line) is not None


def find_tags(text: str) -> Iterator[Tag]:
    """The tags and comments of a text, in order."""
    for found in _TAG_RE.finditer(text):
        yield Tag(found.start(), found.end(), (found[2] or "").lower(), bool(found[1]))
