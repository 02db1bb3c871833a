"""Names in a byline: which texts have the shape of one, and where one ends and the next begins.

Shape only, never a list of people: capitals, initials and particles where the script has capitals, length and the
language's commonest words where it has none. The words that join names, desks, agencies and what stands beside names
come from the lexicon.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from newsclean.lexicon import Lexicon, by_language, entry_pattern, fold, label_key, label_key_of_entry, load_lexicon
from newsclean.lexicon.calendar import read_calendar

MAX_NAME_WORDS = 6
MAX_DESK_WORDS = 7
MIN_HUNG_CHARS = 5
"""A shorter word with a joining letter in front may be a name that starts with it (وليد)."""
MAX_ATOMS = 60
"""More names than that are no byline; what follows is not looked at."""

_TOKEN_RE = regex.compile(r"\S+")
_CAPITAL_RE = regex.compile(
    r"(?:\p{Lu}\p{M}*\.(?:-?\p{Lu}\p{M}*\.)*|(?:[dDlLO]['’]|(?:al|el|Al|El|ad|as|ash|at|an|ar|az)-|Mc|Mac|De|Di|Da|Du|La|Le|Van|Fitz)?(?:[\p{Lu}\p{Lt}][\p{Ll}\p{M}\p{Lo}]*|[\p{Lu}\p{M}]+)(?:['’`.\-‑–]\p{L}[\p{L}\p{M}]*)*+['’]?\.?)$"
)
_CASELESS_RE = regex.compile(r"[\p{Lo}\p{Georgian}\p{M}\p{Lm}\u200c\u200d'’\"״׳.\-]+$")
_HAN_NAME_RE = regex.compile(r"\p{Han}{2,4}$")
_JAPANESE_NAME_RE = regex.compile(
    r"(?:[\p{Han}々ヶケノ]{1,4}[ \u3000]?[\p{Han}\p{Hiragana}\p{Katakana}ー々]{1,5}"
    r"|\p{Katakana}[\p{Katakana}ー]+(?:[・＝=][\p{Katakana}ー]+)+)$"
)
_HANGUL_NAME_RE = regex.compile(r"\p{Hangul}{2,4}$|\p{Hangul} \p{Hangul}{2}$")
_THAI_RE = regex.compile(r"[\p{Thai}.]{2,24}(?: [\p{Thai}.]{2,24}){0,2}$")
_EAST_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_THAI_LETTER_RE = regex.compile(r"\p{Thai}")
_KANA_RE = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_OF_RE = regex.compile(r"の\p{Han}")
_CASED_RE = regex.compile(r"[[\p{Lu}\p{Ll}\p{Lt}]--\p{Georgian}]", regex.V1)  # which Unicode takes for small
_DOMAIN_RE = regex.compile(r"(?:www\.)?[\p{L}\p{N}-]{2,40}(?:\.[\p{L}\p{N}-]{2,20}){1,3}$")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What a language calls the things in a byline, folded and ready to be looked up."""

    joins: frozenset[str]
    hanging: tuple[str, ...]
    particles: frozenset[str]
    titles: frozenset[str]
    function: frozenset[str]
    common: frozenset[str]
    agencies: frozenset[str]
    exact_agencies: frozenset[str]
    desks: frozenset[str]
    desk_patterns: tuple[regex.Pattern[str], ...]
    desk_heads: frozenset[str]
    desk_firsts: frozenset[str]
    roles: frozenset[str]
    role_patterns: tuple[regex.Pattern[str], ...]
    role_firsts: frozenset[str]
    role_openers: frozenset[str]
    role_lasts: frozenset[str]
    suffixes: tuple[str, ...]
    sites: frozenset[str]
    months: frozenset[str]
    dates: frozenset[str]
    date_labels: frozenset[str]
    beside_names: frozenset[str]
    glued_labels: tuple[str, ...]
    short_labels: frozenset[str]
    kana: bool


