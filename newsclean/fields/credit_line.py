"""A line that may be a byline, taken apart: names, desks and agencies, and what stands beside them.

The line is cut into atoms at its marks and joining words; each atom is a name, an agency, a desk, a role, a place, a
date, a contact, a button or something else. Work is bounded: a line has at most MAX_ATOMS atoms of bounded length.
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
NOT_AUTHORS = frozenset(
    ("credit.labels", "caption.labels", "byline.minor", "related.starts", "tags.labels", "footer.starts")
)
MAX_ATOM_CHARS = 90
MAX_BUTTON_CHARS = 30
MAX_READ_CHARS = 400

_SEPARATOR_RE = regex.compile(
    r"\s*[|｜•∙⋅~●▪◆■›»«,，、،;；/／()（）\[\]［］【】〔〕<>〈〉\t]+\s*|\s*[:：](?!\d)\s*|\s+[·・.]\s+|(?<=\s)[·・]|[·](?=\s)|\s+[-–—―~‑]+\s*|\s*[–—―]+\s+|[—―]|(?<=\p{L})-\s+|\s{2,}|\s*[=＝]\s*"
)
_GLUE_RE = regex.compile(
    r"(?<=\p{Ll}|\p{Lu}{2})(?=\p{Lu}\p{Ll})|(?<=\p{Ll})(?=\p{Lu}{2})|(?<=[\p{L}.])(?=\p{N})|(?<=\p{L})(?=@)"
)
DATE_RE = regex.compile(
    r"\p{N}{1,4}\s?[-./]\s?\p{N}{1,2}\s?[-./]\s?\p{N}{2,4}"
    r"|(?<![\p{Sc}\p{N}.,])(?:[01]?\p{N}|2[0-3])\s?[:.hH時시点]\s?[0-5]\p{N}\b"
    r"|\p{N}{1,4}\s?[年月日년월일]"
    r"|\p{N}{1,2}\S{0,2} (?:\p{L}[\p{L}\p{M}]+\.?,? ){1,2}\p{N}{4}"
    r"|\p{L}[\p{L}\p{M}]+\.?,? \p{N}{1,2}(?:st|nd|rd|th)?,? \p{N}{4}"
)
"""A date or time by its shape alone; month names need not be known."""
_MONTH_FIRST_RE = regex.compile(r"\p{N}{1,2}(?:st|nd|rd|th)?,? \p{N}{4}")
_COLON_RE = regex.compile(r"[:：](?!\p{N})(?=.{12})")
_NEXT_LABEL_RE = regex.compile(r"[,，/／;；、|·()（）]\s*[\p{L}·]+(?: \p{L}+)?\s*[:：](?!\p{N})")
_DIGIT_RE = regex.compile(r"\p{N}")
_CODE_RE = regex.compile(r"\p{L}{1,2}\p{N}{1,2}$")
_CASED_RE = regex.compile(r"[\p{Lu}\p{Ll}]|\p{Hangul}")
MIN_OUTLET_CHARS = 5
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
    labelled: bool = False
    people: int = 0


def read_credit(text: str, start: int, words: Words, lexicon: Lexicon, labelled: bool = False) -> Credit | None:
    """The credit that a text from an offset on is, or None where it is something else.

    labelled: whether a byline label stands before the offset; then one word can be a name, and a desk be unknown.
    """
    if len(text) - start > MAX_READ_CHARS:
        return None
    if labelled:
        text = text[: next_label(text, start)]
    elif (colon := _COLON_RE.search(text)) and fold(text[: colon.start()].rsplit(" ", 1)[-1]).strip(
        "|·.- "
    ) not in words.date_labels:
        return None
    atoms = settle(atoms_of(text, start, words, lexicon, labelled), labelled)
    if labelled:
        atoms = [replace(atom, kind="desk") if is_outlet(text, atom, atoms) else atom for atom in atoms]
    signs = [n for n, atom in enumerate(atoms) if atom.kind in SIGNS]
    if not signs or any(atom.kind == "other" for atom in (atoms if not labelled else atoms[: signs[0]])):
        return None
    if any(atom.kind == "photo" for atom in atoms) or (
        not labelled and "/" in text and any(a.kind in ("agency", "org", "site", "desk") for a in atoms)
    ):
        return None
    dated = next((atom.start for atom in atoms if atom.kind == "date"), -1)
    if dated >= 0 and not labelled and not has_date(text[dated:], words):
        return None
    if labelled and signs[0] > 0 and any(a.kind not in ("role", "date", "org", "button") for a in atoms[: signs[0]]):
        return None
    return credit_of(text, atoms, signs, labelled, words)


def is_outlet(text: str, atom: Atom, atoms: Sequence[Atom]) -> bool:
    """Whether a word without a capital signs beside an agency, as some sites do ("Par euronews avec AFP")."""
    word = text[atom.start : atom.end]
    return (
        atom.kind == "other"
        and word.isalpha()
        and len(word) >= MIN_OUTLET_CHARS
        and any(other.kind == "agency" for other in atoms)
    )


def next_label(text: str, start: int) -> int:
    """Where somebody else's credit begins in a list of them ("취재 : 박재현, 편집 : 정용희"), or the text's end."""
    match = _NEXT_LABEL_RE.search(text, start)
    return match.start() if match else len(text)


def credit_of(text: str, atoms: list[Atom], signs: list[int], labelled: bool, words: Words) -> Credit:
    """A credit put together from the atoms that sign."""
    parts: list[str] = []
    authors: list[str] = []
    before = -1
    for n in signs:
        name = text[atoms[n].start : atoms[n].end]
        if name in authors or (
            authors
            and atoms[n].kind != "name"
            and not signs_too(name, atoms[n], text[atoms[n - 1].end : atoms[n].start], words, len(authors) > 1)
        ):
            continue
        if parts:
            gap = (
                text[atoms[before].end : atoms[n].start] if before == n - 1 else text[atoms[n - 1].end : atoms[n].start]
            )
            parts.append(gap if before == n - 1 else joint(gap))
        parts.append(name)
        authors.append(name)
        before = n
    last = signs[-1]
    while last + 1 < len(atoms) and atoms[last + 1].kind in ("role", "place", "contact", "button", "org"):
        last += 1
    kinds = frozenset(atom.kind for atom in atoms)
    people = sum(atoms[n].kind == "name" for n in signs)
    first = signs[0]
    while first and atoms[first - 1].kind in ("role", "org", "button"):
        first -= 1
    return Credit("".join(parts), tuple(authors), (atoms[first].start, atoms[last].end), kinds, labelled, people)


def signs_too(name: str, atom: Atom, gap: str, words: Words, several: bool) -> bool:
    """Whether an agency or desk behind a name signs with it, by what stands between: a dash or bar parts a name from
    the house it works for, and after a comma only what the lexicon knows is an author.
    """
    if any(map(str.isalpha, gap)) or gap.strip() in ("/", "&"):
        return True
    known = atom.kind == "agency" or label_key(name) in words.desks or several
    return known and gap.strip() not in ("·", "•", "-", "–", "—", "|")


def joint(gap: str) -> str:
    """What stands between two names once a role or place between them is taken off.

    >>> joint(", and "), joint(" | ")
    (' and ', ', ')
    """
    word = gap.strip(" ,;|()[]·•/-")
    return f" {word} " if word else ", "


def settle(atoms: list[Atom], labelled: bool) -> list[Atom]:
    """The atoms, once they know of each other: one word beside a full name is a place, alone under a label a name."""
    if labelled:
        dated = next((n for n, atom in enumerate(atoms) if n and atom.kind == "date"), len(atoms))
        atoms = atoms[: dated + 1]
    full = any(atom.kind in ("name", "agency", "desk") for atom in atoms)
    settled: list[Atom] = []
    site = "org" if full else "site"
    for atom in atoms:
        kind = atom.kind
        if kind == "word":
            kind = "place" if full else ("name" if labelled else "other")
        elif kind == "site":
            kind = "site" if site == "site" and labelled else "org"
        elif kind == "org" and labelled:
            names = sum(a.kind in SIGNS for a in settled)
            kind = "desk" if names > 1 or (not full and not names) else "org"
        settled.append(Atom(atom.start, atom.end, kind))
    return settled


def atoms_of(text: str, start: int, words: Words, lexicon: Lexicon, labelled: bool) -> list[Atom]:
    """The atoms of a text from an offset on, in order."""
    found: list[Atom] = []
    named = False
    for begin, end in pieces_of(text, start):
        begin, end = trimmed(text, begin, end)
        if begin >= end or len(found) >= MAX_ATOMS:
            continue
        if found and found[-1].kind == "name" and text[begin:end].lower() in words.titles:
            found[-1] = Atom(found[-1].start, end, "name")
        elif named and is_tail(text[begin:end], words):
            found.append(Atom(begin, end, "role"))
        else:
            found.extend(piece_atoms(text, begin, end, words, lexicon, labelled))
            named = named or any(atom.kind == "name" for atom in found)
    return found


def is_tail(piece: str, words: Words) -> bool:
    """Whether a part after a name says what or where its bearer is: "Consumer Affairs Reporter", "台北報導"."""
    if not piece.strip() or len(piece) > MAX_ATOM_CHARS or is_agency(piece.strip(), words) or _HANGUL_RE.search(piece):
        return False
    if is_role(piece, words):
        return not any(token.lower() in words.joins for token in piece.split())
    return bool(_HAN_RE.match(piece)) and bool(without_suffix(piece, words))


def pieces_of(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The parts of a text between its marks."""
    at = start
    for match in _SEPARATOR_RE.finditer(text, start):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < len(text):
        yield at, len(text)


