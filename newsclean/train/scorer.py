"""Train the line scorer on labelled pages, and show how well it does on publishers that it has not seen.

Two passes of symmetric trees (CatBoost). The second sees the first's scores of the whole page, so it must learn from
scores of pages that the first has not seen: for every pair of folds there is a first pass without both.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.evaluate import Scores, mean_scores, page_scores, read_pages, table
from newsclean.scorer import features as f
from newsclean.scorer.model import Model
from newsclean.scorer.second import second_features
from newsclean.scorer.trees import SCALE, Trees
from newsclean.scorer.words import CountedPage, WordCounts
from newsclean.train.examples import CUT, GOLD, RENDERING_WEIGHTS, Example, examples
from newsclean.train.fields import fold_file
from newsclean.train.pages import FOLDS, publisher
from newsclean.train.unseen import write_folds

LINES_A_PAGE, LINES_A_FURTHER_PAGE = 40, 16
"""Lines of a page that are learned from, most of them near the body; fewer of further renderings of the same page."""
LINES_BEFORE_BODY, LINES_AFTER_BODY = 8, 16
FOREIGN_SHARE = 0.35
"""Share of the pages that are learned from twice: once more as if no other page were in their language."""
FIRST_TREES, SECOND_TREES = 200, 250
DEPTH = 6
SETTINGS: dict[str, Any] = {
    "learning_rate": 0.12, "l2_leaf_reg": 4, "border_count": 48, "rsm": 0.5, "boosting_type": "Plain",
    "bootstrap_type": "Bernoulli", "subsample": 0.7, "random_strength": 1, "thread_count": 2,
    "allow_writing_files": False, "verbose": False,
}  # fmt: skip
Log = Callable[[str], None]
FeaturesOf = Callable[[Example, bool], NDArray[np.float32]]
"""The features of a page, as it is or as if its language were unknown."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Lines to learn from: which of an example's, and how much each counts."""

    lines: NDArray[np.int64]
    weights: NDArray[np.float64]


def sample_lines(example: Example, chance: np.random.Generator) -> Sample:
    """At most about so many lines of a page; those left out are made up for by the weight of those taken."""
    n = example.labels.size
    limit = LINES_A_PAGE if RENDERING_WEIGHTS.get(example.rendering, 0.0) == 1 else LINES_A_FURTHER_PAGE
    share = np.ones(n)
    if n > limit:
        body = np.flatnonzero(example.labels)
        near = np.zeros(n, bool)
        if body.size:
            near[max(0, body[0] - LINES_BEFORE_BODY) : body[-1] + LINES_AFTER_BODY] = True
        inside = min(1.0, 0.7 * limit / max(int(near.sum()), 1))
        outside = min(1.0, max(0.02, (limit - inside * near.sum()) / max(int((~near).sum()), 1)))
        share = np.where(near, inside, outside)
    taken = np.flatnonzero((chance.random(n) < share) & (example.weights > 0))
    return Sample(taken, example.weights[taken] / share[taken])


def fit(
    features: NDArray[np.float32], labels: NDArray[np.int8], weights: NDArray[np.float64], trees: int, seed: int
) -> Trees:
    """Boosted symmetric trees; features are lines x features here."""
    from catboost import CatBoostClassifier, Pool  # type: ignore[import-untyped]

    model = CatBoostClassifier(iterations=trees, depth=DEPTH, random_seed=seed, **SETTINGS)
    model.fit(Pool(features, labels, weight=weights))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return as_trees(json.loads(path.read_text()))


def as_trees(exported: Mapping[str, Any]) -> Trees:
    """CatBoost's JSON as arrays, leaves as whole numbers."""
    grown = exported["oblivious_trees"]
    depth = max(len(tree["splits"]) for tree in grown)
    feature, border = np.zeros((len(grown), depth), np.uint16), np.full((len(grown), depth), np.inf, np.float32)
    leaf = np.zeros((len(grown), 2**depth), np.int64)
    for i, tree in enumerate(grown):
        for j, split in enumerate(tree["splits"]):
            feature[i, j], border[i, j] = split["float_feature_index"], split["border"]
        leaf[i, : len(tree["leaf_values"])] = np.round(np.array(tree["leaf_values"]) * SCALE)
    scale, bias = exported["scale_and_bias"]
    assert scale == 1, "leaf values are taken as they are"
    return Trees(
        feature, border, np.clip(leaf, -32768, 32767).astype(np.int16), round(float(np.ravel(bias)[0]) * SCALE)
    )


