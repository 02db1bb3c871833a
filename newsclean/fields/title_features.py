"""What speaks for a line as the headline: named features of the lines that could be one.

A candidate is described by its shape, its place, the lines over and under it (also menus that a filter has removed),
how often it is printed, and how many of its words the article and its neighbours have. All features are whole numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
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
from newsclean.findings import findings
from newsclean.page import Page
from newsclean.script import ends_sentence

MAX_BODY_CHARS, MAX_BELOW_CHARS, MAX_BESIDE_CHARS = 3000, 500, 200
"""So much of the article is searched for a candidate's words, and of the paragraph after it and the line beside it."""
MAX_WORDS_PASSED = 100
"""After so many words of the article a line is no headline."""
NEIGHBOURS = 10
"""A candidate is compared with so many before it."""
MAX_DATE_LINES, MAX_DATED_WORDS, NEAR, NEAR_WORDY = 8, 25, 5, 8
"""How far dates, bylines and menus are looked for, and the next line with some words."""
FAR, MAX_RATIO, MAX_SHORT_WORDS, NO_LINE = 60, 900, 3, 9
SOON_LINES, MAX_WORDS_SOON = 12, 300
"""So many lines under a candidate tell whether an article follows it."""
MAX_TOPICS, MIN_TOPIC_COUNT, MAX_COUNT = 15, 3, 8
"""Of the candidates' words, the article's commonest: so many, each so often; a count over the last is cut to it."""
MIN_SHARED_CHARS, NEIGHBOURS_SHARED = 6, 4
"""A print of so many letters and digits stands in a longer one beside it for a reason."""
MARKS = {"": 0, "heading": 1, "list-item": 2, "quote": 3}
ENDS = ".!?…:。！？،؟"
MENUS = ("navigation", "tags")
"""Filters that tell where menus are."""
_NO_LETTERS_RE = re.compile(r"[\W_]+")
_SEPARATORS = (" | ", " - ", " – ", " › ", "›", " » ", " > ", " / ", " 〉")

