"""What a language prints in a date: months, weekdays, joints, times, labels, looked up by their tokens."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import regex

from newsclean.lexicon import by_language, fold, load_lexicon
from newsclean.lexicon.calendar import read_calendar

Key = tuple[str, ...]
MAX_KEY_TOKENS = 10
"""No label or month name has more tokens (in Chinese, a character is one)."""

MAX_LABEL_CHARS = 40
"""Characters: a longer text is no label of a date. By hand."""

GLUED_CLOCK = r"(?:[01]?\d|2[0-3])[:：.hH時시点點]\s?[0-5]\d(?!\d)"
"""A time as renderings glue it to the year or day before it: "201610:32"."""
_PIECES = (
    rf"(?<!\d)(?:19|20)\d\d(?={GLUED_CLOCK})|"
    r"\d+|[\p{Han}\p{Hiragana}\p{Katakana}]|\p{Thai}\p{M}*|\p{Lu}+(?!\p{Ll})"
    r"|\p{Lu}?[[\p{Ll}\p{Lo}\p{Lm}\p{M}\u200c\u200d]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]]+|\p{L}"
)
"""The tokens of a line: a year before a glued clock, numbers, ideographs one by one, words of one case."""
_ACCENTS = dict.fromkeys(range(0x300, 0x370)) | {0x200C: None, 0x200D: None, ord("ı"): "i"}
"""What a key is compared without: accents, joiners and the dot of the Turkish i."""
_LABEL_TOPICS = {"date.published": "published", "date.updated": "updated", "date.other": "other"}
"""What the labels of a topic of the lexicon say of a date."""


class Token(NamedTuple):
    """A word, a number or, in scripts without spaces, a character; `key` is how it is looked up."""

    key: str
    start: int
    end: int


class Month(NamedTuple):
    """A month's number in its calendar ("gregorian", "persian", "hijri" or "bikram")."""

    calendar: str
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a language's dates, English and international ones among them.

    months: by first token, then the names that begin with it, longest first.
    weekdays: from Monday, 1, to Sunday, 7.
    fillers: what may stand beside a date without being one: joints, words of times and zones.
    labels: "published", "updated" or "other" (an event's, a copyright's, a print edition's date).
    small: function words, one of which may stand between a label and its day.
    order: in which the language prints three numbers: "dmy", "mdy" or "ymd".
    """

    language: str | None
    months: Mapping[str, tuple[tuple[Key, Month], ...]]
    weekdays: Mapping[Key, int]
    joints: frozenset[str]
    fillers: frozenset[Key]
    labels: Mapping[Key, str]
    small: frozenset[str]
    order: str
    token_re: regex.Pattern[str]

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text; a new word starts at a capital after a small letter, since sites glue their parts.

        >>> [token.key for token in load_words("en").tokens("ReutersUpdated 5th Août２０２１")]
        ['reuters', 'updated', '5', 'th', 'aout', '2021']
        """
        folded = fold(text)
        spans = [m.span() for m in self.token_re.finditer(text)]
        if folded.isascii():
            return [Token(folded[a:b].lstrip("0") or folded[a:b], a, b) for a, b in spans]
        return [Token(plain_key(folded[a:b]), a, b) for a, b in spans]

    def label_of(self, text: str) -> str:
        """The label that a whole line is, or "".

        >>> load_words("fr").label_of("Publié le :"), load_words("fr").label_of("Publié le lendemain")
        ('published', '')
        """
        if len(text) > MAX_LABEL_CHARS:
            return ""
        return self.labels.get(tuple(token.key for token in self.tokens(text)), "")


@lru_cache(maxsize=4096)
def plain_key(folded: str) -> str:
    """A token as it is looked up: no accents, numbers without leading zeros in plain digits.

    >>> plain_key("août"), plain_key("٠٥")
    ('aout', '5')
    """
    if folded.isdecimal():
        return str(int(folded)) if len(folded) < 9 else folded
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", folded).translate(_ACCENTS))


@by_language
def load_words(language: str | None) -> Words:
    """The words for a page in a language (langdetect's code); English and international ones alone for None."""
    calendars = [read_calendar(code) for code in dict.fromkeys((language or "en", "en"))]
    lexicon = load_lexicon(language)
    pieces = [
        w for c in calendars[:1] for t in ("months", "weekdays") for w in (e.split(" ", 1)[1] for e in c.get(t, ()))
    ]
    pieces += [w for topic in (*_LABEL_TOPICS, "date.time") for w in lexicon.words(topic)] if language == "th" else []
    token_re = regex.compile(with_thai(pieces) if language == "th" else _PIECES, regex.V1)

    def key(text: str) -> Key:
        return tuple(plain_key(fold(m.group())) for m in token_re.finditer(text))

    joints = joints_of(language)
    fillers = {key(word) for word in (*lexicon.words("date.time"), *joints)}
    labels = {key(word): label for topic, label in reversed(_LABEL_TOPICS.items()) for word in lexicon.words(topic)}
    return Words(
        language,
        months_of(language, key),
        MappingProxyType({key(n): int(d) for c in reversed(calendars) for d, n in pairs(c.get("weekdays", ()))}),
        frozenset(w for joint in joints for w in key(joint)),
        frozenset(fillers - {()}),
        MappingProxyType({k: label for k, label in labels.items() if k}),
        frozenset(w for word in lexicon.words("function-words") for w in key(word)[:1]),
        next((order for order in lexicon.words("date.order")), "dmy"),
        token_re,
    )


def with_thai(words: Iterable[str]) -> str:
    """The token pattern with Thai words in it, longest first: Thai has no spaces that would part them."""
    thai = sorted({w for w in words if regex.fullmatch(r"[\p{Thai}\p{M}]{2,}", w)}, key=lambda w: (-len(w), w))
    return "|".join([*map(regex.escape, thai), _PIECES])


def joints_of(language: str | None) -> tuple[str, ...]:
    """What may stand between the parts of a date."""
    by_hand = read_calendar("joints")
    made = read_calendar(language or "en").get("joints", ())
    eras = read_calendar("eras") if language == "th" else {}
    marks = (*eras.get("buddhist.marks", ()), *eras.get("gregorian.marks", ()))
    return (*made, *marks, *by_hand.get(language or "en", ()), *by_hand["any"])


def months_of(language: str | None, key: Callable[[str], Key]) -> Mapping[str, tuple[tuple[Key, Month], ...]]:
    """All month names by their first token; a name of the page's language wins over an English one."""
    eras = read_calendar("eras")
    named: dict[Key, Month] = {}
    for calendar in ("persian", "hijri", "bikram"):
        if language == "ne" or calendar != "bikram":
            named |= {key(name): Month(calendar, int(n)) for n, name in pairs(eras[f"{calendar}.months"])}
    own = read_calendar(language or "en").get("months", ())
    extra = load_lexicon(language).words("months.extra")
    for entries in (read_calendar("en")["months"], tuple(reversed(extra)), own):
        named |= {key(name): Month("gregorian", int(n)) for n, name in pairs(entries)}
    months: dict[str, list[tuple[Key, Month]]] = {}
    for name, month in named.items():
        if name:
            months.setdefault(name[0], []).append((name, month))
    return MappingProxyType({first: tuple(sorted(f, key=lambda e: -len(e[0]))) for first, f in months.items()})


def pairs(entries: Iterable[str]) -> list[tuple[str, str]]:
    """ "5 May" as ("5", "May")."""
    return [(number, name) for number, _, name in (entry.partition(" ") for entry in entries) if number.isdigit()]
