"""Who wrote it, where no line over the body says so: author boxes, credits and signatures at the end.

A signature under the last paragraph or in brackets at its end, an author box ("Ann Lee is a reporter for"),
"Reporting by …; Editing by …". Editors and initials in brackets give nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from newsclean.fields.byline_evidence import Found, Frame, is_bare_eastern
from newsclean.fields.credit_line import Credit, read_credit
from newsclean.fields.names import Words, is_name, is_role
from newsclean.lexicon import NO_HIT, by_language, fold, label_key, load_lexicon
from newsclean.page import Page, Span
from newsclean.script import ends_sentence, word_count

MAX_NOTE_CHARS = 600
MAX_SIGNATURE_CHARS = 120
LINES_AFTER_BODY = 3
MAX_NAME_CHARS, MAX_NAME_WORDS = 60, 4
MIN_BOX_WORDS = 8
_BRACKET_RE = regex.compile(r"[(（\[【]([^()（）\[\]【】]{4,160})[)）\]】]\s*\.?$")
_MAIL_RE = regex.compile(r"[\p{L}\p{N}._-]{2,40}@[\p{L}\p{N}-]{2,40}\.[\p{L}]{2,10}")
_TOKEN_RE = regex.compile(r"[^\s\[\](){}<>|@]+")
_MARK_RE = regex.compile(r"[\[\](){}<>|@]")


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


@by_language
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


def author_notes(page: Page, words: Words, frame: Frame) -> Iterator[Found]:
    """What boxes, credits and signatures after the body's start say, in page order.

    >>> from newsclean import read_page
    >>> from newsclean.fields.byline_evidence import frame_of
    >>> from newsclean.fields.names import words_of
    >>> body = "Rain fell all night in the old town, and the river rose quickly and took two boats with it."
    >>> notes = "Ann Lee is a reporter for the Gazette.\\n\\nEditing by Bob Ray"
    >>> page = read_page(f"{body}\\n\\n{notes}", language="en")
    >>> [(found.credit.value, found.way) for found in author_notes(page, words_of("en"), frame_of(page))]
    [('Ann Lee', 'says who the author is')]
    """
    for n in range(frame.start + 1 if frame.long else 0, len(page.lines)):
        line = page.lines[n]
        if len(line.text) <= MAX_NOTE_CHARS:
            hit = page.hits(line)
            if hit != NO_HIT:
                yield from labelled_note(page, words, n)
            elif frame.end < n <= frame.end + LINES_AFTER_BODY and len(line.text) <= MAX_SIGNATURE_CHARS:
                yield from signature(page, words, frame, n)
            yield from box(page, words, n, last=bool(frame.long) and n >= frame.long[-1])
    if frame.end < len(page.lines):
        yield from bracket(page, words, frame.end)


def labelled_note(page: Page, words: Words, n: int) -> Iterator[Found]:
    """A line with a label of author boxes, or of credits at the end."""
    line = page.lines[n]
    hit = page.hits(line)
    if "author.lines" in hit.lines or hit.after("author.starts"):
        name = any_name(line.text, words)
        below = page.lines[n + 1] if n + 1 < len(page.lines) else None
        if name:
            yield Found(line, n, person(line.text, name), None, "author box", "in the label of an author box")
        elif below and label_key(line.text) in note_words(page.language).headings:
            name = leading_name(below.text, words)
            if name and fold(below.text.split(" ", 1)[0]) not in note_words(page.language).openers:
                why = "under the label of an author box"
                yield Found(below, n + 1, person(below.text, name), None, "under author box", why)
    end = hit.after("byline.reporting")
    if end:
        credit = read_credit(line.text[: next_credit(page, line.text, end)], end, words, page.lexicon, True)
        if credit and (credit.people or "agency" in credit.kinds):
            why = f"credit {line.text[:end].strip()!r} at the end"
            yield Found(line, n, credit, (0, credit.span[1]), "credit at the end", why)


def next_credit(page: Page, text: str, start: int) -> int:
    """Where the next credit of a line begins ("…; Editing by"), or its end."""
    labels = note_words(page.language).credits
    return min((at for label in labels if (at := text.find(label, start + 3)) > 0), default=len(text))


def signature(page: Page, words: Words, frame: Frame, n: int) -> Iterator[Found]:
    """A line after the last paragraph that is nothing but a name."""
    line = page.lines[n]
    credit = read_credit(line.text, 0, words, page.lexicon)
    if credit and credit.people and "date" not in credit.kinds and credit.span[0] == 0 and not is_bare_eastern(credit):
        way = "closing name" if credit.kinds.isdisjoint(("role", "contact")) else "closing signature"
        yield Found(line, n, credit, credit.span, way, "name under the body")


def box(page: Page, words: Words, n: int, last: bool) -> Iterator[Found]:
    """A sentence on the author ("Ann Lee is a reporter for"), or a name over a role or such a sentence."""
    line = page.lines[n]
    name = leading_name(line.text, words)
    if not name or fold(line.text.split(" ", 1)[0]) in note_words(page.language).openers:
        return
    who, rest = line.text[: name[1]], line.text[name[1] : name[1] + 200]
    below = page.lines[n + 1].text if n + 1 < len(page.lines) else ""
    way = ""
    if rest.strip(" .:"):
        if says_who(page, rest):
            way = "says who the author is"
        elif last and opens_note(page, rest) and ends_sentence(line.text):
            way = "opens a note on somebody"
    elif len(below) < 80 and who not in below and is_role(below, words):
        way = "name over a role"
    elif introduces(page, who, below):
        way = "name over an author box"
    if way:
        yield Found(line, n, person(line.text, name), None, way, way)


def introduces(page: Page, who: str, below: str) -> bool:
    """Whether the line under a name goes on about its bearer: "Ann Lee is a reporter", "Ann covers", "Lee has"."""
    called = next((name for name in (who, *who.split(" ")[:: who.count(" ")]) if below.startswith(f"{name} ")), "")
    return bool(called) and (says_who(page, below[len(called) :]) or word_count(below) > MIN_BOX_WORDS)


def says_who(page: Page, rest: str) -> bool:
    """Whether what follows a name says what an author does, or how to reach one."""
    folded = fold(rest[:100]).lstrip(" ,:")
    return _MAIL_RE.search(rest) is not None or folded.startswith(note_words(page.language).phrases)


def opens_note(page: Page, rest: str) -> bool:
    """Whether what follows a name opens as a sentence on an author does ("is", "covers")."""
    return fold(rest.strip().split(" ")[0]) in note_words(page.language).verbs


def bracket(page: Page, words: Words, n: int) -> Iterator[Found]:
    """Names in brackets at the end of the last paragraph; agencies and initials alone are none."""
    line = page.lines[n]
    match = _BRACKET_RE.search(line.text, max(0, len(line.text) - 170))
    if match:
        credit = read_credit(match[1], 0, words, page.lexicon)
        if credit and credit.people and credit.kinds & {"place", "role", "date"}:
            yield Found(line, n, credit, match.span(), "in brackets", "names in brackets at the body's end")


def person(text: str, name: Span) -> Credit:
    """The credit of one name."""
    value = text[name[0] : name[1]]
    return Credit(value, (value,), name, frozenset(("name",)), 1)


def leading_name(text: str, words: Words) -> Span | None:
    """The name that a text starts with: its first words with capitals, two to four of them.

    >>> from newsclean.fields.names import words_of
    >>> leading_name("Ann Lee is a reporter.", words_of("en")), leading_name("Rain fell.", words_of("en"))
    ((0, 7), None)
    """
    tokens = text[:MAX_NAME_CHARS].split(" ", MAX_NAME_WORDS)[:MAX_NAME_WORDS]
    if len(tokens) < 2 or not text[0].isupper() or not (tokens[1][:1].isupper() or tokens[1] in words.particles):
        return None
    size, kept = 0, 0
    for token in tokens:
        bare = _MARK_RE.split(token, 1)[0].rstrip(",.:;") if len(token) > 2 else token
        if not (bare[:1].isupper() or bare in words.particles):
            break
        kept = size + len(bare)
        if bare != token and fold(token) not in words.titles:
            break
        size += len(token) + 1
    name = text[:kept]
    if name.isupper() or name.endswith(("'s", "’s")) or not is_name(name, words, 2) or is_role(name, words):
        return None
    return 0, kept


def any_name(text: str, words: Words) -> Span | None:
    """The first name in the text of a label ("More by Ann Lee")."""
    for match in _TOKEN_RE.finditer(text, 0, 100):
        if match[0][:1].isupper() and fold(match[0]) not in words.function:
            name = leading_name(text[match.start() :], words)
            if name and match.start():
                return match.start(), match.start() + name[1]
    return None
