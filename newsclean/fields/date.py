"""The date and the last update: which of the days that a page prints are the article's.

Each day on a short line is judged by its label, by how much else its line says, and by where it stands: under the
title, just over the body, in a list of other dated lines. Captions, sentences, spans of days, events, copyright lines
and print editions are out, whatever else speaks for them. The day with most evidence is taken if it has enough; a day
labelled as an update is never the date. Three numbers are read in the order that a weekday beside them, the page's
other days, the address or the language gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from typing import Literal

import regex

from newsclean.address import host_of, path_of
from newsclean.dates import Dated, Words, dated_in, load_words, may_have_day
from newsclean.lexicon.calendar import read_calendar
from newsclean.page import Candidate, Line, Page
from newsclean.script import ends_sentence, word_count

MAX_LINE_CHARS = 400
MAX_SENTENCE_CHARS = 150
"""A longer line, and a sentence longer than the second, is a paragraph; its days are not the article's."""
MAX_CANDIDATES = 40
"""So many days at most are looked at, from the top of the page."""
RULED_OUT = -99.0
ENOUGH = 0.0
"""A day with less evidence is not taken."""
FULL_STOP_RE = regex.compile(r"[.。।]\s*$")
URL_DAY_RE = regex.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)|(\d\d)(\d\d)(?!\d))", regex.ASCII
)

