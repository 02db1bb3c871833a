"""A page's text as numbers: for every line how many characters of which class, for every word its line and hash.

All of it comes from one array of code points and one table of character classes, so a page costs a few dozen numpy
calls whatever its length; a very long text is counted in pieces, to spare memory. Sums are sums of integers: they are
the same on every machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.script import FULL_STOPS, MIN_UNMARKED_CHARS

Ints = NDArray[np.int64]

(
    OTHER,
    SPACE,
    UPPER,
    LOWER,
    UNCASED,
    HANGUL,
    IDEOGRAPH,
    SYLLABLE,
    DIGIT,
    END,
    COMMA,
    QUOTE,
    BRACKET,
    BULLET,
    COLON,
    NEWLINE,
) = range(16)
CLASSES = 16
"""How many classes of characters there are."""
TABLE_SIZE = 0x10000
"""Code points above are taken for ideographs where Han has its further planes, else for symbols."""
BUCKETS = 1 << 18
"""Words are told apart by a hash below this. By hand."""
TOPIC_BUCKETS = 1 << 15
"""Topical words of a page are told apart by a hash below this; two bytes each. By hand."""
NEWLINE_CODE = 10
"""The code of the line break between two lines."""
MAX_HASHED_CHARS = 24
"""Characters of a word that its hash knows, at most. By hand."""
MAX_PIECE_CHARS = 1 << 17
"""A text is counted in pieces of about this many characters: each takes some 50 bytes while it is counted."""
CUTS = (" ", ",", "，", "、")
"""Behind these no word goes on, and no sentence ends."""

_COMMAS = ",;，、；،؛፣၊､"
"""Commas and semicolons of all scripts."""
_QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉＂＇`´"
"""Quotation marks of all scripts."""
_BULLETS = "|·•●■▪▶►→←↑↓▲▼◆★☆○◦‣※-–—−/\\>_~#*+＞｜／"
"""Bullets, bars, arrows, dashes and what else parts labels."""
_AFTER_END = np.zeros(CLASSES, bool)
_AFTER_END[[SPACE, NEWLINE, QUOTE, BRACKET]] = True
"""The classes of characters after which a mark ends a sentence."""
_SYLLABLES = ((0x3040, 0x30A0), (0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800))
"""Hiragana, Thai and Lao, Burmese, Khmer: written without spaces, and a character says little of the topic."""


_BY_CATEGORY = {
    "Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "Lm": LOWER, "Lo": UNCASED, "Mn": UNCASED, "Mc": UNCASED, "Nd": DIGIT,
    "No": DIGIT, "Ps": BRACKET, "Pe": BRACKET, "Zs": SPACE, "Zl": SPACE, "Zp": SPACE, "Cc": SPACE,
}  # fmt: skip


@cache
def tables() -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """The class of each code point below TABLE_SIZE, and its lower case as a number above 0."""
    classes = np.zeros(TABLE_SIZE, np.uint8)
    lower = np.arange(1, TABLE_SIZE + 1, dtype=np.uint64)
    classes[0x3400:0xA000] = UNCASED
    classes[0xAC00:0xD7A4] = UNCASED
    for code in (*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x10000)):
        character = chr(code)
        classes[code] = _BY_CATEGORY.get(unicodedata.category(character), OTHER)
        small = character.lower()
        if small != character and len(small) == 1:
            lower[code] = ord(small) + 1
    classes[0x10D0:0x1100][classes[0x10D0:0x1100] == LOWER] = UNCASED  # Georgian: see script.is_small
    for first, last in _SYLLABLES:
        span = classes[first:last]
        span[(span == UNCASED) | (span == LOWER)] = SYLLABLE
    for first, last in ((0x30A1, 0x3100), (0x3400, 0xA000), (0xF900, 0xFB00), (0xFF66, 0xFFA0)):
        span = classes[first:last]
        span[(span == UNCASED) | (span == LOWER)] = IDEOGRAPH
    hangul = classes[0xAC00:0xD7A4]
    hangul[hangul == UNCASED] = HANGUL
    for characters, cls in ((FULL_STOPS, END), (_COMMAS, COMMA), (_QUOTES, QUOTE), (_BULLETS, BULLET), (":：", COLON)):
        classes[[ord(c) for c in characters]] = cls
    classes[ord("\n")] = NEWLINE
    lower.setflags(write=False)
    classes.setflags(write=False)
    return classes, lower


@cache
def _factors() -> NDArray[np.uint64]:
    """One odd factor for each place in a word; the last is that of all places after it too."""
    value, factors = 0x9E3779B97F4A7C15, []
    for _ in range(MAX_HASHED_CHARS):
        value = (value * 0xD1342543DE82EF95 + 0x2545F4914F6CDD1D) % 2**64
        factors.append(value | 1)
    return np.array(factors, np.uint64)


WORD_COUNTS = ("words", "spaced", "cased", "capital", "short", "numbers", "years", "topical")
"""What is counted of a line's words: all; those of scripts with spaces; those that start with a letter that has a case,
with a capital; of up to three letters; numbers; of four digits; those that may tell the topic."""
_MAX_SIZE = 31
"""Letters of a word that are counted, at most; five bits."""


@cache
def _word_kinds() -> NDArray[np.int32]:
    """What a word counts for: WORD_COUNTS x each class of first character and size (at most _MAX_SIZE)."""
    cls, size = np.meshgrid(np.arange(CLASSES), np.arange(_MAX_SIZE + 1), indexing="ij")
    spaced = (cls != IDEOGRAPH) & (cls != SYLLABLE)
    digit = cls == DIGIT
    topical = (
        ((size >= 5) & ~digit) | ((size >= 3) & (cls == UNCASED)) | ((size >= 2) & (cls == HANGUL)) | (cls == IDEOGRAPH)
    )
    cased = (cls == UPPER) | (cls == LOWER)
    kinds = (
        np.ones_like(cls),
        spaced,
        cased,
        cls == UPPER,
        spaced & ~digit & (size <= 3),
        digit,
        digit & (size == 4),
        topical,
    )
    return np.stack(kinds).astype(np.int32).reshape(len(WORD_COUNTS), -1)


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """What can be counted of some lines.

    counts: lines x classes, characters of each class.
    words: lines x WORD_COUNTS.
    ends: sentence ends, marks at a word's end with a space or nothing after them (in scripts without spaces, all).
    first, last, before_last: class of the first, the last and the last but one character of each line.
    word_line, word_hash: of each word; an ideograph or syllable is a word, hashed with the next one.
    topic_line, topic_word: the topical words of each line, each once, sorted by word, then line; words are numbered
        from 0.
    topics: how many of these words each line has.
    """

    counts: Ints
    words: NDArray[np.int32]
    ends: Ints
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]
    before_last: NDArray[np.uint8]
    word_line: Ints
    word_hash: Ints
    topic_line: Ints
    topic_word: Ints
    topics: Ints

    @property
    def vocabulary(self) -> int:
        """How many different topical words there are."""
        return int(self.topic_word[-1]) + 1 if self.topic_word.size else 0


class _Counts(NamedTuple):
    """As in Measures; the topical words are not told apart yet, and numbered by their hash."""

    counts: Ints
    words: NDArray[np.int32]
    ends: Ints
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]
    before_last: NDArray[np.uint8]
    word_line: Ints
    word_hash: Ints
    topic_line: Ints
    topic_hash: NDArray[np.uint16]


def measure(texts: Sequence[str]) -> Measures:
    """Count the characters and words of lines.

    >>> measured = measure(["Rain fell. It rained!", "雨"])
    >>> measured.counts[0, [UPPER, LOWER, SPACE, END]], measured.ends
    (array([ 2, 14,  3,  2]), array([2, 0]))
    >>> measured.word_line, measured.words[:, WORD_COUNTS.index("capital")]
    (array([0, 0, 0, 0, 1]), array([2, 0], dtype=int32))
    """
    found = _count(texts) if sum(map(len, texts)) <= MAX_PIECE_CHARS else _count_in_pieces(texts)
    topic_line, topic_word = _each_once(found.topic_line, found.topic_hash)
    return Measures(*found[:8], topic_line, topic_word, np.bincount(topic_line, minlength=len(texts)))


def _count_in_pieces(texts: Sequence[str]) -> _Counts:
    """The same as `_count` gives, with the memory of one piece at a time."""
    found: list[_Counts] = []
    line_of: list[int] = []
    for lines, pieces in _rows_of_pieces(texts):
        at = np.array(lines)
        own = _count(pieces)
        found.append(own._replace(word_line=at.take(own.word_line), topic_line=at.take(own.topic_line)))
        line_of += lines
    counts, words, ends, first, last, before_last, *of_words = map(np.concatenate, zip(*found, strict=True))
    line = np.array(line_of)
    opens = np.flatnonzero(np.diff(line, prepend=-1))
    closes = np.flatnonzero(np.diff(line, append=len(texts)))
    counts[:, NEWLINE] = 0
    counts[closes, NEWLINE] = 1
    return _Counts(
        np.add.reduceat(counts, opens), np.add.reduceat(words, opens), np.add.reduceat(ends, opens),
        first[opens], last[closes], before_last[closes], *of_words,
    )  # fmt: skip


def _rows_of_pieces(texts: Sequence[str]) -> Iterator[tuple[list[int], list[str]]]:
    """Pieces of lines, and the lines' numbers, together as long as MAX_PIECE_CHARS, about."""
    lines: list[int] = []
    pieces: list[str] = []
    size = 0
    for n, piece in ((n, piece) for n, text in enumerate(texts) for piece in _pieces(text)):
        if size and size + len(piece) > MAX_PIECE_CHARS:
            yield lines, pieces
            lines, pieces, size = [], [], 0
        lines.append(n)
        pieces.append(piece)
        size += len(piece)
    yield lines, pieces


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that end behind one of CUTS; one without any stays whole, and the last is no mere rest."""
    start = searched = 0
    while searched + MAX_PIECE_CHARS < len(text):
        end = searched + MAX_PIECE_CHARS - MIN_UNMARKED_CHARS
        if cut := max(text.rfind(mark, searched, end) for mark in CUTS) + 1:
            yield text[start:cut]
            start = cut
        searched = cut or end
    yield text[start:]


def _count(texts: Sequence[str]) -> _Counts:
    n = len(texts)
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    classes, lower = tables()
    if codes.max(initial=0) >= TABLE_SIZE:
        codes = np.where(
            codes < TABLE_SIZE, codes, np.where((codes >= 0x20000) & (codes < 0x40000), 0x4E00, 0xFFFD)
        ).astype(np.uint32)
    kinds = classes.take(codes)
    breaks = (codes == NEWLINE_CODE).nonzero()[0]
    starts = np.zeros(n, np.int64)
    starts[1:] = breaks[:-1] + 1
    lengths = breaks - starts + 1
    counts = np.bincount(np.repeat(np.arange(0, n * CLASSES, CLASSES), lengths) + kinds, minlength=n * CLASSES).reshape(
        n, CLASSES
    )
    last = np.maximum(breaks - 1, starts)
    kinds[last[(lengths > MIN_UNMARKED_CHARS) & (codes[last] >= 0x0E00) & (codes[last] < 0x0F00)]] = END
    places, hashes, kind = _words(codes, kinds, lower)
    bounds = places.searchsorted(breaks)
    per_word = _word_kinds().take(kind, 1)
    sums = np.zeros((len(WORD_COUNTS), places.size + 1), np.int32)
    per_word.cumsum(axis=1, out=sums[:, 1:])
    words = sums.take(bounds, 1)
    words[:, 1:] -= words[:, :-1].copy()
    word_line = np.repeat(np.arange(n), words[0])
    topical = per_word[-1].nonzero()[0]
    line_ends = breaks.searchsorted(_sentence_ends(codes, kinds))
    topic_hash = (hashes.take(topical) & (TOPIC_BUCKETS - 1)).astype(np.uint16)
    return _Counts(
        counts, words.T, np.bincount(line_ends, minlength=n), kinds[starts], kinds[last],
        kinds[np.maximum(last - 1, starts)],
        word_line, hashes, word_line.take(topical), topic_hash,
    )  # fmt: skip


def _each_once(line: Ints, word: NDArray[np.uint16]) -> tuple[Ints, Ints]:
    """Lines and numbers of words without those that a line has had before, sorted by word, then line."""
    order = word.argsort(kind="stable")
    line, word = line.take(order), word.take(order)
    other, fresh = np.zeros(word.size, bool), np.ones(word.size, bool)
    other[1:] = word[1:] != word[:-1]
    fresh[1:] = other[1:] | (line[1:] != line[:-1])
    return line.compress(fresh), other.cumsum(dtype=np.int64).compress(fresh)


def _sentence_ends(codes: NDArray[np.uint32], kinds: NDArray[np.uint8]) -> Ints:
    """Where marks end a sentence: before a space, a quote or a bracket, or, among ideographs, anywhere."""
    marks = (kinds == END).nonzero()[0]
    ending: Ints = marks[_AFTER_END.take(kinds.take(marks + 1)) | (codes.take(marks) > 0x2FFF)]
    return ending


def _words(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], lower: NDArray[np.uint64]) -> tuple[Ints, Ints, Ints]:
    """Where each word starts, its hash (below BUCKETS), and its column in `_word_kinds`."""
    single = (kinds == IDEOGRAPH) | (kinds == SYLLABLE)
    inside = np.zeros(kinds.size + 1, bool)  # the first is no character: a word may start with the text
    inside[1:] = (kinds >= UPPER) & (kinds <= DIGIT) & ~single
    edges = (inside[1:] != inside[:-1]).nonzero()[0]
    starts = edges[::2]
    sizes = edges[1::2] - starts
    places = inside[1:].nonzero()[0]
    within = places - starts.repeat(sizes)
    factors = _factors()
    passed = np.zeros(places.size + 1, np.uint64)
    (lower.take(codes.take(places)) * factors.take(within, mode="clip")).cumsum(out=passed[1:])
    ends = sizes.cumsum()
    sums = passed.take(ends) - passed.take(ends - sizes)
    if single.any():
        alone = np.flatnonzero(single)
        own = codes[alone].astype(np.uint64) * factors[0]
        follows = single[alone + 1]
        own += np.where(follows, codes[alone + 1].astype(np.uint64) * factors[1], np.uint64(0))
        starts = np.concatenate([starts, alone])
        order = np.argsort(starts, kind="stable")
        starts = starts[order]
        sums = np.concatenate([sums, own])[order]
        sizes = np.concatenate([sizes, np.ones(alone.size, np.int64)])[order]
    sums ^= sums >> np.uint64(31)
    sums *= np.uint64(0x9FB21C651E98DF25)
    return (
        starts,
        (sums >> np.uint64(46)).astype(np.int64),
        kinds.take(starts) * np.int64(_MAX_SIZE + 1) + np.minimum(sizes, _MAX_SIZE),
    )
