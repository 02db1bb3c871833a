"""What speaks for and against a possible byline: named facts, which the ranker weighs.

How it was found, what its authors are, what stands in its line and beside it, where it stands, and whether the rest of
the page names the same people as authors are named, or as those whom an article is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from newsclean.fields.byline_lines import Found, Ground, button_words
from newsclean.fields.credit import Credit, is_beside_names
from newsclean.fields.rank import Facts
from newsclean.fields.words import Words, words_of
from newsclean.frame import Frame, Headline
from newsclean.lexicon import fold
from newsclean.page import Page
from newsclean.script import ends_sentence

MIN_SENTENCE_CHARS = 60
"""A shorter line of the body is no sentence in which somebody is named."""
MAX_BODY_CHARS = 40_000
"""More of the body is not searched for a name."""
MAX_SHORT_CHARS = 120
"""A longer line of the page is not short. By hand."""
LINES_TO_HEADLINE = 4
"""Where no headline is known, it is taken to be this far over the body."""
FAR, NEAR_RIVALS, NEAR_DATE = 30, 8, 5
"""Greater distances in lines are counted as these."""
WAYS = {
    "label": "a label before the names", "word": "a label that is a word of the language too",
    "label alone": "a label in a line of its own", "name": "nothing but names",
    "house": "a word or a house beside a day or the headline",
    "label inside": "a label inside the line",
    "in a paragraph": "a reporter in brackets or in the dateline",
    "credit at the end": "a credit at the end", "closing name": "a name under the body",
    "says who the author is": "a sentence says who the author is",
    "under the label of an author box": "such a label stands over the name",
}  # fmt: skip
FACTS = {
    **WAYS,
    "people": "how many of the authors are people",
    "an agency": "an agency signs", "a desk": "a desk or house signs", "one word": "a name of one word",
    "family name": "a name of Han, kana or Hangul starts with one",
    "words of a name": "how many words the longest name has",
    "words of buttons": "percent of a name's words, of buttons",
    "a role in the line": "a role or an address stands beside", "a place in the line": "a place stands beside",
    "a day in the line": "a day or time stands beside", "a mark": "the rendering marks it as heading or list item",
    "lines to a date": "how far the next dated line is", "a role under it": "the next line is a role",
    "named again beside it": "a line beside it has the name", "named again": "other short lines have the name",
    "words of other lines": "how many other short lines have a word of the name, and not the name",
    "words of the page": "percent of a name's words that the page has in small letters",
    "named in the headline": "the headline has the name",
    "named in the body": "how often the last word is",
    "words of the body": "the body has a name's word in small letters",
    "under the headline": "how many lines under it", "under a printing": "how far under its nearest other printing",
    "paragraphs over it": "how many of the body's", "over the body": "how many lines over the body's start",
    "under the body": "how many lines under the body's last",
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
    buttons = frozenset() if labelled else button_words(page.language)
    return {
        "people": credit.people, "an agency": int("agency" in credit.kinds),
        "a desk": int(not credit.people and "agency" not in credit.kinds),
        "one word": int(len(names[0]) == 1 and not credit.is_eastern),
        "family name": int(credit.is_eastern and credit.surname),
        "words of a name": max(sum(word not in words.particles for word in name) for name in names),
        "words of buttons": max(100 * sum(word in buttons for word in name) // len(name) for name in names),
    }  # fmt: skip


def in_the_line(found: Found) -> Facts:
    """What stands beside the names in their line."""
    kinds = found.credit.kinds
    return {
        "a role in the line": int(bool(kinds & {"role", "contact"})), "a place in the line": int("place" in kinds),
        "a day in the line": int("date" in kinds), "a mark": int(bool(found.line.mark)),
    }  # fmt: skip


def beside(page: Page, words: Words, frame: Frame, found: Found) -> Facts:
    """What the lines beside it are."""
    n, end = found.at, found.at + len(found.more)
    near = [far for far in range(1, NEAR_DATE + 1) if n - far in frame.dated or end + far in frame.dated]
    below = frame.lines[end + 1].text if end + 1 < len(frame.lines) else ""
    name = found.credit.authors[0]
    texts = [frame.lines[m].text for m in (n - 1, end + 1) if 0 <= m < len(frame.lines)]
    return {
        "lines to a date": near[0] if near else NEAR_DATE + 1,
        "a role under it": int(0 < len(below) < 2 * MAX_SHORT_CHARS and is_beside_names(below, words, "role")),
        "named again beside it": int(any(name in text and len(text) < MAX_SHORT_CHARS for text in texts)),
    }  # fmt: skip


def elsewhere(page: Page, words: Words, frame: Frame, found: Found) -> Facts:
    """How the headline, the body and other short lines name the authors."""
    credit = found.credit
    text = body_text(page, frame)
    last = [author.rsplit(" ", 1)[-1] for author in credit.authors if credit.people]
    again, counts, small = short_lines(page).count(credit.authors[0]), word_lines(page), small_words(page)
    long = [fold(word) for word in credit.authors[0].split() if len(word) > 2 and fold(word) not in words.particles]
    return {
        "named again": min(5, again - 1),
        "words of other lines": min(9, max([counts[word] for word in long], default=0) - again),
        "words of the page": 100 * sum(word in small for word in long) // max(1, len(long)),
        "named in the headline": int(in_title(page, credit)),
        "named in the body": max([min(9, text.count(word)) for word in last], default=0),
        "words of the body": int(in_small_letters(credit, text, words)),
    }  # fmt: skip


def short_lines(page: Page) -> str:
    """The short lines of the page, one after the other."""
    lines = (line.text for line in page.source if len(line.text) < MAX_SHORT_CHARS)
    return page.once("byline: short", lambda: "\n".join(lines)[:MAX_BODY_CHARS])


def word_lines(page: Page) -> Counter[str]:
    """How many of the page's short lines have each word, folded."""
    return page.once(
        "byline: word lines",
        lambda: Counter(w for text in short_lines(page).split("\n") for w in set(fold(text).split())),
    )


def small_words(page: Page) -> frozenset[str]:
    """The words that the page has in small letters."""
    return page.once(
        "byline: small words", lambda: frozenset(w for line in page.source for w in line.text.split() if w.islower())
    )


def body_text(page: Page, frame: Frame) -> str:
    """The paragraphs of the body, one after the other, notes on authors aside."""
    return page.once(
        "byline: body",
        lambda: "\n".join(
            line.text
            for line in frame.lines[frame.start : frame.end]
            if len(line.text) > MIN_SENTENCE_CHARS
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
        "under the body": max(0, min(FAR, n - frame.end + 1)),
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