POINTS: Mapping[str, float] = {
    "address": 2.0,
    "start": 0.2,
    "after the body": -0.2,
    "again": 2.9,
    "beside <= 0": 0.2, "beside <= 3": -0.1, "beside <= 8": -0.2, "beside more": 0.1,
    "claimed": 0.5,
    "first": 1.5,
    "first of line": 0.9,
    "header": 1.0,
    "label": 2.5,
    "later of line": -1.1,
    "loose label": -0.2,
    "near <= 0": 0.5, "near <= 2": -0.9, "near more": -0.7,
    "over <= -7": 0.1, "over <= -2": 1.7, "over <= 0": -0.2, "over <= 2": 0.2, "over <= 6": -0.2,
    "over <= 15": -0.7, "over more": -1.0,
    "related": -1.0,
    "rest <= 8": -0.2, "rest more": 0.2,
    "timed": 1.0,
    "under <= -5": -1.2, "under <= -2": -0.3, "under <= -1": 1.0, "under <= 0": 0.4, "under <= 2": 1.8,
    "under <= 6": 0.7, "under <= 15": -0.6, "under more": -1.2, "under none": -0.6,
    "weekday alone": -0.6,
}  # fmt: skip
"""Logits of a logistic regression over the days on four in five of the corpus's publishers, rounded (labels, mostly
English there, and addresses, not known there, by hand). Numbers after
"over" and "under" are lines: before the body's first, after the title."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A day on a line of the page.

    label: its own, or that of the line above if that is a label alone.
    rest: how many words its line has beside days and byline.
    taken_by: the step that had the line before, or "".
    """

    line: Line
    dated: Dated
    day: Date
    label: str
    firm: bool
    rest: float
    taken_by: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the date is expected: under the title (a line's index, or None), over the body, lines first to last."""

    title: int | None
    first: int
    last: int


def date(page: Page) -> Iterator[Candidate]:
    r"""Find the day of first publication and the day of the last update.

    >>> body = "In the night, heavy rain fell on the hills above the town, and the river rose by two metres."
    >>> text = f"Flood\n\nBy Ann Lee\n\nPublished 5 May 2021, updated 6 May 2021\n\n{body}"
    >>> [(c.field, str(c.value)) for c in date(Page.from_text(text, language="en")) if c.taken]
    [('date', '2021-05-05'), ('updated', '2021-05-06')]
    >>> text = "Flut\n\nAm 5. Mai 2021 fiel in der Stadt Regen, und viele Keller liefen voll.\n\n© 2021"
    >>> [c for c in date(Page.from_text(text, language="de")) if c.taken]
    []
    """
    seen = days_of(page)
    printed = url_day(page.url)
    if not seen and printed is None:
        return
    anchors = find_anchors(page)
    scored = [judge(s, seen, anchors, page.today, printed) for s in seen]
    chosen = best_of([entry for entry in scored if entry[1].label != "updated"], anchors)
    newest = best_update([entry for entry in scored if entry[1].label == "updated"], chosen)
    parts = standing(page, {s.line.index for s in seen})
    for _, s, barred, found in scored:
        field: Literal["date", "updated"] = "updated" if s.label == "updated" else "date"
        taken = s is chosen or s is newest
        line, span = place_of(parts[s.line.index], s)
        yield Candidate(field, s.day, line, explain(barred, found, taken), taken, span)
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


def best_of(dates: Sequence[Scored], anchors: Anchors) -> Seen | None:
    """The day with most evidence, one not below the body if there is any, and only with enough of it."""
    able = [entry for entry in dates if entry[0] >= ENOUGH]
    above = [entry for entry in able if entry[1].line.index <= anchors.last]
    return max(above or able, key=lambda entry: entry[0])[1] if able else None


def judge(seen: Seen, others: Sequence[Seen], anchors: Anchors, today: Date | None, printed: Date | None) -> Scored:
    """A day with its points, what rules it out, and the evidence."""
    barred = bar(seen, anchors, today)
    found = [] if barred else evidence(seen, others, anchors, printed)
    return (RULED_OUT if barred else score(found), seen, barred, found)


def score(found: Iterable[str]) -> float:
    """The points of all evidence."""
    return POINTS["start"] + sum(POINTS.get(name, 0.0) for name in found)


def explain(barred: str, found: Sequence[str], taken: bool) -> str:
    """The reason in words."""
    if barred:
        return barred
    words = [WORDS[name] for name in found if name in WORDS]
    if not taken:
        words.append("another day has more evidence, or this one too little")
    return ", ".join(words) or "a day where the date is expected"


WORDS: Mapping[str, str] = {
    "address": "the address has the same day",
    "label": "labelled",
    "loose label": "a label in other words",
    "timed": "with a time",
    "weekday alone": "a weekday and no time",
    "beside <= 0": "alone in its part of the line",
    "first": "the first day there",
    "again": "the page has the day again",
    "claimed": "beside the title or byline",
    "related": "among other stories or comments",
    "later of line": "after another day on its line",
    "near more": "among other dated lines",
    "header": "in the page's header",
    "under <= -5": "over the title",
    "under <= -2": "over the title",
    "under <= -1": "right over the title",
    "under <= 0": "on the title's line",
    "under <= 2": "right under the title",
    "under <= 6": "under the title",
    "over <= 6": "over the body",
    "over <= 2": "just over the body",
    "over <= -2": "inside the body",
    "over <= -7": "far inside or after the body",
    "after the body": "after the body",
}
"""What each piece of evidence is called in a candidate's reason."""


def place_of(parts: Sequence[Line], seen: Seen) -> tuple[Line, tuple[int, int]]:
    """The standing part of the line that a day takes, and the span of it; the whole line where no part stands."""
    start, end = seen.dated.span
    for part in parts:
        if part.start <= start and end - part.start <= len(part.text):
            return part, (start - part.start, end - part.start)
    return seen.line, (start, end)


def days_of(page: Page) -> list[Seen]:
    """The days on the page's short lines, those near the top first."""
    words = load_words(page.language)
    found: list[tuple[Line, Dated, str, bool]] = []
    above: Line | None = None
    for line in page.source:
        if len(found) >= MAX_CANDIDATES:
            break
        if is_short(line.text) and (page.today is not None or may_have_day(line.text)):
            for n, dated in enumerate(dated_in(line.text, words, page.today)):
                label, firm = dated.label, dated.firm
                if n == 0 and not label and above is not None and dated.beside == 0:
                    label = words.label_of(above.text)
                    firm = label != ""
                found.append((line, dated, label, firm))
        above = line
    if not found:
        return []
    order = order_of([dated for _, dated, _, _ in found], words, page.url)
    known = {d.readings[0][1] for _, d, _, _ in found if len(d.readings) == 1} | {url_day(page.url)}
    taken_by, names = claims(page)
    seen = []
    for line, dated, label, firm in found:
        day = resolve(dated, known, order, page.today)
        if day is not None:
            rest = max(0.0, dated.rest - names.get(line.index, 0))
            seen.append(Seen(line, dated, day, label, firm, rest, taken_by.get(line.index, "")))
    return seen


def is_short(text: str) -> bool:
    """Whether a line is no paragraph: what ends as a sentence must be shorter than what does not."""
    return len(text) <= MAX_SENTENCE_CHARS or (len(text) <= MAX_LINE_CHARS and not ends_sentence(text))


def claims(page: Page) -> tuple[dict[int, str], dict[int, int]]:
    """By a line's index: which step or field had it first, and how many of its words are the byline."""
    taken_by: dict[int, str] = {}
    names: dict[int, int] = {}
    for mark in page.marks:
        taken_by.setdefault(mark.line.index, mark.by if mark.role == "removed" else mark.role)
        if mark.role == "byline":
            names[mark.line.index] = names.get(mark.line.index, 0) + word_count(mark.line.text)
    return taken_by, names


def order_of(found: Sequence[Dated], words: Words, url: str | None) -> str:
    """The order of three numbers: of the page's clear ones, or of the host's country, or of the language.

    >>> order_of([], load_words("en"), "https://www.example.co.uk/news"), order_of([], load_words("en"), None)
    ('dmy', 'mdy')
    >>> order_of([], load_words("ko"), None)
    ''
    """
    clear = Counter(d.readings[0][0] for d in found if len(d.readings) == 1 and d.readings[0][0])
    if clear:
        return clear.most_common(1)[0][0]
    country = host_of(url).rpartition(".")[2] if url else ""
    if words.language in (None, "en") and country:
        for entry in read_calendar("en")["countries"]:
            order, *countries = entry.split(" ")
            if country in countries:
                return order
    if words.order != "ymd":
        return words.order
    return "dmy" if words.language in ("sv", "hu", "lt", "fa") else ""


def resolve(dated: Dated, known: Iterable[Date | None], order: str, today: Date | None) -> Date | None:
    """The one reading that the weekday, the page's other days, or the order leaves; else None."""
    readings = [(o, d) for o, d in dated.readings if today is None or d <= today + timedelta(days=1)] or dated.readings
    if len(readings) == 1:
        return readings[0][1]
    for fits in (
        [d for _, d in readings if d.isoweekday() == dated.weekday],
        [d for _, d in readings if d in known],
        [d for o, d in readings if o == order],
    ):
        if len(fits) == 1:
            return fits[0]
    return None


def url_day(url: str | None) -> Date | None:
    """The day in an address, or None.

    >>> url_day("https://example.org/2021/05/05/flood"), url_day("https://example.org/a-20210231")
    (datetime.date(2021, 5, 5), None)
    """
    for m in URL_DAY_RE.finditer(path_of(url) if url else ""):
        year, month, day = (int(part) for part in m.groups() if part is not None)
        try:
            return Date(year, month, day)
        except ValueError:
            continue
    return None


def find_anchors(page: Page) -> Anchors:
    """The title's line, and the run of lines with most prose."""
    title = page.found("title")
    first, last = prose_run(page.source)
    return Anchors(title.line.index if title is not None and title.line is not None else None, first, last)


def prose_run(lines: Sequence[Line]) -> tuple[int, int]:
    """The first and the last line of the run that has most prose and least else (Kadane's maximum sub-array)."""
    best, run, start, found = 0.0, 0.0, 0, (len(lines), len(lines))
    for n, line in enumerate(lines):
        if run <= 0:
            run, start = 0.0, n
        run += prose(line.text)
        if run > best:
            best, found = run, (start, n)
    return found


def prose(text: str) -> float:
    """How much a line speaks for a run of prose."""
    if len(text) < (50 if text.isascii() else 24):
        return -6.0
    words = word_count(text)
    if words >= 12 and ends_sentence(text):
        return min(words, 80) - 10.0
    return min(words, 40) - 20.0 if words >= 20 else -6.0


def bar(seen: Seen, anchors: Anchors, today: Date | None) -> str:
    """Why a day cannot be the article's, whatever speaks for it; "" where nothing is against it."""
    dated = seen.dated
    if today is not None and seen.day > today + timedelta(days=1):
        return "after the day of scraping"
    if dated.period:
        return "one end of a span of days"
    if seen.label == "other":
        return "its label means another kind of date"
    if "©" in seen.line.text[: dated.core[0]]:
        return "in a copyright line"
    if seen.taken_by == "captions":
        return "in a caption"
    if seen.taken_by in ("related", "comments") and not near_top(seen.line.index, anchors):
        return f"its line was removed as {seen.taken_by}"
    if not seen.firm and in_sentence(seen):
        return "inside a sentence"
    if not seen.firm and seen.rest > 3 and seen.line.index > anchors.last:
        return "beside other words, after the body"
    return ""


def near_top(at: int, anchors: Anchors) -> bool:
    """Whether a line stands right under the title, or not far inside the body."""
    return at <= anchors.first + 2 or (anchors.title is not None and 0 <= at - anchors.title <= 6)


def in_sentence(seen: Seen) -> bool:
    """Whether a day without a label of its own is part of what its line says."""
    beside, text = min(seen.dated.beside, seen.rest), seen.line.text
    if FULL_STOP_RE.match(text, pos=seen.dated.core[1]):
        return beside >= 2 or seen.rest > 6
    if ends_sentence(text):
        return seen.rest > 12 or (seen.rest > 6 and beside > 2)
    return beside > (12 if seen.dated.timed else 4)


def evidence(seen: Seen, others: Sequence[Seen], anchors: Anchors, printed: Date | None) -> list[str]:
    """The names of all evidence for and against a day."""
    dated, at = seen.dated, seen.line.index
    found = [
        bucket("beside", min(dated.beside, seen.rest), (0, 3, 8)),
        bucket("rest", seen.rest, (0, 3, 8)),
        bucket("over", anchors.first - at, (-7, -2, 0, 2, 6, 15)),
    ]
    found.append(
        "under none" if anchors.title is None else bucket("under", at - anchors.title, (-5, -2, -1, 0, 2, 6, 15))
    )
    if seen.label:
        found.append("label" if seen.firm else "loose label")
    if dated.timed:
        found.append("timed")
    elif dated.weekday:
        found.append("weekday alone")
    if at > anchors.last:
        found.append("after the body")
    if seen.taken_by:
        found.append("removed" if seen.taken_by not in ("title", "byline") else "claimed")
    if seen.taken_by in ("related", "comments"):
        found.append("related")
    same = [o.line.index for o in others if o.line.index != at and o.day == seen.day]
    if same and min(at - 3, *same) < anchors.first:
        found.append("again")
    header = at < (anchors.title if anchors.title is not None else anchors.first - 12) - 4
    if header:
        found.append("header")
    else:
        near = sum(o.line.index != at and abs(o.line.index - at) <= 8 for o in others)
        found.append(bucket("near", near, (0, 2)))
    if not header and not any(
        o.line.index < at
        and (anchors.title is None or o.line.index > anchors.title - 4)
        and o.label != "updated"
        and o.rest <= 8
        for o in others
    ):
        found.append("first")
    same_line = [o for o in others if o.line.index == at]
    if len(same_line) > 1:
        found.append("first of line" if same_line[0] is seen else "later of line")
    if seen.line.link_share > 0.5:
        found.append("link")
    if printed is not None and abs((printed - seen.day).days) <= 1:
        found.append("address")
    return found


def bucket(name: str, value: float, edges: Sequence[float]) -> str:
    """The name of a value's range: "near <= 2", or "near more".

    >>> bucket("near", 1, (0, 2)), bucket("near", 3, (0, 2))
    ('near <= 2', 'near more')
    """
    return next((f"{name} <= {edge}" for edge in edges if value <= edge), f"{name} more")


Scored = tuple[float, Seen, str, list[str]]


def best_update(updates: Sequence[Scored], chosen: Seen | None) -> Seen | None:
    """The update with most evidence, if it has enough and is not before the date."""
    able = [e for e in updates if e[0] >= ENOUGH and (chosen is None or e[1].day >= chosen.day)]
    return max(able, key=lambda e: e[0])[1] if able else None
