"""A line that may be a byline, taken apart: names, desks and agencies, and what stands beside them.

The line is cut at its marks and joining words. Of each part, what hangs on behind the name (a date, a role, a place, a
contact, a button) is taken off, and the rest is a name, an agency, a desk, a house or something else. Work is bounded:
a line has at most MAX_ATOMS atoms of bounded length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from newsclean.fields.names import (
    MAX_ATOMS,
    Words,
    is_agency,
    is_desk,
    is_known_desk,
    is_month,
    is_name,
    is_role,
    is_site,
    split_names,
)
from newsclean.lexicon import Lexicon, fold, label_key

Kind = Literal[
    "name", "word", "agency", "desk", "site", "role", "place", "date", "contact", "button", "org", "photo", "other"
]
SIGNS: frozenset[Kind] = frozenset(("name", "agency", "desk", "site"))
HOUSES: frozenset[Kind] = frozenset(("agency", "org", "site", "desk"))
STRANGE: frozenset[Kind] = frozenset(("other", "photo"))
COMPANY: frozenset[Kind] = frozenset(("role", "place", "contact", "button", "org"))
NOT_AUTHORS = frozenset(
    ("credit.labels", "caption.labels", "byline.minor", "related.starts", "tags.labels", "footer.starts")
)
MAX_ATOM_CHARS, MAX_BUTTON_CHARS, MAX_READ_CHARS = 90, 30, 400
MIN_HANDLE_CHARS = 4
MAX_WORDS_AFTER = 3
"""So many words behind a name may be a place, or be cut off a name under a label."""

MAX_AGENCY_WORDS = 3

_SEPARATOR_RE = regex.compile(
    r"\s*[|｜•∙⋅~●▪◆■›»«,，、،;；/／()（）\[\]［］【】〔〕<>〈〉\t]+\s*|\s*[:：](?!\d)\s*|\s+[·・.]\s+|(?<=\p{Ll}{4})\.\s+(?=\p{Lu})|(?<=\s)[·・]|[·](?=\s)|\s+[-–—―~‑]+\s*|\s*[–—―]+\s+|[—―]|(?<=\p{L})-\s+|\s{2,}|\s*[=＝]\s*"
)
_GLUE_RE = regex.compile(
    r"(?<=\p{Ll}|\p{Lu}{2})(?=\p{Lu}\p{Ll})|(?<=\p{Ll})(?=\p{Lu}{2})|(?<=[\p{L}.])(?=\p{N})|(?<=\p{L})(?=@)"
)
_TWICE_RE = regex.compile(r"(?:^|.* )(?P<name>\p{Lu}\S+(?: \S+){0,3}) ?(?P=name)$")
DATE_RE = regex.compile(
    r"\p{N}{1,4}\s?[-./]\s?\p{N}{1,2}\s?[-./]\s?\p{N}{2,4}"
    r"|(?<![\p{Sc}\p{N}.,])(?:[01]?\p{N}|2[0-3])\s?[:.hH時시점]\s?[0-5]\p{N}\b"
    r"|\p{N}{1,4}\s?[年月日년월일]"
    r"|\p{N}{1,2}\S{0,2} (?:\p{L}[\p{L}\p{M}]+\.?,? ){1,2}\p{N}{4}"
    r"|\p{L}[\p{L}\p{M}]+\.?,? \p{N}{1,2}(?:st|nd|rd|th)?,? \p{N}{4}"
)
"""A date or time by its shape alone; month names need not be known."""
_COLON_RE = regex.compile(r"[:：](?!\p{N})(?=.{12}|\s*\p{Han})")
_NEXT_LABEL_RE = regex.compile(r"[,，/／;；、|·()（）]\s*[\p{L}·]+(?: \p{L}+)?\s*[:：](?!\p{N})")
_COLON_WORD_RE = regex.compile(r"(?<=\s)\p{L}+\s?[:：]")
_DIGIT_RE = regex.compile(r"\p{N}")
_CODE_RE = regex.compile(r"\p{L}{1,2}\p{N}{1,2}$")
_CASED_RE = regex.compile(r"[\p{Lu}\p{Ll}]|\p{Hangul}")
_NO_SPACE_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
_HAN_RE = regex.compile(r"\p{Han}")
_HANGUL_RE = regex.compile(r"\p{Hangul}")
_INITIALS_RE = regex.compile(r"\p{Ll}{1,4}\.?$")
_ACRONYM_RE = regex.compile(r"\p{Lu}[\p{Lu}\p{N}&.\-]{1,7}$")
_WORD_RE = regex.compile(r"\S+")
_TRIM = " \t\u00a0.,:;*_\"'“”„–—-…!?#→>"


@dataclass(frozen=True, slots=True)
class Atom:
    """A part [start, end) of a line's text, and what it is."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line says of who wrote: the byline as printed, its authors, where it stands, and what stands beside it."""

    value: str
    authors: tuple[str, ...]
    span: tuple[int, int]
    kinds: frozenset[str]
    people: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """What a line is read with: its language's words, and whether a byline label stands before."""

    words: Words
    lexicon: Lexicon
    labelled: bool


