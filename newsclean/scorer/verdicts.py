"""From scores to verdicts: which lines go, what each is, and why, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.findings import findings, is_label
from newsclean.page import Clutter, Page
from newsclean.scorer.confidence import probabilities
from newsclean.scorer.kinds import CLUTTER, KINDS, OTHER
from newsclean.scorer.leniency import in_company, unsure_inside
from newsclean.scorer.model import Judgement
from newsclean.scorer.reasons import reasons
from newsclean.scorer.trees import SCALE


class Verdict(NamedTuple):
    """What the scorer takes a line for, why, and how likely it is body all the same."""

    kind: Clutter
    reason: str
    probability: float


def find_verdicts(page: Page, judged: Judgement, threshold: float) -> Mapping[int, Verdict]:
    """The lines that go, by `Line.index`; a line in which a filter finds a label is the filter's, not the scorer's."""
    scores = judged.scores + round(judged.shift(page.favor) * SCALE - cut_at(threshold))
    found = [index for index, finding in findings(page).items() if is_label(page, finding.removal.line)]
    going = scores <= 0
    going[found] = False
    gone = going.nonzero()[0]
    if not gone.size:
        return {}
    of_kinds = judged.kinds(gone.tolist())
    shares = shares_of(of_kinds)
    kept = ~going
    kept |= in_company(scores, judged.features, most_of(shares, SURE_KINDS, gone, going.size))
    kept |= unsure_inside(scores, judged.features, most_of(shares, TOLD, gone, going.size), kept)
    left = ~kept[gone]
    gone, kinds = gone[left], of_kinds[left].argmax(1)
    chances = probabilities(judged.scores[gone]).tolist()
    words = reasons(judged.features[:, gone], kinds.tolist(), inside(kept)[gone])
    return {
        index: Verdict(CLUTTER[kind], why, chance)
        for index, kind, why, chance in zip(gone.tolist(), kinds.tolist(), words, chances, strict=True)
    }


SURE_KINDS = [KINDS.index(kind) for kind in ("caption", "related", "comment", "author", "share", "subscription")]
"""The places of the kinds for which a line in the company of body goes."""
TOLD = [n for n in range(len(KINDS)) if n != OTHER]
"""What speaks for a line's going: beside the body, and between lines of it."""


def shares_of(of_kinds: NDArray[np.int64]) -> NDArray[np.float64]:
    """Log odds of kinds as shares, lines x KINDS.

    >>> shares_of(np.array([[0, 0, 99 * SCALE], [5, 5, 5]])).round(2).tolist()
    [[0.0, 0.0, 1.0], [0.33, 0.33, 0.33]]
    """
    odds = np.exp((of_kinds - of_kinds.max(1, keepdims=True)) / SCALE)
    shares: NDArray[np.float64] = (odds / odds.sum(1, keepdims=True)).round(4)
    return shares


def most_of(
    shares: NDArray[np.float64], kinds: Sequence[int], at: NDArray[np.int64], lines: int
) -> NDArray[np.float64]:
    """Of each line of a page the greatest share of some kinds; 1 for those that are not at these places.

    >>> most_of(np.array([[0.2, 0.7, 0.1]]), [0, 2], np.array([1]), 3).tolist()
    [1.0, 0.2, 1.0]
    """
    most = np.ones(lines)
    most[at] = shares[:, kinds].max(1)
    return most


def cut_at(threshold: float) -> float:
    """The score up to which lines go.

    >>> cut_at(0.5), cut_at(0.0) < -99 * SCALE
    (0.0, True)
    """
    odds = math.log(max(threshold, 1e-99) / max(1 - threshold, 1e-99))
    return SCALE * odds


def inside(kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Lines between the first and the last that is kept.

    >>> inside(np.array([False, True, False, True, False])).tolist()
    [False, True, True, True, False]
    """
    found: NDArray[np.bool_] = np.logical_or.accumulate(kept) & np.logical_or.accumulate(kept[::-1])[::-1]
    return found
