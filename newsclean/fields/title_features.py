"""What speaks for a line as the headline: named features of the lines that could be one.

A candidate is described by its shape, its place, the lines over and under it (also those that a filter has removed:
menus, share bars, photo credits), how often it is printed, and how many of its words the article and its neighbours
have. All features are whole numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from newsclean.fields.title_evidence import (
    DATED_RE,
    DIGIT_RE,
    MAX_HEADLINE_WORDS,
    MIN_FAR_WORDS,
    Headline,
    Sheet,
    count_words,
    says_who_or_when,
    stems_of,
)
from newsclean.page import Page
from newsclean.script import ends_sentence

MAX_BODY_CHARS, MAX_BELOW_CHARS, MAX_BESIDE_CHARS = 3000, 500, 200
"""So much of the article is searched for a candidate's words, and of the paragraph after it and the line beside it."""
MAX_WORDS_PASSED = 100
"""After so many words of the article a line is no headline."""
NEIGHBOURS = 10
"""A candidate is compared with so many before it."""
MAX_DATE_LINES, MAX_DATED_WORDS, NEAR = 8, 25, 5
FAR, MAX_RATIO, MAX_LONG_ABOVE, MAX_SHORT_WORDS, NO_LINE = 60, 900, 20, 3, 9
MARKS = {"": 0, "heading": 1, "list-item": 2, "quote": 3}
ENDS = ".!?…:。！？،؟"
FAMILIES = (("navigation", "tags"), ("share",), ("photo-credits", "captions"))
"""Filters that tell what stands beside a line."""
_SEPARATORS = (" | ", " - ", " – ", " › ", "›", " » ", " > ", " / ")

SHAPE = (
    "words", "chars", "stems", "mark", "blank_before", "blank_after", "end", "sentence", "colon", "digits", "opening",
    "separators", "name", "dated", "capitals",
)  # fmt: skip
PLACE = (
    "before_start", "words_above", "words_inside", "until_paragraph", "place", "run_lines", "candidates", "length_rank",
    "longer_above", "longer_below", "dated_down", "dated_up", "byline_down", "short_up", "words_up", "words_down",
    "words_down_2",
)  # fmt: skip
WORDS = (
    "body_share", "below_share", "lead_share", "body_rank", "below_rank", "opens_body", "same_above", "mentions",
    "copies_below", "seen_up",
)  # fmt: skip
BESIDE = (
    "length_to_next", "next_ends", "next_has_own", "own_has_next", "length_to_last", "last_ends", "last_has_own",
    "own_has_last", "last_stands", "next_blank", "nav_up", "nav_down", "share_down", "credit_down",
)  # fmt: skip
NAMES = (*SHAPE, *PLACE, *WORDS, *BESIDE)
"""The features of a candidate, in order."""


class Surroundings:
    """What the features of all candidates are looked up in; made once a page."""

    def __init__(self, page: Page, sheet: Sheet, pool: Sequence[Headline]) -> None:
        self.sheet, self.pool = sheet, pool
        self.whole = "\n".join([
            line.text if words <= MAX_HEADLINE_WORDS else line.text[:MAX_BELOW_CHARS]
            for line, words in zip(sheet.lines, sheet.words, strict=True)
        ]).lower()  # fmt: skip
        self.lowered = self.whole.split("\n")
        self.keys = [h.key for h in pool]
        self.lengths = sorted([len(h.text) for h in pool], reverse=True)
        self.long = [h.at for h in pool if sheet.words[h.at] >= MIN_FAR_WORDS]
        self.short = [words <= MAX_SHORT_WORDS for words in sheet.words]
        self.passed = [0, *accumulate(sheet.paragraphs)]
        self.paragraphs = [i for i, words in enumerate(sheet.paragraphs) if words]
        self.stems = [stems_of(h.key) for h in pool]
        self.seen_up = seen_before(pool, self.stems)
        self.body = body_of(sheet)
        lead = self.body[:MAX_BELOW_CHARS]
        found = {stem for stem in set().union(*self.stems) if stem in self.body}
        self.in_body = [len([1 for stem in stems if stem in found]) for stems in self.stems]
        found = {stem for stem in found if stem in lead}
        self.in_lead = [len([1 for stem in stems if stem in found]) for stems in self.stems]
        self.in_below = [count_in(stems, self.below(h.at)) for h, stems in zip(pool, self.stems, strict=True)]
        self.body_order, self.below_order = sorted(self.in_body, reverse=True), sorted(self.in_below, reverse=True)
        self.removed = removed_places(page)
        self.dated, self.signed = dated_near(page, sheet, pool)
        self.stems_at = {h.at: stems for h, stems in zip(pool, self.stems, strict=True)}
        self.text_at = {h.at: h.key for h in pool}
        self.shares: dict[tuple[int, int], int] = {}
        self.sentences: dict[int, bool] = {}

    def next_paragraph(self, i: int) -> int:
        """The place of the first paragraph under a line; the number of lines where there is none."""
        at = bisect_right(self.paragraphs, i)
        return self.paragraphs[at] if at < len(self.paragraphs) else len(self.lowered)

    def below(self, i: int) -> str:
        """The first words of the next paragraph under a line."""
        at = self.next_paragraph(i)
        return self.lowered[at][:MAX_BELOW_CHARS] if at < len(self.lowered) else ""

    def share(self, i: int, j: int) -> int:
        """How many of the stems of a line stand in another, in percent; -1 where it has none. Counted once a pair."""
        known = self.shares.get((i, j))
        if known is None:
            stems = self.stems_at.get(i)
            if stems is None:
                stems = self.stems_at[i] = stems_of(self.lowered[i][:MAX_BESIDE_CHARS])
            known = 100 * count_in(stems, self.text_at.get(j) or self.lowered[j]) // len(stems) if stems else -1
            self.shares[i, j] = known
        return known

    def ends_sentence(self, i: int) -> bool:
        """Whether a line ends as a sentence does; looked at once a line."""
        known = self.sentences.get(i)
        if known is None:
            known = self.sentences[i] = ends_sentence(self.sheet.lines[i].text)
        return known


