"""How two pieces of text are put together: with a space, or without one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsclean.layout.words import meeting_words
from newsclean.script import is_unspaced

_OPEN_END = tuple("([{“„«‘‚¿¡‹「『（《【")
"""Brackets and quotation marks that open: no space behind them."""
_CLOSE_START = tuple(".,;:!?)]}”’»›…%、。，；：！？）」』》】")
"""What no space stands before."""
_ELISION_RE = re.compile(r"\b[A-Za-zÀ-ÿ]{1,6}[’']\Z")
"""An elided word: "l'", "dell'"."""


def joined(texts: Iterable[str], *, at_wrap: bool = True) -> str:
    """The pieces of one paragraph as one text.

    `at_wrap` says that lines were broken at their width: at a space or a hyphen, or between two characters of a script
    without spaces. Otherwise they were cut at inline tags, and the characters at a cut tell whether a space was there.

    >>> joined(["a long-", "term plan"]), joined(["Ein-", "und Ausgang"]), joined(["昨日の", "雨"])
    ('a long-term plan', 'Ein- und Ausgang', '昨日の雨')
    >>> joined(["said Ann Lee", ", mayor"], at_wrap=False), joined(["said", "Ann Lee"], at_wrap=False)
    ('said Ann Lee, mayor', 'said Ann Lee')
    """
    parts: list[str] = []
    before = ""
    in_quotes = False
    for text in texts:
        if not text:
            continue
        if before and not _meet(before, text, at_wrap, in_quotes):
            parts.append(" ")
        parts.append(text)
        before = text
        in_quotes ^= text.count('"') % 2 == 1
    return "".join(parts)


def _meet(before: str, text: str, at_wrap: bool, in_quotes: bool) -> bool:
    """Whether no space stands between two pieces; `in_quotes`: whether a straight quote is open between them."""
    end, start = before[-1], text[0]
    if is_unspaced(end):
        return not at_wrap or is_unspaced(start)
    if end == "-" and before[-2:-1].isalnum() and start.isalpha():
        return text.split(None, 1)[0] not in meeting_words().conjunctions
    if at_wrap:
        return False
    if is_unspaced(start) or before.endswith(_OPEN_END) or text.startswith(_CLOSE_START):
        return True
    if end == '"' or start == '"':
        return in_quotes
    return meeting_words().suffix.match(text) is not None or _ELISION_RE.search(before[-8:]) is not None
