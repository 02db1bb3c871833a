"""Train the title finder's ranker on labelled pages, and show how well it does on publishers that it has not seen.

Of the candidates of a page and "no headline", the labelled one is to be the most likely: symmetric trees, boosted on
the slope of that loss. Every publisher counts with the root of its number of pages, so no site's template is learned
by heart. A page's gold title and body, and its body alone, are learned from too. The same pages give the same file.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsclean.evaluate import key, same_title, texts_of
from newsclean.fields.title import THRESHOLD, read_trees, score
from newsclean.fields.title_evidence import Headline, headlines, measure, stems_of
from newsclean.fields.title_features import NAMES, evidence
from newsclean.page import Page
from newsclean.train.pages import fold_of, page_before, publisher

RENDERINGS = ("resiliparse_main", "resiliparse_all")
OTHERS = ("inscriptis", "bs4_lines", "markdownify", "html2text")
"""Of these, one in four pages is met in one."""
GOLD, BODY = "gold", "body"
"""Pages of nothing but the gold title and body, and of the gold body alone."""
TREES, DEPTH, RATE, SMOOTH, BINS, SEED = 500, 4, 0.05, 3.0, 48, 0
FEATURES_A_TREE, PAGES_A_TREE = 0.5, 0.7
BASE = -2.0
UNPRINTED_WEIGHT, ALIKE_WEIGHT = 0.5, 0.5
"""Where the gold title is not printed, the page may print the headline in other words; one much like it is right."""
CLEAN_WEIGHT, OTHER_WEIGHT = 1.0, 0.5
MIN_GROUP = 5
"""The table shows a source's languages from so many pages on."""
MIN_ALIKE, MIN_PART, MIN_PART_CHARS = 0.55, 0.3, 12
"""How much a candidate has in common with the gold title, or how long a part of it is, to be right."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """The candidates of a page: which is right (None: there is no headline), and which printings of it to leave out."""

    source: str
    rendering: str
    language: str
    fold: int
    publisher: str
    gold: str
    printed: bool
    texts: tuple[str, ...]
    rows: NDArray[np.int64]
    right: int | None
    used: NDArray[np.bool_]
    weight: float


def example(page: Mapping[str, Any], rendering: str, text: str) -> Example:
    """A labelled page in one rendering as the ranker meets it."""
    gold = str(page["gold"].get("title") or "") if rendering != BODY else ""
    met = page_before("title", text)
    sheet = measure(met)
    pool, rows = evidence(met, sheet, headlines(met, sheet)) if sheet else ([], [])
    right, used, sure = label(pool, gold, body_start(page, met))
    printed = bool(gold) and key(gold) in key(text)
    weight = sure if right is not None else 0.0 if printed else UNPRINTED_WEIGHT
    scale = 1.0 if rendering in RENDERINGS else CLEAN_WEIGHT if rendering in (GOLD, BODY) else OTHER_WEIGHT
    return Example(
        str(page.get("source")), rendering, str(page.get("lang") or ""), fold_of(page), publisher(page), gold, printed,
        tuple(h.text for h in pool), np.array(rows, np.int64).reshape(len(pool), len(NAMES)), right, used,
        scale * weight,
    )  # fmt: skip


def body_start(page: Mapping[str, Any], met: Page) -> int:
    """The place of the line with the first gold paragraph; the last line's where none has it."""
    opening = key(page["gold"]["body"][0])[:30] if page["gold"].get("body") else ""
    found = (i for i, line in enumerate(met.lines) if opening and opening in key(line.text))
    return next(found, len(met.lines))


def label(pool: Sequence[Headline], gold: str, start: int) -> tuple[int | None, NDArray[np.bool_], float]:
    """The right candidate, the last printing over the body or else the first; which to learn from; and how sure it is.

    Other printings are not learned from. Where none is the gold title, the one most like it is right.
    """
    used, sure = np.ones(len(pool), bool), 1.0
    printings = [k for k, h in enumerate(pool) if gold and same_title(h.text, gold)]
    if not printings and gold and pool:
        likeness = [alike(h.text, gold) for h in pool]
        if max(likeness) >= MIN_ALIKE:
            printings, sure = [k for k, much in enumerate(likeness) if much == max(likeness)], ALIKE_WEIGHT
    if not printings:
        return None, used, 1.0
    right = [*printings[:1], *(k for k in printings if pool[k].at < start)][-1]
    used[[k for k in printings if k != right]] = False
    return right, used, sure


