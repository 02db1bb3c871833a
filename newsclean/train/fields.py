"""The ranker's trainer, the same for title, byline and date: of a page's candidates and "none", the right one wins.

Symmetric trees by CatBoost's QuerySoftMax: a page is a group, "none" is its row of absent facts, and it is right where
no candidate is. Every publisher counts with the root of its number of pages, so no site's template is learned by heart.
The same pages give the same file.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from newsclean.evaluate import read_pages
from newsclean.fields.rank import Facts, Ranker, read_ranker
from newsclean.train.pages import FOLDS

ABSENT = -1000.0
"""What "none" has for every fact: less than any."""
POINTS = 1000
"""Points are thousandths of log odds."""
MIN_GROUP = 5
"""Pages of a language from which on the table shows a source's languages."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a field's trees are grown; `lean` is added to the log odds of all candidates."""

    trees: int
    depth: int
    rate: float
    smooth: float
    lean: float = 0.0
    facts_a_tree: float = 0.5
    pages_a_tree: float = 0.8
    seed: int = 0


SETTINGS = {
    "title": Settings(trees=500, depth=5, rate=0.08, smooth=4.0, lean=1.0),
    "byline": Settings(trees=500, depth=4, rate=0.1, smooth=8.0, lean=0.15),
    "date": Settings(trees=300, depth=4, rate=0.06, smooth=4.0),
}
"""Of what was tried, what does best out of fold. Nearly every page with a body has a headline, so a title may be a
little less likely than none, and a byline a very little; a wrong date is as bad as none."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """The candidates of a labelled page.

    printed: whether the page prints what the gold has. right: which candidates are to win; none where none is.
    hits: which of them the gold counts as right. learned: which to learn from. weight: how much the page counts, 0 to
    leave it out of training.
    """

    source: str
    rendering: str
    language: str
    fold: int
    publisher: str
    gold: Any
    printed: bool
    values: tuple[str, ...]
    facts: tuple[Facts, ...]
    right: tuple[bool, ...]
    hits: tuple[bool, ...]
    learned: tuple[bool, ...]
    weight: float = 1.0


def train(made: Sequence[Example], settings: Settings) -> dict[str, Any]:
    """The weights of a field's facts, as its file has them."""
    from catboost import CatBoost, Pool  # type: ignore[import-untyped]

    names = list(next(e.facts[0] for e in made if e.facts))
    pages = Counter(e.publisher for e in made)
    rows: list[list[float]] = []
    right, group, weight = [], [], []
    for n, e in enumerate(made):
        if not e.facts or not e.weight:
            continue
        kept = [k for k, learned in enumerate(e.learned) if learned]
        rows += [[e.facts[k][name] for name in names] for k in kept]
        rows.append([ABSENT] * len(names))
        right += [*(float(e.right[k]) for k in kept), float(not any(e.right))]
        group += [n] * (len(kept) + 1)
        weight += [e.weight / math.sqrt(pages[e.publisher])] * (len(kept) + 1)
    pool = Pool(np.array(rows, np.float32), label=right, group_id=group, group_weight=weight, feature_names=names)
    model = CatBoost(
        {
            "loss_function": "QuerySoftMax", "iterations": settings.trees, "depth": settings.depth,
            "learning_rate": settings.rate, "l2_leaf_reg": settings.smooth, "rsm": settings.facts_a_tree,
            "bootstrap_type": "Bernoulli", "subsample": settings.pages_a_tree, "random_seed": settings.seed,
            "leaf_estimation_method": "Newton", "leaf_estimation_iterations": 1, "thread_count": 1, "verbose": False,
            "allow_writing_files": False,
        }
    )  # fmt: skip
    model.fit(pool)
    return {**exported(model, names), "base": round(POINTS * settings.lean)}


