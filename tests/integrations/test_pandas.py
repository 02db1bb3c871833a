"""Pages in a pandas table: what comes out, whatever is in the cells. pandas is loaded by the tests that use it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import Page, Removal
from newsclean.integrations.pandas import DTYPES, clean_table

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
NAMES = ("en-two-dates", "fr-quotidien", "ja-toufu", "en-no-article")
TEXTS = tuple((FIXTURES / f"{name}.txt").read_bytes().decode("utf-8") for name in NAMES)
PAGE = "Menu\n\nRain floods the old town\n\nRain fell all night and flooded the cellars of the old town.\n"


@pytest.fixture
def pd() -> Any:
    import pandas

    return pandas


def test_without_pandas_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'newsclean\[pandas\]'"):
        clean_table([PAGE])


@pytest.mark.integration
@pytest.mark.parametrize("workers", [1, 2])
def test_a_series_gives_the_articles_that_clean_gives(pd: Any, workers: int) -> None:
    table = clean_table(pd.Series(TEXTS, index=NAMES), workers=workers)
    assert list(table.columns) == list(DTYPES)
    assert list(table.index) == list(NAMES)
    assert table["error"].isna().all()
    for text, row in zip(TEXTS, table.astype(object).where(table.notna(), None).itertuples(), strict=True):
        article = newsclean.clean(text)
        assert (row.title, row.byline, row.authors) == (article.title, article.byline, article.authors)
        assert (row.date and row.date.date(), row.updated and row.updated.date()) == (article.date, article.updated)
        assert (row.text, row.language, row.kept_share) == (article.text, article.language, article.kept_share)
    assert table["text"]["en-no-article"] == ""


@pytest.mark.integration
def test_missing_and_bad_cells_have_an_error_and_nothing_else(pd: Any) -> None:
    cells = [
        None,
        float("nan"),
        pd.NA,
        pd.NaT,
        b"Rain fell.",
        3,
        ["Rain fell."],
        "<html><p>Rain fell.</html>",
        "Rain fell.",
    ]
    table = clean_table(pd.Series(cells, dtype=object))
    assert list(table["error"][:4]) == [f"row {n}: no text" for n in range(4)]
    told = [f"row {n}: {kind}: " for n, kind in enumerate(["TypeError"] * 3 + ["ValueError"], 4)]
    assert [error[: len(start)] for error, start in zip(table["error"][4:8], told, strict=True)] == told
    bad = table[:8].drop(columns=["error", "authors"])
    assert bad.isna().all(axis=None)
    assert list(table["authors"]) == [()] * 9
    assert table["text"][8] == "Rain fell."
    assert pd.isna(table["error"][8])


@pytest.mark.integration
@pytest.mark.parametrize("cells", [[], [None], [PAGE]])
def test_dtypes_do_not_depend_on_the_cells(pd: Any, cells: list[str | None]) -> None:
    table = clean_table(pd.Series(cells, dtype="string"))
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == DTYPES
    assert len(table) == len(cells)


@pytest.mark.integration
def test_a_page_with_a_lone_surrogate_is_a_row_like_any(pd: Any) -> None:
    table = clean_table(pd.Series(["Rain fell \ud800 all night."], dtype=object))
    assert table["text"].notna().all()


@pytest.mark.integration
def test_duplicates_in_the_index_stay_and_the_columns_fit_beside_the_others(pd: Any) -> None:
    pages = pd.DataFrame({"id": [1, 2, 3], "page": [PAGE, None, PAGE]}, index=["a", "a", "b"])
    table = clean_table(pages, "page")
    assert list(table.index) == ["a", "a", "b"]
    both = pd.concat([pages["id"], table], axis="columns")
    assert list(both["id"]) == [1, 2, 3]
    assert list(both["error"].isna()) == [True, False, True]


@pytest.mark.integration
def test_hints_come_from_columns_and_for_the_rest_from_the_call(pd: Any) -> None:
    seen: list[tuple[str | None, str | None, date | None]] = []

    def note_hints(page: Page) -> list[Removal]:
        seen.append((page.language, page.url, page.today))
        return []

    pages = pd.DataFrame(
        {
            "page": [PAGE, PAGE, PAGE],
            "url": ["https://news.example/a", None, float("nan")],
            "language": ["fr", None, pd.NA],
            "scraped": pd.to_datetime(["2024-05-06 10:00", None, "2024-05-07 23:59"]),
        }
    )
    table = clean_table(
        pages,
        "page",
        url_column="url",
        language_column="language",
        today_column="scraped",
        language="de",
        today=date(2020, 1, 1),
        pipeline=newsclean.Pipeline().with_filter(note_hints),
    )
    assert table["error"].isna().all()
    assert seen == [
        ("fr", "https://news.example/a", date(2024, 5, 6)),
        ("de", None, date(2020, 1, 1)),
        ("de", None, date(2024, 5, 7)),
    ]


@pytest.mark.integration
def test_a_hint_that_means_nothing_is_its_rows_error(pd: Any) -> None:
    pages = pd.DataFrame({"text": [PAGE, PAGE], "url": [3, "https://news.example/"], "today": ["soon", "2024-05-06"]})
    for table in (clean_table(pages, url_column="url"), clean_table(pages, today_column="today")):
        assert list(table["error"].notna()) == [True, False]


@pytest.mark.integration
def test_phrases_and_pipeline_are_those_of_clean(pd: Any) -> None:
    table = clean_table(pd.Series([PAGE]), phrases=["Rain floods the old town"], pipeline=newsclean.Pipeline())
    assert "Menu" in table["text"][0]
    assert "floods" not in table["text"][0]


@pytest.mark.integration
def test_progress_is_shown_on_stderr(pd: Any, capsys: pytest.CaptureFixture[str]) -> None:
    clean_table(pd.Series([PAGE] * 3), progress=True)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "3/3" in printed.err


@pytest.mark.integration
def test_what_cannot_be_meant_is_said(pd: Any) -> None:
    pages = pd.DataFrame([[PAGE, PAGE]], columns=["page", "page"])
    with pytest.raises(KeyError, match=r"no column 'text'.*'page'"):
        clean_table(pages)
    with pytest.raises(ValueError, match="2 columns 'page'"):
        clean_table(pages, "page")
    with pytest.raises(ValueError, match="url_column="):
        clean_table(pd.Series([PAGE]), url_column="url")
    with pytest.raises(TypeError, match=r"pandas Series or DataFrame, not builtins.list"):
        clean_table([PAGE])
    with pytest.raises(TypeError, match="language="):
        clean_table(pd.Series([PAGE]), language=3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'English' is no language tag; pass one such as 'en'"):
        clean_table(pd.Series([PAGE]), language="English")
    with pytest.raises(TypeError, match="phrases="):
        clean_table(pd.Series([PAGE]), phrases="Menu")


@pytest.mark.integration
def test_a_frame_of_polars_is_told_where_to_go() -> None:
    import polars

    with pytest.raises(TypeError, match=r"takes a pandas .*not polars.*newsclean.integrations.arrow"):
        clean_table(polars.DataFrame({"text": [PAGE]}))
