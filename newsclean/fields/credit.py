"""What a line credits: names, desks and agencies, and what stands beside them.

A line is cut into parts at its marks. Of each part every word gets a tag (`words`), and patterns of tags, `CHUNKS`,
tell what it is made of; `settle` then lets the parts know of each other. What grammar cannot settle (a house or a
person, a name or a headline of two words) is left to the ranker, as what stands in the line is among its facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from newsclean.dates import dated_in, load_words
from newsclean.fields.words import EAST, FOREIGN, MAX_FUNCTION_CHARS, WORD, Words
from newsclean.lexicon import LookUp, fold, read_topics
from newsclean.page import Span

MAX_CHARS = 400
"""A longer line is not read."""
MAX_CHUNKS = 60
"""More are no byline; what follows is not looked at."""
MAX_NAME_CHARS = 70
"""A longer text is no name. By hand."""
MIN_HUNG_CHARS = 5
"""A shorter word with a joining letter in front may be a name that starts with it (وليد)."""
MIN_HANDLE_CHARS = 4
"""A shorter word in small letters is no handle. By hand."""
MAX_ROLE_CHARS, MAX_WORDS_OF_ROLE = 60, 4
"""A role's word among the line's first ones says what somebody is: "Local enterprise reporter covering …"."""
MAX_ACRONYM_CHARS = 5
"""A longer word in capitals without a vowel is no acronym. By hand."""
MAX_SPACED_CHARS = 6
"""A longer text is no Japanese name whose two parts a space parts."""
SHORT_LABEL_MARKS = tuple(":：／/|｜・＝= ")
"""What stands behind a label of one character ("文：")."""
SIGNS = frozenset(("name", "agency", "desk", "host"))
COMPANY = frozenset(("role", "place", "contact", "house", "button"))
"""Kinds of chunks that sign, and that may stand behind a name."""

CAPITALS = "NICmo"
"""Tags of words with a capital."""
CAPITAL = f"[{CAPITALS}]"
NAME = rf"(?:T*p*{CAPITAL}(?:p*[NICmoT]){{1,5}}|U{{2,5}})"
NAMED, PART = "(?<=^[+])", r"(?<!^[\^])"
"""What a pattern starts with that holds only where the line has named somebody, and not at the start of one."""
CHUNKS = (
    ("join", "J"),
    ("foreign", "X.*|[Nw]L.*"),  # Photos by Ann Lee, Checked by Ann Lee
    ("label", "L"),
    ("date", "[dtfFm]*D[9DdtfFmIwcC]*"),  # on 5 May 2021 at 10:30 am EST
    ("date", "[fF]?9+[dtmf]+[9DdtfFmIwcC]*|[fF]?[dtm]+[9dtmf]*9[9DdtfFmIwcC]*"),  # 2 hours ago, May 5
    ("date", "d.*|(?<!^[+])t+$|m$"),  # Posted in Town
    ("contact", "@+"),
    ("button", PART + "9[wNHdtf]*$|" + PART + "b.*"),  # 15 comments, Share on Facebook
    ("title", "T+$"),
    ("role", NAMED + "[NCHImFfo]*[rR].*|" + NAMED + "[eE]S$"),  # Consumer Affairs Reporter, 台北報導
    ("agency", "F?A"),
    ("desk", "[FNCHImpfoh]*[kK]$|F?K+[NCHAkpo]*|k+(?=[NCHA])[NCHApo]*"),  # Valley News Desk, Redaktion Kiel
    ("house", "F[NCIHmp]+|[NCIcmp]*H[HCcN]*$|H+"),  # The Valley Boat, Valley Post
    ("house", "c[NCc]*|x|(?:[NC]|[NC]*H)(?:[fF]+[NCH]+)+$"),  # BBC, kotaNews, University of Kiel
    ("house", "[gG]+(?=[gG]S)|[gG](?=K)|(?<=S)[gGNC]+$"),  # what is beside "홍길동 기자"
    ("name", "T*p*N(?:p*[NI]){1,3}(?=[Cc]{2,}$)"),
    ("house", "(?<=[NI])[Cc]{2,}$"),  # Ann Lee VALLEY TODAY
    ("name", f"{NAME}(?=o+[NCHoJ]{{0,3}}[rR])|{NAME}(?=[NCH]r)|{NAME}(?=[rR])|{NAME}(?=m[9D])"),
    ("name", f"{NAME}|E|G(?=[SJ])|G(?=$)"),
    ("role", "S|o[oNCHJ]{0,4}[rR](?:f[NCo]+|[rRfwHEo])*|[NCH]{0,3}[rR](?:f[NCo]+|[rRfwHEo])*"),
    ("place", NAMED + "t+$|fF?[NCI](?:p*[NC]){0,2}"),  # in New York
    ("host", "h"),
    ("word", "T*[NCUkKo]"),
    ("house", "(?<=^[+^])[eg]$"),
    ("other", "."),
)
"""What a run of tags is, the first pattern that fits: read from the start of a part on, before which "+" stands where
the line has named somebody already, else "^"."""
_CHUNK_RE = regex.compile("|".join(f"(?P<{kind}{n}>{pattern})" for n, (kind, pattern) in enumerate(CHUNKS)))

SEPARATOR_RE = regex.compile(
    r"\s*[|｜•∙⋅~●▪◆■›»«,，、،;；/／()（）\[\]［］【】〔〕<>〈〉\t\u200b]+\s*|\s*[:：](?!\d)\s*|\s+[·・.]\s+|(?<=\p{Ll}{3})\.\s+(?=\p{Lu})"
    r"|(?<=\s)[·・]|[·](?=\s)|\s+[-–—―~‑]+\s*|\s*[–—―]+\s+|[—―]|(?<=\p{L})-\s+|\s{2,}|\s*[=＝]\s*"
)
_TOKEN_RE = regex.compile(
    r"(?P<contact>[\p{L}\p{N}._%+-]+@[\p{L}\p{N}_-]+\.[\p{L}\p{N}._-]+|@[\p{L}\p{N}._]+|https?://\S+|www\.\S+)"
    r"|(?P<age>\p{N}{1,2}[dhmwy](?=\p{Lu}\p{Ll}))"
    r"|(?P<host>(?:[\p{L}\p{N}-]{2,40}\.){1,3}\p{Ll}{2,6}(?![\p{L}\p{N}]))"
    rf"|(?P<east>{EAST})|(?P<number>\p{{N}}+(?:[.,:/’'hH-]\p{{N}}+)*(?:\p{{Ll}}{{1,2}}(?!\p{{L}}))?)"
    rf"|(?P<initial>(?:\p{{Lu}}\p{{M}}*\.-?)+(?!\p{{L}}))|(?P<word>{WORD})|(?P<mark>\S)"
)
_GLUE_RE = regex.compile(
    r"(?<=\p{Ll}|\p{Lu}{2})(?=\p{Lu}\p{Ll})|(?<=\p{Ll})(?=\p{Lu}{2})|(?<=\p{L}{3})(?=\p{N})|(?<=\p{L})(?=@)"
)
_TIGHT_RE = regex.compile(
    r"(?<=\p{Han}{2})(?:[和与與及暨]|以及)(?=\p{Han}{2})|(?<=[\p{Han}\p{Hiragana}]{3})と(?=\p{Han}{2})"
)
_CASED_RE = regex.compile(r"[[\p{Lu}\p{Ll}\p{Lt}]--\p{Georgian}]", regex.V1)  # which Unicode takes for small
_EAST_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_KANA_RE = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_HANGUL_RE = regex.compile(r"\p{Hangul}")
_HAN_NAME_RE = regex.compile(r"\p{Han}{2,4}")
_JAPANESE_NAME_RE = regex.compile(
    r"[\p{Han}々ヶケノ]{1,4}[ \u3000]?[\p{Han}\p{Hiragana}\p{Katakana}ー々]{1,5}"
    r"|\p{Katakana}[\p{Katakana}ー]+(?:[・＝=][\p{Katakana}ー]+)+"
)
_KANA_NAME_RE = regex.compile(r"\p{Han}{2,3}\p{Hiragana}{2,3}")
_LEADING_RE = regex.compile(r"T*[NICm](?:p*[NICmT]){1,3}(?=r?)")
_MAY_LEAD_RE = regex.compile(r"\p{Lu}\S* (?:\p{Lu}|\p{Ll}{1,3}['’ -]\p{Lu}|\p{Ll}{2,3} )")
_NO_NAME_RE = regex.compile(r"[,.:;()\[\]{}<>|@](?=\s|$)|['’]s\b|\s[-–—]\s|[\[\](){}<>|@]")
_TWICE_RE = regex.compile(r"(?:.* )?(?P<name>\p{Lu}\S+(?: \S+){0,3}) ?(?P=name)$")
_OF_RE = regex.compile(r"の\p{Han}")
_LAST_SPACE_RE = regex.compile(r"\s(?=\S+$)")
_GLUED_LABEL_RE = regex.compile(r"\p{L}\p{Ll}{1,4}(?=\p{Lu}\p{Ll})")
_VOWEL_RE = regex.compile(r"[AEIOUYÀ-ÖØ-Ý]")
GLUED = tuple("dtmroRKALJb")
"""The tags of words that renderings glue to a name."""
_BRACKETS = "()（）[]［］【】〔〕"
_TRIM = " \t\u00a0.,:;*_\"'“”„–—-…!?#→>・·/／|｜="


class Chunk(NamedTuple):
    """A part [start, end) of a line's text, what it is, and whether a label of its own stands before it."""

    start: int
    end: int
    kind: str
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line says of who wrote: the byline as printed, its authors, where it stands, and what stands beside it.

    people: how many of the authors are. surname: whether all names of Han and Hangul start with a family name.
    labelled: whether a label stands before a name inside the line.
    """

    value: str
    authors: tuple[str, ...]
    span: Span
    kinds: frozenset[str]
    people: int = 0
    surname: bool = False
    labelled: bool = False

    @property
    def is_eastern(self) -> bool:
        """Whether the first name is of Han, kana or Hangul, without a space that would show that it is a name."""
        return bool(_EAST_RE.match(self.authors[0]))


def read_credit(
    text: str, start: int, words: Words, look_up: LookUp, labelled: bool = False, houses: frozenset[str] = frozenset()
) -> Credit | None:
    """The credit that a text from an offset on is, or None where it is something else.

    look_up: what the lexicon of the words' language says of a text.
    labelled: whether a byline label stands before the offset; then one word can be a name, and a desk be unknown.
    houses: what the site is called, in small letters.

    >>> from newsclean.fields.words import words_of
    >>> from newsclean.lexicon import load_lexicon
    >>> def read(text, labelled=False):
    ...     credit = read_credit(text, 0, words_of("en"), load_lexicon("en").look_up, labelled)
    ...     return credit and (credit.value, credit.authors)
    >>> read("Ann Lee, Staff writer, and Bob Ray | 5 May 2021")
    ('Ann Lee and Bob Ray', ('Ann Lee', 'Bob Ray'))
    >>> read("Rain over the valley"), read("ORF.at"), read("ORF.at", labelled=True)
    (None, None, ('ORF.at', ('ORF.at',)))
    """
    if len(text) - start > MAX_CHARS:
        return None
    found = chunks_of(text, start, words, look_up, labelled)
    found = [
        c._replace(kind="house") if c.kind in ("name", "word") and fold(text[c.start : c.end]) in houses else c
        for c in found
    ]
    inner = next((n for n, chunk in enumerate(found) if chunk.labelled and chunk.kind != "label"), None)
    if not labelled and inner is not None:
        if any(chunk.kind == "photo" for chunk in found[:inner]):
            return None
        found, labelled = found[inner:], True
    chunks = settle(text, found, labelled)
    signs = [n for n, chunk in enumerate(chunks) if chunk.kind in SIGNS]
    if not signs:
        return None
    kinds = {chunk.kind for chunk in chunks}
    days = [text[chunk.start : chunk.end] for chunk in chunks if chunk.kind == "date"]
    if not labelled and days and not any(map(str.isdigit, "".join(days))):
        return None
    if not labelled and (
        kinds & {"other", "foreign", "photo"} or ("/" in text and "date" not in kinds and {"name", "agency"} <= kinds)
    ):
        return None
    if any(chunks[n].end - chunks[n].start > MAX_NAME_CHARS for n in signs):
        return None
    if labelled and not {chunk.kind for chunk in chunks[: signs[0]]} <= {"role", "date", "house", "button", "label"}:
        return None
    return credit_of(text, chunks, signs, words)


def chunks_of(text: str, start: int, words: Words, look_up: LookUp, labelled: bool) -> list[Chunk]:
    """What the parts of a text from an offset on are made of, in order."""
    chunks: list[Chunk] = []
    named = False
    for begin, end, is_day in parts_of(text, start, words):
        if len(chunks) >= MAX_CHUNKS:
            break
        if is_day:
            chunks.append(Chunk(begin, end, "date"))
        if is_day or begin >= end:
            continue
        if twice := _TWICE_RE.match(text, begin, end):
            begin = twice.end("name")
        part = text[begin:end]
        whole, own = told(part, words, look_up) if begin > start or not labelled else ("", 0)
        if whole == "foreign" and not own and chunks and chunks[-1].kind == "name":
            if words.tag_of(part) in ("R", "r") and text[begin - 2 : begin].strip() == ",":
                whole = "role"
            else:
                chunks[-1] = chunks[-1]._replace(kind="other")
        if whole:
            kind = "role" if whole == "label" and named else "photo" if whole == "foreign" and not own else whole
            chunks.append(Chunk(begin, end, kind))
            continue
        if text[end : end + 2].strip()[:1] in (":", "：") and (space := _LAST_SPACE_RE.search(part)):
            end = begin + space.start()
            if told(text[end:].strip().split(" ")[0], words, look_up)[0] in ("foreign", "label"):
                chunks += scan(text, *trimmed(text, begin + own, end), words, named)
                return [*chunks, Chunk(end, end, "foreign")]
            end = begin + len(part)
        labelled_here = own > 0 or (bool(chunks) and chunks[-1].kind == "label")
        for chunk in sound(text, scan(text, *trimmed(text, begin + own, end), words, named), end, look_up):
            if chunk.kind == "title" and chunks and chunks[-1].kind == "name":
                chunks[-1] = chunks[-1]._replace(end=chunk.end)
                continue
            labelled_here = labelled_here or chunk.kind == "label"
            if chunk.kind == "foreign" and chunks and chunks[-1].end == chunk.start:
                chunks[-1] = chunks[-1]._replace(kind="other")
            chunks.append(chunk._replace(labelled=labelled_here))
            named = named or chunk.kind == "name"
    return chunks


def sound(text: str, chunks: Iterator[Chunk], end: int, look_up: LookUp) -> Iterator[Chunk]:
    """The chunks of a part that ends at an offset, a button behind them told from other words."""
    for chunk in chunks:
        if chunk.kind == "other" and look_up(text[chunk.start : end]).lines:
            yield chunk._replace(end=end, kind="button")
            return
        yield chunk


def told(part: str, words: Words, look_up: LookUp) -> tuple[str, int]:
    """What the lexicon says of a part: "foreign", "button", "label" or "", and where its byline label ends."""
    hit = look_up(part)
    own = label_end(part, words, look_up)
    if "credit.agencies" in hit.lines and part not in words.exact:
        return "foreign", 0
    other = max((at for topic, at in hit.starts if topic in FOREIGN), default=0)
    if part[other:].strip()[:1] not in (":", "：") and words.tag_of(part[:other].strip()) in ("K", "k"):
        other = 0
    if other >= max(own, 1):
        return "foreign", int(bool(part[other:].strip(_TRIM)))
    if hit.lines and not hit.lines & {"byline.desks", "credit.lines", "credit.agencies"}:
        return "button", 0
    return ("label" if own and not part[own:].strip(_TRIM) else ""), own


def label_end(text: str, words: Words, look_up: LookUp) -> int:
    """Where the byline label that a text starts with ends; 0 where it starts with none."""
    end = look_up(text).after("byline.labels")
    if not end and text[:1] in words.short_labels and text[1:2] in SHORT_LABEL_MARKS:
        return 1
    glued = None if end else _GLUED_LABEL_RE.match(text)
    return glued.end() if glued and words.tag_of(glued[0]) == "L" else end


def parts_of(text: str, start: int, words: Words) -> Iterator[tuple[int, int, bool]]:
    """The parts of a text between its marks and around its days, trimmed; the days themselves too, marked as such."""
    at = start
    days = [d.span for d in dated_in(text, load_words(words.language))] if any(map(str.isdigit, text[start:])) else []
    for begin, end in [*(span for span in days if span[1] > start), (len(text), len(text))]:
        piece = at
        for match in SEPARATOR_RE.finditer(text, at, max(at, begin)):
            yield *trimmed(text, piece, match.start()), False
            piece = match.end()
        yield *trimmed(text, piece, max(at, begin)), False
        if begin < end:
            yield max(start, begin), end, True
        at = max(at, end)


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without the white space and marks around it; the full stop of an initial or title stays."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        if text[end - 1] == ".":
            word = text[start:end].rsplit(" ", 1)[-1].lower()
            if len(word) == 2 or "." in word[:-1] or word in stopped_titles():
                break
        end -= 1
    return start, end


@cache
def stopped_titles() -> frozenset[str]:
    """The titles that are printed with a full stop ("jr.", "prof."), in small letters."""
    return frozenset(title.lower() for title in read_topics("any")["byline.titles"] if title.endswith("."))


def has_stop(text: str) -> bool:
    """Whether a text ends in the full stop of an initial or a title.

    >>> has_stop("R. Hobb, J.D."), has_stop("The rain fell.")
    (True, False)
    """
    return text.endswith(".") and trimmed(text, 0, len(text))[1] == len(text)


def is_twice(text: str) -> bool:
    """Whether a text ends in a name that is printed twice, as of a portrait and under it."""
    return _TWICE_RE.match(text) is not None


def scan(text: str, start: int, end: int, words: Words, named: bool) -> Iterator[Chunk]:
    """What a part without marks is made of: the patterns of tags that fit, one after the other."""
    tokens = list(joined(tagged(text, start, end, words), text, words))
    if not tokens:
        return
    tags = ("+" if named else "^") + "".join(tag for tag, _, _ in tokens)
    for match in _CHUNK_RE.finditer(tags, 1):
        kind = match.lastgroup.rstrip("0123456789") if match.lastgroup else "other"
        stop = tokens[match.end() - 2][2]
        if kind in ("name", "title") and text[stop:end] == ".":
            stop = end
        yield Chunk(tokens[match.start() - 1][1], stop, kind)


Token = tuple[str, int, int]


def tagged(text: str, start: int, end: int, words: Words) -> list[Token]:
    """The words of a part with their tags: those of the table, else by their shape."""
    raw = [piece for match in _TOKEN_RE.finditer(text, start, end) for piece in split_token(match, words)]
    keys = [fold(text[a:b]).rstrip(".") for _, a, b in raw]
    texts = [text[a:b] for _, a, b in raw]
    tokens: list[Token] = []
    at = 0
    while at < len(raw):
        shape, first, last = raw[at]
        tag, size = words.tag_at(keys, texts, at) if shape not in ("I", "9", "D") else ("", 1)
        if tag == "t" and texts[at][0].isupper() and not (tokens and tokens[-1][0] in "9tdD"):
            tag = ""
        if not tag:
            tag = shape if len(shape) == 1 else shape_of(texts[at], words)
        if words.kana and tag in "Ee" and tokens and tokens[-1][0] in "Ee" and first == tokens[-1][2] + 1:
            begin = tokens[-1][1]
            if last - begin <= MAX_SPACED_CHARS and _JAPANESE_NAME_RE.fullmatch(text, begin, last):
                tag, first = "E", tokens.pop()[1]
        tokens.append((tag, first, raw[at + size - 1][2]))
        at += size
    return tokens


def split_token(match: regex.Match[str], words: Words) -> Iterator[Token]:
    """A token as (its tag or "", start, end), cut where a rendering glued two or a script joins them."""
    start, end, text = match.start(), match.end(), match[0]
    kind = match.lastgroup
    if kind == "east":
        yield from split_east(text, start, words)
    elif kind == "word" and (cut := glue_of(text, words)):
        yield "", start, start + cut
        yield "@" if text[cut] == "@" else "9" if text[cut].isdigit() else "", start + cut, end
    else:
        tag = {"contact": "@", "host": "h", "number": "9", "age": "D", "initial": "I", "mark": "q"}.get(str(kind), "")
        if kind == "mark" and text in "&+·・":
            tag = "J"
        elif kind == "mark" and text in "\"“”„'’.":
            return
        yield tag, start, end


def glue_of(text: str, words: Words) -> int:
    """Where a word begins that the rendering glued to a name: "SamDecember", "PTILast", "Kinsella2"; 0 for none."""
    if text.isalpha() and text[1:].islower():
        return 0
    for match in _GLUE_RE.finditer(text):
        tail = text[match.start() :]
        head = text[: match.start()]
        if (
            tail[0] in "@0123456789"
            or words.tag_of(tail) in GLUED
            or words.tag_of(head) == "L"
            or fold(tail) in words.function
        ):
            return match.start()
    return 0


def split_east(text: str, start: int, words: Words) -> Iterator[Token]:
    """A run of Han, kana or Hangul, cut before what makes a name of the rest, and at words that join names."""
    if words.tag_of(text):
        yield "", start, start + len(text)
        return
    ending = next((s for s in words.endings if text.endswith(s) and len(text) > len(s)), "")
    size, at = len(text) - len(ending), 0
    for match in [*_TIGHT_RE.finditer(text, 0, size), None]:
        stop = match.start() if match else size
        if at < stop:
            yield shape_of(text[at:stop], words), start + at, start + stop
        if match:
            yield "J", start + stop, start + match.end()
            at = match.end()
    if ending:
        yield "X" if ending in words.foreign else "S", start + size, start + len(text)


def shape_of(word: str, words: Words) -> str:
    """The tag of a word that the table does not have."""
    key = fold(word)
    if not word.isascii():
        if _EAST_RE.match(word):
            if _HANGUL_RE.match(word):
                return "G" if 2 <= len(word) <= 4 and key not in words.function else "g"
            return "E" if is_eastern_name(word, words) else "e"
        if not _CASED_RE.search(word):
            return "f" if key in words.function else "U"
    if word[0].islower():
        if key in words.particles:
            return "p"
        if key in words.function or len(word) == 1:
            return "f"
        elided = next((p for p in words.elided if key.startswith(p)), "")
        if elided and word[len(elided) :][:1].isupper():
            return "N"
        return "x" if not word.islower() and len(word) > MAX_FUNCTION_CHARS else "w"
    if 1 < len(word) <= MAX_FUNCTION_CHARS and key in words.function and key not in words.particles:
        return "F"
    if len(word) == 1:
        return "I"
    if word.isupper() or any(map(str.isdigit, word)):
        is_acronym = len(word) <= MAX_ACRONYM_CHARS and not _VOWEL_RE.search(word) and len(word) > 2
        return "c" if is_acronym or any(map(str.isdigit, word)) else "C"
    return "N"


def is_eastern_name(text: str, words: Words) -> bool:
    """Whether Han and kana have the shape of a name."""
    japanese = (words.kana or _KANA_RE.search(text)) and _JAPANESE_NAME_RE.fullmatch(text)
    if japanese and text.startswith(words.surnames) and len(text) <= MAX_SPACED_CHARS:
        return True
    if not japanese and not _HAN_NAME_RE.fullmatch(text):
        return False
    return not _OF_RE.search(text) and not any(w in text for w in words.function if len(w) > 1 or w == text)


def joined(tokens: list[Token], text: str, words: Words) -> Iterator[Token]:
    """Tokens in which a joining word inside a name is a particle ("von und zu", "Ortega y Gasset"), and a letter that
    hangs on the next word (Arabic, Hebrew) joins names of two words each."""
    tags = "".join([tag for tag, _, _ in tokens])
    if "J" not in tags and "UUU" not in tags:
        yield from tokens
        return
    for n, (tag, start, end) in enumerate(tokens):
        before, after = tags[:n].rpartition("J")[2], tags[n + 1 :].partition("J")[0]
        if tag == "J" and (before[-1:] == "p" or (end - start == 1 and is_inside(before, after))):
            yield "p", start, end
        elif (
            tag == "U"
            and text[start] in words.hanging
            and end - start >= MIN_HUNG_CHARS
            and before[-2:] == "UU"
            and after
        ):
            yield "J", start, start + 1
            yield "U", start + 1, end
        else:
            yield tag, start, end


def is_inside(before: str, after: str) -> bool:
    """Whether a letter between words, known by their tags, joins no two names, as one side has less than two words."""
    is_between = before[-1:] in CAPITALS and after[:1] in CAPITALS
    return bool(before and after) and is_between and min(len(before), len(after)) < 2


def settle(text: str, chunks: Sequence[Chunk], labelled: bool) -> list[Chunk]:
    """The chunks once they know of each other: which names sign, and what is a house, a place or no part of this."""
    if labelled:
        chunks = until_strange(chunks)
    chunks = until_date(chunks, labelled)
    eastern = by_ending(text, chunks)
    full = any(chunk.kind in ("name", "agency", "desk") for chunk in eastern)
    dated = any(chunk.kind == "date" for chunk in chunks)
    settled: list[Chunk] = []
    for n, chunk in enumerate(eastern):
        before, after = eastern[n - 1] if n else None, eastern[n + 1] if n + 1 < len(eastern) else None
        joins = [c for c in (before, after) if c and c.kind == "join"]
        kind, signed = chunk.kind, any(c.kind in SIGNS for c in settled)
        under = labelled or chunk.labelled
        gap = text[before.end : chunk.start] if before else ""
        if kind == "word":
            kind = "name" if under and (joins or not full) else "place" if full else "other"
        elif kind == "other" and signed and text[chunk.start : chunk.end].isalpha() and is_dash(gap):
            kind = "house"
        elif kind == "other" and under and not n and is_handle(text[chunk.start : chunk.end], after):
            kind = "name"
        elif kind == "host":
            kind = "house" if full or not under else "host"
        elif kind == "house" and not full and not signed and (under or dated):
            kind = "desk"
        elif kind == "name" and signed and before and roles_before(eastern[:n]) and not joins:
            kind = "name" if after and after.kind == "role" else "house"
        settled.append(chunk if kind == chunk.kind else chunk._replace(kind=kind))
    return settled


def is_handle(text: str, after: Chunk | None) -> bool:
    """Whether a word in small letters right behind a label is who signs."""
    small = text.islower() and text.isalnum() and text[0].isalpha()
    return small and len(text) >= MIN_HANDLE_CHARS and after is not None and after.kind in ("date", "join")


def is_dash(gap: str) -> bool:
    """Whether a dash or bar parts two chunks."""
    return gap.strip() in ("-", "–", "—", "|", "·", "•")


def roles_before(chunks: Sequence[Chunk]) -> bool:
    """Whether the last of some chunks, places aside, is a role."""
    kinds = [chunk.kind for chunk in chunks if chunk.kind != "place"]
    return bool(kinds) and kinds[-1] == "role"


def until_strange(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Chunks up to the first, after one that signs, that is no part of a credit."""
    signed = False
    for n, chunk in enumerate(chunks):
        signed = signed or chunk.kind in SIGNS or chunk.kind in ("word", "house")
        if chunk.kind in ("foreign", "photo") or (signed and chunk.kind == "label"):
            return chunks[:n]
        if signed and chunk.kind == "other":
            return chunks[: n + 1]
    return chunks


