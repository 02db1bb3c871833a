"""The byline: who wrote the article, from the line over (or under) it that says so.

Evidence: a label ("By", "Von", "文："), a place under the title, a date, role, e-mail or the name again beside it. A
name without such company is not taken, nor one that the article is about. Credits at the end, author boxes and
translators count only when no line over the body names anyone; editors, photographers and initials never do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from newsclean.fields.author_notes import author_notes, unambiguous
from newsclean.fields.credit_line import DATE_RE, NOT_AUTHORS, Credit, has_date, read_credit
from newsclean.fields.names import Words, is_agency, is_desk, is_known_desk, is_name, is_role, words_of
from newsclean.fields.signatures import signatures
from newsclean.lexicon import fold, load_lexicon
from newsclean.page import Candidate, Line, Page, Span
from newsclean.script import ends_sentence, is_unspaced, word_count

MAX_LINE_CHARS = 160
"""A longer line is no byline of its own."""
MAX_BARE_CHARS = 110
MAX_CREDIT_WORDS = 14
_THAI_RE = regex.compile(r"\p{Thai}")
MAX_DATE_CHARS = 60
MAX_BARE_WORDS = 20
NO_NAME_OPENS = "([{\"'“„«「『@#—–-"
NO_NAME_ENDS = "-–—.!?…:;,。？！»”"
MAX_CANDIDATES = 12
MIN_SCORE = 2.5
LABEL_SCORE = 4.0
SIGNATURE_SCORE = 3.0
SHORT_LABEL_MARKS = tuple(":：／/|｜ ")
"""What stands behind a label of one character ("文：")."""
LINES_OVER_TITLE = 6
LINES_UNDER_TITLE = 6
LINES_UNDER_BODY_START = 12
MAX_GAP = 25
LINES_OF_CAPTIONS = 8
"""So far from the first long line, which may be a caption, a label still counts."""
LINES_OVER_BODY = 10
MAX_BODY_CHARS = 40_000
"""So much of the body is searched for a name, however long the page is."""
MAX_EARLY_CHARS = 3000
"""Whom the article is about, its first paragraphs name; the author's name may stand further down, in a note."""
BUTTON_TOPICS = ("nav.lines", "share.lines", "player.lines", "subscribe.lines", "caption.labels", "credit.labels")
OPEN_TOPICS = frozenset(("byline.desks", "credit.agencies", "credit.lines"))
"""A line that is an entry of another topic as a whole is no name."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the article stands: positions in `page.lines`.

    title: of the first line after the title, or -1; long: the lines long enough to be paragraphs, from the title on;
    first, last: the lines [first, last) over the body where a byline may stand, after a standfirst or caption too.
    """

    title: int
    long: tuple[int, ...]
    first: int
    last: int

    def passed(self, n: int) -> int:
        """How many long lines stand between the title and a line."""
        return bisect_left(self.long, n)

    @property
    def start(self) -> int:
        """The first long line."""
        return self.long[0] if self.long else self.last

    @property
    def end(self) -> int:
        """The last long line that no great gap parts from the first."""
        end = self.start
        for n in self.long:
            if n > end + MAX_GAP:
                break
            end = n
        return end


def follows_body(page: Page, frame: Frame, line: Line) -> bool:
    """Whether a line stands right after the body."""
    ends = (frame.end, frame.long[-1]) if frame.long else ()
    after = (page.lines[max(frame.start + 1, end - 2) : end + LINES_OF_CAPTIONS] for end in ends)
    return any(other is line for part in after for other in part)


@dataclass(frozen=True, slots=True)
class Found:
    """A possible byline: where, what it says, how much speaks for it, and why."""

    line: Line
    credit: Credit
    span: Span | None
    score: float
    reason: str


