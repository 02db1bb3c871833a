"""The scorer's passes, fitted so that each page is judged by what has not seen its publisher.

Every page is met with words, and in the second pass with scores, that come from pages of other folds alone; the weights
without a fold learn from the rows of the others. So no label of a fold is among what its weights learn from, but the
scores in the others' rows come from passes that saw it. A first pass for every pair of folds would be strict in that
too, for twice as many fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from newsclean.evaluate import Scores, body_scores
from newsclean.scorer import features as f
from newsclean.scorer.confidence import page_facts
from newsclean.scorer.kind_words import word_rows
from newsclean.scorer.kinds import KINDS, OTHER
from newsclean.scorer.leniency import settle
from newsclean.scorer.model import Model, second_rows, with_structure
from newsclean.scorer.trees import SCALE, Trees
from newsclean.train.examples import (
    BARE,
    BODILESS,
    CUT,
    FRONT,
    FULLEST,
    GOLD,
    HTML,
    MADE,
    RENDERING_WEIGHTS,
    SHORT,
    Example,
)
from newsclean.train.fitting import always, fit
from newsclean.train.kinds import BY_HAND, UNKNOWN
from newsclean.train.words import CountedPage, KindCounts, WordCounts

LINES_A_PAGE, LINES_A_SHORT_PAGE, LINES_A_FURTHER_PAGE = 34, 24, 12
"""Lines of a page that are learned from, most of them near the body; fewer of further renderings of the same page. By
hand."""
LINES_BEFORE_BODY, LINES_AFTER_BODY = 8, 16
"""Lines before and after the body that count as near. By hand."""
LINES_A_KIND = 6
"""Lines of each kind of clutter that a page's kinds are learned from. By hand."""
KIND_POWER, OTHER_WEIGHT, HAND_WEIGHT = 0.7, 0.3, 4.0
"""A hundred lines of a menu weigh less than a hundred lines; where the HTML says nothing of a line it may be of any
kind; what people have labelled is sure."""
WITH_KINDS = (FULLEST, HTML)
"""Renderings that kinds are learned from."""
FOREIGN_SHARE = 0.15
"""Share of the pages that are learned from twice: once more as if no other page were in their language."""
FIRST, SECOND, KIND, PAGE = (
    {"trees": 170, "depth": 6}, {"trees": 210, "depth": 6}, {"trees": 80, "depth": 6}, {"trees": 150, "depth": 4},
)  # fmt: skip
PAGE_RATE = 0.06
"""The learning rate of the trees that tell the F1 to expect. By hand."""
SHIFTS = tuple(n / 2 for n in range(1, 9))
"""Log odds that are tried for `favor`."""
BETA = {"recall": 2.0, "precision": 0.5}
"""The F measure that is greatest, over pages not seen, with the shift that `favor` adds."""
Log = Callable[[str], None]
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sample:
    """Lines to learn from: which of an example's, and how much each counts."""

    lines: NDArray[np.int64]
    weights: NDArray[np.float64]


def sample_lines(made: Example, chance: np.random.Generator) -> Sample:
    """About as many lines of a page as are learned from, at most; those taken count for those left out too."""
    n = made.labels.size
    limit = LINES_A_SHORT_PAGE if made.rendering == SHORT else LINES_A_FURTHER_PAGE
    if RENDERING_WEIGHTS.get(made.rendering, 0.0) == 1:
        limit = LINES_A_PAGE
    share = np.ones(n)
    if n > limit:
        body = np.flatnonzero(made.labels)
        near = np.zeros(n, bool)
        if body.size:
            near[max(0, body[0] - LINES_BEFORE_BODY) : body[-1] + LINES_AFTER_BODY] = True
        inside = min(1.0, 0.7 * limit / max(int(near.sum()), 1))
        outside = min(1.0, max(0.02, (limit - inside * near.sum()) / max(int((~near).sum()), 1)))
        share = np.where(near, inside, outside)
    taken = np.flatnonzero((chance.random(n) < share) & (made.weights > 0))
    return Sample(taken, made.weights[taken] / share[taken])