SHAPE = (
    "words", "chars", "stems", "mark", "blank_before", "blank_after", "end", "sentence", "colon", "digits",
    "separators", "capitals",
)  # fmt: skip
PLACE = (
    "before_start", "words_above", "words_inside", "until_paragraph", "place", "run_lines", "length_rank",
    "longer_below", "dated_down", "byline_down", "lines_to_date", "short_up", "words_up", "words_up_2", "words_down_2",
    "soon",
)  # fmt: skip
WORDS = (
    "body_share", "below_share", "lead_share", "body_rank", "below_rank", "same_above", "mentions", "seen_up", "topic",
    "often", "within",
)  # fmt: skip
BESIDE = (
    "own_has_next", "length_to_last", "last_ends", "last_stands", "length_to_down", "up_has_own", "own_has_up",
    "up_far", "menu_up",
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
        self.bare = [_NO_LETTERS_RE.sub("", h.key) for h in pool]
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
        self.counts = Counter({stem: self.body.count(stem) for stem in sorted(found)})
        self.topics = {stem for stem, n in self.counts.most_common(MAX_TOPICS) if n >= MIN_TOPIC_COUNT}
        self.in_body = [len([1 for stem in stems if stem in found]) for stems in self.stems]
        found = {stem for stem in found if stem in lead}
        self.in_lead = [len([1 for stem in stems if stem in found]) for stems in self.stems]
        self.in_below = [count_in(stems, self.below(h.at)) for h, stems in zip(pool, self.stems, strict=True)]
        self.body_order, self.below_order = sorted(self.in_body, reverse=True), sorted(self.in_below, reverse=True)
        self.menus = sorted([i for i, found in findings(page).items() if found.removal.kind in MENUS])
        self.dated, self.signed = dated_near(page, sheet, pool)
        self.stems_at = {h.at: stems for h, stems in zip(pool, self.stems, strict=True)}
        self.text_at = {h.at: h.key for h in pool}
        self.shares: dict[tuple[int, int], int] = {}
        self.sentences: dict[int, bool] = {}

    def next_paragraph(self, i: int) -> int:
        """The place of the first paragraph under a line; the number of lines where there is none."""
        at = bisect_right(self.paragraphs, i)
        return self.paragraphs[at] if at < len(self.paragraphs) else len(self.lowered)

    def wordy(self, i: int, step: int) -> int | None:
        """The next line down (1) or up (-1) that has some words and other ones; None where none is near."""
        words, lowered = self.sheet.words, self.lowered
        for j in range(i + step, i + step + step * NEAR_WORDY, step):
            if not 0 <= j < len(words):
                return None
            if words[j] >= MIN_FAR_WORDS and lowered[j] != lowered[i]:
                return j
        return None

    def wordy_until(self, i: int, end: int) -> int:
        """How many candidates with some words stand between a line and another under it."""
        return bisect_left(self.long, end) - bisect_right(self.long, i)

    def within(self, k: int) -> int:
        """Whether a candidate near this one ends in it (1), as paths of sections do, or has it elsewhere (2)."""
        own = self.bare[k]
        if len(own) < MIN_SHARED_CHARS:
            return 0
        near = self.bare[max(0, k - NEIGHBOURS_SHARED) : k + 1 + NEIGHBOURS_SHARED]
        longer = [other for other in near if len(other) > len(own) and own in other]
        return 0 if not longer else 1 if any(other.endswith(own) for other in longer) else 2

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

    def ratio(self, k: int, j: int) -> int:
        """The length of a candidate over that of a line, in percent."""
        return min(MAX_RATIO, 100 * len(self.pool[k].text) // len(self.sheet.lines[j].text))

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
    """The lines under candidates that say when or by whom, and those of them that the lexicon knows."""
    near: set[int] = set()
    for h in pool:
        near.update(range(h.at + 1, min(len(sheet.lines), h.at + MAX_DATE_LINES + 1)))
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
        len([1 for mark in _SEPARATORS if mark in text]), 100 * capitals // len(parts),
    )  # fmt: skip


def place(around: Surroundings, k: int) -> tuple[int, ...]:
    """Where a candidate stands, in the order of PLACE."""
    sheet, own = around.sheet, around.pool[k]
    words, i, n = sheet.words, own.at, len(sheet.lines)
    paragraph, passed = around.next_paragraph(i), around.passed[i]
    dated = next_after(around.dated, i, MAX_DATE_LINES)
    return (
        max(-FAR, min(FAR, sheet.start - i)), passed,
        passed - around.passed[sheet.start] if i > sheet.start else 0, min(FAR, paragraph - i), min(i, FAR),
        sheet.end - sheet.start, around.lengths.index(len(own.text)), around.wordy_until(i, paragraph), dated,
        next_after(around.signed, i, NEAR), around.wordy_until(i, i + dated) if dated <= MAX_DATE_LINES else NO_LINE,
        sum(around.short[max(0, i - 3) : i]), words[i - 1] if i else 0, words[i - 2] if i > 1 else 0,
        words[i + 2] if i + 2 < n else 0, min(MAX_WORDS_SOON, around.passed[min(n, i + SOON_LINES + 1)] - passed),
    )  # fmt: skip


def words(around: Surroundings, k: int) -> tuple[int, ...]:
    """How much of a candidate stands elsewhere on the page, in the order of WORDS."""
    own, n = around.pool[k], len(around.stems[k])
    m, counts = n or 1, around.counts
    return (
        100 * around.in_body[k] // m, 100 * around.in_below[k] // m, 100 * around.in_lead[k] // n if n else -1,
        around.body_order.index(around.in_body[k]), around.below_order.index(around.in_below[k]),
        around.keys[:k].count(own.key), around.whole.count(own.key) - around.keys.count(own.key),
        100 * around.seen_up[k] // m, len(around.topics.intersection(around.stems[k])),
        100 * sum([min(MAX_COUNT, counts[stem]) for stem in around.stems[k]]) // m, around.within(k),
    )  # fmt: skip


def beside(around: Surroundings, k: int) -> tuple[int, ...]:
    """What the lines beside a candidate are, in the order of BESIDE: those next to it, and the next with some words."""
    lines, i = around.sheet.lines, around.pool[k].at
    index, n = lines[i].index, len(lines)
    up, down = around.wordy(i, -1), around.wordy(i, 1)
    return (
        around.share(i + 1, i) if i + 1 < n else -1, around.ratio(k, i - 1) if i else -1,
        around.ends_sentence(i - 1) if i else -1, index - lines[i - 1].index if i else NO_LINE,
        -1 if down is None else around.ratio(k, down), -1 if up is None else around.share(i, up),
        -1 if up is None else around.share(up, i), NO_LINE if up is None else i - up,
        last_before(around.menus, index, NEAR),
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