def byline(page: Page) -> Iterator[Candidate]:
    """Find the first line that says who wrote the article; None rather than a guess.

    >>> def found(text, language):
    ...     page = Page.from_text(text, language=language)
    ...     return [(c.value, c.authors) for c in byline(page) if c.taken]
    >>> found("By Abby Byrne and Byron Colby\\n\\nRain fell all night in town, and the river rose quickly.", "en")
    [('Abby Byrne and Byron Colby', ('Abby Byrne', 'Byron Colby'))]
    >>> found("Par hasard\\n\\nIl a plu toute la nuit dans la vieille ville, et la rivière a vite monté.", "fr")
    []
    """
    words = words_of(page.language)
    frame = frame_of(page)
    found = sorted(candidates(page, words, frame), key=lambda f: (-f.score, f.line.index))
    enough = [f for f in found if f.score >= MIN_SCORE]
    best = next((f for f in enough if f.credit.labelled or f.credit.people), enough[0] if enough else None)
    if best is None:
        best = next(
            (f for f in found if f.credit.labelled and f.credit.people and follows_body(page, frame, f.line)), None
        )
    if best is None:
        all_notes = author_notes(page, words, frame.long, frame.end, body_text(page, frame))
        notes = sorted(unambiguous(all_notes), key=lambda note: note.rank)
        found = [Found(n.line, n.credit, n.span, MIN_SCORE, n.reason) for n in notes] + found
        best = found[0] if notes else None
    shown = [best, *(f for f in found if f is not best)] if best else found
    for item in shown[:MAX_CANDIDATES]:
        taken = item is best
        reason = item.reason if taken or item.score >= MIN_SCORE else f"{item.reason}: too little speaks for it"
        yield Candidate("byline", item.credit.value, item.line, reason, taken, item.span, item.credit.authors)


def frame_of(page: Page) -> Frame:
    """Where title, body's start and body's end are, and the lines over the body that may hold a byline."""
    lines = page.lines
    found = page.found("title")
    at = found.line.index if found and found.line else -1
    title = next((n for n, line in enumerate(lines) if line.index > at), len(lines)) if at >= 0 else -1
    long = tuple(n for n in range(max(0, title), len(lines)) if is_long(lines[n].text))
    if not long:
        long = tuple(n for n, line in enumerate(lines) if is_long(line.text))
    start = long[0] if long else len(lines)
    first = max(0, title - LINES_OVER_TITLE if title >= 0 else start - LINES_OVER_BODY)
    last = long[min(2, len(long) - 1)] + 1 if long else len(lines)
    return Frame(title, long, first, min(len(lines), max(last, title + 2), start + LINES_UNDER_BODY_START))


def is_long(text: str) -> bool:
    """Whether a line is long enough to be a paragraph."""
    return len(text) > 24 and ((word_count(text) >= 15 and ends_sentence(text)) or word_count(text) >= 30)


def candidates(page: Page, words: Words, frame: Frame) -> Iterator[Found]:
    """All lines that may name the author, each with what speaks for it."""
    yield from removed_lines(page, words)
    for n, credit, span, why in signatures(page, words, frame.long):
        yield Found(page.lines[n], credit, span, SIGNATURE_SCORE, why)
    begin = frame.first if frame.title >= 0 else 0
    end = (frame.long[-1] if frame.long else len(page.lines)) + LINES_OF_CAPTIONS
    for n, line in enumerate(page.lines[begin:end], begin):
        inside = frame.first <= n < frame.last
        glued = label_after_title(page, line.text) if inside else None
        if glued:
            yield from labelled_from(page, words, frame, n, *glued)
        elif len(line.text) <= MAX_LINE_CHARS:
            end = label_end(page, words, line)
            if end:
                yield from labelled(page, words, frame, n, end)
            elif inside:
                yield from unlabelled(page, words, frame, n)