def count_in(stems: Sequence[str], text: str) -> int:
    """How many of some stems a text has."""
    return len([1 for stem in stems if stem in text])


def dated_near(page: Page, sheet: Sheet, pool: Sequence[Headline]) -> tuple[list[int], list[int]]:
    """The lines near candidates that say when or by whom, and those of them that the lexicon knows."""
    near: set[int] = set()
    for h in pool:
        near.update(range(max(0, h.at - NEAR), min(len(sheet.lines), h.at + MAX_DATE_LINES + 1)))
    dated, signed = [], []
    for i in sorted(near):
        line = sheet.lines[i]
        if sheet.words[i] > MAX_DATED_WORDS:
            continue
        if says_who_or_when(page, line):
            dated.append(i)
            signed.append(i)
        elif DIGIT_RE.search(line.text) and DATED_RE.search(line.text):
            dated.append(i)
    return dated, signed


def removed_places(page: Page) -> list[list[int]]:
    """The indexes of the lines that filters of each of the FAMILIES removed."""
    removed = page.removed_by
    return [sorted([index for index, step in removed.items() if step in family]) for family in FAMILIES]


def next_after(places: Sequence[int], i: int, limit: int) -> int:
    """How far the first of some places after a line is; one more than the limit where it is further.

    >>> next_after([2, 9], 2, 5), next_after([2, 9], 6, 5)
    (6, 3)
    """
    at = bisect_right(places, i)
    return min(limit + 1, places[at] - i) if at < len(places) else limit + 1


def last_before(places: Sequence[int], i: int, limit: int) -> int:
    """How far the last of some places before a line is; one more than the limit where it is further.

    >>> last_before([2, 9], 9, 5), last_before([2, 9], 10, 5)
    (6, 1)
    """
    at = bisect_left(places, i)
    return min(limit + 1, i - places[at - 1]) if at else limit + 1


def body_of(sheet: Sheet) -> str:
    """The first paragraphs of the article's run, in lower case."""
    parts: list[str] = []
    size = 0
    for i in range(sheet.start, sheet.end):
        if sheet.paragraphs[i]:
            parts.append(sheet.lines[i].text[:MAX_BODY_CHARS])
            size += len(parts[-1])
            if size >= MAX_BODY_CHARS:
                break
    return "\n".join(parts)[:MAX_BODY_CHARS].lower()


def seen_before(pool: Sequence[Headline], stems: Sequence[Sequence[str]]) -> list[int]:
    """Of each candidate, how many stems stand in some of the NEIGHBOURS before it; the same text does not count."""
    last: dict[str, tuple[int, str]] = {}
    seen: list[int] = []
    for k, (candidate, own) in enumerate(zip(pool, stems, strict=True)):
        key = candidate.key
        found = [last[stem] for stem in own if stem in last]
        seen.append(len([1 for at, other in found if k - at <= NEIGHBOURS and other != key]))
        last.update(dict.fromkeys(own, (k, key)))
    return seen