def exported(model: Any, names: Sequence[str]) -> dict[str, Any]:
    """A model as JSON: points against "none", whose every answer is no, so that it has the first leaf of each tree."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        grown = json.loads(file.read_text("utf-8"))["oblivious_trees"]
    depth = max(len(tree["splits"]) for tree in grown)
    trees = []
    for tree in grown:
        asked = [[names[s["float_feature_index"]], round(s["border"], 3)] for s in tree["splits"]]
        leaves = [round(POINTS * (value - tree["leaf_values"][0])) for value in tree["leaf_values"]]
        size = depth - len(asked)
        trees.append([asked + asked[-1:] * size, spread(leaves, size)])
    return {"facts": list(names), "trees": trees}


def spread(leaves: list[int], size: int) -> list[int]:
    """The leaves of a tree that asks its last question a few times more.

    >>> spread([1, 2], 1)
    [1, 0, 0, 2]
    """
    for _ in range(size):
        half = len(leaves) // 2
        leaves = [*leaves[:half], *[0] * (2 * half), *leaves[half:]]
    return leaves


def dump(weights: Mapping[str, Any]) -> str:
    """Weights as they are written: a tree a line."""
    head = json.dumps({"facts": weights["facts"], "base": weights["base"]}, ensure_ascii=False)
    trees = ",\n".join(json.dumps(tree, ensure_ascii=False) for tree in weights["trees"])
    return f'{head[:-1]}, "trees": [\n{trees}\n]}}\n'


@dataclass(frozen=True, slots=True)
class Outcome:
    """What weights make of an example: whether something is given, and whether it is what the gold has."""

    example: Example
    given: bool
    hit: bool


def outcomes(made: Iterable[Example], weights: Mapping[str, Any]) -> Iterator[Outcome]:
    """What weights make of examples."""
    ranker = read_ranker(weights)
    for e in made:
        best = best_of(ranker, e)
        yield Outcome(e, best is not None, best is not None and e.hits[best])


def best_of(ranker: Ranker, e: Example) -> int | None:
    """The candidate that wins, or None."""
    points = ranker.points(e.facts)
    best = max(range(len(points)), key=lambda k: (points[k], -k), default=None)
    return best if best is not None and points[best] > 0 else None


def report(found: Iterable[Outcome]) -> str:
    """By source, rendering and language: recall, precision, and the share of pages given one that they do not print."""
    groups: dict[tuple[str, ...], list[Outcome]] = defaultdict(list)
    for outcome in found:
        e = outcome.example
        groups[e.source, e.rendering].append(outcome)
        groups[e.source, e.rendering, e.language].append(outcome)
    lines = [f"{'':36s}{'recall':>15s}{'precision':>15s}{'not printed':>15s}"]
    for name, rows in sorted(groups.items()):
        if len(name) == 2 or (len(rows) >= MIN_GROUP and len(rows) < len(groups[name[:2]])):
            recall = mean([o.hit for o in rows if o.example.printed])
            precision = mean([o.hit for o in rows if o.given and o.example.gold])
            unprinted = mean([o.given and not o.hit for o in rows if not o.example.printed])
            lines.append(f"{' '.join(name):36s}{recall:>15s}{precision:>15s}{unprinted:>15s}")
    return "\n".join(lines)


def mean(values: Sequence[bool]) -> str:
    """A share, and of how many pages.

    >>> mean([True, False]), mean([])
    ('0.500 (2)', '-')
    """
    return f"{sum(values) / len(values):.3f} ({len(values)})" if values else "-"


def run_field(examples: Any, asked: argparse.Namespace) -> None:
    """Train a field's weights, write them, print the table; `examples` makes them of pages."""
    made = list(examples(read_pages(*asked.pages)))
    learned = [e for e in made if e.fold not in asked.without_fold]
    settings = SETTINGS[asked.command]
    weights = train(learned, settings)
    Path(asked.out).write_text(dump(weights), encoding="utf-8")
    found: list[Outcome] = []
    for fold in sorted({e.fold for e in learned}):
        without = train([e for e in learned if e.fold != fold], settings)
        found += outcomes([e for e in learned if e.fold == fold], without)
        if asked.folds:
            name = fold_file(Path(asked.folds), asked.command, fold, ".json")
            name.parent.mkdir(parents=True, exist_ok=True)
            name.write_text(dump(without), encoding="utf-8")
    print("Cross-validated by publisher\n" + report(found))
    held = [e for e in made if e.fold in asked.without_fold]
    if held:
        print("\nFolds left out\n" + report(outcomes(held, weights)))


def fold_file(folder: Path, what: str, fold: int, ending: str) -> Path:
    """The file of the weights that have not seen a fold.

    >>> fold_file(Path("folds"), "title", 0, ".json").as_posix()
    'folds/title-without-0.json'
    """
    assert 0 <= fold < FOLDS
    return folder / f"{what}-without-{fold}{ending}"
