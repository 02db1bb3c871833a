"""Photo credits: "Photo: Reuters", "Foto: dpa/Jens Wolf", "(Ann Lee/AP)", "© AFP". A sentence about a photo stays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from newsclean.lexicon import Lexicon
from newsclean.page import Line, Page, Removal
from newsclean.script import ends_sentence, word_count

MAX_CREDIT_CHARS = 120
MAX_NAME_WORDS = 9
SEPARATORS = ":/|=-–—：／＝"
_YEAR_RE = regex.compile(r"\b(?:19|20)\d\d\b")
_NAME_RE = regex.compile(r"[\p{Lu}\p{Lo}@\"'„«(\[]")
_LOWER_NAME_RE = regex.compile(r"\p{Ll}{2,8}$|\p{Ll}+[./@]")
_SLASHED_RE = regex.compile(r"^[(\[]?\s*[\p{Lu}\p{Lo}][^.!?:;|]{1,60}\s?(?:/|\||via|–|-)\s?(.{2,40}?)[)\]]?$")
_AGENCY_MARKS = ("/", " - ", " via ", " ")


def photo_credits(page: Page) -> Iterator[Removal]:
    """Point at lines that only credit a photo; a sentence about a photo is left alone.

    >>> from newsclean import read_page
    >>> page = read_page("Photo: Reuters\\n\\nThe photo shows the bridge.", language="en")
    >>> [(r.line.text, r.reason) for r in photo_credits(page)]
    [('Photo: Reuters', 'credit label')]
    >>> page = read_page("Foto: Jens Wolf/dpa\\n\\nDas Foto zeigt die Brücke.", language="de")
    >>> [r.line.text for r in photo_credits(page)]
    ['Foto: Jens Wolf/dpa']
    """
    for line in page.lines:
        if len(line.text) <= MAX_CREDIT_CHARS:
            reason = credit_reason(page, line)
            if reason:
                yield Removal(line, reason, kind="credit")


def credit_reason(page: Page, line: Line) -> str | None:
    """Why a line is a photo credit, or None."""
    text = line.text
    if not page.hits(line).lines.isdisjoint(("credit.lines", "credit.agencies")):
        return "whole line credits a photo"
    if "footer.lines" not in page.hits(line).lines and opens_credit(page, text):
        return "credit label"
    match = _SLASHED_RE.match(text) if "/" in text or "|" in text or " via " in text else None
    if match and is_agency(page, match[1]) and word_count(text) <= MAX_NAME_WORDS:
        return "name and agency"
    return None


def opens_credit(page: Page, text: str) -> bool:
    """Whether a text is a credit label or a copyright sign, and then a name or an agency; no sentence."""
    if text.startswith(("©", "(c)", "(C)")):
        return not _YEAR_RE.search(text) and is_name(text.lstrip("©()cC "), apart=True)
    hit = page.look_up(text)
    if end := hit.after("credit.labels"):
        after = text[end:].lstrip()
        return is_name(after.lstrip(SEPARATORS + " ©,"), apart=text[end - 1] in SEPARATORS or after[:1] in SEPARATORS)
    end = hit.after("credit.lines")
    return bool(end) and is_name(text[end:].lstrip(SEPARATORS + " ©,"), apart=True) and ends_in_agency(page, text)


def is_name(text: str, *, apart: bool) -> bool:
    """Whether what follows a label can be a name or an agency: a few words, no sentence.

    apart: a mark stands between the two; else each name has to begin with a capital.

    >>> is_name("dpa", apart=True), is_name("rights", apart=False), is_name("Ann Lee", apart=False)
    (True, False, True)
    """
    if not text or word_count(text) > MAX_NAME_WORDS or (ends_sentence(text) and word_count(text) > 4):
        return False
    if apart:
        return bool(_NAME_RE.match(text) or _LOWER_NAME_RE.match(text))
    words = text.split()
    return bool(_NAME_RE.match(text)) and words[-1][:1].isupper() and len(words) <= 6


def is_agency(page: Page, text: str) -> bool:
    """Whether a text is the name of a news or photo agency."""
    return text.strip(" ()[].").casefold() in agency_names(page.lexicon)


@cache
def agency_names(lexicon: Lexicon) -> frozenset[str]:
    """The agencies that a lexicon knows, case folded."""
    return frozenset(name.casefold() for topic in ("agencies", "credit.agencies") for name in lexicon.words(topic))


def ends_in_agency(page: Page, text: str) -> bool:
    """Whether a text ends in "/AP", "via Reuters" or the like."""
    return any(is_agency(page, text.rsplit(mark, 1)[-1]) for mark in _AGENCY_MARKS if mark in text)
