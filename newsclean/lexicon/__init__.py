"""What each language calls things: labels of credits, share bars, menus, bylines, dates ...

One UTF-8 file a language, `<code>.txt`: `[topic]` opens a topic, each further line is an entry as sites print it, `# `
starts a comment. `{n}` in an entry is a number, `{x}` one to six words (in scripts without spaces, up to 20
characters), `{t}` a title. A page is looked up in its language's file, in English and in `any.txt`; a whole line in
another script than the page's, in the files of that script, and where several lines are labels of another language, so
is every line.

What an entry matches is told by the last part of its topic: `.lines` and `.headings` a whole line;
`.labels`, `.starts` and the rest the start of a line, at a word's end. Case, quotes' shape and marks at both ends do
not count. What `{x}` stands for at an entry's start or end has to look like a name, and labels that are ordinary words
("By", "Until", "Photo") count in a sentence only where a mark sets them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple, TypeVar

import regex

from newsclean.script import UNSPACED, has_full_stop, is_small, script_of, word_count

T = TypeVar("T")
MAX_LABEL_CHARS = 140
"""A longer line is never a label as a whole; no entry with its numbers and names is longer."""
MAX_FORMULA_CHARS = 300
"""Characters, at most, of a line that names a title ("The post … appeared first on …")."""
MAX_OPENING_CHARS = 100
"""Characters within which a label that opens a line ends."""
WHOLE_LINE = (
    "credit.lines", "credit.agencies", "share.lines", "embed.lines", "ad.lines", "subscribe.lines", "consent.lines",
    "nav.lines", "nav.sections", "related.headings", "comments.headings", "comments.lines", "footer.lines",
    "author.lines", "about.lines", "player.lines", "reading-time", "byline.desks",
)  # fmt: skip
LINE_START = (
    "credit.labels", "caption.labels", "subscribe.starts", "consent.starts", "related.starts", "tags.labels",
    "footer.starts", "author.starts", "byline.labels", "byline.minor", "byline.reporting", "date.published",
    "date.updated", "date.other", "title.labels",
)  # fmt: skip

MARKED = frozenset(topic for topic in LINE_START if topic.endswith((".labels", ".minor")) or topic.startswith("date."))
"""Their entries are ordinary words too: in a sentence they are labels only where a mark sets them apart."""
JOINS = tuple(":：՝|/／=＝-–—―(（[【〔©@#•·∙>→»►▶")
"""The marks that set a label apart from what follows it."""
WIDE_STOPS = tuple("。！？")
"""Full stops of scripts without spaces; what follows a label and has one is a sentence."""
MIN_SENTENCE_WORDS = 4
"""From this many words on, what follows a label and ends in a full stop is the rest of a sentence, not a name."""
MARKS = " \t\u00a0:.,;!?|·•»«›‹>→←↑↓+-–—*#\"'()[]{}…/\\=_~©▼▲►▶◀●■□◆【】「」『』《》〈〉（）［］：。，、；！？՝։።៖"
"""What may stand around a label: spaces, punctuation, arrows, bullets."""
OPENING_QUOTES = tuple("\"'“„‘‚«「『")
"""What somebody says opens no label, whatever its words."""
_STRAIGHT = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("\u00a0", " "), ("\u202f", " "), ("\u3000", " "),
    ("İ", "i"), ("：", ":"), ("՝", ":"), ("，", ","), ("；", ";"), ("！", "!"), ("？", "?"), ("（", "("), ("）", ")"),
)  # fmt: skip
_PRINTED_RE = re.compile(f"[{''.join(printed for printed, _ in _STRAIGHT)}]")
"""Marks that have a plain form."""
_DIGIT_RE = re.compile(r"\d")
"""Whether a key has a number is asked before the dearer pattern."""
_NUMBER_RE = regex.compile(r"\d[\d.,\u00a0\u202f]*(?:[kKmM]\b|千|万|萬|만|천)?")
"""A number with its separators and, as counters have it, its thousands: "1.204", "12k", "3万"."""
_PLACEHOLDER_RE = re.compile(r"\{[nxt]\}")
"""What an entry leaves open: {n} a number, {x} a name, {t} a title."""
_TOPIC_RE = regex.compile(r"\[[a-z.-]+\]")
"""The line that opens a topic in a file."""
_HAS_WORD_RE = regex.compile(r"(?<!\{)[\p{L}\p{N}]")
"""A letter or digit of the entry itself."""
_UNSPACED_RE = re.compile(f"[{UNSPACED}]")
"""A character of a script without spaces."""


class Openers(NamedTuple):
    """Entries that open a line and begin with the same two characters.

    prefixes: what stands before each entry's first placeholder; a line that starts with none of them starts no entry.
    entries: (entry, topic), the longest first.
    """

    prefixes: tuple[str, ...]
    entries: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str]]) -> Openers:
        """The openers that some entries are."""
        ordered = tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        return cls(tuple(dict.fromkeys(entry.partition("{")[0] for entry, _ in ordered)), ordered)


class Form(NamedTuple):
    """A whole-line entry with names or a title in it.

    fixed: the longest part of it that is no placeholder; a line without it need not be matched.
    """

    entry: str
    topic: str
    fixed: str


class Hit(NamedTuple):
    """What the lexicon says of a line.

    lines: topics of which the whole line is an entry.
    starts: (topic, where its label ends in the text) for each topic with an entry that opens the line, longest first.
    """

    lines: frozenset[str]
    starts: tuple[tuple[str, int], ...]

    def after(self, topic: str) -> int:
        """Where the text goes on after a topic's label, or 0 where the line does not start with one."""
        for name, end in self.starts:
            if name == topic:
                return end
        return 0


