"""What the scorer looks at: named features of every logical line of a page, from its text, its place and its company.

These are the first pass's; the second (see `second`) also sees what the first thinks of the line, of its neighbours and
of the page. A feature is a row, a line a column. Values are integers or quotients of integers, never logarithms or sums
of fractions, so they are the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import regex
from numpy.typing import NDArray

from newsclean.findings import findings, is_label
from newsclean.lexicon import MARKS as EDGES
from newsclean.lexicon import NO_HIT
from newsclean.page import Line, Page
from newsclean.scorer import text as t
from newsclean.scorer.captions import SIGNS, caption_signs

Floats = NDArray[np.float64]
Matrix = NDArray[np.float32]
Flags = NDArray[np.bool_]

LONG_LINE = 80
"""Letters from which a line counts as long; an ideograph counts for three."""
WIDE_LETTER = 3
_LETTER_WEIGHTS = np.zeros(t.CLASSES, np.int64)
_LETTER_WEIGHTS[[t.UPPER, t.LOWER, t.UNCASED]] = 1
_LETTER_WEIGHTS[[t.HANGUL, t.SYLLABLE, t.IDEOGRAPH]] = 2, 2, WIDE_LETTER
FAMILIES: dict[str, tuple[str, ...]] = {
    "credit": ("credit", "caption"),
    "share": ("share", "embed", "player", "reading-time"),
    "ad": ("ad",),
    "subscribe": ("subscribe",),
    "consent": ("consent", "footer"),
    "nav": ("nav",),
    "related": ("related",),
    "comments": ("comments",),
    "tags": ("tags",),
    "author": ("author",),
    "byline": ("byline",),
    "date": ("date",),
}
"""Families of lexicon topics, by the first part of the topic's name."""
_FAMILY_OF = {part: i for i, parts in enumerate(FAMILIES.values()) for part in parts}
_RELATED, _TEASER = list(FAMILIES).index("related"), len(FAMILIES)
MARKS = ("heading", "list-item", "quote")

BASE = (
    "letters", "words", "word_size", "capital_words", "upper_share", "digit_share", "other_share", "commas", "ends",
    "ends_a_word", "short_words", "unique_words", "quotes", "brackets", "bullets", "colons", "numbers", "years",
    "first_class", "last_class", "before_last_class", "blank_before", "blank_after", "heading", "list_item",
    "quote", "link_share", "source_lines", "repeats", "repeated_before", "at_sign", "web_address", "copyright",
    "line_hit", "start_hit", "removed", "found_related", "found_caption", "found_in_paragraph", "question", "clock",
    "list_run", "sentence", "long_words", "same_start", "same_end", *SIGNS,
)  # fmt: skip
"""Features of a line alone."""
NEIGHBOUR_BASE = (
    "letters", "capital_words", "digit_share", "commas", "ends", "last_class", "first_class", "link_share", "repeats",
    "list_item", "start_hit", "removed", "found_related", "clock", "sentence", "numbers", "credit_start",
    "related_start", "years", "slash_tail", "same_start", "same_end",
)  # fmt: skip
NEIGHBOURS = 2
TOPIC = ("topic_top", "topic_common", "topic_before", "topic_after", "topic_new", "topic_seen")
TOPIC_NEAR = ("topic_top_before", "topic_top_after", "topic_seen_before", "topic_seen_after")
FAMILY_ROWS = tuple(f"{name}_{what}" for name in FAMILIES for what in ("line", "start"))
CONTEXT_FAMILIES = ("share", "subscribe", "consent", "nav", "related", "comments", "tags", "author", "byline", "date")
CONTEXT = (*CONTEXT_FAMILIES, "teaser")
_CONTEXT_ROWS = np.array([*(list(FAMILIES).index(name) for name in CONTEXT_FAMILIES), _TEASER])
PLACE = (
    "index", "from_end", "letters_before", "letters_after", "share_before", "share_after", "long_before",
    "long_after", "since_long", "until_long", "long_near_before", "long_near_after", "density_5", "density_10",
    "density_20", "best_start", "best_end", "in_best", "best_share", "since_heading", "since_blank", "until_blank",
    "since_list_item", "dates_passed", "numbers_near", "hits_5_before", "hits_5_after", "hits_15_before",
    "hits_15_after", "hits_passed", "hits_ahead", "repeats_near", "size_rank", "block_letters", "block_lines",
    "block_long", *(f"since_{name}" for name in CONTEXT), *(f"until_{name}" for name in CONTEXT), "rhythm",
    "own_rhythm",
)  # fmt: skip
PAGE = (
    "page_lines", "page_letters", "page_long", "page_long_letters", "page_blank_share", "page_link_share",
    "page_cased", "page_wide", "page_hits", "page_heads", "page_median",
)  # fmt: skip
WORDS = ("word_mean", "word_sum", "word_known", "word_against", "word_for", "word_before", "word_after", "word_near")
NAMES: tuple[str, ...] = (
    *BASE, *FAMILY_ROWS, *TOPIC, *TOPIC_NEAR, *PLACE, *PAGE, *WORDS,
    *(f"{name}{o:+d}" for o in (*range(-NEIGHBOURS, 0), *range(1, NEIGHBOURS + 1)) for name in NEIGHBOUR_BASE),
)  # fmt: skip
_AT = {name: i for i, name in enumerate(NAMES)}
_NEIGHBOUR_ROWS = np.array([_AT[name] for name in NEIGHBOUR_BASE])
FAR = 60
"""Distances are cut off here."""


