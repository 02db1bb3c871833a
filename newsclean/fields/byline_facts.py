"""What speaks for and against a possible byline: named facts, which the ranker weighs.

How it was found, what its authors are, what stands in its line and beside it, where it stands, and whether the rest of
the page names the same people as authors are named, or as those whom an article is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from newsclean.fields.byline_lines import Found, Ground
from newsclean.fields.credit import Credit, is_beside_names
from newsclean.fields.rank import Facts
from newsclean.fields.words import Words, words_of
from newsclean.findings import kind_found
from newsclean.frame import Frame, Headline
from newsclean.lexicon import by_language, fold, load_lexicon
from newsclean.page import Page
from newsclean.script import ends_sentence

MAX_CASED_CHARS, MAX_CASED_WORDS, MIN_CASED = 60, 5, 4
"""Short lines tell whether a page writes them in title case; fewer than the last tell nothing."""
MAX_BODY_CHARS, MAX_EARLY_CHARS = 40_000, 3000
"""So much of the body is searched for a name, and so much for whom the article is about."""
MAX_SHORT_CHARS = 120
LINES_TO_HEADLINE = 4
"""Where no headline is known, it is taken to be so far over the body."""
FAR, NEAR_RIVALS, NEAR_DATE = 30, 8, 5
"""Distances in lines are counted so far."""
BUTTON_TOPICS = (
    "nav.lines", "nav.sections", "share.lines", "player.lines", "subscribe.lines", "caption.labels", "footer.lines",
    "related.headings",
)  # fmt: skip
WAYS = {
    "label": "a label before the names", "word": "a label that is a word of the language too",
    "label alone": "a label in a line of its own", "name": "nothing but names",
    "label inside": "a label inside the line",
    "in a paragraph": "a reporter in brackets or in the dateline", "taken by a filter": "in a line that a filter found",
    "credit at the end": "a credit at the end", "closing name": "a name under the body",
    "says who the author is": "a sentence says who the author is",
    "opens a note on somebody": "opens like such a one",
    "under the label of an author box": "such a label stands over the name",
}  # fmt: skip
FACTS = {
    **WAYS,
    "people": "how many of the authors are people",
    "an agency": "an agency signs", "a desk": "a desk or house signs", "one word": "a name of one word",
    "words of a name": "how many words the longest name has",
    "family name": "a name of Han, kana or Hangul starts with one", "in capitals": "all names are in capitals",
    "has a small word": "a name has a function word", "words of buttons": "percent of a name's words, of buttons",
    "title case": "the page's short lines have capitals as names do",
    "a role in the line": "a role or an address stands beside",
    "a place in the line": "a place stands beside", "other words in the line": "something else stands beside",
    "a day in the line": "a day or time stands beside", "a mark": "the rendering marks it as heading or list item",
    "lines to a date": "how far the next dated line is", "a date above": "that line is above",
    "a role under it": "the next line is a role", "over a photo credit": "how far such a line under it is",
    "named again beside it": "a line beside it has the name", "named again": "other short lines have the name",
    "named in the headline": "the headline has the name",
    "named early in the body": "the first paragraphs have the name", "named in the body": "how often the last word is",
    "words of the body": "the body has a name's word in small letters",
    "under the headline": "how many lines under it", "under a printing": "how far under its nearest other printing",
    "paragraphs over it": "how many of the body's", "over the body": "how many lines over the body's start",
    "under the body": "how many lines under the body's last", "last lines": "among the page's last three lines",
    "over a paragraph": "how many lines over the next paragraph",
    "under another": "others found in the same way stand over it", "rivals": "how many such are near",
    "labelled rivals": "how many with a label there are over the body's end",
}  # fmt: skip
"""What is known of each candidate, and what it means."""


def facts_of(on: Ground, found: Sequence[Found]) -> list[Facts]:
    """All facts on each possible byline of a page."""
    page, words, frame, head = on.page, on.words, on.frame, on.head
    likely = [f for f in found if not in_title(page, f.credit)]
    return [
        {
            **{way: int(f.way == way) for way in WAYS},
            **who(page, words, f),
            **in_the_line(f),
            **beside(page, words, frame, f),
            **elsewhere(page, words, frame, f),
            **place(frame, head, f),
            **rivals(frame, f, likely),
        }
        for f in found
    ]


def who(page: Page, words: Words, found: Found) -> Facts:
    """What the authors are by their names alone; under a label, buttons' words say nothing."""
    credit, labelled = found.credit, found.way in ("label", "label alone")
    names = [[fold(word) for word in author.split()] for author in credit.authors]
    small = words.function - words.particles
    buttons = frozenset() if labelled else button_words(page.language)
    return {
        "people": credit.people, "an agency": int("agency" in credit.kinds),
        "a desk": int(not credit.people and "agency" not in credit.kinds),
        "one word": int(len(names[0]) == 1 and not credit.is_eastern),
        "words of a name": max(sum(word not in words.particles for word in name) for name in names),
        "family name": int(credit.is_eastern and credit.surname),
        "in capitals": int(all(author.isupper() and len(author) > 6 for author in credit.authors)),
        "has a small word": int(not labelled and any(word in small for name in names for word in name)),
        "words of buttons": max(100 * sum(word in buttons for word in name) // len(name) for name in names),
        "title case": int(title_cased(page)),
    }  # fmt: skip


@by_language
def button_words(language: str | None) -> frozenset[str]:
    """The words of buttons and menus in a language, small words aside."""
    lexicon, words = load_lexicon(language), words_of(language)
    entries = (w for topic in BUTTON_TOPICS for w in lexicon.words(topic))
    found = frozenset(word for entry in entries for word in fold(entry).split() if len(word) > 2)
    return found - words.function - words.particles


def title_cased(page: Page) -> bool:
    """Whether most short lines of a page have capitals as names do, so that these say little.

    >>> from newsclean.reading import read_page
    >>> lines = ["Most Read", "Sign Up Here", "Rain in the Valley", "Our Best Boats", "Ann Lee"]
    >>> title_cased(read_page("\\n\\n".join(lines)))
    True
    >>> title_cased(read_page("\\n\\n".join(line.capitalize() for line in lines)))
    False
    """
    return page.once("byline: title case", lambda: has_most_in_capitals([line.text for line in page.source]))


def has_most_in_capitals(texts: Sequence[str]) -> bool:
    """Whether the short ones among texts have capitals in all long words; few texts show nothing."""
    short = [
        words for text in texts if len(text) < MAX_CASED_CHARS and 1 < len(words := text.split()) <= MAX_CASED_WORDS
    ]  # fmt: skip
    cased = [all(w[:1].isupper() for w in words if len(w) > 3) for words in short if any(map(str.islower, words[-1]))]
    return len(cased) >= MIN_CASED and 2 * sum(cased) > len(cased)


def in_the_line(found: Found) -> Facts:
    """What stands beside the names in their line."""
    kinds = found.credit.kinds
    return {
        "a role in the line": int(bool(kinds & {"role", "contact"})),
        "a place in the line": int("place" in kinds), "other words in the line": int("other" in kinds),
        "a day in the line": int("date" in kinds), "a mark": int(bool(found.line.mark)),
    }  # fmt: skip


def beside(page: Page, words: Words, frame: Frame, found: Found) -> Facts:
    """What the lines beside it are."""
    n, end = found.at, found.at + len(found.more)
    near = [far for far in range(1, NEAR_DATE + 1) if n - far in frame.dated or end + far in frame.dated]
    below = frame.lines[end + 1].text if end + 1 < len(frame.lines) else ""
    index = found.line.index
    photo = [far for far in (1, 2) if kind_found(page, index + far) in ("credit", "caption")]
    name = found.credit.authors[0]
    texts = [frame.lines[m].text for m in (n - 1, end + 1) if 0 <= m < len(frame.lines)]
    return {
        "lines to a date": near[0] if near else NEAR_DATE + 1,
        "a date above": int(bool(near) and n - near[0] in frame.dated),
        "a role under it": int(0 < len(below) < 2 * MAX_SHORT_CHARS and is_beside_names(below, words, "role")),
        "over a photo credit": photo[0] if photo else 0,
        "named again beside it": int(any(name in text and len(text) < MAX_SHORT_CHARS for text in texts)),
    }  # fmt: skip


def elsewhere(page: Page, words: Words, frame: Frame, found: Found) -> Facts:
    """How the headline, the body and other short lines name the authors."""
    credit = found.credit
    text = body_text(page, frame)
    early = text[:MAX_EARLY_CHARS]
    names = [" ".join(author.split()[-2:]) for author in credit.authors] if credit.people else []
    return {
        "named again": min(5, short_lines(page).count(credit.authors[0]) - 1),
        "named in the headline": int(in_title(page, credit)),
        "named early in the body": int(found.way != "in a paragraph" and any(mentioned(name, early) for name in names)),
        "named in the body": max([min(9, text.count(name.rsplit(" ", 1)[-1])) for name in names], default=0),
        "words of the body": int(in_small_letters(credit, text, words)),
    }  # fmt: skip


def short_lines(page: Page) -> str:
    """The short lines of the page, one after the other."""
    lines = (line.text for line in page.source if len(line.text) < MAX_SHORT_CHARS)
    return page.once("byline: short", lambda: "\n".join(lines)[:MAX_BODY_CHARS])


def body_text(page: Page, frame: Frame) -> str:
    """The paragraphs of the body, one after the other, notes on authors aside."""
    return page.once(
        "byline: body",
        lambda: "\n".join(
            line.text
            for line in frame.lines[frame.start : frame.end]
            if len(line.text) > MAX_CASED_CHARS
            and ends_sentence(line.text)
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
    small = words_of(page.language).function
    return not before or (before[-1] not in "-–—|:" and before.rsplit(" ", 1)[-1] not in small)


def mentioned(name: str, text: str) -> bool:
    """Whether a text names somebody, credits behind a slash or colon aside."""
    return text.count(f" {name}") + text.count(f"\n{name}") > text.count(f"/ {name}") + text.count(f": {name}")


def in_small_letters(credit: Credit, text: str, words: Words) -> bool:
    """Whether a word of the names stands in a text as a common word, without a capital."""
    tokens = (t for author in credit.authors for t in author.split() if len(t) > 2 and "." not in t)
    return any(
        token != token.lower() and token.lower() not in words.function and f" {token.lower()}" in text
        for token in tokens
    )


def place(frame: Frame, head: Headline, found: Found) -> Facts:
    """Where it stands in the article."""
    n = found.at if found.way != "in a paragraph" else frame.start
    title = head.at if head.at is not None else max(-1, frame.start - LINES_TO_HEADLINE)
    over = [n - m for m in head.printings if 0 <= n - m <= FAR]
    body = [m for m in range(frame.start, frame.end) if frame.paragraphs[m]]
    following = next((m for m in range(n + 1, min(n + FAR, len(frame.lines))) if frame.paragraphs[m]), n + FAR)
    return {
        "under the headline": max(-FAR, min(FAR, n - title)), "under a printing": min(over, default=FAR + 1),
        "paragraphs over it": min(9, bisect_left(body, n)), "over the body": max(-FAR, min(FAR, frame.start - n)),
        "under the body": max(0, min(FAR, n - frame.end + 1)), "last lines": int(n >= len(frame.lines) - 3),
        "over a paragraph": following - n,
    }  # fmt: skip


def rivals(frame: Frame, found: Found, likely: Sequence[Found]) -> Facts:
    """How it stands to those that were found in the same way and name others."""
    others = [f for f in likely if f.credit.authors[0] != found.credit.authors[0]]
    alike = [f for f in others if f.way == found.way]
    return {
        "under another": min(5, sum(f.at < found.at for f in alike)),
        "rivals": min(9, sum(abs(f.at - found.at) <= NEAR_RIVALS for f in alike)),
        "labelled rivals": min(5, sum(f.way in ("label", "label alone") and f.at < frame.end for f in others)),
    }  # fmt: skip