def piece_atoms(text: str, start: int, end: int, words: Words, lexicon: Lexicon, labelled: bool) -> Iterator[Atom]:
    """The atoms of a part without marks: names that words join, what follows them, a date, a button."""
    start, end = trimmed(text, start, end)
    if start >= end:
        return
    whole = text[start:end]
    if end - start > MAX_ATOM_CHARS:
        yield Atom(start, end, "other")
        return
    if "@" in whole and " " not in whole:
        yield Atom(start, end, "contact")
        return
    korean = bool(words.suffixes) and _HANGUL_RE.search(whole) is not None
    kind = whole_kind(whole, words, labelled)
    if kind and not (korean and kind == "role"):
        yield Atom(start, end, kind)
        return
    stop = date_start(text, start, end, words)
    if stop < end:
        if stop > start:
            yield from piece_atoms(text, start, stop, words, lexicon, labelled)
        yield Atom(stop, end, "date")
        return
    yield from name_atoms(text, start, end, words, lexicon, labelled)


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


def whole_kind(whole: str, words: Words, labelled: bool) -> Kind | None:
    """What a part is as a whole, where the lexicon or its shape says it."""
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
    return "desk" if is_desk(whole, words, labelled) else None


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
    """Where a date or a time begins in a part: at its first number, month or date label; else its end."""
    for match in _WORD_RE.finditer(text, start, end):
        token = match[0]
        digit = next((n for n, c in enumerate(token) if c.isdigit()), -1)
        if digit >= 0 and not _CODE_RE.match(token):
            at = match.start() + (digit if digit and _CASED_RE.match(token[digit - 1]) else 0)
            return back_over_dates(text, start, at, words)
        if (
            match.start() > start
            and fold(token).strip(".:") in words.date_labels
            and followed_by_date(text, match.end(), words)
        ):
            return match.start()
    return end


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