def line_features(page: Page, measured: t.Measures | None = None, words: NDArray[np.int8] | None = None) -> Matrix:
    """The first pass's features, NAMES x lines, of all logical lines of a page; words are the weights of hashed words.

    >>> from newsclean import read_page
    >>> page = read_page("Menu\\n\\nIn the night, rain fell on the hills.", language="en")
    >>> line_features(page)[_AT["ends"]]
    array([0., 1.], dtype=float32)
    """
    lines = page.source
    m = measured or t.measure([line.text for line in lines])
    out = np.zeros((len(NAMES), len(lines)), np.float32)
    if not lines:
        return out
    letters = _base(out, lines, m)
    hits = _lexicon(out, page)
    long = letters >= LONG_LINE
    good = long & (out[_AT["sentence"]] > 0)
    _topic(out, m, good)
    _place(out, letters, long, good, hits)
    _page_rows(out, letters, good, hits, m)
    _neighbours(out)
    if words is not None:
        fill_words(out, m, words.take(m.word_hash))
    return out


def row_of(features: Matrix, name: str) -> Matrix:
    """The row of a feature."""
    row: Matrix = features[_AT[name]]
    return row


def weigh(m: t.Measures) -> Floats:
    """Letters of each line, where an ideograph counts for WIDE_LETTER."""
    letters: Floats = (m.counts @ _LETTER_WEIGHTS).astype(np.float64)
    return letters


def _base(out: Matrix, lines: tuple[Line, ...], m: t.Measures) -> Floats:
    """Fill the rows of BASE but the lexicon's; give back the letters of each line."""
    c, letters = m.counts.T, weigh(m)
    words, spaced, cased, capital, short, numbers, years, topical = m.words.T
    total, every = np.maximum(c.sum(0) - 1, 1), np.maximum(words, 1)
    texts = [line.text for line in lines]
    blank_after = np.ones(len(lines), bool)
    blank = [line.blank_before for line in lines]
    blank_after[:-1] = blank[1:]
    out[: _AT["heading"]] = (
        letters, spaced + (words - spaced) / 2, letters / every, capital / np.maximum(cased, 1),
        c[t.UPPER] / np.maximum(c[t.UPPER] + c[t.LOWER], 1), c[t.DIGIT] / total, c[t.OTHER] / total,
        c[t.COMMA] / every, m.ends, m.ends / every, short / np.maximum(spaced, 1), m.topics / np.maximum(topical, 1),
        c[t.QUOTE], c[t.BRACKET], c[t.BULLET] / total, c[t.COLON], numbers, years, m.first, m.last, m.before_last,
        blank, blank_after,
    )  # fmt: skip
    _rendering(out, lines)
    _repeats(out, texts)
    _holds(out, texts)
    closed = (m.last == t.END) | (((m.last == t.QUOTE) | (m.last == t.BRACKET)) & (m.before_last == t.END))
    out[_AT["sentence"]] = closed & (letters >= 20)
    out[_AT["long_words"]] = topical
    out[_AT["same_start"]], out[_AT["same_end"]] = _companies(m, letters)
    out[_AT[SIGNS[0]] : _AT[SIGNS[-1]] + 1] = caption_signs(texts)
    return letters


