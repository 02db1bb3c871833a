"""What the scorer looks at: named features of every logical line of a page, from its text, its place and its company.

These are the first pass's; the second (see `second`) also sees what the first thinks of the line, of its neighbours and
of the page. A feature is a row, a line a column. Values are integers or quotients of integers, never logarithms or sums
of fractions, so they are the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
import regex
from numpy.typing import ArrayLike, NDArray

from newsclean.findings import findings, is_label
from newsclean.lexicon import MARKS as EDGES
from newsclean.lexicon import NO_HIT
from newsclean.page import Line, Page
from newsclean.scorer import text as t
from newsclean.scorer.captions import caption_signs
from newsclean.scorer.glossary import FAMILIES, FIRST, HEADINGS, LABELS, NEIGHBOURS, SEEN_OF_NEIGHBOURS

Floats = NDArray[np.float64]
Matrix = NDArray[np.float32]
Flags = NDArray[np.bool_]

LONG_LINE = 80
"""Letters from which on a line is long; an ideograph counts for three. By hand."""
WIDE_LETTER = 3
"""Letters that an ideograph counts for: it says about as much. By hand."""
_LETTER_WEIGHTS = np.zeros(t.CLASSES, np.int64)
_LETTER_WEIGHTS[[t.UPPER, t.LOWER, t.UNCASED]] = 1
_LETTER_WEIGHTS[[t.HANGUL, t.SYLLABLE, t.IDEOGRAPH]] = 2, 2, WIDE_LETTER
"""What a character of each class counts for, in letters."""
_FAMILY_OF = {part: i for i, parts in enumerate(FAMILIES.values()) for part in parts}
"""The place of the family of a topic, by the first part of its name."""
_RELATED, _TEASER = list(FAMILIES).index("related"), len(FAMILIES)
"""The rows of hits for other stories and for teasers."""
_CONTEXT_ROWS = np.array([[*FAMILIES, "teaser"].index(name) for name in HEADINGS])
"""The rows of hits that HEADINGS are."""
NAMES: tuple[str, ...] = tuple(FIRST)
"""The features of the first pass, in the trees' order."""
_AT = {name: i for i, name in enumerate(NAMES)}
"""The row of each feature."""
_NEIGHBOUR_ROWS = np.array([_AT[name] for name in SEEN_OF_NEIGHBOURS])
_FIRST_OF_NEIGHBOURS = _AT[f"{SEEN_OF_NEIGHBOURS[0]}{-NEIGHBOURS:+d}"]
"""The first of the rows of neighbours; the others follow."""
FAR = 60
"""Lines: distances are cut off here. By hand."""


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


def fill(out: Matrix, rows: Mapping[str, ArrayLike], at: Mapping[str, int] = MappingProxyType(_AT)) -> None:
    """Fill rows by name, each with a number for each line, or with one for all. at: the row of each name."""
    for name, values in rows.items():
        out[at[name]] = values


def row_of(features: Matrix, name: str) -> Matrix:
    """The row of a feature."""
    row: Matrix = features[_AT[name]]
    return row


def weigh(m: t.Measures) -> Floats:
    """Letters of each line, where an ideograph counts for WIDE_LETTER."""
    letters: Floats = (m.counts @ _LETTER_WEIGHTS).astype(np.float64)
    return letters


