"""Who wrote it, where no line over the body says so: author boxes, credits and signatures at the end.

In order: a signature under the last paragraph or in brackets at its end, an author box ("Ann Lee is a reporter for"),
"Reporting by …; Editing by …", and last of all a translator. Editors and initials in brackets give nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import regex

from newsclean.fields.credit_line import Credit, read_credit
from newsclean.fields.names import Words, is_name, is_role
from newsclean.lexicon import fold, label_key, load_lexicon
from newsclean.page import Line, Page, Span
from newsclean.script import word_count

MAX_NOTE_CHARS = 600
MAX_SIGNATURE_CHARS = 120
LINES_AFTER_BODY = 3
TITLE_CASED = ("en", None)
"""Languages whose buttons and teasers have capitals as names do: there a name alone under the body may be one."""
MAX_NEAR = 100
OVER_ROLE = "name over a role"
MAX_NAME_CHARS = 24
MAX_EARLY_CHARS = 2000
"""Whom the article is about, its first paragraphs name."""
LINES_OF_BOX = 8
MAX_AFTER = 12
_BRACKET_RE = regex.compile(r"[(（\[【]([^()（）\[\]【】]{4,160})[)）\]】]\s*\.?$")
_MAIL_RE = regex.compile(r"[\p{L}\p{N}._-]{2,40}@[\p{L}\p{N}-]{2,40}\.[\p{L}]{2,10}")
_TOKEN_RE = regex.compile(r"[^\s\[\](){}<>|@]+")


@dataclass(frozen=True, slots=True, eq=False)
class NoteWords:
    """What notes on authors are made of in a language, folded.

    openers: first words of the labels of author boxes; headings: those that name nobody; phrases: what is said of
    authors; verbs: what many phrases start with ("is", "est"); credits: what opens a credit at the end.
    """

    openers: frozenset[str]
    headings: frozenset[str]
    phrases: tuple[str, ...]
    verbs: frozenset[str]
    credits: tuple[str, ...]


@cache
def note_words(language: str | None) -> NoteWords:
    """The words of notes on authors in a language, English and every page."""
    lexicon = load_lexicon(language)
    labels = [w for topic in ("author.starts", "author.lines") for w in lexicon.words(topic)]
    phrases = tuple(map(fold, lexicon.words("author.phrases")))
    firsts = [phrase.split(" ")[0] for phrase in phrases]
    return NoteWords(
        frozenset(fold(w).split(" ")[0] for w in labels),
        frozenset(label_key(w) for w in labels if "{" not in w),
        phrases,
        frozenset(word for word in set(firsts) if firsts.count(word) * 5 > len(firsts)),
        tuple(w for t in ("byline.reporting", "byline.minor") for w in lexicon.words(t) if len(w) > 5),
    )


class Note(NamedTuple):
    """A credit that stands elsewhere than over the body."""

    line: Line
    credit: Credit
    span: Span | None
    rank: int
    reason: str


def author_notes(page: Page, words: Words, long: tuple[int, ...], end: int, body: str) -> Iterator[Note]:
    """What boxes, credits and signatures after the body's start (positions in `page.lines`) say, in page order."""
    first, last = (long[0], long[-1]) if long else (-1, len(page.lines))
    for n in range(first + 1, len(page.lines)):
        line = page.lines[n]
        if len(line.text) > MAX_NOTE_CHARS:
            continue
        hit = page.hits(line)
        if (hit.starts or hit.lines) and n <= end + MAX_AFTER:
            yield from labelled_note(page, words, n)
        if n > end and len(line.text) <= MAX_SIGNATURE_CHARS and not hit.lines and not hit.starts:
            yield from signature(page, words, n, end, body)
        if n > first:
            yield from box(page, words, n, end, last, body)
    if end < len(page.lines):
        yield from bracket(page, words, page.lines[end])


