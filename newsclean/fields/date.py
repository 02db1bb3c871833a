"""The date and the last update: which of the days that a page prints are the article's.

Each day on a short line that nothing rules out is judged by the facts of `date_facts`; the ranker tells which to take,
or none. A day labelled as an update is never the date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from newsclean.dates import url_day
from newsclean.fields.date_facts import Seen, bar, days_of, facts_of, places_of
from newsclean.fields.rank import load_ranker
from newsclean.page import Candidate, Line, Page

Judged = tuple[Seen, str, int]
"""A day, why it was not looked at or what counts for it, and its points; none where it is ruled out."""


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
    judged = judge(page)
    chosen = best([j for j in judged if j[0].label != "updated"])
    updates = [j for j in judged if j[0].label == "updated" and (chosen is None or j[0].day >= chosen[0].day)]
    newest = best(updates)
    parts = standing(page, {seen.line.index for seen, _, _ in judged})
    for item in judged:
        seen, why, points = item
        taken = item in (chosen, newest)
        line, span = place_of(parts[seen.line.index], seen)
        more = "" if taken or points < 0 else "; another day has more points, or this one too few"
        yield Candidate("updated" if seen.label == "updated" else "date", seen.day, line, why + more, taken, span)
    yield from from_address(page, chosen)


def judge(page: Page) -> list[Judged]:
    """The days of a page, each with what speaks for it, or rules it out, and its points."""
    days = days_of(page)
    if not days:
        return []
    places, ranker = places_of(page), load_ranker("date")
    barred = [bar(seen, days, places, page.today) for seen in days]
    facts = [facts_of(seen, days, places) for seen in days]
    points, reasons = ranker.points(facts), ranker.reasons(facts)
    return [
        (seen, why or ", ".join(told) or "nothing speaks for it", -1 if why else max(0, n))
        for seen, why, told, n in zip(days, barred, reasons, points, strict=True)
    ]


def best(judged: Sequence[Judged]) -> Judged | None:
    """The day with most points, where nothing rules it out and it has more than none."""
    return max((j for j in judged if j[2] > 0), key=lambda j: j[2], default=None)


def from_address(page: Page, chosen: Judged | None) -> Iterator[Candidate]:
    """The day in the page's address, the date where no line gives one."""
    printed = url_day(page.url)
    if printed is not None:
        taken = chosen is None and (page.today is None or printed <= page.today + timedelta(days=1))
        reason = "the day in the address" if taken else "the day in the address; a line of the page gives the date"
        yield Candidate("date", printed, None, reason, taken)


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