def _rendering(out: Matrix, lines: tuple[Line, ...]) -> None:
    """Fill the rows of what the rendering knew; most have no marks and no links."""
    marks = [line.mark for line in lines]
    if any(marks):
        first = _AT["heading"]
        out[first : first + len(MARKS)] = [[mark == name for mark in marks] for name in MARKS]
        items = out[_AT["list_item"]] > 0
        starts = np.maximum.accumulate(np.where(items, 0, np.arange(1, len(lines) + 1)))
        of = np.where(items, starts, -1)
        _, run, sizes = np.unique(of, return_inverse=True, return_counts=True)
        out[_AT["list_run"]] = items * sizes[run]
    shares = [line.link_share for line in lines]
    if any(shares):
        out[_AT["link_share"]] = shares
    out[_AT["source_lines"]] = [len(line.numbers) for line in lines]


def _repeats(out: Matrix, texts: list[str]) -> None:
    """Fill the rows that count the lines with the same text, on the page and so far."""
    repeats, before = out[_AT["repeats"]], out[_AT["repeated_before"]]
    repeats[:] = 1
    counted = Counter(texts)
    if len(counted) == len(texts):
        return
    seen: Counter[str] = Counter()
    for i, text in enumerate(texts):
        if counted[text] > 1:
            repeats[i], before[i] = counted[text], seen[text]
            seen[text] += 1


def _companies(m: t.Measures, letters: Floats) -> Floats:
    """How many lines that are not long start, or end, with the same word; all numbers are one word."""
    every = m.words[:, 0]
    ends = every.cumsum()
    named = ((every > 0) & (letters < LONG_LINE)).nonzero()[0]
    found = np.zeros((2, letters.size))
    for row, places, cls in ((found[0], ends - every, m.first), (found[1], ends - 1, m.last)):
        words = np.where(cls[named] == t.DIGIT, -1, m.word_hash.take(places[named]))
        _, of, counts = np.unique(words, return_inverse=True, return_counts=True)
        row[named] = counts[of]
    return found


_QUESTION_MARKS = "?？؟;՞"
_CLOCK_RE = regex.compile(r"(?<![\d:.])[012]?\d[:.h][0-5]\d(?![\d.,])")
_HOLDS = {"at_sign": ("@",), "web_address": ("http", "www."), "copyright": ("©",)}


def _holds(out: Matrix, texts: list[str]) -> None:
    """Fill the rows that tell which lines hold a sign; most pages hold few."""
    whole = "\n".join(texts)
    for name, signs in _HOLDS.items():
        for sign in signs:
            if sign in whole:
                out[_AT[name], [i for i, text in enumerate(texts) if sign in text]] = 1
    if any(mark in whole for mark in _QUESTION_MARKS):
        out[_AT["question"], [i for i, text in enumerate(texts) if text[-1:] in _QUESTION_MARKS]] = 1
    out[_AT["clock"]] = [_CLOCK_RE.search(text[:_CLOCK_CHARS]) is not None for text in texts]


_CLOCK_CHARS = 80
"""A time of day stands at the head of a comment or a teaser; in a sentence it says little."""


def _lexicon(out: Matrix, page: Page) -> Flags:
    """Fill the lexicon's rows; give back families x lines, which family a line belongs to.

    The last row is for teasers: a label of other stories with a headline after it. One that stands alone heads a list,
    as a whole line that the lexicon knows does.
    """
    hits = np.zeros((len(FAMILIES) + 1, len(page.source)), bool)
    first = _AT[FAMILY_ROWS[0]]
    for i, line in enumerate(page.source):
        hit = page.look_up(line.text)
        if hit is NO_HIT:
            continue
        for topic in hit.lines:
            family = _FAMILY_OF.get(topic.partition(".")[0])
            if family is not None:
                hits[family, i] = out[first + 2 * family, i] = out[_AT["line_hit"], i] = 1
        for topic, end in hit.starts:
            family = _FAMILY_OF.get(topic.partition(".")[0])
            if family is not None:
                related = family == _RELATED
                teaser = related and bool(line.text[end:].strip(EDGES))
                hits[_TEASER if teaser else family, i] = out[_AT["start_hit"], i] = 1
                out[first + 2 * family + (teaser or not related), i] = 1
    _found(out, page)
    return hits


