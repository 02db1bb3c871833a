"""The ledger: what became of each part of a page, and what each field was chosen from.

Both are tuples to code; a notebook shows them as small tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsclean.escaping import html_cell, html_table, line_numbers
from newsclean.page import Clutter, Kind, Role
from newsclean.palette import swatch

FIELDS = ("title", "byline", "date", "updated")
"""The roles of entries that are fields of the article."""
DOUBT = 0.2
"""How far a probability is from 0 and from 1 where the verdict is doubtful: one in five of such is wrong, or more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the page and what became of it.

    lines: source line numbers, from 1.
    text: as cleaned.
    role: "title", "byline", "date", "updated", "body" or "removed".
    by: the step that decided, such as "photo-credits".
    reason: why, in words.
    kind: of a body entry, "paragraph", "subhead", "list-item" or "quote"; of a removed one what it is: "navigation",
        "share", "caption" and so on (`newsclean.page.Clutter` has them all); of a field None.
    probability: of a body entry and of a learned removal, how likely the line is body by the line scorer, from 0 to 1;
        None where it was not asked.
    """

    lines: tuple[int, ...]
    text: str
    role: Role
    by: str
    reason: str
    kind: Kind | Clutter | None = None
    probability: float | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether a learned verdict could well be wrong: its probability is from .2 to .8."""
        return self.probability is not None and DOUBT <= self.probability <= 1 - DOUBT

    @property
    def fate(self) -> str:
        """What became of the part, in a word: the field that it is, or its kind.

        >>> Entry((1,), "Photo: AP", "removed", "photo-credits", "credit label", "credit").fate
        'credit'
        >>> Entry((2,), "Rain floods the town", "title", "title", "heads the page").fate
        'title'
        """
        return self.role if self.role in FIELDS else self.kind or ("other" if self.role == "removed" else "paragraph")


@dataclass(frozen=True, slots=True)
class Considered:
    """A candidate for a field, as `Article.explain` shows it."""

    field: str
    value: str
    lines: tuple[int, ...]
    text: str
    taken: bool
    reason: str


class Entries(tuple[Entry, ...]):
    """Entries of a ledger: a tuple that a notebook shows as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return html_table(("Lines", "Fate", "Text", "By", "Why"), map(_entry_cells, self))


class Choices(tuple[Considered, ...]):
    """What was considered for a field: a tuple that a notebook shows as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return html_table(("Lines", "Field", "Value", "Taken", "Why"), map(_choice_cells, self))


def bar_of(entry: Entry) -> str:
    """The bar beside a removed part, as a CSS declaration; nothing for a part that is kept."""
    if entry.role != "removed":
        return ""
    look = swatch(entry.kind)
    return f"border-inline-start:6px {look.stroke} {look.colour}"


def why_of(entry: Entry) -> str:
    """The reason for a part's fate, with the probability of a learned verdict.

    >>> why_of(Entry((1,), "Menu", "removed", "boilerplate", "short", "navigation", 0.34))
    'short (34% likely to be body: doubtful)'
    """
    if entry.probability is None:
        return entry.reason
    return f"{entry.reason} ({chance_of(entry.probability)}{': doubtful' if entry.is_doubtful else ''})"


def chance_of(probability: float) -> str:
    """The probability of a learned verdict in words.

    >>> chance_of(0.34), chance_of(0.0004), chance_of(0.9996)
    ('34% likely to be body', 'under 1% likely to be body', 'over 99% likely to be body')
    """
    shown = f"{min(max(probability, 0.01), 0.99):.0%}"
    return f"{'under ' * (probability < 0.01)}{'over ' * (probability > 0.99)}{shown} likely to be body"


def _entry_cells(entry: Entry) -> list[str]:
    weight = "" if entry.role == "removed" else "font-weight:bold"
    return [
        html_cell(line_numbers(entry.lines), bar_of(entry)),
        html_cell(entry.fate, weight),
        html_cell(entry.text),
        html_cell(entry.by),
        html_cell(why_of(entry)),
    ]


def _choice_cells(choice: Considered) -> list[str]:
    weight = "font-weight:bold" if choice.taken else "font-weight:normal"
    return [
        html_cell(line_numbers(choice.lines)),
        html_cell(choice.field),
        html_cell(choice.value, f"{weight};min-width:7em"),
        html_cell("yes" if choice.taken else "no", weight),
        html_cell(choice.reason),
    ]
