"""What words tell: for each hashed word, how much oftener it stands in articles or around them.

A word counts once a publisher, with the share of its lines that are body, so that no site's own phrases weigh more than
once; in training, a publisher's pages are judged without its own counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer import text as t

MIN_PUBLISHERS = 3
PRIOR = 0.35
PRIOR_WEIGHT = 2.0
STEPS = 16
"""Weights are whole numbers: log odds times this."""
Weights = NDArray[np.int8]


def no_words() -> Weights:
    """Weights that know no word."""
    return np.zeros(t.BUCKETS, np.int8)


def weigh_shares(shares: NDArray[np.float64], publishers: NDArray[np.float64]) -> Weights:
    """Weights from the sum of the body shares of a word over publishers, and the number of these.

    >>> weigh_shares(np.array([9.0, 0.0, 2.0]), np.array([10.0, 10.0, 2.0])).tolist()
    [33, -35, 0]
    """
    share = (shares + PRIOR_WEIGHT * PRIOR) / (publishers + PRIOR_WEIGHT)
    odds = np.log(share / (1 - share)) - np.log(PRIOR / (1 - PRIOR))
    known = publishers > MIN_PUBLISHERS - 0.5
    return np.where(known, np.clip(np.round(STEPS * odds), -127, 127), 0).astype(np.int8)


class WordCounts:
    """In how many publishers' lines each word stands, and how many of these lines are body."""

    def __init__(self, pages: Iterable[tuple[str, t.Measures, NDArray[np.int8], NDArray[np.bool_]]]) -> None:
        """pages: publisher, the page's measures, its labels, and which of its lines count."""
        found: dict[str, list[tuple[t.Ints, NDArray[np.int8]]]] = defaultdict(list)
        for publisher, measured, labels, counted in pages:
            once = np.unique(measured.word_hash * np.int64(1 << 24) + measured.word_line)
            line = once & ((1 << 24) - 1)
            used = counted[line]
            found[publisher].append((once[used] >> 24, labels[line[used]]))
        self.shares, self.publishers = np.zeros(t.BUCKETS), np.zeros(t.BUCKETS)
        self.of: dict[str, tuple[t.Ints, NDArray[np.float64]]] = {}
        for publisher, parts in found.items():
            words, place = np.unique(np.concatenate([word for word, _ in parts]), return_inverse=True)
            share = np.bincount(place, weights=np.concatenate([label for _, label in parts])) / np.maximum(
                np.bincount(place), 1
            )
            self.of[publisher] = words, share
            self.shares[words] += share
            self.publishers[words] += 1

    def weights(self) -> Weights:
        """The weight of each word."""
        return weigh_shares(self.shares, self.publishers)

    def values(self, words: t.Ints, publisher: str) -> Weights:
        """The weights of some words, a publisher's own counts left out."""
        shares, publishers = self.shares[words], self.publishers[words]
        own, share = self.of.get(publisher, (np.zeros(0, np.int64), np.zeros(0)))
        if own.size:
            at = np.minimum(np.searchsorted(own, words), own.size - 1)
            same = own[at] == words
            shares, publishers = shares - np.where(same, share[at], 0.0), publishers - same
        return weigh_shares(np.maximum(shares, 0.0), publishers)
