"""What words tell of the kinds of lines: "reply" and "lol" of comments, "pictured" of captions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer import text as t
from newsclean.scorer.features import spans, windows
from newsclean.scorer.kinds import WORDED

WORD_SHIFT = 2
"""Bits less than the hashes of body words have: a quarter of the buckets, as each has a weight for every kind."""
WORD_BUCKETS = t.BUCKETS >> WORD_SHIFT
"""Buckets of words."""
_SPANS = spans((0, 0), (4, 4))
"""A line itself, and it with the four lines before and after it."""


def word_rows(measured: t.Measures, weights: NDArray[np.int8]) -> NDArray[np.float32]:
    """What words say of each of WORDED: their mean weight in each line, and in the lines around it; rows x lines.

    weights: of each hashed word, for each kind.
    """
    words = measured.words[:, 0].astype(np.int64)
    bounds = np.zeros(words.size + 1, np.int64)
    words.cumsum(out=bounds[1:])
    sums = np.zeros((len(WORDED), measured.word_hash.size + 1), np.int64)
    weights.take(measured.word_hash >> WORD_SHIFT, 1).astype(np.int64).cumsum(1, out=sums[:, 1:])
    at = sums.take(bounds, 1)
    near = windows(np.concatenate((at[:, 1:] - at[:, :-1], words[None])), _SPANS)
    return (near[:-1] / np.maximum(near[-1:], 1)).reshape(2 * len(WORDED), -1).astype(np.float32)
