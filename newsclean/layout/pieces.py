"""Source lines -> pieces: each line, or each cell of one, without the marks of its rendering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsclean.layout.markdown import GLUE, IMAGE, IMAGE_END, LINK, LINK_END, unmarked
from newsclean.layout.tags import has_only_tags
from newsclean.structure import STRUCTURE_NAMES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_COLUMN_CHARACTERS = 60
"""Characters of a cell that holds text, not a label. By hand."""

Kind = Literal["", "heading", "list-item", "quote"]


class Aside(NamedTuple):
    """What a source line holds beside its text: the line's number, the words, and what they are."""

    number: int
    text: str
    reason: str


RULE_RE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|={3,}|[─━═]{3,})\Z")
"""A line that only parts what is above it from what is below."""
_BULLET_RE = re.compile(r"\s*[•◦▪▫‣⁃∙●■□](?:\s+|\Z)")
"""A bullet."""
_INDENTED_STAR_RE = re.compile(r"\s+\*(?:\s+|\Z)")
"""A star that is one."""
_INDENTED_STARS_RE = re.compile(r"^[ \t]+\* +\S", re.M)
"""Whether a page has such."""
# A line that has none of these has single spaces between its words.
_UNEVEN_SPACES = (
    "\t",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x1f",
    "\x85",
    "\xa0",
    "\u1680",
    "\u2028",
    "\u2029",
    "\u202f",
    "\u205f",
    "\u3000",
    *map(chr, range(0x2000, 0x200B)),
    "  ",
)
_PREFIX_RE = re.compile(r"\s*((?:>\s?)*)\s*((?:(?:[*+-]|\d{1,3}[.)]|:(?=  ))(?:\s+|\Z))*)(#{1,6}(?:\s+|\Z))?")
"""The marks before a line's text: quotes, items, a heading."""
_UNNUMBERED_RE = re.compile(r"\s*((?:>\s?)*)\s*((?:(?:[*+-]|:(?=  ))(?:\s+|\Z))*)(#{1,6}(?:\s+|\Z))?")
"""The same where a number is the text's own."""
_NUMBERED_RE = re.compile(r"[\s>*+-]{0,12}(\d{1,3})[.)]\s")
"""The number of an item."""
_CLOSING_HASHES_RE = re.compile(r"\s#+\s*\Z")
"""A heading's marks at its end."""
_UNDERLINE_RE = re.compile(r"\s{0,3}(?:=+|-{2,})\s*\Z")
"""The line under a heading."""
_TABLE_RULE_RE = re.compile(r"[\s|:-]*-{3,}[\s|:-]*\Z")
"""The line under the head of a table."""
_DEFINITION_RE = re.compile(r" {0,3}\[[^\[\]]{1,80}\]:[ \t]*\S+")
"""The line that says where a reference leads."""
_SPACES_RE = re.compile(r"\s{2,}|[^\S \u3000]")
"""A run of white space."""
_COLUMN_RE = re.compile(r"\s{3,}")
"""White space that parts columns."""
_CELL_RE = re.compile(r" ?\| ?|  +")
"""What parts the cells of a table."""
_MARKER_RE = re.compile(f"[{LINK}{LINK_END}{IMAGE}{IMAGE_END}]")
"""A marker of a link or image."""


@dataclass(slots=True)
class Piece:
    """A source line, or a cell of one, on its way into a logical line.

    text: without marks; "" where only marks were.
    linked: how many of its visible characters are links.
    starts, ends: whether the rendering says that a logical line starts, or ends, with it.
    glued: whether its line started in the middle of a word.
    spaced: whether a space is known to stand before it.
    """

    text: str
    number: int
    blank_before: bool
    mark: Kind = ""
    linked: int = 0
    starts: bool = False
    ends: bool = False
    glued: bool = False
    spaced: bool = False


def tidy(text: str) -> str:
    """A text with one space for each run of white space and none at its ends; a lone full-width space stays one.

    >>> tidy("  a \\u00a0 b"), tidy("雨\\u3000晴") == "雨\\u3000晴"
    ('a b', True)
    """
    if "\u3000" not in text:
        return " ".join(text.split())
    return _SPACES_RE.sub(" ", text.strip())


def plain_pieces(lines: Sequence[str], text: str) -> list[Piece]:
    """The pieces of a page that is not markdown, whose lines joined are `text`: bullets and indentation come off."""
    stars = "  * " in text and len(_INDENTED_STARS_RE.findall(text)) >= 2
    uneven = [space for space in _UNEVEN_SPACES if space in text]
    pieces: list[Piece] = []
    blank = True
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare:
            blank = True
            continue
        if uneven and "   " in bare and len(cells := _COLUMN_RE.split(bare)) > 1 and _are_columns(cells):
            pieces.extend(Piece(tidy(cell), number, blank, "", 0, True, True) for cell in cells)
        elif bare[0].isalnum():
            pieces.append(Piece(tidy(bare) if any(map(bare.__contains__, uneven)) else bare, number, blank))
        else:
            pieces.append(_plain_piece(line, number, blank, stars))
        blank = False
    return pieces


def _plain_piece(line: str, number: int, blank: bool, stars: bool) -> Piece:
    """A line that starts with no letter or digit: bullets, rules and mere tags come off, stars if they are bullets."""
    if RULE_RE.match(line) or has_only_tags(line):
        return Piece("", number, True, "", 0, True, True)
    if bullet := _BULLET_RE.match(line) or (stars and _INDENTED_STAR_RE.match(line)):
        return Piece(tidy(line[bullet.end() :]), number, blank, "list-item", 0, True)
    return Piece(tidy(line), number, blank)


