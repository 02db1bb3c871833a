"""What speaks for a line as the headline: named features of the lines that could be one.

A candidate is described by its shape, its place, the lines over and under it (also those that a filter has removed:
menus, share bars, photo credits), how often it is printed, and how many of its words the article and its neighbours
have. All features are whole numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from newsclean.fields.title_evidence import (
    DATED_RE,
    MAX_HEADLINE_WORDS,
    MIN_FAR_WORDS,
    Headline,
    Sheet,
    count_words,
    is_dated,
    says_who_or_when,
    stems_of,
)
from newsclean.page import Page
from newsclean.script import ends_sentence

MAX_BODY_CHARS, MAX_BELOW_CHARS, MAX_BESIDE_CHARS = 3000, 500, 200
"""So much of the article is searched for a candidate's words, and of the paragraph after it and the line beside it."""
NEIGHBOURS = 10
"""A candidate is compared with so many before it."""
MAX_DATE_LINES, NEAR = 8, 5
FAR, MAX_RATIO, MAX_LONG_ABOVE = 60, 900, 20
MARKS = {"": 0, "heading": 1, "list-item": 2, "quote": 3}
ENDS = ".!?…:。！？،؟"
FAMILIES = {"navigation": 0, "tags": 0, "share": 1, "photo-credits": 2, "captions": 2, "comments": 3}
"""Filters that tell what stands beside a line."""
_SEPARATORS = (" | ", " - ", " – ", " › ", "›", " » ", " > ", " / ")

SHAPE = (
    "words", "chars", "stems", "mark", "blank_before", "blank_after", "end", "sentence", "colon", "digits", "opening",
    "separators", "name", "dated", "heard", "capitals",
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
    "length_to_next", "next_ends", "next_has_own", "own_has_next", "next_same", "next_stands",
    "length_to_last", "last_ends", "last_has_own", "own_has_last", "last_same", "last_stands", "next_blank",
    "nav_up", "nav_down", "share_up", "share_down", "credit_up", "credit_down", "comments_down",
)  # fmt: skip
NAMES = (*SHAPE, *PLACE, *WORDS, *BESIDE)
"""The features of a candidate, in order."""


class Surroundings:
    """What the features of all candidates are looked up in; made once a page."""

    def __init__(self, page: Page, sheet: Sheet, pool: Sequence[Headline]) -> None:
        self.page, self.sheet, self.pool = page, sheet, pool
        self.lowered = [
            line.text.lower() if words <= MAX_HEADLINE_WORDS else line.text[:MAX_BELOW_CHARS].lower()
            for line, words in zip(sheet.lines, sheet.words, strict=True)
        ]
        self.whole = "\n".join(self.lowered)
        self.copies, self.places = grouped(enumerate(self.lowered)), grouped((h.at, h.key) for h in pool)
        self.lengths = sorted((len(h.text) for h in pool), reverse=True)
        self.long = [h.at for h in pool if sheet.words[h.at] >= MIN_FAR_WORDS]
        self.passed, self.following = passed_and_following(sheet.paragraphs)
        self.stems = [stems_of(h.key) for h in pool]
        self.seen_up = seen_before(pool, self.stems)
        self.body = body_of(sheet)
        self.in_body = [len([1 for stem in stems if stem in self.body]) for stems in self.stems]
        self.in_below = [
            len([1 for stem in stems if stem in below])
            for below, stems in zip([self.below(h.at) for h in pool], self.stems, strict=True)
        ]
        self.body_order, self.below_order = sorted(self.in_body, reverse=True), sorted(self.in_below, reverse=True)
        self.families: dict[int, int] = {}
        for index, name in page.removed_by.items():
            if (family := FAMILIES.get(name)) is not None:
                self.families[index] = family
        self.dated, self.signed = dated_near(page, sheet, pool)
        self.beginnings: dict[int, list[str]] = {}

    def below(self, at: int) -> str:
        """The first words of the next paragraph under a line."""
        i = self.following[at + 1]
        return self.lowered[i][:MAX_BELOW_CHARS] if i < len(self.lowered) else ""

    def stems_at(self, i: int) -> list[str]:
        """The stems of a line's first words."""
        if i not in self.beginnings:
            self.beginnings[i] = stems_of(self.lowered[i][:MAX_BESIDE_CHARS])
        return self.beginnings[i]