def read_credit(text: str, start: int, words: Words, lexicon: Lexicon, labelled: bool = False) -> Credit | None:
    """The credit that a text from an offset on is, or None where it is something else.

    labelled: whether a byline label stands before the offset; then one word can be a name, and a desk be unknown.

    >>> from newsclean.fields.names import words_of
    >>> from newsclean.lexicon import load_lexicon
    >>> def read(text, labelled=False):
    ...     credit = read_credit(text, 0, words_of("en"), load_lexicon("en"), labelled)
    ...     return credit and (credit.value, credit.authors)
    >>> read("Ann Lee, Staff writer, and Bob Ray | 5 May 2021")
    ('Ann Lee and Bob Ray', ('Ann Lee', 'Bob Ray'))
    >>> read("Rain over the valley"), read("ORF.at"), read("ORF.at", labelled=True)
    (None, None, ('ORF.at', ('ORF.at',)))
    """
    if len(text) - start > MAX_READ_CHARS:
        return None
    if labelled:
        text = text[: next_label(text, start, lexicon)]
    elif (colon := _COLON_RE.search(text)) and last_key(text[: colon.start()]) not in words.date_labels:
        return None
    reader = Reader(words, lexicon, labelled)
    atoms = settle(text, atoms_of(text, start, reader), reader)
    signs = [n for n, atom in enumerate(atoms) if atom.kind in SIGNS]
    kinds = {atom.kind for atom in atoms}
    if not signs or "photo" in kinds:
        return None
    before = {atom.kind for atom in atoms[: signs[0]]}
    if labelled:
        return credit_of(text, atoms, signs, reader) if before <= {"role", "date", "org", "button"} else None
    dated = next((atom.start for atom in atoms if atom.kind == "date"), -1)
    slashed = "/" in text and kinds & HOUSES - {"desk"} and ("name" in kinds or "desk" not in kinds)
    if kinds & STRANGE or slashed or (dated >= 0 and not has_date(text[dated:], words)):
        return None
    return credit_of(text, atoms, signs, reader)


def next_label(text: str, start: int, lexicon: Lexicon) -> int:
    """Where somebody else's credit begins in a list of them ("취재 : 박재현, 편집 : 정용희"), or the text's end."""
    match = _NEXT_LABEL_RE.search(text, start)
    end = match.start() if match else len(text)
    words = (m for m in _COLON_WORD_RE.finditer(text, start, end) if m.start() > start)
    others = (m for m in words if any(topic in NOT_AUTHORS for topic, _ in lexicon.look_up(m[0]).starts))
    return next((m.start() for m in others), end)


def last_key(text: str) -> str:
    """The last word of a text, folded."""
    return fold(text.rsplit(" ", 1)[-1]).strip("|·.- ")


