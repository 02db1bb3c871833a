"""Fit the points of the date's evidence to labelled pages, and show how well they do on publishers not seen.

Of the days that nothing rules out on a page and "no date", the labelled one is to be the most likely (a conditional
logit, fitted by Newton's method). Every publisher counts with the root of its number of pages. A page whose address has
a day is learned from with its address too. The same pages give the same file. Whether a page prints its date is told
with the help of babel (extra `train`).
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.dates import url_day
from newsclean.evaluate import is_printed, same_day, texts_of
from newsclean.fields.date import START, THRESHOLD, score
from newsclean.fields.date_evidence import bar, days_of, evidence, setting_of
from newsclean.page import Page
from newsclean.train.pages import fold_of, page_before, publisher

RENDERINGS = ("resiliparse_main", "resiliparse_all")
OTHER_WEIGHT = 0.25
"""Of pages in any other rendering."""
UNPRINTED_WEIGHT = 0.5
"""Where the page does not print the gold date, the gold may be wrong, and the printed one right."""
ADDRESSED = "with its address"
PENALTY, STEPS, LONGEST_STEP, SMALL_STEP = 4.0, 60, 2.0, 1e-6
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """The days of a page that nothing rules out: the evidence for each, and which of them is right.

    right: the gold day; where no line has it, a day beside it. hits: what counts as right when given.
    """

    source: str
    rendering: str
    fold: int
    publisher: str
    printed: bool
    found: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    hits: tuple[bool, ...]

    @property
    def weight(self) -> float:
        """How much the page counts among its publisher's."""
        seen = 1.0 if self.printed or any(self.right) else UNPRINTED_WEIGHT
        return seen * (1.0 if self.rendering in RENDERINGS else OTHER_WEIGHT)


def example(page: Mapping[str, Any], rendering: str, met: Page, printed: bool) -> Example:
    """A labelled page in one rendering as the date finder meets it."""
    seen = days_of(met)
    setting = setting_of(met)
    days = [s for s in seen if s.label != "updated" and not bar(s, seen, setting)]
    gold = str(page["gold"]["date"])[:10]
    hits = tuple(same_day(s.day, gold) for s in days)
    exact = tuple(str(s.day) == gold for s in days)
    return Example(
        str(page.get("source")), rendering, fold_of(page), publisher(page), printed,
        tuple(tuple(evidence(s, seen, setting)) for s in days), exact if any(exact) else hits, hits,
    )  # fmt: skip


def examples(pages: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """All pages that have a gold date, in all their renderings."""
    for page in pages:
        gold, url = page["gold"].get("date"), page.get("url")
        for rendering, text in texts_of(page) if gold else ():
            met = page_before("date", text)
            printed = is_printed(gold, str(page.get("lang") or "en"), text)
            yield example(page, rendering, met, printed)
            if rendering in RENDERINGS[-1:] and url_day(url):
                yield example(page, ADDRESSED, replace(met, url=url), printed)


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """All days to learn from: days x evidence, the page of each, the first day of each page, the pages' weights."""

    rows: Floats
    right: Floats
    of: NDArray[np.int64]
    starts: NDArray[np.int64]
    weights: Floats

    def chances(self, points: Floats) -> tuple[Floats, Floats]:
        """The chance of each day, "no date" beside it; and its share among the right ones."""
        odds = np.exp(self.rows @ points)
        chance = odds / (np.add.reduceat(odds, self.starts) + 1)[self.of]
        right = odds * self.right
        return chance, right / np.maximum(np.add.reduceat(right, self.starts), 1e-300)[self.of]


def gather(made: Sequence[Example], names: Sequence[str]) -> Days:
    """The days of all pages in one table."""
    learned = [e for e in made if e.found]
    pages = Counter(e.publisher for e in made)
    rows = [[name == START or name in found for name in names] for e in learned for found in e.found]
    sizes = [len(e.found) for e in learned]
    weights = np.array([e.weight / math.sqrt(pages[e.publisher]) for e in learned])
    return Days(
        np.array(rows, float), np.array([r for e in learned for r in e.right], float),
        np.repeat(np.arange(len(sizes)), sizes), np.cumsum([0, *sizes[:-1]]), weights / weights.mean(),
    )  # fmt: skip


def train(made: Sequence[Example]) -> dict[str, int]:
    """The points of each piece of evidence, most first."""
    names = [START, *sorted({name for e in made for found in e.found for name in found})]
    days = gather(made, names)
    penalty = np.full(len(names), PENALTY)
    points = np.zeros(len(names))
    for _ in range(STEPS):
        chance, share = days.chances(points)
        weight = days.weights[days.of]
        slope = days.rows.T @ (weight * (chance - share)) + penalty * points
        heavy = days.rows * chance[:, None]
        means = np.add.reduceat(heavy, days.starts)
        curve = (heavy * weight[:, None]).T @ days.rows - (means * days.weights[:, None]).T @ means
        step = np.linalg.solve(curve + np.diag(penalty), slope)
        points -= step * min(1.0, LONGEST_STEP / np.abs(step).max())
        if np.abs(step).max() < SMALL_STEP:
            break
    fitted = {name: round(100 * value) for name, value in zip(names, points.tolist(), strict=True)}
    return dict(sorted(fitted.items(), key=lambda item: (item[0] != START, -item[1], item[0])))


Row = tuple[Example, bool, bool]


def outcomes(made: Iterable[Example], weights: Mapping[str, int]) -> Iterator[Row]:
    """Of each page: whether a date is given, and whether it is right."""
    for e in made:
        points = [score(found, weights) for found in e.found]
        best = max(range(len(points)), key=lambda k: points[k], default=-1)
        given = best >= 0 and points[best] >= THRESHOLD
        yield e, given, given and e.hits[best]


def report(rows: Iterable[Row]) -> str:
    """By source and rendering: recall, precision, and the share of pages that print no date and are given one."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[0].source, row[0].rendering].append(row)
    lines = []
    for (source, rendering), found in sorted(groups.items()):
        recall = mean([hit for e, _, hit in found if e.printed])
        precision = mean([hit for _, given, hit in found if given])
        unprinted = mean([given and not hit for e, given, hit in found if not e.printed])
        figures = f"date_r {recall:14s} date_p {precision:14s} wrong where none is printed {unprinted}"
        lines.append(f"{source:10s} {rendering:18s} {figures}")
    return "\n".join(lines)


def mean(values: Sequence[bool]) -> str:
    """A share, and of how many pages.

    >>> mean([True, False]), mean([])
    ('0.500 (2)', '-')
    """
    return f"{sum(values) / len(values):.3f} ({len(values)})" if values else "-"


def dump(points: Mapping[str, int]) -> str:
    """The points as JSON, one a line."""
    return json.dumps(points, indent=1) + "\n"