def _base(out: Matrix, lines: tuple[Line, ...], m: t.Measures) -> Floats:
    """Fill the rows of LINE but the lexicon's; give back the letters of each line."""
    c, letters = m.counts.T, weigh(m)
    words, spaced, cased, capital, short, numbers, years, topical = m.words.T
    total, every = np.maximum(c.sum(0) - 1, 1), np.maximum(words, 1)
    texts = [line.text for line in lines]
    blank_after = np.ones(len(lines), bool)
    blank = [line.blank_before for line in lines]
    blank_after[:-1] = blank[1:]
    closed = (m.last == t.END) | (((m.last == t.QUOTE) | (m.last == t.BRACKET)) & (m.before_last == t.END))
    same_start, same_end = _companies(m, letters)
    fill(out, {
        "letters": letters,
        "words": spaced + (words - spaced) / 2,
        "word_size": letters / every,
        "capital_words": capital / np.maximum(cased, 1),
        "upper_share": c[t.UPPER] / np.maximum(c[t.UPPER] + c[t.LOWER], 1),
        "digit_share": c[t.DIGIT] / total,
        "other_share": c[t.OTHER] / total,
        "commas": c[t.COMMA] / every,
        "ends": m.ends,
        "ends_a_word": m.ends / every,
        "short_words": short / np.maximum(spaced, 1),
        "unique_words": m.topics / np.maximum(topical, 1),
        "quotes": c[t.QUOTE],
        "brackets": c[t.BRACKET],
        "bullets": c[t.BULLET] / total,
        "colons": c[t.COLON],
        "numbers": numbers,
        "years": years,
        "first_class": m.first,
        "last_class": m.last,
        "before_last_class": m.before_last,
        "blank_before": blank,
        "blank_after": blank_after,
        "sentence": closed & (letters >= 20),
        "long_words": topical,
        "same_start": same_start,
        "same_end": same_end,
        **caption_signs(texts),
    })  # fmt: skip
    _rendering(out, lines)
    _repeats(out, texts)
    _holds(out, texts)
    return letters


def _rendering(out: Matrix, lines: tuple[Line, ...]) -> None:
    """Fill the rows of what the rendering knew; most have no marks and no links."""
    marks = [line.mark for line in lines]
    if any(marks):
        for name, of_lines in (("heading", "heading"), ("list_item", "list-item"), ("quote", "quote")):
            out[_AT[name]] = [mark == of_lines for mark in marks]
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
    """Fill the rows that count the lines with the same text, on the page and above each."""
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
"""Question marks of Latin, wide, Arabic, Greek and Armenian script."""
_CLOCK_RE = regex.compile(r"(?<![\d:.])[012]?\d[:.h][0-5]\d(?![\d.,])")
"""A time of day."""
_HOLDS = {"at_sign": ("@",), "web_address": ("http", "www."), "copyright": ("©",)}
"""Signs of these features."""


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
"""Characters at the head of a line in which a time of day is looked for: there it is a comment's or a teaser's; in a
sentence it says little. By hand."""


def _lexicon(out: Matrix, page: Page) -> Flags:
    """Fill the lexicon's rows; give back families x lines, which family a line belongs to.

    The last row is for teasers: a label of other stories with a headline after it. One that stands alone heads a list,
    as a whole line that the lexicon knows does.
    """
    hits = np.zeros((len(FAMILIES) + 1, len(page.source)), bool)
    first = _AT[next(iter(LABELS))]
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
    """Fill the rows of TOPIC: shares of a line's topical words that stand elsewhere on the page, around it too."""
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
    flags = {
        "topic_top": top.take(word), "topic_common": often, "topic_before": before <= 3, "topic_after": after <= 3,
        "topic_new": before >= NEVER, "topic_seen": before <= 30,
    }  # fmt: skip
    counts = {name: np.bincount(of, flag, n) for name, flag in flags.items()}
    every = np.maximum(m.topics, 1)
    fill(out, {name: count / every for name, count in counts.items()})
    near = windows(good * np.array([m.topics, counts["topic_top"], counts["topic_seen"]]), _TOPIC_SPANS)
    (top_before, top_after), (seen_before, seen_after) = near[1:] / np.maximum(near[0], 1)
    fill(out, {
        "topic_top_before": top_before, "topic_top_after": top_after,
        "topic_seen_before": seen_before, "topic_seen_after": seen_after,
    })  # fmt: skip


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
"""The windows of the topic around a line."""
_AROUND_5, _AROUND_10, _AROUND_20, _TO_5, _FROM_5, _TO_15, _FROM_15, _BEFORE_3, _AFTER_3 = range(9)
_SPANS = spans((5, 5), (10, 10), (20, 20), (5, 0), (0, 5), (15, 0), (0, 15), (3, -1), (-1, 3))
"""The windows of the rows of PLACE, each under its name above."""


