"""Lines that may be a byline, by what they look like: a label and names, or nothing but names and what goes with them.

A label ("By", "Von", "文：") stands at the line's start, behind a date or a mark, glued to its neighbours, or in a line
of its own. What is over the body may also be a name alone. Who of all these wrote the article, `byline` decides.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newsclean.fields.byline_evidence import (
    MAX_TITLE_GAP,
    PHOTO_KINDS,
    Found,
    Frame,
    dated,
    is_bare_eastern,
)
from newsclean.fields.credit_line import DATE_RE, NOT_AUTHORS, Credit, has_date, read_credit
from newsclean.fields.names import Words, is_agency, is_known_desk, is_name, words_of
from newsclean.findings import kind_found
from newsclean.lexicon import by_language, fold, load_lexicon
from newsclean.page import Line, Page, Span
from newsclean.script import ends_sentence, is_unspaced, word_count

MAX_LINE_CHARS, MAX_BARE_CHARS = 160, 110
"""A longer line is no byline of its own; a longer one without a label is not looked at."""
MAX_CREDIT_WORDS, MAX_BARE_WORDS = 14, 20
MAX_BEFORE_CHARS = 60
MAX_NAME_WORDS = 3
LINES_AFTER = 8
"""So far after the last long line, and after the first, which may be a caption, a label still counts."""
LINES_UNDER_TITLE = 6
NO_NAME_OPENS = "([{\"'“„«「『@#—–-"
NO_NAME_ENDS = "-–—.!?…:;,。？！»”"
GAP = " :：|/／-–—.=,・"
MARKS = tuple("|•·-–—.]")
SHORT_LABEL_MARKS = tuple(":：／/|｜・ ")
"""What stands behind a label of one character ("文：")."""
OPEN_TOPICS = frozenset(("byline.desks", "credit.agencies", "credit.lines"))
"""A line that is an entry of another topic as a whole is no name."""
_THAI_RE = regex.compile(r"\p{Thai}")


def byline_lines(page: Page, words: Words, frame: Frame) -> Iterator[Found]:
    """All lines over, in and right after the body that may name the author."""
    begin = frame.first if frame.title >= 0 else 0
    end = (frame.long[-1] if frame.long else len(page.lines)) + LINES_AFTER
    found = page.found("title")
    title = str(found.value) if found else ""
    for n, line in enumerate(page.lines[begin:end], begin):
        if len(line.text) > MAX_LINE_CHARS + len(title):
            continue
        inside = frame.first <= n < frame.last
        label = label_at_start(page, words, n) or (label_inside(page, words, line.text, title) if inside else None)
        if label:
            yield from labelled(page, words, n, label)
        elif inside and len(line.text) <= MAX_BARE_CHARS:
            yield from bare(page, words, n)
    yield from removed_lines(page, words)


def label_at_start(page: Page, words: Words, n: int) -> Span | None:
    """The byline label that a line starts with, perhaps glued to a name ("ByRahul Singh")."""
    line = page.lines[n]
    hit, text = page.hits(line), line.text
    end = hit.after("byline.labels") if hit.starts else 0
    desk = "byline.desks" in hit.lines and text[end : end + 1] not in tuple(":：")
    if desk or hit.after("byline.minor") > end:
        return None
    if not end and text[:1] in words.short_labels and text[1:2] in SHORT_LABEL_MARKS:
        end = 1
    return (0, end) if end else None


@by_language
def inner_labels(language: str | None) -> tuple[tuple[str, ...], regex.Pattern[str]]:
    """The labels that are told from other words inside a line, as they end in a preposition: these, and a pattern.

    A label stands between spaces, or is glued to what is before or after it by a change to a capital letter.
    """
    lexicon, words = load_lexicon(language), words_of(language)
    labels = [w for w in lexicon.words("byline.labels") if fold(w).split(" ")[-1] in words.function]
    forms = sorted({form for label in labels for form in (label, label.lower())}, key=lambda form: (-len(form), form))
    pattern = regex.compile(
        rf"(?:(?<!\p{{L}})|(?<=\p{{Ll}})(?=\p{{Lu}}))(?:{'|'.join(map(regex.escape, forms)) or '(?!)'})"
        r"(?:(?!\p{L})|(?=\p{Lu}\p{Ll}))"
    )
    return tuple({form.rsplit(" ", 1)[-1] for form in forms}), pattern


def label_inside(page: Page, words: Words, text: str, title: str) -> Span | None:
    """A label that a date, a mark or the title stands before, or that is glued to its neighbours.

    >>> from newsclean import read_page
    >>> page = read_page("", language="en")
    >>> texts = ("5 May 2021 by Ann Lee", "ByRahul Singh", "Rain by the river", "Photo by Ann Lee")
    >>> [label_inside(page, words_of("en"), text, "") for text in texts]
    [(11, 13), (0, 2), None, None]
    """
    last_words, pattern = inner_labels(page.language)
    if not any(word in text for word in last_words):
        return None
    for match in pattern.finditer(text):
        begin, end = match.span()
        before, after = text[:begin].strip(), text[end:].strip()
        piece = max(text.rfind(mark, 0, begin) for mark in MARKS) + 1
        if begin > piece and any(topic in NOT_AUTHORS for topic, _ in page.look_up(text[piece:].strip()).starts):
            continue
        if text[end : end + 1].isupper() or text[max(0, begin - 1) : begin].isalpha():
            name = is_agency(after, words) or is_name(" ".join(after.split()[:2]).strip(","), words, 1)
            found = name and fold(match[0]) not in words.particles and len(before) <= MAX_BEFORE_CHARS
        else:
            found = begin > 0 and (
                (len(before) <= MAX_BEFORE_CHARS and (" " in match[0] or has_date(before, words)))
                or before == title
                or before[-1:] in MARKS
            )
        if found:
            return begin, end
    return None


def labelled(page: Page, words: Words, n: int, label: Span) -> Iterator[Found]:
    """What a label of a line names: behind it, or beside it where it has the line for itself."""
    begin, end = label
    text = page.lines[n].text
    start, said = after_gap(text, end), text[begin:end].strip()
    if start == len(text):
        yield from beside_label(page, words, n, said)
        return
    gap = text[end:start]
    glued = not gap and said[-1] not in GAP
    if (glued and (len(said) == 1 or _THAI_RE.match(said[-1])) and is_unspaced(text[start])) or "," in gap:
        return
    second = 0 if glued else page.look_up(text[start:]).after("byline.labels")
    start = after_gap(text, start + second)
    credit = read_credit(text, start, words, page.lexicon, True) if start < len(text) else None
    if (
        credit is None
        or is_sentence(text[start:], credit)
        or (glued and (is_bare_eastern(credit) or (is_unspaced(text[start]) and ends_sentence(text))))
    ):
        return
    strong = is_strong(said, gap, words)
    cased = credit.value[0].isupper() or credit.authors[0].count(" ") < 2
    if strong or (credit.people and cased and "other" not in credit.kinds):
        way = "inside" if begin else "label" if strong else "word"
        yield Found(page.lines[n], n, credit, (begin, credit.span[1]), way, f"label {said!r}")


def is_strong(label: str, gap: str, words: Words) -> bool:
    """Whether a label makes a byline of what follows: it ends in a preposition, or a colon stands after it."""
    return bool(gap.strip()) or fold(label).split(" ")[-1].strip(" :.") in words.function


def is_sentence(text: str, credit: Credit) -> bool:
    """Whether what follows a label is a sentence ("By Monday, the water had gone."), not a name with a note on it."""
    if "other" not in credit.kinds:
        return False
    last = credit.authors[0].rsplit(" ", 1)[-1]
    return " " not in credit.authors[0] or (ends_sentence(text) and text.count(last) < 2)


def beside_label(page: Page, words: Words, n: int, label: str) -> Iterator[Found]:
    """The names under a label that has a line for itself, or over it where none are under it."""
    strong = is_strong(label, page.lines[n].text[len(label) :], words)
    under = [line.text for line in page.lines[n + 1 : n + 3]]
    again = (
        len(under) == 2 and under[0] != under[1] and under[0].endswith(under[1])
    )  # of a portrait: "Photo of Ann Lee"
    for m, where in ((n + 1 + again, "under"), (n - 1, "over")):
        text = page.lines[m].text if 0 <= m < len(page.lines) else ""
        if (
            not 0 < len(text) <= MAX_LINE_CHARS
            or word_count(text) > MAX_CREDIT_WORDS
            or page.hits(page.lines[m]).starts
        ):
            continue
        credit = read_credit(text, 0, words, page.lexicon, m > n)
        if credit is None or "other" in credit.kinds or is_statement(text, credit):
            continue
        if strong or (credit.people and " " in credit.value):
            way = "label line" if strong else "word line"
            yield Found(page.lines[m], m, credit, (0, credit.span[1]), way, f"{where} the label {label!r}")
            return


def is_statement(text: str, credit: Credit) -> bool:
    """Whether a line beside a label is a sentence of some words; the stop of "Jr." ends none."""
    return text.count(" ") > MAX_NAME_WORDS and ends_sentence(text) and not text.endswith(credit.value)


def bare(page: Page, words: Words, n: int) -> Iterator[Found]:
    """A line over the body that is nothing but names and what stands beside names."""
    line = page.lines[n]
    hit = page.hits(line)
    is_open = hit.lines <= OPEN_TOPICS or ("byline.desks" in hit.lines and dated(page, words, n + 1))
    if is_open and not any(t in NOT_AUTHORS for t, _ in hit.starts) and may_be_name(line.text, words):
        credit = read_credit(line.text, 0, words, page.lexicon)
        known = credit and all(is_agency(a, words) or is_known_desk(a, words) for a in credit.authors)
        if credit and (known or (credit.people and not is_bare_eastern(credit))):
            yield Found(line, n, credit, credit.span, "name", "nothing but names and what stands beside names")


def may_be_name(text: str, words: Words) -> bool:
    """Whether a line without a label is worth a look: short, no sentence, no bracket or small letter in front."""
    if text in words.exact_agencies:
        return True
    if text[0] in NO_NAME_OPENS or text[0].islower() or text[-1] in NO_NAME_ENDS:
        return False
    if text[0].isdigit() and DATE_RE.search(text) is None:
        return False
    if text.count(" ") > MAX_BARE_WORDS:
        return False
    small = (token for token in text.split(" ", 5)[1:5] if token.isalpha() and token.islower())
    return all(
        token in words.beside_names or token in words.exact_agencies or token in words.dates or token in words.months
        for token in small
    )


def removed_lines(page: Page, words: Words) -> Iterator[Found]:
    """Bylines under the title that a filter took for something else: a labelled name, an agency, a name and a date."""
    title = page.found("title")
    at = title.line.index if title and title.line else len(page.source)
    standing = {line.index for line in page.lines}
    near = page.source[max(0, at - MAX_TITLE_GAP) : at + 1]
    first = next((line.index for line in near if title and line.text == title.value), at)
    for line in page.source[first : at + LINES_UNDER_TITLE]:
        if line.index in standing or len(line.text) > MAX_LINE_CHARS:
            continue
        place = sum(index < line.index for index in standing)
        end = page.hits(line).after("byline.labels")
        credit = removed_label(page, words, line.text, end) if end else None
        if credit:
            yield Found(line, place, credit, None, "label", f"label {line.text[:end].strip()!r}")
            return
        credit = removed_name(page, words, line, line.index == at + 1)
        if credit:
            yield Found(line, place, credit, credit.span, "name", "a name where bylines stand")


def removed_label(page: Page, words: Words, text: str, end: int) -> Credit | None:
    """The people that a line names behind its label, which ends at an offset."""
    if page.look_up(text).after("byline.minor") > end or not is_strong(text[:end].strip(), text[end : end + 1], words):
        return None
    credit = read_credit(text, after_gap(text, end), words, page.lexicon, True)
    return credit if credit and credit.people else None


def removed_name(page: Page, words: Words, line: Line, under_title: bool) -> Credit | None:
    """The agency that a line is, right under the title or over a date, or the people that it names beside a date."""
    text, below = line.text, page.source[line.index + 1].text if line.index + 1 < len(page.source) else ""
    if is_agency(text, words):
        sole = Credit(text, (text,), (0, len(text)), frozenset(("agency",)))
        return sole if under_title or has_date(below[:60], words) else None
    if kind_found(page, line.index) in PHOTO_KINDS or page.hits(line).starts or not may_be_name(text, words):
        return None
    credit = read_credit(text, 0, words, page.lexicon)
    return credit if credit and credit.people and "date" in credit.kinds else None


def after_gap(text: str, at: int) -> int:
    """Where the next words begin from an offset on, white space and marks passed over; or the text's end."""
    return next((n for n in range(at, len(text)) if text[n] not in GAP), len(text))
