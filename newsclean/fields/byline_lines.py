"""Where a page may name its author: lines over the body, credits inside paragraphs, notes and signatures at the end.

A line over the body has a label ("By", "文：") before the names or over them, or is nothing but names and what stands
beside names. Several such lines under each other are one byline. Who of all these wrote the article, `byline` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from newsclean.fields.credit import (
    MAX_NAME_CHARS,
    Credit,
    has_stop,
    is_beside_names,
    is_twice,
    label_end,
    leading_name,
    may_lead,
    read_credit,
    told,
)
from newsclean.fields.site import site_names
from newsclean.fields.words import MAX_FUNCTION_CHARS, Words, words_of
from newsclean.findings import findings, kind_found
from newsclean.frame import Frame, Headline, frame_of, headline_of, standing
from newsclean.lexicon import by_language, fold, label_key, load_lexicon
from newsclean.page import Line, Page, Span
from newsclean.script import ends_sentence, is_paragraph, is_small, is_unspaced, word_count

MAX_LINE_CHARS, MAX_BARE_CHARS, MAX_NOTE_CHARS = 160, 110, 600
"""A longer line is no byline of its own, a longer one without a label none either; a longer note is no note."""
MAX_CREDIT_WORDS = 14
"""A longer line under a label alone is no byline."""
LINES_OVER, LINES_UNDER_START, PARAGRAPHS_OVER = 10, 12, 2
"""A name alone counts between these lines over the headline and under the body's start, over the third paragraph."""
LINES_AFTER = 8
"""The lines after the body in which a label counts."""
LINES_OF_SIGNATURES = 3
"""The lines after the body in which a name alone counts, and the first and last ones in which a reporter does."""
LINES_UNDER_TITLE = 6
"""The lines under the headline in which a name alone counts, and what a filter found may be a byline still."""
LINES_OF_LIST, MAX_IN_BODY = 6, 2
"""More labels than the second within this distance inside the body are a list."""
MAX_HOUSE_WORDS = 5
"""A longer line without a name is no house that signs."""
MAX_GROUP = 24
"""The lines under a name in which others are looked for."""
MAX_FOUND = 120
"""More candidates are a list; the first are compared."""
GROUPED = ("label", "label alone", "label inside", "name")
"""The ways of finding names that go on in the next lines."""
MAX_SAID_CHARS, MAX_REST_CHARS = 100, 200
"""What authors do is said within the first behind their name, an address given within the second."""
BUTTON_TOPICS = (
    "nav.lines", "nav.sections", "share.lines", "player.lines", "subscribe.lines", "caption.labels", "footer.lines",
    "related.headings",
)  # fmt: skip
GAP = " :：|/／-–—.=＝,・"
LINE_MARKS = " ,،、;|·•"
"""A line of these alone stands between two names."""
NO_NAME_OPENS = tuple("\"'“„«「『@#—–-")
NO_NAME_ENDS = tuple("-–—.!?…:;。？！»”\"'」』")
_SIGNED_RE = regex.compile(
    r"^[^()（）\[\]【】〔〕［］。.]{0,40}[(（\[【〔［]([^()（）\[\]【】〔〕［］]{3,60})[)）\]】〕］]"
    r"|[(（\[【〔［]([^()（）\[\]【】〔〕［］]{2,60})[)）\]】〕］]\s*[。.]?$"
)
_DATELINE_RE = regex.compile(
    r"^[^.。]{0,30}?(?P<name>\p{Hangul}{2,4}(?:[·, ]{1,2}\p{Hangul}{2,4})*\s?\p{Hangul}{2,6})\s?[=＝]\s"
)
_TURN_RE = regex.compile(r"[:：]\s*\p{L}")
_MAIL_RE = regex.compile(r"[\p{L}\p{N}._-]{2,40}@[\p{L}\p{N}-]{2,40}\.[\p{L}]{2,10}")