def sample_kinds(made: Example, chance: np.random.Generator) -> Sample:
    """At most LINES_A_KIND lines of each kind that no filter finds, all kinds of a page alike."""
    known = (made.kinds != UNKNOWN) & (made.found == UNKNOWN) & (made.rendering in WITH_KINDS)
    taken: list[int] = []
    weights: list[float] = []
    for kind in range(len(KINDS)):
        lines = np.flatnonzero(known & (made.kinds == kind))
        if lines.size:
            some = chance.choice(lines, min(LINES_A_KIND, lines.size), replace=False)
            taken += sorted(some.tolist())
            weights += [lines.size**KIND_POWER / some.size * (OTHER_WEIGHT if kind == OTHER else 1.0)] * some.size
    return Sample(np.array(taken, np.int64), hand_weight(made) * np.array(weights))


def hand_weight(made: Example) -> float:
    """How much the kinds of a page count: more where people have labelled them."""
    return HAND_WEIGHT if any(made.page["gold"].get(name) for name in BY_HAND) else 1.0


@dataclass
class Stack:
    """Examples, and what was learned from those outside each fold (None: from all)."""

    examples: Sequence[Example]
    seed: int = 0
    log: Log = print
    share_of_trees: float = 1.0
    words: dict[int | None, WordCounts] = field(default_factory=dict)
    first: dict[int | None, Trees] = field(default_factory=dict)
    second: dict[int | None, Trees] = field(default_factory=dict)
    kinds: dict[int | None, Trees] = field(default_factory=dict)
    page: dict[int | None, Trees] = field(default_factory=dict)
    kind_words: dict[int | None, NDArray[np.int8]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose the lines to learn from, and of each page the rendering to count words in."""
        chance = np.random.default_rng(self.seed)
        self.samples = [sample_lines(made, chance) for made in self.examples]
        self.kind_samples = [sample_kinds(made, chance) for made in self.examples]
        names = sorted({made.name for made in self.examples})
        draws = zip(names, chance.random(len(names)), strict=True)
        twice = {name for name, draw in draws if draw < FOREIGN_SHARE}
        self.used = [
            (n, foreign)
            for n, made in enumerate(self.examples)
            if self.samples[n].lines.size and made.rendering not in BODILESS
            for foreign in ((False, True) if made.name in twice else (False,))
        ]
        fullest: dict[str, Example] = {}
        for made in self.examples:
            best = fullest.get(made.name)
            if made.rendering not in MADE and (best is None or made.labels.size > best.labels.size):
                fullest[made.name] = made
        self.counted = [
            (m.fold, CountedPage(m.publisher, m.language, m.measured, m.labels, m.weights > 0))
            for m in fullest.values()
        ]
        self.folds = sorted({made.fold for made in self.examples})
        self.without: tuple[int | None, ...] = (*self.folds, None)

    def fit(self) -> None:
        """Fit all passes: without each fold, for the scores of its pages, and with all."""
        for fold in self.without:
            self.words[fold] = WordCounts(page for own, page in self.counted if own != fold)
        rows = self._gather(self.used, self.samples, self.first_rows)
        targets = self._targets(self.used, self.samples)
        for fold in self.without:
            self.log(f"first pass without fold {fold}: {len(rows)} lines")
            self.first[fold] = self._fit("body", rows, targets, fold, FIRST)
        rows = self._gather(self.used, self.samples, self.second_rows)
        for fold in self.without:
            self.log(f"second pass without fold {fold}")
            self.second[fold] = self._fit("body", rows, targets, fold, SECOND)
        self.fit_kinds()
        self.scores = [settle(self.unseen_scores(made), made.features) for made in self.examples]
        self._fit_pages()

    def fit_kinds(self) -> None:
        """Fit what tells the kinds of lines, with the words of each, on the second pass's rows."""
        counts = KindCounts(
            (m.fold, m.publisher, m.measured, m.kinds) for m in self.examples if m.rendering in WITH_KINDS
        )
        self.kind_words = {fold: counts.weights(fold) for fold in self.without}
        used = [(n, False) for n, sample in enumerate(self.kind_samples) if sample.lines.size]
        if not used:
            self.kinds = dict.fromkeys(self.without, always(OTHER))
            return
        rows = self._gather(used, self.kind_samples, self.kind_rows)
        labels = np.concatenate([self.examples[n].kinds[self.kind_samples[n].lines] for n, _ in used])
        targets = (labels, *self._targets(used, self.kind_samples)[1:])
        for fold in self.without:
            self.log(f"kinds without fold {fold}: {len(rows)} lines")
            self.kinds[fold] = self._fit("kinds", rows, targets, fold, KIND)

    def _gather(
        self,
        used: Sequence[tuple[int, bool]],
        samples: Sequence[Sample],
        rows_of: Callable[[Example, bool], Matrix],
    ) -> Matrix:
        return np.concatenate([rows_of(self.examples[n], foreign)[:, samples[n].lines].T for n, foreign in used])

    def _targets(
        self, used: Sequence[tuple[int, bool]], samples: Sequence[Sample]
    ) -> tuple[NDArray[np.int8], NDArray[np.float64], NDArray[np.int64]]:
        """Labels, weights and folds of the lines that are learned from."""
        labels = np.concatenate([self.examples[n].labels[samples[n].lines] for n, _ in used])
        weights = np.concatenate([samples[n].weights for n, _ in used])
        folds = np.repeat([self.examples[n].fold for n, _ in used], [samples[n].lines.size for n, _ in used])
        return labels, weights, folds

    def _fit(
        self,
        what: str,
        rows: Matrix,
        targets: tuple[NDArray[np.int8], NDArray[np.float64], NDArray[np.int64]],
        without: int | None,
        size: dict[str, int],
    ) -> Trees:
        labels, weights, folds = targets
        taken = folds != without if without is not None else np.ones(folds.size, bool)
        trees = max(1, round(size["trees"] * self.share_of_trees))
        return fit(what, rows[taken], labels[taken], weights[taken], trees=trees, depth=size["depth"], seed=self.seed)

    def features(self, made: Example, foreign: bool = False) -> Matrix:
        """A page's features with the words of other folds; foreign: of other languages alone."""
        counts, words = self.words[made.fold], made.measured.word_hash
        filled = made.features.copy()
        weights = (
            counts.foreign_values(words, made.language)
            if foreign
            else counts.values(words, made.publisher, made.language)
        )
        f.fill_words(filled, made.measured, weights)
        return filled

    def first_rows(self, made: Example, foreign: bool = False) -> Matrix:
        """What the first pass sees of a page."""
        return with_structure(self.features(made, foreign), made.structure)

    def second_rows(self, made: Example, foreign: bool = False) -> Matrix:
        """What the second pass sees of a page: the first's scores are of one that has not seen its fold."""
        features = self.features(made, foreign)
        scores = self.first[made.fold].score(with_structure(features, made.structure))
        return second_rows(features, made.structure, scores, made.measured)

    def kind_rows(self, made: Example, foreign: bool = False) -> Matrix:
        """What tells the kinds of a page's lines: the second pass's rows, and words of pages in other folds."""
        words = word_rows(made.measured, self.kind_words[made.fold])
        return np.concatenate((self.second_rows(made, foreign), words))

    def model(self, without: int | None) -> Model:
        """The weights without a fold."""
        shifts = self.shifts["recall"], self.shifts["precision"]
        words = self.words[without].weights()
        return Model(
            self.first[without], self.second[without], self.kinds[without], self.page[without], words,
            self.kind_words[without], shifts,
        )  # fmt: skip

    def unseen_scores(self, made: Example) -> NDArray[np.int64]:
        """The second pass's scores of a page from weights that have not seen its fold."""
        return self.second[made.fold].score(self.second_rows(made))

    def unseen_kinds(self, made: Example, scores: NDArray[np.int64]) -> NDArray[np.int64]:
        """What each line is taken for, by weights that have not seen its fold: a place in KINDS; UNKNOWN for body.

        What a filter's label says counts first, as in the pipeline.
        """
        said = np.where(scores > 0, UNKNOWN, self.kinds[made.fold].score(self.kind_rows(made)).argmax(1))
        return np.where(made.found != UNKNOWN, made.found, said)

    def _fit_pages(self) -> None:
        """Fit what tells the F1 to expect, and the shifts of `favor`, on scores of pages not seen."""
        facts = np.concatenate(
            [page_facts(s, m.features) for m, s in zip(self.examples, self.scores, strict=True)], 1
        ).T
        self.reached = [reached(m, s > 0) for m, s in zip(self.examples, self.scores, strict=True)]
        target = np.array([row["body_f1"] for row in self.reached])
        weights = np.array([PAGE_WEIGHTS.get(m.rendering, 1.0) for m in self.examples])
        folds = np.array([m.fold for m in self.examples])
        for fold in self.without:
            self.page[fold] = fit(
                "page", facts[folds != fold], target[folds != fold], weights[folds != fold],
                trees=max(1, round(PAGE["trees"] * self.share_of_trees)), depth=PAGE["depth"], rate=PAGE_RATE,
            )  # fmt: skip
        self.expected = np.zeros(len(self.examples))
        for fold in self.folds:
            own = folds == fold
            self.expected[own] = np.clip(self.page[fold].score(facts[own].T) / SCALE, 0, 1)
        self.shifts = {favor: best_shift(self.examples, self.scores, beta) for favor, beta in BETA.items()}


PAGE_WEIGHTS = {GOLD: 0.1, CUT: 0.1, SHORT: 0.3, FRONT: 0.03, BARE: 0.03}
"""Pages without a body are as many as the others here, and are few among those that people clean: more weight lowers
what is expected of real pages (.05 under what they reach in the lowest tenth, with .3 it is .23)."""


def reached(made: Example, kept: NDArray[np.bool_]) -> Scores:
    """The figures of a page with these lines, but for labels found, for a body; of a page without its body, 0."""
    if made.rendering in BODILESS:
        return {"body_f1": 0.0}
    kept = kept & (f.row_of(made.features, "removed") == 0) & (f.row_of(made.features, "found_related") == 0)
    return body_scores([line for line, keep in zip(made.lines, kept.tolist(), strict=True) if keep], made.page["gold"])


def best_shift(made: Sequence[Example], scores: Sequence[NDArray[np.int64]], beta: float) -> float:
    """The log odds to add to all scores so that the mean F measure of whole pages is greatest."""
    sign = 1 if beta > 1 else -1
    pages = [(m, s) for m, s in zip(made, scores, strict=True) if RENDERING_WEIGHTS.get(m.rendering, 0.0) == 1]
    means = {}
    for shift in SHIFTS:
        rows = [reached(m, s > -sign * shift * SCALE) for m, s in pages[:: max(1, len(pages) // MAX_SHIFT_PAGES)]]
        means[sign * shift] = float(np.mean([f_measure(row["body_p"], row["body_r"], beta) for row in rows]))
    return max(means, key=lambda shift: (means[shift], -abs(shift)))


MAX_SHIFT_PAGES = 300
"""Pages on which each shift of `favor` is tried. By hand."""


def f_measure(precision: float, recall: float, beta: float) -> float:
    """F beta: recall counts beta times as much as precision.

    >>> f_measure(1.0, 0.5, 1.0) < f_measure(0.5, 1.0, 2.0)
    True
    """
    weight = beta * beta
    return (1 + weight) * precision * recall / max(weight * precision + recall, 1e-9)