def followed_by_date(text: str, end: int, words: Words) -> bool:
    """Whether what follows a word that may open a date is nothing, a number, or another such word."""
    after = text[end:].lstrip(" :")
    first = after.split(" ", 1)[0]
    return not after or after[0].isdigit() or fold(first).strip(".:") in words.dates or is_month(first, words)


def back_over_dates(text: str, start: int, at: int, words: Words) -> int:
    """The start of a date whose first number is at an offset: before a month, "on", "Updated" or the like."""
    number = at
    for _ in range(3):
        before = text[start:at].rstrip(" ,.:")
        if not before:
            return start
        cut = (
            max(before.rfind(" "), *(m.start() - 1 - 0 for m in _GLUE_RE.finditer(before)))
            if _GLUE_RE.search(before)
            else before.rfind(" ")
        )
        token = before[cut + 1 :]
        key = fold(token).strip(".,:")
        known = (
            key in words.dates
            or (key in words.function and key not in words.particles)
            or is_month(token, words)
            or (at == number and token[:1].isupper() and _MONTH_FIRST_RE.match(text, at) is not None)
        )
        if not known:
            return at
        at = start + cut + 1
    return at


def name_atoms(text: str, start: int, end: int, words: Words, lexicon: Lexicon, labelled: bool) -> Iterator[Atom]:
    """The names in a part that joining words part, each without what hangs on behind it."""
    whole = text[start:end]
    label = next((label for label in words.glued_labels if whole.startswith(f"{label} ")), "")
    if label and start and not labelled:
        yield from name_atoms(text, start + len(label) + 1, end, words, lexicon, labelled)
        return
    opening = whole.split(" ", 1)[0]
    if opening.lower() in words.joins and len(opening) < len(whole):
        yield from name_atoms(text, start + len(opening) + 1, end, words, lexicon, labelled)
        return
    half = len(whole) // 2
    if whole[half] == " " and whole[:half] == whole[half + 1 :]:
        yield from name_atoms(text, start, start + half, words, lexicon, labelled)
        yield Atom(start + half + 1, end, "org")
        return
    glued = glued_tail(whole, words)
    if glued:
        yield from name_atoms(text, start, start + glued[0], words, lexicon, labelled)
        yield Atom(start + glued[0], end, glued[1])
        return
    if words.suffixes and _HANGUL_RE.search(whole):
        yield from hangul_atoms(text, start, end, words, lexicon)
        return
    if (
        is_name(whole, words, 1)
        and not (words.hanging and whole.count(" ") > 2)
        and not any(fold(t) in words.joins for t in whole.split())
    ):
        yield from one_name(text, start, end, words, lexicon, labelled)
        return
    for first, last in split_names(whole, words):
        yield from one_name(text, start + first, start + last, words, lexicon, labelled)


