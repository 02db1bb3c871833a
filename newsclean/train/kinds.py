"""What the lines that are not body are, on labelled pages: by the gold, by hand labels, and by the names in the HTML.

The names are noisy labels: a line has the kind of its nearest telling ancestor there, and is met again in each
rendering by its letters. What is found by nothing is not learned from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.evaluate import key, tokens
from newsclean.scorer.kinds import KINDS
from newsclean.script import is_paragraph
from newsclean.train.labels import matcher

UNKNOWN = -1
"""The kind of a line of which nothing tells it."""
OF_ROLE = {
    "comment": "comment", "caption": "caption", "related": "related", "share": "share", "subscribe": "subscription",
    "consent": "subscription", "ad": "subscription", "tags": "navigation", "nav": "navigation", "when": "field",
    "title": "field", "": "other",
}  # fmt: skip
"""What a block's role in the HTML makes of its lines; "author" is a note where it reads as sentences, else a byline."""
BY_HAND = {"comments": "comment", "related": "related"}
"""Gold lists of blocks that people have labelled."""


def label_kinds(
    lines: Sequence[str], labels: NDArray[np.int8], gold: Mapping[str, Any], roles: Mapping[str, str]
) -> NDArray[np.int8]:
    """The kind of each line as a place in KINDS; UNKNOWN for body, and where nothing tells.

    roles: of the page's blocks in the HTML, by `key` of their text.

    >>> gold = {"title": "Rain", "body": ["It rained all night."], "comments": ["So wet here, says Ann."]}
    >>> lines = ["Rain", "It rained all night.", "So wet here, says Ann.", "Sport", "Nobody knows"]
    >>> found = label_kinds(lines, np.array([0, 1, 0, 0, 0], np.int8), gold, {"sport": "nav"})
    >>> [KINDS[kind] if kind >= 0 else None for kind in found]
    ['field', None, 'comment', 'navigation', None]
    """
    is_title = matcher([tokens(gold.get("title") or "")])
    by_hand = {kind: matcher([tokens(text) for text in gold.get(name) or ()]) for name, kind in BY_HAND.items()}
    found = np.full(len(lines), UNKNOWN, np.int8)
    for i, line in enumerate(lines):
        if not labels[i]:
            kind = _kind_of(line, is_title, by_hand, roles)
            found[i] = KINDS.index(kind) if kind else UNKNOWN
    return found


def _kind_of(line: str, is_title: Any, by_hand: Mapping[str, Any], roles: Mapping[str, str]) -> str | None:
    words = tokens(line)
    if is_title(words):
        return "field"
    for kind, matches in by_hand.items():
        if matches(words):
            return kind
    role = roles.get(key(line))
    if role == "author":
        return "author" if is_paragraph(line) else "field"
    return OF_ROLE[role] if role is not None else None