def label_end(page: Page, words: Words, line: Line) -> int:
    """Where the byline label that a line starts with ends, or 0."""
    hit, text = page.hits(line), line.text
    end = hit.after("byline.labels") if hit.starts else 0
    if not end and text[:1] in words.short_labels and text[1:2] in SHORT_LABEL_MARKS:
        end = 1
    if end and "byline.desks" in hit.lines and text[end : end + 1] not in tuple(":："):
        return 0
    return end or (glued_label(text, words) if text.startswith(words.glued_labels) else 0)


def unlabelled(page: Page, words: Words, frame: Frame, n: int) -> Iterator[Found]:
    """A line over the body without a label in front: names after a date and a label, or nothing but names."""
    line = page.lines[n]
    at = label_after_date(line.text, words)
    if at:
        credit = read_credit(line.text, at, words, page.lexicon, True)
        if credit:
            yield judged(page, words, frame, n, credit, (at, credit.span[1]), LABEL_SCORE, "label after a date")
        return
    hit = page.hits(line)
    opens_other = any(topic in NOT_AUTHORS for topic, _ in hit.starts)
    if hit.lines <= OPEN_TOPICS and not opens_other and may_be_name(line.text, words):
        credit = read_credit(line.text, 0, words, page.lexicon)
        if credit:
            yield bare(page, words, frame, n, credit)


def glued_label(text: str, words: Words) -> int:
    """Where a label ends that the rendering glued to a name ("ByRahul Singh"), or 0; "Byron" and "McByrne" are names.

    >>> glued_label("ByRahul Singh", words_of("en")), glued_label("Byron Colby", words_of("en"))
    (2, 0)
    """
    label = next(label for label in words.glued_labels if text.startswith(label))
    rest = text[len(label) :]
    return (
        len(label)
        if rest[:1].isupper() and rest[1:2].islower() and is_name(" ".join(rest.split()[:2]).strip(","), words)
        else 0
    )


def label_after_date(text: str, words: Words) -> int:
    """Where the names begin in a line such as "5 May 2021 by Ann Lee", or 0."""
    if len(text) > MAX_BARE_CHARS or not any(map(str.isdigit, text)):
        return 0
    for label in words.glued_labels:
        at = text.find(f" {label.lower()} ")
        if 0 < at < MAX_DATE_CHARS and has_date(text[:at], words):
            return at + len(label) + 2
    return 0


def removed_lines(page: Page, words: Words) -> Iterator[Found]:
    """Bylines under the title that a filter took for something else: a labelled name, an agency over the date."""
    title = page.found("title")
    at = title.line.index if title and title.line else len(page.source)
    standing = {line.index for line in page.lines}
    for line in page.source[at : at + LINES_UNDER_TITLE]:
        if line.index in standing or len(line.text) > MAX_LINE_CHARS:
            continue
        hit = page.hits(line)
        end = hit.after("byline.labels")
        label = line.text[:end].strip()
        below = page.source[line.index + 1].text if line.index + 1 < len(page.source) else ""
        if end and hit.after("byline.minor") <= end and is_strong(label, line.text[end : end + 1], words):
            start = next(
                (m for m in range(end, len(line.text)) if line.text[m] not in " :：|/／-–—.=,"), len(line.text)
            )
            credit = read_credit(line.text, start, words, page.lexicon, True)
            if credit and credit.people:
                yield Found(line, credit, None, MIN_SCORE, f"label {label!r} under the title")
        elif is_agency(line.text, words) and has_date(below[:MAX_DATE_CHARS], words):
            credit = Credit(line.text, (line.text,), (0, len(line.text)), frozenset(("agency",)))
            yield Found(line, credit, None, MIN_SCORE, "an agency under the title and over the date")


def may_be_name(text: str, words: Words) -> bool:
    """Whether a line without a label is worth a look: short, no sentence, no bracket or small letter in front."""
    if text in words.exact_agencies:
        return True
    if len(text) > MAX_BARE_CHARS or text[0] in NO_NAME_OPENS or text[0].islower() or text[-1] in NO_NAME_ENDS:
        return False
    if text[0].isdigit() and DATE_RE.search(text) is None:
        return False
    second = text.split(" ", 2)[1:2]
    if not second or not second[0].isalpha() or not second[0].islower():
        return text.count(" ") <= MAX_BARE_WORDS
    return second[0] in words.beside_names or second[0] in words.dates


