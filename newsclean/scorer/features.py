"""What the scorer looks at: named features of every logical line of a page, from its text, its place and its company.

These are the first pass's; the second (see `second`) also sees what the first thinks of the line, of its neighbours and
of the page. A feature is a row, a line a column. Values are integers or quotients of integers, never logarithms or sums
of fractions, so they are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
MARKS = ("heading", "list-item", "quote")

BASE = (
    "letters", "words", "word_size", "capital_words", "upper_share", "digit_share", "other_share", "commas", "ends",
    "ends_a_word", "short_words", "unique_words", "quotes", "brackets", "bullets", "colons", "numbers", "years",
    "first_class", "last_class", "before_last_class", "blank_before", "blank_after", "heading", "list_item",
    "quote", "link_share", "source_lines", "repeats", "repeated_before", "at_sign", "web_address", "copyright",
    "line_hit", "start_hit", "removed", "sentence", "long_words", *SIGNS,
)  # fmt: skip
"""Features of a line alone."""
NEIGHBOUR_BASE = (
    "letters", "capital_words", "digit_share", "commas", "ends", "last_class", "first_class", "blank_before",
    "link_share", "repeats", "heading", "list_item", "line_hit", "start_hit", "removed", "sentence", "numbers",
    "credit_line", "credit_start", "related_start", "byline_start", "years", "slash_tail", "slash_label",
)  # fmt: skip
NEIGHBOURS = 2
TOPIC = ("topic_top", "topic_common", "topic_before", "topic_after", "topic_new", "topic_seen")
TOPIC_NEAR = ("topic_top_before", "topic_top_after", "topic_seen_before", "topic_seen_after")
FAMILY_ROWS = tuple(f"{name}_{what}" for name in FAMILIES for what in ("line", "start"))
CONTEXT_FAMILIES = ("share", "subscribe", "consent", "nav", "related", "comments", "tags", "author", "byline", "date")
_CONTEXT_ROWS = [list(FAMILIES).index(name) for name in CONTEXT_FAMILIES]
PLACE = (
    "index", "from_end", "letters_before", "letters_after", "share_before", "share_after", "long_before",
    "long_after", "since_long", "until_long", "long_near_before", "long_near_after", "density_5", "density_10",
    "density_20", "best_start", "best_end", "in_best", "best_share", "since_heading", "since_blank", "until_blank",
    "since_list_item", "dates_passed", "numbers_near", "hits_5_before", "hits_5_after", "hits_15_before",
    "hits_15_after", "hits_passed", "hits_ahead", "repeats_near", "size_rank", "block_letters", "block_lines",
    "block_long", *(f"since_{name}" for name in CONTEXT_FAMILIES), *(f"until_{name}" for name in CONTEXT_FAMILIES),
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
FAR = 60.0
"""Distances are cut off here."""


def line_features(page: Page, measured: t.Measures | None = None, words: NDArray[np.int8] | None = None) -> Matrix:
    """The first pass's features, NAMES x lines, of all logical lines of a page; words are the weights of hashed words.

    >>> page = Page.from_text("Menu\\n\\nIn the night, rain fell on the hills.", language="en")
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
    sentence = out[_AT["sentence"]] > 0
    long = letters >= LONG_LINE
    good = long & sentence
    _topic(out, m, good)
    _place(out, letters, long, good, hits)
    _page_rows(out, letters, good, hits, m)
    _neighbours(out)
    if words is not None:
        fill_words(out, m, words[m.word_hash])
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
    n, c = len(lines), m.counts
    letters = weigh(m)
    total = np.maximum(c.sum(1) - 1, 1)
    words, spaced, cased, capital, short, numbers, years, topical = m.words.T
    every = np.maximum(words, 1)
    texts = [line.text for line in lines]
    counted: dict[str, int] = {}
    before = []
    for text in texts:
        count = counted.get(text, 0)
        before.append(count)
        counted[text] = count + 1
    joined = [line.mark for line in lines]
    blank = np.array([line.blank_before for line in lines], np.float32)
    rows = (
        letters, spaced + (words - spaced) / 2, letters / np.maximum(words, 1), capital / np.maximum(cased, 1),
        c[:, t.UPPER] / np.maximum(c[:, t.UPPER] + c[:, t.LOWER], 1), c[:, t.DIGIT] / total, c[:, t.OTHER] / total,
        c[:, t.COMMA] / every, m.ends, m.ends / every, short / np.maximum(spaced, 1),
        np.bincount(m.topic_line, minlength=n) / np.maximum(topical, 1), c[:, t.QUOTE], c[:, t.BRACKET],
        c[:, t.BULLET] / total, c[:, t.COLON], numbers, years, m.first, m.last, m.before_last, blank,
        np.append(blank[1:], 1), *([mark == name for mark in joined] for name in MARKS),
        [line.link_share for line in lines], [len(line.numbers) for line in lines], [counted[text] for text in texts],
        before, ["@" in text for text in texts],
        ["http" in text or "www." in text for text in texts], ["©" in text for text in texts],
    )  # fmt: skip
    for i, row in enumerate(rows):
        out[i] = row
    closed = (m.last == t.END) | (((m.last == t.QUOTE) | (m.last == t.BRACKET)) & (m.before_last == t.END))
    out[_AT["sentence"]] = closed & (letters >= 20)
    out[_AT["long_words"]] = topical
    out[_AT[SIGNS[0]] : _AT[SIGNS[-1]] + 1] = caption_signs(texts)
    return letters


