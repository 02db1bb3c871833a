"""The days that a page prints on its short lines, and what speaks for and against each of them.

Some days are never the article's: in a caption, a sentence, a span of days, a copyright line, under the label of an
event. Of the others, each piece of evidence has a name in words, which the weights in `date_weights.json` give points
and the ledger shows as the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

import regex

from newsclean.dates import Dated, dated_in, load_words, may_have_day, settle, url_day
from newsclean.findings import findings
from newsclean.page import Line, Page
from newsclean.script import ends_sentence, word_count

MAX_LINE_CHARS = 400
MAX_SENTENCE_CHARS = 150
"""A longer line, and a sentence longer than the second, is a paragraph; its days are not the article's."""
MAX_CANDIDATES = 40
"""So many days at most are looked at, from the top of the page."""
MIN_TITLE_CHARS = 12
"""A shorter headline may be the word of a menu; where it is printed again says nothing."""
NEAR_LINES = 8
"""Other days within so many lines make a list; so far into the body, and twice so far under the headline, is far."""
HEADER_LINES = 4
"""What stands farther over the headline is the page's header; twice as far over the body where no headline is known."""
MANY_WORDS = 8
"""A line with more words beside its days is no date line."""
MAX_WORDS_BESIDE, MAX_WORDS_BESIDE_TIME = 6, 12
"""With more words beside it, a day is part of what they say."""
MIN_PROSE_CHARS = 24
"""A shorter line is no prose in any script, nor one of less than twice that in ASCII."""
NO_PROSE = -6.0
"""What any line that is no prose costs a run of it, in words."""
FULL_STOP_RE = regex.compile(r"[.。।]\s*$")