@dataclass
class Trainer:
    """Examples, and what was learned from those outside some folds; everything is learned once."""

    examples: Sequence[Example]
    seed: int = 0
    log: Log = print
    trees: tuple[int, int] = (FIRST_TREES, SECOND_TREES)
    parts: int = FOLDS
    passes: dict[frozenset[int], Trees] = field(default_factory=dict)
    models: dict[frozenset[int], Model] = field(default_factory=dict)
    counts: dict[frozenset[int], WordCounts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose the lines to learn from, and of each page the rendering to count words in."""
        chance = np.random.default_rng(self.seed)
        self.samples = [sample_lines(made, chance) for made in self.examples]
        names = sorted({page_name(made) for made in self.examples})
        draws = zip(names, chance.random(len(names)), strict=True)
        self.twice = {name for name, draw in draws if draw < FOREIGN_SHARE}
        fullest: dict[str, Example] = {}
        for made in self.examples:
            best = fullest.get(page_name(made))
            if made.rendering not in (GOLD, CUT) and (best is None or made.labels.size > best.labels.size):
                fullest[page_name(made)] = made
        self.counted = list(fullest.values())

    def part(self, made: Example) -> int:
        """The fold of an example, or, with fewer parts, which of them its fold belongs to."""
        return made.fold % self.parts

    def words(self, without: frozenset[int]) -> WordCounts:
        """The word counts of pages outside some folds."""
        if without not in self.counts:
            used = (made for made in self.counted if self.part(made) not in without)
            self.counts[without] = WordCounts(
                CountedPage(publisher(m.page), m.language, m.measured, m.labels, m.weights > 0) for m in used
            )
        return self.counts[without]

    def features(self, made: Example, without: frozenset[int], foreign: bool) -> NDArray[np.float32]:
        """A page's features with the words of pages outside some folds, those of its own publisher left out.

        foreign: those of its whole language are left out.
        """
        counts, words = self.words(without), made.measured.word_hash
        filled = made.features.copy()
        weights = (
            counts.foreign_values(words, made.language)
            if foreign
            else counts.values(words, publisher(made.page), made.language)
        )
        f.fill_words(filled, made.measured, weights)
        return filled

    def first(self, without: frozenset[int]) -> Trees:
        """A first pass that has not seen some folds."""
        if without not in self.passes:
            self.log(f"first pass without folds {sorted(without)}")
            self.passes[without] = self._fit(
                without, self.trees[0], lambda made, foreign: self.features(made, without, foreign)
            )
        return self.passes[without]

    def second(self, without: frozenset[int]) -> Trees:
        """A second pass that has not seen some folds; each page's first scores are from a model without its fold."""
        self.log(f"second pass without folds {sorted(without)}")

        def features(made: Example, foreign: bool) -> NDArray[np.float32]:
            unseen = without | {self.part(made)}
            scores = self.first(unseen).score(self.features(made, unseen, foreign))
            return second_features(self.features(made, without, foreign), scores, made.measured)

        return self._fit(without, self.trees[1], features)

    def model(self, without: frozenset[int] = frozenset()) -> Model:
        """Both passes and the words, without some folds."""
        if without not in self.models:
            second = self.second(without)
            self.models[without] = Model(self.first(without), second, self.words(without).weights())
        return self.models[without]

    def scores(self, model: Model, made: Example) -> NDArray[np.int64]:
        """A page's scores with a model."""
        filled = made.features.copy()
        f.fill_words(filled, made.measured, model.words[made.measured.word_hash])
        return model.scores(filled, made.measured)

    def _fit(self, without: frozenset[int], trees: int, features_of: FeaturesOf) -> Trees:
        used = [
            (made, sample, foreign)
            for made, sample in zip(self.examples, self.samples, strict=True)
            if self.part(made) not in without and sample.lines.size
            for foreign in ((False, True) if page_name(made) in self.twice else (False,))
        ]
        rows = np.concatenate([features_of(made, foreign)[:, sample.lines].T for made, sample, foreign in used])
        labels = np.concatenate([made.labels[sample.lines] for made, sample, _ in used])
        weights = np.concatenate([sample.weights for _, sample, _ in used])
        return fit(rows, labels, weights, trees, self.seed)


def page_name(made: Example) -> str:
    """What tells a page from others."""
    return f"{made.page.get('source')} {made.page.get('id')} {made.page.get('url')}"


Row = tuple[Example, Scores]


def test(trainer: Trainer, model: Model, made: Example) -> Row:
    """A page and its figures with a model."""
    return made, page_scores(made.cleaned(trainer.scores(model, made)), made.page, made.text)


def cross_validate(trainer: Trainer, folds: int = FOLDS) -> list[Row]:
    """Each page's figures with a model that has not seen its publisher."""
    rows: list[Row] = []
    for fold in range(folds):
        model = trainer.model(frozenset((fold,)))
        rows += [test(trainer, model, made) for made in trainer.examples if made.fold == fold and made.rendering != CUT]
    return rows


def leave_out_language(trainer: Trainer, languages: frozenset[str]) -> list[Row]:
    """Figures on pages in some languages, with a model that has seen no page in any of them."""
    known = [made for made in trainer.examples if made.language not in languages]
    others = Trainer(known, trainer.seed, trainer.log, trainer.trees, parts=2)
    model = others.model()
    return [
        test(trainer, model, made)
        for made in trainer.examples
        if made.language in languages and made.rendering not in (GOLD, CUT)
    ]


def report(rows: Iterable[Row], group: Callable[[Example], tuple[str, ...]]) -> str:
    """The means of groups of pages, as a table."""
    groups: dict[tuple[str, ...], list[Scores]] = defaultdict(list)
    for made, scores in rows:
        groups[group(made)].append(scores)
    return table({name: mean_scores(groups[name]) for name in sorted(groups)})


def by_source(made: Example) -> tuple[str, ...]:
    """Source and rendering."""
    return str(made.page.get("source")), made.rendering


def by_language(made: Example) -> tuple[str, ...]:
    """Source, language and rendering."""
    return str(made.page.get("source")), made.language, made.rendering


def add_options(ask: argparse.ArgumentParser) -> None:
    """What else the command may be asked."""
    ask.add_argument("--renderings", default="", help="only these, with commas between; else all")
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--trees", type=int, help=f"trees of each pass; else {FIRST_TREES} and {SECOND_TREES}")
    ask.add_argument("--no-tables", action="store_true", help="train only")
    ask.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="LANG[,LANG]",
        help="print the figures of these languages with all of them left out of training",
    )