@dataclass(frozen=True, slots=True)
class Found:
    """A possible byline.

    at: its place in the frame. way: how it was found. why: the same in words. span: what it takes of its line; an empty
    span takes nothing, so that the text stays. more: the lines that belong to it too.
    """

    line: Line
    at: int
    credit: Credit
    span: Span | None
    way: str
    why: str
    more: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a byline is looked for on.

    standing: the page's lines that are left, each with its place in the frame. comments: the place of the first line
    below a heading for comments under the body's start; past the last line where none is.
    """

    page: Page
    words: Words
    frame: Frame
    head: Headline
    standing: Sequence[tuple[int, Line]]
    comments: int

    def told(self, text: str) -> tuple[str, int]:
        """What the lexicon says of a text, and where its byline label ends; see `credit.told`."""
        return told(text, self.words, self.page.own_hit)

    def read(self, text: str, start: int, labelled: bool = False) -> Credit | None:
        """The credit that a text is from an offset on; read once."""
        if start >= len(text):
            return None
        known: dict[tuple[str, int, bool], Credit | None] = self.page.once("byline: credits", dict)
        key = (text, start, labelled)
        if key not in known:
            known[key] = read_credit(text, start, self.words, self.page.own_hit, labelled, site_names(self.page))
        return known[key]


def ground_of(page: Page) -> Ground:
    """The ground that a page is."""
    frame = frame_of(page)
    return Ground(page, words_of(page.language), frame, headline_of(page), standing(page), comments_start(page, frame))


def comments_start(page: Page, frame: Frame) -> int:
    """The place of the first line below a heading for comments under the body's start; past the last where none is."""
    start = frame.lines[frame.start].index if frame.start < len(frame.lines) else len(page.source)
    headings = (index for index in sorted(findings(page)) if index > start)
    heading = next((index for index in headings if kind_found(page, index) == "comment"), len(page.source))
    return frame.place(heading)


def byline_lines(on: Ground) -> list[Found]:
    """All that may name the author, in page order."""
    frame, head = on.frame, on.head
    index = {line.index: n for n, line in on.standing}
    first = max(0, (head.printings[0] if head.printings else frame.start) - LINES_OVER)
    passed = [n for n in range(frame.start, frame.end) if frame.paragraphs[n]][: PARAGRAPHS_OVER + 1]
    under = 0 if head.at is None else head.at + LINES_UNDER_TITLE
    last = max(under, min(max(passed[-1:], default=len(frame.lines)), frame.start + LINES_UNDER_START))
    last = min(last, on.comments - 1)
    found: list[Found] = []
    taken: set[int] = set()
    for k, (n, _) in enumerate(on.standing):
        if n in taken or n < first or len(found) >= MAX_FOUND:
            continue
        header = first <= n <= last
        for item in in_line(on, k, header):
            group = with_others(on, k, item) if item.way in GROUPED else item
            found.append(group)
            if item.way in ("label", "label alone") or n - 1 in head.printings:
                taken.update(index[more.index] for more in group.more)
            elif group.more:
                found.append(item)
    found = [f for f in found if not is_listed(f, found, frame)]
    return [*found, *taken_by_filters(on)]


def is_listed(found: Found, others: Sequence[Found], frame: Frame) -> bool:
    """Whether a labelled name inside the body is one of a list of other stories, each with its author."""
    if not (found.way == "label" and frame.start < found.at):
        return False
    near = [f for f in others if f.way == "label" and frame.start < f.at and abs(f.at - found.at) <= LINES_OF_LIST]
    return len(near) > MAX_IN_BODY


def in_line(on: Ground, k: int, header: bool) -> Iterator[Found]:
    """What one line may credit."""
    n, line = on.standing[k]
    frame, head = on.frame, on.head
    text = line.text
    if frame.paragraphs[n] or len(text) > MAX_LINE_CHARS:
        yield from in_paragraph(on, n, line)
        if header and len(text) <= MAX_NOTE_CHARS and (end := label_end(text, on.words, on.page.own_hit)):
            yield from labelled(on, k, end)
    elif end := label_end(text, on.words, on.page.own_hit):
        if n <= frame.end + LINES_AFTER and on.told(text)[0] != "foreign":
            yield from labelled(on, k, end)
    elif header and len(text) <= MAX_BARE_CHARS:
        beside = n - 1 in head.printings or not frame.dated.isdisjoint((n - 1, n + 1))
        yield from bare(on, n, line, beside)
    elif frame.end <= n < min(frame.end + LINES_OF_SIGNATURES, on.comments):
        yield from signature(on, n, line)
    if n > frame.start and len(text) <= MAX_NOTE_CHARS:
        yield from notes(on, k)


