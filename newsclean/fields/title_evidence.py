"""The lines that could be the headline.

The page is measured once: which lines read like paragraphs, and which run of them is the article. Lines around the
start of that run, and the page's first, are candidates; credits, dates and labels are none. `title_features` then
describes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import regex

from newsclean.dates import dated_in, load_words
from newsclean.fields.credit_line import has_date, read_credit
from newsclean.fields.names import words_of
from newsclean.lexicon import Hit, Lexicon, at_word_end, fold
from newsclean.page import Line, Page, Span
from newsclean.script import ends_sentence

MIN_PARAGRAPH_WORDS, MIN_SHORT_PARAGRAPH_WORDS = 12, 6
"""Sentences of so many words are a paragraph; of the lesser number where the page has no longer ones."""
MAX_SHORT_CHARS = 60
"""In a longer text the share of spaces tells the script."""
LONG_WORDS = 25
"""A line of so many words counts a quarter for the article's run where it ends in no sentence mark."""
SHORT_LINE_COST = 5
"""What a line that is no paragraph costs a run, in words."""
MIN_SHARE_OF_BEST = 4
"""The article starts with the first run that has one in so many of the words of the best."""
MAX_HEADLINE_WORDS, MAX_HEADLINE_CHARS, MIN_HEADLINE_CHARS = 45, 260, 4
NEAR_LINES, MIN_FAR_WORDS, MAX_LINES_ABOVE = 12, 4, 60
"""Over the article's start, so many nearest candidates may be of any length, those further up have some words."""
MAX_LINES_AT_TOP = 6
"""Of a page with many lines over the article, so many first ones are candidates too."""
MAX_LINES_INSIDE, MAX_WORDS_INSIDE = 30, 200
"""Under the article's start, candidates are looked for so far."""
MAX_DATE_WORDS, MIN_DATE_DIGITS = 6, 5
MAX_CREDIT_WORDS, MAX_WORDS_BESIDE_DATE = 16, 2
MIN_DATED_CHARS = 8
"""A date sooner in a line is no end of a headline."""
MIN_CUT_WORDS, MAX_SITE_WORDS = 3, 5
"""A cut leaves so many words of a headline; a site's name has at most so many."""
WHO_AND_WHEN = frozenset(("byline", "date", "author", "reading-time"))
"""Families of lexicon topics that stand beside a headline."""
DIGIT_RE = re.compile(r"\d")
_PLAIN_STEM_RE = re.compile(r"\b\w{4,6}")
_OTHER_SCRIPT_RE = re.compile("[\u0300-\u036f\u0590-\u1dff\u2c00-\U0010ffff]")
"""Characters of scripts whose words have other lengths, or whose marks are part of a word."""
_STEM_RE = regex.compile(r"\b(?:\p{Hangul}{2}|[\p{Arabic}\p{Hebrew}]{3,4}|\w{4,6})")
_UNSPACED_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]{2,}")
FIRST_UNSPACED = "\u0e01"
"""The first letter of Thai; those of the other scripts without spaces come later."""
DATED_RE = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d\d?[:.]\d\d(?!\d)|(?<!\d)\d\d?[./]\d\d?[./]\d\d")
_SITE_RE = regex.compile(r"\s+[|｜‖•»«]\s+|\s+(?:--?|–|—|::)\s+|｜")
_DOMAIN_RE = regex.compile(r"^\S+\.\p{L}{2,6}$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the title finder sees it.

    words: of each standing line. paragraphs: the same where the line reads like a paragraph, else 0.
    start, end: the run of lines that is most likely the article, `end` not included.
    """

    lines: tuple[Line, ...]
    words: Sequence[int]
    paragraphs: Sequence[int]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Headline:
    """A line that could be the headline, or the part of it that could be.

    at: its place among the sheet's lines. text: without a site's name or a date at its end. key: the text, lower case.
    """

    at: int
    text: str
    key: str
    span: Span | None = None


def count_words(text: str) -> int:
    """About how many words a text has: spaces say it; in scripts without them two characters are a word.

    >>> count_words("Rain fell all night"), count_words("昨夜は雨だった")
    (4, 3)
    """
    spaced = text.count(" ") + 1
    if text.isascii():
        return spaced
    if spaced * 12 <= len(text):
        return max(spaced, len(text) // 2)
    if len(text) > MAX_SHORT_CHARS:
        return spaced
    return max(spaced, sum(map(len, unspaced_runs(text))) // 2)


def unspaced_runs(text: str) -> list[str]:
    """The parts of a text in scripts without spaces, of two characters and more."""
    return _UNSPACED_RE.findall(text) if max(text) >= FIRST_UNSPACED else []


def measure(page: Page) -> Sheet | None:
    """The page measured, or None where no line reads like a paragraph.

    A line that opens like a label ("Le 5 mai", "Le conseil ...") is a paragraph only where the page has no other.
    """
    lines = page.lines
    words = [count_words(line.text) for line in lines]
    for least, may_open in (
        (MIN_PARAGRAPH_WORDS, False), (MIN_SHORT_PARAGRAPH_WORDS, False), (MIN_PARAGRAPH_WORDS, True),
    ):  # fmt: skip
        paragraphs = [
            n if n >= least and not is_label(page.hits(line), may_open) and ends_sentence(line.text) else 0
            for n, line in zip(words, lines, strict=True)
        ]
        if any(paragraphs):
            return Sheet(lines, words, paragraphs, *best_run(words, paragraphs))
    return None


def is_label(hit: Hit, may_open: bool) -> bool:
    """Whether the lexicon takes a line for a label, or for one that opens like a label, where that may not be."""
    return bool(hit.lines) or (bool(hit.starts) and not may_open)


def best_run(words: Sequence[int], paragraphs: Sequence[int]) -> Span:
    """The article: from the first run of lines that could be it to the end of the one with the most words.

    >>> best_run([2, 30, 2, 40, 1, 1], [0, 30, 0, 40, 0, 0])
    (1, 4)
    >>> [best_run([first, 2, 2, 2, 2, 60, 40], [first, 0, 0, 0, 0, 60, 40]) for first in (15, 30)]
    [(5, 7), (0, 7)]
    """
    found = runs(words, paragraphs)
    most, _, end = max(found, key=lambda run: run[0], default=(0, 0, 0))
    return next((start for total, start, _ in found if MIN_SHARE_OF_BEST * total >= most), 0), end


def runs(words: Sequence[int], paragraphs: Sequence[int]) -> list[tuple[int, int, int]]:
    """Runs of lines with many words in paragraphs and few other lines: how many, from where to where."""
    found: list[tuple[int, int, int]] = []
    best = total = first = end = 0
    for i, (n, paragraph) in enumerate(zip(words, paragraphs, strict=True)):
        total += paragraph or (n // 4 if n >= LONG_WORDS else -SHORT_LINE_COST)
        if total > best:
            best, end = total, i + 1
        elif total <= 0:
            if best:
                found.append((best, first, end))
            best, total, first = 0, 0, i + 1
    return [*found, (best, first, end)] if best else found


def headlines(page: Page, sheet: Sheet) -> list[Headline]:
    """The lines that could be the headline, in page order: above the article's start, and a few under it."""
    lines, words = sheet.lines, sheet.words
    above: list[int] = []
    for i in range(sheet.start - 1, -1, -1):
        if (len(above) < NEAR_LINES or words[i] >= MIN_FAR_WORDS) and could_be(page, lines[i], words[i]):
            above.append(i)
            if len(above) == MAX_LINES_ABOVE:
                break
    first = above[-1] if above else sheet.start
    top = islice((i for i in range(first) if could_be(page, lines[i], words[i])), MAX_LINES_AT_TOP)
    return [headline(page, lines[i], i) for i in (*top, *reversed(above), *inside(page, sheet))]


def inside(page: Page, sheet: Sheet) -> Iterator[int]:
    """The places of candidates among the first lines of the article's run, which may start too early."""
    passed = 0
    for i in range(sheet.start, min(sheet.start + MAX_LINES_INSIDE, sheet.end - 1)):
        if could_be(page, sheet.lines[i], sheet.words[i]):
            yield i
        passed += sheet.paragraphs[i]
        if passed > MAX_WORDS_INSIDE:
            return


def could_be(page: Page, line: Line, words: int) -> bool:
    """Whether a line has the shape of a headline and is no label."""
    text = line.text
    if not (words <= MAX_HEADLINE_WORDS and MIN_HEADLINE_CHARS <= len(text) <= MAX_HEADLINE_CHARS):
        return False
    hit = page.hits(line)
    if hit.lines or not any(map(str.isalpha, text[:12])):
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
    start = page.look_up(text).after("byline.labels")
    if not start and (ends_sentence(text) or not has_date(text, words_of(page.language))):
        return False
    if start and not any(map(str.isalnum, text[start:])):
        return True
    while start and not text[start].isalnum():
        start += 1
    credit = read_credit(text, start, words_of(page.language), page.lexicon, start > 0)
    return credit is not None and "other" not in credit.kinds and (start > 0 or "date" in credit.kinds)


def is_date(page: Page, text: str) -> bool:
    """Whether a text is a date, with its label, time and weekday, and nothing else; or the label alone.

    >>> page = Page((), (), "en")
    >>> is_date(page, "Published 5 May 2021, 10:30"), is_date(page, "Horoscope for 5 May 2021")
    (True, False)
    """
    for topic, end in page.look_up(text).starts:
        if topic.startswith("date.") and (
            not any(map(str.isalnum, text[end:])) or has_date(text[end:], words_of(page.language))
        ):
            return True
    days = dated_in(text, load_words(page.language))
    return bool(days) and days[0].rest <= (MAX_WORDS_BESIDE_DATE if days[0].label else 0)


def is_figures(text: str) -> bool:
    """Whether a short text is a date or other figures, with few letters.

    >>> is_figures("5 января 2021, 14:05"), is_figures("Euro 2024: Spain win")
    (True, False)
    """
    digits = sum(map(str.isdigit, text))
    return digits >= MIN_DATE_DIGITS and sum(map(str.isalpha, text)) <= 2 * digits


def headline(page: Page, line: Line, at: int) -> Headline:
    """A line as a candidate, the site's name or the date at its end cut off."""
    end = headline_end(page, line.text)
    if end == len(line.text):
        return Headline(at, line.text, line.text.lower())
    text = line.text[:end].rstrip()
    return Headline(at, text, text.lower(), (0, len(text)))


def headline_end(page: Page, text: str) -> int:
    """Where the headline ends in a line that goes on with a site's name, or with a labelled date.

    >>> page = Page((), (), "fr")
    >>> headline_end(page, "La pluie tombe sur Lyon | Le Monde"), headline_end(page, "Lyon - Paris : un train")
    (23, 23)
    >>> headline_end(page, "La pluie tombe sur Lyon Publié le 5 janvier 2021")
    23
    """
    end = len(text)
    if (split := last_separator(text)) and is_site(page, text[split.end() :], split.group()):
        end = split.start()
    if DIGIT_RE.search(text, MIN_DATED_CHARS, end):
        dates = [found.start() for found in DATED_RE.finditer(text, MIN_DATED_CHARS, end)]
        end = min(end, date_label_start(page, text[:end], dates[-1])) if dates else end
    return len(text[:end].rstrip())


def date_label_start(page: Page, text: str, date: int) -> int:
    """Where the first label before a date starts, some words after the line's start; the line's end without one."""
    folded = fold(text)
    end = len(text)
    for label in date_labels(page.lexicon):
        at = folded.find(label, MIN_DATED_CHARS, min(date, end))
        if at > 0 and not folded[at - 1].isalnum() and at_word_end(folded, at + len(label)):
            end = at if count_words(text[:at].rstrip()) >= MIN_CUT_WORDS else end
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
    return found if found and count_words(text[: found.start()]) >= MIN_CUT_WORDS else None


def is_site(page: Page, name: str, separator: str) -> bool:
    """Whether the end of a line names a site: a few words after a bar, or after a dash with a site's word in them."""
    if count_words(name) > MAX_SITE_WORDS or not any(map(str.isalpha, name)):
        return False
    if separator.strip() in ("|", "｜"):
        return True
    folded = f" {fold(name)} "
    return bool(_DOMAIN_RE.match(name.strip())) or any(
        f" {word} " in folded or (not word.isascii() and word in folded) for word in site_words(page.lexicon)
    )


@cache
def site_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that sites have in their names, in the page's language, English and everywhere; lower case."""
    return frozenset(map(fold, lexicon.words("title.site-words")))


def stems_of(text: str) -> list[str]:
    """Beginnings of a lower-case text's longer words; in scripts without spaces, pairs of characters.

    >>> stems_of("rain in the hills of wales"), stems_of("雨が降る")
    (['rain', 'hills', 'wales'], ['雨が', 'が降', '降る'])
    """
    if text.isascii() or not _OTHER_SCRIPT_RE.search(text):
        return _PLAIN_STEM_RE.findall(text)
    if runs := unspaced_runs(text):
        return [run[k : k + 2] for run in runs for k in range(len(run) - 1)]
    stems: list[str] = _STEM_RE.findall(text)
    return stems


def says_who_or_when(page: Page, line: Line) -> bool:
    """Whether the lexicon knows a line, or its start, as a label of bylines or dates."""
    hit = page.hits(line)
    return (bool(hit.starts) or bool(hit.lines)) and any(
        topic.partition(".")[0] in WHO_AND_WHEN for topic in (*hit.lines, *(name for name, _ in hit.starts))
    )