def hangul_atoms(text: str, start: int, end: int, words: Words, lexicon: Lexicon) -> Iterator[Atom]:
    """The atoms of a Korean part: names with the word behind them that makes each a byline, and what is left."""
    tokens = [(m.start(), m.end(), m[0]) for m in _WORD_RE.finditer(text, start, end)]
    names = 0
    rest = start
    n = 0
    while n < len(tokens):
        first, last, token = tokens[n]
        bare = without_suffix(token, words)
        behind = tokens[n + 1][2] if n + 1 < len(tokens) else ""
        if (is_name(token, words, 1) and behind in words.suffixes) or (bare and is_name(bare, words, 1)):
            if rest < first:
                yield Atom(*trimmed(text, rest, first), "org")
            width = len(token) if behind in words.suffixes else len(bare)
            stop = tokens[n + 1][1] if behind in words.suffixes else last
            yield Atom(first, first + width, "name")
            yield Atom(first + width, stop, "role")
            names += 1
            n += 1 if behind in words.suffixes else 0
            rest = stop
        n += 1
    if rest >= end:
        return
    first, last = trimmed(text, rest, end)
    if names:
        yield Atom(first, last, "button" if last - first <= MAX_BUTTON_CHARS else "other")
    elif len(tokens) == 2 and _ACRONYM_RE.match(tokens[0][2]) and is_name(tokens[1][2], words, 1):
        yield Atom(first, tokens[0][1], "org")
        yield Atom(tokens[1][0], last, "name")
    else:
        for begin, stop in split_names(text[first:last], words):
            yield Atom(
                first + begin, first + stop, part_kind(text[first + begin : first + stop], words, lexicon, False)
            )


def one_name(text: str, start: int, end: int, words: Words, lexicon: Lexicon, labelled: bool) -> Iterator[Atom]:
    """A part that no word divides: a name, a name with a role or an organisation behind it, or something else."""
    start, end = trimmed(text, start, end)
    if start >= end:
        return
    part = text[start:end]
    kind = whole_kind(part, words, labelled)
    if kind:
        yield Atom(start, end, kind)
        return
    suffixed = without_suffix(part, words)
    if suffixed and (is_name(suffixed, words, 1) or is_desk(suffixed, words, True)):
        yield Atom(start, start + len(suffixed), "name")
        yield Atom(start + len(suffixed), end, "role")
        return
    cut = tail_start(part, words)
    if cut:
        yield from one_name(text, start, start + cut[0], words, lexicon, labelled)
        yield Atom(start + cut[0], end, cut[1])
        return
    kind = part_kind(part, words, lexicon, labelled)
    if kind == "other" and labelled and (end_of_name := capitals_end(part, words)):
        yield Atom(start, start + end_of_name, "name")
        yield Atom(start + end_of_name + 1, end, "other")
        return
    yield Atom(start, end, kind)


def capitals_end(part: str, words: Words) -> int:
    """Where a full name ends that up to three words without capitals follow ("Ann Lee via logo"), or 0."""
    tokens = part.split(" ")
    first = next((n for n, token in enumerate(tokens) if token[:1].islower() and fold(token) not in words.particles), 0)
    name = " ".join(tokens[:first])
    return len(name) if first >= 2 and len(tokens) - first <= 3 and is_name(name, words, 2) else 0


def without_suffix(part: str, words: Words) -> str:
    """A part without the word that stands after a name and makes it a byline; empty where it has none."""
    folded = fold(part)
    for suffix in words.suffixes:
        if "{" not in suffix and folded.endswith(suffix) and len(part) > len(suffix):
            return part[: -len(suffix)].rstrip()
    return ""


