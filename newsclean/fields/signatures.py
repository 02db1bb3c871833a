"""Bylines inside a paragraph, as Chinese, Japanese and Korean papers print them.

A reporter in brackets at a paragraph's start or end ("【記者王小明／台北報導】", "（記者 李华）"), a name alone in
heavy brackets at the last paragraph's end ("【水野かえで】"), and "홍길동 기자 =" after the dateline. Photographers,
editors and agencies in brackets are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newsclean.fields.byline_evidence import Found
from newsclean.fields.credit_line import Credit
from newsclean.fields.names import Words, is_known_desk, is_name
from newsclean.lexicon import by_language, load_lexicon
from newsclean.page import Line, Page, Span

MAX_SIGNED_LINES = 3
"""So many paragraphs at the body's start and end are looked at."""
MAX_BRACKET_CHARS = 44
_EAST_RE = regex.compile(r"[\p{Han}\p{Hangul}]")
_OPENING_RE = regex.compile(r"^\s*[(（\[【〔［]([^()（）\[\]【】〔〕［］]{3,44})[)）\]】〕］]")
_CLOSING_RE = regex.compile(r"[(（\[【〔［]([^()（）\[\]【】〔〕［］]{2,44})[)）\]】〕］]\s*[。.]?$")
_PIECE_RE = regex.compile(r"[^／/、,，:：;；\s　|｜・·=＝@0-9a-zA-Z]+")
_KOREAN_RE = regex.compile(r"(\p{Hangul}{2,4})\s?(\p{Hangul}{2,6})\s*[=＝]\s")
_NAME_CHARS = 3
"""A Chinese name that a place follows without a mark mostly has three characters."""


def signatures(page: Page, words: Words, long: tuple[int, ...]) -> Iterator[Found]:
    """The credits inside the first and last paragraphs.

    >>> from newsclean import read_page
    >>> from newsclean.fields.names import words_of
    >>> def found(text, language):
    ...     page = read_page(text, language=language)
    ...     return [found.credit.value for found in signatures(page, words_of(language), (0,))]
    >>> found("【記者王小明／台北報導】大雨下了整夜。", "zh-tw"), found("（圖／記者王小明攝）大雨下了整夜。", "zh-tw")
    (['王小明'], [])
    >>> found("(서울=뉴스) 홍길동 기자 = 밤새 비가 내렸다.", "ko")
    ['홍길동']
    """
    last = long[-1] if long else 0
    for n in dict.fromkeys((*long[:MAX_SIGNED_LINES], *range(max(0, last - 2), last + MAX_SIGNED_LINES))):
        line = page.lines[n] if n < len(page.lines) else None
        if line is None or not _EAST_RE.search(line.text, 0, MAX_BRACKET_CHARS):
            continue
        for credit, span in in_brackets(page, words, line, n >= last):
            yield Found(line, n, credit, span, "signature", "reporter in brackets")
        match = _KOREAN_RE.search(line.text, 0, 60) if words.suffixes else None
        if match and match[2] in words.suffixes and is_name(match[1], words, 1):
            credit = credit_of(match[1], match.start(1))
            yield Found(line, n, credit, match.span(), "signature", "reporter after the dateline")


def in_brackets(page: Page, words: Words, line: Line, last: bool) -> Iterator[tuple[Credit, Span]]:
    """The reporter that brackets at a line's start or end name."""
    for pattern in (_OPENING_RE, _CLOSING_RE):
        match = pattern.search(
            line.text, 0 if pattern is _OPENING_RE else max(0, len(line.text) - MAX_BRACKET_CHARS - 4)
        )
        if match is None:
            continue
        name = reporter(page, words, match[1])
        heavy = match[0].lstrip()[0] == "【" and pattern is _CLOSING_RE
        if not name and heavy and last and is_name(match[1], words, 1) and "社" not in match[1]:
            name = match[1]
        if name:
            yield credit_of(name, match.start(1)), match.span()


def reporter(page: Page, words: Words, text: str) -> str:
    """The name in what stands between brackets, or nothing where it names no reporter."""
    if any(minor in text for minor in minor_words(page.language)) or is_known_desk(text, words):
        return ""
    hit = page.lexicon.look_up(text)
    end = max(hit.after("byline.labels"), hit.after("byline.reporting"))
    piece = _PIECE_RE.search(text, end)
    if piece is None:
        return ""
    bare = without_ending(piece[0], words)
    if not end and bare == piece[0]:
        return ""
    if not is_name(bare, words, 1) and end and len(bare) > _NAME_CHARS:
        bare = bare[:_NAME_CHARS]
    return bare if is_name(bare, words, 1) else ""


def without_ending(text: str, words: Words) -> str:
    """A text without the word after a name that makes it a byline."""
    ending = next((s for s in words.suffixes if "{" not in s and text.endswith(s) and len(text) > len(s) + 1), "")
    return text[: len(text) - len(ending)] if ending else text


@by_language
def minor_words(language: str | None) -> tuple[str, ...]:
    """What names those who are not the author: editors, photographers, translators."""
    lexicon = load_lexicon(language)
    found = (w.strip("(（/") for topic in ("byline.minor", "credit.labels") for w in lexicon.words(topic))
    return tuple(w for w in found if w and _EAST_RE.search(w))


def credit_of(name: str, start: int) -> Credit:
    """The credit of one reporter."""
    return Credit(name, (name,), (start, start + len(name)), frozenset(("name", "role")), 1)
