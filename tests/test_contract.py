"""What `clean` takes, what it refuses, and what it gives for odd pages."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from datetime import date

import pytest

import newsclean
from newsclean import Article, Page, Removal, clean, clean_many, default_pipeline

PAGE = (
    "Menu\n\nRain floods the old town\n\nBy Ann Lee\n\nRain fell all night and flooded the cellars of the old town.\n"
)


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (b"text", "clean() takes the page as str, not bytes: decode it first, e.g. data.decode('utf-8')."),
        (
            memoryview(b"text"),
            "clean() takes the page as str, not memoryview: decode it first, e.g. data.decode('utf-8').",
        ),
        (None, "clean() takes the page's text as str, not NoneType."),
        (3, "clean() takes the page's text as str, not int."),
        (["text"], "clean() takes the page's text as str, not list."),
    ],
)
def test_what_is_no_text_gets_a_type_error_that_says_what_to_pass(value: object, advice: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(advice)}$"):
        clean(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "\ufeff  <html lang='en'>",
        "<!-- a -- b --><!doctype HTML>",
        '<?xml version="1.0"?>\n<html>',
    ],
)
def test_an_html_document_gets_a_value_error_that_says_how_to_render_it(text: str) -> None:
    advice = (
        "This is an HTML document; clean() takes plain text. Use newsclean.clean_html(html) "
        "(pip install 'newsclean[html]'), or render it first, "
        "e.g. BeautifulSoup(html, 'html.parser').get_text('\\n')."
    )
    with pytest.raises(ValueError, match=f"^{re.escape(advice)}$"):
        clean(text)


@pytest.mark.parametrize("text", ["<htmlx>", "He wrote <html> on the board.", "<p>x</p>", "<!-- <html>", "<", "\ud800"])
def test_other_text_with_tags_is_text(text: str) -> None:
    assert isinstance(clean(text), Article)


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff"])
def test_empty_text_gives_an_empty_article(text: str) -> None:
    article = clean(text)
    assert (article.title, article.byline, article.authors, article.date, article.body) == (None, None, (), None, ())
    assert article.kept_share == 0.0


def test_where_nothing_speaks_against_a_line_it_is_body() -> None:
    assert clean("Hello").body == ("Hello",)


def test_a_page_of_nothing_but_menus_has_no_article() -> None:
    article = clean("Home\nSport\nPolitics\nWeather\nLog in\nSign up\nPrivacy policy\n© 2024 The Daily")
    assert article.body == ()
    assert article.title is None
    assert len(article.removed) == 8


@pytest.mark.parametrize(
    ("hints", "error", "advice"),
    [
        ({"language": 3}, TypeError, "language= takes a BCP 47 tag such as 'fr' or 'pt-BR', not int."),
        ({"language": "!!"}, ValueError, "'!!' is no language tag; pass one such as"),
        ({"url": b"https://a.example"}, TypeError, "url= takes the page's address as str, not bytes."),
        ({"today": "2021-01-05"}, TypeError, "today= takes a datetime.date, not str."),
        ({"phrases": "Rain"}, TypeError, 'phrases= takes a list of phrases; for one phrase write phrases=["…"].'),
        ({"phrases": [3]}, TypeError, "A phrase is a str or a compiled pattern, not int."),
        ({"favor": "recal"}, ValueError, """favor= takes "balance", "recall" or "precision", not 'recal'."""),
        ({"favor": ""}, ValueError, """favor= takes "balance", "recall" or "precision", not ''."""),
    ],
)
def test_hints_of_the_wrong_kind_get_an_error_that_says_what_to_pass(
    hints: dict[str, object], error: type[Exception], advice: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(advice)}"):
        clean(PAGE, **hints)  # type: ignore[arg-type]


def test_phrases_match_whole_lines_and_patterns_search() -> None:
    text = "Rain fell.\n\nOUR   App is here\n\nOur app is here to stay, they said.\n\nRef. 123\n"
    article = clean(text, phrases=["our app is here", re.compile(r"^Ref\. \d+$")])
    assert [(e.lines, e.by) for e in article.removed] == [((3,), "phrases"), ((7,), "phrases")]


def no_rain(page: Page) -> Iterator[Removal]:
    """Point at lines on rain."""
    return (Removal(line, "rain") for line in page.lines if "cellars" in line.text)


def test_a_users_own_filter_acts_first_and_is_named_in_the_ledger() -> None:
    pipeline = default_pipeline().with_filter(no_rain)
    assert pipeline.names[0] == "no-rain"
    assert [(e.by, e.reason) for e in clean(PAGE, pipeline=pipeline).removed if e.lines == (7,)] == [
        ("no-rain", "rain")
    ]


def test_a_pipeline_is_changed_by_making_another() -> None:
    pipeline = default_pipeline()
    shorter = pipeline.without("photo-credits")
    assert "photo-credits" not in shorter.names
    assert "photo-credits" in pipeline.names
    moved = pipeline.move("repeats", before="title")
    assert moved.names[0] == "repeats"
    assert len(moved.names) == len(pipeline.names)
    replaced = pipeline.replace("captions", no_rain)
    assert replaced.names == pipeline.names
    assert pipeline.with_filter(no_rain, before="boilerplate").names[-2:] == ("no-rain", "boilerplate")


@pytest.mark.parametrize("change", ["without", "replace", "move", "with_filter"])
def test_a_step_that_is_not_there_gets_an_error_that_lists_the_steps(change: str) -> None:
    pipeline = default_pipeline()
    calls = {
        "without": lambda: pipeline.without("credits"),
        "replace": lambda: pipeline.replace("credits", no_rain),
        "move": lambda: pipeline.move("credits", before="repeats"),
        "with_filter": lambda: pipeline.with_filter(no_rain, before="credits"),
    }
    with pytest.raises(KeyError, match="photo-credits"):
        calls[change]()


def test_a_step_that_yields_something_else_is_named_in_the_error() -> None:
    def wrong(page: Page) -> list[str]:
        return ["Menu"]

    with pytest.raises(TypeError, match="'wrong' yielded str"):
        clean(PAGE, pipeline=default_pipeline().with_filter(wrong))  # type: ignore[arg-type]


def test_an_article_survives_dict_json_and_pickle() -> None:
    article = clean(PAGE, today=date(2024, 5, 1))
    assert article.title == "Rain floods the old town"
    assert Article.from_dict(article.to_dict()) == article
    assert pickle.loads(pickle.dumps(article)) == article
    assert article.to_dict()["newsclean"] == newsclean.__version__
    assert pickle.loads(pickle.dumps(default_pipeline())).names == default_pipeline().names


def test_from_dict_says_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="to_dict"):
        Article.from_dict({"title": "Rain"})


def test_explain_lists_the_candidate_taken_first_and_knows_its_fields() -> None:
    considered = clean(PAGE).explain("title")
    assert considered[0].taken
    assert considered[0].value == "Rain floods the old town"
    with pytest.raises(ValueError, match="title, byline, date, updated"):
        clean(PAGE).explain("author")


def test_clean_many_is_lazy_in_order_and_delivers_failures() -> None:
    def items() -> Iterator[object]:
        yield PAGE
        yield ("Regen fiel.", {"language": "de"})
        yield b"bytes"
        yield "<html>"
        yield "Rain fell."
        raise AssertionError("read too far ahead")

    results = clean_many(items())  # type: ignore[arg-type]
    first = [next(results) for _ in range(5)]
    assert [type(r).__name__ for r in first] == ["Article", "Article", "Failure", "Failure", "Article"]
    assert first[1].language == "de"  # type: ignore[union-attr]
    assert first[2].index == 2  # type: ignore[union-attr]


STORY = "In the night, heavy rain fell on the hills above the town, and the river rose by two metres before dawn."
MORE = "In the morning the water stood as high as the window sills, and the school stayed closed until noon."


def dated(line: str, **hints: object) -> Article:
    """The article of a page with this line under its title."""
    return clean(f"Rain floods the old town\n\n{line}\n\n{STORY}\n\n{MORE}", language="en", **hints)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("5/6/69", date(2069, 5, 6)),
        ("5/6/70", date(1970, 5, 6)),
        ("5 June 1899", None),
        ("5 June 1900", date(1900, 6, 5)),
        ("5 June 2099", date(2099, 6, 5)),
        ("5 June 2100", None),
    ],
)
def test_which_years_a_date_may_have(line: str, day: date | None) -> None:
    assert dated(f"Published {line}").date == day


@pytest.mark.parametrize(("line", "day"), [("6 May 2021", date(2021, 5, 6)), ("7 May 2021", None)])
def test_with_today_no_date_is_after_the_day_that_follows_it(line: str, day: date | None) -> None:
    assert dated(f"Published {line}", today=date(2021, 5, 5)).date == day
    assert dated(f"Published {line}").date is not None


@pytest.mark.parametrize(("day", "found"), [("06", date(2021, 5, 6)), ("07", None)])
def test_a_day_in_the_address_is_no_date_after_today_either(day: str, found: date | None) -> None:
    url = f"https://vale.example/2021/05/{day}/flood"
    assert dated("Weather", url=url, today=date(2021, 5, 5)).date == found
    assert dated("Weather", url=url).date == date(2021, 5, int(day))


def test_an_update_is_not_older_than_the_publication() -> None:
    newer = dated("Published 5 May 2021, updated 6 May 2021")
    older = dated("Published 5 May 2021, updated 4 May 2021")
    assert (newer.date, newer.updated) == (date(2021, 5, 5), date(2021, 5, 6))
    assert (older.date, older.updated) == (date(2021, 5, 5), None)


def test_an_update_alone_is_no_publication() -> None:
    article = dated("Updated 6 May 2021")
    assert (article.date, article.updated) == (None, date(2021, 5, 6))


def test_a_label_without_a_date_gives_none() -> None:
    assert dated("Published on").date is None
    assert dated("2 hours ago").date is None
    assert dated("2 hours ago", today=date(2021, 5, 5)).date == date(2021, 5, 5)


def test_a_title_that_is_also_in_a_list_of_other_stories_is_the_title() -> None:
    title = "Rain floods the old town"
    text = "\n\n".join((title, STORY, MORE, "Related stories", title, "A bridge is shut"))
    article = clean(text, language="en")
    assert article.title == "Rain floods the old town"
    assert [e.lines for e in article.ledger if e.role == "title"] == [(1,)]
    assert article.body == (STORY, MORE)


def test_a_paragraph_printed_twice_is_a_repeat_and_a_sentence_set_apart_a_pull_quote() -> None:
    quote = "We will not give up our plans for the old bridge"
    said = f'The mayor spoke for an hour. "{quote}," she told the council in the evening, and went home on foot.'
    article = clean("\n\n".join(("Rain floods the old town", STORY, quote, said, MORE, STORY)), language="en")
    assert article.body == (STORY, said, MORE)
    assert [(e.text, e.kind) for e in article.removed] == [(quote, "pull-quote"), (STORY, "repeat")]
