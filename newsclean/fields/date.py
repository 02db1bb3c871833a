"""The date and the last update: which of the days that a page prints are the article's.

Each day on a short line that nothing rules out is judged by its label, by how much else its line says, and by where it
stands: under the title, just over the body, in a list of other dated lines. `date_evidence` names what speaks for and
against it; the points of each name are learned. The day with most points is taken if they are enough; a day labelled as
an update is never the date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources

from newsclean.dates import url_day
from newsclean.fields.date_evidence import Seen, Setting, bar, days_of, evidence, setting_of
from newsclean.page import Candidate, Line, Page

WEIGHTS_FILE = "date_weights.json"
START = "start"
"""The points that every day starts with."""
THRESHOLD = 50
"""The day with most points is given where it has so many; at 0, no date is as likely, and 100 are a factor of e."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A day, what rules it out (or ""), the evidence, and its points."""

    seen: Seen
    barred: str
    found: tuple[str, ...]
    points: int


def date(page: Page) -> Iterator[Candidate]:
    r"""Find the day of first publication and the day of the last update.

    >>> from newsclean import read_page
    >>> body = "In the night, heavy rain fell on the hills above the town, and the river rose by two metres."
    >>> text = f"Flood\n\nBy Ann Lee\n\nPublished 5 May 2021, updated 6 May 2021\n\n{body}"
    >>> [(c.field, str(c.value)) for c in date(read_page(text, language="en")) if c.taken]
    [('date', '2021-05-05'), ('updated', '2021-05-06')]
    >>> text = "Flut\n\nAm 5. Mai 2021 fiel in der Stadt Regen, und viele Keller liefen voll.\n\n© 2021"
    >>> [c for c in date(read_page(text, language="de")) if c.taken]
    []
    """
    seen = days_of(page)
    setting = setting_of(page) if seen else None
    judged = [judge(s, seen, setting) for s in seen] if setting else []
    chosen = best([j for j in judged if j.seen.label != "updated"])
    updates = [j for j in judged if j.seen.label == "updated"]
    newest = best([j for j in updates if chosen is None or j.seen.day >= chosen.seen.day])
    parts = standing(page, {s.at for s in seen})
    for j in judged:
        taken = j is chosen or j is newest
        line, span = place_of(parts[j.seen.at], j.seen)
        yield Candidate(
            "updated" if j.seen.label == "updated" else "date", j.seen.day, line, explain(j, taken), taken, span
        )
    yield from from_address(page, chosen)


def from_address(page: Page, chosen: Judged | None) -> Iterator[Candidate]:
    """The day in the page's address, the date where no line gives one."""
    printed = url_day(page.url)
    if printed is not None:
        taken = chosen is None and (page.today is None or printed <= page.today + timedelta(days=1))
        reason = "the day in the address" if taken else "the day in the address; a line of the page gives the date"
        yield Candidate("date", printed, None, reason, taken)


def judge(seen: Seen, others: Sequence[Seen], setting: Setting) -> Judged:
    """A day with what rules it out, or its evidence and points."""
    barred = bar(seen, others, setting)
    found = () if barred else tuple(evidence(seen, others, setting))
    return Judged(seen, barred, found, score(found, load_weights()))


def score(found: Iterable[str], weights: Mapping[str, int]) -> int:
    """The points of all evidence.

    >>> score(("labelled", "with a time"), {"start": 10, "labelled": 150, "after the body": -60})
    160
    """
    return weights[START] + sum(weights.get(name, 0) for name in found)


@cache
def load_weights() -> Mapping[str, int]:
    """The points of each piece of evidence; read once."""
    found: dict[str, int] = json.loads((resources.files("newsclean.fields") / WEIGHTS_FILE).read_text("utf-8"))
    return found


def best(judged: Sequence[Judged]) -> Judged | None:
    """The day with most points, if nothing rules it out and they are enough."""
    return max((j for j in judged if not j.barred and j.points >= THRESHOLD), key=lambda j: j.points, default=None)


def explain(judged: Judged, taken: bool) -> str:
    """The reason in words."""
    if judged.barred:
        return judged.barred
    words = ", ".join(judged.found)
    return words if taken else f"{words}, but another day has more points, or this one too few"


def standing(page: Page, indexes: Iterable[int]) -> dict[int, list[Line]]:
    """The standing parts of some lines, by index."""
    parts: dict[int, list[Line]] = {index: [] for index in indexes}
    for part in page.lines:
        if part.index in parts:
            parts[part.index].append(part)
    return parts


def place_of(parts: Sequence[Line], seen: Seen) -> tuple[Line, tuple[int, int]]:
    """The standing part of the line that a day takes, and the span of it; the whole line where no part stands."""
    start, end = seen.dated.span
    for part in parts:
        if part.start <= start and end - part.start <= len(part.text):
            return part, (start - part.start, end - part.start)
    return seen.line, (start, end)