def until_date(chunks: Sequence[Chunk], labelled: bool) -> Sequence[Chunk]:
    """Chunks up to the first date that follows a name; under a label, that follows anything."""
    for n, chunk in enumerate(chunks):
        if n and chunk.kind == "date" and (labelled or any(c.kind in SIGNS for c in chunks[:n])):
            later = next((m for m in range(n + 1, len(chunks)) if chunks[m].kind != "date"), len(chunks))
            return chunks[:later]
    return chunks


def by_ending(text: str, chunks: Sequence[Chunk]) -> list[Chunk]:
    """Chunks in which, where an ending or a label marks some Eastern names, those apart from them are houses."""
    marked = [
        n for n, chunk in enumerate(chunks)
        if chunk.kind == "name" and _EAST_RE.match(text[chunk.start])
        and (chunk.labelled or (n + 1 < len(chunks) and chunks[n + 1].kind == "role"))
    ]  # fmt: skip
    out = list(chunks)
    if not marked:
        return out
    names = [n for n, chunk in enumerate(chunks) if chunk.kind == "name"]
    signing = set(marked)
    for order in (list(pairwise(names)), [(b, a) for a, b in pairwise(names)][::-1]):
        for n, near in order:
            if n in signing and is_list(text[chunks[min(n, near)].end : chunks[max(n, near)].start], chunks, n, near):
                signing.add(near)
    for n, chunk in enumerate(chunks):
        if chunk.kind in ("name", "other") and n not in signing and _EAST_RE.match(text[chunk.start]):
            out[n] = chunk._replace(kind="house")
    return out


