"""Pages in a Spark DataFrame, cleaned by a local Spark: a real Java, and worker processes of this Python."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.integrations.spark import clean_table, cleaner, schema, schema_of

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
NAMES = ("en-two-dates", "en-hints", "fr-quotidien", "ja-toufu", "en-no-article")
PAGE = "Menu\n\nRain floods the old town\n\nRain fell all night and flooded the cellars of the old town.\n"

pytestmark = [
    # PySpark checks pandas for mapInArrow too, which does not use it.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    # PySpark 4.0 leaves sockets to its Java side to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


def fixture_text(name: str) -> str:
    return (FIXTURES / f"{name}.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PYSPARK_PYTHON", sys.executable)
        patch.setitem(os.environ, "SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
        yield session
        session.stop()
        gc.collect()


@pytest.mark.parametrize("module", ["pyarrow", "pyspark"])
def test_without_spark_or_arrow_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "pyspark.sql.types", raising=False)
    with pytest.raises(ImportError, match=r"pip install 'newsclean\[spark\]'"):
        _ = clean_table(None) if module == "pyarrow" else schema_of(None, ())


@pytest.mark.integration
def test_a_table_gives_the_articles_that_clean_gives(spark: Any) -> None:
    urls = {name: f"https://news.example/2021/06/30/{name}" for name in NAMES}
    pages = spark.createDataFrame([(name, fixture_text(name), urls[name]) for name in NAMES], ["id", "text", "url"])
    rows = {row["id"]: row for row in clean_table(pages.repartition(3), url_column="url").collect()}
    assert sorted(rows) == sorted(NAMES)
    for name, row in rows.items():
        article = newsclean.clean(fixture_text(name), url=urls[name])
        assert (row["url"], row["error"]) == (urls[name], None)
        assert (row["title"], row["byline"], tuple(row["authors"])) == (article.title, article.byline, article.authors)
        assert (row["date"], row["updated"], row["text"]) == (article.date, article.updated, article.text)
        assert (row["language"], row["kept_share"]) == (article.language, article.kept_share)


@pytest.mark.integration
def test_null_and_html_have_an_error_and_the_other_columns_pass_as_they_are(spark: Any) -> None:
    big = 2**53 + 1
    source = [(big, None, {"a": [1]}), (None, "<html><p>Rain</p></html>", None), (3, "Rain fell.", {})]
    pages = spark.createDataFrame(source, "id long, page string, more map<string, array<int>>")
    table = clean_table(pages.coalesce(1), "page")
    assert table.schema.simpleString() == pages.drop("page").schema.simpleString()[:-1] + "," + simple_schema(spark)
    first, second, third = table.collect()
    assert (first["id"], first["more"], first["error"], first["authors"]) == (big, {"a": [1]}, "row 0: no text", [])
    assert (second["id"], second["more"], second["error"][:17]) == (None, None, "row 1: ValueError")
    assert (first["text"], second["kept_share"]) == (None, None)
    assert (third["id"], third["more"], third["text"], third["error"]) == (3, {}, "Rain fell.", None)


def simple_schema(spark: Any) -> str:
    """The article's schema in Spark's short form, without the opening."""
    written: str = spark.createDataFrame([], schema()).schema.simpleString()
    return written.removeprefix("struct<")


@pytest.mark.integration
def test_an_empty_table_gives_an_empty_table(spark: Any) -> None:
    assert clean_table(spark.createDataFrame([], "text string")).collect() == []


@pytest.mark.integration
def test_hints_and_a_callers_own_step_reach_the_workers(spark: Any) -> None:
    def tell_hints(page: newsclean.Page) -> Iterator[newsclean.Removal]:
        yield newsclean.Removal(page.lines[0], "hints told")
        raise ValueError(f"{page.language} {page.url} {page.today}")

    pages = spark.createDataFrame(
        [("Rain fell.", "https://news.example/", "fr", date(2024, 5, 6)), ("Rain fell.", None, None, None)],
        "text string, url string, lang string, day date",
    ).coalesce(1)
    table = clean_table(
        pages.withColumn("day", pages["day"].cast("timestamp")),
        url_column="url",
        language_column="lang",
        today_column="day",
        language="de",
        today=date(2020, 1, 1),
        pipeline=newsclean.Pipeline().with_filter(tell_hints),
        keep=[],
    )
    assert [row["error"] for row in table.collect()] == [
        "row 0: ValueError: fr https://news.example/ 2024-05-06",
        "row 1: ValueError: de None 2020-01-01",
    ]


@pytest.mark.integration
def test_the_function_alone_goes_into_map_in_arrow(spark: Any) -> None:
    pages = spark.createDataFrame([(1, PAGE)], "id long, text string")
    clean_batches = cleaner(keep=["id"], prefix="article_", phrases=["Menu"])
    row = pages.mapInArrow(clean_batches, f"id long, {schema('article_')}").first()
    assert row["id"] == 1
    assert row["article_text"] == newsclean.clean(PAGE, phrases=["Menu"]).text


@pytest.mark.integration
def test_what_cannot_be_meant_is_said_before_spark_starts(spark: Any) -> None:
    pages = spark.createDataFrame([(PAGE, "Rain")], "page string, Title string")
    with pytest.raises(KeyError, match=r"no column 'text'.*'page'"):
        clean_table(pages)
    with pytest.raises(KeyError, match="no column 'url'"):
        clean_table(pages, "page", url_column="url")
    with pytest.raises(ValueError, match=r"title already.*prefix="):
        clean_table(pages, "page")
    with pytest.raises(TypeError, match="today="):
        clean_table(pages, "page", keep=[], today="soon")
    with pytest.raises(ValueError, match="'English' is no language tag; pass one such as 'en'"):
        clean_table(pages, "page", keep=[], language="English")
    assert clean_table(pages, "page", prefix="article_").columns[:2] == ["Title", "article_title"]