@by_language
def words_of(language: str | None) -> Words:
    """The byline words of a language, English and every page."""
    lexicon = load_lexicon(language)
    roles, desks = keys(lexicon, "byline.roles"), keys(lexicon, "byline.desks")
    joins = frozenset(fold(word) for word in lexicon.words("byline.joins"))
    function = frozenset(map(fold, lexicon.words("function-words")))
    particles = frozenset(map(fold, lexicon.words("byline.particles")))
    role_lasts = frozenset(r.rsplit(" ", 1)[-1] for r in roles if not r.endswith("}")) - function
    return Words(
        joins=joins | {"&", "+"},
        hanging=tuple(sorted(j for j in joins if len(j) == 1 and not _CASED_RE.match(j))),
        particles=particles,
        titles=frozenset(map(fold, lexicon.words("byline.titles"))),
        function=function,
        common=function | particles,
        agencies=keys(lexicon, "agencies"),
        exact_agencies=frozenset(lexicon.words("agencies")),
        desks=frozenset(d for d in desks if "{" not in d),
        desk_patterns=tuple(entry_pattern(d) for d in desks if "{" in d),
        desk_heads=frozenset(ends(desks)) - function - role_lasts,
        desk_firsts=frozenset(d.split(" ")[0] for d in desks if "{" not in d) - function,
        roles=frozenset(r for r in roles if "{" not in r),
        role_patterns=tuple(entry_pattern(r) for r in roles if "{" in r and not r.startswith("{x}")),
        role_firsts=frozenset(r for r in roles if " " not in r and "{" not in r) - function,
        role_openers=frozenset(r.split(" ")[0] for r in roles if " " in r) - function - {"{x}"},
        role_lasts=role_lasts,
        suffixes=tuple(sorted(keys(lexicon, "byline.suffixes"), key=lambda s: -len(s))),
        sites=keys(lexicon, "title.site-words"),
        months=frozenset(month_names(lexicon, language)),
        dates=frozenset(
            entry_words(lexicon, ("date.published", "date.updated", "date.time", "date.relative", "reading-time"))
        ),
        date_labels=frozenset(entry_words(lexicon, ("date.published", "date.updated"))) - function,
        beside_names=joins | particles | function | role_lasts | frozenset(ends(desks)) | frozenset(ends(roles)),
        kana=any(_KANA_RE.search(word) for word in function),
        short_labels=frozenset(w for w in lexicon.words("byline.labels") if len(w) == 1),
        glued_labels=tuple(
            form for w in lexicon.words("byline.labels") if fold(w) in function - particles for form in (w, w.lower())
        ),
    )


@lru_cache(maxsize=2048)
def key_of(text: str) -> str:
    """A text as the lexicon looks it up; a part of a line is asked about several times."""
    return label_key(text)


def keys(lexicon: Lexicon, topic: str) -> frozenset[str]:
    """The entries of a topic, as they are looked up."""
    return frozenset(map(label_key_of_entry, lexicon.words(topic))) - {""}


def ends(entries: Iterable[str]) -> Iterator[str]:
    """The first and last words of entries of which every word is known."""
    for entry in entries:
        if "{" not in entry:
            found = entry.split(" ")
            yield from (found[0], found[-1])


def entry_words(lexicon: Lexicon, topics: Iterable[str]) -> Iterator[str]:
    """The words of the entries of topics, numbers and the unit of a relative date left out."""
    for topic in topics:
        for entry in lexicon.words(topic):
            for word in fold(entry.split("|")[0]).replace("{n}", " ").replace("{x}", " ").split():
                yield word.strip(".,:()-")


def month_names(lexicon: Lexicon, language: str | None) -> Iterator[str]:
    """The names of months and weekdays in a language and in English, folded."""
    entries = [*lexicon.words("months.extra")]
    for code in (language or "en", "en"):
        calendar = read_calendar(code)
        entries += [*calendar.get("months", ()), *calendar.get("weekdays", ())]
    for entry in entries:
        name = fold(entry.split(" ", 1)[-1]).strip(".")
        if len(name) >= 2:
            yield name


def is_month(token: str, words: Words) -> bool:
    """Whether a word is the name of a month or weekday."""
    return fold(token).strip(".,") in words.months


