"""What a language calls the things in a byline: a table of words to tags, made from the lexicon once a language.

A tag is one letter; `TAGS` says what each means. A word that the table does not know gets its tag from its shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import regex

from newsclean.lexicon import Lexicon, by_language, fold, label_key_of_entry, load_lexicon
from newsclean.lexicon.calendar import read_calendar

TAGS = {
    "N": "a word with a capital", "I": "an initial", "C": "a word in capitals", "c": "an acronym", "m": "a month",
    "U": "a word of a script without capitals", "E": "a Chinese or Japanese name by its shape",
    "e": "other Han or kana", "G": "a Korean name by its shape", "g": "other Hangul",
    "T": "a title, part of a name", "p": "a particle, part of a name", "J": "a word that joins names",
    "A": "an agency", "K": "a desk", "k": "a desk's word", "R": "a role", "r": "a role's word",
    "o": "a word that roles of several open with",
    "S": "what stands behind a name and makes it a byline", "H": "a site's word", "h": "a host name",
    "x": "a brand's spelling", "L": "a byline's label inside a line", "X": "the label of somebody else's credit",
    "b": "a button's word", "d": "a date's label", "t": "a time's word", "9": "a number",
    "D": "a day", "@": "an address",
    "f": "a small function word", "F": "a function word with a capital", "w": "any other word", "q": "any other mark",
}  # fmt: skip
TIME_TOPICS = ("date.time", "date.relative", "reading-time")
FOREIGN = (
    "credit.labels", "caption.labels", "byline.minor", "related.starts", "tags.labels", "footer.starts",
)  # fmt: skip
"""The topics of labels that name somebody else than the author, or something else."""
MAX_FUNCTION_CHARS = 3
"""A longer function word with a capital may be a name: "Will Stone"."""
MIN_CHARS = 4
"""A shorter last word of a role or desk, or a button, is part of names too ("Văn")."""
WORD = r"[\p{L}\p{M}][\p{L}\p{M}\p{N}\u200c\u200d]*(?:['’‘`´״׳‑·-]+[\p{L}\p{M}\p{N}\u200c\u200d]+)*+"
EAST = (
    r"\p{Katakana}[\p{Katakana}ー]*(?:[・＝=]\p{Katakana}[\p{Katakana}ー]*)++"
    r"|[\p{Han}\p{Hiragana}\p{Katakana}ー々ヶ]++|\p{Hangul}++"
)
_WORD_RE = regex.compile(rf"{EAST}|{WORD}")
_EAST_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_KANA_RE = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_CASED_RE = regex.compile(r"[[\p{Lu}\p{Ll}\p{Lt}]--\p{Georgian}]", regex.V1)  # which Unicode takes for small
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a language, English and every page.

    entries: by first word, what is tagged as a whole, longest first. exact: agencies as printed, short ones among them.
    elided: particles that lean on the next word ("d'", "al-"). hanging: joining letters that do (Arabic, Hebrew).
    short_labels: labels of one character ("文"), which need a mark behind them. prepositions: labels such as "By".
    endings: what stands behind a name in Han, kana or Hangul, longest first; foreign: those that name somebody else.
    """

    language: str | None
    entries: Mapping[str, tuple[tuple[Key, str], ...]]
    exact: frozenset[str]
    titles: frozenset[str]
    joins: frozenset[str]
    particles: frozenset[str]
    elided: tuple[str, ...]
    hanging: tuple[str, ...]
    function: frozenset[str]
    short_labels: frozenset[str]
    prepositions: frozenset[str]
    endings: tuple[str, ...]
    foreign: frozenset[str]
    surnames: tuple[str, ...]
    kana: bool

    def tag_of(self, word: str) -> str:
        """The tag that the table has for a word alone, or "".

        >>> words = words_of("de")
        >>> [words.tag_of(word) for word in ("und", "dpa", "Redaktion", "Berg")]
        ['J', 'A', 'K', '']
        """
        key = (fold(word),)
        return next((tag for entry, tag in self.entries.get(key[0], ()) if entry == key), "")

    def tag_at(self, keys: list[str], texts: list[str], at: int) -> tuple[str, int]:
        """The tag of the longest entry that stands at a place among words, and how many words it has; "" for none."""
        for entry, tag in self.entries.get(keys[at], ()):
            size = len(entry)
            if tuple(keys[at : at + size]) == entry and (tag != "A" or self.is_agency(texts[at : at + size])):
                return tag, size
        return "", 1

    def is_agency(self, texts: list[str]) -> bool:
        """Whether words that an agency is called by are printed as it prints them; long names may be in any case."""
        text = " ".join(texts)
        return text in self.exact or len(text) > 4 or (text.isupper() and text.isascii())


