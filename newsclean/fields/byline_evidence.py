"""What speaks for and against a possible byline: facts on it, in words, which the weights of `byline` are of.

A fact is true of a candidate or not: how it was found, where it stands, what stands in its line and beside it, and
whether the rest of the page names the same people as authors are named or as those whom an article is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from newsclean.fields.credit_line import Credit, has_date
from newsclean.fields.names import Words, is_agency, is_desk, is_known_desk, is_role, words_of
from newsclean.findings import kind_found
from newsclean.lexicon import by_language, fold, load_lexicon
from newsclean.page import Line, Page, Span
from newsclean.script import ends_sentence, is_unspaced, word_count

LINES_OVER_TITLE = 10
MAX_TITLE_GAP = 10
"""So far over the title, its text stands over the same article."""
LINES_OVER_BODY = 14
LINES_UNDER_BODY_START = 12
LINES_OVER_PARAGRAPH = 6
MAX_GAP = 25
"""A greater gap between long lines is the article's end."""
MAX_TAIL_GAP, MIN_SENTENCE_WORDS = 3, 6
"""After the last long line, a sentence of so many words belongs to the article still."""
LINES_AFTER_BODY = 8
LAST_LINES = 3
MAX_CASED_CHARS, MAX_CASED_WORDS, MIN_CASED = 60, 5, 4
MAX_BODY_CHARS, MAX_EARLY_CHARS = 40_000, 3000
"""So much of the body is searched for a name, and so much for whom the article is about."""
MAX_SHORT_CHARS = 120
MAX_DATE_CHARS = 60
MAX_NAME_WORDS = 3
NEAR_RIVALS = 8
KINDS = {
    "label": "labelled", "word": "labelled", "inside": "labelled", "label line": "labelled", "word line": "labelled",
    "name": "bare", "signature": "credited", "says who the author is": "credited", "credit at the end": "credited",
    "under author box": "credited", "author box": "credited",
    "in brackets": "credited",
}  # fmt: skip
"""Kinds of what was found, by the way it was; all others are notes. What is credited may stand anywhere."""
VETOES = frozenset(("has words of buttons", "named in the title", "bare, directly over a photo credit"))
"""What has these is no rival."""
DATE_LABELS = ("date.published", "date.updated")
PHOTO_KINDS = ("credit", "caption")
BUTTON_TOPICS = ("nav.lines", "nav.sections", "share.lines", "player.lines", "subscribe.lines", "caption.labels")
_EASTERN_NAME_RE = regex.compile(r"\p{Han}{3}|\p{Han}{2,3}\p{Hiragana}{2,3}")
"""Names without spaces that few other words look like."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the article stands: positions in `page.lines`.

    title: of the first line after the title, or -1; again: of all lines that have its text;
    long: the lines long enough to be paragraphs, from the title on;
    first, last: the lines [first, last) over the body where a byline may stand, after a standfirst or caption too;
    start, end: the first long line, and the last that no great gap parts from it, or the last sentence after that.
    """

    title: int
    again: frozenset[int]
    long: tuple[int, ...]
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A possible byline: its line and place in `page.lines`, what it says, how it was found, and why, in words."""

    line: Line
    at: int
    credit: Credit
    span: Span | None
    way: str
    why: str


def frame_of(page: Page) -> Frame:
    """Where title, body's start and body's end are, and the lines over the body that may hold a byline."""
    lines = page.lines
    found = page.found("title")
    at = found.line.index if found and found.line else -1
    title = next((n for n, line in enumerate(lines) if line.index > at), len(lines)) if at >= 0 else -1
    again = frozenset(n for n, line in enumerate(lines) if found and line.text == found.value)
    everywhere = [n for n, line in enumerate(lines) if is_long(line.text)]
    long = tuple(everywhere[bisect_left(everywhere, title) :]) or tuple(everywhere)
    start = long[0] if long else len(lines)
    first = max(0, title - LINES_OVER_TITLE if title >= 0 else start - LINES_OVER_BODY)
    last = long[min(2, len(long) - 1)] + 1 if long else len(lines)
    last = min(len(lines), max(last, title + 2), start + LINES_UNDER_BODY_START)
    return Frame(title, again, long, first, last, start, end_of(lines, long))


def end_of(lines: Sequence[Line], long: Sequence[int]) -> int:
    """The last line of the article: long, or a sentence soon after."""
    end = long[0] if long else len(lines)
    for n in long:
        if n > end + MAX_GAP:
            break
        end = n
    for n in range(end + 1, min(end + MAX_GAP, len(lines))):
        if n > end + MAX_TAIL_GAP:
            break
        if word_count(lines[n].text) >= MIN_SENTENCE_WORDS and ends_sentence(lines[n].text):
            end = n
    return end


def is_long(text: str) -> bool:
    """Whether a line is long enough to be a paragraph.

    >>> is_long("Rain fell all night."), is_long("Rain fell, " * 8 + "and the river rose quickly.")
    (False, True)
    """
    if len(text) < 30 or (text.isascii() and text.count(" ") < 14):
        return False
    count = word_count(text)
    return (count >= 15 and ends_sentence(text)) or count >= 30


def facts(page: Page, words: Words, frame: Frame, found: Sequence[Found]) -> list[list[str]]:
    """All that is true of each possible byline of a page."""
    known = [list(own_facts(page, words, frame, item)) for item in found]
    likely = [item for item, own in zip(found, known, strict=True) if VETOES.isdisjoint(own)]
    for item, own in zip(found, known, strict=True):
        own += rival_facts(frame, item, likely)
    return known


def own_facts(page: Page, words: Words, frame: Frame, found: Found) -> Iterator[str]:
    """What is true of a possible byline by itself."""
    kind = KINDS.get(found.way, "note")
    yield found.way
    if kind != "credited":
        yield f"{kind}, {zone(frame, found.at)}"
    if found.way == "closing name" and found.at == frame.end + 1 and not title_cased(page):
        yield "closing name, right after the last sentence"
        if found.at >= len(page.lines) - LAST_LINES:
            yield "closing name, at the page's end"
    if found.at + 1 in frame.long and kind in ("labelled", "bare"):
        yield f"{kind}, directly over a paragraph"
    elif kind == "bare" and bisect_left(frame.long, found.at) == bisect_left(
        frame.long, found.at + LINES_OVER_PARAGRAPH
    ):
        yield "bare, far from a paragraph"
    yield from who(page, words, found.credit, kind, found.at >= frame.last)
    yield from beside(page, words, found)
    yield from elsewhere(page, frame, found, kind)


def rival_facts(frame: Frame, found: Found, likely: Sequence[Found]) -> Iterator[str]:
    """How a possible byline stands to those that were found in the same way and name others."""
    rivals = [x for x in likely if x.way == found.way and x.credit.authors[0] != found.credit.authors[0]]
    first = frame.first if KINDS.get(found.way) == "labelled" else frame.title
    if any(first <= x.at < found.at for x in rivals):
        yield "under another"
    if sum(abs(x.at - found.at) <= NEAR_RIVALS for x in rivals) > 1:
        yield "one of many over the title" if found.at < frame.title else "one of many"


def zone(frame: Frame, n: int) -> str:
    """Where a line stands in the article."""
    passed = bisect_left(frame.long, n)
    if n < frame.title:
        over = max((m for m in range(max(0, frame.title - MAX_TITLE_GAP), n) if m in frame.again), default=-1)
        if over >= 0:
            return "under the title" if n - over <= 3 else "over the body"
        return "over the title" if n >= frame.title - 3 else "far over the title"
    if n < frame.first:
        return "far over the body"
    if passed == 0:
        return "under the title" if n - max(frame.title, 0) <= 2 else "over the body"
    if n < frame.last:
        return "under the first paragraph" if passed < 2 else "under the second paragraph"
    if n < frame.end:
        return "inside the body"
    return "under the body" if n <= frame.end + LINES_AFTER_BODY else "after the body"


def who(page: Page, words: Words, credit: Credit, kind: str, far: bool) -> Iterator[str]:
    """What the authors are by their names alone."""
    if not credit.people:
        known = all(is_agency(a, words) or is_known_desk(a, words) for a in credit.authors)
        yield "an agency or desk" if known else f"{kind}, a house"
        return
    names = [[fold(word) for word in author.split()] for author in credit.authors]
    if kind == "note" and not is_eastern(credit.authors[0]):
        yield (
            "note, where short lines are in title case"
            if title_cased(page)
            else "note, where short lines are in sentence case"
        )
    if credit.people > 1:
        yield "several names"
    elif is_eastern(credit.authors[0]):
        if kind == "bare" and not credit.kinds & {"role", "contact", "date"}:
            yield "a name without spaces"
    elif len(names[0]) == 1:
        yield "one word far down" if far else "one word"
    if any(sum(word not in words.particles for word in name) > MAX_NAME_WORDS for name in names):
        yield "a long name"
    if kind == "labelled":
        return
    opens = any(name[0] in words.function for name in names)
    if opens or any(word in words.function and word not in words.particles for name in names for word in name):
        yield "has a word of the language"
    buttons = button_words(page.language)
    if any(3 * sum(word in buttons for word in name) > len(name) for name in names):
        yield "has words of buttons"
    if all(author.isupper() and len(author) > 6 for author in credit.authors):
        yield "in capitals"


def title_cased(page: Page) -> bool:
    """Whether most short lines of a page have capitals as names do, so that these say little.

    >>> from newsclean import read_page
    >>> lines = ["Most Read", "Sign Up Here", "Rain in the Valley", "Our Best Boats", "Ann Lee"]
    >>> title_cased(read_page("\\n\\n".join(lines)))
    True
    >>> title_cased(read_page("\\n\\n".join(line.capitalize() for line in lines)))
    False
    """
    return page.once("byline: title case", lambda: has_most_in_capitals(line.text for line in page.source))


def has_most_in_capitals(texts: Iterable[str]) -> bool:
    """Whether the short ones among texts have capitals in all long words; few texts show nothing."""
    short = [
        words for text in texts if len(text) < MAX_CASED_CHARS and 1 < len(words := text.split()) <= MAX_CASED_WORDS
    ]
    cased = sum(words[-1][0].isupper() and all(w[0].isupper() for w in words if len(w) > 3) for words in short)
    return 2 * cased > len(short) + MIN_CASED


def is_bare_eastern(credit: Credit) -> bool:
    """Whether nothing tells names without spaces from other words: neither their shape nor a role or mail address.

    >>> kinds = frozenset(("name",))
    >>> [is_bare_eastern(Credit(text, (text,), (0, 4), kinds, 1)) for text in ("分享至微博", "王小明", "Ann Lee")]
    [True, False, False]
    """
    return credit.kinds.isdisjoint(("role", "contact")) and any(
        is_eastern(name) and not _EASTERN_NAME_RE.fullmatch(name) for name in credit.authors
    )


def is_eastern(name: str) -> bool:
    """Whether a name has no spaces to show that it is one."""
    return " " not in name and not name.isascii() and (is_unspaced(name[0]) or "\uac00" <= name[0] <= "\ud7af")


@by_language
def button_words(language: str | None) -> frozenset[str]:
    """The words of buttons and menus in a language, particles aside."""
    lexicon = load_lexicon(language)
    entries = (w for t in BUTTON_TOPICS for w in lexicon.words(t))
    return frozenset(word for w in entries for word in fold(w).split() if len(word) > 2) - words_of(language).common


def beside(page: Page, words: Words, found: Found) -> Iterator[str]:
    """What stands in the line of a possible byline, and in the lines beside it."""
    n, credit, text = found.at, found.credit, found.line.text
    if credit.kinds & {"role", "contact"}:
        yield "a role or contact in the line"
    elif n + 1 < len(page.lines) and says_role(page.lines[n + 1].text, words):
        yield "a role under it"
    if credit.people and credit.kinds & {"site", "org"}:
        yield "a house in the line"
    if "place" in credit.kinds:
        yield "a place in the line"
    if "other" in credit.kinds:
        yield "other words in the line"
    if is_caption(page, found):
        yield "bare, directly over a photo credit"
    elif any(kind_found(page, found.line.index + far) in PHOTO_KINDS for far in (1, 2)):
        yield "over a photo credit"
    if found.line.mark and found.way == "name":
        yield f"a {found.line.mark}"
    if "date" in credit.kinds and (has_date(text[credit.span[1] :], words) or has_date(text[: credit.span[0]], words)):
        yield "a date in the line"
        return
    for far, fact in ((1, "next to a date"), (2, "near a date")):
        if dated(page, words, n - far) or dated(page, words, n + far):
            yield fact
            return
    if any(dated(page, words, n + far) for far in (-3, -4, 3)):
        yield "some lines from a date"


def is_caption(page: Page, found: Found) -> bool:
    """Whether a bare name, perhaps twice, stands directly over a photo credit: the photo may show its bearer."""
    index, text = found.line.index, found.line.text
    below = next((line.index for line in page.source[index + 1 : index + 3] if line.text != text), index)
    return found.way == "name" and kind_found(page, below) in PHOTO_KINDS


def dated(page: Page, words: Words, n: int) -> bool:
    """Whether a line starts with a date or is a short one with a date, or with a date's label."""
    if not 0 <= n < len(page.lines):
        return False
    text = page.lines[n].text
    known: dict[str, bool] = page.once("byline: dated", dict)
    if text not in known:
        labels = (topic for topic, _ in page.hits(page.lines[n]).starts) if len(text) < MAX_DATE_CHARS else ()
        known[text] = has_date(text[: MAX_DATE_CHARS if len(text) < 160 else MAX_DATE_CHARS // 2], words) or any(
            label in DATE_LABELS for label in labels
        )
    return known[text]


def says_role(text: str, words: Words) -> bool:
    """Whether the line under a name says what its bearer is."""
    return (len(text) < 80 and (is_role(text, words) or is_desk(text, words))) or (
        len(text) < 220 and fold(text.split(" ", 1)[0]).strip(",.") in words.role_firsts
    )


def elsewhere(page: Page, frame: Frame, found: Found, kind: str) -> Iterator[str]:
    """How the title, the body and other short lines name the authors."""
    credit, name = found.credit, found.credit.authors[0]
    near = (page.lines[m].text for m in (found.at - 1, found.at + 1) if 0 <= m < len(page.lines))
    if any(name in text and len(text) < MAX_SHORT_CHARS for text in near):
        if not is_caption(page, found):
            yield "named again beside it"
    elif short_lines(page).count(name) > 1:
        yield "named again in short lines" if credit.people else "a house named again in short lines"
    if in_title(page, credit):
        yield "named in the title"
    if not credit.people or found.way == "signature":
        return
    text = body_text(page, frame)
    if any(is_mentioned(" ".join(a.split()[-2:]), text[:MAX_EARLY_CHARS]) for a in credit.authors):
        yield f"{'bare' if found.way == 'label line' else kind}, named in the first paragraphs"
    elif any(text.count(a.rsplit(" ", 1)[-1]) > 3 for a in credit.authors):
        yield "named in the body"
    if in_small_letters(credit, text, words_of(page.language)):
        yield "has words of the body"


def short_lines(page: Page) -> str:
    """The short lines of the page, one after the other."""
    lines = (line.text for line in page.source if len(line.text) < MAX_SHORT_CHARS)
    return page.once("byline: short", lambda: "\n".join(lines)[:MAX_BODY_CHARS])


def body_text(page: Page, frame: Frame) -> str:
    """The long lines of the body, one after the other, notes on authors aside."""
    return page.once(
        "byline: body",
        lambda: "\n".join(
            line.text
            for line in page.lines[frame.start : frame.end + 1]
            if len(line.text) > 80
            and ends_sentence(line.text)
            and "@" not in line.text
            and not any(t.startswith("author") for t, _ in page.hits(line).starts)
        )[:MAX_BODY_CHARS],
    )


def in_title(page: Page, credit: Credit) -> bool:
    """Whether the title names the author: then the article is about them."""
    title = page.found("title")
    text, name = fold(str(title.value)) if title else "", fold(credit.authors[0])
    if " " not in name or name not in text:
        return False
    before = text[: -len(name)].rstrip() if text.endswith(name) else ""
    return not before or (
        before[-1] not in "-–—|:" and before.rsplit(" ", 1)[-1] not in words_of(page.language).function
    )


def is_mentioned(name: str, text: str) -> bool:
    """Whether a text names somebody, credits behind a slash or colon aside."""
    return text.count(f" {name}") + text.count(f"\n{name}") > text.count(f"/ {name}") + text.count(f": {name}")


def in_small_letters(credit: Credit, text: str, words: Words) -> bool:
    """Whether a word of the names stands in a text as a common word, without a capital."""
    tokens = (t for author in credit.authors for t in author.split() if len(t) > 2 and "." not in t)
    return any(
        token != token.lower() and token.lower() not in words.function and f" {token.lower()}" in text
        for token in tokens
    )