def is_list(gap: str, chunks: Sequence[Chunk], first: int, second: int) -> bool:
    """Whether what stands between two names lists them: a comma, a dot, a space, a joining word."""
    between = chunks[min(first, second) + 1 : max(first, second)]
    return gap.strip() in ("", ",", "，", "、", "·", "・") or [chunk.kind for chunk in between] == ["join"]


def credit_of(text: str, chunks: Sequence[Chunk], signs: Sequence[int], words: Words) -> Credit:
    """A credit put together from the chunks that sign."""
    parts: list[str] = []
    authors: list[str] = []
    last_end = 0
    for n in signs:
        chunk = chunks[n]
        name, gap = text[chunk.start : chunk.end], text[last_end : chunk.start] if parts else ""
        if name in authors or (authors and chunk.kind != "name" and not signs_too(chunks, n, text, len(authors))):
            continue
        if parts:
            between = {c.kind for c in chunks if last_end <= c.start < chunk.start}
            parts.append(
                gap
                if between <= {"join"} and not set(gap) & set(_BRACKETS) and "\u200b" not in gap
                else joint(text, chunks, last_end, chunk.start)
            )
        parts.append(name)
        authors.append(name)
        last_end = chunk.end
    first, last = signs[0], signs[-1]
    while last + 1 < len(chunks) and chunks[last + 1].kind in COMPANY:
        last += 1
    while first and chunks[first - 1].kind in ("role", "house", "button", "label"):
        first -= 1
    kinds = frozenset(chunk.kind for chunk in chunks)
    people = sum(chunks[n].kind == "name" for n in signs)
    surname = all(has_surname(author, words) for author in authors)
    labelled = any(chunks[n].labelled for n in signs)
    span = (chunks[first].start, chunks[last].end)
    return Credit("".join(parts), tuple(authors), span, kinds, people, surname, labelled)


