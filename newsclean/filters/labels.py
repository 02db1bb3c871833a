"""What the labelled families have in common: lines that are, or start with, a label of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import regex

from newsclean.lexicon import MAX_LABEL_CHARS, NO_HIT, Hit
from newsclean.page import Clutter, Line, Page, Removal
from newsclean.script import ends_sentence, is_paragraph, word_count

MAX_GLUED = 12
"""Labels that run into each other in a line, at most. By hand."""
MAX_UNKNOWN_WORDS = 6
"""Words of a piece among them that the lexicon does not know, at most. By hand."""
MAX_SUBHEAD_WORDS = 3
"""Words of a label that may be a subhead between paragraphs, at most. By hand."""
MIN_PARAGRAPH_WORDS = 18
"""Words of the paragraphs that it then stands between, at least. By hand."""
OFFERS = frozenset(("subscribe.lines", "consent.lines"))
"""Labels that may follow a sentence in the same line."""
_SENTENCE_RE = re.compile(r"(?<=[.!?…؟।])\s+|(?<=[。！？])\s*")
"""Where a sentence ends."""
MENU_TOPICS = frozenset(("nav.lines", "footer.lines"))
"""Labels that may be a subhead as well."""
_GLUE_RE = regex.compile(r"(?<=[\p{Ll}\p{N}:.!?…])(?=\p{Lu}\p{Ll})|\s*[|·•/›»>]\s+|\s{3,}|(?<=[:…])\s+")
"""Where two labels in a line meet."""
_ASCII_GLUE_RE = re.compile(r"[a-z0-9:.!?](?=[A-Z][a-z])|[|/>:]\s|\s{3}")
"""The same in ASCII, which is cheaper to ask."""


def label_removals(
    page: Page, kind: Clutter, lines: Mapping[str, str], starts: Mapping[str, str] | None = None, *, max_words: int = 0
) -> Iterator[Removal]:
    """Removals of a family: each line that is a label as a whole, or opens with one and is not too long.

    kind: what lines of this family are.
    lines, starts: topics of the lexicon, each with the reason to give.
    max_words: how long a line that opens with a label of `starts` may be.

    A menu's or footer's word that stands where subheads do ("Contact") is left to the line scorer.
    """
    for line, hit in labels_of(page):
        topic = next((topic for topic in lines if topic in hit.lines), None)
        if topic and not (topic in MENU_TOPICS and line.index in subheads_by_place(page)):
            yield Removal(line, lines[topic], kind=kind)
        elif starts and hit.starts and word_count(line.text) <= max_words:
            opening = next((starts[name] for name, _ in hit.starts if name in starts), None)
            if opening:
                yield Removal(line, opening, kind=kind)


def labels_of(page: Page) -> list[tuple[Line, Hit]]:
    """The lines that are labels, or open with one, and what the lexicon says of them; looked up once a text."""
    known: dict[str, Hit] = page.once("labels", dict)
    found = []
    for line in page.lines:
        hit = known.get(line.text)
        if hit is None:
            hit = known[line.text] = label_of(page, line.text, page.hits(line))
        if hit is not NO_HIT:
            found.append((line, hit))
    return found


def first_paragraph(lines: Sequence[Line]) -> int:
    """The place of the first paragraph among some lines, or how many they are where there is none."""
    return next((n for n, line in enumerate(lines) if is_paragraph(line.text)), len(lines))


def rest(line: Line, end: int) -> str:
    """What follows a label that ends at an offset, without the marks that join the two."""
    return line.text[end:].lstrip(" :.-–—|/·,©")


def label_of(page: Page, text: str, hit: Hit) -> Hit:
    """What the lexicon says of a line, `hit`; of labels run together, what it says of the first."""
    if not hit.lines and (topics := glued_topics(page, text) or button_topics(page, text)):
        return Hit(topics, hit.starts)
    return hit


def button_topics(page: Page, text: str) -> frozenset[str]:
    """The topics of a button that ends a line behind a sentence ("Already a subscriber? Log in"); none for other lines.

    Only offers end so: a word that a menu has too may be an answer.
    """
    if len(text) > MAX_LABEL_CHARS or not text[-1].isalnum() or (text.isascii() and not has_ascii_stop(text)):
        return frozenset()
    sentences = _SENTENCE_RE.split(text)
    found = page.look_up(sentences[-1]).lines if len(sentences) > 1 else ()
    return OFFERS.intersection(found)


def glued_topics(page: Page, text: str) -> frozenset[str]:
    """The topics of the first label in a line of labels run together ("Share articleClose"); none for other lines."""
    if len(text) > MAX_LABEL_CHARS or text.islower() or not has_glue(text):
        return frozenset()
    pieces = [piece for piece in _GLUE_RE.split(text) if piece and piece.strip()]
    if not 2 <= len(pieces) <= MAX_GLUED:
        return frozenset()
    labels: list[frozenset[str]] = []
    unknown = 0
    for piece in pieces:
        if topics := page.look_up(piece).lines:
            labels.append(topics)
        else:
            unknown += 1
            if 2 * unknown >= len(pieces) or word_count(piece) > MAX_UNKNOWN_WORDS:
                return frozenset()
    return labels[0]


def has_ascii_stop(text: str) -> bool:
    """Whether a sentence could end in an ASCII text."""
    return ". " in text or "? " in text or "! " in text


def has_glue(text: str) -> bool:
    """Whether a text could be labels run together; on ASCII `re` tells it several times as fast."""
    return (_ASCII_GLUE_RE if text.isascii() else _GLUE_RE).search(text) is not None


def subheads_by_place(page: Page) -> frozenset[int]:
    """The indexes of short lines between two paragraphs, where the page has several such."""
    return page.once("subheads by place", lambda: _subheads_by_place(page))


def _subheads_by_place(page: Page) -> frozenset[int]:
    lines = page.source
    long = [word_count(line.text) >= MIN_PARAGRAPH_WORDS and ends_sentence(line.text) for line in lines]
    found = [
        line
        for n, line in enumerate(lines[1:-1], 1)
        if long[n - 1] and long[n + 1] and word_count(line.text) <= MAX_SUBHEAD_WORDS and line.text[-1:].isalnum()
    ]
    return frozenset(line.index for line in found) if len({line.text for line in found}) > 1 else frozenset()
