"""The days that a text prints: numbers with dots, dashes or slashes, month names, 年月日, and other calendars' days.

A day has a year, always. Days that cannot be (31 February, year 1850) are not there, and neither are days of another
calendar that cannot be converted. Three numbers that can be read in two orders keep both readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as Date
from functools import cache
from typing import NamedTuple

import regex

from newsclean.dates.other import from_buddhist, from_other, from_republic, gregorian
from newsclean.dates.words import GLUED_CLOCK, Month, Token, Words
from newsclean.lexicon.calendar import read_calendar

DIGIT_RE = re.compile(r"\d")
"""A digit of any script."""
DAY_NUMBER_RE = re.compile(r"(?<!\d)\d\d?(?!\d)")
"""What may be a day: a number of one or two digits."""
THREE_NUMBERS_RE = regex.compile(
    r"(?<!\d)(?<!\d[./-])(\d{1,4})([\s\u00a0]?[./-][\s\u00a0]?)(\d{1,2})(\2|[-\s])(\d{4}(?![:：]\d)|\d{1,2})"
    rf"(?:(?!\d)(?!\2\d)|(?={GLUED_CLOCK}))"
)
"""Three numbers with the same mark between them, "5.6.2021", perhaps with a clock glued to their end."""
CLOCK_RE = regex.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:[.,]\d+)?)?(?!\d)")
"""A time of day, whose numbers are no days."""
GAP_RE = regex.compile(r"[\s\u00a0\u202f\u200f\u200e.,/()،٫ـº°ª'’‘׳´-]{0,4}")
"""What may stand between a date's parts."""
DASH_SET = frozenset("-–—‒−~～")
"""Dashes, which join the days of a period."""
DASH_NUMBER_RE = regex.compile(r"[-–—‒−~～]\d{1,2}(?!\d|\s?[:：.h時시]\s?\d)")
"""A dash and another day, no time."""
NUMBER_DASH_RE = regex.compile(r"(?<![\d:：.])\d{1,2}\.?\s?[-–—‒−~～]\s?$")
"""Another day and a dash, at the end of a text."""
MAX_JOINTS = 3
"""Joints ("of", "de") between the numbers of a date, at most. By hand."""
REPUBLIC_YEARS = range(90, 190)
"""2001 to 2100 in the era of the Republic of China: in Taiwan three digits are one of these."""
PERSIAN_YEARS = range(1280, 1480)
"""1901 to 2100, about, in the Persian calendar."""
HIJRI_YEARS = range(1318, 1520)
"""1900 to 2096, about, in the Islamic one."""
BIKRAM_YEARS = range(2045, 2100)
"""Years that Nepal's calendar has in use; as Gregorian years they lie ahead."""


class Printed(NamedTuple):
    """A day as printed in a text: text[start:end], and how it can be read.

    readings: (order, day) pairs; the order is "" where only one can be meant.
    period: whether it is one end of a span of days.
    """

    start: int
    end: int
    readings: tuple[tuple[str, Date], ...]
    period: bool = False


def days_in(text: str, words: Words, tokens: Sequence[Token] | None = None) -> list[Printed]:
    """All days that a text prints, in order, none overlapping another; `tokens` are the text's, where they are known.

    >>> from newsclean.dates.words import load_words
    >>> days_in("5 de mayo de 2021, 31/02/2021, el 5 de mayo", load_words("es"))
    [Printed(start=0, end=17, readings=(('', datetime.date(2021, 5, 5)),), period=False)]
    >>> days_in("03.04.2021", load_words("de"))[0].readings[0]
    ('dmy', datetime.date(2021, 4, 3))
    >>> [str(day) for p in days_in("令和3年5月5日", load_words("ja")) for _, day in p.readings]
    ['2021-05-05']
    """
    if tokens is None:
        if not may_have_day(text):
            return []
        tokens = words.tokens(text)
    found = [*marked_days(text, words), *numeric_days(text, words)]
    found += named_days(text, words, tokens, [(p.start, p.end) for p in found])
    kept: list[Printed] = []
    for day in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return [
        p._replace(
            period=p.period
            or in_period(text, kept[n - 1] if n else None, p, kept[n + 1] if n + 1 < len(kept) else None)
        )
        for n, p in enumerate(kept)
        if p.readings
    ]


