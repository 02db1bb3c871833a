"""What two pipelines do differently: their steps, and on a page the fields and the fates of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, overload

from newsclean.article import Article, Entry
from newsclean.markup import escape_html, hue, line_numbers
from newsclean.pipeline import Pipeline

COMPARED = ("title", "byline", "authors", "date", "updated", "language")


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the page with another fate: its entries in the two ledgers, or None where one has none."""

    a: Entry | None
    b: Entry | None

    @property
    def lines(self) -> tuple[int, ...]:
        """The source lines of the part."""
        return tuple(sorted({*(self.a.lines if self.a else ()), *(self.b.lines if self.b else ())}))


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two articles of one page; shown as a table in a notebook.

    fields: (name, value in a, value in b), of the fields that differ.
    changes: the parts of the page with another fate, in page order.
    """

    a: Article
    b: Article
    fields: tuple[tuple[str, Any, Any], ...]
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.changes)

    def __repr__(self) -> str:
        if not self:
            return "No difference on this page"
        lines = [f"{name}\n  a: {shown(a)}\n  b: {shown(b)}" for name, a, b in self.fields]
        for change in self.changes:
            lines.append(f"line {line_numbers(change.lines)}")
            lines.extend(f"  {side}: {fate(entry)}" for side, entry in (("a", change.a), ("b", change.b)))
            lines.extend(f"     {text}" for text in texts_of(change))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return "".join(_table(self)) if self else "<p>No difference on this page</p>"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two pipelines side by side; `on` a page it tells what they do differently there.

    >>> from newsclean import compare, default_pipeline
    >>> both = compare(default_pipeline(), default_pipeline().without("photo-credits"))
    >>> both
    Comparison of two pipelines
      only in a: photo-credits
    >>> rain = "Rain fell all night on the roofs of the old town, and the river rose until the morning."
    >>> both.on(f"Rain floods the old town\\n\\nPhoto: Reuters\\n\\n{rain}", language="en").fields
    ()
    """

    a: Pipeline
    b: Pipeline

    def on(self, text: str, **hints: Any) -> Differences:
        """The differences on one page; the hints are those of `newsclean.clean`."""
        return differences(self.a.clean(text, **hints), self.b.clean(text, **hints))

    def __repr__(self) -> str:
        found = [f"  {what}: {', '.join(names)}" for what, names in step_differences(self.a, self.b) if names]
        return "\n".join(["Comparison of two pipelines", *(found or ["  the same steps"])])

    def _repr_html_(self) -> str:
        return f"<pre>{escape_html(repr(self))}</pre>"


@overload
def compare(a: Pipeline, b: Pipeline) -> Comparison: ...
@overload
def compare(a: Pipeline, b: Pipeline, text: str, **hints: Any) -> Differences: ...
def compare(a: Pipeline, b: Pipeline, text: str | None = None, **hints: Any) -> Comparison | Differences:
    """What two pipelines do differently: of their steps, and with a page's text, on that page.

    >>> from newsclean import Removal
    >>> def menus(page): return [Removal(line, "a menu") for line in page.lines if line.text == "Home"]
    >>> compare(Pipeline(), Pipeline().with_filter(menus), "Home\\n\\nRain fell.", language="en")
    line 1
      a: body
      b: removed by menus (a menu)
         Home
    """
    for side in (a, b):
        if not isinstance(side, Pipeline):
            raise TypeError(f"compare() takes two pipelines, and a page's text after them, not {type(side).__name__}.")
    both = Comparison(a, b)
    return both if text is None else both.on(text, **hints)


def step_differences(a: Pipeline, b: Pipeline) -> Iterator[tuple[str, list[str]]]:
    """The names of the steps that only one has, that differ, and whose order differs."""
    runs = {step.name: step.run for step in b.steps}
    common = [step for step in a.steps if step.name in runs]
    yield "only in a", [name for name in a.names if name not in runs]
    yield "only in b", [name for name in b.names if name not in a.names]
    yield "replaced", [step.name for step in common if step.run != runs[step.name]]
    order = [name for name in b.names if name in a.names]
    moved = any(step.name != name for step, name in zip(common, order, strict=True))
    yield "in another order in b", order if moved else []


def differences(a: Article, b: Article) -> Differences:
    """The differences between two articles of one page."""
    pairs = ((name, getattr(a, name), getattr(b, name)) for name in COMPARED)
    return Differences(a, b, tuple(pair for pair in pairs if pair[1] != pair[2]), tuple(changes_between(a, b)))


def changes_between(a: Article, b: Article) -> list[Change]:
    """The parts of the page whose role or remover differs; parts cut differently are paired by their lines."""
    left, right = ({part_key(entry): entry for entry in article.ledger} for article in (a, b))
    changes = [
        Change(entry, right[key])
        for key, entry in left.items()
        if key in right and (entry.role, entry.by) != (right[key].role, right[key].by)
    ]
    loose_b: dict[tuple[int, ...], list[Entry]] = {}
    for key, entry in right.items():
        if key not in left:
            loose_b.setdefault(entry.lines, []).append(entry)
    for key, entry in left.items():
        if key not in right:
            partners = loose_b.get(entry.lines)
            changes.append(Change(entry, partners.pop(0) if partners else None))
    changes.extend(Change(None, entry) for entries in loose_b.values() for entry in entries)
    return sorted(changes, key=lambda change: change.lines)


def part_key(entry: Entry) -> tuple[tuple[int, ...], str]:
    """What makes a part of the page the same in two ledgers."""
    return entry.lines, entry.text


def fate(entry: Entry | None) -> str:
    """What became of a part, in words.

    >>> fate(Entry((3,), "Photo: AP", "removed", "photo-credits", "credit label"))
    'removed by photo-credits (credit label)'
    """
    if entry is None:
        return "another cut of the line"
    if entry.role == "removed":
        return f"removed by {entry.by} ({entry.reason})"
    return entry.role if entry.role == "body" else f"{entry.role} ({entry.reason})"


def texts_of(change: Change) -> list[str]:
    """The text of a part; both texts where the pipelines cut it differently."""
    return list(dict.fromkeys(entry.text for entry in (change.a, change.b) if entry is not None))


def shown(value: object) -> str:
    """A field's value as a person reads it."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


_CELL = "text-align:start;vertical-align:top;padding:.3em .6em"


def _table(found: Differences) -> Iterator[str]:
    heads = "".join(f'<th style="{_CELL}">{side}</th>' for side in ("", "a", "b"))
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for name, a, b in found.fields:
        cells = "".join(f'<td style="{_CELL}" dir="auto">{escape_html(shown(value))}</td>' for value in (a, b))
        yield f'<tr><th style="{_CELL}">{escape_html(name)}</th>{cells}</tr>'
    for change in found.changes:
        numbers = line_numbers(change.lines)
        text = "<br>".join(f"<bdi>{escape_html(text)}</bdi>" for text in texts_of(change))
        cells = _fate_cell(change.a) + _fate_cell(change.b)
        yield f'<tr><td style="{_CELL}" dir="auto"><small>{numbers}</small> {text}</td>{cells}</tr>'
    yield "</tbody></table>"


def _fate_cell(entry: Entry | None) -> str:
    is_removed = entry is not None and entry.role == "removed"
    bar = f";border-inline-start:4px solid hsl({hue(entry.by)},60%,50%)" if entry is not None and is_removed else ""
    return f'<td style="{_CELL}{bar}"><bdi>{escape_html(fate(entry))}</bdi></td>'
