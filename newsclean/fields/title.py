"""The title: the headline over the body, told from menus, kickers, standfirsts, captions and other stories' headlines.

A small learned ranker (boosted trees) weighs the evidence of `title_features` for every line that could be the
headline, and for there being none: a page that prints no headline has no title. The site's name at a headline's end
stays out, and so does a date beside it. Of a headline printed twice over the body, the last is taken: its neighbours
are the article.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from newsclean.fields.title_evidence import Headline, Sheet, headlines, measure
from newsclean.fields.title_features import MARKS, NAMES, evidence
from newsclean.page import Candidate, Page

if TYPE_CHECKING:
    from newsclean.scorer.trees import Trees

WEIGHTS_FILE = "title_weights.json"
THRESHOLD = -100
"""A headline is given where it has at least so many points; 0 is where having none is as likely, 100 a factor of e. A
page with a body mostly has a headline, so it may be a little less likely than none."""
MAX_REJECTED = 3
MIN_SHARED = 50
"""From this share of a line's words, in percent, the reason says that the body has them."""
MAX_DATED_LINES = 3
"""A date or byline within so many lines under the headline is named as a reason."""
_AT = {name: i for i, name in enumerate(NAMES)}


def title(page: Page) -> Iterator[Candidate]:
    r"""Find the headline: yield the line taken and the best of those rejected, each with what speaks for it.

    >>> from newsclean import read_page
    >>> text = "Politik\n\nFlut in der Altstadt | Blatt\n\nIn der Altstadt lief nachts das Wasser in alle Keller."
    >>> page = read_page(text, language="de")
    >>> [(c.value, c.taken) for c in title(page)][:1]
    [('Flut in der Altstadt', True)]
    >>> list(title(read_page("Hello", language="en")))
    []
    """
    sheet = measure(page)
    if not sheet:
        return
    pool, rows = evidence(page, sheet, headlines(page, sheet))
    if not pool:
        return
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
    said = ["stands over the body" if row[_AT["before_start"]] > 0 else "stands at the body's start"]
    if row[_AT["mark"]] == MARKS["heading"]:
        said.append("is marked as a heading")
    if row[_AT["same_above"]] or row[_AT["mentions"]]:
        said.append("is printed more than once")
    if row[_AT["body_share"]] >= MIN_SHARED:
        said.append("shares words with the body")
    if row[_AT["dated_down"]] <= MAX_DATED_LINES:
        said.append("has a date or byline under it")
    return ", ".join(said)


def score(rows: Sequence[Sequence[int]], trees: Trees | None = None) -> list[int]:
    """The points of candidates, in hundredths of log odds against the page having no headline."""
    import numpy as np

    points: list[int] = (trees or load_trees()).score(np.array(rows, np.float32).T).tolist()
    return points


@cache
def load_trees() -> Trees:
    """The trees that come with newsclean; read once."""
    return read_trees(json.loads((resources.files("newsclean.fields") / WEIGHTS_FILE).read_text("utf-8")))


def read_trees(data: dict[str, Any]) -> Trees:
    """Trees from their file's JSON: `base`, and of each tree the questions ([feature, border]) and the leaves' points.

    Raises KeyError where the file asks for a feature that this version does not have.
    """
    import numpy as np

    from newsclean.scorer.trees import Trees

    feature = np.array([[_AT[name] for name, _ in questions] for questions, _ in data["trees"]], np.uint16)
    border = np.array([[border for _, border in questions] for questions, _ in data["trees"]], np.float32)
    return Trees(feature, border, np.array([leaves for _, leaves in data["trees"]], np.int16), data["base"])
