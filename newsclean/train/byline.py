"""Train the byline finder's weights on labelled pages, and show how well it does on publishers that it has not seen.

Of a page's possible bylines and "none", one that names the gold authors is to be the most likely: logistic weights of
the facts on each, kept small. Every publisher counts with the root of its number of pages. The same pages give the
same file.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.evaluate import byline_f1, key, texts_of
from newsclean.fields.byline import at_the_end, over_the_body, score
from newsclean.fields.byline_evidence import facts, frame_of
from newsclean.fields.names import words_of
from newsclean.page import Page
from newsclean.train.pages import fold_of, page_before, publisher

RENDERINGS = ("resiliparse_main", "resiliparse_all")
STAGES = (over_the_body, at_the_end)
SAME = 0.8
"""From this token F1 on, a byline names the gold authors."""
SMOOTH = 2.0
ROUNDS = 30
MIN_PUBLISHERS = 4
"""A fact seen at fewer publishers has no weight."""
PRIOR = {
    "bare, named in the first paragraphs": -3.0, "named in the title": -4.0, "closing name, at the page's end": 1.0,
}  # fmt: skip
"""What these weights are drawn towards, others to 0, as too few labelled pages show it. Whom an article is about stands
in its header as its author does: without the first two, 32 and not 28 of 176 bylines are given that are not printed
(cross-validated, fundus and andy). A signature that ends a page is common in languages that the labelled pages lack:
the last costs none of their figures.
"""
UNPRINTED_WEIGHT, NO_GOLD_WEIGHT, MISSED_WEIGHT = 1.0, 0.3, 0.3
"""Where the gold authors are not printed, the gold has none (perhaps it only lacks them), or no candidate has them."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """The possible bylines of one stage of a page, and the facts on each.

    right: whether each names the gold authors, who may have their role with them in the gold; hit: whether it is the
    gold byline; sought: whether no stage before has a right one.
    """

    source: str
    rendering: str
    fold: int
    publisher: str
    stage: int
    printed: bool
    has_gold: bool
    values: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    hit: tuple[bool, ...]
    sought: bool

    @property
    def weight(self) -> float:
        """How much the page counts in training."""
        if any(self.right):
            return 1.0
        return NO_GOLD_WEIGHT if not self.has_gold else MISSED_WEIGHT if self.printed else UNPRINTED_WEIGHT


def examples(pages: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """All pages whose authors are known, in both renderings, a stage at a time."""
    for page in pages:
        if page["gold"].get("authors") is not None:
            for rendering, text in texts_of(page, RENDERINGS):
                yield from stages(page, rendering, text, page_before("byline", text))


def stages(page: Mapping[str, Any], rendering: str, text: str, met: Page) -> Iterator[Example]:
    """The possible bylines of a page over its body, and at its end."""
    gold = page["gold"]["authors"]
    words, frame, flat = words_of(met.language), frame_of(met), key(text)
    printed, sought = bool(gold) and all(key(author) in flat for author in gold), True
    for n, stage in enumerate(STAGES):
        found = stage(met, words, frame)
        hit = tuple(bool(gold) and byline_f1(item.credit.value, gold) >= SAME for item in found)
        right = tuple(h or is_bare_of_role(item.credit.value, gold) for h, item in zip(hit, found, strict=True))
        yield Example(
            str(page.get("source")), rendering, fold_of(page), publisher(page), n, printed, bool(gold),
            tuple(item.credit.value for item in found),
            tuple(map(tuple, facts(met, words, frame, found))),
            right, hit, sought,
        )  # fmt: skip
        sought = not any(right)


def is_bare_of_role(value: str, gold: Sequence[str]) -> bool:
    """Whether a byline is the one gold author without a role behind the name.

    >>> is_bare_of_role("Ann Lee", ["Ann Lee, Staff Writer"]), is_bare_of_role("Ann", ["Anna Lee"])
    (True, False)
    """
    return len(gold) == 1 and len(value) > 2 and bool(re.match(rf"{re.escape(value)}(?!\w)", gold[0]))


def train(made: Sequence[Example]) -> dict[str, float]:
    """Weights of all facts, and of there being any byline ("any"), by Newton's method."""
    learned = [e for e in made if e.values and e.sought]
    seen: dict[str, set[str]] = defaultdict(set)
    for e in learned:
        for fact in {fact for own in e.facts for fact in own}:
            seen[fact].add(e.publisher)
    known = {fact for fact, where in seen.items() if len(where) >= MIN_PUBLISHERS} | PRIOR.keys()
    names = ["any", *sorted(known)]
    place = {name: n for n, name in enumerate(names)}
    rows = np.zeros((sum(len(e.values) for e in learned), len(names)))
    rows[:, 0] = 1
    of = np.repeat(np.arange(len(learned)), [len(e.values) for e in learned])
    for row, own in zip(rows, (own for e in learned for own in e.facts), strict=True):
        row[[place[fact] for fact in own if fact in place]] = 1
    right = np.array([r for e in learned for r in e.right])
    pages = Counter(e.publisher for e in learned)
    weight = np.array([e.weight / math.sqrt(pages[e.publisher]) for e in learned])
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    found = newton(rows, of, right, weight / weight.mean(), prior)
    return {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}