def unambiguous(notes: Iterable[Note]) -> list[Note]:
    """Notes without the names over roles where several people stand so: those are other stories' authors, or a cast."""
    found = list(notes)
    bearers = {note.credit.value for note in found if note.reason == OVER_ROLE}
    return [note for note in found if note.reason != OVER_ROLE or len(bearers) == 1]


def labelled_note(page: Page, words: Words, n: int) -> Iterator[Note]:
    """A line with a label of author boxes, of credits at the end or of translators."""
    line = page.lines[n]
    hit = page.hits(line)
    if "author.lines" in hit.lines or hit.after("author.starts"):
        name = any_name(line.text, words)
        if (
            name
            and sum(
                line.text[name[0] : name[1]] in other.text for other in page.lines[max(0, n - MAX_NEAR) : n + MAX_NEAR]
            )
            > 1
        ):
            yield Note(line, person(line.text, name), None, 1, "author box")
        elif label_key(line.text) in note_words(page.language).headings and n + 1 < len(page.lines):
            below = page.lines[n + 1]
            name = leading_name(below.text, words)
            if name and fold(below.text.split(" ", 1)[0]) not in note_words(page.language).openers:
                yield Note(below, person(below.text, name), None, 1, "under the label of an author box")
    for topic, rank in (("byline.reporting", 2), ("byline.minor", 4)):
        end = hit.after(topic)
        if end and (topic == "byline.reporting" or is_translation(line.text[:end], page)):
            credit = read_credit(line.text[: next_credit(page, line.text, end)], end, words, page.lexicon, True)
            if credit and (credit.people or "agency" in credit.kinds):
                yield Note(line, credit, (0, credit.span[1]), rank, f"credit {line.text[:end].strip()!r} at the end")


def next_credit(page: Page, text: str, start: int) -> int:
    """Where the next credit of a line begins ("…; Editing by"), or its end."""
    labels = note_words(page.language).credits
    return min((at for label in labels if (at := text.find(label, start + 3)) > 0), default=len(text))


def is_translation(label: str, page: Page) -> bool:
    """Whether a label names a translator: the lexicon has no topic for them, so none is told apart."""
    return False


def signature(page: Page, words: Words, n: int, end: int, body: str) -> Iterator[Note]:
    """A line after the last paragraph that is nothing but a name: with a role or address, or at the page's end."""
    line = page.lines[n]
    after = len(page.lines) - 1 - n
    if n > end + LINES_AFTER_BODY and after:
        return
    credit = read_credit(line.text, 0, words, page.lexicon)
    if not credit or not credit.people or "date" in credit.kinds or not line.text.startswith(credit.authors[0]):
        return
    known = after == 0 and credit.authors[0] in body
    alone = (
        page.language not in TITLE_CASED
        and n == end + 1
        and after < LINES_AFTER_BODY
        and " " in credit.value
        and not in_small_letters(credit.value, body)
    )
    if credit.kinds & {"role", "contact"} or known or alone:
        yield Note(line, credit, credit.span, 0, "name under the body")


def in_small_letters(name: str, body: str) -> bool:
    """Whether a word of a name stands in the body without a capital."""
    return any(f" {word.lower()}" in body for word in name.split() if len(word) > 2 and word.lower() != word)


def box(page: Page, words: Words, n: int, end: int, last: int, body: str) -> Iterator[Note]:
    """A sentence on the author ("Ann Lee is a reporter for"), or a name over a role or such a sentence."""
    line = page.lines[n]
    name = leading_name(line.text, words)
    if not name or fold(line.text.split(" ", 1)[0]) in note_words(page.language).openers:
        return
    who, rest = line.text[: name[1]], line.text[name[1] : name[1] + 200]
    if in_small_letters(who, body) or f" {who}" in body[:MAX_EARLY_CHARS]:
        return
    near = n >= end - LINES_OF_BOX
    below = page.lines[n + 1].text if n + 1 < len(page.lines) else ""
    if rest.strip(" .:"):
        if says_who(page, rest) or (n >= last and f" {who}" not in body and opens_note(page, rest)):
            yield Note(line, person(line.text, name), None, 1, "says who the author is")
    elif len(below) < 80 and is_role(below, words) and (near or starts_with(page, n + 2, who)):
        yield Note(line, person(line.text, name), None, 1, OVER_ROLE)
    elif introduces(page, who, below) or (n + 1 >= last and below.startswith(f"{who} ") and word_count(below) > 5):
        yield Note(line, person(line.text, name), None, 1, "name over an author box")