def has_surname(name: str, words: Words) -> bool:
    """Whether a name of Han or Hangul starts with a family name, or has kana behind two ideographs.

    >>> from newsclean.fields.words import words_of
    >>> words = words_of("zh-cn")
    >>> has_surname("林青山", words), has_surname("大字号", words)
    (True, False)
    """
    return name.startswith(words.surnames) or bool(_KANA_NAME_RE.fullmatch(name))


def leading_name(text: str, words: Words) -> Span | None:
    """The name that a text starts with: its first words with capitals, two to four of them.

    >>> from newsclean.fields.words import words_of
    >>> leading_name("Ann Lee is a reporter.", words_of("en")), leading_name("Rain fell.", words_of("en"))
    ((0, 7), None)
    """
    if not may_lead(text, words):
        return None
    mark = _NO_NAME_RE.search(text, 0, MAX_NAME_CHARS)
    end = mark.start() if mark else min(len(text), MAX_NAME_CHARS)
    tokens = list(joined(tagged(text, 0, end, words), text, words))
    match = _LEADING_RE.match("".join(tag for tag, _, _ in tokens))
    if not match or tokens[match.end() - 1][2] > MAX_NAME_CHARS - 1 or text[: tokens[match.end() - 1][2]].isupper():
        return None
    return 0, tokens[match.end() - 1][2]


