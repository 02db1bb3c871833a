"""Photo credits: "Photo: Reuters", "Foto: dpa/Jens Wolf", "(Ann Lee/AP)", "© AFP". A sentence about a photo stays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from newsclean.lexicon import NO_HIT, Lexicon
from newsclean.page import Line, Page, Removal
from newsclean.script import ends_sentence, word_count

MAX_CREDIT_CHARS = 120
"""Characters: a longer line says more than whose the photo is. By hand."""
MAX_NAME_WORDS = 9
"""Words of the names in a credit, at most. By hand."""
MIN_UNMARKED_NAMES = 2
"""A first and a last name: one word behind a label makes a heading as well."""
SEPARATORS = ":/|=-–—：՝／＝"
"""What parts a label from a name."""
_YEAR_RE = regex.compile(r"\b(?:19|20)\d\d\b")
"""A year: a notice of rights, no credit."""
_NAME_RE = regex.compile(r"[\p{Lu}\p{Lo}@\"'„«(\[]")
"""What a name starts with."""
_LOWER_NAME_RE = regex.compile(r"\p{Ll}{2,8}$|\p{Ll}+[./@]")
"""A name in small letters: a photographer's short name, an address."""
_AGENCY_MARKS = ("/", " - ", " ")
"""What may stand before an agency at the end of a line."""


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
    for line, hit in zip(page.lines, page.line_hits(), strict=True):
        if len(line.text) <= MAX_CREDIT_CHARS and (hit is not NO_HIT or has_sign(page, line.text)):
            reason = credit_reason(page, line)
            if reason:
                yield Removal(line, reason, kind="credit")


def has_sign(page: Page, text: str) -> bool:
    """Whether a text has a mark that stands before an agency; without one, only the lexicon tells a credit."""
    return text[:1] in "©(" or has_joint(page, text)


def has_joint(page: Page, text: str) -> bool:
    """Whether a text has a mark, or a word like "via", that may stand between a name and an agency."""
    return "/" in text or "|" in text or any(f" {word} " in text for word in page.lexicon.words("credit.joins"))


@cache
def joined_names(lexicon: Lexicon) -> regex.Pattern[str]:
    """A name, and what a mark or a word like "via" joins to it."""
    words = "|".join(map(regex.escape, lexicon.words("credit.joins")))
    return regex.compile(rf"^[(\[]?\s*[\p{{Lu}}\p{{Lo}}][^.!?:;|]{{1,60}}\s?(?:/|\||{words}|–|-)\s?(.{{2,40}}?)[)\]]?$")


def credit_reason(page: Page, line: Line) -> str | None:
    """Why a line is a photo credit, or None."""
    text = line.text
    if not page.hits(line).lines.isdisjoint(("credit.lines", "credit.agencies")):
        return "whole line credits a photo"
    if "footer.lines" not in page.hits(line).lines and opens_credit(page, text):
        return "credit label"
    if "|" in text and is_row_of_agencies(page, text):
        return "name and agency"
    match = joined_names(page.lexicon).match(text) if has_joint(page, text) else None
    if match and is_agency(page, match[1]) and word_count(text) <= MAX_NAME_WORDS:
        return "name and agency"
    return None


def is_row_of_agencies(page: Page, text: str) -> bool:
    """Whether a line is a name and then agencies alone: "Ann Lee | Bloomberg | Getty Images"."""
    first, *others = [part.strip() for part in text.split("|")]
    return bool(others) and is_name(first, apart=True) and all(is_agency(page, part) for part in others)


def opens_credit(page: Page, text: str) -> bool:
    """Whether a text is a credit label or a copyright sign, and then a name or an agency; no sentence."""
    if text.startswith(("©", "(c)", "(C)")):
        return not _YEAR_RE.search(text) and is_name(text.lstrip("©()cC "), apart=True)
    hit = page.look_up(text)
    if end := hit.after("credit.labels"):
        after = text[end:].lstrip()
        name, apart = after.lstrip(SEPARATORS + " ©,"), text[end - 1] in SEPARATORS or after[:1] in SEPARATORS
        least = 1 if " " in text[:end].strip() else MIN_UNMARKED_NAMES
        return is_name(name, apart=apart or name != after, least=least) or is_agency(page, name) or credits_house(name)
    end = hit.after("credit.lines")
    return bool(end) and is_name(text[end:].lstrip(SEPARATORS + " ©,"), apart=True) and ends_in_agency(page, text)


def credits_house(text: str) -> bool:
    """Whether a text is names in capitals with their house or agency behind a comma or slash: "ANN LEE, THE DAILY"."""
    return ("," in text or "/" in text) and text.isupper() and word_count(text) <= MAX_NAME_WORDS and text[-1].isalnum()


def is_name(text: str, *, apart: bool, least: int = MIN_UNMARKED_NAMES) -> bool:
    """Whether what follows a label can be a name or an agency: a few words, no sentence.

    apart: a mark stands between the two; else `least` names have to begin with a capital, not all in capitals: "PICTURE
    BOOKS" and "Photo Finish" are headings.

    >>> is_name("dpa", apart=True), is_name("rights", apart=False), is_name("Ann Lee", apart=False)
    (True, False, True)
    >>> is_name("BOOKS", apart=False), is_name("Finish", apart=False)
    (False, False)
    """
    if not text or word_count(text) > MAX_NAME_WORDS or (ends_sentence(text) and word_count(text) > 4):
        return False
    if apart:
        return bool(_NAME_RE.match(text) or _LOWER_NAME_RE.match(text))
    words = text.split()
    return bool(_NAME_RE.match(text)) and words[-1][:1].isupper() and least <= len(words) <= 6 and not text.isupper()


def is_agency(page: Page, text: str) -> bool:
    """Whether a text is the name of a news or photo agency."""
    return text.strip(" ()[].").casefold() in agency_names(page.lexicon)


@cache
def agency_names(lexicon: Lexicon) -> frozenset[str]:
    """The agencies that a lexicon knows, case folded."""
    return frozenset(name.casefold() for topic in ("agencies", "credit.agencies") for name in lexicon.words(topic))


def is_news_agency(page: Page, text: str) -> bool:
    """Whether a text is the name of an agency that sends text, not photos alone."""
    return text.strip(" ()[].").casefold() in news_agency_names(page.lexicon)


@cache
def news_agency_names(lexicon: Lexicon) -> frozenset[str]:
    """The news agencies that a lexicon knows, case folded; those whose name says photos left out."""
    photos = {name.casefold() for name in lexicon.words("credit.agencies")}
    return frozenset(name.casefold() for name in lexicon.words("agencies")) - photos


def ends_in_agency(page: Page, text: str) -> bool:
    """Whether a text ends in "/AP", "via Reuters" or the like."""
    marks = (*_AGENCY_MARKS, *(f" {word} " for word in page.lexicon.words("credit.joins")))
    return any(is_agency(page, text.rsplit(mark, 1)[-1]) for mark in marks if mark in text)