def dated_near(page: Page, sheet: Sheet, pool: Sequence[Headline]) -> tuple[list[int], list[int]]:
    """The lines near candidates that say when or by whom, and those of them that the lexicon knows."""
    near: set[int] = set()
    for h in pool:
        near.update(range(max(0, h.at - NEAR), min(len(sheet.lines), h.at + MAX_DATE_LINES + 1)))
    dated = [i for i in sorted(near) if is_dated(page, sheet.lines[i], sheet.words[i])]
    return dated, [i for i in dated if says_who_or_when(page, sheet.lines[i])]


def next_after(places: Sequence[int], i: int, limit: int) -> int:
    """How far the first of some places after a line is; one more than the limit where it is further.

    >>> next_after([2, 9], 2, 5), next_after([2, 9], 6, 5)
    (6, 3)
    """
    at = bisect_right(places, i)
    return min(limit + 1, places[at] - i) if at < len(places) else limit + 1


def grouped(items: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """The places of each text."""
    groups: dict[str, list[int]] = {}
    for place, text in items:
        groups.setdefault(text, []).append(place)
    return groups


def passed_and_following(paragraphs: Sequence[int]) -> tuple[list[int], list[int]]:
    """How many words of paragraphs stand before each line, and where the next paragraph from it on is.

    >>> passed_and_following([0, 20, 0])
    ([0, 0, 20, 20], [1, 1, 3, 3])
    """
    n = len(paragraphs)
    passed, following = [0], [n] * (n + 1)
    for words in paragraphs:
        passed.append(passed[-1] + words)
    for i in range(n - 1, -1, -1):
        following[i] = i if paragraphs[i] else following[i + 1]
    return passed, following


def body_of(sheet: Sheet) -> str:
    """The first paragraphs of the article's run, in lower case."""
    parts: list[str] = []
    size = 0
    for i in range(sheet.start, sheet.end):
        if sheet.paragraphs[i] and size < MAX_BODY_CHARS:
            parts.append(sheet.lines[i].text[:MAX_BODY_CHARS])
            size += len(parts[-1])
    return "\n".join(parts)[:MAX_BODY_CHARS].lower()


def seen_before(pool: Sequence[Headline], stems: Sequence[Sequence[str]]) -> list[int]:
    """Of each candidate, how many stems stand in some of the NEIGHBOURS before it; the same text does not count."""
    last: dict[str, tuple[int, str]] = {}
    seen: list[int] = []
    for k, (candidate, own) in enumerate(zip(pool, stems, strict=True)):
        key = candidate.key
        found = (last.get(stem) for stem in own)
        seen.append(sum(f is not None and k - f[0] <= NEIGHBOURS and f[1] != key for f in found))
        for stem in own:
            last[stem] = (k, key)
    return seen


def shape(around: Surroundings, k: int) -> tuple[int, ...]:
    """The features of a candidate alone, in the order of SHAPE."""
    sheet, own = around.sheet, around.pool[k]
    lines, i, text = sheet.lines, own.at, own.text
    line, parts = lines[i], text.split()
    return (
        count_words(text), len(text), len(around.stems[k]), MARKS[line.mark], line.blank_before,
        i + 1 == len(lines) or lines[i + 1].blank_before, ENDS.find(text[-1]), ends_sentence(text),
        text.count(":") + text.count("："), sum(map(str.isdigit, text)), opening(text[0]),
        sum(mark in text for mark in _SEPARATORS), is_name(parts), DATED_RE.search(text) is not None,
        says_who_or_when(around.page, line), 100 * sum(part[0].isupper() for part in parts) // len(parts),
    )  # fmt: skip


def opening(char: str) -> int:
    """What a text opens with: capital, small letter, digit, letter without case, another mark."""
    return 0 if char.isupper() else 1 if char.islower() else 2 if char.isdigit() else 3 if char.isalpha() else 4


def is_name(words: Sequence[str]) -> bool:
    """Whether words have the shape of a person's name: two to four with capitals."""
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)


