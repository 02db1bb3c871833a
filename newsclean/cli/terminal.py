"""Pages to read on a terminal: the article, or each line with its fate.

On a terminal lines break between words, under where they began; elsewhere each is one line, for grep and less.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import Any, Literal

from rich.console import Console
from rich.text import Text

from newsclean.article import Article
from newsclean.cli.output import printable
from newsclean.cli.records import Record
from newsclean.cli.shapes import utf8
from newsclean.cli.sources import Inputs
from newsclean.escaping import line_numbers
from newsclean.ledger import FIELDS, Entry, why_of
from newsclean.markup import facts_of, paragraphs_of
from newsclean.palette import swatch

MIN_TEXT_CELLS = 40
"""On a terminal with less room beside the line's number and kind, the text stands under them."""
INDENT = 4
"""Cells before a text that stands under its number and kind."""
TRUE_COLOUR = ("truecolor", "24bit")
"""The values of COLORTERM of terminals that show any colour."""
MARKS = {"list-item": "• ", "quote": "> "}
"""What stands before a paragraph of these kinds."""


class Screen:
    """What shapes for reading share: colours if wanted, words kept whole on a terminal, a name over each of many pages.

    color: "always", "never", or "auto": on a terminal, unless NO_COLOR is set; anywhere where FORCE_COLOR is.
    """

    def __init__(self, inputs: Inputs, file: Any, color: str) -> None:
        self.inputs = inputs
        self.is_terminal = bool(file.isatty())
        is_coloured = has_colours(self.is_terminal) if color == "auto" else color == "always"
        # Of sixteen colours the nearest may be the paper's; all terminals in use have 256, whatever TERM says.
        depth: Literal["truecolor", "256"] = "truecolor" if os.environ.get("COLORTERM") in TRUE_COLOUR else "256"
        self.console = Console(
            force_terminal=is_coloured, color_system=depth if is_coloured else None, no_color=False, highlight=False
        )
        self.is_first = True

    def page(self, record: Record, article: Article) -> bytes:
        """The page, under its name if it is one of many."""
        with self.console.capture() as capture:
            if not self.inputs.is_one_page:
                self.print(Text(f"{'' if self.is_first else chr(10)}==> {printable(record.place)} <=="))
            self.show(article)
        self.is_first = False
        return utf8(capture.get())

    def end(self) -> bytes:
        """Nothing."""
        return b""

    def show(self, article: Article) -> None:
        """Print a page."""
        raise NotImplementedError

    def print(self, text: Text) -> None:
        """Print a text, in lines as long as there is room."""
        self.console.print(text, soft_wrap=not self.is_terminal)


def has_colours(is_terminal: bool) -> bool:
    """Whether to use colours where no option says: https://no-color.org, https://force-color.org."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal and os.environ.get("TERM") != "dumb")


class Reader(Screen):
    """The article to read: title, byline and date, paragraphs; one paragraph a line."""

    def show(self, article: Article) -> None:
        """Print the article, blank lines between its parts."""
        parts = [Text(printable(article.title), "bold")] if article.title else []
        facts = " · ".join(map(printable, facts_of(article)))
        if facts:
            parts.append(Text(facts, "dim"))
        for kind, text in paragraphs_of(article):
            parts.append(Text(MARKS.get(kind, "") + printable(text), "bold" if kind == "subhead" else ""))
        for n, part in enumerate(parts):
            self.print(Text("\n" if n else "").append_text(part))


class Explained(Screen):
    """Every line of the page: + kept or - removed, its number, what it is, its text, by which step it went and why."""

    def show(self, article: Article) -> None:
        """Print the lines, and how many of them are what."""
        heads = [(mark_of(entry), line_numbers(entry.lines), printable(entry.fate)) for entry in article.ledger]
        _, numbers, kinds = (max(map(len, column)) for column in zip(("", "", ""), *heads, strict=True))
        room = self.console.width - len(f"-? {'':{numbers}}  {'':{kinds}}  ")
        is_beside = room >= MIN_TEXT_CELLS or not self.is_terminal
        if not is_beside:
            numbers, kinds, room = 0, 0, self.console.width - INDENT
        for (mark, number, kind), entry in zip(heads, article.ledger, strict=True):
            head = Text.assemble((f"{mark} {number:>{numbers}}  {kind:<{kinds}}  ", style_of(entry)))
            self.print_row(head, text_of(entry), room, is_beside)
        if heads:
            self.print(Text("\n").append_text(summary_of(article)))

    def print_row(self, head: Text, text: Text, room: int, is_beside: bool) -> None:
        """Print a text beside its head or under it; its lines after the first begin under its start."""
        lines = list(text.wrap(self.console, max(1, room))) if self.is_terminal else [text]
        indent = " " * (len(head) if is_beside else INDENT)
        rows = [Text(indent) + line for line in lines]
        for row in [head + lines[0], *rows[1:]] if is_beside else [head, *rows]:
            row.rstrip()
            self.console.print(row, soft_wrap=True)


def mark_of(entry: Entry) -> str:
    """Whether a line is kept or removed, and whether that is doubtful."""
    return f"{'-' if entry.role == 'removed' else '+'}{'?' if entry.is_doubtful else ' '}"


def style_of(entry: Entry) -> str:
    """How a line's number and kind are printed: in the kind's colour; of what is kept, dim."""
    return swatch(entry.kind).colour if entry.role == "removed" else "dim"


def text_of(entry: Entry) -> Text:
    """A line's text and why it has its fate; of what was removed also by which step."""
    text, why = printable(entry.text), printable(why_of(entry))
    if entry.role == "removed":
        return Text.assemble((text, "dim"), (f"  ({printable(entry.by)}: {why})", style_of(entry)))
    if entry.role in FIELDS:
        return Text.assemble((text, "bold"), (f"  ({why})", "dim"))
    return Text.assemble(text, (f"  ({why})" if entry.is_doubtful else "", "dim"))


def summary_of(article: Article) -> Text:
    """How many lines are kept and removed, the removed ones by kind in their colours, and how many are doubtful."""
    kinds = Counter(entry.fate for entry in article.removed)
    doubtful = sum(entry.is_doubtful for entry in article.ledger)
    text = Text(f"{len(article.ledger) - len(article.removed)} kept, {len(article.removed)} removed")
    for n, (kind, count) in enumerate(kinds.most_common()):
        text.append(", " if n else ": ").append(f"{count} {printable(kind)}", swatch(kind).colour)
    return text.append(f"; {doubtful} doubtful (?)" if doubtful else "")