def is_agency(text: str, words: Words) -> bool:
    """Whether a text is the name of a news agency: as printed, or in any case where it is not short.

    >>> words = words_of("de")
    >>> is_agency("dpa", words), is_agency("The Associated Press", words), is_agency("tt", words)
    (True, True, False)
    """
    if text in words.exact_agencies:
        return True
    key = key_of(text)
    return key in words.agencies and (len(key) > 4 or (text.isupper() and text.isascii()))


def is_known_desk(text: str, words: Words) -> bool:
    """Whether the lexicon knows a text as what a newsroom signs with: "staff", "La rédaction"."""
    key = key_of(text)
    return key in words.desks or any(p.fullmatch(key) for p in words.desk_patterns)


def is_desk(text: str, words: Words, labelled: bool = False) -> bool:
    """Whether a text has the shape of a desk: it ends in a desk's word, or under a label starts with one.

    >>> is_desk("The Harrow Point Staff", words_of("en")), is_desk("Rédaction Lacombe", words_of("fr"), labelled=True)
    (True, True)
    >>> is_desk("Ann Lee", words_of("en"))
    False
    """
    tokens = key_of(text).split(" ")
    return (
        1 < len(tokens) <= MAX_DESK_WORDS
        and (tokens[-1] in words.desk_heads or (labelled and tokens[0] in words.desk_firsts))
        and (labelled or text[0].isupper())
    )


def is_role(text: str, words: Words) -> bool:
    """Whether a text says what somebody is: "Staff writer", "correspondante à Vernoux".

    >>> is_role("Consumer Affairs Reporter", words_of("en")), is_role("correspondante à Vernoux", words_of("fr"))
    (True, True)
    >>> is_role("Ann Lee", words_of("en"))
    False
    """
    key = key_of(text)
    if key in words.roles or any(p.fullmatch(key) for p in words.role_patterns):
        return True
    tokens = key.split(" ")
    return (
        tokens[0] in words.role_firsts
        or tokens[-1].rsplit("-", 1)[-1] in words.role_lasts
        or (len(tokens) > 2 and " ".join(tokens[:2]).strip(",") in words.roles)
    )


def is_site(text: str) -> bool:
    """Whether a text is a host name: a site that signs.

    >>> is_site("ORF.at"), is_site("J. Lee"), is_site("J.Lee")
    (True, False, False)
    """
    return bool(_DOMAIN_RE.match(text)) and text.rsplit(".", 1)[-1].islower()


def is_name(text: str, words: Words, least: int = 2) -> bool:
    """Whether a text has the shape of a person's name of at least so many words.

    >>> words = words_of("en")
    >>> is_name("Anna von Berg", words), is_name("Heavy rain", words), is_name("J. R. Smith Jr.", words)
    (True, False, True)
    >>> is_name("王小明", words_of("zh-tw")), is_name("홍길동", words_of("ko")), is_name("मौसम की खबर", words_of("hi"))
    (True, True, False)
    """
    tokens = text.split()
    if not tokens or len(tokens) > MAX_NAME_WORDS or len(text) > 70:
        return False
    if _CASED_RE.search(text):
        return is_cased_name(tokens, words, least)
    return is_caseless_name(text, tokens, words, least)


def is_cased_name(tokens: list[str], words: Words, least: int) -> bool:
    """Whether words have the shape of a name in a script with capitals."""
    capitals = 0
    for n, token in enumerate(tokens):
        key = token.lower()
        if _CAPITAL_RE.match(token):
            if key in words.titles or (len(token) == 2 and token[1] == "."):
                continue
            capitals += 1
        elif n == len(tokens) - 1 or not (key in words.particles or key.startswith(("d'", "al-", "el-", "l'"))):
            return False
    longest = max(map(len, tokens))
    if tokens[0].lower() in words.function - words.particles and len(tokens[0]) < 4:
        return False
    return capitals >= 1 and longest >= 3 and sum(t[0].isupper() for t in tokens) >= least


