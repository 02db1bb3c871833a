"""Where the article stands on a page: its paragraphs, its first and last line, the lines that say when.

Worked out once a page, from the page as it came without the lines in which a filter finds a label, and asked by the
fields and by whoever else needs to know. Lines that only stand in a list of other stories are in it: the last of them
may be the headline. The headline joins once the title step has found it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import regex

from newsclean.dates import days_in, load_words, may_have_day
from newsclean.dates.reading import DIGIT_RE
from newsclean.dates.relative import relative_patterns
from newsclean.findings import findings, kind_found
from newsclean.lexicon import Hit, fold
from newsclean.page import Line, Page, Span
from newsclean.script import MIN_PARAGRAPH_WORDS, ends_sentence, without_signature, word_count

MIN_SHORT_PARAGRAPH_WORDS = 6
"""Where a page has no paragraph of MIN_PARAGRAPH_WORDS, sentences of this many words are one. By hand."""
LONG_WORDS = 25
"""A line of this many words counts a quarter for the article's run where it ends in no sentence mark. By hand."""
SHORT_LINE_COST = 5
"""What a line that is no paragraph costs a run, in words. By hand."""
MIN_SHARE_OF_BEST = 4
"""The article starts with the first run that has one in this many of the words of the best. By hand."""
MAX_DATED_CHARS, MAX_CLOCK_CHARS = 160, 60
"""Characters: a longer line is not dated; a time or an age alone dates a line of the lesser length. By hand."""
MIN_TITLE_CHARS = 12
"""Characters: a shorter headline may be the word of a menu; where it is printed again says nothing. By hand."""
CLOCK_RE = regex.compile(r"(?<![\d.,])(?:[01]?\d|2[0-3])\s?[:.hH時시点點]\s?[0-5]\d(?!\d)")
"""A time of day: "10:30", "18h05", "9시 30"."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A page as whoever looks for the article sees it; places are positions among its lines.

    lines: those in which no filter finds anything, or nothing but one of other stories.
    words: how many each has. paragraphs: the same where a line reads like a paragraph, else 0.
    start, end: the run of lines that is most likely the article, `end` not included; both past the last line where no
    line reads like a paragraph.
    dated: the short lines that print a day, a time or an age, or open with a date's label.
    """

    lines: tuple[Line, ...]
    words: tuple[int, ...]
    paragraphs: tuple[int, ...]
    start: int
    end: int
    dated: frozenset[int]

    def place(self, index: int) -> int:
        """The place of a logical line, by its `Line.index`; of one that is not among the lines, of the next that is."""
        return bisect_left(self.lines, index, key=lambda line: line.index)


def frame_of(page: Page) -> Frame:
    r"""The frame of a page, worked out when first asked for.

    >>> from newsclean import read_page
    >>> rain = "In the night, rain fell on the hills above the town, and the river rose."
    >>> frame = frame_of(read_page(f"Menu\n\nRain\n\n5 May 2021\n\n{rain}\n\nNo.\n\n{rain}\n\nSport", language="en"))
    >>> frame.lines[0].text, frame.start, frame.end, sorted(frame.dated)
    ('Rain', 2, 5, [1])
    """
    return page.once("frame", lambda: measure(page))


def standing(page: Page) -> list[tuple[int, Line]]:
    """The lines of the frame that no step has marked, or what is left of them, each with its place."""
    frame = frame_of(page)
    marked = {mark.line.index for mark in page.marks}
    left: dict[int, list[Line]] = {}
    for line in page.lines:
        left.setdefault(line.index, []).append(line)
    found = findings(page)
    return [
        (n, part)
        for n, line in enumerate(frame.lines)
        for part in left.get(line.index) or ([line] if line.index in found and line.index not in marked else [])
    ]


