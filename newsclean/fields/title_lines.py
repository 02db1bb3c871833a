"""The lines that could be the headline: around the article's start, and the page's first; credits and dates are none.

The site's name or a date at a line's end is cut off, and a kicker before the headline where the page prints one of
the two by itself elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import regex

from newsclean.dates import dated_in, load_words
from newsclean.fields.credit import label_end, read_credit
from newsclean.fields.site import site_names
from newsclean.fields.words import words_of
from newsclean.frame import CLOCK_RE, Frame, standing
from newsclean.lexicon import Lexicon, at_word_end, fold
from newsclean.page import Line, Page, Span
from newsclean.script import ends_sentence, word_count

MAX_HEADLINE_WORDS, MAX_HEADLINE_CHARS, MIN_HEADLINE_CHARS = 45, 260, 4
NEAR_LINES, MIN_FAR_WORDS, MAX_LINES_ABOVE = 12, 4, 60
"""The nearest candidates over the article's start may be of any length, those further up have some words."""
MAX_LINES_AT_TOP = 6
"""Of a page with many lines over the article, the first ones are candidates too."""
MAX_LINES_INSIDE, MAX_WORDS_INSIDE = 30, 200
"""Under the article's start, candidates are looked for in these lines, until these words of paragraphs have passed."""
MAX_DATE_WORDS, MIN_DATE_DIGITS = 6, 5
MAX_CREDIT_WORDS, MAX_WORDS_BESIDE_DATE = 16, 2
MIN_DATED_CHARS = 8
"""A date sooner in a line is no end of a headline."""
MIN_CUT_WORDS, MAX_SITE_WORDS = 3, 5
"""The least words of a headline that a cut leaves; the most of a site's name."""
MIN_KICKER_CHARS = 4
"""A shorter part of a line is no kicker."""
DIGIT_RE = re.compile(r"\d")
DATED_RE = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d\d?[:.]\d\d(?!\d)|(?<!\d)\d\d?[./]\d\d?[./]\d\d")
_SITE_RE = regex.compile(r"\s+[|｜‖•»«]\s+|\s+(?:--?|–|—|::)\s+|｜")
_KICKER_RE = regex.compile(r"\s+[|｜‖•»«:]+\s+|\s+(?:--?|–|—)\s+|:\s+|[｜：]|(?<=\p{Ll})(?=\p{Lu}\p{Ll})")
_LABEL_RE = regex.compile(r"(?<=\s)\p{Lu}\p{Ll}{1,5}(?=\s\p{Lu})")
_DOMAIN_RE = regex.compile(r"^\S+\.\p{L}{2,6}$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that could be the headline, or the part of it that could be.

    line, at: the line and its place in the frame. text: without a site's name or a date at its end. key: the text in
    lower case. span: the part of the line, where it is one.
    """

    line: Line
    at: int
    text: str
    key: str
    span: Span | None = None


def headings(page: Page, frame: Frame) -> list[Heading]:
    """The lines that could be the headline, in page order: above the article's start, and a few under it."""
    left = dict(standing(page))
    above: list[int] = []

    def could(n: int) -> bool:
        line = left.get(n)
        return line is not None and could_be(page, line, frame.words[n])

    for n in range(frame.start - 1, -1, -1):
        if (len(above) < NEAR_LINES or frame.words[n] >= MIN_FAR_WORDS) and could(n):
            above.append(n)
            if len(above) == MAX_LINES_ABOVE:
                break
    first = above[-1] if above else frame.start
    top = islice((n for n in range(first) if could(n)), MAX_LINES_AT_TOP)
    inside = (n for n in lines_inside(frame) if could(n))
    lines = [(n, left[n]) for n in (*top, *reversed(above), *inside)]
    return [heading for n, line in lines for heading in parts(page, line, n)]


def lines_inside(frame: Frame) -> Iterator[int]:
    """The places of the first lines of the article's run, which may start too early."""
    passed = 0
    for n in range(frame.start, min(frame.start + MAX_LINES_INSIDE, frame.end - 1)):
        yield n
        passed += frame.paragraphs[n]
        if passed > MAX_WORDS_INSIDE:
            return


def could_be(page: Page, line: Line, words: int) -> bool:
    """Whether a line has the shape of a headline and is no label, nor the site's name."""
    text = line.text
    if not (words <= MAX_HEADLINE_WORDS and MIN_HEADLINE_CHARS <= len(text) <= MAX_HEADLINE_CHARS):
        return False
    hit = page.hits(line)
    if hit.lines or not any(map(str.isalpha, text[:12])) or fold(text) in site_names(page):
        return False
    if words > MAX_CREDIT_WORDS or not (hit.starts or DIGIT_RE.search(text)):
        return True
    return not ((words <= MAX_DATE_WORDS and is_figures(text)) or is_date(page, text) or is_credit(page, text))


def is_credit(page: Page, text: str) -> bool:
    """Whether a text says who wrote, and nothing else: a byline label with names, or names with a date beside them.

    >>> page = Page((), (), "fr")
    >>> is_credit(page, "Par euronews avec AFP"), is_credit(page, "Par Lyon passe un train de nuit")
    (True, False)
    >>> is_credit(Page((), (), "en"), "By Tom Davies - Associated Press - Friday, April 28, 2023")
    True
    """
    words = words_of(page.language)
    start = label_end(text, words, page.own_hit)
    if not start and (ends_sentence(text) or not DATED_RE.search(text)):
        return False
    if start and not any(map(str.isalnum, text[start:])):
        return True
    while start and not text[start].isalnum():
        start += 1
    credit = read_credit(text, start, words, page.own_hit, start > 0)
    return credit is not None and "other" not in credit.kinds and (start > 0 or "date" in credit.kinds)


def is_date(page: Page, text: str) -> bool:
    """Whether a text is a date, with its label, time and weekday, and nothing else; or the label alone.

    >>> page = Page((), (), "en")
    >>> is_date(page, "Published 5 May 2021, 10:30"), is_date(page, "Horoscope for 5 May 2021")
    (True, False)
    """
    days = dated_in(text, load_words(page.language)) if DIGIT_RE.search(text) else []
    for topic, end in page.look_up(text).starts:
        if topic.startswith("date.") and (not any(map(str.isalnum, text[end:])) or days or CLOCK_RE.search(text, end)):
            return True
    return bool(days) and days[0].rest <= (MAX_WORDS_BESIDE_DATE if days[0].label or days[0].timed else 0)


def is_figures(text: str) -> bool:
    """Whether a short text is a date or other figures, with few letters.

    >>> is_figures("5 января 2021, 14:05"), is_figures("Euro 2024: Spain win")
    (True, False)
    """
    digits = sum(map(str.isdigit, text))
    return digits >= MIN_DATE_DIGITS and sum(map(str.isalpha, text)) <= 2 * digits


def parts(page: Page, line: Line, at: int) -> Iterator[Heading]:
    """A line as a candidate, the site's name or the date at its end cut off; then without the kicker that it has.

    A label before it ("Subject:") is no part of it at all.
    """
    end = headline_end(page, line.text)
    text = line.text[:end].rstrip()
    span = None if end == len(line.text) else (0, len(text))
    if headline := text[page.hits(line).after("title.labels") or end :].strip():
        yield Heading(line, at, headline, headline.lower(), span)
        return
    yield Heading(line, at, text, text.lower(), span)
    start = kicker_end(page, text)
    if start:
        yield Heading(line, at, text[start:], text[start:].lower(), (start, len(text)))


def kicker_end(page: Page, text: str) -> int:
    r"""Where the headline starts in a line that opens with a kicker: the page prints one of the two by itself; else 0.

    >>> from newsclean import read_page
    >>> page = read_page("Weather: Rain floods the valley\n\nRain floods the valley", language="en")
    >>> kicker_end(page, page.lines[0].text), kicker_end(page, "Weather: Snow falls on the hills")
    (9, 0)
    """
    whole = page.once("title: lines", lambda: {line.text.casefold() for line in page.source})
    for match in _KICKER_RE.finditer(text, MIN_KICKER_CHARS):
        kicker, rest = text[: match.start()].casefold(), text[match.end() :]
        if word_count(rest) >= MIN_CUT_WORDS and (rest.casefold() in whole or kicker in whole):
            return match.end()
    return 0


def headline_end(page: Page, text: str) -> int:
    """Where the headline ends in a line that goes on with a site's name, or with a labelled date.

    >>> page = Page((), (), "fr")
    >>> headline_end(page, "La pluie tombe sur Lyon | Le Monde"), headline_end(page, "Lyon - Paris : un train")
    (23, 23)
    >>> headline_end(page, "La pluie tombe sur Lyon Publié le 5 janvier 2021")
    23
    """
    end = len(text)
    while (split := last_separator(text[:end])) and is_site(page, text[split.end() : end], split.group()):
        end = split.start()
    if DIGIT_RE.search(text, MIN_DATED_CHARS, end):
        dates = [found.start() for found in DATED_RE.finditer(text, MIN_DATED_CHARS, end)]
        end = min(end, date_label_start(page, text[:end], dates[-1])) if dates else end
    return len(text[: credit_start(page, text, end)].rstrip())


def credit_start(page: Page, text: str, end: int) -> int:
    """Where a byline with its label starts behind a headline that ends at an offset, or the offset.

    >>> page = Page((), (), "en")
    >>> credit_start(page, "Rain floods the valley By Ann Lee", 33), credit_start(page, "What to plan By Goals", 21)
    (23, 21)
    """
    words = words_of(page.language)
    for match in _LABEL_RE.finditer(text, MIN_DATED_CHARS, end):
        if fold(match[0]) in words.prepositions and word_count(text[: match.start()].rstrip()) >= MIN_CUT_WORDS:
            credit = read_credit(text[:end], match.end() + 1, words, page.own_hit, True)
            if credit and credit.people and " " in credit.value:
                return match.start()
    return end


def date_label_start(page: Page, text: str, date: int) -> int:
    """Where the first label before a date starts, some words after the line's start; the line's end without one."""
    folded = fold(text)
    end = len(text)
    for label in date_labels(page.lexicon):
        at = folded.find(label, MIN_DATED_CHARS, min(date, end))
        if at > 0 and not folded[at - 1].isalnum() and at_word_end(folded, at + len(label)):
            end = at if word_count(text[:at].rstrip()) >= MIN_CUT_WORDS else end
    return end


@cache
def date_labels(lexicon: Lexicon) -> tuple[str, ...]:
    """What stands before a page's dates, lower case."""
    return tuple(fold(label) for topic in ("date.published", "date.updated") for label in lexicon.words(topic))


def last_separator(text: str) -> regex.Match[str] | None:
    """The last mark between two parts of a line, if the part before it can be a headline."""
    if "|" not in text and " - " not in text and " – " not in text and " — " not in text and "｜" not in text:
        return None
    found = max(_SITE_RE.finditer(text), key=lambda match: match.start(), default=None)
    return found if found and word_count(text[: found.start()]) >= MIN_CUT_WORDS else None


def is_site(page: Page, name: str, separator: str) -> bool:
    """Whether the end of a line names a site: a few words after a bar, or after a dash with a site's word in them."""
    if word_count(name) > MAX_SITE_WORDS or not any(map(str.isalpha, name)):
        return False
    if separator.strip() in ("|", "｜") or fold(name).strip() in site_names(page):
        return True
    folded = f" {fold(name)} "
    return bool(_DOMAIN_RE.match(name.strip())) or any(
        f" {word} " in folded or (not word.isascii() and word in folded) for word in site_words(page.lexicon)
    )


@cache
def site_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that sites have in their names, in the page's language, English and everywhere; lower case."""
    return frozenset(map(fold, lexicon.words("title.site-words")))