def labelled(on: Ground, k: int, end: int) -> Iterator[Found]:
    """What a label that a line starts with names: behind it, or beside it where it has the line for itself."""
    n, line = on.standing[k]
    text = line.text
    start = after_gap(text, end)
    said, gap = text[:end].strip(), text[end:start]
    strong = bool(gap.strip()) or fold(said).split(" ")[-1].strip(" :.") in on.words.function
    if start == len(text):
        yield from beside_label(on, k, said, strong)
        return
    if "," in gap:
        return
    start = after_gap(text, start + label_end(text[start:], on.words, on.page.own_hit))
    credit = on.read(text, start, True)
    if credit is None or is_sentence(text[start:], credit):
        return
    if not gap and is_unspaced(text[end]) and not credit.surname and not credit.kinds & {"role", "date"}:
        return
    if not strong and "date" in credit.kinds and not any(map(str.isdigit, text)):
        return
    cased = credit.value[0].isupper() or credit.authors[0].count(" ") < 2
    if strong or (credit.people and cased and "other" not in credit.kinds):
        way, span = "label" if strong else "word", (0, 0 if is_paragraph(text) else credit.span[1])
        yield Found(line, n, credit, span, way, f"label {said!r}")


def is_sentence(text: str, credit: Credit) -> bool:
    """Whether what follows a label is a sentence ("By Monday, the water had gone."), not a name with a note on it."""
    if "other" not in credit.kinds:
        return False
    last = credit.authors[0].rsplit(" ", 1)[-1]
    return " " not in credit.authors[0] or (ends_sentence(text) and text.count(last) < 2)


def beside_label(on: Ground, k: int, label: str, strong: bool) -> Iterator[Found]:
    """The names under a label that has a line for itself, or over it where none are under it."""
    under = [line.text for _, line in on.standing[k + 1 : k + 3]]
    portrait = len(under) == 2 and under[0] != under[1] and under[0].endswith(under[1])  # "Photo of Ann Lee", "Ann Lee"
    for m, where in ((k + 1 + portrait, "under"), (k - 1, "over")):
        n, line = on.standing[m] if 0 <= m < len(on.standing) else (0, None)
        if line is None or len(line.text) > MAX_LINE_CHARS or word_count(line.text) > MAX_CREDIT_WORDS:
            continue
        whole, end = on.told(line.text)
        credit = None if whole or end else on.read(line.text, 0, m > k)
        if credit is None or "other" in credit.kinds or (ends_sentence(line.text) and not has_stop(line.text)):
            continue
        if strong or (credit.people and (" " in credit.value or credit.surname)):
            why, more = f"{where} the label {label!r}", (on.standing[k][1],)
            yield Found(line, n, credit, (0, credit.span[1]), "label alone", why, more)
            return


def bare(on: Ground, n: int, line: Line, beside: bool) -> Iterator[Found]:
    """A line over the body that is nothing but names and what stands beside names, or a house beside a day."""
    text = line.text
    credit, way = bare_credit(on, text), "name"
    if credit is None and beside and word_count(text) <= MAX_HOUSE_WORDS and text[0].isupper() and is_clean(on, text):
        credit, way = on.read(text, 0, True), "house"
        credit = None if credit is None or "other" in credit.kinds or credit.span[0] else credit
    if credit is None or is_turn(on, n, text, credit):
        return
    if beside or credit.people or credit.labelled or credit.kinds & {"agency", "date"}:
        way = "label inside" if credit.labelled and way == "name" else way
        if way == "name" and is_shown(on, n, line, credit):
            return
        yield Found(line, n, credit, credit.span, way, "nothing but names and what stands beside names")


def is_turn(on: Ground, n: int, text: str, credit: Credit) -> bool:
    """Whether a line inside the body says who speaks next: a house or role and a colon before the name."""
    return n > on.frame.start and not credit.labelled and bool(_TURN_RE.search(text))


