"""The title: the headline over the body, told from menus, kickers, standfirsts, captions and other stories' headlines.

A small learned ranker weighs the evidence of `title_evidence` for every line that could be the headline, and for there
being none: a page that prints no headline has no title. The site's name at a headline's end stays out, and so does a
date beside it. Of a headline printed twice over the body, the last is taken: its neighbours are the article.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.fields.title_evidence import NAMES, Headline, Sheet, evidence, headlines, measure
from newsclean.page import Candidate, Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS_FILE = "title_weights.json"
THRESHOLD = -50
"""A headline is given where it has at least so many points; 0 is where having none is as likely, 100 a factor of e."""
MAX_REJECTED = 3
MIN_SHARED = 50
"""From this share of a line's words, in percent, the reason says that the body has them."""
MAX_DATED_LINES = 3
"""A date or byline within so many lines under the headline is named as a reason."""


def title(page: Page) -> Iterator[Candidate]:
    r"""Find the headline: yield the line taken and the best of those rejected, each with what speaks for it.

    >>> text = "Politik\n\nFlut in der Altstadt | Blatt\n\nIn der Altstadt lief nachts das Wasser in alle Keller."
    >>> page = Page.from_text(text, language="de")
    >>> [(c.value, c.taken) for c in title(page)][:1]
    [('Flut in der Altstadt', True)]
    >>> list(title(Page.from_text("Hello", language="en")))
    []
    """
    sheet = measure(page)
    pool = headlines(page, sheet) if sheet else []
    if not sheet or not pool:
        return
    rows = evidence(page, sheet, pool)
    points = score(rows)
    order = sorted(range(len(pool)), key=lambda k: (-points[k], k))
    best = order[0]
    if points[best] >= THRESHOLD:
        last = last_printing(sheet, pool, best)
        yield candidate(sheet, pool[last], reason(rows[last]), taken=True)
    for k in [k for k in order if pool[k].key != pool[best].key or points[best] < THRESHOLD][:MAX_REJECTED]:
        why = "less speaks for it than for the title" if points[best] >= THRESHOLD else "too little speaks for it"
        yield candidate(sheet, pool[k], f"{reason(rows[k])}, but {why}", taken=False)


def candidate(sheet: Sheet, found: Headline, why: str, *, taken: bool) -> Candidate:
    """A headline as the pipeline takes it."""
    return Candidate("title", found.text, sheet.lines[found.at], why, taken, found.span)


def last_printing(sheet: Sheet, pool: Sequence[Headline], best: int) -> int:
    """The last printing of a headline over the article's start, or the headline itself."""
    printed = [k for k in range(best, len(pool)) if pool[k].key == pool[best].key and pool[k].at < sheet.start]
    return printed[-1] if printed else best


def reason(row: Sequence[int]) -> str:
    """What speaks for a candidate, in words."""
    fact = dict(zip(NAMES, row, strict=True))
    said = ["stands over the body" if fact["before_start"] > 0 else "stands at the body's start"]
    if fact["mark"] == 1:
        said.append("is marked as a heading")
    if fact["same_above"] or fact["mentions"]:
        said.append("is printed more than once")
    if fact["body_share"] >= MIN_SHARED:
        said.append("shares words with the body")
    if fact["dated_down"] <= MAX_DATED_LINES:
        said.append("has a date or byline under it")
    return ", ".join(said)


class Weights(NamedTuple):
    """The ranker: where a candidate's feature exceeds a border, it gets the points of that border, and all get `base`.

    feature: the feature (its place in NAMES) of each border.
    """

    feature: NDArray[np.int64]
    border: NDArray[np.float64]
    points: NDArray[np.int64]
    base: int


def score(rows: Sequence[Sequence[int]], weights: Weights | None = None) -> list[int]:
    """The points of candidates, in hundredths of log odds against the page having no headline."""
    import numpy as np

    w = weights or load_weights()
    total: list[int] = (((np.array(rows)[:, w.feature] > w.border) @ w.points) + w.base).tolist()
    return total


@cache
def load_weights() -> Weights:
    """The weights that come with newsclean; read once."""
    return read_weights(json.loads((resources.files("newsclean.fields") / WEIGHTS_FILE).read_text("utf-8")))


def read_weights(data: dict[str, Any]) -> Weights:
    """Weights from their file's JSON: `base`, and for each feature `[border, points]` pairs."""
    import numpy as np

    steps = [
        (NAMES.index(name), border, points) for name, pairs in data["features"].items() for border, points in pairs
    ]
    feature, border, points = zip(*steps, strict=True)
    return Weights(np.array(feature), np.array(border), np.array(points), data["base"])