def settle(text: str, atoms: list[Atom], reader: Reader) -> list[Atom]:
    """The atoms, once they know of each other.

    One word beside a full name is a place, alone under a label a name. What stands after a date is not read where a
    label or a name is before it, nor, under a label, what follows other words after a name. Behind a role stands a
    house, unless a role or "and" tells.
    """
    dates = (n for n, atom in enumerate(atoms) if n and atom.kind == "date")
    end = next(dates, len(atoms)) + 1
    if reader.labelled or any(atom.kind == "name" for atom in atoms[:end]):
        atoms = atoms[:end]
    if reader.labelled:
        named = (n for n, atom in enumerate(atoms) if atom.kind == "other" and any(a.kind in SIGNS for a in atoms[:n]))
        atoms = atoms[: next(named, len(atoms)) + 1]
    full = any(atom.kind in ("name", "agency", "desk") for atom in atoms)
    settled: list[Atom] = []
    for n, atom in enumerate(atoms):
        kind, names = atom.kind, sum(a.kind in SIGNS for a in settled)
        before, after = atoms[n - 1] if n else None, atoms[n + 1] if n + 1 < len(atoms) else None
        joined = (before and is_join(text[before.end : atom.start])) or (
            after and is_join(text[atom.end : after.start])
        )
        if kind == "word" and text[atom.start].islower() and not joined and not (after and after.kind == "date"):
            kind = "other"
        elif kind == "word":
            kind = "name" if reader.labelled and (joined or not full) else "place" if full else "other"
        elif kind == "site" and (full or not reader.labelled):
            kind = "org"
        elif kind == "org" and reader.labelled and (names > 1 or (not names and (joined or not full))):
            kind = "desk"
        elif kind == "name" and names and before and [a.kind for a in atoms[:n] if a.kind != "place"][-1] == "role":
            gap = text[before.end : atom.start]
            kind = "name" if (after and after.kind == "role") or (is_join(gap) and "," in gap) else "org"
        settled.append(replace(atom, kind=kind))
    return settled


def is_join(gap: str) -> bool:
    """Whether what stands between two parts is a word or mark that joins them."""
    return any(map(str.isalpha, gap)) or gap.strip() in ("&", "+")


def credit_of(text: str, atoms: list[Atom], signs: list[int], reader: Reader) -> Credit:
    """A credit put together from the atoms that sign."""
    parts: list[str] = []
    authors: list[str] = []
    before = -1
    for n in signs:
        atom = atoms[n]
        name, gap = text[atom.start : atom.end], text[atoms[n - 1].end if n else 0 : atom.start]
        if name in authors or (authors and atom.kind != "name" and not signs_too(name, atom, gap, reader, authors)):
            continue
        if parts:
            parts.append(gap if before == n - 1 and "(" not in gap else joint(gap))
        parts.append(name)
        authors.append(name)
        before = n
    first, last = signs[0], signs[-1]
    while last + 1 < len(atoms) and atoms[last + 1].kind in COMPANY:
        last += 1
    while first and atoms[first - 1].kind in ("role", "org", "button"):
        first -= 1
    kinds = frozenset(atom.kind for atom in atoms)
    people = sum(atoms[n].kind == "name" for n in signs)
    return Credit("".join(parts), tuple(authors), (atoms[first].start, atoms[last].end), kinds, people)


def signs_too(name: str, atom: Atom, gap: str, reader: Reader, authors: Sequence[str]) -> bool:
    """Whether an agency or desk behind a name signs with it, by what stands between: a dash or bar parts a name from
    the house it works for, and after a comma only what the lexicon knows is an author.
    """
    if is_join(gap) or gap.strip() == "/":
        return True
    known = atom.kind == "agency" or label_key(name) in reader.words.desks or len(authors) > 1
    return known and gap.strip() not in ("·", "•", "-", "–", "—", "|")


def joint(gap: str) -> str:
    """What stands between two names once a role or place between them is taken off.

    >>> joint(", and "), joint(" | ")
    (' and ', ', ')
    """
    word = gap.strip(" ,;|()[]·•/-")
    return f" {word} " if word else ", "