NO_HIT = Hit(frozenset(), ())
"""What is said of a text that the lexicon does not know."""
LookUp = Callable[[str], Hit]
"""What tells what the lexicon says of a text."""
NO_LANGUAGE: Mapping[str, frozenset[str]] = MappingProxyType({})
"""What no language calls a text."""
NO_TOPICS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
"""What a language without a file has."""


def fold(text: str) -> str:
    """Lower case, straight quotes and narrow marks, as many characters as before (so that offsets stay).

    >>> fold("L’İmage"), fold("声明：未经许可，不得转载")
    ("l'image", '声明:未经许可,不得转载')
    """
    return (text if text.isascii() else straight(text)).lower()  # of all characters, only "İ" has a longer lower case


def straight(text: str) -> str:
    """The same with its capitals, "İ" aside."""
    if _PRINTED_RE.search(text):
        for printed, plain in _STRAIGHT:
            text = text.replace(printed, plain)
    return text


def label_key(text: str) -> str:
    """What two spellings of a label have in common.

    >>> label_key("» LIRE  AUSSI :") == label_key("Lire aussi")
    True
    """
    return " ".join(fold(text).strip(MARKS).split())


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The entries of some files, ready to be looked up.

    topics: as printed.
    whole: the topics of which a whole line is an entry, by the line's key.
    forms: entries with names in them, by their first two characters; "" where they begin with a name.
    starts: entries that open a line, by their first two characters.
    """

    topics: Mapping[str, tuple[str, ...]]
    whole: Mapping[str, frozenset[str]]
    forms: Mapping[str, tuple[Form, ...]]
    starts: Mapping[str, Openers]

    def words(self, topic: str) -> tuple[str, ...]:
        """The entries of a topic, as printed; empty where no file has it."""
        return self.topics.get(topic, ())

    def look_up(self, text: str) -> Hit:
        """The topics that a line is a label of, and those whose label it starts with.

        >>> load_lexicon("fr").look_up("Partager cet article").lines
        frozenset({'share.lines'})
        >>> load_lexicon("fr").look_up("Partager cet article, c'est aider un journal à vivre.")
        Hit(lines=frozenset(), starts=())
        """
        is_short = len(text) <= MAX_LABEL_CHARS
        folded = fold(text if is_short else text[:MAX_OPENING_CHARS])
        lines = self._whole(folded, text) if is_short else self._formula(text)
        start = 0 if folded[:1].isalnum() else len(folded) - len(folded.lstrip(MARKS))
        openers = self.starts.get(folded[start : start + 2])
        if not openers or not folded.startswith(openers.prefixes, start) or text[:1] in OPENING_QUOTES:
            return Hit(lines, ()) if lines else NO_HIT
        found = starting(folded, start, openers.entries)
        starts = tuple(
            sorted(
                [(topic, end) for topic, end in found if topic not in MARKED or is_set_apart(text, end)],
                key=lambda hit: -hit[1],
            )
        )
        return Hit(lines, starts) if lines or starts else NO_HIT

    def _formula(self, text: str) -> frozenset[str]:
        """The topics of a long line that is an entry with a title in it."""
        if len(text) > MAX_FORMULA_CHARS:
            return frozenset()
        key = label_key(text)
        forms = (form for first in (key[:2], "") for form in self.forms.get(first, ()) if "{t}" in form.entry)
        return frozenset(f.topic for f in forms if f.fixed in key and entry_pattern(f.entry).fullmatch(key))

    def _whole(self, folded: str, text: str) -> frozenset[str]:
        key = " ".join(folded.strip(MARKS).split())
        found = self.whole.get(key, frozenset())
        if _DIGIT_RE.search(key):
            found |= self.whole.get(_NUMBER_RE.sub("{n}", key), frozenset())
        for first in (key[:2], ""):
            for entry, topic, fixed in self.forms.get(first, ()):
                if (
                    fixed in key
                    and topic not in found
                    and (match := entry_pattern(entry).fullmatch(key))
                    and ("{t}" in entry or has_name(match, text))
                ):
                    found |= {topic}
        return found


def starting(folded: str, start: int, entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    """The topics of entries that stand at an offset of a folded text, each once, and where its entry ends."""
    done: set[str] = set()
    for entry, topic in entries:
        if topic in done:
            continue
        if "{" in entry:
            match = entry_pattern(entry).match(folded, start)
            end = match.end() if match else 0
        else:
            end = start + len(entry) if folded.startswith(entry, start) else 0
        if end and at_word_end(folded, end):
            done.add(topic)
            yield topic, end


def is_set_apart(text: str, end: int) -> bool:
    """Whether what follows a label that ends at an offset is set apart from it by a mark, or is no sentence with it.

    A label is often an ordinary word too ("By", "Until", "Photo"), with which any sentence may open.

    >>> is_set_apart("Until 5 May", 5), is_set_apart("Until then, she said, nothing will change.", 5)
    (True, False)
    >>> is_set_apart("By Ann Lee and Bob Ray.", 2), is_set_apart("Photo: the bridge is shut on Monday.", 5)
    (True, True)
    """
    after = text[end:].lstrip()
    if text[end - 1] in JOINS or after[:1] in JOINS or not has_full_stop(text):
        return True
    words = after.split()
    if word_count(after) < MIN_SENTENCE_WORDS:
        return True
    named = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return 2 * named >= len(words)


def has_name(match: regex.Match[str], text: str) -> bool:
    """Whether what stands where an entry begins or ends with {x} can be a name: no sentence, no small letter first.

    match: of an entry's pattern with a line's key; text: the line as printed.

    >>> lines = ("Contact Ann Lee", "Contact your council", "Contact Ann before you sign it.")
    >>> [has_name(entry_pattern("contact {x}").fullmatch(label_key(line)), line) for line in lines]
    [True, False, False]
    """
    start, end = match.span("x")
    printed = " ".join(straight(text).strip(MARKS).split())
    if (start > 0 and end < len(printed)) or printed[:start].rstrip().endswith(JOINS):
        return True
    name = printed[start:end]
    if any(stop in name for stop in WIDE_STOPS):
        return False
    return not is_small(name.lstrip(MARKS)[:1]) and not (has_full_stop(text) and word_count(name) >= MIN_SENTENCE_WORDS)


def at_word_end(text: str, end: int) -> bool:
    """Whether a word ends at an offset; in scripts without spaces it may end anywhere.

    >>> at_word_end("by Ann", 2), at_word_end("Byrne", 2), at_word_end("文田中", 1)
    (True, False, True)
    """
    if end >= len(text) or not text[end].isalnum() or not text[end - 1].isalnum():
        return True
    return bool(_UNSPACED_RE.match(text[end - 1]) or _UNSPACED_RE.match(text[end]))


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages that have a file, sorted."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(f.name[:-4] for f in files if f.name.endswith(".txt") and f.name != "any.txt"))


def by_language(make: Callable[[str | None], T]) -> Callable[[str | None], T]:
    """Keep what is made for a language; one without a file of its own shares what None gets, so a hint costs nothing.

    >>> load_lexicon("eo") is load_lexicon("tlh") is load_lexicon(None), load_lexicon("fr") is load_lexicon("fr")
    (True, True)
    """
    made = cache(make)

    @wraps(make)
    def kept(language: str | None) -> T:
        return made(language if language in languages() else None)

    return kept


def read_topics(name: str) -> Mapping[str, tuple[str, ...]]:
    """The topics of one file, each with its entries in the file's order; empty where there is no such file."""
    return _read_topics(name) if name == "any" or name in languages() else NO_TOPICS


