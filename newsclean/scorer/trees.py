"""Symmetric (oblivious) boosted trees as three arrays, scored with numpy: every split of every line at once.

A tree of depth d asks d questions, "is feature f above border b?"; the answers are the bits of the leaf's number.
Leaves are whole numbers, so a line's score does not depend on the order in which they are added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SCALE = 4096
"""Scores are whole numbers: log odds times this, so that their sums have no order."""
CHUNK_LINES = 512
"""Lines that are scored at once, which keeps the memory for a long page small. By hand."""

PARTS = ("feature", "border", "leaf", "bias")
"""The suffixes of the arrays of trees in a file."""


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Boosted trees.

    feature, border: trees x depth, each split's row in the feature matrix, and the value that it must exceed.
    leaf: trees x 2 ** depth, what a leaf adds to the score; with a third side, to the score of each class.
    bias: the score without any tree; of each class, where there are several.
    """

    feature: NDArray[np.uint16]
    border: NDArray[np.float32]
    leaf: NDArray[np.int16]
    bias: NDArray[np.int64] | int = 0

    def score(self, features: NDArray[np.float32]) -> NDArray[np.int64]:
        """The score of each line (column); features as rows. With classes, lines x classes.

        >>> splits = np.array([[0, 1]], np.uint16), np.array([[0.5, 9.0]], np.float32)
        >>> one = Trees(*splits, np.array([[-4, 3, -2, 8]], np.int16))
        >>> one.score(np.array([[0.0, 1.0, 1.0], [0.0, 9.0, 10.0]], np.float32))
        array([-4,  3,  8])
        """
        n = features.shape[1]
        if n <= CHUNK_LINES:
            return self._score(features)
        return np.concatenate([self._score(features[:, at : at + CHUNK_LINES]) for at in range(0, n, CHUNK_LINES)])

    def _score(self, features: NDArray[np.float32]) -> NDArray[np.int64]:
        trees, depth = self.feature.shape
        asked = features.take(self.feature.T.ravel(), 0)
        above = (asked > self.border.T.reshape(-1, 1)).view(np.uint8).reshape(depth, trees, -1)
        leaves = above[-1]
        for bits in above[-2::-1]:
            leaves += leaves
            leaves += bits
        at = leaves + (np.arange(trees) << depth)[:, None]
        added = self.leaf.reshape(trees << depth, *self.leaf.shape[2:]).take(at, 0)
        total: NDArray[np.int64] = added.sum(0, dtype=np.int64) + self.bias
        return total

    def without(self, features: NDArray[np.float32]) -> NDArray[np.int64]:
        """What would be added to the score of each line (column) if a feature (row) were 0 there; not for classes.

        >>> splits = np.array([[0, 1]], np.uint16), np.array([[0.5, 9.0]], np.float32)
        >>> one = Trees(*splits, np.array([[-4, 3, -2, 8]], np.int16))
        >>> one.without(np.array([[0.0, 1.0, 1.0], [0.0, 9.0, 10.0]], np.float32))
        array([[  0,  -7, -10],
               [  0,   0,  -5]])
        """
        trees, depth = self.feature.shape
        bits = np.arange(depth)[:, None]
        above = features.T.take(self.feature.T, 1) > self.border.T
        moves = ((self.border.T < 0).astype(np.int64) - above) << bits
        now = (above << bits).sum(1) + (np.arange(trees) << depth)
        leaves = self.leaf.ravel().astype(np.int64)
        scores = leaves.take(now)
        cells = np.arange(features.size).reshape(features.shape).T
        added = np.zeros(features.size)
        for question, of in enumerate(self.feature.T):
            same = of == self.feature.T
            then = now + moves[:, question]
            for other in range(depth):
                if other != question and (twice := same[other].nonzero()[0]).size:
                    then[:, twice] += moves[:, other, twice]
            gains = np.where(same.argmax(0) == question, leaves.take(then) - scores, 0)  # of a feature asked twice once
            added += np.bincount(cells.take(of, 1).ravel(), gains.ravel(), features.size)
        return added.astype(np.int64).reshape(features.shape)

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """The arrays as they are written to a file, each under a name of its own."""
        return {f"{name}_{part}": np.asarray(getattr(self, part)) for part in PARTS}

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Trees:
        """Trees from the arrays that `arrays` gave."""
        return cls(*(arrays[f"{name}_{part}"] for part in PARTS))
