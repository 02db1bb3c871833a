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
    buckets = measured.word_hash >> WORD_SHIFT
    sums = np.zeros(buckets.size + 1, np.int64)
    counted = np.empty((len(WORDED) + 1, words.size))
    for kind, of_kind in enumerate(weights):  # one after the other: a long text has many words
        of_kind.take(buckets).cumsum(out=sums[1:])
        counted[kind] = np.diff(sums.take(bounds))
    counted[-1] = words
    near = windows(counted, _SPANS)
    return (near[:-1] / np.maximum(near[-1:], 1)).reshape(2 * len(WORDED), -1).astype(np.float32)