def may_lead(text: str, words: Words) -> bool:
    """Whether a text could start with a name: a cheap look before the costly one.

    >>> from newsclean.fields.words import words_of
    >>> may_lead("Ann Lee is a reporter.", words_of("en")), may_lead("The mayor is a reporter.", words_of("en"))
    (True, False)
    """
    return _MAY_LEAD_RE.match(text) is not None and fold(text.split(" ", 1)[0]) not in words.function


def is_beside_names(text: str, words: Words, kind: str) -> bool:
    """Whether a line is of a kind ("role"), or of any that may stand beside names and is none: a role, an address.

    >>> from newsclean.fields.words import words_of
    >>> words = words_of("en")
    >>> is_beside_names("Senior reporter", words, "role"), is_beside_names("Rain fell", words, "")
    (True, False)
    """
    found = next(scan(text, *trimmed(text, 0, min(len(text), MAX_CHARS)), words, named=True), None)
    if found is None or kind:
        return found is not None and found.kind == kind
    first = text[:MAX_ROLE_CHARS].split(" ")[:MAX_WORDS_OF_ROLE]
    return found.kind in ("role", "contact") or any(words.tag_of(word.strip(",.")) in ("R", "r") for word in first)


def signs_too(chunks: Sequence[Chunk], n: int, text: str, authors: int) -> bool:
    """Whether an agency or desk behind a name signs with it, by what stands between: a dash or bar parts a name from
    the house it works for, and after a comma only what the lexicon knows is an author.
    """
    gap = text[chunks[n - 1].end : chunks[n].start].strip() if n else ""
    listed = chunks[n].kind == "agency" and gap != "" and not is_dash(gap)
    return chunks[n - 1].kind == "join" or gap == "/" or listed


def joint(text: str, chunks: Sequence[Chunk], start: int, end: int) -> str:
    """What joins two names once a role or place between them is taken off: the joining word, or a comma."""
    word = next((text[c.start : c.end] for c in chunks if c.kind == "join" and start <= c.start < end), "")
    return f" {word} " if word else ", "
