"""What speaks for a line as the headline: named facts, which the ranker weighs.

A candidate's shape and place, the lines over and under it, how often it is printed, and how many of its words the
article and its neighbours have. All facts are whole numbers; shares are percent.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

import regex

from newsclean.fields.rank import Facts
from newsclean.fields.title_lines import DATED_RE, DIGIT_RE, MAX_HEADLINE_WORDS, MIN_FAR_WORDS, Heading
from newsclean.findings import findings
from newsclean.frame import Frame
from newsclean.page import Line, Page
from newsclean.script import ends_sentence, word_count

MAX_BODY_CHARS, MAX_BELOW_CHARS, MAX_BESIDE_CHARS = 3000, 500, 200
"""What is searched for a candidate's words: of the article, of the paragraph after it, of the line beside it."""
MAX_WORDS_PASSED = 100
"""After more words of the article a line is no headline."""
NEIGHBOURS, NEIGHBOURS_SHARED = 10, 4
"""The candidates before one with which it is compared, and those beside it whose letters are."""
MAX_DATE_LINES, MAX_DATED_WORDS, NEAR, NEAR_WORDY = 8, 25, 5, 8
"""How far dates, bylines and menus are looked for, and the next line with some words."""
FAR, MAX_RATIO, MAX_SHORT_WORDS, NO_LINE = 60, 900, 3, 9
NO_PLACE = 100
"""Farther away than anything is looked for."""
SOON_LINES, MAX_WORDS_SOON = 12, 300
"""The lines under a candidate that tell whether an article follows it, and the words that do."""
MAX_TOPICS, MIN_TOPIC_COUNT, MAX_COUNT = 15, 3, 8
"""Of the candidates' words, the article's commonest: how many, how often each; a count over the last is cut to it."""
MIN_SHARED_CHARS = 6
"""Fewer letters and digits stand in a longer print beside them by chance."""
MENUS = ("navigation", "tags")
"""Kinds of what filters find that tell where menus are."""
SEPARATORS = (" | ", " - ", " – ", " › ", "›", " » ", " > ", " / ", " 〉")
MARKS = {"": 0, "heading": 1, "list-item": 2, "quote": 3}
ENDS = ".!?…:。！？،؟"
WHO_AND_WHEN = frozenset(("byline", "date", "author", "reading-time"))
"""Families of lexicon topics that stand beside a headline."""
FIRST_UNSPACED = "\u0e01"
"""The first letter of Thai; those of the other scripts without spaces come later."""
_NO_LETTERS_RE = re.compile(r"[\W_]+")
_PLAIN_STEM_RE = re.compile(r"\b\w{4,6}")
_OTHER_SCRIPT_RE = re.compile("[\u0300-\u036f\u0590-\u1dff\u2c00-\U0010ffff]")
"""Characters of scripts whose words have other lengths, or whose marks are part of a word."""
_STEM_RE = regex.compile(r"\b(?:\p{Hangul}{2}|[\p{Arabic}\p{Hebrew}]{3,4}|\w{4,6})")
_UNSPACED_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]{2,}")
FACTS = {
    "words": "how many words", "letters": "how many characters", "long words": "how many stems",
    "mark": "what the rendering marks it as: 1 heading, 2 list item, 3 quote", "a blank over it": "a blank line is",
    "a blank under it": "a blank line is", "end": "its last mark's place among ENDS, or -1",
    "a sentence": "ends as one", "colons": "how many",
    "capitals": "percent of words with a capital", "digits": "how many",
    "separators": "bars, dashes and arrows between its parts",
    "over the body": "how many lines over the article's start", "place": "how many lines over it",
    "body over it": "words of paragraphs over it", "lines of the body": "how long the article's run is",
    "body since the start": "words of paragraphs between the article's start and it",
    "to the next paragraph": "how many lines", "rank by length": "among the candidates",
    "longer under it": "candidates with some words before it",
    "to a date": "lines to the next that says when or by whom", "to a byline": "the same, that the lexicon knows",
    "wordy before the date": "candidates with some words before that line", "short over it": "of the three lines",
    "words over it": "of the line over it", "words two over it": "of the next but one up",
    "words two under it": "of the next but one down",
    "body soon": "words of paragraphs in the next lines",
    "shared with the body": "percent of its stems", "shared with the next paragraph": "percent",
    "shared with the first paragraphs": "percent", "rank by the body": "among the candidates",
    "rank by the next paragraph": "among the candidates", "printed above": "how often as a candidate",
    "printed elsewhere": "how often the page has its words beside the candidates",
    "shared with those above": "percent",
    "topics": "how many of the article's commonest stems", "weight of its words": "their mean count in the body",
    "inside a neighbour": "1 at the end of a longer one beside it, 2 elsewhere in it",
    "length to the last": "percent of the line over it", "last is a sentence": "the line over it ends as one",
    "last has its words": "percent, of the next line up with some words", "has the last's words": "percent, of such",
    "lines to the wordy last": "how far up it is", "next has its words": "percent, of the line under it",
    "length to the next": "percent of the next line down with some words",
    "lines that went over it": "how many a filter has taken right over it", "under a menu": "lines to the last one up",
}  # fmt: skip
"""What is known of each candidate, and what it means."""


