"""An article as one row of a table: what the integrations for tables and clusters share.

The columns are those of `COLUMNS`. A page that could not be cleaned is a row with an error and nothing else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple

from newsclean.article import Article
from newsclean.batch import clean_many
from newsclean.items import Failure, Item
from newsclean.pipeline import Phrase, Pipeline, check_hints, default_pipeline

COLUMNS = {
    "title": "string",
    "byline": "string",
    "authors": "array<string>",
    "date": "date",
    "updated": "date",
    "text": "string",
    "language": "string",
    "kept_share": "double",
    "error": "string",
}
"""The article's columns, in order, and their types as SQL calls them; each integration has its own for these four."""


class Row(NamedTuple):
    """The columns' values; without an error the text is "" where the page has no article."""

    title: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    date: Date | None = None
    updated: Date | None = None
    text: str | None = None
    language: str | None = None
    kept_share: float | None = None
    error: str | None = None


def row_of(result: Article | Failure) -> Row:
    """An article or failure as a row.

    >>> row_of(Article(title="Rain", body=("It fell.", "It stopped."))).text
    'It fell.\\n\\nIt stopped.'
    >>> row_of(Failure(3, ValueError("This is an HTML document."))).error
    'ValueError: This is an HTML document.'
    """
    if isinstance(result, Failure):
        return Row(error=f"{type(result.error).__name__}: {result.error}")
    return Row(*(getattr(result, name) for name in Row._fields if name != "error"))


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What a table's pages are cleaned with: the hints and steps for all, and the columns with each page's own hints.

    common: hints for all pages; a page's own win.
    columns: for "url", "language" and "today", the column with it, where there is one.
    """

    common: Mapping[str, Any]
    columns: Mapping[str, str]
    pipeline: Pipeline

    @classmethod
    def of(
        cls,
        url_column: str | None = None,
        language_column: str | None = None,
        today_column: str | None = None,
        language: str | None = None,
        today: Date | None = None,
        phrases: Iterable[Phrase] = (),
        pipeline: Pipeline | None = None,
    ) -> Cleaning:
        """As the options of every integration say it.

        Raises TypeError or ValueError for hints that mean nothing, once for all pages.

        >>> Cleaning.of(language="English")
        Traceback (most recent call last):
            ...
        ValueError: 'English' is no language tag; pass one such as 'en', 'pt-BR' or 'zh-Hant', or None to detect it
        """
        check_hints(language, None, today)
        steps = pipeline if pipeline is not None else default_pipeline()
        columns = {"url": url_column, "language": language_column, "today": today_column}
        return cls(
            {"language": language, "today": today},
            {hint: name for hint, name in columns.items() if name is not None},
            steps.with_phrases(phrases),
        )

    def rows(
        self, pages: Iterable[tuple[Any, ...]], *, workers: int = 1, names: Iterable[Any] | None = None
    ) -> Iterator[Row]:
        """A row for each page, in order.

        pages: the text of each, None where there is none, then the values of `columns`, None for no hint.
        names: what an error calls the rows; None counts them from 0.

        >>> [(row.text, row.error) for row in Cleaning.of().rows([("Rain fell.",), (None,)])]
        [('Rain fell.', None), (None, 'row 1: no text')]
        """
        missing: deque[bool] = deque()

        def items() -> Iterator[Item]:
            for text, *own in pages:
                missing.append(text is None)
                yield "" if text is None else self.item(text, *own)

        results = clean_many(items(), workers=workers, pipeline=self.pipeline)
        for name, result in zip(count() if names is None else names, results, strict=False):
            row = Row(error="no text") if missing.popleft() else row_of(result)
            yield row if row.error is None else row._replace(error=f"row {name}: {row.error}")

    def item(self, text: Any, *own: Any) -> Item:
        """A page as `clean_many` takes it.

        >>> cleaning = Cleaning.of(today_column="day", language="en")
        >>> cleaning.item("Rain fell.", "2024-05-06T10:00:00Z")
        ('Rain fell.', {'language': 'en', 'today': datetime.date(2024, 5, 6)})
        """
        said = {hint: value for hint, value in zip(self.columns, own, strict=True) if value is not None}
        hints = {**self.common, **said}
        return text, {**hints, "today": day_of(hints["today"])}


def day_of(value: Any) -> Any:
    """The day of a time or of an ISO text that starts with one; any other value as it is, for `clean` to refuse."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return Date.fromisoformat(value[:10])
        except ValueError:
            return value
    return value


def check_columns(columns: Iterable[Any], wanted: Iterable[Any]) -> None:
    """Raise KeyError for a column that does not exist, ValueError for a name that two have."""
    names = list(columns)
    for name in wanted:
        if name not in names:
            raise KeyError(f"There is no column {name!r}. The columns are {', '.join(map(repr, names))}.")
        if (same := names.count(name)) > 1:
            raise ValueError(f"There are {same} columns {name!r}; rename all but one.")


def check_names(keep: Iterable[str], prefix: str) -> None:
    """Raise ValueError where a column that passes has the name of one that is added; case does not tell them apart.

    >>> check_names(["id", "Title"], "")
    Traceback (most recent call last):
        ...
    ValueError: The table has columns title already: pass prefix='article_', or keep= without them.
    """
    added = {f"{prefix}{name}".lower() for name in COLUMNS}
    if shared := sorted(added & {name.lower() for name in keep}):
        raise ValueError(
            f"The table has columns {', '.join(shared)} already: pass prefix='article_', or keep= without them."
        )
