"""What a page tells of its article where no reader sees it, matched to its lines."""

from __future__ import annotations

import json

import pytest

from tests.html.shapes import ARTICLE, STORY, rows_at


def json_ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


MORE = "<p class=teaser>An otter was seen at the pier on Friday, and it did not stay for long either."


class TestBody:
    @pytest.mark.parametrize(
        "body", [" ".join(STORY), "\n".join(f"<p>{text}</p>" for text in STORY), " ".join(STORY).upper()]
    )
    def test_lines_of_the_article_body_are_told(self, body: str) -> None:
        html = f"{json_ld(articleBody=body)}{ARTICLE}{MORE}"
        told, other = rows_at(html, STORY[1]), rows_at(html, "An otter")
        assert (told.get("body_told"), other.get("body_told")) == (1, None)
        assert told["has_body_told"] == other["has_body_told"] == 1

    def test_a_body_that_is_cut_tells_a_part_of_the_line_where_it_is(self) -> None:
        cut = " ".join(STORY[:3])[:-40] + "..."
        html = f"{json_ld(articleBody=cut)}{ARTICLE}"
        assert 0.2 < rows_at(html, STORY[2])["body_told"] < 0.9
        assert "body_told" not in rows_at(html, STORY[3])

    @pytest.mark.parametrize("body", ["", "Rain.", None, 7, {"a": "b"}, [["x" * 300]]])
    def test_what_is_no_body_tells_nothing(self, body: object) -> None:
        assert "has_body_told" not in rows_at(f"{json_ld(articleBody=body)}{ARTICLE}", STORY[0])

    def test_another_article_s_body_is_not_the_page_s(self) -> None:
        teaser = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "articleBody": " ".join(STORY)}]}
        html = f'<script type="application/ld+json">{json.dumps(teaser)}</script>{ARTICLE}'
        assert "has_body_told" not in rows_at(html, STORY[0])


class TestDescriptionAndTitle:
    LEAD = "A heron on the ramp kept the last boat of the day in port for ninety minutes."

    @pytest.mark.parametrize("name", ["description", "og:description", "twitter:description"])
    def test_the_standfirst_is_told_and_a_paragraph_is_not(self, name: str) -> None:
        html = f'<meta name="{name}" content="{self.LEAD}"><p>{self.LEAD}</p>{ARTICLE}'
        assert rows_at(html, self.LEAD)["description_told"] == 1
        assert "description_told" not in rows_at(html, STORY[1])

    def test_the_title_is_told_wherever_it_is_printed(self) -> None:
        html = f'<meta property="og:title" content="Heron stops the ferry">{ARTICLE}<div>{MORE}</div>'
        assert "title_told" in rows_at(html, "Heron stops")
        assert "title_told" not in rows_at(html, "An otter")


class TestParts:
    def test_the_part_that_is_paid_for_and_what_may_be_read_aloud(self) -> None:
        paid = {"isAccessibleForFree": "False", "cssSelector": ".story"}
        aloud = {"@type": "SpeakableSpecification", "cssSelector": ["h1", ".none"]}
        html = f"{json_ld(hasPart=paid, speakable=aloud)}{ARTICLE}{MORE}"
        names = ("paid_part", "speakable")
        assert [name in rows_at(html, STORY[0]) for name in names] == [True, False]
        assert [name in rows_at(html, "Heron stops") for name in names] == [False, True]
        assert [name in rows_at(html, "An otter") for name in names] == [False, False]

    @pytest.mark.parametrize("selector", ["", "..", "::x", "p:has(p:has(p))", "." + "a" * 999, 7, None, ["["]])
    def test_what_is_no_plain_selector_means_nothing(self, selector: object) -> None:
        html = f"{json_ld(hasPart={'isAccessibleForFree': False, 'cssSelector': selector})}{ARTICLE}"
        assert "paid_part" not in rows_at(html, STORY[0])

    def test_a_free_part_is_not_the_paid_one(self) -> None:
        part = {"isAccessibleForFree": True, "cssSelector": ".story"}
        assert "paid_part" not in rows_at(f"{json_ld(hasPart=part)}{ARTICLE}", STORY[0])