def known_pieces(pieces: list[Piece], structure: NDArray[np.float32]) -> list[Piece]:
    """The same pieces with their marks, links and starts as the structure of the HTML says."""
    row = dict(zip(STRUCTURE_NAMES, structure, strict=True))
    heading, quote = (row["tag_h1"] + row["tag_heading"]).tolist(), row["in_blockquote"].tolist()
    item, starts, links = (row[name].tolist() for name in ("list_item", "block_start", "html_link_share"))
    for piece in pieces:
        at = piece.number - 1
        piece.mark = "heading" if heading[at] else "list-item" if item[at] else "quote" if quote[at] else ""
        piece.starts = piece.starts or starts[at] > 0
        piece.linked = round(links[at] * len(piece.text.replace(" ", "")))
    return pieces


def _are_columns(cells: Sequence[str]) -> bool:
    """Whether cells side by side are texts of their own, not the figures of one row."""
    return max(map(len, cells)) >= MIN_COLUMN_CHARACTERS


def markdown_pieces(lines: Sequence[str], text: str) -> tuple[list[Piece], list[Aside]]:
    """The pieces of a markdown page, whose lines joined are `text`, and what it says of its images."""
    pieces: list[Piece] = []
    reader = _Reader()
    blank = True
    table = False
    numbered = numbered_lines(lines)
    for number, (raw, line) in enumerate(zip(lines, unmarked(text).split("\n"), strict=True), 1):
        if not raw or raw.isspace():
            blank, table = True, False
            continue
        if RULE_RE.match(raw) or _UNDERLINE_RE.match(raw) or has_only_tags(raw):
            if pieces and pieces[-1].number == number - 1 and not blank and _UNDERLINE_RE.match(raw):
                pieces[-1].mark = "heading"
            pieces.append(Piece("", number, True, "", 0, True, True))
        elif "|" in raw and _TABLE_RULE_RE.match(raw):
            table = True
            pieces.append(Piece("", number, True, "", 0, True, True))
        elif "|" in line and (table or raw.lstrip()[:1] == "|"):
            pieces.extend(_cells(line, number, blank, reader))
        else:
            prefix = (_PREFIX_RE if number in numbered else _UNNUMBERED_RE).match(raw)
            pieces.append(_markdown_piece(raw, line, number, blank, reader, prefix))
        blank = False
    return pieces, reader.images


def numbered_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are items of a numbered list: their neighbours count on, up or down.

    >>> sorted(numbered_lines(["30. Juni 2025", "text", "1. milk", "2. bread"]))
    [3, 4]
    """
    found = [(n, int(match[1])) for n, line in enumerate(lines, 1) if (match := _NUMBERED_RE.match(line))]
    pairs = [(first, second) for first, second in pairwise(found) if second[1] == first[1] + 1]
    return frozenset(n for pair in pairs for n, _ in pair)


def _markdown_piece(
    raw: str, line: str, number: int, blank: bool, reader: _Reader, prefix: re.Match[str] | None
) -> Piece:
    """A line that is no table row: its block marks, `prefix`, come off; `line` is what `unmarked` made of `raw`."""
    mark: Kind = ""
    starts = False
    if prefix and prefix.end() and line.startswith(prefix[0]):
        line = line[prefix.end() :]
        mark = "heading" if prefix[3] else "list-item" if prefix[2] else "quote" if prefix[1] else ""
        starts = bool(prefix[3] or prefix[2])
    glued = line[:1] == GLUE and not line[1:2].isspace()
    content, linked = reader.read(line.removeprefix(GLUE), number)
    if mark == "heading":
        content = _CLOSING_HASHES_RE.sub("", content)
    if "]:" in raw and _DEFINITION_RE.match(raw):
        content = ""
    return Piece(content, number, blank, mark, linked, starts, raw[-2:] == "  ", glued)


def _cells(line: str, number: int, blank: bool, reader: _Reader) -> list[Piece]:
    """The pieces of a table row: one, or each cell for itself."""
    pieces: list[Piece] = []
    for cell in _CELL_RE.split(line):
        content, linked = reader.read(cell.removeprefix(GLUE), number)
        if content.strip("-: "):
            pieces.append(Piece(content, number, blank, "", linked, True, True))
    if not pieces:
        return [Piece("", number, blank, "", 0, True, True)]
    if len(pieces) == 1 or _are_columns([piece.text for piece in pieces]):
        return pieces
    row = " ".join(piece.text for piece in pieces)
    return [Piece(row, number, blank, "", sum(piece.linked for piece in pieces), True, True)]


class _Reader:
    """Reads what `unmarked` gives, line by line; links and images may stay open from one line to the next."""

    def __init__(self) -> None:
        self.images: list[Aside] = []
        self.links = 0
        self.in_image = False

    def read(self, line: str, number: int) -> tuple[str, int]:
        """The text of a line, or of a part of one, and how many of its visible characters are links."""
        parts = _MARKER_RE.split(line)
        if len(parts) == 1 and not self.links and not self.in_image:
            return tidy(line), 0
        texts: list[str] = []
        linked = at = 0
        for part in parts:
            if self.in_image:
                if description := tidy(part):
                    self.images.append(Aside(number, description, "image description"))
            else:
                texts.append(part)
                if self.links:
                    linked += len("".join(part.split()))
            at += len(part) + 1
            self.pass_marker(line[at - 1 : at])
        return tidy("".join(texts)), linked

    def pass_marker(self, marker: str) -> None:
        if marker == LINK:
            self.links += 1
        elif marker == LINK_END:
            self.links = max(0, self.links - 1)
        elif marker:
            self.in_image = marker == IMAGE