@by_language
def words_of(language: str | None) -> Words:
    """The byline's words of a language, English and every page."""
    lexicon = load_lexicon(language)
    function = frozenset(map(fold, lexicon.words("function-words")))
    particles = frozenset(map(fold, lexicon.words("byline.particles")))
    joins = frozenset(map(fold, lexicon.words("byline.joins"))) | {"&", "+"}
    entries: dict[str, dict[Key, str]] = {}
    for key, tag in tagged_entries(lexicon, language, function, particles):
        if key:
            entries.setdefault(key[0], {}).setdefault(key, tag)
    minor = [w for w in map(fold, lexicon.words("byline.minor")) if _EAST_RE.match(w) and w.isalpha()]
    suffixes = [fold(w) for w in lexicon.words("byline.suffixes") if "{" not in w and _EAST_RE.search(w)]
    return Words(
        language,
        MappingProxyType({first: tuple(sorted(e.items(), key=lambda i: -len(i[0]))) for first, e in entries.items()}),
        frozenset(lexicon.words("agencies")),
        frozenset(map(fold, lexicon.words("byline.titles"))),
        joins,
        frozenset(p for p in particles if p[-1].isalpha()),
        tuple(p for p in particles if not p[-1].isalpha()),
        tuple(j for j in joins if len(j) == 1 and j.isalpha() and not _CASED_RE.match(j) and not _EAST_RE.match(j)),
        function,
        frozenset(w for w in lexicon.words("byline.labels") if len(w) == 1),
        frozenset(map(fold, lexicon.words("byline.labels"))) & function,
        tuple(sorted({*suffixes, *minor}, key=lambda w: (-len(w), w))),
        frozenset(minor) - frozenset(suffixes),
        tuple(sorted(lexicon.words("byline.surnames"), key=len, reverse=True)),
        any(_KANA_RE.search(word) for word in function),
    )


def tagged_entries(
    lexicon: Lexicon, language: str | None, function: frozenset[str], particles: frozenset[str]
) -> Iterator[tuple[Key, str]]:
    """All entries of the table, the surest first: of two for the same words the first is taken."""
    for topic, tag in (
        ("byline.joins", "J"), ("byline.titles", "T"), ("agencies", "A"), ("byline.desks", "K"),
        ("byline.suffixes", "S"), ("byline.roles", "R"), ("date.published", "d"), ("date.updated", "d"),
    ):  # fmt: skip
        yield from ((key_of(entry), tag) for entry in lexicon.words(topic))
    for topic, tag in (("byline.labels", "L"), *((topic, "X") for topic in FOREIGN[:3])):
        for key in map(key_of, lexicon.words(topic)):
            if key and key[-1] in function and (len(key) > 1 or key[0] not in particles):
                yield key, tag
    yield from (((month,), "m") for month in months(lexicon, language))
    roles = [key for key in map(key_of, lexicon.words("byline.roles")) if key]
    desks = [key for key in map(key_of, lexicon.words("byline.desks")) if key]
    sites, shares = (list(map(key_of, lexicon.words(topic))) for topic in ("title.site-words", "share.lines"))
    times = (word for topic in TIME_TOPICS for entry in lexicon.words(topic) for word in key_of(entry))
    for tag, found in (
        ("t", filter(is_long, times)),
        ("r", (key[-1] for key in roles if len(key[-1]) >= MIN_CHARS)),
        ("H", (key[0] for key in sites if len(key) == 1)),
        ("o", (key[0] for key in roles if len(key) > 1)),
        ("b", (key[0] for key in shares if len(key) == 1 and len(key[0]) >= MIN_CHARS)),
        ("k", (word for key in desks for word in (key[0], key[-1]) if len(word) >= MIN_CHARS)),
    ):
        yield from (((word,), tag) for word in found if word not in function and word not in particles)
    yield from ((key, "H") for key in sites)


def is_long(word: str) -> bool:
    """Whether a word of times is more than a small word or the letters of a zone, which stand in other places too."""
    return len(word) > 2 or not _CASED_RE.search(word)


def key_of(entry: str) -> Key:
    """An entry's words, folded; what its placeholders stand for is left out.

    >>> key_of("Correspondante à {x}"), key_of("{x} bureau chief")
    (('correspondante', 'à'), ('bureau', 'chief'))
    """
    bare = label_key_of_entry(entry.split(" | ")[0]).replace("{n}", " ").replace("{x}", " ")
    return tuple(match[0] for match in _WORD_RE.finditer(bare)) or ((bare.strip(),) if bare in ("&", "+") else ())


def months(lexicon: Lexicon, language: str | None) -> Iterator[str]:
    """The names of months and weekdays in a language and in English, folded."""
    calendars: Iterable[Mapping[str, tuple[str, ...]]] = map(read_calendar, dict.fromkeys((language or "en", "en")))
    named = (entry for c in calendars for topic in ("months", "weekdays") for entry in c.get(topic, ()))
    for entry in (*lexicon.words("months.extra"), *named):
        name = fold(entry.split(" ", 1)[-1]).strip(".")
        if len(name) >= 2 and " " not in name:
            yield name