class Surroundings:
    """What the facts of all candidates are looked up in; made once a page."""

    def __init__(self, page: Page, frame: Frame, pool: Sequence[Heading]) -> None:
        self.frame, self.pool = frame, pool
        self.whole = "\n".join([
            line.text if words <= MAX_HEADLINE_WORDS else line.text[:MAX_BELOW_CHARS]
            for line, words in zip(frame.lines, frame.words, strict=True)
        ]).lower()  # fmt: skip
        self.lowered = self.whole.split("\n")
        self.keys = [h.key for h in pool]
        self.bare = [_NO_LETTERS_RE.sub("", h.key) for h in pool]
        self.lengths = sorted([len(h.text) for h in pool], reverse=True)
        self.menus = sorted([i for i, found in findings(page).items() if found.removal.kind in MENUS])
        self.long = [h.at for h in pool if frame.words[h.at] >= MIN_FAR_WORDS]
        self.short = [words <= MAX_SHORT_WORDS for words in frame.words]
        self.passed = [0, *accumulate(frame.paragraphs)]
        self.paragraphs = [i for i, words in enumerate(frame.paragraphs) if words]
        self.stems = [stems_of(h.key) for h in pool]
        self.seen_up = seen_before(pool, self.stems)
        self.body = body_of(frame)
        lead = self.body[:MAX_BELOW_CHARS]
        found = {stem for stem in set().union(*self.stems) if stem in self.body}
        self.counts = Counter({stem: self.body.count(stem) for stem in sorted(found)})
        self.topics = {stem for stem, n in self.counts.most_common(MAX_TOPICS) if n >= MIN_TOPIC_COUNT}
        self.in_body = [len([1 for stem in stems if stem in found]) for stems in self.stems]
        found = {stem for stem in found if stem in lead}
        self.in_lead = [len([1 for stem in stems if stem in found]) for stems in self.stems]
        self.in_below = [count_in(stems, self.below(h.at)) for h, stems in zip(pool, self.stems, strict=True)]
        self.body_order, self.below_order = sorted(self.in_body, reverse=True), sorted(self.in_below, reverse=True)
        self.dated, self.signed = dated_near(page, frame, pool)
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
        words, lowered = self.frame.words, self.lowered
        near = range(i + step, max(-1, min(len(words), i + step + step * NEAR_WORDY)), step)
        return next((j for j in near if words[j] >= MIN_FAR_WORDS and lowered[j] != lowered[i]), None)

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
        return min(MAX_RATIO, 100 * len(self.pool[k].text) // len(self.frame.lines[j].text))

    def is_sentence(self, i: int) -> bool:
        """Whether a line ends as a sentence does; looked at once a line."""
        known = self.sentences.get(i)
        if known is None:
            known = self.sentences[i] = ends_sentence(self.frame.lines[i].text)
        return known


def stems_of(text: str) -> list[str]:
    """Beginnings of a lower-case text's longer words; in scripts without spaces, pairs of characters.

    >>> stems_of("rain in the hills of wales"), stems_of("雨が降る")
    (['rain', 'hills', 'wales'], ['雨が', 'が降', '降る'])
    """
    if text.isascii() or not _OTHER_SCRIPT_RE.search(text):
        return _PLAIN_STEM_RE.findall(text)
    if max(text) >= FIRST_UNSPACED and (runs := _UNSPACED_RE.findall(text)):
        return [run[k : k + 2] for run in runs for k in range(len(run) - 1)]
    stems: list[str] = _STEM_RE.findall(text)
    return stems


def count_in(stems: Sequence[str], text: str) -> int:
    """How many of some stems a text has."""
    return len([1 for stem in stems if stem in text])


def dated_near(page: Page, frame: Frame, pool: Sequence[Heading]) -> tuple[list[int], list[int]]:
    """The lines under candidates that say when or by whom, and those of them that the lexicon knows."""
    near: set[int] = set()
    for h in pool:
        near.update(range(h.at + 1, min(len(frame.lines), h.at + MAX_DATE_LINES + 1)))
    dated, signed = [], []
    for i in sorted(near):
        line = frame.lines[i]
        if frame.words[i] > MAX_DATED_WORDS:
            continue
        if says_who_or_when(page, line):
            dated.append(i)
            signed.append(i)
        elif i in frame.dated or (DIGIT_RE.search(line.text) and DATED_RE.search(line.text)):
            dated.append(i)
    return dated, signed


def says_who_or_when(page: Page, line: Line) -> bool:
    """Whether the lexicon knows a line, or its start, as a label of bylines or dates."""
    hit = page.hits(line)
    return (bool(hit.starts) or bool(hit.lines)) and any(
        topic.partition(".")[0] in WHO_AND_WHEN for topic in (*hit.lines, *(name for name, _ in hit.starts))
    )


def next_after(places: Sequence[int], i: int, limit: int) -> int:
    """How far the first of some places after a line is; one more than the limit where it is further.

    >>> next_after([2, 9], 2, 5), next_after([2, 9], 6, 5)
    (6, 3)
    """
    at = bisect_right(places, i)
    return min(limit + 1, places[at] - i) if at < len(places) else limit + 1


def last_before(places: Sequence[int], i: int) -> int:
    """The last of some places before a line, or one far over the page.

    >>> last_before([2, 9], 9), last_before([2, 9], 2)
    (2, -100)
    """
    at = bisect_left(places, i)
    return places[at - 1] if at else -NO_PLACE


def body_of(frame: Frame) -> str:
    """The first paragraphs of the article's run, in lower case."""
    parts: list[str] = []
    size = 0
    for i in range(frame.start, frame.end):
        if frame.paragraphs[i]:
            parts.append(frame.lines[i].text[:MAX_BODY_CHARS])
            size += len(parts[-1])
            if size >= MAX_BODY_CHARS:
                break
    return "\n".join(parts)[:MAX_BODY_CHARS].lower()


def seen_before(pool: Sequence[Heading], stems: Sequence[Sequence[str]]) -> list[int]:
    """Of each candidate, how many stems stand in some of the NEIGHBOURS before it; the same text does not count."""
    last: dict[str, tuple[int, str]] = {}
    seen: list[int] = []
    for k, (candidate, own) in enumerate(zip(pool, stems, strict=True)):
        key = candidate.key
        found = [last[stem] for stem in own if stem in last]
        seen.append(len([1 for at, other in found if k - at <= NEIGHBOURS and other != key]))
        last.update(dict.fromkeys(own, (k, key)))
    return seen


def shape(around: Surroundings, k: int) -> Facts:
    """A candidate alone."""
    frame, own = around.frame, around.pool[k]
    i, text, lines = own.at, own.text, around.frame.lines
    words = text.split()
    return {
        "words": word_count(text) if own.span else frame.words[i], "letters": len(text),
        "long words": len(around.stems[k]), "mark": MARKS[lines[i].mark],
        "a blank over it": int(lines[i].blank_before),
        "a blank under it": int(i + 1 == len(lines) or lines[i + 1].blank_before), "end": ENDS.find(text[-1]),
        "a sentence": int(ends_sentence(text) if own.span else around.is_sentence(i)),
        "colons": text.count(":") + text.count("："),
        "digits": len(DIGIT_RE.findall(text)), "separators": len([1 for mark in SEPARATORS if mark in text]),
        "capitals": 100 * len([1 for word in words if word[0].isupper()]) // max(1, len(words)),
    }  # fmt: skip


def place(around: Surroundings, k: int) -> Facts:
    """Where a candidate stands."""
    frame, i = around.frame, around.pool[k].at
    words, paragraph, passed = frame.words, around.next_paragraph(i), around.passed[i]
    dated = next_after(around.dated, i, MAX_DATE_LINES)
    return {
        "place": min(FAR, i), "body over it": passed, "lines of the body": frame.end - frame.start,
        "rank by length": around.lengths.index(len(around.pool[k].text)),
        "words two over it": words[i - 2] if i > 1 else 0,
        "words two under it": words[i + 2] if i + 2 < len(words) else 0,
        "over the body": max(-FAR, min(FAR, frame.start - i)),
        "body since the start": passed - around.passed[frame.start] if i > frame.start else 0,
        "to the next paragraph": min(FAR, paragraph - i), "longer under it": around.wordy_until(i, paragraph),
        "to a date": dated, "to a byline": next_after(around.signed, i, NEAR),
        "wordy before the date": around.wordy_until(i, i + dated) if dated <= MAX_DATE_LINES else NO_LINE,
        "short over it": sum(around.short[max(0, i - 3) : i]), "words over it": words[i - 1] if i else 0,
        "body soon": min(MAX_WORDS_SOON, around.passed[min(len(words), i + SOON_LINES + 1)] - passed),
    }  # fmt: skip


def elsewhere(around: Surroundings, k: int) -> Facts:
    """How much of a candidate stands elsewhere on the page."""
    own, n = around.pool[k], len(around.stems[k])
    m, counts = n or 1, around.counts
    return {
        "shared with the body": 100 * around.in_body[k] // m,
        "shared with the next paragraph": 100 * around.in_below[k] // m,
        "shared with the first paragraphs": 100 * around.in_lead[k] // n if n else -1,
        "rank by the body": around.body_order.index(around.in_body[k]),
        "rank by the next paragraph": around.below_order.index(around.in_below[k]),
        "printed elsewhere": min(MAX_COUNT, around.whole.count(own.key) - around.keys.count(own.key)),
        "printed above": around.keys[:k].count(own.key),
        "shared with those above": 100 * around.seen_up[k] // m,
        "topics": len(around.topics.intersection(around.stems[k])),
        "weight of its words": 100 * sum([min(MAX_COUNT, counts[stem]) for stem in around.stems[k]]) // m,
        "inside a neighbour": around.within(k),
    }  # fmt: skip


def beside(around: Surroundings, k: int) -> Facts:
    """What the lines over a candidate are: the one next to it, and the next with some words."""
    i, lines = around.pool[k].at, around.frame.lines
    up, down = around.wordy(i, -1), around.wordy(i, 1)
    return {
        "next has its words": around.share(i + 1, i) if i + 1 < len(lines) else -1,
        "length to the next": -1 if down is None else around.ratio(k, down),
        "lines that went over it": min(NO_LINE, lines[i].index - lines[i - 1].index - 1) if i else 0,
        "under a menu": min(NEAR + 1, lines[i].index - last_before(around.menus, lines[i].index)),
        "length to the last": around.ratio(k, i - 1) if i else -1,
        "last is a sentence": int(around.is_sentence(i - 1)) if i else -1,
        "last has its words": -1 if up is None else around.share(i, up),
        "has the last's words": -1 if up is None else around.share(up, i),
        "lines to the wordy last": NO_LINE if up is None else i - up,
    }  # fmt: skip


def facts_of(page: Page, frame: Frame, pool: Sequence[Heading]) -> tuple[list[Heading], list[Facts]]:
    """The candidates that can win, and the facts of each.

    Those that come after many words of the article cannot; they are only what the others are ranked among.
    """
    around = Surroundings(page, frame, pool)
    passed = around.passed[min(frame.start, len(frame.lines))] + MAX_WORDS_PASSED
    left = [k for k, h in enumerate(pool) if h.at <= frame.start or around.passed[h.at] <= passed]
    facts: list[Facts] = [
        {**shape(around, k), **place(around, k), **elsewhere(around, k), **beside(around, k)} for k in left
    ]
    return [pool[k] for k in left], facts