def _lexicon(out: Matrix, page: Page) -> Flags:
    """Fill the lexicon's rows; give back families x lines, which family a line belongs to."""
    names = len(FAMILIES)
    hits = np.zeros((names, len(page.source)), bool)
    first = _AT[FAMILY_ROWS[0]]
    for i, line in enumerate(page.source):
        hit = page.hits(line)
        if hit is NO_HIT:
            continue
        for topic in hit.lines:
            family = _FAMILY_OF.get(topic.partition(".")[0])
            if family is not None:
                hits[family, i] = out[first + 2 * family, i] = out[_AT["line_hit"], i] = 1
        for topic, _ in hit.starts:
            family = _FAMILY_OF.get(topic.partition(".")[0])
            if family is not None:
                hits[family, i] = out[first + 2 * family + 1, i] = out[_AT["start_hit"], i] = 1
    removed = removed_lines(page)
    if removed:
        out[_AT["removed"], removed] = 1
    return hits


def removed_lines(page: Page) -> list[int]:
    """The logical lines of which earlier steps have removed something; what layout has dropped is none of them."""
    return [index for index in page.removed_by if index >= 0]


def _topic(out: Matrix, m: t.Measures, good: Flags) -> None:
    """Fill the rows of TOPIC: shares of a line's topical words that stand elsewhere on the page."""
    n, of, word = good.size, m.topic_line, m.topic_word
    if not word.size:
        return
    place, own = np.cumsum(good, dtype=np.int64)[of], np.asarray(good[of], bool)
    top = np.zeros(t.TOPIC_BUCKETS, bool)
    top[word[own & (place <= 3)]] = True
    in_lines = np.bincount(word[own], minlength=t.TOPIC_BUCKETS)
    common = np.sort(in_lines[in_lines > 1])[-25:]
    before, after = _companions(word, place, own)
    flags = (
        top[word],
        in_lines[word] >= (common[0] if common.size else 2),
        before <= 3,
        after <= 3,
        before == NEVER,
        before <= 30,
    )
    counts = np.stack([np.bincount(of, minlength=n), *(np.bincount(of[flag], minlength=n) for flag in flags)]).astype(
        np.float64
    )
    first = _AT[TOPIC[0]]
    out[first : first + len(TOPIC)] = counts[1:] / np.maximum(counts[0], 1)
    near = windows(np.where(good, counts[[0, 1, 6]], 0.0), ((8, -1), (0, 8)))
    out[first + len(TOPIC) : first + len(TOPIC) + len(TOPIC_NEAR)] = (near[1:] / np.maximum(near[0], 1)).reshape(-1, n)


NEVER = 10**6


