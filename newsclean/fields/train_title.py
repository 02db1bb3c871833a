"""Train the title finder's ranker on labelled pages, and show how well it does on publishers that it has not seen.

    python -m newsclean.fields.train_title PAGES.jsonl.gz... --out newsclean/fields/title_weights.json

A conditional logit: of the candidates of a page and "no headline", the labelled one is to be the most likely. Each
feature is cut at a few borders, each border has points. Every publisher counts with the root of its number of pages, so
no site's template is learned by heart. A page's gold title and body, and its body alone, are learned from too. The same
pages give the same file.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.evaluate import key, read_pages, same_title, texts_of
from newsclean.fields.title import THRESHOLD, read_weights, score
from newsclean.fields.title_evidence import NAMES, Headline, evidence, headlines, measure
from newsclean.page import Page
from newsclean.pipeline import default_pipeline, run_step
from newsclean.scorer.examples import fold_of, publisher, start_of

RENDERINGS = ("resiliparse_main", "resiliparse_all")
GOLD, BODY = "gold", "body"
"""Pages of nothing but the gold title and body, and of the gold body alone."""
BORDERS = 6
EPOCHS, BATCH, RATE, SHRINK, SEED = 8, 48, 0.05, 0.003, 0
UNPRINTED_WEIGHT = 0.5
"""Where the gold title is not printed, the page may print the headline in other words."""
CLEAN_WEIGHT = 0.6
Floats = NDArray[np.float32]


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


def before_title(text: str) -> Page:
    """A page after the steps that come before the title's."""
    page = start_of(text)
    for step in default_pipeline().steps:
        if step.name == "title":
            break
        page = run_step(page, step)
    return page


def example(page: Mapping[str, Any], rendering: str, text: str) -> Example:
    """A labelled page in one rendering as the ranker meets it."""
    gold = str(page["gold"].get("title") or "") if rendering != BODY else ""
    met = before_title(text)
    sheet = measure(met)
    pool = headlines(met, sheet) if sheet else []
    rows = evidence(met, sheet, pool) if sheet and pool else []
    right, used = label(pool, gold, body_start(page, met))
    printed = bool(gold) and key(gold) in key(text)
    weight = 1.0 if right is not None else 0.0 if printed else UNPRINTED_WEIGHT
    scale = CLEAN_WEIGHT if rendering in (GOLD, BODY) else 1.0
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


def label(pool: Sequence[Headline], gold: str, start: int) -> tuple[int | None, NDArray[np.bool_]]:
    """The right candidate: the last printing over the body, or else the first; other printings are not used."""
    printings = [k for k, h in enumerate(pool) if gold and same_title(h.text, gold)]
    used = np.ones(len(pool), bool)
    if not printings:
        return None, used
    right = [*printings[:1], *(k for k in printings if pool[k].at < start)][-1]
    used[[k for k in printings if k != right]] = False
    return right, used


def examples(pages: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """All pages in their renderings, and as their gold alone."""
    for page in pages:
        gold = page["gold"]
        texts = [*texts_of(page, RENDERINGS)]
        if gold.get("title") and gold.get("body"):
            texts += [(GOLD, "\n\n".join((gold["title"], *gold["body"]))), (BODY, "\n\n".join(gold["body"]))]
        for rendering, text in texts:
            if gold.get("title"):
                yield example(page, rendering, text)


def borders_of(made: Sequence[Example]) -> dict[str, list[float]]:
    """Where each feature is cut: between its values where they are few, else at quantiles."""
    rows = np.concatenate([e.rows for e in made if e.rendering in RENDERINGS])
    borders = {}
    for name, column in zip(NAMES, rows.T, strict=True):
        values = np.unique(column)
        if values.size > BORDERS + 1:
            values = np.unique(np.quantile(column, np.linspace(0.02, 0.98, 2 * BORDERS + 1)).round())
            values = values[np.linspace(0, values.size - 1, min(BORDERS, values.size)).round().astype(int)] + 1
        else:
            values = values[1:]
        borders[name] = (values - 0.5).tolist()
    return borders


def train(made: Sequence[Example], borders: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    """Weights for the ranker, as they are written."""
    steps = [(NAMES.index(name), border) for name, cuts in borders.items() for border in cuts]
    column, cut = np.array([c for c, _ in steps]), np.array([b for _, b in steps])
    pages = Counter(e.publisher for e in made)
    learned = [
        ((e.rows[:, column] > cut)[e.used], np.arange(len(e.rows))[e.used] == (-1 if e.right is None else e.right),
         e.weight / math.sqrt(pages[e.publisher]))
        for e in made if e.weight and len(e.rows)
    ]  # fmt: skip
    scale = sum(weight for *_, weight in learned) / len(learned)
    optimizer = Adam(len(steps) + 1)
    chance = np.random.default_rng(SEED)
    batches = EPOCHS * math.ceil(len(learned) / BATCH)
    for _ in range(EPOCHS):
        order = chance.permutation(len(learned))
        for at in range(0, len(order), BATCH):
            batch = [learned[k] for k in order[at : at + BATCH]]
            optimizer.step(gradient(batch, optimizer.values, scale), RATE * (1 - optimizer.steps / batches))
    points = np.round(100 * optimizer.values).astype(int).tolist()
    by_name: dict[str, list[list[float]]] = defaultdict(list)
    for (name, cuts), start in zip(borders.items(), np.cumsum([0, *map(len, borders.values())]), strict=False):
        by_name[name] = [[c, points[start + k]] for k, c in enumerate(cuts) if points[start + k]]
    return {"base": points[-1], "features": {name: pairs for name, pairs in by_name.items() if pairs}}


def gradient(
    batch: Sequence[tuple[NDArray[np.bool_], NDArray[np.bool_], float]], values: Floats, scale: float
) -> Floats:
    """The slope of the loss: chances of the candidates, with "none" beside them, against the labels."""
    x = np.concatenate([rows for rows, *_ in batch]).astype(np.float32)
    x = np.hstack([x, np.ones((len(x), 1), np.float32)])
    sizes = [len(rows) for rows, *_ in batch]
    starts, of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(batch)), sizes)
    z = x @ values
    top = np.maximum(np.maximum.reduceat(z, starts), 0)
    odds = np.exp(z - top[of])
    whole = np.add.reduceat(odds, starts) + np.exp(-top)
    weight = np.array([w for *_, w in batch]) / scale / len(batch)
    error = (odds / whole[of] - np.concatenate([right for _, right, _ in batch])) * weight[of]
    slope: Floats = x.T @ error.astype(np.float32)
    slope[:-1] += SHRINK * values[:-1]
    return slope