def newton(rows: Floats, of: NDArray[np.int64], right: NDArray[np.bool_], weight: Floats, prior: Floats) -> Floats:
    """The weights that make right candidates, or else "none", the likeliest of each page."""
    starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])
    has_right = np.logical_or.reduceat(right, starts)
    weights = prior.copy()
    penalty = np.full(rows.shape[1], SMOOTH)
    penalty[0] = 0.01
    for _ in range(ROUNDS):
        z = np.clip(rows @ weights, -30, 30)
        odds = np.exp(z)
        chance = odds / (np.add.reduceat(odds, starts) + 1)[of]
        among = np.where(right, odds, 0)
        total = np.add.reduceat(among, starts)
        target = np.where(has_right[of], among / np.maximum(total, 1e-12)[of], 0)
        slope = rows.T @ ((chance - target) * weight[of]) + penalty * (weights - prior)
        centred = rows - (np.add.reduceat(rows * chance[:, None], starts))[of]
        curve = (rows * (chance * weight[of])[:, None]).T @ centred + np.diag(penalty)
        weights -= np.clip(np.linalg.solve(curve, slope), -1, 1)
    return weights


def outcomes(made: Iterable[Example], weights: Mapping[str, float]) -> Iterator[tuple[Example, bool, bool]]:
    """Each page, by its first stage, whether a byline is given for it, and whether that is the gold one."""
    first: Example | None = None
    for e in made:
        if e.stage == 0:
            if first:
                yield first, False, False
            first = e
        if first is None:
            continue
        points = [score(own, weights) for own in e.facts]
        best = max(range(len(points)), key=lambda n: (points[n], -n), default=-1)
        if best >= 0 and points[best] >= 0:
            yield first, True, e.hit[best]
            first = None
    if first:
        yield first, False, False


def report(rows: Iterable[tuple[Example, bool, bool]]) -> str:
    """Recall, precision and the share of pages with a byline that they do not print, by source and rendering."""
    groups: dict[tuple[str, str], list[tuple[Example, bool, bool]]] = defaultdict(list)
    for row in rows:
        groups[row[0].source, row[0].rendering].append(row)
    lines = []
    for name, found in sorted(groups.items()):
        figure = {
            "byline_r": [hit for e, _, hit in found if e.printed],
            "byline_p": [hit for e, given, hit in found if given and e.has_gold],
            "unprinted": [given for e, given, _ in found if not e.printed],
        }
        means = (f"{what} {sum(v) / len(v):.3f} ({len(v)})" if v else f"{what} -" for what, v in figure.items())
        lines.append(f"{name[0]:10s} {name[1]:18s} " + "  ".join(f"{mean:22s}" for mean in means).rstrip())
    return "\n".join(lines)


def dump(weights: Mapping[str, float]) -> str:
    """The weights as JSON, one a line."""
    return json.dumps(weights, indent=1) + "\n"
