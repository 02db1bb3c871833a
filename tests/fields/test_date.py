"""The date field: lines of every language under a title, and what a page, an address and a day of scraping change."""

from __future__ import annotations

import json
from datetime import date as Date
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.fields.date import date
from newsclean.lexicon import languages
from newsclean.reading import read_page

CASES = json.loads((Path(__file__).parent / "date_cases.json").read_text(encoding="utf-8"))
BODY = "In the night, heavy rain fell on the hills above the town, and the river rose by two metres until the morning."


def found(text: str, **hints: Any) -> dict[str, str | None]:
    """What the step takes on a page."""
    taken = {c.field: str(c.value) for c in date(read_page(text, **hints)) if c.taken}
    return {"date": taken.get("date"), "updated": taken.get("updated")}


def under_title(line: str) -> str:
    return f"Flood closes the schools of the lower town\n\n{line}\n\n{BODY}\n\n{BODY} Then it fell."


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_line_under_a_title(case: dict[str, Any]) -> None:
    fields = found(under_title(case["line"]), language=case["language"])
    assert fields == {"date": case["date"], "updated": case["updated"]}


def test_cases_cover_every_language_half_negative() -> None:
    assert {case["language"] for case in CASES} == set(languages())
    assert sum(case["date"] is None for case in CASES) * 2 >= len(CASES)


class TestOrderOfThreeNumbers:
    def test_language(self) -> None:
        assert found(under_title("03/04/2021"), language="en")["date"] == "2021-03-04"
        assert found(under_title("03/04/2021"), language="fr")["date"] == "2021-04-03"

    def test_country_of_the_host(self) -> None:
        hints = {"language": "en", "url": "https://www.example.co.uk/flood"}
        assert found(under_title("03/04/2021"), **hints)["date"] == "2021-04-03"

    def test_other_days_of_the_page(self) -> None:
        text = under_title("03/04/2021 10:30") + "\n\nMore\n\nOld bridge 25/03/2021"
        assert found(text, language="en")["date"] == "2021-04-03"

    def test_weekday(self) -> None:
        assert found(under_title("Saturday 03/04/2021"), language="en")["date"] == "2021-04-03"

    def test_doubt_gives_none(self) -> None:
        assert found(under_title("03/04/2021"), language="zh-cn")["date"] is None

    def test_year_first_is_no_doubt(self) -> None:
        assert found(under_title("2021-03-04"), language="fr")["date"] == "2021-03-04"


class TestAddress:
    def test_only_the_address_has_a_day(self) -> None:
        text = under_title("By Ann Lee")
        assert found(text, language="en", url="https://example.org/2021/05/05/flood")["date"] == "2021-05-05"

    def test_the_text_wins(self) -> None:
        text = under_title("Published 6 May 2021")
        assert found(text, language="en", url="https://example.org/2021/05/05/flood")["date"] == "2021-05-06"

    def test_the_address_chooses_among_days(self) -> None:
        text = "Friday 7 May 2021\n\n" + under_title("5 May 2021")
        assert found(text, language="en", url="https://example.org/2021/05/05/flood")["date"] == "2021-05-05"

    def test_no_day_in_it(self) -> None:
        assert found(under_title("By Ann Lee"), language="en", url="https://example.org/20210231")["date"] is None


class TestToday:
    def test_relative_days(self) -> None:
        today = Date(2021, 5, 5)
        assert found(under_title("Published 2 hours ago"), language="en", today=today)["date"] == "2021-05-05"
        assert found(under_title("Publié hier"), language="fr", today=today)["date"] == "2021-05-04"
        assert found(under_title("vor 3 Tagen"), language="de", today=today)["date"] == "2021-05-02"
        assert found(under_title("2 hours ago"), language="en")["date"] is None

    def test_weeks_name_no_day(self) -> None:
        assert found(under_title("2 weeks ago"), language="en", today=Date(2021, 5, 5))["date"] is None

    def test_no_later_day(self) -> None:
        text = under_title("Published 9 May 2021")
        assert found(text, language="en", today=Date(2021, 5, 5))["date"] is None
        assert found(text, language="en", today=Date(2021, 5, 8))["date"] == "2021-05-09"


