"""How well a page can be expected to come out: facts on its lines' scores, from which trees tell the body F1.

A page with a body that the scorer is sure of, and nothing else that it is unsure of, comes out well; a section front,
an error page or a cookie wall has no body that anything is sure of.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer import features as f
from newsclean.scorer.glossary import FACTS
from newsclean.scorer.trees import SCALE

UNSURE = 2 * SCALE
"""Log odds (times SCALE) nearer to 0 say little."""


def page_facts(scores: NDArray[np.int64], features: NDArray[np.float32]) -> NDArray[np.float32]:
    """FACTS x 1: what the scores of a page's lines, and the lines, say of the page."""
    letters = f.row_of(features, "letters").astype(np.float64) + 1
    sentence = f.row_of(features, "sentence") > 0
    kept, unsure = scores > 0, np.abs(scores) < UNSURE
    odds = np.clip(scores / SCALE, -8, 8)
    total, body = float(letters.sum()), float(letters[kept].sum())
    gone = total - body
    edges = np.diff(np.concatenate(([0], kept.astype(np.int8), [0])))
    starts, stops = (edges > 0).nonzero()[0], (edges < 0).nonzero()[0]
    sums = np.concatenate(([0.0], letters.cumsum()))
    runs = sums[stops] - sums[starts]
    inside = sums[stops[-1]] - sums[starts[0]] if runs.size else 0.0
    some_body, some_gone = max(body, 1.0), max(gone, 1.0)
    facts = {
        "expected": expected_f1(scores, features),
        "kept_letters": body,
        "kept_share": body / total,
        "kept_lines": kept.sum(),
        "page_letters": total,
        "page_lines": scores.size,
        "long_lines": (letters > f.LONG_LINE).sum(),
        "unsure_kept": (letters * (kept & unsure)).sum() / some_body,
        "unsure_gone": (letters * (~kept & unsure)).sum() / some_body,
        "odds_kept": (odds * letters)[kept].sum() / some_body,
        "odds_gone": (odds * letters)[~kept].sum() / some_gone,
        "best_odds": odds.max(),
        "sure_lines": (scores > UNSURE).sum(),
        "sentences_kept": (letters * (kept & sentence)).sum() / some_body,
        "sentences_gone": (letters * (~kept & sentence)).sum() / some_body,
        "longest_run": runs.max() / body if runs.size else 0.0,
        "runs": runs.size,
        "gone_inside": (inside - body) / some_body,
        "cased": f.row_of(features, "page_cased")[0],
        "wide": f.row_of(features, "page_wide")[0],
        "links": f.row_of(features, "page_link_share")[0],
        "heads": f.row_of(features, "page_heads")[0],
        "first_kept": starts[0] if runs.size else scores.size,
        "after_kept": scores.size - stops[-1] if runs.size else 0,
    }
    return np.array([[facts[name]] for name in FACTS], np.float32)


def expected_f1(scores: NDArray[np.int64], features: NDArray[np.float32]) -> float:
    """The greatest F1 that a threshold on the scores can be expected to have; letters count, labels found do not.

    >>> features = np.zeros((len(f.NAMES), 2), np.float32)
    >>> expected_f1(np.array([9 * SCALE, -9 * SCALE]), features), expected_f1(np.array([0, 0]), features)
    (0.9999, 0.6666666666666666)
    """
    left = f.row_of(features, "removed") == 0
    if not left.any():
        return 1.0
    letters = f.row_of(features, "letters")[left].astype(np.int64) + 1
    chances = (10_000 * probabilities(scores[left])).round().astype(np.int64)
    order = (-chances).argsort(kind="stable")
    kept, right = letters[order].cumsum(), (letters * chances)[order].cumsum() / 10_000
    return float((2 * right / (kept + right[-1])).max())


def probabilities(scores: NDArray[np.int64]) -> NDArray[np.float64]:
    """Log odds times SCALE as probabilities, rounded so that they are the same on every machine.

    >>> probabilities(np.array([0, SCALE, -99 * SCALE]))
    array([0.5   , 0.7311, 0.    ])
    """
    odds = np.minimum(np.maximum(scores / SCALE, -30), 30)
    rounded: NDArray[np.float64] = (1 / (1 + np.exp(-odds))).round(4)
    return rounded