def _place(out: Matrix, letters: Floats, long: Flags, good: Flags, hits: Flags) -> None:
    """Fill the rows of PLACE. hits: families x lines."""
    blank, dates, numbers, repeats = (out[_AT[name]] for name in ("blank_before", "years", "numbers", "repeats"))
    counted = (letters, good * letters, hits.any(0), numbers, repeats > 1, good, dates > 0, blank)
    sums = summed(np.array(counted, np.float64))
    _passed(out, sums)
    _around(out, between(sums[:5], _SPANS))
    _best_run(out, sums, _run_values(out, letters, long))
    _blocks(out, letters, good, sums[-1, 1:].astype(np.int64))
    _distances(out, good, hits)
    size_rank = np.empty(letters.size)
    size_rank[(-letters).argsort(kind="stable")] = np.arange(letters.size)
    rhythm, own_rhythm = _rhythm(out, letters)
    fill(out, {"size_rank": size_rank, "rhythm": rhythm, "own_rhythm": own_rhythm})


def _passed(out: Matrix, sums: Floats) -> None:
    """Fill the rows that count what stands before a line, and after it."""
    letters, _, hits, _, _, good, dates, _ = sums
    whole, at = max(float(letters[-1]), 1.0), np.arange(letters.size - 1)
    before, after = letters[:-1], letters[-1] - letters[1:]
    fill(out, {
        "index": at,
        "from_end": at[::-1],
        "letters_before": before,
        "letters_after": after,
        "share_before": before / whole,
        "share_after": after / whole,
        "long_before": good[:-1],
        "long_after": good[-1] - good[1:],
        "dates_passed": dates[:-1],
        "hits_passed": hits[1:],
        "hits_ahead": hits[-1] - hits[1:],
    })  # fmt: skip


def _around(out: Matrix, near: Floats) -> None:
    """Fill the rows that count what stands near a line. near: what is counted x windows x lines."""
    letters, solid, hits, numbers, repeats = near
    fill(out, {
        "long_near_before": solid[_BEFORE_3],
        "long_near_after": solid[_AFTER_3],
        "density_5": solid[_AROUND_5] / np.maximum(letters[_AROUND_5], 1.0),
        "density_10": solid[_AROUND_10] / np.maximum(letters[_AROUND_10], 1.0),
        "density_20": solid[_AROUND_20] / np.maximum(letters[_AROUND_20], 1.0),
        "numbers_near": numbers[_TO_5] + numbers[_FROM_5],
        "hits_5_before": hits[_TO_5],
        "hits_5_after": hits[_FROM_5],
        "hits_15_before": hits[_TO_15],
        "hits_15_after": hits[_FROM_15],
        "repeats_near": repeats[_TO_5] + repeats[_FROM_5],
    })  # fmt: skip


def _best_run(out: Matrix, sums: Floats, values: Floats) -> None:
    """Fill the rows on the run of lines that is most likely the article."""
    letters, solid, at = sums[0], sums[1], np.arange(values.size)
    ((start, end),) = best_runs(values[None])
    fill(out, {
        "best_start": at - start,
        "best_end": end - at,
        "in_best": (at >= start) & (at <= end),
        "best_share": (solid[end + 1] - solid[start]) / max(float(letters[-1]), 1.0),
    })  # fmt: skip


def _blocks(out: Matrix, letters: Floats, good: Flags, block: t.Ints) -> None:
    """Fill the rows on the lines between two blank lines. block: the number of each line's."""
    fill(out, {
        "block_letters": np.bincount(block, weights=letters)[block],
        "block_lines": np.bincount(block)[block],
        "block_long": np.bincount(block, weights=good)[block],
    })  # fmt: skip


