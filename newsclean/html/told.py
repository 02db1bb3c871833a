"""What a page tells of its article where no reader sees it, matched to its lines: rows of evidence for the scorer.

JSON-LD may hold the whole text (articleBody, often cut), name the elements of the part that is paid for (hasPart) or
that may be read aloud (speakable); a description is often the standfirst. All of it is a hint and no more: sites put
teasers and other articles there too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newsclean.extras import require
from newsclean.html.metadata import Metadata, Written
from newsclean.html.rendering import Element, TextLine

if TYPE_CHECKING:
    from numpy.typing import ArrayLike
    from selectolax.lexbor import LexborHTMLParser

SHINGLE = 12
"""Letters of the runs by which a line is compared with a text; two texts hardly share one by chance. By hand."""
MIN_LETTERS = 16
"""Letters: shorter lines stand in long texts by chance. By hand."""
MAX_TOLD_CHARS = 100_000
"""Characters of a text of the metadata that are read, at most. By hand."""
MIN_BODY_CHARS = 200
"""Characters: a shorter articleBody is a description. By hand."""
MAX_SELECTORS = 20
"""Texts and selectors of a page that are read, at most: what a page says must not make the work long. By hand."""
DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description", "sailthru.description")
"""Where a summary is told."""

_TAG_RE = re.compile(r"<[^<>]*>")
"""A tag in a text of the metadata."""
_NO_LETTER_RE = re.compile(r"[\W_]+")
"""What is left out where texts are compared."""
_SELECTOR_RE = re.compile(r"[\w\s.#>,-]{1,200}")
"""Selectors by class, id and tag: what a page says must not make the work long."""


def told_rows(
    tree: LexborHTMLParser,
    elements: Sequence[Element],
    lines: Sequence[TextLine],
    written: Written,
    metadata: Metadata,
) -> dict[str, ArrayLike]:
    """The rows of TOLD_ROWS: what the page tells of each line, where it tells anything."""
    metas, articles = written
    bodies = [text for text in texts_in(articles, "articleBody") if len(text) >= MIN_BODY_CHARS]
    descriptions = [*texts_in(articles, "description"), *(t for name in DESCRIPTIONS for t in metas.get(name, ()))]
    titles = {letters_of(title) for title in metadata.titles} - {""}
    keys = [letters_of(line.text) for line in lines]
    rows: dict[str, ArrayLike] = {
        "body_told": shares_in(keys, bodies),
        "has_body_told": bool(bodies),
        "description_told": shares_in(keys, descriptions),
        "title_told": [key in titles for key in keys],
    }
    for row, key in (("speakable", "speakable"), ("paid_part", "hasPart")):
        if selectors := selectors_in(articles, key):
            within = inside(tree, selectors, elements)
            rows[row] = [within[line.element] for line in lines]
    return rows


def letters_of(text: str) -> str:
    """A text's letters and digits, folded.

    >>> letters_of("It rained – all night.")
    'itrainedallnight'
    """
    return _NO_LETTER_RE.sub("", text.casefold())


def texts_in(things: Iterable[dict[str, Any]], key: str) -> list[str]:
    """The texts that JSON-LD objects have under a key, without tags and entities."""
    found = [value for thing in things for value in listed(thing.get(key)) if isinstance(value, str)]
    return [html.unescape(_TAG_RE.sub(" ", value[:MAX_TOLD_CHARS])) for value in found[:MAX_SELECTORS]]


def listed(value: Any) -> list[Any]:
    """A value as a list of what it is or holds."""
    return value if isinstance(value, list) else [value]


def shares_in(keys: Sequence[str], texts: Iterable[str]) -> list[float]:
    """For each line, given by its letters, how much of it stands in the texts.

    >>> shares_in(["itrainedallnightlong", "home", "nobodywassurprisedbyit"], ["It rained all night long. Then it"])
    [1.0, 0.0, 0.0]
    """
    known: set[str] = set()
    for text in texts:
        letters = letters_of(text)
        known.update(letters[i : i + SHINGLE] for i in range(len(letters) - SHINGLE + 1))
    if not known:
        return [0.0] * len(keys)
    return [share_in(key, known) if len(key) >= MIN_LETTERS else 0.0 for key in keys]


def share_in(key: str, known: set[str]) -> float:
    """The share of a line's runs, one after the other, that are known; the last one ends where the line does."""
    starts = [*range(0, len(key) - SHINGLE, SHINGLE), len(key) - SHINGLE]
    return sum(key[i : i + SHINGLE] in known for i in starts) / len(starts)


def selectors_in(articles: Iterable[dict[str, Any]], key: str) -> list[str]:
    """The CSS selectors that JSON-LD gives under a key; of parts only those that are not free."""
    found: list[str] = []
    for thing in articles:
        for part in listed(thing.get(key)):
            if isinstance(part, dict) and str(part.get("isAccessibleForFree", False)).lower() == "false":
                found += [text for text in listed(part.get("cssSelector")) if isinstance(text, str)]
    return [text for text in found if _SELECTOR_RE.fullmatch(text)][:MAX_SELECTORS]


def inside(tree: LexborHTMLParser, selectors: Iterable[str], elements: Sequence[Element]) -> list[bool]:
    """For each element whether it is, or stands in, one that a selector means."""
    no_selector = require("selectolax.lexbor", "html").SelectolaxError
    meant: set[int] = set()
    for selector in selectors:
        try:
            meant.update(node.mem_id for node in tree.css(selector))
        except no_selector:
            continue
    found: list[bool] = []
    for element in elements:
        is_meant = element.node is not None and element.node.mem_id in meant
        found.append(is_meant or (element.parent >= 0 and found[element.parent]))
    return found
