"""Lists of other stories: "Read more: …" inside the article, and "Most read" with the headlines under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

import regex

from newsclean.filters.labels import first_paragraph, rest
from newsclean.page import Line, Page, Removal
from newsclean.script import CLOSERS, has_full_stop, word_count

SEPARATORS = tuple(":：՝|-–—»›>→/")
"""What parts a label from a headline."""
MAX_TEASER_WORDS = 30
"""Words of a label and the headline behind it, at most. By hand."""
MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS = 4, 24
"""Words of another story's headline: fewer are a label, more a paragraph. By hand."""
MAX_DIGIT_SHARE = 0.25
"""A score or a price has a greater share of digits; a headline with a date has a smaller one. By hand."""
MAX_LIST = 40
"""Logical lines under a heading for other stories that are looked at. By hand."""
ASKING = tuple("?!？！؟…")
"""Headlines end in these too."""
LEAD_INS = (":", "：")
"""What leads over to a list or to somebody's words ends so."""
_INNER_END_RE = regex.compile(r"(?<=\p{L}{4}[.۔।]) +(?=\p{Lu}|\p{Lo}|[\"“„«])")
"""Where a sentence ends within a line, initials and short abbreviations aside."""
MAX_HEADING_CHARS = 41
"""Characters in which a heading and its colon end; the pattern below takes 40 and the mark."""
_HEADED_RE = regex.compile(r"[^:：|]{2,40}[:：|]")
"""What may be a heading, with its colon or bar."""


def related(page: Page) -> Iterator[Removal]:
    """Point at labels of other stories, at the headline after such a label, and at the list under such a heading.

    >>> from newsclean import read_page
    >>> text = "Rain fell all night.\\n\\nRead more: Floods in the north\\n\\nRead more than one book."
    >>> page = read_page(text, language="en")
    >>> [(r.line.text, r.reason) for r in related(page)]
    [('Read more: Floods in the north', 'names another story')]
    """
    lines = page.lines
    start = first_paragraph(lines)
    for at, (line, hit) in enumerate(zip(lines, page.line_hits(), strict=True)):
        if "related.headings" in hit.lines:
            yield Removal(line, "heads a list of other stories", kind="related")
            for item in headlines_under(lines, at, in_article=at > start):
                yield Removal(item, "in a list of other stories", kind="related")
        elif (end := hit.after("related.starts") or heading_end(page, line)) and is_teaser(line, end):
            yield Removal(line, "names another story", kind="related")


def heading_end(page: Page, line: Line) -> int:
    r"""Where a heading of other stories ends that a mark sets apart from a headline in its own line; else 0.

    >>> from newsclean import read_page
    >>> page = read_page("Related: Otters close the baths\n\nRelated work: see below", language="en")
    >>> [heading_end(page, line) for line in page.lines]
    [8, 0]
    """
    if not has_joint(line.text[:MAX_HEADING_CHARS]):
        return 0
    found = _HEADED_RE.match(line.text)
    return found.end() if found and "related.headings" in page.look_up(found.group()).lines else 0


def has_joint(text: str) -> bool:
    """Whether a text has a mark that sets a heading apart from what follows it."""
    return ":" in text or "|" in text or "：" in text


def is_teaser(line: Line, end: int) -> bool:
    """Whether a label that ends at an offset is set apart from a short headline after it, or stands alone."""
    after = line.text[end:]
    if not rest(line, end):
        return True
    apart = line.text[end - 1] in ":：|" or after.lstrip().startswith(SEPARATORS)
    return apart and word_count(line.text) <= MAX_TEASER_WORDS


def headlines_under(lines: Sequence[Line], at: int, *, in_article: bool) -> Iterator[Line]:
    """The headlines that follow a heading, up to what is none: a sentence, a paragraph, a row of figures, a subhead.

    At the page's foot, with the article above (`in_article`) and no sentence below, the short lines between them (a
    section, a clock) go too.
    """
    following = list(takewhile(lambda line: not is_told(line.text), lines[at + 1 : at + 1 + MAX_LIST]))
    at_foot = in_article and at + 1 + len(following) == len(lines)
    for line in following:
        if not at_foot and (line.mark == "heading" or not is_headline(line.text)):
            return
        yield line


def is_headline(text: str) -> bool:
    """Whether a text has the length of a headline, and is no question, exclamation, row of figures or lead-in.

    >>> is_headline("Rain ruins day two at Marlow"), is_headline("Marlow 312-6 and 88-2, Selby 240")
    (True, False)
    >>> is_headline("The results of day two:")
    False
    """
    return (
        MIN_HEADLINE_WORDS <= word_count(text) <= MAX_HEADLINE_WORDS
        and not has_full_stop(text)
        and not text.endswith(LEAD_INS)
        and sum(map(str.isdigit, text)) <= MAX_DIGIT_SHARE * len(text)
    )


def is_told(text: str) -> bool:
    """Whether a text is running text: it ends in a full stop, or a statement ends inside it.

    >>> is_told("雨停了，河水退去，路面重新开放。人们回家"), is_told("Rain stops: St. Mary's opens again")
    (True, False)
    """
    if has_full_stop(text) and not text.rstrip(CLOSERS).endswith(ASKING):
        return True
    if "。" in text[:-1]:
        return True
    return any(word_count(part) >= MIN_HEADLINE_WORDS for part in _INNER_END_RE.split(text)[:-1])