def _distances(out: Matrix, good: Flags, hits: Flags) -> None:
    """Fill the rows of distances to good lines, blank lines, headings, list items and labels."""
    headings, items, blank, blank_after = (
        out[_AT[name]] > 0 for name in ("heading", "list_item", "blank_before", "blank_after")
    )
    chosen = hits.take(_CONTEXT_ROWS, 0)
    behind, ahead = distances((good, blank, headings, items, *chosen), (good, blank_after, *chosen))
    since_good, since_blank, since_heading, since_item, *since_label = behind
    until_good, until_blank, *until_label = ahead
    fill(out, {
        "since_long": since_good,
        "until_long": until_good,
        "since_heading": since_heading,
        "since_blank": since_blank,
        "until_blank": until_blank,
        "since_list_item": since_item,
        **{f"since_{name}": row for name, row in zip(HEADINGS, since_label, strict=True)},
        **{f"until_{name}": row for name, row in zip(HEADINGS, until_label, strict=True)},
    })  # fmt: skip


def _run_values(out: Matrix, letters: Floats, long: Flags) -> Floats:
    """What each line adds to the run that is most likely the article: sentences add, other lines cost.

    What filters find costs nothing: what is cut by an advertisement or a list of other stories goes on after it.
    """
    found = (out[_AT["removed"]] > 0) | (out[_AT["found_related"]] > 0)
    values: Floats = np.where(out[_AT["sentence"]] > 0, letters, np.where(long, 0.25 * letters, -30.0 * ~found))
    return values


MAX_BEAT = 6
"""Lines of a pattern that comments, or lists of stories with their first lines, repeat; at most. By hand."""
_BEAT_SPANS = spans((12, 12))
"""The window in which a rhythm is looked for."""


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
    fill(out, {
        "page_lines": n,
        "page_letters": whole,
        "page_long": np.count_nonzero(good),
        "page_long_letters": letters[good].sum() / whole,
        "page_blank_share": blank / n,
        "page_link_share": linked / n,
        "page_cased": (c[t.UPPER] + c[t.LOWER]) / whole,
        "page_wide": WIDE_LETTER * c[t.IDEOGRAPH] / whole,
        "page_hits": hit / n,
        "page_heads": headings,
        "page_median": np.sort(letters)[n // 2],
    })  # fmt: skip


_WORD_SPANS = spans((3, -1), (-1, 3), (6, 6))
"""The windows of word_before, word_after and word_near."""
TELLING = 12
"""The weight (log odds times 16) from which on a word speaks for or against body by itself. By hand."""


_LOW_HALF = np.int64((1 << 32) - 1)
"""The lower of the two sums in a number."""


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
    before, after, around = near[0] / np.maximum(near[1], 1)
    some = np.maximum(every, 1)
    fill(out, {
        "word_mean": total / some,
        "word_sum": total,
        "word_known": known / some,
        "word_against": against / some,
        "word_for": speaking / some,
        "word_before": before,
        "word_after": after,
        "word_near": around,
    })  # fmt: skip


def shifted(rows: Matrix, reach: int, fill: float) -> Matrix:
    """Rows as seen from `reach` lines before to as many after, one block an offset, the line itself left out."""
    k, n = rows.shape
    padded = np.empty((k, n + 2 * reach), np.float32)
    padded[:] = fill
    padded[:, reach : reach + n] = rows
    starts = (*range(reach), *range(reach + 1, 2 * reach + 1))
    return np.concatenate([padded[:, start : start + n] for start in starts])


def _neighbours(out: Matrix) -> None:
    """Fill the rows of what a line sees of its neighbours."""
    out[_FIRST_OF_NEIGHBOURS:] = shifted(out.take(_NEIGHBOUR_ROWS, 0), NEIGHBOURS, -1.0)