def labelled(page: Page, words: Words, frame: Frame, n: int, end: int) -> Iterator[Found]:
    """A line that starts with a byline label, or a label with its names on the next line."""
    line = page.lines[n]
    if page.hits(line).after("byline.minor") <= end:
        yield from labelled_from(page, words, frame, n, 0, end)


def labelled_from(page: Page, words: Words, frame: Frame, n: int, begin: int, end: int) -> Iterator[Found]:
    """What the label [begin, end) of a line names, in the line or beside it."""
    text = page.lines[n].text
    start = next((m for m in range(end, len(text)) if text[m] not in " :：|/／-–—.=,"), len(text))
    label = text[begin:end].strip()
    if start == len(text):
        yield from beside_label(page, words, frame, n, label)
        return
    strong = is_strong(label, text[end:start], words)
    if start == end and (len(label) == 1 or _THAI_RE.match(label[-1])) and is_unspaced(text[start]):
        return
    credit = read_credit(text, start, words, page.lexicon, True)
    if credit is None or is_sentence(text[start:], credit):
        return
    if strong or (credit.people and "other" not in credit.kinds and frame.first <= n < frame.last):
        short = credit.value.count(" ") < 2
        points = LABEL_SCORE if strong else 1.5 if credit.value[0].isupper() else 0.0 if short else -1.0
        yield judged(page, words, frame, n, credit, (begin, credit.span[1]), points, f"label {label!r}")


def is_sentence(text: str, credit: Credit) -> bool:
    """Whether what follows a label is a sentence ("By Monday, the water had gone."), not a name with a note on it."""
    if "other" not in credit.kinds:
        return False
    last = credit.authors[0].rsplit(" ", 1)[-1]
    return " " not in credit.authors[0] or (ends_sentence(text) and text.count(last) < 2)


def label_after_title(page: Page, text: str) -> Span | None:
    """Where the label stands in a line that starts with the title ("Rain all night By Ann Lee")."""
    title = page.found("title")
    if title is None or len(text) > MAX_LINE_CHARS + len(str(title.value)) or not text.startswith(str(title.value)):
        return None
    begin = len(str(title.value))
    end = page.lexicon.look_up(text[begin:]).after("byline.labels")
    return (begin, begin + end) if end and text[begin : begin + 1].isspace() else None


def beside_label(page: Page, words: Words, frame: Frame, n: int, label: str) -> Iterator[Found]:
    """The names under a label that has a line for itself, or over it where none are under it."""
    strong = is_strong(label, page.lines[n].text[len(label) :], words) or page.lines[n].text.rstrip()[-1:] in ":："
    for m, where in ((n + 1, "under"), (n - 1, "over")) if strong else ((n + 1, "under"),):
        text = page.lines[m].text if 0 <= m < len(page.lines) else ""
        if (
            not 0 < len(text) <= MAX_LINE_CHARS
            or word_count(text) > MAX_CREDIT_WORDS
            or page.hits(page.lines[m]).starts
        ):
            continue
        credit = read_credit(text, 0, words, page.lexicon, m > n)
        if credit is None or "other" in credit.kinds or in_title(page, credit):
            continue
        if (credit.people and (strong or " " in credit.value)) or (
            strong and m > n and credit.kinds & {"agency", "desk", "site"}
        ):
            score, why = against(page, words, frame, credit)
            points = score + (3.0 if credit.people else 1.5)
            why = f"{where} the label {label!r}" + (f", {why}" if why else "")
            yield judged(page, words, frame, m, credit, (0, credit.span[1]), points, why)
            if credit.people:
                return