def _companions(word: t.Ints, place: t.Ints, own: NDArray[Any]) -> tuple[t.Ints, t.Ints]:
    """For each word of each line: good lines since it last stood in one, and until it next does."""
    at = np.arange(word.size)
    starts = np.ones(word.size, bool)
    starts[1:] = word[1:] != word[:-1]
    first = np.maximum.accumulate(np.where(starts, at, 0))
    stop = np.append(at[starts][1:], word.size)[np.cumsum(starts) - 1]
    latest = np.maximum.accumulate(np.where(own, at, -1))
    previous = np.append(-1, latest[:-1])
    coming = np.minimum.accumulate(np.where(own, at, word.size)[::-1])[::-1]
    following = np.append(coming[1:], word.size)
    before = np.where(previous >= first, place - place[previous], NEVER)
    return before, np.where(following < stop, place[np.minimum(following, word.size - 1)] - place, NEVER)


def since(flags: Flags) -> Floats:
    """Lines since one with a flag, itself not counted, at most FAR; rows are flags, columns lines."""
    n = flags.shape[-1]
    at = np.arange(n)
    latest = np.maximum.accumulate(np.where(flags, at, -1000), axis=-1)
    before = np.full(flags.shape, -1000)
    before[..., 1:] = latest[..., :-1]
    lines: Floats = np.minimum(at - before, FAR)
    return lines


def until(flags: Flags) -> Floats:
    """The same looking ahead: lines until one with a flag."""
    return since(flags[..., ::-1])[..., ::-1]


def best_run(values: NDArray[Any]) -> tuple[int, int]:
    """The run of lines with the greatest sum: its first and last line.

    >>> best_run(np.array([1.0, -3.0, 2.0, -1.0, 4.0, -9.0, 3.0]))
    (2, 4)
    """
    sums = np.zeros(values.size + 1)
    np.cumsum(values, out=sums[1:])
    end = int(np.argmax(sums[1:] - np.minimum.accumulate(sums[:-1])))
    return int(np.argmin(sums[: end + 1])), end


_SPANS = ((5, 5), (10, 10), (20, 20), (5, 0), (0, 5), (15, 0), (0, 15), (3, -1), (-1, 3))
"""Windows around a line: lines before and after it that belong to it; -1 leaves the line itself out."""


