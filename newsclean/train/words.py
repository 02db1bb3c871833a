"""What words tell: for each hashed word, how much oftener it stands in articles or around them.

A word counts once a publisher, with the share of its lines that are body, so that no site's own phrases weigh more than
once; in training, a publisher's pages are judged without its own counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer import text as t
from newsclean.scorer.kind_words import WORD_BUCKETS, WORD_SHIFT
from newsclean.scorer.kinds import WORDED

MIN_PUBLISHERS = 3
"""Publishers that a word must have been met at to have a weight. By hand."""
PRIOR = 0.35
"""Share of body among the lines of a word of which nothing is known. By hand."""
PRIOR_WEIGHT = 2.0
"""Publishers that this counts as. By hand."""
STEPS = 16
"""Weights are whole numbers: log odds times this."""
Weights = NDArray[np.int8]


def weigh_shares(shares: NDArray[np.float64], publishers: NDArray[np.float64], prior: float = PRIOR) -> Weights:
    """Weights from the sum of the body shares of a word over publishers, and the number of these.

    >>> weigh_shares(np.array([9.0, 0.0, 2.0]), np.array([10.0, 10.0, 2.0])).tolist()
    [33, -35, 0]
    """
    share = (shares + PRIOR_WEIGHT * prior) / (publishers + PRIOR_WEIGHT)
    odds = np.log(share / (1 - share)) - np.log(prior / (1 - prior))
    known = publishers > MIN_PUBLISHERS - 0.5
    return np.where(known, np.clip(np.round(STEPS * odds), -127, 127), 0).astype(np.int8)


@dataclass(frozen=True, slots=True, eq=False)
class CountedPage:
    """A page whose words count: labels of its lines, and which of them count."""

    publisher: str
    language: str
    measured: t.Measures
    labels: NDArray[np.int8]
    counted: NDArray[np.bool_]


Tally = tuple[NDArray[np.float64], NDArray[np.float64]]
"""For each word, the sum of its body shares over publishers, and the number of these."""


class WordCounts:
    """In how many publishers' lines each word stands, and how many of these lines are body."""

    def __init__(self, pages: Iterable[CountedPage]) -> None:
        """Count the words of some pages."""
        found: dict[tuple[str, str], list[tuple[t.Ints, NDArray[np.int8]]]] = defaultdict(list)
        for page in pages:
            once = np.unique(page.measured.word_hash * np.int64(1 << 24) + page.measured.word_line)
            line = once & ((1 << 24) - 1)
            used = page.counted[line]
            found[page.publisher, page.language].append((once[used] >> 24, page.labels[line[used]]))
        self.whole = no_tally()
        self.of: dict[tuple[str, str], tuple[t.Ints, NDArray[np.float64]]] = {}
        self.languages: dict[str, Tally] = {}
        for name, parts in found.items():
            words, place = np.unique(np.concatenate([word for word, _ in parts]), return_inverse=True)
            share = np.bincount(place, weights=np.concatenate([label for _, label in parts])) / np.maximum(
                np.bincount(place), 1
            )
            self.of[name] = words, share
            for shares, publishers in (self.whole, self.languages.setdefault(name[1], no_tally())):
                shares[words] += share
                publishers[words] += 1

    def weights(self) -> Weights:
        """The weight of each word."""
        return weigh_shares(*self.whole)

    def values(self, words: t.Ints, publisher: str, language: str) -> Weights:
        """The weights of some words, a publisher's own counts left out."""
        shares, publishers = (tally[words] for tally in self.whole)
        own, share = self.of.get((publisher, language), (np.zeros(0, np.int64), np.zeros(0)))
        if own.size:
            at = np.minimum(np.searchsorted(own, words), own.size - 1)
            same = own[at] == words
            shares, publishers = shares - np.where(same, share[at], 0.0), publishers - same
        return weigh_shares(np.maximum(shares, 0.0), publishers)

    def foreign_values(self, words: t.Ints, language: str) -> Weights:
        """The weights of some words, all counts of a language left out."""
        shares, publishers = (
            tally[words] - own[words]
            for tally, own in zip(self.whole, self.languages.get(language, no_tally()), strict=True)
        )
        return weigh_shares(np.maximum(shares, 0.0), publishers)


def no_tally() -> Tally:
    """Nothing counted."""
    return np.zeros(t.BUCKETS), np.zeros(t.BUCKETS)


class KindCounts:
    """In how many publishers' lines of each of WORDED kinds a word stands, of the lines that are not body."""

    def __init__(self, pages: Iterable[tuple[int, str, t.Measures, NDArray[np.int8]]]) -> None:
        """Count the words of some pages: fold, publisher, measures, kinds of lines (UNKNOWN: not counted)."""
        found: dict[tuple[int, str], list[tuple[t.Ints, t.Ints]]] = defaultdict(list)
        for fold, publisher, measured, kinds in pages:
            once = np.unique((measured.word_hash >> WORD_SHIFT) * np.int64(1 << 24) + measured.word_line)
            kind = kinds[once & ((1 << 24) - 1)].astype(np.int64)
            found[fold, publisher].append(((once >> 24)[kind >= 0], kind[kind >= 0]))
        self.shares: dict[int, NDArray[np.float64]] = {}
        for (fold, _), parts in found.items():
            words = np.concatenate([word for word, _ in parts])
            kinds_ = np.concatenate([kind for _, kind in parts])
            known, place = np.unique(words, return_inverse=True)
            every = np.maximum(np.bincount(place, minlength=known.size), 1)
            sums = self.shares.setdefault(fold, np.zeros((len(WORDED) + 1, WORD_BUCKETS)))
            for row, kind in enumerate(WORDED):
                sums[row, known] += np.bincount(place, kinds_ == kind, known.size) / every
            sums[-1, known] += 1

    def weights(self, without: int | None) -> Weights:
        """The weight of each word for each kind, without a fold: WORDED x WORD_BUCKETS."""
        sums = np.zeros((len(WORDED) + 1, WORD_BUCKETS))
        for fold, own in self.shares.items():
            if fold != without:
                sums += own
        return np.stack([weigh_shares(row, sums[-1], KIND_PRIOR) for row in sums[:-1]])


KIND_PRIOR = 0.1
"""The same as PRIOR for one kind of clutter. By hand."""