def may_have_day(text: str) -> bool:
    """Whether a text could print a day: a cheap look before the costly one.

    >>> may_have_day("Il y a 12 commentaires"), may_have_day("5.5.21"), may_have_day("5 mai 21")
    (False, True, True)
    """
    return (
        DIGIT_RE.search(text) is not None
        and DAY_NUMBER_RE.search(text) is not None
        and maybe_re().search(text) is not None
    )


@cache
def maybe_re() -> regex.Pattern[str]:
    """Four digits, three numbers, a word between two numbers, or a year's mark."""
    marks = "|".join(map(regex.escape, read_calendar("eras")["year.marks"]))
    return regex.compile(
        r"\d{4}|\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|\d[\s.-]{1,2}\p{L}[\p{L}\p{M}.]{1,12}[\s.'’-]{1,3}\d\d(?!\d)"
        rf"|(?:{marks})\s?\d"
    )


def in_period(text: str, before: Printed | None, day: Printed, after: Printed | None) -> bool:
    """Whether a day is joined to another day, or to a bare number before it, by nothing but a dash or a stroke.

    >>> from newsclean.dates.words import load_words
    >>> [day.period for day in days_in("5–7 May 2021, 8 May 2021", load_words("en"))]
    [True, False]
    """
    gaps = [text[a.end : b.start] for a, b in ((before, day), (day, after)) if a is not None and b is not None]
    if any(gap == "/" or (len(gap) < 6 and gap.strip() in DASH_SET) for gap in gaps):
        return True
    return bool(
        NUMBER_DASH_RE.search(text, max(0, day.start - 8), day.start) or DASH_NUMBER_RE.match(text, pos=day.end)
    )


@cache
def marked_re() -> regex.Pattern[str]:
    """Year, month and day, each before its mark, perhaps with an era before the year."""
    eras = read_calendar("eras")

    def one_of(*entries: str) -> str:
        return "|".join(map(regex.escape, sorted(entries, key=len, reverse=True)))

    era = one_of(*(e.split(" ")[0] for e in eras["japanese.eras"]), *eras["republic.marks"])
    year, month, day = (one_of(*eras[f"{part}.marks"]) for part in ("year", "month", "day"))
    first = one_of(*eras["first.years"])
    return regex.compile(
        rf"(?<!\d)(?P<era>{era})?\s?(?P<y>\d{{1,4}}|{first})\s?(?:[（(][^（）()\d]{{0,4}}\d{{0,3}}{first}?[^（）()\d]{{0,2}}[）)]\s?)?"
        rf"(?:{year})\s?(?P<m>\d{{1,2}})\s?(?:{month})\s?(?P<d>\d{{1,2}})\s?(?:{day})?"
    )


def marked_days(text: str, words: Words) -> Iterator[Printed]:
    """Days such as 2021年5月5日, 2021년 5월 5일, 令和3年5月5日, 民國110年5月5日."""
    marks = read_calendar("eras")["year.marks"]
    for m in marked_re().finditer(text) if any(mark in text for mark in marks) else ():
        year = int(m["y"]) if m["y"].isdigit() else 1
        found = marked_day(m["era"], year, len(m["y"]), int(m["m"]), int(m["d"]), words)
        if found is not None:
            yield Printed(m.start(), m.end(), (("", found),))


def marked_day(era: str | None, year: int, digits: int, month: int, day: int, words: Words) -> Date | None:
    """A day whose year is counted in an era, or else in the way of the page's language."""
    eras = read_calendar("eras")
    starts = dict(entry.split(" ") for entry in eras["japanese.eras"])
    if era in starts:
        return gregorian(int(starts[era]) + year - 1, month, day)
    if era or (words.language == "zh-tw" and digits == 3 and year in REPUBLIC_YEARS):
        return from_republic(year, month, day)
    if digits == 2 and words.language == "ko":
        return gregorian(full_year(year), month, day)
    return gregorian(year, month, day) if digits == 4 else None


def full_year(year: int) -> int:
    """A year of two digits: 1970 to 2069."""
    return year + (1900 if year >= 70 else 2000)