def is_strong(label: str, gap: str, words: Words) -> bool:
    """Whether a label makes a byline of what follows: it ends in a preposition, or a colon stands after it."""
    return bool(gap.strip()) or fold(label).split(" ")[-1].strip(" :.") in words.function


def bare(page: Page, words: Words, frame: Frame, n: int, credit: Credit) -> Found:
    """A line over the body that is nothing but names and what stands beside names."""
    score, why = against(page, words, frame, credit)
    return judged(page, words, frame, n, credit, credit.span, score, why or "only names and what stands beside names")


def against(page: Page, words: Words, frame: Frame, credit: Credit) -> tuple[float, str]:
    """What speaks against names as authors, as points and in words: the article is about them, or they are no names."""
    known = credit.people or all(is_agency(a, words) or is_known_desk(a, words) for a in credit.authors)
    score, reasons = 0.0 if known else -0.5, []
    if in_title(page, credit):
        score, reasons = score - 4.0, ["named in the title"]
    elif credit.people and "date" not in credit.kinds and in_body(page, frame, credit):
        score, reasons = score - 4.0, ["named in the body"]
    elif credit.people and in_lower_case(page, frame, credit):
        score, reasons = score - 2.0, ["has words of the body"]
    if has_button_words(page, credit) and "date" not in credit.kinds:
        score -= 2.5
        reasons.append("has words of buttons")
    tokens = [[fold(word) for word in author.split()] for author in credit.authors] if credit.people else []
    if any(sum(word not in words.particles for word in name) > 3 for name in tokens):
        score -= 1.0
    if any(word in words.function and word not in words.particles for name in tokens for word in name):
        score -= 1.5
    if not credit.kinds & {"role", "contact", "date"} and all(map(is_east_asian, credit.authors)):
        score -= 2.0
    if all(author.isupper() and len(author) > 6 for author in credit.authors):
        score -= 1.0
    return score, ", ".join(reasons)


def has_button_words(page: Page, credit: Credit) -> bool:
    """Whether a word of the names is one that buttons and menus have."""
    buttons = button_words(page.language)
    return credit.people > 0 and any(fold(word) in buttons for author in credit.authors for word in author.split())


@cache
def button_words(language: str | None) -> frozenset[str]:
    """The words of buttons and menus in a language, particles aside."""
    lexicon = load_lexicon(language)
    entries = (w for t in BUTTON_TOPICS for w in lexicon.words(t))
    return frozenset(word for w in entries for word in fold(w).split() if len(word) > 2) - words_of(language).common


def is_east_asian(name: str) -> bool:
    """Whether a name has no spaces to show that it is one."""
    return " " not in name and not name.isascii() and (is_unspaced(name[0]) or "\uac00" <= name[0] <= "\ud7af")


def judged(page: Page, words: Words, frame: Frame, n: int, credit: Credit, span: Span, score: float, why: str) -> Found:
    """A possible byline with what its place and its neighbours say of it."""
    found = [(score, why), *beside_it(page, words, n, credit), *place(page, frame, n, credit.labelled)]
    if credit.people and all(is_name(author, words, 2) for author in credit.authors):
        found.append((1.0, ""))
    reason = ", ".join(reason for _, reason in found if reason)
    return Found(page.lines[n], credit, span, sum(points for points, _ in found), reason)


def beside_it(page: Page, words: Words, n: int, credit: Credit) -> Iterator[tuple[float, str]]:
    """What stands in the line and beside it that speaks for a byline."""
    text = page.lines[n].text
    near = [page.lines[m].text for m in (n - 1, n + 1) if 0 <= m < len(page.lines)]
    if "role" in credit.kinds or "contact" in credit.kinds:
        yield 1.5, "role or contact beside it"
    elif n + 1 < len(page.lines) and says_role(near[-1], words):
        yield 1.5, "role under it"
    if credit.people and ("site" in credit.kinds or "org" in credit.kinds):
        yield 0.5, "house beside it"
    if credit.people > 1 and "place" not in credit.kinds:
        yield 1.0, "several names"
    if "date" in credit.kinds and (
        has_date(text[credit.span[1] - 1 :], words) or has_date(text[: credit.span[0]], words)
    ):
        yield 2.0, "date beside it"
    else:
        yield from dates_near(page, words, n)
    if any(len(other) < 100 and credit.authors[0] in other for other in near):
        yield 1.0, "named again beside it"


