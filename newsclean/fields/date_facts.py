"""What speaks for and against a day as the article's: named facts, which the ranker weighs.

Some days are never the article's: in a caption, a sentence, a span of days, a copyright line, under the label of an
event, under the body where an update stands over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

import regex

from newsclean.dates import Dated, dated_in, load_words, may_have_day, settle, url_day
from newsclean.fields.rank import Facts
from newsclean.findings import findings
from newsclean.frame import frame_of, headline_of
from newsclean.page import Line, Page
from newsclean.script import ends_sentence, word_count

MAX_LINE_CHARS, MAX_SENTENCE_CHARS = 400, 150
"""A longer line, and a sentence longer than the second, is a paragraph; its days are not the article's."""
MAX_CANDIDATES = 40
"""More days are not looked at, from the top of the page."""
NEAR, FAR = 8, 30
"""Other days within the first distance, in lines, make a list; a greater distance than the second is counted as it."""
HEADER_LINES = 4
"""What stands farther over the headline is the page's header; twice as far over the body where no headline is known."""
MANY_WORDS = 8
"""A line with more words beside its days is no date line."""
MAX_WORDS_BESIDE, MAX_WORDS_BESIDE_TIME = 6, 12
"""With more words beside it, a day is part of what they say."""
FULL_STOP_RE = regex.compile(r"[.。।]\s*$")
FACTS = {
    "labelled": "the label of a publication", "a label in other words": "a label that more words stand before",
    "with a time": "a time", "with a weekday": "a weekday", "words beside it": "words in its clause",
    "words in the line": "words that belong to no day", "a sentence": "the line ends as one",
    "days in the line": "how many", "place in the line": "how many days stand before it there",
    "beside a field": "the line has the headline or byline", "found": "1 a filter finds something, 2 other stories",
    "over the headline": "how many lines", "under the headline": "how many lines", "no headline": "none is known",
    "under a printing": "lines under the nearest other printing of the headline",
    "over the body": "how many lines over the body's start", "inside the body": "lines under its start",
    "after the body": "how many lines", "in the header": "far over the article",
    "near days": "other days within some lines", "days": "other days of the page",
    "the day again": "the page has it elsewhere", "nearest": "no other day is nearer to the article's start",
    "first": "no other day over the body is earlier", "labelled days": "other days with a label over the body",
    "updates": "updates over the body", "in the address": "1 that day, 2 another one",
}  # fmt: skip
"""What is known of each day, and what it means."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A day on a line of the page.

    label: its own, or that of the line above if that is a label alone. firm: whether
    the label stands for itself. rest: how many words its line has beside days, byline and headline.
    taken_by: what a filter takes the line for, or the field that has it, or "".
    """

    line: Line
    dated: Dated
    day: Date
    label: str
    firm: bool
    rest: float
    taken_by: str

    @property
    def at(self) -> int:
        """The line's place on the page."""
        return self.line.index

    @property
    def beside(self) -> float:
        """How many words stand beside it in its clause."""
        return min(self.dated.beside, self.rest)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the article is on the page as it came, menus and labels counted: by `Line.index`.

    title: the headline's line, or None. printings: the other lines that have its words.
    start, end: the body's lines, `end` not included. address: the day in the page's address.
    """

    title: int | None
    printings: tuple[int, ...]
    start: int
    end: int
    address: Date | None

    def is_header(self, at: int) -> bool:
        """Whether a line stands far over the article."""
        return at < (self.title if self.title is not None else self.start - HEADER_LINES) - HEADER_LINES


def places_of(page: Page) -> Places:
    """Where the article is on a page."""
    frame, head = frame_of(page), headline_of(page)
    indexes = [*(line.index for line in frame.lines), len(page.source)]
    title = indexes[head.at] if head.at is not None else None
    again = tuple(indexes[n] for n in head.printings if n != head.at)
    end = indexes[frame.end - 1] + 1 if frame.end else 0
    return Places(title, again, indexes[frame.start], end, url_day(page.url))


def days_of(page: Page) -> list[Seen]:
    """The days on the page's short lines, those near the top first."""
    words = load_words(page.language)
    found: list[tuple[Line, Dated, str]] = []
    above: Line | None = None
    for line in page.source:
        if (page.today is not None or may_have_day(line.text)) and is_short(line.text):
            if len(found) >= MAX_CANDIDATES:
                break
            for n, dated in enumerate(dated_in(line.text, words, page.today)):
                over = n == 0 and not dated.label and above is not None and dated.beside == 0
                found.append((line, dated, words.label_of(above.text) if over and above is not None else ""))
        above = line
    days = settle([dated for _, dated, _ in found], words, page.url, page.today)
    taken_by, claimed = claims(page) if found else ({}, {})
    return [
        Seen(
            line,
            dated,
            day,
            dated.label or over,
            dated.firm or over != "",
            max(0.0, dated.rest - claimed.get(line.index, 0)),
            taken_by.get(line.index, ""),
        )
        for (line, dated, over), day in zip(found, days, strict=True)
        if day is not None
    ]


def is_short(text: str) -> bool:
    """Whether a line is no paragraph: what ends as a sentence must be shorter than what does not."""
    return len(text) <= MAX_SENTENCE_CHARS or (len(text) <= MAX_LINE_CHARS and not ends_sentence(text))


def claims(page: Page) -> tuple[dict[int, str], dict[int, int]]:
    """By a line's index: which step or field had it first, and how many of its words are byline or title."""
    taken_by: dict[int, str] = {i: found.removal.kind for i, found in findings(page).items()}
    claimed: dict[int, int] = {}
    for mark in page.marks:
        index = mark.line.index
        taken_by.setdefault(index, mark.role)
        if mark.role in ("byline", "title"):
            claimed[index] = claimed.get(index, 0) + word_count(mark.line.text)
    return taken_by, claimed