def glued_tail(part: str, words: Words) -> tuple[int, Kind] | None:
    """Where a word begins that the rendering glued to a name: "Doric SamDecember 20", "PTILast Updated"."""
    for match in _GLUE_RE.finditer(part):
        tail = part[match.start() :]
        first = fold(tail.split(" ", 1)[0]).strip(".,:")
        if tail[0] == "@":
            return match.start(), "contact"
        if (match.start() >= 3 and " " in part[: match.start()]) or part[: match.start()] in words.exact_agencies:
            if first in words.dates or is_month(first, words):
                return match.start(), "date"
            if is_role(tail, words):
                return match.start(), "role"
            if first in words.function or first in words.sites:
                return match.start(), "org"
    return None


def tail_start(part: str, words: Words) -> tuple[int, Kind] | None:
    """Where what hangs on behind a name begins: a role, a place after a preposition."""
    tokens = [(m.start(), m[0]) for m in _WORD_RE.finditer(part)]
    for n, (at, token) in enumerate(tokens[1:], 1):
        key = fold(token)
        if key in words.function and key not in words.particles and key not in words.joins and token.islower():
            if n < 2 and len(tokens) > n + 1:
                return None
            rest = tokens[n + 1 :]
            near = len(rest) <= 3 and all(t[0].isupper() or not t[0].islower() for _, t in rest)
            return at, "place" if near else "other"
        if token.startswith("@"):
            return at, "contact"
    return role_tail(tokens, words)


def role_tail(tokens: list[tuple[int, str]], words: Words) -> tuple[int, Kind] | None:
    """Where a role without a mark before it begins: "Thabo Mokone Parliamentary editor", "Kayla Jimenez USA TODAY"."""
    for n, (at, token) in enumerate(tokens):
        if n >= 2 and fold(token) in words.role_firsts:
            return at, "role"
    last = fold(tokens[-1][1]).strip(".")
    if last in words.role_lasts or last in words.desk_heads:
        keep = len(tokens) - 2 if len(tokens) >= 4 else len(tokens) - 1
        if keep >= 2:
            return tokens[keep][0], "role"
    if len(tokens) >= 3 and not tokens[0][1].isupper():
        for n, (at, token) in enumerate(tokens):
            if n >= 2 and _ACRONYM_RE.match(token) and fold(token) not in words.titles and "." not in token:
                return at, "org"
    return None


def part_kind(part: str, words: Words, lexicon: Lexicon, labelled: bool) -> Kind:
    """What a part is that nothing hangs on."""
    if _INITIALS_RE.match(part) and part.islower():
        return "org" if not labelled else "role"
    if _ACRONYM_RE.match(part) and not labelled:
        return "org"
    hit = lexicon.look_up(part)
    if "credit.agencies" in hit.lines:
        return "photo"
    if hit.lines and "byline.desks" not in hit.lines:
        return "button"
    if any(topic in NOT_AUTHORS for topic, _ in hit.starts):
        return "other"
    tokens = part.split()
    if part[0].islower() and not _CODE_RE.match(tokens[0]) and not is_name(part, words, 2):
        return "other"
    if len(tokens) > 1 and (
        (len(tokens[0]) < 4 and fold(tokens[0]) in words.function - words.particles) or any(map(is_site, tokens))
    ):
        return "org"
    if not labelled and (fold(tokens[0]) in words.date_labels or is_month(tokens[-1], words)):
        return "button"
    if len(tokens) == 1 and is_month(part, words):
        return "date"
    if len(part) < 3 and not is_name(part, words, 1):
        return "org"
    if fold(tokens[-1]).strip(".") in words.sites:
        return "desk" if labelled and len(tokens) > 1 else "org"
    if is_name(part, words, 2) and (labelled or part.count(" ") < 4 or any(map(str.islower, part.split()))):
        return "name"
    if is_name(part, words, 1):
        return (
            "name"
            if not part.isascii()
            and not part[0].isupper()
            and is_name(part, words, 1)
            and not any(map(str.islower, part))
            else "word"
        )
    if (
        labelled
        and (part[0].isupper() or _CODE_RE.match(tokens[0]))
        and 2 <= part.count(" ") + 1 <= 6
        and part.split()[-1][0].isupper()
    ):
        return "org"
    if _ACRONYM_RE.match(part):
        return "org"
    if labelled and part[0].isupper() and part.isalnum():
        return "word"
    return "other"
