"""Arrow: pages in record batches, articles out (`pip install 'newsclean[arrow]'`).

Whatever speaks Arrow can use it: polars, DuckDB, Hugging Face datasets, Spark, pyarrow itself. Columns that only pass
keep their exact types and values.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from typing import TYPE_CHECKING, Any

from newsclean.extras import require
from newsclean.integrations.rows import COLUMNS, Cleaning, Row, check_columns, check_names
from newsclean.pipeline import Phrase, Pipeline

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 1024
"""Rows of a batch, where a table has no batches of its own."""


def clean_table(
    pages: Any,
    column: str = "text",
    *,
    url_column: str | None = None,
    language_column: str | None = None,
    today_column: str | None = None,
    language: str | None = None,
    today: Date | None = None,
    phrases: Iterable[Phrase] = (),
    pipeline: Pipeline | None = None,
    keep: Iterable[str] | None = None,
    prefix: str = "",
    workers: int = 1,
) -> pa.Table:
    """The articles of a table of pages: a row for each page, as a pyarrow Table.

    pages: a table, or whatever gives one by Arrow's C stream: pyarrow's Table, RecordBatch and RecordBatchReader, a
        polars DataFrame, a DuckDB relation, a pandas DataFrame.
    column: the column with the pages' text.
    url_column, language_column, today_column: columns with each page's hints; null is no hint. Days are date,
        timestamp or ISO text.
    language, today, phrases, pipeline: for all pages, as for `newsclean.clean`; a page's own hint in a column wins.
    keep: the columns that pass as they are, None for all but `column`.
    prefix: stands before the names of the article's columns.
    workers: as for `newsclean.clean_many`.

    After the columns that pass come title, byline, authors (a list), date, updated (dates), text, language,
    kept_share (0 to 1) and error. What the page does not have is null; `text` is "" where there is no article. A row
    that cannot be cleaned (null, HTML) has its error and nothing else; the error says which row it is, from 0.

    Raises KeyError where a column does not exist, ValueError where a column that passes has the name of one that is
    added, TypeError or ValueError for hints that mean nothing, TypeError for what does not speak Arrow.

    For example::

        pages = pyarrow.table({"page": ["Rain floods old town\\n\\nRain fell all night in the old town."]})
        articles = clean_table(pages, "page")
    """
    cleaning = Cleaning.of(url_column, language_column, today_column, language, today, phrases, pipeline)
    clean_batches = Cleaner(cleaning, column, None if keep is None else tuple(keep), prefix, workers)
    return clean_batches.reader(pages).read_all()


def cleaner(
    column: str = "text", *, keep: Iterable[str] | None = None, prefix: str = "", workers: int = 1, **options: Any
) -> Cleaner:
    """A function from an iterator of record batches to one of articles', lazily; the options are `clean_table`'s.

    It is what Spark's `mapInArrow` takes. Its method `reader` gives a RecordBatchReader for what is read in pieces.

    For example::

        articles = cleaner("page", url_column="url").reader(dataset.scanner().to_reader())
        pyarrow.parquet.write_table(articles.read_all(), "articles.parquet")
    """
    require("pyarrow", "arrow")
    return Cleaner(Cleaning.of(**options), column, None if keep is None else tuple(keep), prefix, workers)


def schema(prefix: str = "") -> pa.Schema:
    """The article's columns, each with its Arrow type."""
    arrow = require("pyarrow", "arrow")
    text = arrow.string()
    types = {"string": text, "array<string>": arrow.list_(text), "date": arrow.date32(), "double": arrow.float64()}
    return arrow.schema([(prefix + name, types[kind]) for name, kind in COLUMNS.items()])


@dataclass(frozen=True, slots=True)
class Cleaner:
    """From record batches of pages to record batches of articles; see `cleaner`."""

    cleaning: Cleaning
    column: str
    keep: tuple[str, ...] | None
    prefix: str
    workers: int

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """A batch of articles for each batch of pages that has any."""
        waiting: deque[pa.RecordBatch] = deque()  # batches whose rows are read and not all cleaned: workers read ahead
        rows: list[Row] = []
        for row in self.cleaning.rows(self.pages_of(batches, waiting), workers=self.workers):
            rows.append(row)
            if len(rows) == waiting[0].num_rows:
                yield self.beside(waiting.popleft(), rows)
                rows = []

    def pages_of(self, batches: Iterable[pa.RecordBatch], waiting: deque[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
        """Each page of all batches, with its own hints."""
        for batch in batches:
            if batch.num_rows:
                waiting.append(batch)
                names = (self.column, *self.cleaning.columns.values())
                yield from zip(*(batch.column(name).to_pylist() for name in names), strict=True)

    def beside(self, batch: pa.RecordBatch, rows: list[Row]) -> pa.RecordBatch:
        """The columns that pass, and the articles' beside them."""
        arrow = require("pyarrow", "arrow")
        added = schema(self.prefix)
        columns = [
            arrow.array(values, field.type) for values, field in zip(zip(*rows, strict=True), added, strict=True)
        ]
        passing = [batch.column(name) for name in self.passing(batch.schema)]
        return arrow.RecordBatch.from_arrays([*passing, *columns], schema=self.schema_of(batch.schema))

    def reader(self, pages: Any) -> pa.RecordBatchReader:
        """The articles of whatever speaks Arrow, cleaned as they are read. Raises what `clean_table` raises."""
        arrow = require("pyarrow", "arrow")
        if not hasattr(pages, "__arrow_c_stream__"):
            raise TypeError(
                "pages has to be a table that speaks Arrow, such as a pyarrow.Table, a polars.DataFrame or a DuckDB "
                f"relation, not {type(pages).__module__}.{type(pages).__name__}."
            )
        batches = arrow.RecordBatchReader.from_stream(pages)
        check_columns(batches.schema.names, (self.column, *self.cleaning.columns.values()))
        small = (batch.slice(at, BATCH_ROWS) for batch in batches for at in range(0, batch.num_rows, BATCH_ROWS))
        return arrow.RecordBatchReader.from_batches(self.schema_of(batches.schema), self(small))

    def passing(self, source: pa.Schema) -> tuple[str, ...]:
        """The names of the columns that pass."""
        return self.keep if self.keep is not None else tuple(name for name in source.names if name != self.column)

    def schema_of(self, source: pa.Schema) -> pa.Schema:
        """The output's schema. Raises KeyError or ValueError for columns that cannot pass."""
        arrow = require("pyarrow", "arrow")
        passing = self.passing(source)
        check_columns(source.names, passing)
        check_names(passing, self.prefix)
        return arrow.schema([*(source.field(name) for name in passing), *schema(self.prefix)])