class TestPage:
    def test_label_on_the_line_above(self) -> None:
        assert found(under_title("Updated\n\n5 May 2021"), language="en") == {"date": None, "updated": "2021-05-05"}

    def test_header_comments_and_teasers_are_not_the_date(self) -> None:
        menu = "\n\n".join(["Friday 7 May 2021", "Home", "Politics", "Sport", "Culture", "Weather", "Shop", "Video"])
        more = "\n\n".join(f"Old bridge {n}\n\n{n} May 2021" for n in range(1, 5))
        text = f"{menu}\n\n{under_title('5 May 2021, 10:30')}\n\n{more}"
        assert str(newsclean.clean(text, language="en").date) == "2021-05-05"

    @pytest.mark.parametrize("title", ["Flood", "Flood closes the schools of the lower town"])
    @pytest.mark.parametrize("line", ["5 May 2021", "Wednesday 5 May 2021", "By Ann Lee | 5 May 2021, 10:30"])
    def test_today_in_the_header_is_not_the_date(self, title: str, line: str) -> None:
        header = "Friday 7 May 2021\n\nHome\n\nPolitics\n\nSport\n\nCulture\n\nWeather\n\nShop\n\nVideo"
        text = f"{header}\n\n{title}\n\n{line}\n\n{BODY}\n\n{BODY} Then it fell."
        assert str(newsclean.clean(text, language="en").date) == "2021-05-05"

    def test_today_alone_far_over_a_headline_is_no_date(self) -> None:
        header = "\n\n".join(["Friday 7 May 2021", "Home", "Politics", "Sport", "Culture", "Weather", "Shop", "Video"])
        assert newsclean.clean(f"{header}\n\n{under_title('By Ann Lee')}", language="en").date is None

    def test_two_days_on_a_line_of_names(self) -> None:
        assert found(under_title("Ann Lee 5 May 2021 6 June 2021"), language="en")["date"] == "2021-05-05"

    def test_words_of_menus_after_a_day(self) -> None:
        assert found(under_title("5 May 2021 facebook twitter flipboard social share"), language="en")["date"]

    def test_a_caption_under_the_headline_is_not_the_date(self) -> None:
        line = "People walk along the flooded quay of the old harbour in Dunmore, 5 May 2021"
        assert found(under_title(line), language="en")["date"] is None

    def test_quotes_and_tweets_far_under_an_update_are_not_the_date(self) -> None:
        more = "\n\n".join(f"{word}\n\nRiver shares" for word in ("Markets", "Sport", "Weather", "Video", "Shop"))
        text = under_title("Updated 5 May 2021") + f"\n\n{more}\n\n03:59 PM | 4 May 2021 11.10 (2.60%)"
        assert found(text, language="en") == {"date": None, "updated": "2021-05-05"}
        assert found(under_title("Updated 5 May 2021\n\nPublished 4 May 2021"), language="en")["date"] == "2021-05-04"

    def test_the_headline_printed_again(self) -> None:
        title = "Flood closes the schools of the lower town"
        text = (
            f"{title} | The Courier | 5 May 2021\n\nHome\n\nPolitics\n\nSport\n\nWeather\n\n{under_title('By Ann Lee')}"
        )
        assert str(newsclean.clean(text, language="en").date) == "2021-05-05"

    def test_rejected_days_are_explained(self) -> None:
        candidates = list(date(read_page(under_title("Event date: 5 May 2021"), language="en")))
        assert [(c.taken, c.reason) for c in candidates] == [(False, "its label means another kind of date")]

    def test_span_takes_label_time_and_weekday(self) -> None:
        line = "Ann Lee | Published Wednesday 5 May 2021 at 10:30 GMT | Society"
        taken = next(c for c in date(read_page(under_title(line), language="en")) if c.taken)
        assert taken.line is not None
        assert taken.span is not None
        assert taken.line.text[slice(*taken.span)] == "Published Wednesday 5 May 2021 at 10:30 GMT"

    def test_empty_page(self) -> None:
        assert found("", language="en") == {"date": None, "updated": None}


def test_work_grows_with_the_text_on_hostile_lines() -> None:
    for line in (
        "5 May " * 60,
        "1.1.1." * 60,
        "2021年" * 90,
        "Published " * 35,
        "5-" * 190,
        "May 5 at at at at at at at " * 12,
    ):
        assert found(under_title(line), language="en")["updated"] is None
