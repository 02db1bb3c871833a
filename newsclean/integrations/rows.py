"""An article as one row of a table: what the integrations for tables and clusters share.

The columns are those of `Row`. A page that could not be cleaned is a row with an error and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date
from datetime import datetime
from typing import Any, NamedTuple

from newsclean.article import Article
from newsclean.batch import Failure, Item, clean_many
from newsclean.pipeline import Phrase, Pipeline, check_hints, default_pipeline, with_phrases


class Row(NamedTuple):
    """The columns, in order; without an error the text is "" where the page has no article."""

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
    return Row(
        result.title,
        result.byline,
        result.authors,
        result.date,
        result.updated,
        result.text,
        result.language,
        result.kept_share,
    )


def clean_rows(pages: Iterable[Item | None], *, workers: int = 1, pipeline: Pipeline | None = None) -> Iterator[Row]:
    """A row for each page, in order; None stands for a cell without a text.

    >>> [(row.text, row.error) for row in clean_rows(["Rain fell.", None])]
    [('Rain fell.', None), (None, 'no text')]
    """
    missing: list[bool] = []

    def given() -> Iterator[Item]:
        for page in pages:
            missing.append(page is None)
            yield "" if page is None else page

    for place, result in enumerate(clean_many(given(), workers=workers, pipeline=pipeline)):
        yield Row(error="no text") if missing[place] else row_of(result)


def item_of(text: Any, own: Mapping[str, Any], common: Mapping[str, Any]) -> Item | None:
    """A page as `clean_many` takes it, its own hints before the common ones; None where there is no text.

    >>> item_of("Rain fell.", {"url": None, "today": "2024-05-06T10:00:00Z"}, {"language": "en"})
    ('Rain fell.', {'language': 'en', 'today': datetime.date(2024, 5, 6)})
    """
    if text is None:
        return None
    hints = {**common, **{name: value for name, value in own.items() if value is not None}}
    return text, {name: day_of(value) if name == "today" else value for name, value in hints.items()}


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


def pipeline_for(
    pipeline: Pipeline | None, language: str | None, today: Date | None, phrases: Iterable[Phrase]
) -> Pipeline:
    """The pipeline, the phrases its first step. Raises TypeError for hints of a wrong type, once for all pages."""
    check_hints(language, None, today)
    steps = pipeline if pipeline is not None else default_pipeline()
    return Pipeline(with_phrases(steps.steps, phrases))