def starts_with(page: Page, n: int, who: str) -> bool:
    """Whether a line starts with a name."""
    return n < len(page.lines) and page.lines[n].text.startswith(f"{who} ")


def introduces(page: Page, who: str, below: str) -> bool:
    """Whether the line under a name says what its bearer does: "Ann Lee is a reporter", "Ann covers"."""
    called = next(
        (name for name in (who, who.split(" ", 1)[0], who.rsplit(" ", 1)[-1]) if below.startswith(f"{name} ")), ""
    )
    return bool(called) and says_who(page, below[len(called) :])


def says_who(page: Page, rest: str) -> bool:
    """Whether what follows a name says what an author does, or how to reach one."""
    folded = fold(rest[:100]).lstrip(" ,:")
    return _MAIL_RE.search(rest) is not None or folded.startswith(note_words(page.language).phrases)


def opens_note(page: Page, rest: str) -> bool:
    """Whether what follows a name opens as a sentence on an author does ("is", "covers")."""
    return fold(rest.strip().split(" ")[0]) in note_words(page.language).verbs


def bracket(page: Page, words: Words, line: Line) -> Iterator[Note]:
    """Names in brackets at the end of the last paragraph; agencies and initials alone are none."""
    match = _BRACKET_RE.search(line.text, max(0, len(line.text) - 170))
    if match:
        credit = read_credit(match[1], 0, words, page.lexicon)
        if credit and credit.people and credit.kinds & {"place", "role", "date"}:
            yield Note(line, credit, match.span(), 1, "names in brackets at the body's end")


def person(text: str, name: Span) -> Credit:
    """The credit of one name."""
    value = text[name[0] : name[1]]
    return Credit(value, (value,), name, frozenset(("name",)), True, 1)


def leading_name(text: str, words: Words) -> Span | None:
    """The name that a text starts with: its first words with capitals, two to four of them.

    >>> from newsclean.fields.names import words_of
    >>> leading_name("Ann Lee is a reporter.", words_of("en")), leading_name("Rain fell.", words_of("en"))
    ((0, 7), None)
    """
    space = text.find(" ", 0, MAX_NAME_CHARS)
    after = text[space + 1 : space + 2]
    if not text[:1].isalpha() or space < 1 or not (after.isupper() or text.find(" ", space + 1, space + 6) > 0):
        return None
    end = 0
    for n, match in enumerate(_TOKEN_RE.finditer(text, 0, 80)):
        token = match[0].rstrip(",.:;") if len(match[0]) > 2 else match[0]
        if n >= 4 or not (token[:1].isupper() or fold(token) in words.particles):
            break
        end = match.start() + len(token)
        if token != match[0] and fold(match[0]) not in words.titles:
            break
    name = text[:end].strip()
    if name.endswith(("'s", "’s")):
        return None
    return (
        (0, len(name)) if name and is_name(name, words, 2) and not name.isupper() and not is_role(name, words) else None
    )


def any_name(text: str, words: Words) -> Span | None:
    """The first name in the text of a label ("More by Ann Lee")."""
    for match in _TOKEN_RE.finditer(text, 0, 100):
        if match[0][:1].isupper() and fold(match[0]) not in words.function:
            name = leading_name(text[match.start() :], words)
            if name and match.start():
                return match.start(), match.start() + name[1]
    return None