def is_shown(on: Ground, n: int, line: Line, credit: Credit) -> bool:
    """Whether a name stands over a photo's credit and the paragraph under that names it: whom the photo shows."""
    below = next((other.text for other in on.frame.lines[n + 1 :]), "")
    return kind_found(on.page, line.index + 1) in ("credit", "caption") and credit.authors[0] in below


def bare_credit(on: Ground, text: str) -> Credit | None:
    """The credit that a text without a label is; a name of Han or Hangul alone needs a family name."""
    is_agency = text in on.words.exact
    if not is_agency and is_small(text[0]) and not text.startswith((*on.words.elided, *on.words.particles)):
        return None
    credit = on.read(text, 0) if is_clean(on, text) else None
    if credit is None or (credit.is_eastern and not credit.surname and not credit.kinds & {"role", "label"}):
        return None
    first, *others = credit.authors[0].split(" ")
    short = len(first) <= MAX_FUNCTION_CHARS
    return None if len(others) == 1 and short and fold(first) in on.words.function else credit


def is_clean(on: Ground, text: str) -> bool:
    """Whether a text has no mark at its ends that names do not have, and is no label or button."""
    if text in on.words.exact:
        return True
    if text.startswith(NO_NAME_OPENS) or (text.endswith(NO_NAME_ENDS) and not has_stop(text)):
        return False
    return is_twice(text) or on.told(text)[0] not in ("foreign", "button")


def signature(on: Ground, n: int, line: Line) -> Iterator[Found]:
    """A line after the last paragraph that is nothing but a name."""
    credit = bare_credit(on, line.text)
    if credit and credit.people and "date" not in credit.kinds and credit.span[0] == 0:
        yield Found(line, n, credit, credit.span, "closing name", "name under the body")


def in_paragraph(on: Ground, n: int, line: Line) -> Iterator[Found]:
    """The reporter that a dateline or brackets at a paragraph's start or end name; the text stays where it is.

    >>> from newsclean import read_page
    >>> def found(text, language):
    ...     page = read_page(text, language=language)
    ...     return [f.credit.authors for f in in_paragraph(ground_of(page), 0, page.lines[0])]
    >>> found("新潮社青石1月8日电（记者张三、李四）大雨下了整夜，老城的地下室都进了水。", "zh-cn")
    [('张三', '李四')]
    >>> found("（圖／記者王小明攝）大雨下了整夜。", "zh-tw"), found("(서울=뉴스) 홍길동 기자 = 밤새 비가 내렸다.", "ko")
    ([], [('홍길동',)])
    """
    near_end = n >= on.frame.end - LINES_OF_SIGNATURES
    if not (near_end or n < on.frame.start + LINES_OF_SIGNATURES):
        return
    match = _DATELINE_RE.search(line.text, 0, 80)
    texts = [match["name"]] if match else []
    texts += [m[1] or m[2] for m in _SIGNED_RE.finditer(line.text)]
    for text in texts:
        whole, end = on.told(text)
        if whole:
            continue
        start = after_gap(text, max(end, reporting_end(on.page, text)))
        credit = on.read(text, start, start > 0)
        if (
            credit
            and credit.people
            and (start or credit.labelled or credit.kinds & {"role", "place", "date"} or (credit.surname and near_end))
        ):
            yield Found(line, n, credit, (0, 0), "in a paragraph", "a reporter in brackets or in the dateline")
            return


def reporting_end(page: Page, text: str) -> int:
    """Where a label of credits at the end ends that a text starts with, or 0."""
    hit = page.look_up(text)
    return hit.after("byline.reporting") if hit.starts else 0


