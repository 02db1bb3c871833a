"""Signs of a caption in the letters of lines alone, in any language: a credit at its end, an alternative text above it.

A credit's words are the lexicon's to know; here is its shape: "(Ana Silva/Agency)", "in 2020.Agency", a short line of
names with a slash, a picture's alternative text that the caption below begins with, "AT WORK: The mayor reads.".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import regex
from numpy.typing import NDArray

SIGNS = (
    "begins_next", "begun_before", "slash_tail", "glued_tail", "bracket_tail", "slash_label", "capitals_label",
)  # fmt: skip
NEAR = 3
"""Lines that far apart may be an alternative text and its caption."""
MIN_TEXT, MIN_SENTENCE, TAIL, MAX_LABEL = 12, 30, 48, 70
"""Characters of an alternative text, of a line with a credit at its end, of that end, of a line that is a credit."""

_SLASH = regex.compile(r"[/／|]\s?[^.!?。/]{2,40}[)）\]]?$")
_GLUED = regex.compile(r"""[.!?"”»)][\p{Lu}©][^.!?]{1,40}$""")
_BRACKET = regex.compile(r"[(（][^()（）]{2,44}[)）]$")
_CAPITALS = regex.compile(r"\P{Ll}{6,}[:：–—-]\s?\S")


def caption_signs(texts: Sequence[str]) -> NDArray[np.float32]:
    """SIGNS x lines.

    >>> texts = ["The old bridge in March", "The old bridge in March. (Ana Silva/Agency)", "It fell (on a Monday)."]
    >>> begins_next, begun_before, slash_tail, *_ = caption_signs(texts).tolist()
    >>> begins_next, begun_before, slash_tail
    ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0])
    """
    n = len(texts)
    begins, begun, *rows = ([0] * n for _ in SIGNS)
    for i, text in enumerate(texts):
        if len(text) >= MIN_TEXT:
            start = text[:-1]
            for near, below in enumerate(texts[i + 1 : i + 1 + NEAR], 1):
                if below.startswith(start):
                    begins[i] = begun[i + near] = near
                    break
        for row, sign in zip(rows, _signs(text), strict=True):
            if sign:
                row[i] = 1
    return np.array([begins, begun, *rows], np.float32)


def _signs(text: str) -> tuple[bool, ...]:
    """The signs that a line has by itself."""
    size, tail = len(text), text[-TAIL:]
    long = size > MIN_SENTENCE
    slash = "/" in tail
    return (
        long and (slash or "|" in tail or "／" in tail) and _SLASH.search(tail) is not None,
        long and _GLUED.search(tail) is not None,
        long and tail[-1] in ")）" and _BRACKET.search(tail) is not None,
        slash and size < MAX_LABEL,
        text[:6].isupper() and _CAPITALS.match(text) is not None,
    )