@dataclass(frozen=True, slots=True)
class Seen:
    """A day on a line of the page.

    label: its own, or that of the line above if that is a label alone. firm: whether the label stands for itself.
    rest: how many words its line has beside days, byline and headline.
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
class Setting:
    """Where on the page the article is.

    title: the line of the headline, or None. printings: all lines that have the headline's words.
    first, last: the run of lines with most prose.
    printed: the day in the page's address.
    """

    title: int | None
    printings: tuple[int, ...]
    first: int
    last: int
    printed: Date | None
    today: Date | None


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


def setting_of(page: Page) -> Setting:
    """Where the headline and the body are."""
    title = page.found("title")
    at = title.line.index if title is not None and title.line is not None else None
    text = title.value if title is not None and len(title.value) >= MIN_TITLE_CHARS else None
    printings = tuple([line.index for line in page.source if text in line.text]) if text is not None else ()
    first, last = prose_run(page.source)
    return Setting(at, printings, first, last, url_day(page.url), page.today)


def prose_run(lines: Sequence[Line]) -> tuple[int, int]:
    """The first and the last line of the run that has most prose and least else (Kadane's maximum sub-array)."""
    best, run, start, found = 0.0, 0.0, 0, (len(lines), len(lines))
    for n, line in enumerate(lines):
        if run <= 0:
            run, start = 0.0, n
        run += prose(line.text) if len(line.text) >= MIN_PROSE_CHARS else NO_PROSE
        if run > best:
            best, found = run, (start, n)
    return found


def prose(text: str) -> float:
    """How much a line speaks for a run of prose."""
    if len(text) < 2 * MIN_PROSE_CHARS and text.isascii():
        return NO_PROSE
    words = word_count(text)
    if words >= 12 and ends_sentence(text):
        return min(words, 80) - 10.0
    return min(words, 40) - 20.0 if words >= 20 else NO_PROSE


def bar(seen: Seen, others: Sequence[Seen], setting: Setting) -> str:
    r"""Why a day cannot be the article's, whatever speaks for it; "" where nothing is against it.

    >>> from newsclean import read_page
    >>> page = read_page("© 5 May 2021\n\nAnn Lee, 5 May 2021\n\n5-6 May 2021", language="en")
    >>> days = days_of(page)
    >>> [bar(day, days, setting_of(page)) for day in days]
    ['in a copyright line', '', 'one end of a span of days']
    """
    if setting.today is not None and seen.day > setting.today + timedelta(days=1):
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
    far = setting.first + NEAR_LINES
    if not seen.label and seen.at > far and any(o.label == "updated" and o.at < setting.first for o in others):
        return "far from the day of the update"
    return ""


def in_sentence(seen: Seen) -> bool:
    """Whether a day without a label of its own is part of what its line says."""
    text = seen.line.text
    if FULL_STOP_RE.match(text, pos=seen.dated.core[1]):
        return seen.beside >= 2 or seen.rest > 6
    if ends_sentence(text):
        return seen.rest > 12 or (seen.rest > 6 and seen.beside > 2)
    return seen.beside > (MAX_WORDS_BESIDE_TIME if seen.dated.timed else MAX_WORDS_BESIDE)


def evidence(seen: Seen, others: Sequence[Seen], setting: Setting) -> list[str]:
    """The names of all evidence for and against a day."""
    return [*of_line(seen, others), *of_place(seen, setting), *of_others(seen, others, setting)]


def of_line(seen: Seen, others: Sequence[Seen]) -> Iterator[str]:
    r"""What the line says: the label, the time, what else is there.

    >>> from newsclean import read_page
    >>> page = read_page("Published 5 May 2021 | Society\n\nSociety 5 May 2021", language="en")
    >>> days = days_of(page)
    >>> [list(of_line(day, days)) for day in days]
    [['labelled', 'alone in its part of the line'], []]
    """
    if seen.label:
        yield "labelled" if seen.firm else "a label in other words"
    if seen.dated.timed:
        yield "with a time"
    elif seen.dated.weekday:
        yield "a weekday and no time"
    if seen.beside == 0:
        yield "alone in its part of the line"
    same_line = [o for o in others if o.at == seen.at]
    if len(same_line) > 1:
        yield "first of the days on its line" if same_line[0] is seen else "after another day on its line"
    if seen.taken_by in ("title", "byline"):
        yield "beside the headline or byline"
    elif seen.taken_by in ("related", "comment"):
        yield "among other stories or comments"


def of_place(seen: Seen, setting: Setting) -> Iterator[str]:
    """Where on the page it stands."""
    at, title = seen.at, setting.title
    if title is not None and at < title - HEADER_LINES:
        yield "far over the headline"
    elif title is not None and at == title - 1:
        yield "right over the headline"
    elif title is not None and title <= at <= title + 2:
        yield "right under the headline"
    elif title is not None and at >= title + 2 * NEAR_LINES:
        yield "far under the headline"
    under = any(0 <= at - n <= 2 for n in setting.printings if n != title)
    if under:
        yield "under another printing of the headline"
    if is_header(at, setting) and not (seen.label or seen.dated.timed or under):
        yield "a bare day in the page's header"
    if at > setting.last:
        yield "after the body"
    elif at > setting.first + NEAR_LINES:
        yield "far inside the body"
    elif at >= setting.first:
        yield "inside the body"
    elif at >= setting.first - 2:
        yield "just over the body"
    elif at >= setting.first - 2 * NEAR_LINES:
        yield "over the body"


def is_header(at: int, setting: Setting) -> bool:
    """Whether a line stands far over the article."""
    return at < (setting.title if setting.title is not None else setting.first - HEADER_LINES) - HEADER_LINES


def of_others(seen: Seen, others: Sequence[Seen], setting: Setting) -> Iterator[str]:
    """What the page's other days and its address say."""
    at, header = seen.at, is_header(seen.at, setting)
    again = [o.at for o in others if o.at != at and o.day == seen.day and not (header and is_header(o.at, setting))]
    if again and min(at - 3, *again) < setting.first:
        yield "the page has the day again"
    dates = [o for o in others if o.at != at and o.day != seen.day and o.label != "updated"]
    if not header:
        near = sum(abs(o.at - at) <= NEAR_LINES for o in dates)
        if near:
            yield "another dated line near" if near <= 2 else "among other dated lines"
        if not dates:
            yield "the page's only day"
        top, low = sorted((at, setting.title if setting.title is not None else setting.first))
        if at <= setting.first + 2 and not any(top <= o.at <= low and o.rest <= MANY_WORDS for o in dates):
            yield "the nearest day to the article's start"
    if setting.printed is not None and abs((setting.printed - seen.day).days) <= 1:
        yield "the address has the same day"