def _found(out: Matrix, page: Page) -> None:
    """Fill the rows of what filters find: labels of something else, of other stories, captions; and in paragraphs."""
    for index, (_, removal) in findings(page).items():
        if removal.kind in ("caption", "credit"):
            out[_AT["found_caption"], index] = 1
        if not is_label(page, removal.line):
            out[_AT["found_in_paragraph"], index] = 1
        else:
            out[_AT["found_related" if removal.kind == "related" else "removed"], index] = 1


def _topic(out: Matrix, m: t.Measures, good: Flags) -> None:
    """Fill the rows of TOPIC: shares of a line's topical words that stand elsewhere on the page."""
    n, of, word = good.size, m.topic_line, m.topic_word
    if not word.size:
        return
    place, own = good.cumsum(dtype=np.int64).take(of), good.take(of)
    in_lines = np.bincount(word, own, m.vocabulary)
    top = np.zeros(m.vocabulary, bool)
    top[word.compress(own & (place <= 3))] = True
    common = np.sort(in_lines[in_lines > 1])[-25:]
    before, after = _companions(word, place, own)
    often = in_lines.take(word) >= (common[0] if common.size else 2)
    flags = (top.take(word), often, before <= 3, after <= 3, before >= NEVER, before <= 30)
    counts = np.array([np.bincount(of, flag, n) for flag in flags])
    first = _AT[TOPIC[0]]
    out[first : first + len(TOPIC)] = counts / np.maximum(m.topics, 1)
    near = windows(good * np.array([m.topics, counts[0], counts[5]]), _TOPIC_SPANS)
    out[first + len(TOPIC) : first + len(TOPIC) + len(TOPIC_NEAR)] = (near[1:] / np.maximum(near[0], 1)).reshape(-1, n)


NEVER = 1 << 31
"""More lines than a page has."""


def _companions(word: t.Ints, place: t.Ints, own: Flags) -> tuple[t.Ints, t.Ints]:
    """For each word of each line: good lines since it last stood in one, and until it next does, or NEVER and more.

    Words lie so far apart that another word's line is more than NEVER away.
    """
    at = word * (2 * NEVER) + place
    latest, coming = np.full(at.size + 1, -2 * NEVER), np.full(at.size + 1, at[-1] + 2 * NEVER)
    np.maximum.accumulate(np.where(own, at, latest[0]), out=latest[1:])
    np.minimum.accumulate(np.where(own, at, coming[-1])[::-1], out=coming[-2::-1])
    return at - latest[:-1], coming[1:] - at


def since(flags: Flags) -> t.Ints:
    """Lines since one with a flag, itself not counted, at most FAR; rows are flags, columns lines."""
    n = flags.shape[-1]
    at = np.arange(n)
    latest = np.full((len(flags), n + 1), -1000)
    np.maximum.accumulate(np.where(flags, at, -1000), axis=1, out=latest[:, 1:])
    lines: t.Ints = np.minimum(at - latest[:, :-1], FAR)
    return lines


def distances(behind: Sequence[Flags], ahead: Sequence[Flags]) -> tuple[t.Ints, t.Ints]:
    """Lines since one with each flag, and until one with each of the others.

    >>> flag = np.array([False, True, False, False])
    >>> since, until = distances([flag], [flag])
    >>> since.tolist(), until.tolist()
    ([[60, 60, 1, 2]], [[1, 60, 60, 60]])
    """
    flags = np.array([*behind, *ahead])
    flags[len(behind) :] = flags[len(behind) :, ::-1]
    lines = since(flags)
    return lines[: len(behind)], lines[len(behind) :, ::-1]


def best_runs(values: NDArray[Any]) -> t.Ints:
    """For each row the run of lines with the greatest sum: its first and last line.

    >>> best_runs(np.array([[1.0, -3.0, 2.0, -1.0, 4.0, -9.0, 3.0]]))
    array([[2, 4]])
    """
    sums = summed(values)
    ends = (sums[:, 1:] - np.minimum.accumulate(sums[:, :-1], axis=1)).argmax(1).tolist()
    return np.array([(row[: end + 1].argmin(), end) for row, end in zip(sums, ends, strict=True)])


def summed(values: NDArray[Any]) -> Floats:
    """Of each row the sums of all values before each line, and of the whole row."""
    rows, n = values.shape
    sums = np.zeros((rows, n + 1))
    values.cumsum(1, out=sums[:, 1:])
    return sums