def numeric_days(text: str, words: Words) -> Iterator[Printed]:
    """Days of three numbers: 5.4.2021, 04/05/21, 2021-04-05."""
    for m in THREE_NUMBERS_RE.finditer(text):
        first, mark, second, other, third = m.groups()
        if other != mark and (mark != "/" or len(third) != 4):
            continue
        readings = readings_of(first, second, third, words)
        if not (text[m.end() : m.end() + 1] in ("%", "€") or text[: m.start()].endswith(("+", "№"))):
            yield Printed(m.start(), m.end(), readings)


def readings_of(first: str, second: str, third: str, words: Words) -> tuple[tuple[str, Date], ...]:
    """How three numbers can be read as a day; no reading where there is doubt about the calendar."""
    a, b, c = int(first), int(second), int(third)
    if len(first) >= 3:
        return one(year_first(a, b, c, words)) if len(third) <= 2 else ()
    if len(third) == 4:
        year, convert = calendar_of_year(c, words)
        if convert:
            return one(convert_day(convert, c, b, a))
        found = {"dmy": gregorian(year, b, a), "mdy": gregorian(year, a, b)}
    elif len(third) == 2 and words.language not in ("fa", "th", "ne", "ja", "zh-tw"):
        if words.order == "ymd":
            found = {"ymd": gregorian(full_year(a), b, c)} if len(first) == 2 else {}
            if not any(found.values()) or words.language not in ("ko", "zh-cn", "ja", "zh-tw"):
                found = {"dmy": gregorian(full_year(c), b, a)}
        else:
            found = {"dmy": gregorian(full_year(c), b, a), "mdy": gregorian(full_year(c), a, b)}
    else:
        return ()
    able = [(order, day) for order, day in found.items() if day is not None]
    if len({day for _, day in able}) == 1:
        return ((able[0][0] if a != b else "", able[0][1]),) if len(able) == 1 else one(able[0][1])
    return tuple(able)


def one(day: Date | None) -> tuple[tuple[str, Date], ...]:
    """The only reading, if any."""
    return () if day is None else (("", day),)


def year_first(year: int, month: int, day: int, words: Words) -> Date | None:
    """A day whose year is printed first, in the calendar that the year belongs to on such a page."""
    _, convert = calendar_of_year(year, words)
    return convert_day(convert, year, month, day) if convert else gregorian(year, month, day)


def calendar_of_year(year: int, words: Words) -> tuple[int, str]:
    """A year, and the calendar that it must be of where that is not the Gregorian one."""
    language = words.language
    if language == "th" and 2440 <= year <= 2700:
        return year, "buddhist"
    if language == "zh-tw" and year in REPUBLIC_YEARS:
        return year, "republic"
    if language == "fa" and year in PERSIAN_YEARS:
        return year, "persian"
    if language in ("ar", "ur") and year in HIJRI_YEARS:
        return year, "hijri"
    if language == "ne" and year in BIKRAM_YEARS:
        return year, "bikram"
    return year, ""


def convert_day(calendar: str, year: int, month: int, day: int) -> Date | None:
    """A day of any of the other calendars."""
    if calendar == "buddhist":
        return from_buddhist(year, month, day)
    if calendar == "republic":
        return from_republic(year, month, day)
    return from_other(calendar, year, month, day)


def named_days(
    text: str, words: Words, tokens: Sequence[Token], spoken_for: Sequence[tuple[int, int]]
) -> Iterator[Printed]:
    """Days with their month's name: 5 May 2021, May 5th, 2021, 2021. gada 5. maijs, 5-May-21."""
    clocks: list[tuple[int, int]] | None = None
    for at, token in enumerate(tokens):
        if token.key not in words.months:
            continue
        month, length = month_at(words, tokens, at, text)
        if month is None:
            continue
        if clocks is None:
            clocks = [*spoken_for, *(m.span() for m in CLOCK_RE.finditer(text))]
        found = Finder(text, words, tokens, clocks).around(month, at, at + length)
        if found is not None:
            yield found


