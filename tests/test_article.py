"""The article as a value: shares, explanations, and there and back again through plain values."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date

import pytest

import newsclean
from newsclean import Article, Considered, Entry

ARTICLE = Article(
    title="Rain floods old town",
    byline="Ann Lee and Bob Ray",
    authors=("Ann Lee", "Bob Ray"),
    date=date(2021, 5, 5),
    updated=date(2021, 5, 6),
    body=("Rain fell all night.", "It stopped."),
    language="en",
    captions=("The bridge",),
    ledger=(
        Entry((1,), "Rain floods old town", "title", "title", "a heading"),
        Entry((3, 5), "Rain fell all night.", "body", "body", "nothing speaks against it", "paragraph"),
        Entry((4,), "The bridge", "removed", "captions", "caption label", "caption"),
        Entry((7,), "Share", "removed", "boilerplate", "among links", "share", 0.25),
    ),
    considered=(
        Considered("title", "Share", (7,), "Share", False, "short"),
        Considered("title", "Rain floods old town", (1,), "Rain floods old town", True, "a heading"),
        Considered("date", "2021-05-05", (), "", True, "in the address"),
    ),
)


def test_an_article_comes_back_whole_from_plain_values_and_json() -> None:
    values = ARTICLE.to_dict()
    assert Article.from_dict(values) == ARTICLE
    assert Article.from_dict(json.loads(ARTICLE.to_json())) == ARTICLE
    assert ARTICLE.to_json(indent=1) == json.dumps(ARTICLE.to_dict(), indent=1)
    assert "\n" not in ARTICLE.to_json()
    assert (values["date"], values["updated"], values["newsclean"]) == (
        "2021-05-05",
        "2021-05-06",
        newsclean.__version__,
    )
    assert list(values) == ["newsclean", *(field.name for field in fields(Article))]
    assert (type(values["ledger"]), type(values["considered"])) == (tuple, tuple)
    assert values["ledger"][3]["probability"] == 0.25


def test_an_empty_article_comes_back_too() -> None:
    assert Article.from_dict(Article().to_dict()) == Article()
    assert (Article().to_dict()["date"], Article().to_dict()["updated"]) == (None, None)


def test_json_keeps_letters_of_all_scripts() -> None:
    assert "雨" in Article(body=("雨",)).to_json()


@pytest.mark.parametrize("missing", ["title", "body", "ledger", "considered", "updated", "captions"])
def test_what_is_no_article_gets_an_error_that_names_what_is_missing(missing: str) -> None:
    values = {name: value for name, value in ARTICLE.to_dict().items() if name != missing}
    with pytest.raises(ValueError, match=rf"This is not what Article.to_dict\(\) writes: KeyError\('{missing}'\)"):
        Article.from_dict(values)


def test_text_removed_and_explain() -> None:
    assert ARTICLE.text == "Rain fell all night.\n\nIt stopped."
    assert [entry.text for entry in ARTICLE.removed] == ["The bridge", "Share"]
    assert [c.taken for c in ARTICLE.explain("title")] == [True, False]
    assert [c.value for c in ARTICLE.explain("date")] == ["2021-05-05"]
    assert ARTICLE.explain("updated") == ()
    with pytest.raises(ValueError, match=r"^There is no field 'body'. The fields are title, byline, date, updated\.$"):
        ARTICLE.explain("body")


def test_the_share_kept() -> None:
    assert ARTICLE.kept_share == pytest.approx(40 / 55)


def test_how_an_article_is_shown() -> None:
    assert "Rain floods old town" in repr(ARTICLE)
    assert ARTICLE.to_markdown().startswith("# Rain floods old town\n")
    assert "Rain floods old town</h3>" in ARTICLE._repr_html_()