def run(asked: argparse.Namespace) -> None:
    """Train, write the file, print the tables."""
    pages = list(read_pages(*asked.pages))
    made = list(examples(pages, tuple(filter(None, asked.renderings.split(",")))))
    names, lines = {page_name(m) for m in made}, sum(m.labels.size for m in made)
    log(f"{len(made)} renderings of {len(names)} pages, {lines} lines")
    trainer = Trainer(made, asked.seed, log, (asked.trees, asked.trees) if asked.trees else (FIRST_TREES, SECOND_TREES))
    trainer.model(frozenset(asked.without_fold)).save(asked.out)
    if asked.folds:
        folder = Path(asked.folds)
        write_folds(folder, pages)
        for fold in range(FOLDS):
            trainer.model(frozenset((fold,))).save(fold_file(folder, "scorer", fold, ".npz"))
    if asked.no_tables:
        return
    rows = cross_validate(trainer)
    print("Cross-validated by publisher\n" + report(rows, by_source))
    print("\nBy language\n" + report((row for row in rows if row[0].rendering not in (GOLD, CUT)), by_language))
    for languages in asked.leave_out:
        print(
            f"\nLeft out of training: {languages}\n"
            + report(leave_out_language(trainer, frozenset(languages.split(","))), by_language)
        )


def log(line: str) -> None:
    """Say on stderr how far the work is."""
    print(line, file=sys.stderr, flush=True)
