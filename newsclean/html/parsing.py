"""Document -> tree, in time that grows with the document's length whatever it holds.

Parsers of HTML take time with the square of how deep a document nests, how many bold and italic tags are open at once
and how many attributes a tag has. Where a document has enough of any to matter, those above a limit go before it is
parsed; no page made for readers comes near.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsclean.extras import require

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_TAGS = 4000
"""Documents of fewer tags are parsed in milliseconds however they nest. By hand."""
MAX_DEPTH = 400
"""Elements within each other, at most: browsers stop at 512. By hand."""
MAX_FORMATTING = 200
"""Formatting tags with attributes from which on the open ones are counted. By hand."""
MAX_OPEN_FORMATTING = 20
"""How many of them may then be open at once: each is opened anew in every paragraph. By hand."""
MAX_TAG_CHARS = 20_000
"""Characters: a longer tag holds a drawing, or more attributes than anybody reads. By hand."""

_NOSCRIPT_RE = re.compile(r"<(noscript|NOSCRIPT)\b[^<>]*>[^<]*(?:<(?!/?\1\b)[^<]*)*</\1\s*>")
"""What is for those who run no scripts."""
_LONG_TAG_RE = re.compile(rf"(<[a-zA-Z][^\s/<>]{{0,50}})[^<>]{{{MAX_TAG_CHARS},}}")
"""A tag of more characters."""
_FORMATTING_RE = re.compile(r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\s", re.IGNORECASE)
"""A formatting tag with attributes."""
_FORMATTING = frozenset(("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))
"""The formatting elements of the HTML standard, links aside."""
_UNNESTED = frozenset((
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "script", "source", "style", "td", "th", "tr", "track", "wbr",
))  # fmt: skip
"""Elements that are empty, or end where the next of their kind starts."""
_NESTING_RE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,50})[^<>]*>")
"""Any tag: whether it closes, and its name."""


def parse(document: str) -> LexborHTMLParser:
    """The tree that browsers make of a document. Raises ImportError where the extra "html" is not installed."""
    parser: Callable[[str], LexborHTMLParser] = require("selectolax.lexbor", "html").LexborHTMLParser
    return parser(tamed(without_noscript(document)))


def without_noscript(document: str) -> str:
    """A document without what it says to those who run no scripts, which browsers do not read as HTML.

    A paragraph left open in it would hold the rest of the page; one in the head would end the head.

    >>> without_noscript("<noscript><p>Please turn on scripts</noscript><p>Rain")
    '<p>Rain'
    """
    return _NOSCRIPT_RE.sub("", document) if "<noscript" in document or "<NOSCRIPT" in document else document


def tamed(document: str) -> str:
    """A document without what parsers take long for; nearly every one comes back as it is.

    >>> page = "<p>Rain" * 9
    >>> tamed(page) is page, len(tamed("<div>" * 50_000)) < 300_000
    (True, True)
    """
    parts = document.split("<")
    if max(map(len, parts)) > MAX_TAG_CHARS:
        document = _LONG_TAG_RE.sub(r"\1", document)
    few = len(parts) <= MAX_TAGS and (len(parts) <= MAX_FORMATTING or count_formatting(document) <= MAX_FORMATTING)
    return document if few else flattened(document)


def count_formatting(document: str) -> int:
    """How many formatting tags with attributes a document has."""
    return len(_FORMATTING_RE.findall(document))


def flattened(document: str) -> str:
    """A document without the tags that open deeper than MAX_DEPTH or in MAX_OPEN_FORMATTING others, and their ends.

    >>> flattened("<b>" * 21 + "x" + "</b>" * 21) == "<b>" * 20 + "x" + "</b>" * 20
    True
    """
    depth = formatting = at = 0
    parts: list[str] = []
    for match in _NESTING_RE.finditer(document):
        closing, tag = match[1], match[2].lower()
        if tag in _FORMATTING:
            formatting = max(0, formatting - 1) if closing else formatting + 1
            gone, instead = formatting + (closing != "") > MAX_OPEN_FORMATTING, ""
        elif tag in _UNNESTED:
            continue
        else:
            depth = max(0, depth - 1) if closing else depth + 1
            gone, instead = depth + (closing != "") > MAX_DEPTH, "<br>"
        if gone:
            parts += (document[at : match.start()], instead)
            at = match.end()
    return "".join((*parts, document[at:])) if parts else document
