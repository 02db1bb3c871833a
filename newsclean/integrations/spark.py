"""Spark: pages in a DataFrame, articles out, cleaned by Spark's own workers (`pip install 'newsclean[spark]'`).

Data go to the workers as Arrow, by `DataFrame.mapInArrow`: columns that only pass keep their exact types and values.
newsclean has to be installed where the workers are, and PYSPARK_PYTHON has to name the Python that has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from typing import TYPE_CHECKING, Any

from newsclean.batch import Item
from newsclean.extras import require
from newsclean.integrations.rows import Row, clean_rows, item_of, pipeline_for
from newsclean.pipeline import Phrase, Pipeline

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

SPARK_TYPES = {
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


def clean_table(
    pages: DataFrame,
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
) -> DataFrame:
    """The articles of a Spark DataFrame of pages, lazily, a row for each page.

    column: the column with the pages' text.
    url_column, language_column, today_column: columns with each page's hints; null is no hint. Days are date,
        timestamp or ISO text.
    language, today, phrases, pipeline: for all pages, as for `newsclean.clean`; a page's own hint in a column wins.
    keep: the columns that pass as they are, None for all but `column`.
    prefix: stands before the names of the article's columns.

    After the columns that pass come title, byline, authors (an array), date, updated (dates), text, language,
    kept_share (0 to 1) and error. What the page does not have is null; `text` is "" where there is no article. A row
    that cannot be cleaned (null, HTML) has its error and nothing else.

    Raises KeyError where a column does not exist, ValueError where a column that passes has the name of one that is
    added, TypeError for hints of a wrong type.

    For example::

        articles = clean_table(spark.read.parquet("pages"), "page", url_column="url")
        articles.write.parquet("articles")
    """
    passing = tuple(keep) if keep is not None else tuple(name for name in pages.columns if name != column)
    hint_columns = (url_column, language_column, today_column)
    check_columns(pages.columns, [column, *passing, *(name for name in hint_columns if name is not None)])
    clean_batches = cleaner(
        column,
        url_column=url_column,
        language_column=language_column,
        today_column=today_column,
        language=language,
        today=today,
        phrases=phrases,
        pipeline=pipeline,
        keep=passing,
        prefix=prefix,
    )
    return pages.mapInArrow(clean_batches, schema_of(pages.schema, passing, prefix))


def cleaner(
    column: str = "text",
    *,
    url_column: str | None = None,
    language_column: str | None = None,
    today_column: str | None = None,
    language: str | None = None,
    today: Date | None = None,
    phrases: Iterable[Phrase] = (),
    pipeline: Pipeline | None = None,
    keep: Iterable[str] = (),
    prefix: str = "",
) -> Cleaner:
    """The function that `clean_table` gives to `mapInArrow`, for callers who do that themselves.

    For example::

        pages.mapInArrow(cleaner("page", keep=["id"]), f"id long, {schema()}")
    """
    require("pyarrow", "spark")
    columns = {"url": url_column, "language": language_column, "today": today_column}
    return Cleaner(
        column=column,
        hint_columns=tuple((hint, name) for hint, name in columns.items() if name is not None),
        hints=(("language", language), ("today", today)),
        pipeline=pipeline_for(pipeline, language, today, phrases),
        keep=tuple(keep),
        prefix=prefix,
    )


def schema(prefix: str = "") -> str:
    """The article's columns as Spark writes a schema.

    >>> schema()[:47]
    'title string, byline string, authors array<stri'
    """
    return ", ".join(f"{prefix}{name} {SPARK_TYPES[name]}" for name in Row._fields)


def schema_of(source: StructType, keep: tuple[str, ...], prefix: str = "") -> StructType:
    """The output's schema: the columns that pass, then the article's. Raises ValueError where they share a name."""
    types = require("pyspark.sql.types", "spark")
    text = types.StringType()
    by_name = {
        "string": text,
        "array<string>": types.ArrayType(text),
        "date": types.DateType(),
        "double": types.DoubleType(),
    }
    added = [types.StructField(prefix + name, by_name[SPARK_TYPES[name]]) for name in Row._fields]
    # Spark takes names that differ in case alone for the same.
    if shared := sorted({field.name.lower() for field in added} & {name.lower() for name in keep}):
        raise ValueError(
            f"The table has columns {', '.join(shared)} already: pass prefix='article_', or keep= without them."
        )
    return types.StructType([*(source[name] for name in keep), *added])


def check_columns(columns: list[str], wanted: Iterable[str]) -> None:
    """Raise KeyError for the first column that does not exist."""
    for name in wanted:
        if name not in columns:
            raise KeyError(f"There is no column {name!r}. The columns are {', '.join(map(repr, columns))}.")


@dataclass(frozen=True)
class Cleaner:
    """From Arrow batches of pages to Arrow batches of articles, for `DataFrame.mapInArrow`; see `cleaner`."""

    column: str
    hint_columns: tuple[tuple[str, str], ...]
    hints: tuple[tuple[str, Any], ...]
    pipeline: Pipeline
    keep: tuple[str, ...]
    prefix: str

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """A batch of articles for each batch of pages."""
        arrow = require("pyarrow", "spark")
        types = arrow_types(arrow)
        for batch in batches:
            rows = list(clean_rows(self.items_of(batch), pipeline=self.pipeline))
            columns = {name: batch.column(name) for name in self.keep}
            for place, name in enumerate(Row._fields):
                columns[self.prefix + name] = arrow.array([row[place] for row in rows], types[name])
            yield arrow.RecordBatch.from_pydict(columns)

    def items_of(self, batch: pa.RecordBatch) -> Iterator[Item | None]:
        """Each page of a batch with its hints: its own, and for what it does not say, those that all pages have."""
        names = [hint for hint, _ in self.hint_columns]
        own = [batch.column(name).to_pylist() for _, name in self.hint_columns]
        for text, *values in zip(batch.column(self.column).to_pylist(), *own, strict=True):
            yield item_of(text, dict(zip(names, values, strict=True)), dict(self.hints))


def arrow_types(arrow: Any) -> dict[str, Any]:
    """The article's columns as Arrow types, the ones that Spark's types mean."""
    types = {
        "string": arrow.string(),
        "array<string>": arrow.list_(arrow.string()),
        "date": arrow.date32(),
        "double": arrow.float64(),
    }
    return {name: types[written] for name, written in SPARK_TYPES.items()}
