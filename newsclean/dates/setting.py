"""What stands around a day on its line: its label, time, zone and weekday, and how much else the line says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from typing import NamedTuple

import regex

from newsclean.dates.reading import Printed, days_in, may_have_day
from newsclean.dates.relative import relative_days
from newsclean.dates.words import MAX_KEY_TOKENS, Token, Words

MAX_RELATIVE_CHARS = 100
"""Characters: in a longer text "2 hours ago" is part of a sentence. By hand."""
CLOCK_RE = regex.compile(
    r"(?:(?<![\d.])|(?<=(?<!\d)(?:19|20)\d\d))\d{1,2}(?:\s?[:：.h时時點点시]\s?\d{2}){1,2}(?:[.,]\d{1,6})?|[+-]\d{2}:?\d{2}|\d{1,2}(?=\s?[ap]\.?\s?m\b)",
    regex.IGNORECASE,
)
"""A time of day, its seconds and fractions, an offset from UTC, or the hour before "p.m."."""
ZONE_RE = regex.compile(r"[A-Z]{0,3}[SD]?T|UTC|Z")
"""The name of a time zone: "CEST", "UTC"."""
MAX_GAP_CHARS = 8
"""Marks and spaces between a day and its label or time, at most. By hand."""
CLOSING = ")]）］】〉>"
"""Brackets that end what stands behind a date."""
_BARS = r"[|｜•·●▪■◆/／»›>→：「」【】\[\]［］〈〉\t]|\s[-–—]\s?|\s{2}"
"""What parts a line that says several things."""
PART_RES = {-1: regex.compile(rf"{_BARS}|[(（]"), 1: regex.compile(rf"{_BARS}|[()（）]")}
"""What ends a clause to the left and to the right of a day."""
UNSPACED_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
"""A letter of a script whose words run into each other."""


class Dated(NamedTuple):
    """A day on a line, and its setting.

    core: the part of the line that is the day alone.
    span: the same with its label and the time, zone and weekday beside it.
    label: "published", "updated", "other" or "".
    weekday: the one printed beside it, from Monday, 1; or None.
    period: whether it is one end of a span of days.
    firm: whether the label stands for itself: nothing before it in its clause ("Picture date: 5 May 2021" is not firm).
    beside: how many words stand in the same clause, from one bar, dot or bracket to the next.
    rest: how many words the line has that belong to no day.
    """

    readings: tuple[tuple[str, Date], ...]
    core: tuple[int, int]
    span: tuple[int, int]
    label: str
    timed: bool
    weekday: int | None
    period: bool
    firm: bool
    beside: float
    rest: float


class Reach(NamedTuple):
    """How far a day reaches to one side: over fillers to the token `at`, and over its label to `over`."""

    at: int
    over: int
    label: str
    weekday: int | None
    timed: bool


def dated_in(text: str, words: Words, today: Date | None = None) -> list[Dated]:
    """The days of a line with what stands around each; "2 days ago" is one where `today` is given.

    >>> from newsclean.dates.words import load_words
    >>> line = "Publié le mercredi 5 mai 2021 à 10h30, mis à jour le 6 mai 2021 - Société"
    >>> [(d.label, line[d.span[0]:d.span[1]], d.rest) for d in dated_in(line, load_words("fr"))]
    [('published', 'Publié le mercredi 5 mai 2021 à 10h30', 1.0), ('updated', 'mis à jour le 6 mai 2021', 1.0)]
    >>> [(d.label, d.timed) for d in dated_in("2021.05.05 10:00 입력 2021.05.06 11:00 수정", load_words("ko"))]
    [('published', True), ('updated', True)]
    """
    tokens: list[Token] = []
    days: list[Printed] = []
    if may_have_day(text):
        tokens = words.tokens(text)
        days = days_in(text, words, tokens)
    if not days and today is not None and len(text) <= MAX_RELATIVE_CHARS:
        days = relative_days(text, words.language, today)
        tokens = words.tokens(text) if days else tokens
    return Walker(text, words, tokens).settings(days) if days else []


class Walker:
    """Walks from days to both sides over what belongs to them."""

    def __init__(self, text: str, words: Words, tokens: Sequence[Token]) -> None:
        self.text, self.words, self.tokens = text, words, tokens
        self.keys = [token.key for token in tokens]
        self.clocks = [m.span() for m in CLOCK_RE.finditer(text)]

    def settings(self, days: Sequence[Printed]) -> list[Dated]:
        """The settings of all days of the line; labels stand before the days, or all of them after."""
        edges = [self.edges(day) for day in days]
        stops = [0, *(last for _, last in edges[:-1])]
        lefts = [self.leftward(first, stop) for (first, _), stop in zip(edges, stops, strict=True)]
        ends = [*(left.over for left in lefts[1:]), len(self.tokens)]
        rights = [self.rightward(last, end) for (_, last), end in zip(edges, ends, strict=True)]
        if rights[-1].label and not lefts[0].label:
            labels = [*(left.label for left in lefts[1:]), rights[-1].label]
            spans = [(left.at, right.over) for left, right in zip(lefts, rights, strict=True)]
        else:
            labels = [left.label or right.label for left, right in zip(lefts, rights, strict=True)]
            spans = [(x.over, y.at if x.label else y.over) for x, y in zip(lefts, rights, strict=True)]
        covered = {n for first, last in spans for n in range(first, last)}
        rest = sum(0.5 if self.unspaced(n) else 1.0 for n in range(len(self.tokens)) if n not in covered)
        befores = [self.clause(first, -1, covered) for first, _ in spans]
        return [
            Dated(
                day.readings,
                (day.start, day.end),
                (min(day.start, self.tokens[first].start), max(day.end, self.tokens[last - 1].end)),
                label,
                left.timed or right.timed,
                left.weekday or right.weekday,
                day.period,
                bool(label) and before == 0,
                before + self.clause(last, 1, covered),
                rest,
            )
            for day, (first, last), label, left, right, before in zip(
                days, spans, labels, lefts, rights, befores, strict=True
            )
        ]

    def edges(self, day: Printed) -> tuple[int, int]:
        """The tokens [first, last) of a day."""
        inside = [n for n, token in enumerate(self.tokens) if token.end > day.start and token.start < day.end]
        return inside[0], inside[-1] + 1

    def leftward(self, at: int, stop: int) -> Reach:
        """How far a day that begins at a token reaches to the left."""
        weekday, timed = None, False
        while at > stop and self.near(at - 1, at):
            size = self.longest(self.words.labels, at, -1, at - stop)
            if size and tuple(self.keys[at - size : at]) not in self.words.fillers:
                return Reach(at, at - size, self.words.labels[tuple(self.keys[at - size : at])], weekday, timed)
            size, day, clock = self.filler(at, -1, at - stop)
            if not size and self.keys[at - 1] in self.words.small and at - 1 > stop and self.near(at - 2, at - 1):
                size = self.longest(self.words.labels, at - 1, -1, at - 1 - stop)
                if size:
                    return Reach(
                        at, at - 1 - size, self.words.labels[tuple(self.keys[at - 1 - size : at - 1])], weekday, timed
                    )
            if not size:
                break
            at, weekday, timed = at - size, weekday or day, timed or clock
        return Reach(at, at, "", weekday, timed)

    def rightward(self, at: int, stop: int) -> Reach:
        """How far a day that ends before a token reaches to the right; a label there ends the line or its brackets."""
        weekday, timed = None, False
        while at < stop and self.near(at - 1, at):
            size = self.longest(self.words.labels, at, 1, stop - at)
            if size and self.is_clock(at + size):
                at += size
                continue
            if size and self.closes(at + size):
                return Reach(at, at + size, self.words.labels[tuple(self.keys[at : at + size])], weekday, timed)
            size, day, clock = self.filler(at, 1, stop - at)
            if not size:
                break
            at, weekday, timed = at + size, weekday or day, timed or clock
        return Reach(at, at, "", weekday, timed)

    def near(self, a: int, b: int) -> bool:
        """Whether two tokens stand next to each other."""
        return self.tokens[b].start - self.tokens[a].end <= MAX_GAP_CHARS

    def closes(self, at: int) -> bool:
        """Whether a label that ends before a token ends its line, or its brackets."""
        end = self.text[self.tokens[at - 1].end :].lstrip()[:1]
        return at >= len(self.tokens) or (bool(end) and end in CLOSING)

    def is_clock(self, at: int) -> bool:
        """Whether a time follows, words such as "at" passed over: "5 May 2021, updated at 10:30" has one day only."""
        while at < len(self.tokens) and self.tokens[at].key.isalpha():
            size = self.longest(self.words.fillers, at, 1, len(self.tokens) - at)
            if not size:
                return False
            at += size
        return at < len(self.tokens) and self.timed(at)

    def timed(self, at: int) -> bool:
        """Whether a token is part of a time."""
        return any(start <= self.tokens[at].start < end for start, end in self.clocks)

    def clause(self, at: int, step: int, covered: set[int]) -> float:
        """How many words stand before (or from) a token in its clause."""
        words, edge = 0.0, at if step > 0 else at - 1
        while 0 <= edge < len(self.tokens) and edge not in covered:
            a, b = (edge - 1, edge) if step > 0 else (edge, edge + 1)
            if a >= 0 and b < len(self.tokens):
                gap = self.text[self.tokens[a].end : self.tokens[b].start]
                if PART_RES[step].search(gap) or (not gap and not self.unspaced(edge) and words == 0):
                    break
                if gap.isspace() and (self.unspaced(a) or self.unspaced(b)):
                    break
            words += 0.5 if self.unspaced(edge) else 1.0
            edge += step
        return words

    def unspaced(self, at: int) -> bool:
        """Whether a token is a character of a script without spaces."""
        return bool(UNSPACED_RE.match(self.text, self.tokens[at].start))

    def longest(self, known: object, at: int, step: int, room: int) -> int:
        """How many tokens the longest known entry before (or from) a token has; 0 for none."""
        for size in range(min(MAX_KEY_TOKENS, room), 0, -1):
            key = tuple(self.keys[at - size : at] if step < 0 else self.keys[at : at + size])
            if key in known:  # type: ignore[operator]
                return size
        return 0

    def filler(self, at: int, step: int, room: int) -> tuple[int, int | None, bool]:
        """How many tokens a weekday, a time or the like has there; which weekday; whether it is a time."""
        token = self.tokens[at - 1 if step < 0 else at]
        if self.timed(at - 1 if step < 0 else at):
            return 1, None, True
        size = self.longest(self.words.weekdays, at, step, room)
        if size:
            key = tuple(self.keys[at - size : at] if step < 0 else self.keys[at : at + size])
            return size, self.words.weekdays[key], False
        size = self.longest(self.words.fillers, at, step, room)
        return size or int(bool(ZONE_RE.fullmatch(self.text, *token[1:]))), None, False