def is_caseless_name(text: str, tokens: list[str], words: Words, least: int) -> bool:
    """Whether words have the shape of a name in a script without capitals."""
    japanese = (words.kana or _KANA_RE.search(text)) and _JAPANESE_NAME_RE.match(text)
    if japanese or _HAN_NAME_RE.match(text) or _HANGUL_NAME_RE.match(text):
        return not any(word in text for word in words.function if len(word) > 1 or word == text) and not _OF_RE.search(
            text
        )
    if _EAST_RE.search(text):
        return False
    if _THAI_LETTER_RE.search(text):
        return bool(_THAI_RE.match(text)) and len(tokens) >= least
    if not least <= len(tokens) <= 5:
        return False
    return all(_CASELESS_RE.match(t) and len(t) <= 16 and fold(t) not in words.function for t in tokens)


def split_names(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Where the names stand that joining words part in a text without commas.

    A single letter joins only two names of several words, and a letter that hangs on the next word (Arabic, Hebrew)
    only where both names have two words.

    >>> def names(text, language):
    ...     return [text[start:end] for start, end in split_names(text, words_of(language))]
    >>> names("Ann Lee and Bob Ray", "en"), names("José Ortega y Gasset", "es"), names("Ana Sá e Rui Reis", "pt")
    (['Ann Lee', 'Bob Ray'], ['José Ortega y Gasset'], ['Ana Sá', 'Rui Reis'])
    >>> names("أحمد علي ومحمد حسن", "ar"), names("وليد جمال", "ar")
    (['أحمد علي', 'محمد حسن'], ['وليد جمال'])
    """
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN_RE.finditer(text)]
    marks = [n for n, (_, _, token) in enumerate(tokens) if token.lower() in words.joins]
    first = n = 0
    while n < len(tokens):
        width = join_width(tokens, n, first, marks, words) if n > first else 0
        if width:
            yield from unspaced_names(text, tokens[first][0], tokens[n - 1][1], words)
            n = first = n + width
        elif n > first and hangs(tokens, n, first, words):
            yield from unspaced_names(text, tokens[first][0], tokens[n - 1][1], words)
            start, end, token = tokens[n]
            tokens[n] = (start + 1, end, token[1:])
            first = n
        else:
            n += 1
    if first < len(tokens):
        yield from unspaced_names(text, tokens[first][0], tokens[-1][1], words)


Token = tuple[int, int, str]


def join_width(tokens: list[Token], n: int, first: int, marks: list[int], words: Words) -> int:
    """How many words from n on join the name that starts at `first` with another; 0 where they do not."""
    for width in (3, 2):
        phrase = " ".join(token.lower() for _, _, token in tokens[n : n + width])
        if phrase in words.joins and n + width < len(tokens) and " " in phrase:
            return width
    key = tokens[n][2].lower()
    if key not in words.joins or n + 1 >= len(tokens):
        return 0
    following = bisect_right(marks, n)
    after = (marks[following] if following < len(marks) else len(tokens)) - n - 1
    return int(len(key) > 1 or not key.isalpha() or (n - first >= 2 and after >= 2))


def hangs(tokens: list[Token], n: int, first: int, words: Words) -> bool:
    """Whether a joining letter hangs on the word at n, with two words of a name on both sides."""
    token = tokens[n][2]
    return (
        bool(words.hanging)
        and len(token) >= MIN_HUNG_CHARS
        and token.startswith(words.hanging)
        and n - first >= 2
        and len(tokens) - n >= 2
    )


_TIGHT_RE = regex.compile(
    r"(?<=\p{Han}{2})(?:[和与與及暨・·]|以及)(?=\p{Han}{2})|(?<=[\p{Han}\p{Hiragana}]{3})と(?=\p{Han}{2})"
)
_KOREAN_AND_RE = regex.compile(r"(?<=\p{Hangul}{3})[와과](?= \p{Hangul}{3})")


def unspaced_names(text: str, start: int, end: int, words: Words) -> Iterator[tuple[int, int]]:
    """The names in a part of a text whose script joins them without spaces (Chinese, Japanese, Korean)."""
    at = start
    if not text[start:end].isascii():
        for pattern in (_TIGHT_RE, _KOREAN_AND_RE):
            for match in pattern.finditer(text, start, end):
                if fold(match[0]) in words.joins | {"・", "·"}:
                    yield at, match.start()
                    at = match.end()
    while at < end and text[at] == " ":
        at += 1
    yield at, end