def bar(seen: Seen, others: Sequence[Seen], places: Places, today: Date | None) -> str:
    r"""Why a day cannot be the article's, whatever speaks for it; "" where nothing is against it.

    >>> from newsclean import read_page
    >>> page = read_page("© 5 May 2021\n\nAnn Lee, 5 May 2021\n\n5-6 May 2021", language="en")
    >>> days = days_of(page)
    >>> [bar(day, days, places_of(page), None) for day in days]
    ['in a copyright line', '', 'one end of a span of days']
    """
    if today is not None and seen.day > today + timedelta(days=1):
        return "after the day of scraping"
    if seen.dated.period:
        return "one end of a span of days"
    if seen.label == "other":
        return "its label means another kind of date"
    if "©" in seen.line.text[: seen.dated.core[0]]:
        return "in a copyright line"
    if seen.taken_by == "caption":
        return "in a caption"
    if not seen.firm and in_sentence(seen):
        return "inside a sentence"
    far = seen.at > places.start + NEAR or seen.at >= places.end
    if seen.label != "updated" and far and updates_over(others, places):
        return "far from the day of the update"
    if places.is_header(seen.at) and not (seen.label or seen.dated.timed or again_near(seen, others, places)):
        return "a bare day in the page's header"
    if not seen.label and any(is_publication(o, seen, places) for o in others):
        return "a day beside it has the label of the publication"
    return ""


def again_near(seen: Seen, others: Sequence[Seen], places: Places) -> bool:
    """Whether the headline is printed right over a day, or the day again outside the page's header."""
    printed = any(0 <= seen.at - n <= 2 for n in places.printings)
    return printed or any(o.day == seen.day and not places.is_header(o.at) for o in others)


def is_publication(other: Seen, seen: Seen, places: Places) -> bool:
    """Whether another day near a bare one over the body is the labelled one of an earlier publication."""
    labelled = other.label == "published" and other.firm and other.day < seen.day
    return labelled and abs(other.at - seen.at) <= HEADER_LINES and max(other.at, seen.at) <= places.start


def updates_over(days: Sequence[Seen], places: Places) -> int:
    """How many updates stand over the body."""
    return sum(o.label == "updated" and o.at < places.start for o in days)


def in_sentence(seen: Seen) -> bool:
    """Whether a day without a label of its own is part of what its line says."""
    text = seen.line.text
    if FULL_STOP_RE.match(text, pos=seen.dated.core[1]):
        return seen.beside >= 2 or seen.rest > MAX_WORDS_BESIDE
    if ends_sentence(text):
        return seen.rest > MAX_WORDS_BESIDE_TIME or (seen.rest > MAX_WORDS_BESIDE and seen.beside > 2)
    return seen.beside > (MAX_WORDS_BESIDE_TIME if seen.dated.timed else MAX_WORDS_BESIDE)


def facts_of(seen: Seen, days: Sequence[Seen], places: Places) -> Facts:
    """All facts on a day."""
    same_line = [o for o in days if o.line is seen.line]
    return {
        "labelled": int(seen.label != "" and seen.firm),
        "a label in other words": int(seen.label != "" and not seen.firm), "with a time": int(seen.dated.timed),
        "with a weekday": int(seen.dated.weekday is not None),
        "words beside it": min(MAX_WORDS_BESIDE_TIME, seen.beside), "words in the line": min(FAR, seen.rest),
        "a sentence": int(ends_sentence(seen.line.text)), "days in the line": len(same_line),
        "place in the line": same_line.index(seen), "beside a field": int(seen.taken_by in ("title", "byline")),
        "found": 0 if seen.taken_by in ("", "title", "byline") else 2 if seen.taken_by in ("related", "comment") else 1,
        **place(seen, places), **among(seen, [o for o in days if o is not seen], places),
        "in the address": 0 if places.address is None else 1 if abs((places.address - seen.day).days) <= 1 else 2,
    }  # fmt: skip


def place(seen: Seen, places: Places) -> Facts:
    """Where on the page it stands."""
    at, title = seen.at, places.title
    again = [at - n for n in places.printings if 0 <= at - n <= NEAR]
    return {
        "over the headline": max(0, min(FAR, title - at)) if title is not None else 0,
        "under the headline": max(0, min(FAR, at - title)) if title is not None else 0,
        "no headline": int(title is None), "under a printing": min(again, default=NEAR + 1),
        "over the body": max(0, min(FAR, places.start - at)), "inside the body": max(0, min(FAR, at - places.start)),
        "after the body": max(0, min(FAR, at - places.end + 1)), "in the header": int(places.is_header(at)),
    }  # fmt: skip


def among(seen: Seen, others: Sequence[Seen], places: Places) -> Facts:
    """How it stands to the page's other days."""
    at = seen.at
    elsewhere = [o for o in others if o.line is not seen.line]
    again = [o for o in elsewhere if o.day == seen.day]
    dates = [o for o in elsewhere if o.day != seen.day and o.label != "updated"]
    over = [o for o in others if o.at <= places.start and o.label != "updated" and not places.is_header(o.at)]
    top, low = sorted((at, places.title if places.title is not None else places.start))
    return {
        "near days": min(NEAR, sum(abs(o.at - at) <= NEAR for o in dates)), "days": min(NEAR, len(dates)),
        "the day again": int(bool(again)),
        "nearest": int(not any(top <= o.at <= low and o.rest <= MANY_WORDS for o in dates)),
        "first": int(all(seen.day <= o.day for o in over)),
        "labelled days": min(3, sum(o.label == "published" and o.firm for o in over)),
        "updates": min(2, updates_over(others, places)),
    }  # fmt: skip