def measure(page: Page) -> Frame:
    """The page measured. A line that opens like a label is a paragraph only where the page has no other."""
    found = findings(page)
    lines = tuple([line for line in page.source if line.index not in found or is_story(page, line)])
    words = tuple([word_count(line.text) for line in lines])
    dated = frozenset(n for n, line in enumerate(lines) if is_dated(page, line))
    for least, may_open in (
        (MIN_PARAGRAPH_WORDS, False), (MIN_SHORT_PARAGRAPH_WORDS, False), (MIN_PARAGRAPH_WORDS, True),
    ):  # fmt: skip
        paragraphs = tuple([
            n if n >= least and not is_label(page.hits(line), may_open) and is_prose(line.text) else 0
            for n, line in zip(words, lines, strict=True)
        ])  # fmt: skip
        if any(paragraphs):
            return Frame(lines, words, paragraphs, *best_run(words, paragraphs), dated)
    return Frame(lines, words, tuple([0] * len(lines)), len(lines), len(lines), dated)


def is_story(page: Page, line: Line) -> bool:
    """Whether a filter takes a line for one of other stories by nothing but its place, not by a label of its own."""
    hit = page.hits(line)
    return kind_found(page, line.index) == "related" and not hit.lines and not hit.after("related.starts")


def is_prose(text: str) -> bool:
    """Whether a text ends as a sentence does, a signature behind it aside."""
    return ends_sentence(without_signature(text))


def is_label(hit: Hit, may_open: bool) -> bool:
    """Whether the lexicon takes a line for a label, or for one that opens like a label, where that may not be."""
    return bool(hit.lines) or (bool(hit.starts) and not may_open)


def is_dated(page: Page, line: Line) -> bool:
    """Whether a short line prints a day, a time or an age, or opens with a date's label."""
    text = line.text
    if len(text) > MAX_DATED_CHARS:
        return False
    hit = page.hits(line)
    if hit.starts and any(topic.startswith("date.") for topic, _ in hit.starts):
        return len(text) <= MAX_CLOCK_CHARS or DIGIT_RE.search(text) is not None
    if not DIGIT_RE.search(text):
        return False
    if may_have_day(text) and days_in(text, load_words(page.language)):
        return True
    if len(text) > MAX_CLOCK_CHARS or CLOCK_RE.search(text):
        return len(text) <= MAX_CLOCK_CHARS
    folded = fold(text)
    return any(p.search(folded) for p, _ in relative_patterns(page.language))


def best_run(words: Sequence[int], paragraphs: Sequence[int]) -> Span:
    """The article: from the first run of lines that could be it to the end of the one with the most words.

    There is a paragraph at least, so there is a run.

    >>> best_run([2, 30, 2, 40, 1, 1], [0, 30, 0, 40, 0, 0])
    (1, 4)
    >>> [best_run([first, 2, 2, 2, 2, 60, 40], [first, 0, 0, 0, 0, 60, 40]) for first in (15, 30)]
    [(5, 7), (0, 7)]
    """
    found = runs(words, paragraphs)
    most, _, end = max(found, key=itemgetter(0))
    return next(start for total, start, _ in found if MIN_SHARE_OF_BEST * total >= most), end


def runs(words: Sequence[int], paragraphs: Sequence[int]) -> list[tuple[int, int, int]]:
    """Runs of lines with many words in paragraphs and few other lines: how many, from where to where."""
    found: list[tuple[int, int, int]] = []
    best = total = first = end = 0
    for i, (n, paragraph) in enumerate(zip(words, paragraphs, strict=True)):
        total += paragraph or (n // 4 if n >= LONG_WORDS else -SHORT_LINE_COST)
        if total > best:
            best, end = total, i + 1
        elif total <= 0:
            if best:
                found.append((best, first, end))
            best, total, first = 0, 0, i + 1
    return [*found, (best, first, end)] if best else found


@dataclass(frozen=True, slots=True)
class Headline:
    """Where the headline is printed, once the title step has found it; places in the frame.

    at: of the title's own line, or None. printings: of the lines that have its words, its own among them.
    """

    at: int | None
    printings: tuple[int, ...]


def headline_of(page: Page) -> Headline:
    """Where the headline that the title step has found is printed.

    >>> from newsclean import read_page
    >>> headline_of(read_page("Rain"))
    Headline(at=None, printings=())
    """
    title, frame = page.found("title"), frame_of(page)
    if title is None:
        return Headline(None, ())
    at = frame.place(title.line.index) if title.line is not None else None
    text = str(title.value)
    again = [n for n, line in enumerate(frame.lines) if text in line.text] if len(text) >= MIN_TITLE_CHARS else []
    return Headline(at, tuple(sorted({*again, *([at] if at is not None else [])})))
