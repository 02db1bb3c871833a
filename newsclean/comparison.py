"""What two pipelines do differently: their steps, and on a page the fields and the fates of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, overload

from newsclean.article import Article, Entry
from newsclean.escaping import counted, escape_html, html_cell, html_table, line_numbers
from newsclean.ledger import bar_of
from newsclean.pipeline import Pipeline

COMPARED = ("title", "byline", "authors", "date", "updated", "language", "captions")
"""What of two articles is compared as a whole; the body is compared paragraph by paragraph."""
PartKey = tuple[tuple[int, ...], str]
"""A part's source lines and its text."""


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
    """What differs between two articles of one page; shown as a table in a notebook. False where nothing differs.

    fields: (name, value in a, value in b), of the fields that differ.
    changes: the parts of the page with another fate, in page order.
    handed_over: the parts that are removed in both, but by another step; they do not count as a difference.
    """

    a: Article
    b: Article
    fields: tuple[tuple[str, Any, Any], ...]
    changes: tuple[Change, ...]
    handed_over: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields or self.changes)

    @property
    def summary(self) -> str:
        """Whether the article differs, and in what.

        >>> differences(Article(title="Rain"), Article(title="Snow", body=("It snowed.",))).summary
        'The article differs: title, body'
        """
        names = [name for name, _, _ in self.fields] + ["body"] * (self.a.body != self.b.body)
        return f"The article differs: {', '.join(names)}" if names else "The article is the same"

    @property
    def note(self) -> str:
        """What is no difference, and yet not the same; nothing where there is no such thing."""
        count = len(self.handed_over)
        return f"{counted(count, 'part')} of the page removed in both, by another step" if count else ""

    def __repr__(self) -> str:
        lines = [self.summary, *(f"{name}\n  a: {shown(a)}\n  b: {shown(b)}" for name, a, b in self.fields)]
        for change in self.changes:
            lines.append(f"line {line_numbers(change.lines)}")
            lines.extend(f"  {side}: {fate(entry)}" for side, entry in (("a", change.a), ("b", change.b)))
            lines.extend(f"     {text}" for text in texts_of(change))
        return "\n".join([*lines, *([self.note] if self.note else [])])

    def _repr_html_(self) -> str:
        note = f"<p>{self.note}</p>" if self.note else ""
        return f"<p><b>{escape_html(self.summary)}</b></p>{_table(self) if self else ''}{note}"


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
    The article differs: body
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
    kept_a, kept_b = kept_lines(a), kept_lines(b)
    changes: list[Change] = []
    handed_over: list[Change] = []
    for change in changes_between(a, b):
        is_handed_over = is_gone(change.a, change, kept_a) and is_gone(change.b, change, kept_b)
        (handed_over if is_handed_over else changes).append(change)
    return Differences(a, b, tuple(pair for pair in pairs if pair[1] != pair[2]), tuple(changes), tuple(handed_over))


def kept_lines(article: Article) -> frozenset[int]:
    """The source lines of which anything was kept."""
    return frozenset(number for entry in article.ledger if entry.role != "removed" for number in entry.lines)


def is_gone(entry: Entry | None, change: Change, kept: frozenset[int]) -> bool:
    """Whether a part is removed; of one that an article cuts otherwise, whether nothing of its lines was kept there."""
    return kept.isdisjoint(change.lines) if entry is None else entry.role == "removed"


def changes_between(a: Article, b: Article) -> list[Change]:
    """The parts of the page whose fate or remover differs, in page order; parts cut differently go by their lines."""
    left, right = ({part_key(entry): entry for entry in article.ledger} for article in (a, b))
    changes = [
        Change(entry, right[key])
        for key, entry in left.items()
        if key in right and decision(entry) != decision(right[key])
    ]
    loose = {key: entry for key, entry in right.items() if key not in left}
    waiting: dict[int, list[PartKey]] = {}
    for key in reversed(loose):
        for number in key[0]:
            waiting.setdefault(number, []).append(key)
    for entry in (entry for key, entry in left.items() if key not in right):
        partner = None
        for keys in (waiting.get(number, []) for number in entry.lines):
            while partner is None and keys:
                partner = loose.pop(keys.pop(), None)
        changes.append(Change(entry, partner))
    changes.extend(Change(None, entry) for entry in loose.values())
    return sorted(changes, key=lambda change: change.lines)


def decision(entry: Entry) -> tuple[str | None, ...]:
    """What was decided of a part: of a removed one by whom, of a kept one what it is."""
    return (entry.role, entry.by) if entry.role == "removed" else (entry.role, entry.kind)


def part_key(entry: Entry) -> PartKey:
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
    return body_fate(entry) if entry.role == "body" else f"{entry.role} ({entry.reason})"


def body_fate(entry: Entry) -> str:
    """What a part of the body is."""
    return "body" if entry.kind in (None, "paragraph") else f"body ({entry.kind})"


def texts_of(change: Change) -> list[str]:
    """The text of a part; both texts where the pipelines cut it differently."""
    return list(dict.fromkeys(entry.text for entry in (change.a, change.b) if entry is not None))


def shown(value: object) -> str:
    """A field's value as a person reads it."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def _table(found: Differences) -> str:
    rows = [[html_cell(name, tag="th"), html_cell(shown(a)), html_cell(shown(b))] for name, a, b in found.fields]
    rows += [_change_cells(change) for change in found.changes]
    return html_table(("", "a", "b"), rows)


def _change_cells(change: Change) -> list[str]:
    text = " / ".join(texts_of(change))
    cells = [html_cell(fate(entry), bar_of(entry) if entry else "") for entry in (change.a, change.b)]
    return [html_cell(f"{line_numbers(change.lines)}: {text}"), *cells]