def spans(*around: tuple[int, int]) -> t.Ints:
    """Windows around a line: lines before and after it that belong to it; -1 leaves the line itself out."""
    return np.array([[-before for before, _ in around], [after + 1 for _, after in around]])[:, :, None]


def windows(values: Floats, around: t.Ints) -> Floats:
    """Sums of rows over windows around each line: rows x spans x lines.

    >>> windows(np.array([[1.0, 2.0, 4.0]]), spans((1, 0), (-1, 1)))[0]
    array([[1., 3., 6.],
           [2., 4., 0.]])
    """
    return between(summed(values), around)


def between(sums: Floats, around: t.Ints) -> Floats:
    """The same from the sums before each line."""
    n = sums.shape[-1] - 1
    starts, stops = np.minimum(np.maximum(around + np.arange(n), 0), n)
    found: Floats = sums.take(stops, 1) - sums.take(starts, 1)
    return found


EIGHT_AROUND = ((8, -1), (0, 8))
"""The lines before a line, and it with those after it, that tell the topic around it."""
_TOPIC_SPANS = spans(*EIGHT_AROUND)
_SPANS = spans((5, 5), (10, 10), (20, 20), (5, 0), (0, 5), (15, 0), (0, 15), (3, -1), (-1, 3))


def _place(out: Matrix, letters: Floats, long: Flags, good: Flags, hits: Flags) -> None:
    """Fill the rows of PLACE. hits: families x lines."""
    n = letters.size
    at = np.arange(n)
    blank, dates, numbers, repeats = (out[_AT[name]] for name in ("blank_before", "years", "numbers", "repeats"))
    counted = (letters, good * letters, hits.any(0), numbers, repeats > 1, good, dates > 0, blank)
    sums = summed(np.array(counted, np.float64))
    before, solid_before, _, _, _, long_before, dates_passed, _ = sums[:, :-1]
    run, solid, hits_passed, _, _, long_passed, _, blanks = sums[:, 1:]
    after, whole = run[-1] - run, max(float(run[-1]), 1.0)
    w = between(sums[:5], _SPANS)
    ((start, end),) = best_runs(_run_values(out, letters, long)[None])
    chosen = hits.take(_CONTEXT_ROWS, 0)
    behind, ahead = distances(
        (good, blank > 0, out[_AT["heading"]] > 0, out[_AT["list_item"]] > 0, *chosen),
        (good, out[_AT["blank_after"]] > 0, *chosen),
    )
    size_rank = np.empty(n)
    size_rank[(-letters).argsort(kind="stable")] = at
    block = blanks.astype(np.int64)
    rows = (
        at, n - 1 - at, before, after, before / whole, after / whole, long_before,
        long_passed[-1] - long_passed,
        behind[0], ahead[0], w[1, 7], w[1, 8], *(w[1, :3] / np.maximum(w[0, :3], 1.0)),
        at - start, end - at, (at >= start) & (at <= end), np.full(n, (solid[end] - solid_before[start]) / whole),
        behind[2], behind[1], ahead[1], behind[3], dates_passed,
        w[3, 3] + w[3, 4], *w[2, 3:7], hits_passed, hits_passed[-1] - hits_passed, w[4, 3] + w[4, 4], size_rank,
        np.bincount(block, weights=letters)[block], np.bincount(block)[block], np.bincount(block, weights=good)[block],
        *behind[4:], *ahead[2:], *_rhythm(out, letters),
    )  # fmt: skip
    first = _AT[PLACE[0]]
    out[first : first + len(PLACE)] = rows


def _run_values(out: Matrix, letters: Floats, long: Flags) -> Floats:
    """What each line adds to the run that is most likely the article: sentences add, other lines cost.

    What filters find costs nothing: what is cut by an advertisement or a list of other stories goes on after it.
    """
    found = (out[_AT["removed"]] > 0) | (out[_AT["found_related"]] > 0)
    values: Floats = np.where(out[_AT["sentence"]] > 0, letters, np.where(long, 0.25 * letters, -30.0 * ~found))
    return values


MAX_BEAT = 6
"""Comments and lists of stories with their first lines repeat a pattern of so many lines at most."""
_BEAT_SPANS = spans((12, 12))


