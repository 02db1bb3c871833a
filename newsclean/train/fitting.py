"""Boosted symmetric trees from CatBoost, as the arrays that newsclean reads."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer.kinds import KINDS
from newsclean.scorer.trees import SCALE, Trees

SETTINGS: dict[str, Any] = {
    "l2_leaf_reg": 4, "border_count": 48, "rsm": 0.5, "boosting_type": "Plain", "bootstrap_type": "Bernoulli",
    "subsample": 0.7, "random_strength": 1, "thread_count": 2, "allow_writing_files": False, "verbose": False,
}  # fmt: skip
MIN_CLASSES = 2
"""Classes that trees need to tell apart, at least."""
NEVER = -99 * SCALE
"""Log odds, times SCALE, of a kind that no page of a small corpus has."""
LOSSES = {"body": "Logloss", "kinds": "MultiClass", "page": "RMSE"}
"""What each fit makes small, in CatBoost's words."""


def fit(
    what: str,
    rows: NDArray[np.float32],
    labels: NDArray[Any],
    weights: NDArray[np.float64],
    *,
    trees: int,
    depth: int,
    rate: float = 0.14,
    seed: int = 0,
) -> Trees:
    """Trees for "body" (log odds), "kinds" (of each class, from 0) or "page" (a number); rows are lines x features."""
    from catboost import CatBoost, Pool  # type: ignore[import-untyped]

    if what == "kinds" and np.unique(labels).size < MIN_CLASSES:
        return always(int(labels.max(initial=0)))
    loss: dict[str, Any] = {"loss_function": LOSSES[what]}
    if what == "kinds":
        loss["classes_count"] = len(KINDS)
    model = CatBoost(
        {**SETTINGS, **loss, "iterations": trees, "depth": depth, "learning_rate": rate, "random_seed": seed}
    )
    model.fit(Pool(rows, labels, weight=weights))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        grown = as_trees(json.loads(path.read_text()))
    return of_all_kinds(grown, np.unique(labels).tolist()) if what == "kinds" else grown


def of_all_kinds(trees: Trees, known: Sequence[int]) -> Trees:
    """Trees that tell some of KINDS, those known to few pages, with the others as never said."""
    if trees.leaf.shape[-1] == len(KINDS):
        return trees
    leaf = np.zeros((*trees.leaf.shape[:2], len(KINDS)), np.int16)
    leaf[..., known] = trees.leaf
    bias = np.full(len(KINDS), NEVER)
    bias[known] = trees.bias
    return Trees(trees.feature, trees.border, leaf, bias)


def always(kind: int) -> Trees:
    """One tree that says of every line that it is of one kind: pages of a try may know no other."""
    bias = np.where(np.arange(len(KINDS)) == kind, SCALE, 0)
    leaf = np.zeros((1, 2, len(KINDS)), np.int16)
    return Trees(np.zeros((1, 1), np.uint16), np.full((1, 1), np.inf, np.float32), leaf, bias)


def as_trees(exported: Mapping[str, Any]) -> Trees:
    """CatBoost's JSON as arrays, leaves as whole numbers."""
    grown = exported["oblivious_trees"]
    depth = max(len(tree["splits"] or ()) for tree in grown)
    scale, bias = exported["scale_and_bias"]
    assert scale == 1, "leaf values are taken as they are"
    classes = np.ravel(bias).size
    feature, border = np.zeros((len(grown), depth), np.uint16), np.full((len(grown), depth), np.inf, np.float32)
    leaf = np.zeros((len(grown), 2**depth, classes), np.int64)
    for i, tree in enumerate(grown):
        for j, split in enumerate(tree["splits"] or ()):
            feature[i, j], border[i, j] = split["float_feature_index"], split["border"]
        values = np.array(tree["leaf_values"]).reshape(-1, classes)
        leaf[i, : len(values)] = np.round(values * SCALE)
    leaf = np.clip(leaf, -32768, 32767).astype(np.int16)
    start = np.round(np.ravel(bias) * SCALE).astype(np.int64)
    return Trees(feature, border, leaf if classes > 1 else leaf[..., 0], start if classes > 1 else int(start[0]))
