"""pandas: pages in a Series or DataFrame, articles out as columns (`pip install 'newsclean[pandas]'`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Date
from typing import TYPE_CHECKING, Any

from newsclean.extras import require
from newsclean.integrations.rows import COLUMNS, Cleaning, Row, check_columns
from newsclean.pipeline import Phrase, Pipeline

if TYPE_CHECKING:
    import pandas as pd

TYPES = {"string": "string", "array<string>": "object", "date": "datetime64[s]", "double": "float64"}
"""What pandas calls SQL's types."""
DTYPES = {name: TYPES[kind] for name, kind in COLUMNS.items()}
"""The columns' dtypes, the same for every table, also an empty one; seconds hold any year, which nanoseconds do not."""


def clean_table(
    pages: pd.Series | pd.DataFrame,
    column: str = "text",
    *,
    url_column: str | None = None,
    language_column: str | None = None,
    today_column: str | None = None,
    language: str | None = None,
    today: Date | None = None,
    phrases: Iterable[Phrase] = (),
    workers: int = 1,
    pipeline: Pipeline | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """The articles of a table of pages: a new DataFrame with a row for each page, under the same index.

    pages: a Series of texts, or a DataFrame with one in `column`.
    url_column, language_column, today_column: columns of a DataFrame with the hints of each page; a missing value is
        no hint. Days may be dates, timestamps or ISO texts.
    language, today, phrases: hints for all pages, as for `newsclean.clean`; a page's own hint in a column wins.
    workers, pipeline: as for `newsclean.clean_many`.
    progress: a progress bar on stderr, or in the notebook.

    The columns are title, byline, authors (a tuple), date, updated (datetime64, midnight), text, language, kept_share
    (0 to 1) and error. What the page does not have is missing; `text` is "" where there is no article. A row that
    cannot be cleaned (no text, bytes, HTML) has its error, which names its place in the index, and nothing else.

    Raises KeyError where a column does not exist, TypeError or ValueError for arguments that cannot be meant.

    For example, beside the columns that are there::

        pages = pd.DataFrame({"id": [7], "page": ["Rain floods old town\\n\\nRain fell all night in the old town."]})
        pages.join(clean_table(pages, "page"))
    """
    pandas = require("pandas", "pandas")
    cleaning = Cleaning.of(url_column, language_column, today_column, language, today, phrases, pipeline)
    if isinstance(pages, pandas.Series):
        if cleaning.columns:
            given = ", ".join(f"{hint}_column" for hint in cleaning.columns)
            raise ValueError(f"A Series has no columns; for {given}= pass the DataFrame.")
        cells = [pages]
    elif isinstance(pages, pandas.DataFrame):
        names = (column, *cleaning.columns.values())
        check_columns(pages.columns, names)
        cells = [pages[name] for name in names]
    else:
        raise TypeError(
            f"clean_table() takes a pandas Series or DataFrame, not {type(pages).__module__}.{type(pages).__name__}; "
            "newsclean.integrations.arrow.clean_table takes tables of polars, DuckDB and whatever speaks Arrow."
        )
    rows = cleaning.rows(zip(*map(values_of, cells), strict=True), workers=workers, names=pages.index)
    return table_of(with_progress(rows, len(pages)) if progress else rows, pages.index)


def values_of(series: pd.Series) -> Iterator[Any]:
    """A column's values, None for what is missing, however pandas writes it."""
    return (None if missing else value for value, missing in zip(series, series.isna(), strict=True))


def with_progress(rows: Iterator[Row], total: int) -> Iterator[Row]:
    """The rows, counted by a progress bar as they come."""
    bar: Iterator[Row] = require("tqdm.auto", "pandas").tqdm(rows, total=total, unit="page")
    return bar


def table_of(rows: Iterable[Row], index: pd.Index) -> pd.DataFrame:
    """Rows as a table under an index."""
    pandas = require("pandas", "pandas")
    columns = list(zip(*rows, strict=True)) or [()] * len(Row._fields)
    series = {
        name: pandas.Series(list(values), index=index, dtype=DTYPES[name])
        for name, values in zip(Row._fields, columns, strict=True)
    }
    table: pd.DataFrame = pandas.DataFrame(series, index=index)
    return table