@cache
def _read_topics(name: str) -> Mapping[str, tuple[str, ...]]:
    file = resources.files(__name__) / f"{name}.txt"
    topics: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in map(str.strip, file.read_text(encoding="utf-8").split("\n")):
        if _TOPIC_RE.fullmatch(line):
            entries = topics.setdefault(line[1:-1], [])
        elif line and not line.startswith("# "):
            entries.append(line)
    return MappingProxyType({topic: tuple(found) for topic, found in topics.items()})


COMMON_LATIN = ("en", "fr", "es", "de", "pt", "it", "nl", "pl", "tr", "id", "vi")
"""The languages in Latin letters whose labels are looked for on pages in other languages."""


@cache
def languages_in(script: str) -> tuple[str, ...]:
    """The languages whose own name is written in a script; of those in Latin letters, the most common.

    >>> languages_in("devanagari"), languages_in("thai")
    (('hi', 'mr', 'ne'), ('th',))
    """
    if script == "latin":
        return COMMON_LATIN
    return tuple(code for code in languages() if script_of(read_topics(code)["name"][1][0]) == script)


@cache
def labels_in(script: str) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The whole-line labels of a script's languages, English aside: by key, the topics in each language.

    Labels with names in them are left out.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for code in languages_in(script):
        for topic in WHOLE_LINE if code != "en" else ():
            for key in map(label_key_of_entry, read_topics(code).get(topic, ())):
                if has_word(key) and "{x}" not in key and "{t}" not in key:
                    found.setdefault(key, {}).setdefault(code, set()).add(topic)
    return MappingProxyType({key: {code: frozenset(by[code]) for code in by} for key, by in found.items()})