def shape(around: Surroundings, k: int) -> tuple[int, ...]:
    """The features of a candidate alone, in the order of SHAPE."""
    sheet, own = around.sheet, around.pool[k]
    lines, i, text = sheet.lines, own.at, own.text
    parts, digits = text.split(), len(DIGIT_RE.findall(text))
    capitals = len([1 for part in parts if part[0].isupper()])
    return (
        count_words(text) if own.span else sheet.words[i], len(text), len(around.stems[k]), MARKS[lines[i].mark],
        lines[i].blank_before, i + 1 == len(lines) or lines[i + 1].blank_before, ENDS.find(text[-1]),
        ends_sentence(text) if own.span else around.ends_sentence(i), text.count(":") + text.count("："), digits,
        opening(text[0]), len([1 for mark in _SEPARATORS if mark in text]), 2 <= len(parts) == capitals <= 4,
        digits > 0 and DATED_RE.search(text) is not None, 100 * capitals // len(parts),
    )  # fmt: skip


def opening(char: str) -> int:
    """What a text opens with: capital, small letter, digit, letter without case, another mark."""
    return 0 if char.isupper() else 1 if char.islower() else 2 if char.isdigit() else 3 if char.isalpha() else 4


def place(around: Surroundings, k: int) -> tuple[int, ...]:
    """Where a candidate stands, in the order of PLACE."""
    sheet, own = around.sheet, around.pool[k]
    words, i, n = sheet.words, own.at, len(sheet.lines)
    paragraph, passed, long = around.next_paragraph(i), around.passed[i], bisect_left(around.long, i)
    return (
        max(-FAR, min(FAR, sheet.start - i)), passed,
        passed - around.passed[sheet.start] if i > sheet.start else 0, min(FAR, paragraph - i), min(i, FAR),
        sheet.end - sheet.start, len(around.pool), around.lengths.index(len(own.text)), min(long, MAX_LONG_ABOVE),
        bisect_left(around.long, paragraph) - long - (words[i] >= MIN_FAR_WORDS),
        next_after(around.dated, i, MAX_DATE_LINES), last_before(around.dated, i, NEAR),
        next_after(around.signed, i, NEAR), sum(around.short[max(0, i - 3) : i]), words[i - 1] if i else 0,
        words[i + 1] if i + 1 < n else 0, words[i + 2] if i + 2 < n else 0,
    )  # fmt: skip


def words(around: Surroundings, k: int) -> tuple[int, ...]:
    """How much of a candidate stands elsewhere on the page, in the order of WORDS."""
    own, n = around.pool[k], len(around.stems[k])
    m, found = n or 1, around.whole.count(own.key)
    return (
        100 * around.in_body[k] // m, 100 * around.in_below[k] // m, 100 * around.in_lead[k] // n if n else -1,
        around.body_order.index(around.in_body[k]), around.below_order.index(around.in_below[k]),
        around.body.startswith(own.key), around.keys[:k].count(own.key), found - around.keys.count(own.key),
        around.lowered[own.at + 1 :].count(around.lowered[own.at]) if found > 1 else 0, 100 * around.seen_up[k] // m,
    )  # fmt: skip


def beside(around: Surroundings, k: int) -> tuple[int, ...]:
    """What the lines beside a candidate are, in the order of BESIDE."""
    lines, i = around.sheet.lines, around.pool[k].at
    index = lines[i].index
    menus, share_bars, credits = around.removed
    return (
        *compared(around, k, i + 1), *compared(around, k, i - 1), index - lines[i - 1].index if i else NO_LINE,
        lines[i + 2].blank_before if i + 2 < len(lines) else 1, last_before(menus, index, NEAR),
        next_after(menus, index, NEAR), next_after(share_bars, index, NEAR), next_after(credits, index, NEAR),
    )  # fmt: skip


def compared(around: Surroundings, k: int, j: int) -> tuple[int, ...]:
    """A candidate and another line: their lengths, whether that ends a sentence, and what they share both ways."""
    own, lines = around.pool[k], around.sheet.lines
    if not 0 <= j < len(lines):
        return -1, -1, -1, -1
    return (
        min(MAX_RATIO, 100 * len(own.text) // len(lines[j].text)), around.ends_sentence(j), around.share(own.at, j),
        around.share(j, own.at),
    )  # fmt: skip


def evidence(page: Page, sheet: Sheet, pool: Sequence[Headline]) -> tuple[list[Headline], list[tuple[int, ...]]]:
    """The candidates that can win, and the features of each.

    Those that come after many words of the article cannot; they are only what the others are ranked among.
    """
    around = Surroundings(page, sheet, pool)
    passed = around.passed[sheet.start] + MAX_WORDS_PASSED
    left = [k for k, h in enumerate(pool) if h.at <= sheet.start or around.passed[h.at] <= passed]
    rows = [(*shape(around, k), *place(around, k), *words(around, k), *beside(around, k)) for k in left]
    return [pool[k] for k in left], rows