def atoms_of(text: str, start: int, reader: Reader) -> list[Atom]:
    """The atoms of a text from an offset on, in order; without a label, no further than to what is no part of a byline.

    What says who somebody is, or a title ("Jr."), goes with the name before it.
    """
    atoms: list[Atom] = []
    named = False
    for begin, end in pieces_of(text, start):
        if len(atoms) >= MAX_ATOMS or (atoms and not reader.labelled and atoms[-1].kind in STRANGE):
            break
        piece = text[begin:end]
        if atoms and atoms[-1].kind == "name" and piece.lower() in reader.words.titles:
            atoms[-1] = replace(atoms[-1], end=end)
        elif named and text[begin - 1] == "(" and is_whole_label(piece, reader.lexicon):
            if reader.lexicon.look_up(piece).after("credit.labels"):
                atoms[-1] = replace(atoms[-1], kind="contact")
            atoms.append(Atom(begin, end, "role"))
        elif named and is_tail(piece, reader.words):
            atoms.append(Atom(begin, end, "role"))
        elif named and is_whereabouts(piece, reader.words):
            atoms.append(Atom(begin, end, "place"))
        else:
            atoms += part_atoms(text, begin, end, reader)
            named = named or any(atom.kind == "name" for atom in atoms)
    return atoms[:MAX_ATOMS]