def place(around: Surroundings, k: int) -> tuple[int, ...]:
    """Where a candidate stands, in the order of PLACE."""
    sheet, own = around.sheet, around.pool[k]
    words, i, n = sheet.words, own.at, len(sheet.lines)
    paragraph, passed, long = around.following[i + 1], around.passed[i], bisect_left(around.long, i)
    longer_below = bisect_left(around.long, paragraph) - long - (words[i] >= MIN_FAR_WORDS)
    before = bisect_left(around.dated, i)
    return (
        max(-FAR, min(FAR, sheet.start - i)), passed,
        passed - around.passed[sheet.start] if i > sheet.start else 0, min(FAR, paragraph - i), min(i, FAR),
        sheet.end - sheet.start, len(around.pool), around.lengths.index(len(own.text)), min(long, MAX_LONG_ABOVE),
        longer_below, next_after(around.dated, i, MAX_DATE_LINES),
        min(NEAR + 1, i - around.dated[before - 1]) if before else NEAR + 1, next_after(around.signed, i, NEAR),
        sum(w <= 3 for w in words[max(0, i - 3) : i]), words[i - 1] if i else 0, words[i + 1] if i + 1 < n else 0,
        words[i + 2] if i + 2 < n else 0,
    )  # fmt: skip


def words(around: Surroundings, k: int) -> tuple[int, ...]:
    """How much of a candidate stands elsewhere on the page, in the order of WORDS."""
    own, stems = around.pool[k], around.stems[k]
    m = len(stems) or 1
    same, copies = around.places[own.key], around.copies.get(around.lowered[own.at], ())
    return (
        100 * around.in_body[k] // m, 100 * around.in_below[k] // m, share(stems, around.body[:MAX_BELOW_CHARS]),
        around.body_order.index(around.in_body[k]), around.below_order.index(around.in_below[k]),
        around.body.startswith(own.key), sum(at < own.at for at in same), around.whole.count(own.key) - len(same),
        sum(at > own.at for at in copies), 100 * around.seen_up[k] // m,
    )  # fmt: skip


def beside(around: Surroundings, k: int) -> tuple[int, ...]:
    """What the lines beside a candidate are, in the order of BESIDE."""
    lines, i = around.sheet.lines, around.pool[k].at
    return (
        *compared(around, k, 1), *compared(around, k, -1), lines[i + 2].blank_before if i + 2 < len(lines) else 1,
        *removed_near(around.families, lines[i].index),
    )  # fmt: skip


def compared(around: Surroundings, k: int, step: int) -> tuple[int, ...]:
    """A candidate and the line under (1) or over (-1) it: their lengths, words, and how far apart they were printed."""
    own, stems, lines = around.pool[k], around.stems[k], around.sheet.lines
    i = own.at + step
    if not 0 <= i < len(lines):
        return -1, -1, -1, -1, 0, 9
    other, lowered, line = lines[i], around.lowered[i], lines[own.at]
    return (
        min(MAX_RATIO, 100 * len(own.text) // len(other.text)), ends_sentence(other.text), share(stems, lowered),
        share(around.stems_at(i), own.key), lowered == own.key, abs(other.index - line.index),
    )  # fmt: skip


def share(stems: Sequence[str], text: str) -> int:
    """How many of the stems a text has, in percent; -1 where there are none."""
    return 100 * len([1 for stem in stems if stem in text]) // len(stems) if stems and text else -1


def removed_near(families: Mapping[int, int], index: int) -> tuple[int, ...]:
    """How far over and under a line menus, share bars and credits stood, and under it comment buttons."""
    up, down = [NEAR + 1] * 4, [NEAR + 1] * 4
    for d in range(NEAR, 0, -1):
        if (family := families.get(index - d)) is not None:
            up[family] = d
        if (family := families.get(index + d)) is not None:
            down[family] = d
    return up[0], down[0], up[1], down[1], up[2], down[2], down[3]


def evidence(page: Page, sheet: Sheet, pool: Sequence[Headline]) -> list[list[int]]:
    """The features of all candidates."""
    around = Surroundings(page, sheet, pool)
    return [[*shape(around, k), *place(around, k), *words(around, k), *beside(around, k)] for k in range(len(pool))]
