"""The scorer's weights: two passes of trees in one small file, read with numpy alone."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from os import PathLike
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsclean.page import Page
from newsclean.scorer import features as f
from newsclean.scorer import text as t
from newsclean.scorer.reasons import reasons
from newsclean.scorer.second import SECOND_NAMES, second_features
from newsclean.scorer.trees import SCALE, Trees

DEFAULT_MODEL = "model.npz"
SMALL_PAGE_LETTERS = 2500
"""A page with fewer letters gets the benefit of the doubt, the more the smaller it is."""
MAX_BENEFIT = 4.0
MAX_DOUBT = 1.0
"""In log odds, chosen on two folds that the scorer had not seen and on the fixtures: the body F1 stays, and fewer than
half as many paragraphs of small pages are lost."""
MIN_EXPECTED_F1 = 0.4
"""A page that can be expected to come out worse is no article's."""
SURE_F1 = 0.9
"""From this expected F1 on a page is left as it is."""
LENIENCY_STEPS = 64
"""Log odds are rounded to one by so many: the same on every machine."""


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What the scorer thinks of a page.

    probabilities: of being body, by Line.index.
    features: the first pass's, f.NAMES x lines.
    """

    probabilities: NDArray[np.float64]
    features: NDArray[np.float32]

    def reasons(self, indices: Sequence[int]) -> list[str]:
        """For some lines, what speaks against them, in words."""
        return reasons(self.features[:, list(indices)]) if indices else []


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A trained scorer: a first pass over lines, and a second that sees the first's scores of the whole page.

    words: the weight of each hashed word, for or against body.
    """

    first: Trees
    second: Trees
    words: NDArray[np.int8]

    def judge(self, page: Page) -> Judgement:
        """How likely each logical line is body."""
        if not page.source:
            return Judgement(np.zeros(0), np.zeros((len(f.NAMES), 0), np.float32))
        measured = t.measure([line.text for line in page.source])
        features = f.line_features(page, measured, self.words)
        return Judgement(probabilities(self.scores(features, measured)), features)

    def scores(self, features: NDArray[np.float32], measured: t.Measures) -> NDArray[np.int64]:
        """Log odds of being body, times SCALE, of lines with the first pass's features."""
        scores = self.second.score(second_features(features, self.first.score(features), measured))
        scores += benefit_of_doubt(features)
        return keep_company(scores + leniency(scores, features), features)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the weights; the same weights give the same bytes."""
        arrays = {"names": _names_mark(), "words": self.words}
        for name, trees in (("first", self.first), ("second", self.second)):
            arrays |= {
                f"{name}_feature": trees.feature,
                f"{name}_border": trees.border,
                f"{name}_leaf": trees.leaf,
                f"{name}_bias": np.array(trees.bias),
            }
        with open(path, "wb") as file:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def _names_mark() -> NDArray[np.int64]:
    return np.array(crc32(" ".join(SECOND_NAMES).encode()))


def read_model(data: bytes, name: str = "model") -> Model:
    """A model from a file's bytes. Raises ValueError for one that was trained with other features."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        if int(arrays["names"]) != int(_names_mark()):
            raise ValueError(
                f"{name} was trained with other features than this version's: "
                "train it again (python -m newsclean.train scorer)."
            )
        first, second = (
            Trees(
                arrays[f"{name}_feature"], arrays[f"{name}_border"], arrays[f"{name}_leaf"], int(arrays[f"{name}_bias"])
            )
            for name in ("first", "second")
        )
        return Model(first, second, arrays["words"])


@cache
def load_model(path: str | None = None) -> Model:
    """The model in a file, or the one that comes with newsclean; read once."""
    if path is None:
        return read_model((resources.files("newsclean.scorer") / DEFAULT_MODEL).read_bytes(), DEFAULT_MODEL)
    return read_model(Path(path).read_bytes(), path)


def benefit_of_doubt(features: NDArray[np.float32]) -> NDArray[np.int64]:
    """What is added to the scores on a page too small to tell body from clutter by the company that lines keep.

    There a line that is no label is rather body from the first sentence to the last; on a page without any, everywhere.
    """
    letters = f.row_of(features, "page_letters")
    small = 1 - float(letters[0]) / SMALL_PAGE_LETTERS if letters.size else 0.0
    if small <= 0:
        return np.zeros(letters.size, np.int64)
    label = _is_label(features)
    sentences = (f.row_of(features, "ends") > 0) & ~label
    chosen = ~label
    if sentences.any():
        chosen &= np.logical_or.accumulate(sentences) & np.logical_or.accumulate(sentences[::-1])[::-1]
    benefit: NDArray[np.int64] = chosen * np.int64(round(small * MAX_BENEFIT * SCALE))
    return benefit


def leniency(scores: NDArray[np.int64], features: NDArray[np.float32]) -> int:
    """What is added to all scores of a page that is not sure, so that its lines above 0 have a greater F1 to expect.

    The less sure a page is, the lower is the threshold that is best: half the F1 that it reaches (Lipton, Elkan and
    Naryanaswamy 2014, Optimal thresholding of classifiers to maximize F1 measure). Letters count, lines removed do not.

    >>> features = np.zeros((len(f.NAMES), 2), np.float32)
    >>> leniency(np.array([9 * SCALE, -9 * SCALE]), features), leniency(np.array([-SCALE, -SCALE]), features) > 0
    (0, True)
    """
    left = f.row_of(features, "removed") == 0
    if not left.any():
        return 0
    letters = f.row_of(features, "letters")[left].astype(np.int64) + 1
    chances = (10_000 * probabilities(scores[left])).round().astype(np.int64)
    order = (-chances).argsort(kind="stable")
    kept, right = letters[order].cumsum(), (letters * chances)[order].cumsum() / 10_000
    best = float((2 * right / (kept + right[-1])).max())
    shift = best_shift(max(best, MIN_EXPECTED_F1)) - best_shift(SURE_F1)
    return round(max(shift, 0.0) * LENIENCY_STEPS) * (SCALE // LENIENCY_STEPS)


def best_shift(f1: float) -> float:
    """The log odds to add to scores for the threshold of half the F1 that can be reached."""
    return math.log((2 - f1) / f1)


def keep_company(scores: NDArray[np.int64], features: NDArray[np.float32]) -> NDArray[np.int64]:
    """The scores, where a sentence that little speaks against is kept if it stands in one run with a line that is kept.

    A label ends the run, but not one with another story's headline after it; so does a line that much speaks against.
    """
    kept = scores > 0
    unsure = (scores > -MAX_DOUBT * SCALE) & (f.row_of(features, "sentence") > 0) & ~_is_label(features)
    joined = kept | unsure
    run = np.cumsum(~joined & (f.row_of(features, "related_start") == 0))
    company = np.zeros(scores.size + 1, bool)
    company[run[kept]] = True
    return np.where(joined & ~kept & company[run], 1, scores)


def _is_label(features: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Lines that the lexicon or an earlier step calls clutter."""
    hit, start, removed = (f.row_of(features, name) for name in ("line_hit", "start_hit", "removed"))
    label: NDArray[np.bool_] = (hit > 0) | (start > 0) | (removed > 0)
    return label


def probabilities(scores: NDArray[np.int64]) -> NDArray[np.float64]:
    """Log odds times SCALE as probabilities, rounded so that they are the same on every machine.

    >>> probabilities(np.array([0, SCALE, -99 * SCALE]))
    array([0.5   , 0.7311, 0.    ])
    """
    odds = np.minimum(np.maximum(scores / SCALE, -30), 30)
    rounded: NDArray[np.float64] = (1 / (1 + np.exp(-odds))).round(4)
    return rounded