class Adam:
    """The usual optimizer."""

    def __init__(self, size: int) -> None:
        self.values, self.mean, self.square = (np.zeros(size, np.float32) for _ in range(3))
        self.steps = 0

    def step(self, slope: Floats, rate: float) -> None:
        """Go down the slope."""
        self.steps += 1
        self.mean += 0.1 * (slope - self.mean)
        self.square += 0.01 * (slope * slope - self.square)
        scale = np.sqrt(self.square / (1 - 0.99**self.steps)) + 1e-6
        self.values -= rate * self.mean / (1 - 0.9**self.steps) / scale


def figures(made: Iterable[Example], weights: Mapping[str, Any]) -> list[tuple[Example, float | None, float | None]]:
    """Recall and precision of each page, None where it does not count."""
    ranker = read_weights(dict(weights))
    out: list[tuple[Example, float | None, float | None]] = []
    for e in made:
        points = score(e.rows.tolist(), ranker) if len(e.rows) else []
        best = max(range(len(points)), key=lambda k: (points[k], -k), default=-1)
        given = e.texts[best] if best >= 0 and points[best] >= THRESHOLD else None
        hit = float(given is not None and bool(e.gold) and same_title(given, e.gold))
        out.append((e, hit if e.printed else None, hit if given is not None else None))
    return out


def report(rows: Iterable[tuple[Example, float | None, float | None]]) -> str:
    """Recall and precision by source, rendering and fold 0 or the others."""
    groups: dict[tuple[str, str], list[tuple[float | None, float | None]]] = defaultdict(list)
    for e, recall, precision in rows:
        groups[e.source, e.rendering].append((recall, precision))
    lines = []
    for name, found in sorted(groups.items()):
        means = [
            f"{sum(v) / len(v):.3f} ({len(v)})" if v else "-"
            for v in ([x for x in c if x is not None] for c in zip(*found, strict=True))
        ]
        lines.append(f"{name[0]:10s} {name[1]:18s} title_r {means[0]:14s} title_p {means[1]}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write the file, print the table."""
    ask = argparse.ArgumentParser(
        prog="python -m newsclean.fields.train_title", description=(__doc__ or "").split("\n\n")[0]
    )
    ask.add_argument("pages", nargs="+", metavar="PAGES.jsonl.gz", help="labelled pages")
    ask.add_argument("--out", required=True, metavar="FILE", help="where the weights go (.json)")
    ask.add_argument(
        "--without-fold",
        type=int,
        action="append",
        default=[],
        help="leave the publishers of this fold out of training",
    )
    asked = ask.parse_args(arguments)
    made = list(examples(read_pages(*asked.pages)))
    learned = [e for e in made if e.fold not in asked.without_fold]
    borders = borders_of(learned)
    with open(asked.out, "w", encoding="utf-8") as file:
        weights = train(learned, borders)
        file.write(dump(weights))
    rows = []
    for fold in sorted({e.fold for e in learned}):
        rows += figures([e for e in learned if e.fold == fold], train([e for e in learned if e.fold != fold], borders))
    print("Cross-validated by publisher\n" + report(rows))
    held = [e for e in made if e.fold in asked.without_fold]
    if held:
        print("\nFolds left out\n" + report(figures(held, weights)))


def dump(weights: Mapping[str, Any]) -> str:
    """The weights as JSON, a feature a line."""
    lines = [f"  {json.dumps(name)}: {json.dumps(pairs)}" for name, pairs in weights["features"].items()]
    return f'{{"base": {weights["base"]}, "features": {{\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    main()