def topics_by_language(folded: str, script: str) -> Mapping[str, frozenset[str]]:
    """The topics that a folded line in a script is a label of, by language, English aside.

    >>> dict(topics_by_language("12 comentarios »", "latin"))
    {'es': frozenset({'comments.headings'})}
    >>> dict(topics_by_language("rain", "latin"))
    {}
    """
    key = " ".join(folded.strip(MARKS).split())
    labels = labels_in(script)
    return labels.get(_NUMBER_RE.sub("{n}", key) if _DIGIT_RE.search(key) else key, NO_LANGUAGE)


@by_language
def load_lexicon(language: str | None) -> Lexicon:
    """The lexicon for a page in a language (langdetect's code); English and any.txt alone where it has no file."""
    files = [name for name in dict.fromkeys((language, "en", "any")) if name]
    topics: dict[str, tuple[str, ...]] = {}
    for name in files:
        for topic, entries in read_topics(name).items():
            topics[topic] = tuple(dict.fromkeys(topics.get(topic, ()) + entries))
    whole: dict[str, set[str]] = {}
    forms: dict[str, list[Form]] = {}
    for topic in WHOLE_LINE:
        for key in map(label_key_of_entry, topics.get(topic, ())):
            if not has_word(key):
                continue
            if "{x}" in key or "{t}" in key:
                forms.setdefault("" if "{" in key[:2] else key[:2], []).append(Form(key, topic, fixed_part(key)))
            else:
                whole.setdefault(key, set()).add(topic)
    starts: dict[str, list[tuple[str, str]]] = {}
    for topic in LINE_START:
        for key in map(opening_key, topics.get(topic, ())):
            if has_word(key) and not key.startswith("{"):
                starts.setdefault(key[:2], []).append((key, topic))
    return Lexicon(
        MappingProxyType(topics),
        MappingProxyType({key: frozenset(found) for key, found in whole.items()}),
        MappingProxyType({first: tuple(found) for first, found in forms.items()}),
        MappingProxyType({first: Openers.of(found) for first, found in starts.items()}),
    )


def label_key_of_entry(entry: str) -> str:
    """An entry as it is looked up: folded like a line, its placeholders kept."""
    if "{" not in entry:
        return label_key(entry)
    bare = entry.replace("{n}", "\x00").replace("{x}", "\x01").replace("{t}", "\x02")
    return label_key(bare).replace("\x00", "{n}").replace("\x01", "{x}").replace("\x02", "{t}")


def opening_key(entry: str) -> str:
    """An entry that opens a line, as it is looked up: marks at its end are part of it, a last {x} says nothing.

    >>> opening_key("» Copyright  ©"), opening_key("Read: {x}")
    ('copyright ©', 'read:')
    """
    return " ".join(fold(entry).lstrip(MARKS).removesuffix("{x}").split())


def has_word(key: str) -> bool:
    """Whether an entry has a letter or digit beside its placeholders."""
    return key[:1].isalnum() or _HAS_WORD_RE.search(key) is not None


def fixed_part(key: str) -> str:
    """The longest part of an entry that is no placeholder.

    >>> fixed_part("{x} sur le même sujet {n}")
    ' sur le même sujet '
    """
    return max(_PLACEHOLDER_RE.split(key), key=len)


@cache
def entry_pattern(key: str) -> regex.Pattern[str]:
    """An entry with placeholders as a pattern of bounded work.

    >>> bool(entry_pattern("voir tous les articles de {x}").fullmatch("voir tous les articles de anna petit"))
    True
    """
    words = r"[^\s]{1,20}" if _UNSPACED_RE.search(key) else r"[^\s]{1,40}(?: [^\s]{1,40}){0,5}"
    source = regex.escape(key, special_only=True).replace(r"\{n\}", r"\d[\d.,]*[km]?")
    source = source.replace(r"\{t\}", ".{1,200}").replace(r"\{x\}", f"(?P<x>{words})", 1).replace(r"\{x\}", words)
    return regex.compile(source)