def windows(values: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
    """Sums of rows over windows around each line: rows x spans x lines.

    >>> windows(np.array([[1.0, 2.0, 4.0]]), [(1, 0), (-1, 1)])[0]
    array([[1., 3., 6.],
           [2., 4., 0.]])
    """
    n = values.shape[-1]
    sums = np.zeros((len(values), n + 1))
    np.cumsum(values, axis=-1, out=sums[:, 1:])
    at = np.arange(n)
    reach = np.array(spans)[:, :, None]
    found: Floats = np.take(sums, np.minimum(at + reach[:, 1] + 1, n), 1) - np.take(
        sums, np.maximum(at - reach[:, 0], 0), 1
    )
    return found


def _place(out: Matrix, letters: Floats, long: Flags, good: Flags, hits: Flags) -> None:
    """Fill the rows of PLACE."""
    n = letters.size
    at = np.arange(n, dtype=np.float64)
    run = np.cumsum(letters)
    before, after, whole = run - letters, run[-1] - run, max(float(run[-1]), 1.0)
    solid = np.where(good, letters, 0.0)
    passed = np.cumsum(good)
    blank = out[_AT["blank_before"]] > 0
    hit = hits.any(0)
    start, end = best_run(np.where(good, letters, np.where(long, 0.25 * letters, -30.0)))
    dates = out[_AT["years"]] > 0
    block = np.cumsum(blank)
    w = windows(np.stack([letters, solid, hit, out[_AT["numbers"]], out[_AT["repeats"]] > 1]), _SPANS)
    chosen = hits[_CONTEXT_ROWS]
    behind = since(np.concatenate([[good, blank, out[_AT["heading"]] > 0, out[_AT["list_item"]] > 0], chosen]))
    ahead = until(np.concatenate([[good, out[_AT["blank_after"]] > 0], chosen]))
    hits_passed = np.cumsum(hit)
    rows = (
        at, n - 1 - at, before, after, before / whole, after / whole, passed - good, passed[-1] - passed,
        behind[0], ahead[0], w[1, 7], w[1, 8], *(w[1, :3] / np.maximum(w[0, :3], 1.0)),
        at - start, end - at, (at >= start) & (at <= end), np.full(n, solid[start : end + 1].sum() / whole),
        behind[2], behind[1], ahead[1], behind[3], np.cumsum(dates) - dates,
        w[3, 3] + w[3, 4], *w[2, 3:7], hits_passed, hits_passed[-1] - hits_passed, w[4, 3] + w[4, 4],
        np.argsort(np.argsort(-letters, kind="stable"), kind="stable"),
        np.bincount(block, weights=letters)[block], np.bincount(block)[block], np.bincount(block, weights=good)[block],
    )  # fmt: skip
    first = _AT[PLACE[0]]
    last = first + len(rows)
    out[first:last] = rows
    out[last : last + len(chosen)] = behind[4:]
    out[last + len(chosen) : last + 2 * len(chosen)] = ahead[2:]


def _page_rows(out: Matrix, letters: Floats, good: Flags, hits: Flags, m: t.Measures) -> None:
    """Fill the rows of PAGE: the same for all lines."""
    n, c = letters.size, m.counts.sum(0)
    whole = max(float(letters.sum()), 1.0)
    rows = (
        n, whole, good.sum(), letters[good].sum() / whole, out[_AT["blank_before"]].sum() / n,
        (out[_AT["link_share"]] > 0).sum() / n, (c[t.UPPER] + c[t.LOWER]) / whole,
        WIDE_LETTER * c[t.IDEOGRAPH] / whole, hits.any(0).sum() / n, out[_AT["heading"]].sum(),
        np.sort(letters)[n // 2],
    )  # fmt: skip
    first = _AT[PAGE[0]]
    out[first : first + len(PAGE)] = np.array(rows, np.float32)[:, None]


_WORD_SPANS = ((3, -1), (-1, 3), (6, 6))
TELLING = 12
"""The weight from which a word speaks for or against body by itself."""


_LOW_HALF = np.int64((1 << 32) - 1)


@cache
def _weight_kinds() -> NDArray[np.int64]:
    """What a word of each weight (from -128) adds to a line's sums, two sums to a number.

    First row: the weight + 128 above, whether it is known below; second: whether it speaks against above, for below.
    """
    weight = np.arange(-128, 128)
    known = (weight != 0).astype(np.int64)
    return np.stack(
        [((known * (weight + 128)) << 32) + known, ((weight < -TELLING) * np.int64(1) << 32) + (weight > TELLING)]
    )


def fill_words(out: Matrix, m: t.Measures, values: NDArray[np.int8]) -> None:
    """Fill the rows of WORDS from the weight of each word of the page."""
    n, every = out.shape[1], m.words[:, 0]
    bounds = np.zeros(n + 1, np.int64)
    np.cumsum(every, out=bounds[1:])
    sums = np.zeros((2, values.size + 1), np.int64)
    np.cumsum(np.take(_weight_kinds(), values.astype(np.int64) + 128, axis=1), axis=1, out=sums[:, 1:])
    at_bounds = np.take(sums, bounds, axis=1)
    by_line: t.Ints = at_bounds[:, 1:] - at_bounds[:, :-1]
    known, speaking = by_line & _LOW_HALF
    total, against = by_line >> 32
    total = total - 128 * known
    some = np.maximum(every, 1)
    near = windows(np.stack([total, every]).astype(np.float64), _WORD_SPANS)
    first = _AT[WORDS[0]]
    out[first : first + len(WORDS)] = (
        total / some,
        total,
        known / some,
        against / some,
        speaking / some,
        *(near[0] / np.maximum(near[1], 1)),
    )


def shifted(rows: Matrix, reach: int, fill: float) -> Matrix:
    """Rows as seen from `reach` lines before to as many after, one block an offset, the line itself left out."""
    k, n = rows.shape
    padded = np.full((k, n + 2 * reach), fill, np.float32)
    padded[:, reach : reach + n] = rows
    offsets = [*range(-reach, 0), *range(1, reach + 1)]
    return np.concatenate([padded[:, reach + o : reach + o + n] for o in offsets])


def _neighbours(out: Matrix) -> None:
    out[len(NAMES) - 2 * NEIGHBOURS * len(NEIGHBOUR_BASE) :] = shifted(out[_NEIGHBOUR_ROWS], NEIGHBOURS, -1.0)