def notes(on: Ground, k: int) -> Iterator[Found]:
    """What boxes and credits after the body's start say of the author."""
    n, line = on.standing[k]
    if end := reporting_end(on.page, line.text):
        credit = on.read(line.text[: next_credit(on.page, line.text, end)], end, True)
        if credit and (credit.people or "agency" in credit.kinds):
            span = (0, 0) if is_paragraph(line.text) else (0, credit.span[1])
            yield Found(line, n, credit, span, "credit at the end", f"credit {line.text[:end].strip()!r} at the end")
        return
    way = "says who the author is"
    if label_key(line.text) in box_words(on.page.language).headings and k + 1 < len(on.standing):
        way, (n, line) = "under the label of an author box", on.standing[k + 1]
    elif not (may_lead(line.text, on.words) and may_say_who(on.page, line.text)):
        return
    name = leading_name(line.text, on.words)
    if name and (way.startswith("under") or says_who(on.page, line.text, name[1])):
        value = line.text[name[0] : name[1]]
        credit = Credit(value, (value,), name, frozenset(("name",)), 1)
        yield Found(line, n, credit, (0, 0) if is_paragraph(line.text) else None, way, way)


def may_say_who(page: Page, text: str) -> bool:
    """Whether what authors do, or an address, stands near a text's start: a cheap look before the costly one."""
    folded = fold(text[: MAX_NAME_CHARS + MAX_SAID_CHARS])
    return "@" in text or any(phrase in folded for phrase in box_words(page.language).phrases)


def says_who(page: Page, text: str, end: int) -> bool:
    """Whether what follows a name that ends at an offset says what an author does, or how to reach one."""
    rest, box = text[end : end + MAX_REST_CHARS], box_words(page.language)
    if fold(text.split(" ", 1)[0]) in box.openers:
        return False
    return _MAIL_RE.search(rest) is not None or fold(rest[:MAX_SAID_CHARS]).lstrip(" ,:").startswith(box.phrases)


@dataclass(frozen=True, slots=True, eq=False)
class BoxWords:
    """What notes on authors are made of in a language, folded.

    openers: first words of the labels of author boxes; headings: those that name nobody; phrases: what is said of
    authors; credits: what opens a credit at the end.
    """

    openers: frozenset[str]
    headings: frozenset[str]
    phrases: tuple[str, ...]
    credits: tuple[str, ...]


@by_language
def box_words(language: str | None) -> BoxWords:
    """The words of notes on authors in a language, English and every page."""
    lexicon = load_lexicon(language)
    labels = [w for topic in ("author.starts", "author.lines") for w in lexicon.words(topic)]
    return BoxWords(
        frozenset(fold(w).split(" ")[0] for w in labels),
        frozenset(label_key(w) for w in labels if "{" not in w),
        tuple(map(fold, lexicon.words("author.phrases"))),
        tuple(w for t in ("byline.reporting", "byline.minor") for w in lexicon.words(t) if len(w) > 5),
    )


@by_language
def button_words(language: str | None) -> frozenset[str]:
    """The words of buttons and menus in a language, small words aside."""
    lexicon, words = load_lexicon(language), words_of(language)
    entries = (w for topic in BUTTON_TOPICS for w in lexicon.words(topic))
    found = frozenset(word for entry in entries for word in fold(entry).split() if len(word) > 2)
    return found - words.function - words.particles


def next_credit(page: Page, text: str, start: int) -> int:
    """Where the next credit of a line begins ("…; Editing by"), or its end."""
    labels = box_words(page.language).credits
    return min((at for label in labels if (at := text.find(label, start + 3)) > 0), default=len(text))


def with_others(on: Ground, k: int, found: Found) -> Found:
    """A byline with the names in the lines under it, what only stands beside names passed over.

    Names alone go with names alone in the same letters; under a label others need one too, or a joining word or comma
    in a line of its own.
    """
    at = next((m for m in range(k, min(k + 4, len(on.standing))) if on.standing[m][1] is found.line), k)
    credit, more, join = found.credit, list(found.more), ""
    passed: list[Line] = []
    for n, line in on.standing[at + 1 : at + 1 + MAX_GROUP]:
        if "date" in credit.kinds or (n in on.frame.dated and n != found.at and not is_named(on, line.text)):
            break
        bare_text = line.text.strip(LINE_MARKS)
        join = join or joint_over(on, line)
        if is_joint(on, line.text):
            join = bare_text or ","
        elif bare_text not in credit.authors:
            other, labelled = names_under(on, n, line.text)
            if other is None:
                if not is_beside_names(line.text, on.words, ""):
                    break
            elif join or labelled == (found.way in ("label", "label inside")):
                if not is_alike(credit, other) or (found.way == "label alone" and not join):
                    break
                credit = together(credit, other, join)
                more += [*passed, line]
                passed, join = [], ""
                continue
            else:
                break
        passed.append(line)
    return replace(found, credit=credit, more=tuple(more))