def alike(text: str, gold: str) -> float:
    """What two titles have in common, from 0 to 1; much where one is the other's start or end.

    >>> alike("Rain floods the valley", "Weather: Rain floods the valley"), alike("Rain floods the valley", "Sport")
    (1.0, 0.0)
    """
    own, wanted = key(text), key(gold)
    if len(own) >= MIN_PART_CHARS and (
        (wanted.endswith(own) and len(own) >= MIN_PART * len(wanted)) or own.endswith(wanted) or own.startswith(wanted)
    ):
        return 1.0
    a, b = Counter(stems_of(text.lower())), Counter(stems_of(gold.lower()))
    return 2 * (a & b).total() / (a.total() + b.total()) if a & b else 0.0


def examples(pages: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """All pages in their renderings, and as their gold alone."""
    for page in pages:
        gold = page["gold"]
        mark = crc32(str(page.get("id")).encode()) % (4 * len(OTHERS))
        texts = [*texts_of(page, (*RENDERINGS, *OTHERS[mark : mark + 1]))]
        if gold.get("title") and gold.get("body"):
            texts += [(GOLD, "\n\n".join((gold["title"], *gold["body"]))), (BODY, "\n\n".join(gold["body"]))]
        for rendering, text in texts:
            if gold.get("title"):
                yield example(page, rendering, text)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """All candidates to learn from: features x candidates, each value as the number of borders under it.

    of: the page of each candidate. starts: the first candidate of each page. weights: of each page.
    """

    bins: NDArray[np.int64]
    right: Floats
    of: NDArray[np.int64]
    starts: NDArray[np.int64]
    weights: Floats

    def slopes(self, z: Floats) -> tuple[Floats, Floats]:
        """First and second slope of the loss: chances of candidates, "none" beside them, against the labels."""
        top = np.maximum(np.maximum.reduceat(z, self.starts), 0)
        odds = np.exp(z - top[self.of])
        chance = odds / (np.add.reduceat(odds, self.starts) + np.exp(-top))[self.of]
        weight = self.weights[self.of]
        return (chance - self.right) * weight, np.maximum(chance * (1 - chance), 1e-3) * weight


def borders_of(rows: NDArray[np.int64]) -> list[Floats]:
    """Where each feature may be cut: between its values where they are few, else at quantiles."""
    borders = []
    for column in rows.T:
        values = np.unique(column)
        if values.size > BINS:
            values = np.unique(np.quantile(column, np.linspace(0, 1, BINS)).round())
        borders.append(values[1:] - 0.5)
    return borders


def gather(learned: Sequence[Example], borders: Sequence[Floats]) -> Rows:
    """The candidates of all pages in one table."""
    pages = Counter(e.publisher for e in learned)
    table = np.concatenate([e.rows[e.used] for e in learned])
    sizes = [int(e.used.sum()) for e in learned]
    right = [(np.arange(len(e.rows)) == (-1 if e.right is None else e.right))[e.used] for e in learned]
    weights = np.array([e.weight / math.sqrt(pages[e.publisher]) for e in learned])
    return Rows(
        np.stack([np.searchsorted(cuts, column) for cuts, column in zip(borders, table.T, strict=True)]),
        np.concatenate(right).astype(float), np.repeat(np.arange(len(sizes)), sizes), np.cumsum([0, *sizes[:-1]]),
        weights / weights.mean(),
    )  # fmt: skip


def train(made: Sequence[Example]) -> dict[str, Any]:
    """Weights for the ranker, as they are written."""
    learned = [e for e in made if e.weight and len(e.rows)]
    borders = borders_of(np.concatenate([e.rows for e in learned if e.rendering in RENDERINGS]))
    rows = gather(learned, borders)
    chance = np.random.default_rng(SEED)
    z = np.full(len(rows.of), BASE)
    trees = []
    for _ in range(TREES):
        first, second = rows.slopes(z)
        taken = np.flatnonzero((chance.random(len(learned)) < PAGES_A_TREE)[rows.of])
        asked = np.flatnonzero(chance.random(len(NAMES)) < FEATURES_A_TREE)
        splits, leaf = grow(rows.bins[:, taken], first[taken], second[taken], asked)
        points = np.round(100 * leaf).astype(int)
        at = sum((rows.bins[f] > b).astype(int) << n for n, (f, b) in enumerate(splits))
        z += points[at] / 100
        trees.append([[[NAMES[f], float(borders[f][b])] for f, b in splits], points.tolist()])
    return {"base": round(100 * BASE), "trees": trees}


def grow(
    bins: NDArray[np.int64], first: Floats, second: Floats, asked: NDArray[np.int64]
) -> tuple[list[tuple[int, int]], Floats]:
    """A symmetric tree: its splits (feature, border) and what each leaf adds."""
    at, splits = np.zeros(bins.shape[1], np.int64), []
    for level in range(DEPTH):
        best = max((*gain(bins[f], at, first, second, 1 << level), -int(f)) for f in asked)
        split = (-best[2], -best[1])
        splits.append(split)
        at |= (bins[split[0]] > split[1]).astype(np.int64) << level
    sums = [np.bincount(at, slope, 1 << DEPTH) for slope in (first, second)]
    return splits, -RATE * sums[0] / (sums[1] + SMOOTH)


def gain(
    column: NDArray[np.int64], at: NDArray[np.int64], first: Floats, second: Floats, leaves: int
) -> tuple[float, int]:
    """The most that splitting all leaves by a feature gains, and minus the number of the border that gains it."""
    width = int(column.max()) + 1
    if width < 2:
        return 0.0, 0
    cell = at * width + column
    under, heavy = (
        np.bincount(cell, slope, leaves * width).reshape(leaves, width).cumsum(1) for slope in (first, second)
    )
    over, light = under[:, -1:] - under, heavy[:, -1:] - heavy
    gains = (under**2 / (heavy + SMOOTH) + over**2 / (light + SMOOTH)).sum(0)[:-1]
    best = int(gains.argmax())
    return float(gains[best]), -best


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: whether it prints its title, whether one was given, and whether that is right."""

    example: Example
    given: bool
    right: bool


def outcomes(made: Iterable[Example], weights: Mapping[str, Any]) -> Iterator[Outcome]:
    """What some weights make of pages."""
    ranker = read_trees(dict(weights))
    for e in made:
        points = score(e.rows.tolist(), ranker) if e.texts else []
        best = max(range(len(points)), key=lambda k: (points[k], -k), default=-1)
        given = best >= 0 and points[best] >= THRESHOLD
        yield Outcome(e, given, given and bool(e.gold) and same_title(e.texts[best], e.gold))


def report(found: Sequence[Outcome]) -> str:
    """Recall, precision, and the share given a title that they do not print, by source, rendering and language."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for o in found:
        e = o.example
        groups[f"{e.source:10s} {e.rendering}"].append(o)
        if e.rendering in RENDERINGS:
            groups[f"{e.source:10s} {e.rendering} {e.language}"].append(o)
    lines = [f"{'':42s} {'title_r':>13s} {'title_p':>13s} {'not printed':>13s}"]
    for name, group in sorted(groups.items()):
        printed = [o.right for o in group if o.example.printed]
        given = [o.right for o in group if o.given and o.example.gold]
        unprinted = [o.given for o in group if not o.example.printed]
        if len(group) >= MIN_GROUP:
            lines.append(f"{name:42s} {mean(printed)} {mean(given)} {mean(unprinted)}")
    return "\n".join(lines)


def mean(values: Sequence[bool]) -> str:
    """A share, and of how many."""
    return f"{sum(values) / len(values):6.3f} {f'({len(values)})':>6s}" if values else f"{'-':>13s}"


def dump(weights: Mapping[str, Any]) -> str:
    """The weights as JSON, a tree a line."""
    return f'{{"base": {weights["base"]}, "trees": [\n' + ",\n".join(map(json.dumps, weights["trees"])) + "\n]}\n"
