"""A fragment of HTML, as feeds hold it: its paragraphs without their tags, which the ledger has as markup.

A text is one where most of it stands between `<p>` and `</p>` or their like, or where line breaks (`<br>`) stand only
at the ends of its sentences. A text that mentions a tag or shows a few lines of HTML stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.layout.pieces import Aside, Kind, Piece, tidy
from newsclean.layout.tags import BLOCKS, EMPTY, Tag, find_tags
from newsclean.script import CLOSERS, FULL_STOPS

APART = frozenset(("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "p"))
"""The tags that browsers set apart by an empty line."""
HOLDERS = APART | {"li"}
"""The tags that hold one paragraph, heading or item."""
MARKS: dict[str, Kind] = {
    "li": "list-item", "blockquote": "quote", **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}  # fmt: skip
MIN_SHARE = 0.5
"""Of a fragment, more of the characters stand in its paragraphs than beside them."""
MIN_BREAKS = 2
"""Tags at sentence ends that make a fragment of a feed. By hand."""
MAX_BEHIND = 40
"""Characters before a line break among which the end of its sentence is looked for."""
_SENTENCE_END = (*FULL_STOPS, *CLOSERS, ">")
"""What a sentence, or a tag behind it, ends in."""
_LINE_END_RE = re.compile(r"[^\S\n]*(?:[\n<]|\Z)")
"""The end of a line, or a tag."""


def is_fragment(text: str) -> bool:
    """Whether a text is plainly a fragment of HTML.

    >>> is_fragment("Rain\\n<p>It fell <b>all</b> night.</p><p>Nobody was hurt.</p>")
    True
    >>> is_fragment("<p> opens a paragraph, and </p> closes it.")
    False
    >>> is_fragment("It fell all night.<br/>Nobody was hurt.<br />The river fell.")
    True
    """
    small = text.lower() if "<" in text else ""
    if "</" not in small and "<br" not in small:
        return False
    tags = list(find_tags(text))
    return _has_paragraphs(text, tags) or _has_breaks(text, tags)


def _has_paragraphs(text: str, tags: Sequence[Tag]) -> bool:
    """Whether most characters of a text stand in elements of HOLDERS that open and close where a line or a tag does."""
    inside = total = at = 0
    opened: int | None = None
    for tag in (*tags, Tag(len(text), len(text), "", False)):
        total += _visible(text[at : tag.start])
        if tag.name in HOLDERS and tag.closes and opened is not None and _LINE_END_RE.match(text, tag.end):
            inside += total - opened
            opened = None
        elif tag.name in HOLDERS and not tag.closes:
            opens_line = not text[max(at, text.rfind("\n", at, tag.start)) : tag.start].strip()
            opened = total if opens_line else None
        at = tag.end
    return inside > MIN_SHARE * total


def _has_breaks(text: str, tags: Sequence[Tag]) -> bool:
    """Whether line breaks stand in a text only where sentences or lines end."""
    breaks = [tag for tag in tags if tag.name == "br"]
    return len(breaks) >= MIN_BREAKS and all(
        text[max(0, tag.start - MAX_BEHIND) : tag.start].rstrip().endswith(_SENTENCE_END)
        or text[tag.end : tag.end + 1] in ("", "\n")
        for tag in breaks
    )


def _visible(text: str) -> int:
    """How many characters of a text are no white space."""
    return len("".join(text.split()))


def tagged_pieces(text: str) -> tuple[list[Piece], list[Aside]]:
    """The pieces of a fragment of HTML, and its tags, those of a line together.

    A line's end within an element is a space, as in browsers.

    >>> pieces, tags = tagged_pieces("<p>Rain fell <a href='/n'>all\\nnight</a>.</p><ul><li>Hail")
    >>> [(piece.text, piece.number, piece.starts, piece.mark) for piece in pieces]
    [('Rain fell all', 1, True, ''), ('night.', 2, False, ''), ('Hail', 2, True, 'list-item')]
    >>> [(tag.number, tag.text) for tag in tags]
    [(1, "<p> <a href='/n'>"), (2, '</a> </p> <ul> <li>')]
    """
    return _FragmentReader().run(text)


class _FragmentReader:
    """One way through a fragment, from tag to tag."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.tags: dict[int, list[str]] = {}
        self.held: list[str] = []
        self.number = 1
        self.links = self.linked = 0
        self.mark: Kind = ""
        self.is_open = False
        self.starts = self.blank = True

    def run(self, text: str) -> tuple[list[Piece], list[Aside]]:
        at = 0
        for tag in find_tags(text):
            self.read(text[at : tag.start])
            self.take(tag, text[tag.start : tag.end])
            at = tag.end
        self.read(text[at:])
        self.write()
        asides = [Aside(number, " ".join(tags), "HTML tags") for number, tags in sorted(self.tags.items())]
        return self.pieces, asides

    def read(self, text: str) -> None:
        """Take up the text between two tags."""
        for n, part in enumerate(text.split("\n")):
            if n:
                self.end_line()
            self.held.append(part)
            self.linked += _visible(part) * (self.links > 0)

    def take(self, tag: Tag, printed: str) -> None:
        """Write a tag down; one of a block, or a line break, ends what has been read."""
        if tag.name in BLOCKS or tag.name in EMPTY:
            self.write()
            self.starts = True
            self.blank = self.blank or tag.name in APART
        if tag.name in BLOCKS:
            self.is_open = not tag.closes
            if tag.name in MARKS:
                self.mark = "" if tag.closes else MARKS[tag.name]
        elif tag.name == "a":
            self.links = max(0, self.links + (-1 if tag.closes else 1))
        for n, part in enumerate(printed.split("\n")):
            if n:
                self.end_line()
            if bare := tidy(part):
                self.tags.setdefault(self.number, []).append(bare)

    def end_line(self) -> None:
        self.write()
        has_text = self.number in self.tags or (bool(self.pieces) and self.pieces[-1].number == self.number)
        self.blank = self.blank or not has_text
        self.number += 1
        self.starts = self.starts or not self.is_open

    def write(self) -> None:
        """Make a piece of what has been read."""
        if bare := tidy("".join(self.held)):
            self.pieces.append(Piece(bare, self.number, self.blank, self.mark, self.linked, self.starts))
            self.starts = self.blank = False
        self.held, self.linked = [], 0