def month_at(words: Words, tokens: Sequence[Token], at: int, text: str) -> tuple[Month | None, int]:
    """The longest month name that begins at a token, and how many tokens it has."""
    for key, month in words.months.get(tokens[at].key, ()):
        if len(key) == 1:
            return month, 1
        if tuple(t.key for t in tokens[at : at + len(key)]) == key and all(
            GAP_RE.fullmatch(text, tokens[n].end, tokens[n + 1].start) for n in range(at, at + len(key) - 1)
        ):
            return month, len(key)
    return None, 0


class Number(NamedTuple):
    """A number beside a month: its value, its digits, and its token."""

    value: int
    digits: int
    at: int


class Finder(NamedTuple):
    """The day and the year around a month's name."""

    text: str
    words: Words
    tokens: Sequence[Token]
    clocks: Sequence[tuple[int, int]]

    def around(self, month: Month, start: int, end: int) -> Printed | None:
        """The day of which the tokens [start, end) are the month."""
        left, right = self.number(start - 1, -1), self.number(end, 1)
        beyond = self.number(right.at + 1, 1, over_time=True) if right is not None else None
        before = self.number(left.at - 1, -1) if left is not None else None
        for day, year, loose in (
            (right, beyond, False),
            (left, right, True),
            (right, left, False),
            (left, before, False),
        ):
            if (
                day is None
                or year is None
                or day.digits > 2
                or (year.digits < 4 and not (loose and self.short_year(year)))
            ):
                continue
            found = self.day(month, year, day.value)
            if found is not None:
                inside = sorted({start, end - 1, day.at, year.at})
                first, last = self.tokens[inside[0]], self.tokens[inside[-1]]
                return Printed(first.start, last.end, (("", found),))
        return None

    def number(self, at: int, step: int, over_time: bool = False) -> Number | None:
        """The number beside a token, joints between them passed over, and times too if asked."""
        passed = 0
        while 0 <= at < len(self.tokens) and passed <= MAX_JOINTS + 4 * over_time:
            token = self.tokens[at]
            other = self.tokens[at - step] if 0 <= at - step < len(self.tokens) else None
            if other is not None:
                a, b = sorted((token, other), key=lambda t: t.start)
                if "_" in self.text[a.end : b.start]:
                    return None
                if not over_time and not GAP_RE.fullmatch(self.text, a.end, b.start):
                    return None
            if self.is_number(token):
                if not self.in_clock(token):
                    return Number(int(token.key), token.end - token.start, at)
                if not over_time:
                    return None
            elif token.key not in self.words.joints and not (over_time and self.is_time(token)):
                return None
            at += step
            passed += 1
        return None

    def is_number(self, token: Token) -> bool:
        """Whether a token is a number of up to four digits."""
        return token.key.isdigit() and token.end - token.start <= 4

    def in_clock(self, token: Token) -> bool:
        """Whether a number is part of a time."""
        return any(start <= token.start < end for start, end in self.clocks)

    def is_time(self, token: Token) -> bool:
        """Whether a token is a weekday, or belongs to times and zones."""
        return (token.key,) in self.words.fillers or (token.key,) in self.words.weekdays

    def short_year(self, year: Number) -> bool:
        """Whether two digits after a month can be its year: no time, and no count of something."""
        if year.digits != 2 or self.words.language in ("fa", "ne"):
            return False
        end, at = self.tokens[year.at].end, year.at + 1
        if regex.match(r"[.:：]\d", self.text, pos=end):
            return False
        if at == len(self.tokens) or self.text[end : self.tokens[at].start].strip() or not self.is_hour(at):
            return True
        return at + 1 < len(self.tokens) and self.in_clock(self.tokens[at + 1])

    def is_hour(self, at: int) -> bool:
        """Whether a token is a word of times, such as "Uhr", and none of days, such as "г."."""
        key = self.tokens[at].key
        return (key,) in self.words.fillers and key not in self.words.joints

    def day(self, month: Month, year: Number, day: int) -> Date | None:
        """The day, in the calendar of its month's name and its year."""
        if month.calendar != "gregorian":
            return from_other(month.calendar, year.value, month.number, day) if year.digits == 4 else None
        if self.words.language == "th":
            if year.digits == 2:
                return from_buddhist(2500 + year.value, month.number, day) if year.value >= 50 else None
            if year.value >= 2440:
                return from_buddhist(year.value, month.number, day)
        return gregorian(full_year(year.value) if year.digits == 2 else year.value, month.number, day)
