"""What comes out: the article, with the ledger that says of every line of the page what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date as Date
from typing import Any

from newsclean.ledger import FIELDS as FIELDS
from newsclean.ledger import Choices, Entries
from newsclean.ledger import Considered as Considered
from newsclean.ledger import Entry as Entry
from newsclean.markup import html_of, line_of, markdown_of
from newsclean.version import __version__


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page. A field that the page does not print is None or empty; nothing is guessed.

    confidence: the body F1 to expect, from 0 to 1; None where the line scorer has not judged the page.
    """

    title: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    date: Date | None = None
    updated: Date | None = None
    body: tuple[str, ...] = ()
    language: str | None = None
    captions: tuple[str, ...] = ()
    ledger: tuple[Entry, ...] = ()
    considered: tuple[Considered, ...] = ()
    confidence: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "ledger", Entries(self.ledger))
        object.__setattr__(self, "considered", Choices(self.considered))

    @property
    def text(self) -> str:
        """The body, paragraphs joined by blank lines."""
        return "\n\n".join(self.body)

    @property
    def removed(self) -> tuple[Entry, ...]:
        """The ledger's entries that are not part of the article."""
        return Entries(entry for entry in self.ledger if entry.role == "removed")

    @property
    def kept_share(self) -> float:
        """Share of the page's characters that is in the fields and the body, from 0 to 1; 0 for an empty page."""
        total = sum(len(entry.text) for entry in self.ledger)
        kept = sum(len(entry.text) for entry in self.ledger if entry.role != "removed")
        return kept / total if total else 0.0

    def explain(self, field: str) -> tuple[Considered, ...]:
        """What was considered for "title", "byline", "date" or "updated", the candidate taken first.

        Raises ValueError for any other name.
        """
        if field not in FIELDS:
            raise ValueError(f"There is no field {field!r}. The fields are {', '.join(FIELDS)}.")
        return Choices(sorted((c for c in self.considered if c.field == field), key=lambda c: not c.taken))

    def to_dict(self) -> dict[str, Any]:
        """The article as plain values that JSON can hold; dates as ISO days, and the version that made it."""
        values = asdict(self)
        return {
            "newsclean": __version__,
            **values,
            "ledger": tuple(values["ledger"]),
            "considered": tuple(values["considered"]),
            "date": self.date.isoformat() if self.date else None,
            "updated": self.updated.isoformat() if self.updated else None,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Article:
        """The article that `to_dict` wrote, read back from JSON or not. Raises ValueError where it is no such thing."""
        try:
            return cls(
                title=values["title"],
                byline=values["byline"],
                authors=tuple(values["authors"]),
                date=Date.fromisoformat(values["date"]) if values["date"] else None,
                updated=Date.fromisoformat(values["updated"]) if values["updated"] else None,
                body=tuple(values["body"]),
                language=values["language"],
                captions=tuple(values["captions"]),
                ledger=tuple(Entry(**{**entry, "lines": tuple(entry["lines"])}) for entry in values["ledger"]),
                considered=tuple(Considered(**{**c, "lines": tuple(c["lines"])}) for c in values["considered"]),
                confidence=values.get("confidence"),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"This is not what Article.to_dict() writes: {error!r}.") from error

    def to_json(self, *, indent: int | None = None) -> str:
        """The article as JSON, non-ASCII characters as they are."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_markdown(self) -> str:
        """The article as markdown: title, byline and date, then the body; what looks like markup in it is escaped."""
        return markdown_of(self)

    def __repr__(self) -> str:
        return line_of(self)

    def _repr_html_(self) -> str:
        return html_of(self)
