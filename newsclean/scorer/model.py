"""The scorer's weights in one small file, read with numpy alone: trees that ask what a line is, and one for the page.

A first pass looks at lines, a second also at what the first thinks of the whole page; of lines that are no body a third
set of trees tells the kind. Trees over the page tell how well it can be expected to come out.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from os import PathLike
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsclean.page import Favor, Page
from newsclean.scorer import features as f
from newsclean.scorer import text as t
from newsclean.scorer.confidence import page_facts
from newsclean.scorer.glossary import FACTS
from newsclean.scorer.kind_words import word_rows
from newsclean.scorer.kinds import KINDS
from newsclean.scorer.leniency import settle
from newsclean.scorer.second import SECOND_NAMES, second_features
from newsclean.scorer.structure import structure_rows
from newsclean.scorer.trees import SCALE, Trees
from newsclean.structure import STRUCTURE_NAMES

TEXT_MODEL, HTML_MODEL = "model.npz", "html_model.npz"
"""The files of weights that come with newsclean."""


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What the scorer thinks of a page.

    scores: log odds of being body, times SCALE, by Line.index.
    features: the first pass's, f.NAMES x lines.
    expected: the body F1 to expect, from 0 to 1.
    rows: the second pass's; trees: those of the kinds; words: what words say of the kinds.
    shifts: what favouring recall and precision adds, in log odds.
    """

    scores: NDArray[np.int64]
    features: NDArray[np.float32]
    expected: float
    rows: NDArray[np.float32]
    trees: Trees
    words: NDArray[np.float32]
    shifts: tuple[float, float]

    def shift(self, favor: Favor) -> float:
        """What is added to the scores, in log odds."""
        return {"balance": 0.0, "recall": self.shifts[0], "precision": self.shifts[1]}[favor]

    def kinds(self, indices: Sequence[int]) -> NDArray[np.int64]:
        """Of some lines, log odds of each of KINDS, times SCALE: lines x KINDS."""
        if not indices:
            return np.zeros((0, len(KINDS)), np.int64)
        at = list(indices)
        return self.trees.score(np.concatenate((self.rows.take(at, 1), self.words.take(at, 1))))


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A trained scorer.

    first, second: the passes over lines; kinds: of lines that are not body; page: of FACTS, the body F1 to expect.
    words: the weight of each hashed word, for or against body; kind_words: for each of the kinds that have words.
    shifts: what is added to the scores, in log odds, where recall and where precision is favoured.
    """

    first: Trees
    second: Trees
    kinds: Trees
    page: Trees
    words: NDArray[np.int8]
    kind_words: NDArray[np.int8]
    shifts: tuple[float, float] = (0.0, 0.0)

    def judge(self, page: Page) -> Judgement:
        """How likely each logical line is body, what the others are, and how well the page may come out."""
        measured = t.measure([line.text for line in page.source])
        features = f.line_features(page, measured, self.words)
        rows = self.rows(features, structure_rows(page), measured)
        scores = settle(self.second.score(rows), features)
        words = word_rows(measured, self.kind_words)
        expected = self.expect(scores, features)
        return Judgement(scores, features, expected, rows, self.kinds, words, self.shifts)

    def rows(
        self, features: NDArray[np.float32], structure: NDArray[np.float32] | None, measured: t.Measures
    ) -> NDArray[np.float32]:
        """The second pass's rows of a page."""
        return second_rows(features, structure, self.first.score(with_structure(features, structure)), measured)

    def expect(self, scores: NDArray[np.int64], features: NDArray[np.float32]) -> float:
        """The body F1 to expect of a page; 0 where it has no line."""
        if not scores.size:
            return 0.0
        return min(1.0, max(0.0, round(float(self.page.score(page_facts(scores, features))[0]) / SCALE, 4)))

    def save(self, path: str | PathLike[str]) -> None:
        """Write the weights; the same weights give the same bytes."""
        arrays = {"names": _names_mark(), "words": self.words, "kind_words": self.kind_words}
        arrays["shifts"] = np.array(self.shifts)
        for name in PASSES:
            arrays |= getattr(self, name).arrays(name)
        with open(path, "wb") as file:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


PASSES = ("first", "second", "kinds", "page")
"""The prefix of the arrays of each set of trees in a file."""


def with_structure(features: NDArray[np.float32], structure: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """The first pass's rows: of the text and, from HTML, of the structure."""
    return features if structure is None else np.concatenate((features, structure))


def second_rows(
    features: NDArray[np.float32],
    structure: NDArray[np.float32] | None,
    scores: NDArray[np.int64],
    measured: t.Measures,
) -> NDArray[np.float32]:
    """The second pass's rows: what the first pass saw, and what it thinks of the page."""
    return with_structure(second_features(features, scores, measured), structure)


def _names_mark() -> NDArray[np.int64]:
    return np.array(crc32(" ".join((*SECOND_NAMES, *STRUCTURE_NAMES, *KINDS, *FACTS)).encode()))


def read_model(data: bytes, name: str = "model") -> Model:
    """A model from a file's bytes. Raises ValueError for one that was trained with other features."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        if int(arrays["names"]) != int(_names_mark()):
            raise ValueError(
                f"{name} was trained with other features than this version's: "
                "train it again (python -m newsclean.train scorer)."
            )
        recall, precision = arrays["shifts"].tolist()
        first, second, kinds, page = (Trees.read(arrays, part) for part in PASSES)
        return Model(first, second, kinds, page, arrays["words"], arrays["kind_words"], (recall, precision))


@cache
def load_model(path: str | None = None, *, html: bool = False) -> Model:
    """The model in a file, or the one that comes with newsclean, for text or for HTML; read once."""
    if path is None:
        name = HTML_MODEL if html else TEXT_MODEL
        return read_model((resources.files("newsclean.scorer") / name).read_bytes(), name)
    return read_model(Path(path).read_bytes(), path)
