"""HTML in: what is rendered, how bytes are read, what metadata says, and odd documents."""

from __future__ import annotations

import json
import pickle
import sys
from datetime import date

import pytest

from newsclean import Candidate, Page, Pipeline, WebArticle, clean, clean_html, default_pipeline
from newsclean.pipeline import NamedStep

PARAGRAPHS = (
    "The evening ferry at Dunmore stayed in port because a heron had settled on the ramp and would not leave.",
    "Captain Joan Pell said that the crew had rung the bell, then the vet, and in the end the mayor of the town.",
    "The bird left after ninety minutes, by which time the tide had turned and the boat could not sail.",
    "Passengers were given tea, and the ferry company said that it would not ask for the money back.",
)
TITLE = "Heron stops the evening ferry at Dunmore"


def document(head: str = "", top: str = f"<h1>{TITLE}</h1>", under: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    menu = "<nav><ul><li><a href=/>Home</a></li><li><a href=/sport>Sport</a></li></ul></nav>"
    parts = (menu, top, under, body, "<footer>© 2023 The Courier</footer>")
    return f"<!doctype html><html lang=en><head>{head}</head><body>{''.join(parts)}</body></html>"


def json_ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


class TestTheArticle:
    def test_body_and_ledger_are_those_of_the_rendered_text(self) -> None:
        article = clean_html(document(under="<p>By Nora Quill</p>"))
        assert (article.title, article.byline, article.body) == (TITLE, "Nora Quill", PARAGRAPHS)
        lines = article.rendered.split("\n")
        for entry in article.ledger:
            assert [entry.text] == [lines[number - 1].strip().removeprefix("• ") for number in entry.lines]
        assert article.body == clean(article.rendered).body

    def test_it_goes_to_a_dict_and_back_with_its_text(self) -> None:
        article = clean_html(document(meta("author", "Nora Quill")))
        assert WebArticle.from_dict(json.loads(article.to_json())) == article
        assert pickle.loads(pickle.dumps(article)) == article

    def test_hints_and_pipeline_are_those_of_clean(self) -> None:
        page = document(meta("author", "Nora Quill") + meta("article:published_time", "2023-03-03"))
        hinted = clean_html(page, language="en-IE", today=date(2023, 3, 1), phrases=[PARAGRAPHS[3]])
        assert (hinted.language, hinted.date, hinted.body) == ("en", None, PARAGRAPHS[:3])
        bare = clean_html(page, pipeline=default_pipeline().without("byline", "date"))
        assert (bare.byline, bare.date, bare.title) == (None, None, TITLE)

    def test_steps_hear_the_metadata_whatever_they_are_called(self) -> None:
        page = document(meta("author", "Nora Quill") + meta("article:published_time", "2023-03-01"), top="")
        plain = default_pipeline()
        renamed = Pipeline(tuple(NamedStep(f"my {step.name}", step.run) for step in plain.steps))
        a, b = clean_html(page), clean_html(page, pipeline=renamed)
        assert (a.byline, a.date, a.body) == (b.byline, b.date, b.body) == ("Nora Quill", date(2023, 3, 1), PARAGRAPHS)

    def test_a_finder_of_your_own_hears_it_once_it_has_a_candidate(self) -> None:
        def silent(page: Page) -> list[Candidate]:
            return []

        def unsure(page: Page) -> list[Candidate]:
            return [Candidate("title", page.lines[0].text, page.lines[0], "the first line")]

        page = document(meta("og:title", TITLE), top="")
        titles = [clean_html(page, pipeline=default_pipeline().replace("title", f)).title for f in (silent, unsure)]
        assert titles == [None, TITLE]


class TestEncoding:
    WORDS = "Žluťoučký kůň příšerně úpěl ďábelské ódy, a celé město ho slyšelo až do rána."

    @pytest.mark.parametrize(
        ("declared", "encoding"),
        [
            ("", "utf-8"),
            ("", "utf-8-sig"),
            ("", "utf-16"),
            ("iso-8859-2", "iso-8859-2"),
            ("windows-1250", "windows-1250"),
            ("iso-8859-1", "utf-8"),
            ("", "iso-8859-2"),
        ],
    )
    def test_bytes_are_read_as_they_were_written(self, declared: str, encoding: str) -> None:
        data = f"<html><head><meta charset='{declared}'></head><body>{f'<p>{self.WORDS}</p>' * 3}".encode(encoding)
        assert clean_html(data).rendered.split("\n")[0] == self.WORDS

    def test_a_wrong_charset_is_no_error(self) -> None:
        assert "café" in clean_html(b"<meta charset=utf-8><p>caf\xe9 du port").rendered
        assert isinstance(clean_html(b"<meta charset=klingon><p>caf\xe9\x00\xff\xfe"), WebArticle)


class TestTitle:
    def test_the_headline_that_is_printed_is_taken_where_the_metadata_has_it(self) -> None:
        article = clean_html(document(json_ld(headline="A heron and what it did") + meta("og:title", TITLE)))
        assert article.title == TITLE
        assert any(entry.role == "title" for entry in article.ledger)

    def test_a_headline_that_is_not_printed_has_no_line_and_says_where_it_is_from(self) -> None:
        article = clean_html(document(meta("og:title", "A heron and what it did"), top=""))
        assert article.title == "A heron and what it did"
        chosen = article.explain("title")[0]
        assert (chosen.taken, chosen.lines, chosen.reason) == (True, (), "the page's metadata says so")

    def test_a_kicker_that_is_printed_elsewhere_belongs_to_it(self) -> None:
        page = document(json_ld(headline=f"Dunmore: {TITLE}"), top=f"<p>Dunmore</p><h1>{TITLE}</h1>")
        assert clean_html(page).title == f"Dunmore: {TITLE}"

    @pytest.mark.parametrize("end", [" | The Courier", " - Ireland - The Courier", " – courier.example"])
    def test_the_site_s_name_is_no_part_of_it(self, end: str) -> None:
        page = document(meta("og:site_name", "The Courier") + f"<title>{TITLE}{end}</title>", top="")
        assert (clean_html(page).title or "").startswith(TITLE)
        assert "ourier" not in (clean_html(page).title or "")


class TestByline:
    @pytest.mark.parametrize(
        "author",
        [
            "Nora Quill",
            ["Nora Quill"],
            {"@type": "Person", "name": "Nora Quill"},
            [{"givenName": "Nora", "familyName": "Quill"}],
            "By Nora Quill",
            "Quill, Nora",
        ],
    )
    def test_json_ld_names_authors_in_many_ways(self, author: object) -> None:
        assert clean_html(document(json_ld(author=author))).authors == ("Nora Quill",)

    def test_a_reference_is_looked_up(self) -> None:
        graph = {
            "@graph": [
                {"@type": "Article", "author": {"@id": "#n"}},
                {"@type": "Person", "@id": "#n", "name": "Nora Quill"},
            ]
        }
        page = document(f'<script type="application/ld+json">{json.dumps(graph)}</script>')
        assert clean_html(page).byline == "Nora Quill"

    @pytest.mark.parametrize(
        "name", ["The Courier", "courier.example", "@courier", "https://a.example/nora", "desk@a.example", "7"]
    )
    def test_the_site_itself_an_address_or_a_handle_is_nobody(self, name: str) -> None:
        page = document(meta("og:site_name", "The Courier") + meta("author", name))
        assert clean_html(page, url="https://www.courier.example/heron").authors == ()

    def test_more_names_win_whoever_has_them(self) -> None:
        both = ("Nora Quill", "Tom Abbot")
        assert (
            clean_html(document(json_ld(author="Nora Quill"), under="<p>By Nora Quill and Tom Abbot</p>")).authors
            == both
        )
        assert clean_html(document(json_ld(author=[*both]), under="<p>By Nora Quill</p>")).authors == both

    def test_a_byline_under_the_title_contradicts_names_that_are_nowhere_printed(self) -> None:
        page = document(json_ld(author="Web Producer"), under="<p>By Nora Quill</p>")
        assert clean_html(page).authors == ("Nora Quill",)


class TestDate:
    @pytest.mark.parametrize(
        "head",
        [
            json_ld(datePublished="2023-03-03T23:30:00Z", dateModified="2024-01-01"),
            meta("article:published_time", "2023-03-03T08:00:00+01:00"),
            "<meta name=DC.date.issued content=20230303>",
        ],
    )
    def test_the_day_of_publication_as_written(self, head: str) -> None:
        article = clean_html(document(head))
        assert (article.date, article.updated) == (date(2023, 3, 3), None)

    @pytest.mark.parametrize("value", ["", "yesterday", "2023-02-30", "0001-01-01T00:00:00Z", "9999-01-01", "20"])
    def test_what_is_no_day_gives_none(self, value: str) -> None:
        assert clean_html(document(meta("article:published_time", value))).date is None

    def test_a_teaser_s_date_is_not_the_page_s(self) -> None:
        teaser = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2020-01-01"}]}
        page = document(f'<script type="application/ld+json">{json.dumps(teaser)}</script>')
        assert clean_html(page).date is None


class TestOddDocuments:
    @pytest.mark.parametrize("value", [None, 3, ["<p>x"], object()])
    def test_what_is_no_document_gets_a_type_error_that_says_what_to_pass(self, value: object) -> None:
        with pytest.raises(TypeError, match="str or bytes"):
            clean_html(value)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "html",
        [
            "",
            b"",
            "<",
            "\x00",
            "\ud800<p>x",
            b"\xff\xfe",
            b"\x00\x01\xff",
            "<script type='application/ld+json'>{",
            "<script type='application/ld+json'>" + "[" * 100_000,
            json_ld(author=[[["x"]], 3, None], headline={"a": 1}, datePublished=7, publisher=[{"@id": []}]),
            "<meta property content=x><meta content><meta name=author content=''>",
            "<time itemprop=datePublished datetime>",
            "<base href='['><link rel=author>",
        ],
    )
    def test_anything_else_gives_an_article(self, html: str | bytes) -> None:
        assert isinstance(clean_html(html), WebArticle)

    def test_plain_text_keeps_its_lines(self) -> None:
        text = "\n\n".join(PARAGRAPHS)
        assert (clean_html(text).body, clean_html(text).rendered) == (PARAGRAPHS, text)

    def test_a_page_that_shows_html_is_text(self) -> None:
        page = "<p>&lt;html&gt; is the tag that a page starts with, and few who read the page ever see it.</p>"
        assert clean_html(page).rendered.endswith("ever see it.")

    @pytest.mark.parametrize("tag", ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<h1>", "<i itemprop=author>"])
    def test_deep_nesting_is_no_trouble(self, tag: str) -> None:
        article = clean_html(f"<html><body>{tag * 50_000}<p>{PARAGRAPHS[0]}")
        assert article.rendered.rstrip().endswith(PARAGRAPHS[0])


def test_without_selectolax_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(ImportError, match=r"pip install 'newsclean\[html\]'"):
        clean_html("<p>x")