def dates_near(page: Page, words: Words, n: int) -> Iterator[tuple[float, str]]:
    """How near the closest date is."""
    if dated(page, words, n - 1) or dated(page, words, n + 1):
        yield 2.0, "next to the date"
    elif dated(page, words, n - 2) or dated(page, words, n + 2):
        yield 1.0, "near the date"
    elif dated(page, words, n - 3) or dated(page, words, n - 4):
        yield 0.5, "some lines under the date"


def dated(page: Page, words: Words, n: int) -> bool:
    """Whether a line starts with a date or is a short one with a date."""
    if not 0 <= n < len(page.lines):
        return False
    text = page.lines[n].text
    known: dict[str, bool] = page.evidence.setdefault("byline: dated", {})
    if text not in known:
        width = MAX_DATE_CHARS if len(text) < MAX_LINE_CHARS else MAX_DATE_CHARS // 2
        known[text] = has_date(text[:width], words)
    return known[text]


def says_role(text: str, words: Words) -> bool:
    """Whether the line under a name says what its bearer is."""
    return (len(text) < 80 and (is_role(text, words) or is_desk(text, words))) or (
        len(text) < 220 and fold(text.split(" ", 1)[0]).strip(",.") in words.role_firsts
    )


def place(page: Page, frame: Frame, n: int, labelled: bool) -> Iterator[tuple[float, str]]:
    """What a byline's place says."""
    passed = frame.passed(n)
    if n < frame.title:
        near = n >= frame.title - 3
        yield (1.0 if near else -3.0) if labelled else (-0.5 if near else -1.5), "over the title"
    elif passed > 2:
        far = n >= frame.start + LINES_OF_CAPTIONS
        yield (-5.0, "inside or after the body") if far else (-1.0, "after the body's start")
    elif frame.title >= 0 and n - frame.title <= 2:
        yield (1.75, 1.5, 1.0)[n - frame.title], "under the title"
    elif n < frame.first:
        yield -1.0, "far from the body"
    elif passed == 0 or (passed == 1 and not labelled):
        yield 0.5, "over the body"
    if passed <= 1 and n + 1 in frame.long and not (labelled and passed):
        yield 1.0, "directly over the body"


def body_text(page: Page, frame: Frame) -> str:
    """The long lines of the body, one after the other."""
    return page.once(
        "byline: body",
        lambda: "\n".join(
            line.text
            for line in page.lines[frame.start : frame.end + 1]
            if len(line.text) > 80
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


def in_body(page: Page, frame: Frame, credit: Credit) -> bool:
    """Whether the body names the author inside a paragraph."""
    text = body_text(page, frame)
    early = text[:MAX_EARLY_CHARS]
    return any(
        is_mentioned(" ".join(author.split()[-2:]), early) or text.count(author.rsplit(" ", 1)[-1]) > 3
        for author in credit.authors
    )


def is_mentioned(name: str, text: str) -> bool:
    """Whether a text names somebody, credits behind a slash or colon aside."""
    return text.count(f" {name}") > text.count(f"/ {name}") + text.count(f": {name}")


def in_lower_case(page: Page, frame: Frame, credit: Credit) -> bool:
    """Whether all words of a name stand in the body as common words, without capitals."""
    tokens = [t for author in credit.authors for t in author.split() if len(t) > 2 and t.lower() != t and "." not in t]
    tokens = [t for t in tokens if fold(t) not in words_of(page.language).function]
    text = body_text(page, frame)
    return any(f" {token.lower()}" in text for token in tokens)
