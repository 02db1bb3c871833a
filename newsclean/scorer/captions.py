"""Signs of a caption in the letters of lines alone, in any language: a credit at its end, an alternative text above it.

A credit's words are the lexicon's to know; here is its shape: "(Ana Silva/Agency)", "in 2020.Agency", a short line of
names with a slash, a picture's alternative text that the caption below begins with, "AT WORK: The mayor reads.".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from newsclean.scorer.glossary import SIGNS

NEAR = 3
"""Lines from an alternative text to its caption, at most. By hand."""
MIN_TEXT, MIN_SENTENCE, TAIL, MAX_LABEL = 12, 30, 48, 70
"""Characters of an alternative text, of a line with a credit at its end, of that end, of a credit. By hand."""

_SLASH = regex.compile(r"[/／|]\s?[^.!?。/]{2,40}[)）\]]?$")
"""A credit behind a slash or bar, at the end."""
_GLUED = regex.compile(r"""[.!?"”»)][\p{Lu}©][^.!?]{1,40}$""")
"""A credit glued to the end of a sentence."""
_BRACKET = regex.compile(r"[(（][^()（）]{2,44}[)）]$")
"""A credit in brackets, at the end."""
_CAPITALS = regex.compile(r"\P{Ll}{6,}[:：–—-]\s?\S")
"""A label in capitals, at the start."""


def caption_signs(texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """For each of SIGNS, how it is with each line.

    >>> texts = ["The old bridge in March", "The old bridge in March. (Ana Silva/Agency)", "It fell (on a Monday)."]
    >>> signs = caption_signs(texts)
    >>> [signs[name].tolist() for name in ("begins_next", "begun_before", "slash_tail")]
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]
    """
    found = dict(zip(SIGNS, np.zeros((len(SIGNS), len(texts)), np.float32), strict=True))
    begins, begun = found["begins_next"], found["begun_before"]
    for i, near in _beginnings(texts):
        begins[i] = begun[i + near] = near
    for i, text in enumerate(texts):
        tail = text[-TAIL:]
        slash = "/" in tail
        if len(text) > MIN_SENTENCE:
            if (slash or "|" in tail or "／" in tail) and _SLASH.search(tail):
                found["slash_tail"][i] = 1
            if tail[-1] not in ".!?" and _GLUED.search(tail):
                found["glued_tail"][i] = 1
            if tail[-1] in ")）" and _BRACKET.search(tail):
                found["bracket_tail"][i] = 1
        if slash and len(text) < MAX_LABEL:
            found["slash_label"][i] = 1
        if text[:6].isupper() and _CAPITALS.match(text):
            found["capitals_label"][i] = 1
    return found


def _beginnings(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines that one soon below begins with, their last character aside, and how many lines below it is."""
    heads = [text[: MIN_TEXT - 1] for text in texts]
    counted = Counter(heads)
    for i, head in enumerate(heads):
        if counted[head] > 1 and len(texts[i]) >= MIN_TEXT:
            start = texts[i][:-1]
            for near, below in enumerate(texts[i + 1 : i + 1 + NEAR], 1):
                if below.startswith(start):
                    yield i, near
                    break
