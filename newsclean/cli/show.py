"""An article as text to read, and a page line by line with the fate of each; in colours where asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsclean.article import FIELDS, Article, Entry
from newsclean.cli.output import printable
from newsclean.escaping import line_numbers
from newsclean.markup import facts_of, paragraphs_of
from newsclean.palette import swatch

BOLD, FAINT, RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_MARKS = {"list-item": "• ", "quote": "> "}


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours, or none."""

    on: bool

    def __call__(self, text: str, *codes: str) -> str:
        """The text in these colours."""
        return f"{''.join(codes)}{text}{RESET}" if self.on and codes and text else text


def text_of(article: Article, paint: Paint) -> str:
    """The article to read: title, byline and date, paragraphs; one paragraph a line."""
    parts = [paint(printable(article.title), BOLD)] if article.title else []
    facts = " · ".join(map(printable, facts_of(article)))
    if facts:
        parts.append(paint(facts, FAINT))
    for kind, text in paragraphs_of(article):
        shown = _MARKS.get(kind, "") + printable(text)
        parts.append(paint(shown, BOLD) if kind == "subhead" else shown)
    return "\n\n".join(parts) + "\n" if parts else ""


def explained(article: Article, paint: Paint) -> str:
    """Every line of the page: + kept or - removed, its number, its fate, its text, and why."""
    rows = [(line_numbers(entry.lines), fate_of(entry), entry) for entry in article.ledger]
    wide = max((len(numbers) for numbers, _, _ in rows), default=0), max((len(fate) for _, fate, _ in rows), default=0)
    return "".join(f"{line}\n" for line in _explained_lines(rows, wide, paint))


def _explained_lines(rows: list[tuple[str, str, Entry]], wide: tuple[int, int], paint: Paint) -> Iterator[str]:
    for numbers, fate, entry in rows:
        is_removed = entry.role == "removed"
        place = f"{numbers:>{wide[0]}}  {fate:<{wide[1]}}"
        chance = "" if entry.probability is None else f", {entry.probability:.0%} likely to be body"
        why = "" if entry.role == "body" else f"  ({printable(entry.reason)}{chance})"
        text = printable(entry.text)
        if is_removed:
            yield f"{paint('- ' + place, colour_of(entry))}  {paint(text, FAINT)}{paint(why, colour_of(entry))}"
        else:
            weight = (BOLD,) if entry.role in FIELDS else ()
            yield f"{paint('+ ' + place, FAINT)}  {paint(text, *weight)}{paint(why, FAINT)}"


def fate_of(entry: Entry) -> str:
    """A part's fate in a word: the step that removed it, the field it is, or the kind of body."""
    if entry.role == "removed":
        return printable(entry.by)
    return (entry.kind or "body") if entry.role == "body" else entry.role


def colour_of(entry: Entry) -> str:
    """The terminal's code for the colour of what a removed part is."""
    colour = swatch(entry.kind).colour
    return "\x1b[38;2;" + ";".join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5)) + "m"


def json_of(article: Article, about: Mapping[str, Any], indent: int | None = None) -> str:
    """The article as JSON, with what the input says of it in "input"; always sound UTF-8."""
    values = {**article.to_dict(), "input": about}
    text = json.dumps(values, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Half a surrogate pair in a field of the input: only as an escape can it be written.
        return json.dumps(values, indent=indent)
    return text