def pieces_of(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The parts of a text between its marks, trimmed."""
    at = start
    for match in [*_SEPARATOR_RE.finditer(text, start), None]:
        begin, end = trimmed(text, at, match.start() if match else len(text))
        if begin < end:
            yield begin, end
        at = match.end() if match else at


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space and marks around it; the full stop of an initial or title stays."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        if text[end - 1] == "." and keeps_stop(text[start:end]):
            break
        end -= 1
    return start, end


def keeps_stop(part: str) -> bool:
    """Whether the full stop at a part's end belongs to its last word: an initial, "Jr."."""
    word = part.rsplit(" ", 1)[-1].lower()
    return len(word) <= 2 or "." in word[:-1] or word in ("jr.", "sr.")


def is_tail(piece: str, words: Words) -> bool:
    """Whether a part after a name says what or where its bearer is: "Consumer Affairs Reporter", "台北報導"."""
    if len(piece) > MAX_ATOM_CHARS or is_agency(piece, words) or _HANGUL_RE.search(piece):
        return False
    if is_role(piece, words):
        return not any(token.lower() in words.joins for token in piece.split())
    return bool(_HAN_RE.match(piece)) and bool(without_suffix(piece, words))


def is_whole_label(piece: str, lexicon: Lexicon) -> bool:
    """Whether a part is a label of authors or photographers as a whole: "Text", "Fotos"."""
    hit = lexicon.look_up(piece)
    return len(piece) in (hit.after("byline.labels"), hit.after("credit.labels"))


def is_whereabouts(piece: str, words: Words) -> bool:
    """Whether a part after a name says where its bearer is: "à Lyon", "in New York"."""
    first, *rest = piece.split(" ", MAX_WORDS_AFTER + 1)
    return (
        0 < len(rest) <= MAX_WORDS_AFTER
        and first.islower()
        and (len(first) == 1 or first in words.function)
        and first not in words.joins
        and all(token[:1].isupper() for token in rest)
    )


def part_atoms(text: str, start: int, end: int, reader: Reader) -> Iterator[Atom]:
    """The atoms of a part without marks: names that words join, and what stands before and behind them."""
    start, end = trimmed(text, start, end)
    if start >= end:
        return
    whole, words = text[start:end], reader.words
    korean = bool(words.suffixes) and _HANGUL_RE.search(whole) is not None
    kind = whole_kind(whole, reader)
    if kind and not (korean and kind == "role"):
        yield Atom(start, end, kind)
        return
    opening = whole.split(" ", 1)[0]
    is_label = start > 0 and not reader.labelled and opening in words.glued_labels
    twice = _TWICE_RE.match(whole) if whole.count(whole.rsplit(" ", 1)[-1]) > 1 else None
    cut = date_start(text, start, end, words)
    if cut < end:
        yield from part_atoms(text, start, cut, reader)
        stop = date_stop(text, cut, end, words)
        yield Atom(cut, stop, "date")
        if stop < end:
            yield from part_atoms(text, stop, end, reader)
    elif len(opening) < len(whole) and (is_label or opening.lower() in words.joins):
        yield from part_atoms(text, start + len(opening) + 1, end, reader)
    elif twice:
        yield from part_atoms(text, start + twice.start("name"), start + twice.end("name"), reader)
        yield Atom(start + twice.end("name"), end, "org")
    elif glued := glued_tail(whole, reader):
        yield from part_atoms(text, start, start + glued[0], reader)
        yield Atom(start + glued[0], end, glued[1])
    elif korean:
        yield from hangul_atoms(text, start, end, reader)
    else:
        for first, last in split_names(whole, words):
            begin, stop = trimmed(text, start + first, start + last)
            kind = whole_kind(text[begin:stop], reader) if stop - begin < end - start else None
            yield from [Atom(begin, stop, kind)] if kind else one_name(text, begin, stop, reader)


def whole_kind(whole: str, reader: Reader) -> Kind | None:
    """What a part is as a whole, where the lexicon or its shape says it."""
    words = reader.words
    if len(whole) > MAX_ATOM_CHARS:
        return "other"
    if "@" in whole and " " not in whole:
        return "contact"
    if is_agency(whole, words):
        return "agency"
    if is_known_desk(whole, words):
        return "desk"
    if is_site(whole):
        return "site"
    if fold(whole) in words.titles:
        return "role"
    if any(token.lower() in words.joins for token in whole.split()):
        return None
    if is_role(whole, words) and not has_name_before_role(whole, words):
        return "role"
    return "desk" if is_desk(whole, words, reader.labelled) and not agency_tail(whole, words) else None


def agency_tail(part: str, words: Words) -> int:
    """Where the agency begins that stands behind a full name with no mark between; 0 where none does."""
    starts = [match.start() for match in _WORD_RE.finditer(part)][2:][-MAX_AGENCY_WORDS:]
    return next((at for at in starts if is_agency(part[at:], words)), 0)


def has_name_before_role(whole: str, words: Words) -> bool:
    """Whether a text that ends in a role has room for a name before it."""
    first = fold(whole.split(" ", 1)[0])
    return (
        whole.count(" ") >= 2
        and whole[0].isupper()
        and fold(whole) not in words.roles
        and first not in words.role_openers | words.role_firsts
    )


def date_start(text: str, start: int, end: int, words: Words) -> int:
    """Where a date or a time begins in a part: at its first number, or the month, weekday or label before it."""
    for match in _WORD_RE.finditer(text, start, end):
        token = match[0]
        digit = _DIGIT_RE.search(token)
        if digit and not _CODE_RE.match(token):
            inside = digit.start() if digit.start() and _CASED_RE.match(token[digit.start() - 1]) else 0
            return back_over_dates(text, start, match.start() + inside, words)
        key = fold(token).strip(".:")
        if match.start() > start and key in words.date_labels and followed_by_date(text, match.end(), words):
            return match.start()
    last = text.rfind(" ", start, end) + 1
    behind_name = text.count(" ", start, last) > 1 and is_month(text[last:end], words)
    return back_over_dates(text, start, end, words) if behind_name else end


def date_stop(text: str, start: int, end: int, words: Words) -> int:
    """Where a date ends that starts a part: before the full name behind its last number, else with the part."""
    stop = start
    for match in _WORD_RE.finditer(text, start, end):
        key = fold(match[0]).strip(".,:")
        if _DIGIT_RE.search(match[0]) or key in words.dates or key in words.common or is_month(key, words):
            stop = match.end()
    rest = text[stop:end].strip()
    is_full = " " in rest and _CASED_RE.match(rest) and is_name(rest, words, 2) and not rest.isupper()
    return stop if is_full or rest.rsplit(" ", 1)[-1] in words.suffixes else end


def followed_by_date(text: str, end: int, words: Words) -> bool:
    """Whether what follows a word that may open a date is nothing, a number, or another such word."""
    after = text[end:].lstrip(" :")
    first = after.split(" ", 1)[0]
    return not after or after[0].isdigit() or fold(first).strip(".:") in words.dates or is_month(first, words)


def back_over_dates(text: str, start: int, at: int, words: Words) -> int:
    """The start of a date whose first number is at an offset: before a month, "on", "Updated" or the like."""
    for _ in range(3):
        before = text[start:at].rstrip(" ,.:")
        glue = [m.start() for m in _GLUE_RE.finditer(before)]
        cut = max(before.rfind(" ") + 1, *glue, 0)
        token = before[cut:]
        key = fold(token).strip(".,:")
        if not before:
            return start
        if not (key in words.dates or key in words.function - words.particles or is_month(token, words)):
            break
        at = start + cut
    return at


def has_date(text: str, words: Words) -> bool:
    """Whether a short text prints a date, a time or an age ("2 hours ago").

    >>> from newsclean.fields.names import words_of
    >>> words = words_of("en")
    >>> has_date("May 5, 2021", words), has_date("2 hours ago", words), has_date("2022 Nissan Pathfinder", words)
    (True, True, False)
    """
    if not _DIGIT_RE.search(text):
        return False
    if DATE_RE.search(text):
        return True
    tokens = [fold(m[0]).strip(".,:|()") for m in _WORD_RE.finditer(text, 0, 120)]
    return any(
        token[:1].isdigit()
        and any(
            near in words.dates or is_month(near, words)
            for near in tokens[max(0, n - 1) : n + 2]
            if not near[:1].isdigit()
        )
        for n, token in enumerate(tokens)
    )


def glued_tail(part: str, reader: Reader) -> tuple[int, Kind] | None:
    """Where a word begins that the rendering glued to a name: "Doric SamDecember 20", "PTILast Updated"."""
    words = reader.words
    for match in _GLUE_RE.finditer(part):
        at = match.start()
        tail, first = part[at:], fold(part[at:].split(" ", 1)[0]).strip(".,:")
        if tail[0] == "@":
            word = part.rfind(" ", 0, at) + 1
            return word if part[word:at].islower() else at, "contact"
        if (at >= 3 and " " in part[:at]) or part[:at] in words.exact_agencies:
            if is_month(first, words) or (first in words.dates and followed_by_date(part, at + len(first), words)):
                return at, "date"
            if is_role(tail, words):
                return at, "role"
            is_brand = fold(part.split(" ", 1)[0]) in words.common  # "Le HuffPost"
            is_site = not is_brand and (first in words.function or first in words.sites)
            if is_site or reader.lexicon.look_up(tail).lines:
                return at, "org"
    return None


def hangul_atoms(text: str, start: int, end: int, reader: Reader) -> Iterator[Atom]:
    """The atoms of a Korean part: names with the word behind them that makes each a byline, and what is left."""
    words = reader.words
    tokens = [(m.start(), m.end(), m[0]) for m in _WORD_RE.finditer(text, start, end)]
    rest, n, named = start, 0, False
    while n < len(tokens):
        first, last, token = tokens[n]
        bare = without_suffix(token, words)
        apart = n + 1 < len(tokens) and tokens[n + 1][2] in words.suffixes and is_name(token, words, 1)
        if apart or (bare and is_name(bare, words, 1)):
            if rest < first:
                yield Atom(*trimmed(text, rest, first), "org")
            width = len(token) if apart else len(bare)
            n += apart
            rest = tokens[n][1]
            yield Atom(first, first + width, "name")
            yield Atom(first + width, rest, "role")
            named = True
        n += 1
    first, last = trimmed(text, rest, end)
    if first >= last:
        return
    if named:
        yield Atom(first, last, "button" if last - first <= MAX_BUTTON_CHARS else "other")
    elif len(tokens) == 2 and _ACRONYM_RE.match(tokens[0][2]) and is_name(tokens[1][2], words, 1):
        yield Atom(first, tokens[0][1], "org")
        yield Atom(tokens[1][0], last, "name")
    else:
        for begin, stop in split_names(text[first:last], words):
            yield Atom(first + begin, first + stop, part_kind(text[first + begin : first + stop], reader))


def one_name(text: str, start: int, end: int, reader: Reader) -> Iterator[Atom]:
    """A part that no word divides: a name, a name with a role or an organisation behind it, or something else."""
    if start >= end:
        return
    part, words = text[start:end], reader.words
    suffixed = without_suffix(part, words)
    if suffixed and (is_name(suffixed, words, 1) or is_desk(suffixed, words, True)):
        yield Atom(start, start + len(suffixed), "name")
        yield Atom(start + len(suffixed), end, "role")
    elif cut := tail_start(part, words, reader.labelled):
        yield from part_atoms(text, start, start + cut[0], reader)
        yield Atom(start + cut[0], end, cut[1])
    else:
        yield Atom(start, end, part_kind(part, reader))


def without_suffix(part: str, words: Words) -> str:
    """A part without the word that stands after a name and makes it a byline; empty where it has none."""
    folded = fold(part)
    for suffix in words.suffixes:
        if "{" not in suffix and folded.endswith(suffix) and len(part) > len(suffix):
            return part[: -len(suffix)].rstrip()
    return ""


def tail_start(part: str, words: Words, labelled: bool) -> tuple[int, Kind] | None:
    """Where what hangs on behind a name begins, and what it is: a place after a preposition, a role, a house."""
    tokens = [(m.start(), m[0]) for m in _WORD_RE.finditer(part)]
    for n, (at, token) in enumerate(tokens[1:], 1):
        key = fold(token)
        if "@" in token:
            return at, "contact"
        if token.islower() and key in words.function - words.particles - words.joins:
            rest = tokens[n + 1 :]
            if n < 2 and rest:
                return None
            return at, "place" if len(rest) <= MAX_WORDS_AFTER and not any(t[0].islower() for _, t in rest) else "other"
        if n >= 2 and labelled and token.islower() and key not in words.particles | words.joins:
            return at, "other"
        if n >= 2 and (key in words.role_firsts or (key in words.role_openers and n + 1 < len(tokens))):
            return at, "role"
    agency = agency_tail(part, words)
    if agency:
        return agency, "org"
    last = fold(tokens[-1][1]).strip(".")
    keep = len(tokens) - (2 if len(tokens) >= 4 else 1)
    if keep >= 2 and (last in words.role_lasts or last in words.desk_heads):
        return tokens[keep][0], "role"
    for at, token in tokens[2:] if not tokens[0][1].isupper() else ():
        if _ACRONYM_RE.match(token) and fold(token) not in words.titles and "." not in token:
            return at, "org"
    return None


def part_kind(part: str, reader: Reader) -> Kind:
    """What a part is that nothing hangs on."""
    words, labelled = reader.words, reader.labelled
    tokens = part.split()
    acronym = _ACRONYM_RE.match(part) is not None
    hit = reader.lexicon.look_up(part)
    if not labelled and (acronym or _INITIALS_RE.match(part)):
        return "org"
    if "credit.agencies" in hit.lines or (_HAN_RE.match(part) and hit.after("credit.labels") == len(part)):
        return "photo"
    if hit.lines and "byline.desks" not in hit.lines:
        return "button"
    if any(topic in NOT_AUTHORS for topic, _ in hit.starts):
        return "other"
    first, last = fold(tokens[0]), fold(tokens[-1]).strip(".")
    if part[0].islower() and not _CODE_RE.match(tokens[0]) and not is_name(part, words, 2):
        handle = labelled and part.isalnum() and len(part) >= MIN_HANDLE_CHARS and first not in words.common
        return "word" if handle else "other"
    if len(tokens) > 1 and (
        (len(first) < 4 and first in words.function - words.particles) or any(map(is_site, tokens))
    ):
        return "org"
    if len(tokens) == 1 and is_month(part, words):
        return "date"
    if not labelled and (first in words.date_labels or is_month(tokens[-1], words)):
        return "button"
    if last in words.sites:
        return "desk" if labelled and len(tokens) > 1 else "org"
    if is_name(part, words, 2) and (labelled or len(tokens) < 5 or any(map(str.islower, tokens))):
        return "name"
    if is_name(part, words, 1):
        return "name" if _NO_SPACE_RE.match(part) else "word"
    shaped = part[0].isupper() or _CODE_RE.match(tokens[0])
    if acronym or len(part) < 3 or (labelled and shaped and 2 <= len(tokens) <= 6 and tokens[-1][0].isupper()):
        return "org"
    return "word" if labelled and part[0].isupper() and part.isalnum() else "other"