def _rhythm(out: Matrix, letters: Floats) -> tuple[Floats, Floats]:
    """How well the lines around each keep to a pattern of two to MAX_BEAT lines, and how much better than to one.

    Two lines are alike where their size, sentence end and numbers are.
    """
    n = letters.size
    kind = (letters >= LONG_LINE) + 2 * (letters >= 20) + 4 * (out[_AT["sentence"]] > 0) + 8 * (out[_AT["numbers"]] > 0)
    alike = np.zeros((MAX_BEAT, n))
    for beat in range(1, min(MAX_BEAT, n - 1) + 1):
        alike[beat - 1, beat:] = kind[beat:] == kind[:-beat]
    sums = windows(alike, _BEAT_SPANS)[:, 0]
    best: Floats = sums[1:].max(0)
    return best, best - sums[0]


def _page_rows(out: Matrix, letters: Floats, good: Flags, hits: Flags, m: t.Measures) -> None:
    """Fill the rows of PAGE: the same for all lines."""
    n, c = letters.size, m.counts.sum(0).tolist()
    whole = max(float(letters.sum()), 1.0)
    blank, linked, headings, hit = (
        np.count_nonzero(flags)
        for flags in (out[_AT["blank_before"]], out[_AT["link_share"]], out[_AT["heading"]], hits.any(0))
    )
    rows = (
        n, whole, np.count_nonzero(good), letters[good].sum() / whole, blank / n, linked / n,
        (c[t.UPPER] + c[t.LOWER]) / whole, WIDE_LETTER * c[t.IDEOGRAPH] / whole, hit / n, headings,
        np.sort(letters)[n // 2],
    )  # fmt: skip
    first = _AT[PAGE[0]]
    out[first : first + len(PAGE)] = np.array(rows, np.float32)[:, None]


_WORD_SPANS = spans((3, -1), (-1, 3), (6, 6))
TELLING = 12
"""The weight from which a word speaks for or against body by itself."""


_LOW_HALF = np.int64((1 << 32) - 1)


@cache
def _weight_kinds() -> NDArray[np.int64]:
    """What a word of each weight adds to a line's sums, two sums to a number; a negative weight counts from the end.

    First row: the weight + 128 above, whether it is known below; second: whether it speaks against above, for below.
    """
    weight = np.arange(256).astype(np.int8).astype(np.int64)
    known = (weight != 0).astype(np.int64)
    return np.stack(
        [((known * (weight + 128)) << 32) + known, ((weight < -TELLING) * np.int64(1) << 32) + (weight > TELLING)]
    )


def fill_words(out: Matrix, m: t.Measures, values: NDArray[np.int8]) -> None:
    """Fill the rows of WORDS from the weight of each word of the page."""
    n, every = out.shape[1], m.words[:, 0]
    bounds = np.zeros(n + 1, np.int64)
    every.cumsum(out=bounds[1:])
    sums = np.zeros((2, values.size + 1), np.int64)
    _weight_kinds().take(values.view(np.uint8), 1).cumsum(1, out=sums[:, 1:])
    at_bounds = sums.take(bounds, 1)
    by_line: t.Ints = at_bounds[:, 1:] - at_bounds[:, :-1]
    known, speaking = by_line & _LOW_HALF
    total, against = by_line >> 32
    total -= 128 * known
    near = windows(np.array([total, every], np.float64), _WORD_SPANS)
    some = np.maximum(every, 1)
    first = _AT[WORDS[0]]
    out[first : first + len(WORDS)] = (
        total / some, total, known / some, against / some, speaking / some, *(near[0] / np.maximum(near[1], 1)),
    )  # fmt: skip


def shifted(rows: Matrix, reach: int, fill: float) -> Matrix:
    """Rows as seen from `reach` lines before to as many after, one block an offset, the line itself left out."""
    k, n = rows.shape
    padded = np.empty((k, n + 2 * reach), np.float32)
    padded[:] = fill
    padded[:, reach : reach + n] = rows
    starts = (*range(reach), *range(reach + 1, 2 * reach + 1))
    return np.concatenate([padded[:, start : start + n] for start in starts])


def _neighbours(out: Matrix) -> None:
    out[len(NAMES) - 2 * NEIGHBOURS * len(NEIGHBOUR_BASE) :] = shifted(out.take(_NEIGHBOUR_ROWS, 0), NEIGHBOURS, -1.0)