def is_joint(on: Ground, text: str) -> bool:
    """Whether a line only joins two names: a comma, "and"."""
    bare_text = text.strip(LINE_MARKS)
    return not bare_text or fold(bare_text) in on.words.joins


def joint_over(on: Ground, line: Line) -> str:
    """The joint among the lines right over a line in which a filter found something, or ""."""
    found = findings(on.page)
    over = line.index - 1
    while over in found:
        if is_joint(on, on.page.source[over].text):
            return on.page.source[over].text.strip(LINE_MARKS) or ","
        over -= 1
    return ""


def names_under(on: Ground, n: int, text: str) -> tuple[Credit | None, bool]:
    """The people that a line under a byline names, and whether it has a label."""
    whole, end = on.told(text)
    if whole or on.frame.paragraphs[n] or len(text) > MAX_LINE_CHARS:
        return None, False
    other = on.read(text, after_gap(text, end), end > 0)
    buttons = button_words(on.page.language)
    if other is None or not other.people or all(fold(word) in buttons for word in other.authors[0].split()):
        return None, end > 0
    return other, end > 0


def is_alike(credit: Credit, other: Credit) -> bool:
    """Whether two credits are printed in the same letters; names of Han or Hangul need a family name."""
    return other.value.isupper() == credit.value.isupper() and (other.surname or not other.is_eastern)


def together(credit: Credit, other: Credit, join: str) -> Credit:
    """Two credits as one, with the joining word that is printed between them, or a comma."""
    fresh = tuple(name for name in other.authors if name not in credit.authors)
    between = f" {join} " if join and join != "," else ", "
    return replace(
        credit,
        value=credit.value + between + other.value if fresh else credit.value,
        authors=credit.authors + fresh,
        kinds=credit.kinds | other.kinds,
        people=credit.people + len(fresh),
    )


def is_named(on: Ground, text: str) -> bool:
    """Whether a dated line names somebody."""
    credit = bare_credit(on, text)
    return credit is not None and credit.people > 0


def taken_by_filters(on: Ground) -> Iterator[Found]:
    """Bylines around the headline that a filter takes for something else: names with a label or a day, an agency."""
    frame, found = on.frame, findings(on.page)
    first, last = around_headline(on)
    for index in range(first, min(last, len(on.page.source))):
        line = on.page.source[index]
        kind = found[index].removal.kind if index in found else "caption"
        if kind == "caption" or len(line.text) > MAX_LINE_CHARS:
            continue
        at, text = frame.place(index), line.text
        if at < len(frame.lines) and frame.lines[at] is line:
            continue
        whole, end = on.told(text)
        credit = None if whole == "foreign" else on.read(text, after_gap(text, end), end > 0)
        if credit is None or (credit.is_eastern and not credit.surname):
            continue
        beside = at in frame.dated or at - 1 in frame.dated or at - 1 in on.head.printings
        agency = "agency" in credit.kinds and credit.kinds <= {"agency", "desk"} and beside
        if agency or (credit.people and (end or ("date" in credit.kinds and kind != "credit"))):
            span = (0, credit.span[1]) if end else credit.span
            yield Found(line, at, credit, span, "taken by a filter", "a name where bylines stand")
            return


def around_headline(on: Ground) -> Span:
    """The lines, by `Line.index`, between the headline's first printing and some under its last, or over the body."""
    lines, printed = on.frame.lines, on.head.printings
    if printed:
        return lines[printed[0]].index, lines[printed[-1]].index + LINES_UNDER_TITLE + 1
    start = lines[on.frame.start].index if on.frame.start < len(lines) else 0
    return max(0, start - LINES_UNDER_TITLE), start


def after_gap(text: str, at: int) -> int:
    """Where the next words begin from an offset on, white space and marks passed over; or the text's end."""
    return next((n for n in range(at, len(text)) if text[n] not in GAP), len(text))
