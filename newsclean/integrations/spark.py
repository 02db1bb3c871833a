"""Spark: pages in a DataFrame, articles out, cleaned by Spark's own workers (`pip install 'newsclean[spark]'`).

Data go to the workers as Arrow, by `DataFrame.mapInArrow`: columns that only pass keep their exact types and values.
newsclean has to be installed where the workers are, and PYSPARK_PYTHON has to name the Python that has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newsclean.extras import require
from newsclean.integrations.arrow import cleaner as cleaner
from newsclean.integrations.rows import COLUMNS, check_columns, check_names

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def clean_table(
    pages: DataFrame, column: str = "text", *, keep: Iterable[str] | None = None, prefix: str = "", **options: Any
) -> DataFrame:
    """The articles of a Spark DataFrame of pages, lazily, a row for each page.

    column: the column with the pages' text.
    keep: the columns that pass as they are, None for all but `column`.
    prefix: stands before the names of the article's columns.
    options: `url_column`, `language_column`, `today_column`, `language`, `today`, `phrases` and `pipeline`, as for
        `newsclean.integrations.arrow.clean_table`, whose columns these are.

    An error says which row it is, from 0, among those of its partition.

    Raises KeyError where a column does not exist, ValueError where a column that passes has the name of one that is
    added, TypeError or ValueError for hints that mean nothing.

    For example::

        articles = clean_table(spark.read.parquet("pages"), "page", url_column="url")
        articles.write.parquet("articles")
    """
    require("pyarrow", "spark")
    passing = tuple(keep) if keep is not None else tuple(name for name in pages.columns if name != column)
    clean_batches = cleaner(column, keep=passing, prefix=prefix, **options)
    check_columns(pages.columns, (column, *passing, *clean_batches.cleaning.columns.values()))
    return pages.mapInArrow(clean_batches, schema_of(pages.schema, passing, prefix))


def schema(prefix: str = "") -> str:
    """The article's columns as Spark writes a schema, for a `mapInArrow` of your own with `cleaner`.

    >>> schema()[:47]
    'title string, byline string, authors array<stri'
    """
    return ", ".join(f"{prefix}{name} {kind}" for name, kind in COLUMNS.items())


def schema_of(source: StructType, keep: tuple[str, ...], prefix: str = "") -> StructType:
    """The output's schema: the columns that pass, then the article's. Raises ValueError where they share a name."""
    types = require("pyspark.sql.types", "spark")
    check_names(keep, prefix)
    text = types.StringType()
    known = {
        "string": text,
        "array<string>": types.ArrayType(text),
        "date": types.DateType(),
        "double": types.DoubleType(),
    }
    added = [types.StructField(prefix + name, known[kind]) for name, kind in COLUMNS.items()]
    return types.StructType([*(source[name] for name in keep), *added])
