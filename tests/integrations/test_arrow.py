"""Pages in Arrow tables, and in what speaks Arrow: polars, DuckDB, Hugging Face datasets, and Dask beside them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.integrations.arrow import BATCH_ROWS, clean_table, cleaner
from newsclean.integrations.rows import COLUMNS

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
NAMES = ("en-two-dates", "en-hints", "fr-quotidien", "ja-toufu", "en-no-article")
TEXTS = [(FIXTURES / f"{name}.txt").read_bytes().decode("utf-8") for name in NAMES]
ARTICLES = [newsclean.clean(text) for text in TEXTS]
PAGES = {"id": list(NAMES), "page": TEXTS}
PAGE = "Menu\n\nRain floods the old town\n\nRain fell all night and flooded the cellars of the old town.\n"
FIELDS = [name for name in COLUMNS if name != "error"]


@pytest.fixture
def pa() -> Any:
    import pyarrow

    return pyarrow


def records(articles: list[newsclean.Article]) -> list[dict[str, Any]]:
    """The rows that these articles are."""
    rows = [{name: getattr(article, name) for name in FIELDS} for article in articles]
    return [{**row, "authors": list(row["authors"]), "error": None} for row in rows]


def with_ids(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": name, **row} for name, row in zip(NAMES, rows, strict=True)]


def test_without_pyarrow_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'newsclean\[arrow\]'"):
        cleaner()
    with pytest.raises(ImportError, match=r"pip install 'newsclean\[arrow\]'"):
        clean_table([PAGE])


@pytest.mark.integration
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("shape", ["table", "batch", "chunks", "large_string", "dictionary"])
def test_a_table_of_any_make_gives_the_articles_that_clean_gives(pa: Any, shape: str, workers: int) -> None:
    table = pa.table(PAGES)
    made = {
        "table": table,
        "batch": table.to_batches()[0],
        "chunks": pa.concat_tables([table[:2], table[2:2], table[2:]]),
        "large_string": table.set_column(1, "page", table["page"].cast(pa.large_string())),
        "dictionary": table.set_column(1, "page", table["page"].combine_chunks().dictionary_encode()),
    }[shape]
    assert clean_table(made, "page", workers=workers).to_pylist() == with_ids(records(ARTICLES))


@pytest.mark.integration
def test_batches_are_cleaned_as_they_are_asked_for(pa: Any) -> None:
    read: list[int] = []

    def batches() -> Iterator[Any]:
        for n in range(3):
            read.append(n)
            yield pa.record_batch({"id": [n], "page": [PAGE]})

    articles = cleaner("page")(batches())
    assert read == []
    assert next(articles).to_pylist()[0]["id"] == 0
    assert read == [0]


@pytest.mark.integration
def test_a_long_table_comes_out_in_batches_and_an_error_names_its_row(pa: Any) -> None:
    long = ["Rain fell."] * BATCH_ROWS + [None, "<html><p>Rain</p></html>"]
    reader = cleaner(pipeline=newsclean.Pipeline()).reader(pa.table({"text": long}))
    first, second = list(reader)
    assert (first.num_rows, second.num_rows) == (BATCH_ROWS, 2)
    assert first["error"].null_count == BATCH_ROWS
    missing, markup = second.to_pylist()
    assert missing == {**dict.fromkeys(COLUMNS), "authors": [], "error": f"row {BATCH_ROWS}: no text"}
    assert markup["error"].startswith(f"row {BATCH_ROWS + 1}: ValueError: This is an HTML document")


@pytest.mark.integration
def test_other_columns_pass_as_they_are_and_an_empty_table_has_the_same_schema(pa: Any) -> None:
    more = pa.array([[("a", [1])]], pa.map_(pa.string(), pa.list_(pa.int32())))
    pages = pa.table({"id": pa.array([2**53 + 1], pa.uint64()), "page": [PAGE], "more": more})
    table = clean_table(pages, "page", prefix="article_")
    assert table.select(["id", "more"]).equals(pages.select(["id", "more"]))
    assert table.column_names[2:] == [f"article_{name}" for name in COLUMNS]
    assert clean_table(pages[:0], "page", prefix="article_").schema == table.schema
    assert clean_table(pages, "page", keep=["more"]).column_names == ["more", *COLUMNS]


@pytest.mark.integration
def test_hints_come_from_columns_and_for_the_rest_from_the_call(pa: Any) -> None:
    seen: list[tuple[str | None, str | None, date | None]] = []

    def note_hints(page: newsclean.Page) -> list[newsclean.Removal]:
        seen.append((page.language, page.url, page.today))
        return []

    pages = pa.table(
        {
            "text": [PAGE, PAGE],
            "url": ["https://news.example/a", None],
            "lang": ["fr", None],
            "day": [datetime(2024, 5, 6, 10), None],
        }
    )
    options = {"url_column": "url", "language_column": "lang", "today_column": "day"}
    pipeline = newsclean.Pipeline().with_filter(note_hints)
    clean_table(pages, keep=[], language="de", today=date(2020, 1, 1), pipeline=pipeline, **options)  # type: ignore[arg-type]
    assert seen == [("fr", "https://news.example/a", date(2024, 5, 6)), ("de", None, date(2020, 1, 1))]


@pytest.mark.integration
def test_what_cannot_be_meant_is_said_once_and_early(pa: Any) -> None:
    pages = pa.table({"page": [PAGE], "Title": ["Rain"]})
    with pytest.raises(KeyError, match=r"no column 'text'.*'page'"):
        clean_table(pages)
    with pytest.raises(KeyError, match="no column 'url'"):
        clean_table(pages, "page", keep=[], url_column="url")
    with pytest.raises(ValueError, match=r"title already.*prefix="):
        clean_table(pages, "page")
    with pytest.raises(ValueError, match=r"'English' is no language tag; pass one such as 'en'"):
        clean_table(pages, "page", keep=[], language="English")
    with pytest.raises(TypeError, match=r"speaks Arrow.*not builtins.list"):
        clean_table([PAGE])


@pytest.mark.integration
def test_a_polars_frame_goes_in_and_out_and_a_lazy_one_by_map_batches() -> None:
    import polars as pl

    from newsclean.integrations.arrow import schema

    pages = pl.DataFrame(PAGES)
    articles = pl.DataFrame(clean_table(pages, "page"))
    assert articles.rows(named=True) == with_ids(records(ARTICLES))
    columns = {"id": pl.String, **pl.DataFrame(schema().empty_table()).schema}
    lazy = pages.lazy().map_batches(lambda frame: pl.DataFrame(clean_table(frame, "page")), schema=columns)
    assert lazy.collect().equals(articles)
    assert lazy.select("title").collect()["title"].to_list() == [article.title for article in ARTICLES]


@pytest.mark.integration
def test_a_duckdb_query_is_cleaned_and_asked_again() -> None:
    import duckdb

    with duckdb.connect() as database:
        database.execute("create table pages (id varchar, page varchar)")
        database.executemany("insert into pages values (?, ?)", list(zip(*PAGES.values(), strict=True)))
        articles = clean_table(database.sql("from pages order by id"), "page")
        found = database.sql("select id, title, date from articles where text <> '' order by id").fetchall()
    by_name = sorted(zip(NAMES, ARTICLES, strict=True), key=lambda pair: pair[0])
    assert articles.num_rows == len(NAMES)
    assert found == [(name, article.title, article.date) for name, article in by_name if article.body]


@pytest.mark.integration
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what datasets imports
@pytest.mark.parametrize("streamed", [False, True])
def test_a_hugging_face_dataset_is_mapped_in_batches(streamed: bool, tmp_path: Path) -> None:
    import datasets

    datasets.config.HF_DATASETS_CACHE = tmp_path
    pages: Any = datasets.Dataset.from_dict(PAGES)
    pages = pages.to_iterable_dataset() if streamed else pages
    articles = pages.with_format("arrow").map(
        clean_table, batched=True, batch_size=2, fn_kwargs={"column": "page"}, remove_columns=["page"]
    )
    assert list(articles.with_format(None)) == with_ids(records(ARTICLES))


@pytest.mark.integration
def test_dask_cleans_partition_by_partition_and_an_error_names_the_row_of_the_index() -> None:
    import dask.dataframe as dd
    import pandas as pd

    from newsclean.integrations import pandas as for_pandas

    frame = pd.DataFrame({"page": [*TEXTS, None]}, index=[*range(10, 15), 99])
    pages = dd.from_pandas(frame, npartitions=3)
    articles = pages.map_partitions(for_pandas.clean_table, "page").compute()
    pd.testing.assert_frame_equal(articles, for_pandas.clean_table(frame, "page"))
    assert articles["error"][99] == "row 99: no text"
