"""Nothing that a page brings becomes markup: rendered and parsed again, only our tags come out, the text whole."""

from __future__ import annotations

import copy
import json
import pickle
from dataclasses import replace
from datetime import date
from typing import Any

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsclean import Article, Considered, Entry, SiteProfile, WebArticle, clean
from newsclean.escaping import escape_html, escape_markdown
from newsclean.palette import swatch
from newsclean.report import html_report_of
from tests.strategies import pages

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "https://evil.example/a_b_c and www.evil.example, me@evil.example, //evil.example",
    "[a]: https://evil.example",
    "`code` ~~gone~~ **bold** __bold__ $x^2$ a | b",
    "&lt;script&gt; &amp; &#60;b&#62; &copy",
    "]]> --> </style></script></textarea></title></details><!--",
    "\u202eevil\u202c \u2066x\u2067",
    "\ud800 \udfff half",
    "\x00\x1b[31mred\x7f\x9b",
    "# not a heading",
    "1. not a list",
    "+ not a list",
    "- - -",
    "===",
    "```",
    "    indented",
    "\tindented",
    "C #",
    "| a | b |",
    "a\nb\r\n\r\nc\u2028d",
    "{{7*7}} <% %> :::note",
)
hostile = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)), min_size=1, max_size=4).map(" ".join)
kinds = st.sampled_from(("paragraph", "subhead", "list-item", "quote"))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles as no page makes them: hostile text in every place that holds text."""
    body = draw(st.lists(st.tuples(kinds, hostile), max_size=4))
    removed = draw(st.lists(st.tuples(hostile, hostile, hostile), max_size=3))
    entries = [Entry((n,), text, "body", "body", "why", kind) for n, (kind, text) in enumerate(body, 1)]  # type: ignore[arg-type]
    gone = [Entry((n,), text, "removed", by, why, probability=0.1) for n, (text, by, why) in enumerate(removed, 50)]
    return Article(
        title=draw(st.none() | hostile),
        byline=draw(st.none() | hostile),
        date=draw(st.none() | st.just(date(2024, 5, 1))),
        body=tuple(text for _, text in body),
        language=draw(st.none() | hostile),
        ledger=(*entries, *gone),
    )


PAIRS = ("em", "paragraph", "heading", "bullet_list", "list_item", "blockquote")
MARKDOWN_TOKENS = {"text", "softbreak", "inline", *(f"{name}_{end}" for name in PAIRS for end in ("open", "close"))}


def token_types(tokens: list[Any]) -> set[str]:
    """The types of markdown tokens, their children's among them."""
    return {token.type for token in tokens} | {t for token in tokens for t in token_types(token.children or [])}


@pytest.mark.parametrize("preset", ["commonmark", "gfm-like"])
@settings(max_examples=150)
@given(article=articles())
def test_markdown_renders_to_our_own_markup_alone(preset: str, article: Article) -> None:
    tokens = MarkdownIt(preset).parse(article.to_markdown())
    assert token_types(tokens) <= MARKDOWN_TOKENS


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_a_text_as_it_stands(text: str) -> None:
    (inline,) = (token for token in MarkdownIt("gfm-like").parse(escape_markdown(text)) if token.type == "inline")
    shown = "".join(child.content for child in inline.children or [])
    assert "".join(shown.split()) == "".join(c for c in "".join(text.split()) if not is_lost(c)).translate(HALVES)


HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def is_lost(char: str) -> bool:
    """Whether a character is a control character, which markdown is not given."""
    return ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0


@settings(max_examples=60)
@given(text=pages())
@example(text="\n\n".join(HOSTILE))
def test_a_cleaned_page_renders_to_our_own_markup_alone(text: str) -> None:
    article = clean(text, language="en")
    assert token_types(MarkdownIt("gfm-like").parse(article.to_markdown())) <= MARKDOWN_TOKENS
    check_html(article._repr_html_())


CELL_TAGS = {
    "article", "h3", "h4", "p", "em", "bdi", "ul", "li", "blockquote", "details", "summary", "small", "b", "div",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
CELL_ATTRIBUTES = {"dir", "style"}


def elements(markup: str) -> list[Any]:
    """All elements that a browser makes of markup."""
    tree = html5lib.parse(markup, namespaceHTMLElements=False)
    return [element for element in tree.iter() if isinstance(element.tag, str)]


def check_html(markup: str) -> None:
    """Fail unless markup for a notebook is made of our tags and attributes alone, and can be sent as UTF-8."""
    markup.encode("utf-8")
    for element in elements(markup):
        assert element.tag in CELL_TAGS | {"html", "head", "body"}
        assert set(element.attrib) <= CELL_ATTRIBUTES
        assert not set(element.attrib.get("style", "")) & set("<>\"'\\")


def table_of(view: Any) -> str:
    """What a notebook shows of a value."""
    return str(view._repr_html_())


@settings(max_examples=150)
@given(articles())
def test_html_for_a_notebook_has_our_tags_alone(article: Article) -> None:
    check_html(article._repr_html_())
    check_html(table_of(article.ledger))
    check_html(table_of(article.removed))


@settings(max_examples=60)
@given(hostile, hostile, hostile)
def test_a_table_of_candidates_has_our_tags_alone(value: str, text: str, reason: str) -> None:
    article = Article(considered=(Considered("title", value, (1,), text, True, reason),))
    check_html(table_of(article.explain("title")))


REPORT_TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "bdi", "form", "fieldset",
    "legend", "label", "input", "button", "span", "main", "table", "thead", "tbody", "tr", "th", "td", "small", "del",
    "details", "summary", "footer", "aside", "section", "nav", "search", "output", "script", "div", "ul", "li",
    "blockquote", "a", "b", "em", "hr",
}  # fmt: skip
REPORT_ATTRIBUTES = {
    "aria-label", "aria-live", "autocomplete", "charset", "checked", "class", "content", "data-lines", "data-name",
    "data-page", "dir", "disabled", "for", "hidden", "href", "http-equiv", "id", "lang", "name", "open", "placeholder",
    "scope", "type",
}  # fmt: skip


@settings(max_examples=100)
@given(articles(), hostile)
def test_the_report_has_our_tags_alone(article: Article, source: str) -> None:
    page = html_report_of([(source, article), ("", Article())])
    page.encode("utf-8")
    found = elements(page)
    assert [element.tag for element in found].count("script") == 1
    for element in found:
        assert element.tag in REPORT_TAGS
        assert set(element.attrib) <= REPORT_ATTRIBUTES
        assert element.get("href", "#").startswith("#")


@settings(max_examples=100)
@given(hostile, st.sampled_from("\ud800\udc00\udfff"))
def test_json_of_a_page_with_broken_surrogates_can_be_sent(text: str, half: str) -> None:
    article = clean(f"{half}{text}{half}\n\nRain fell {half} all night on the old town.", language="en")
    assert Article.from_dict(json.loads(article.to_json().encode("utf-8"))) == article


def test_an_article_without_a_ledger_shows_its_body() -> None:
    article = Article(title="Rain", byline="Ann Lee", date=date(2024, 5, 1), body=("It rained.", "It stopped."))
    assert article.to_markdown() == "# Rain\n\n*Ann Lee · 2024-05-01*\n\nIt rained.\n\nIt stopped.\n"
    assert '<p dir="ltr" style="text-align:start">It rained.</p>' in article._repr_html_()


def test_kinds_are_shown_as_such() -> None:
    kinds = [("subhead", "Night"), ("list-item", "one"), ("list-item", "two"), ("quote", "Run!"), ("paragraph", "End.")]
    ledger = tuple(Entry((n,), text, "body", "body", "why", kind) for n, (kind, text) in enumerate(kinds))  # type: ignore[arg-type]
    article = Article(body=tuple(text for _, text in kinds), ledger=ledger)
    assert article.to_markdown() == "## Night\n\n- one\n- two\n\n> Run!\n\nEnd.\n"
    assert [item.text for item in elements(article._repr_html_()) if item.tag == "li"] == ["one", "two"]


GONE = (
    Entry((1,), "Share", "removed", "share", "bar", "share"),
    Entry((2, 3), "Photo: AP", "removed", "photo-credits", "credit label", "credit"),
    Entry((4,), "Tweet", "removed", "boilerplate", "short", "share", probability=0.31),
)


def test_what_was_removed_is_counted_by_kind_and_opened_kind_by_kind() -> None:
    folds = [e for e in elements(Article(ledger=GONE)._repr_html_()) if e.tag == "details"]
    heads = ["".join(fold[0].itertext()).replace("\N{NO-BREAK SPACE}", " ") for fold in folds]
    assert heads == [
        "3 parts of the page removed: share 2, credit 1",
        "share (2)",
        "credit (1)",
    ]
    assert ["".join(item.itertext()) for item in folds[1].iter("li")] == [
        "1 share: barShare",
        "4 boilerplate: short (31% likely to be body: doubtful)Tweet",
    ]
    assert swatch("share").colour in folds[1].get("style")


def test_facts_and_captions_are_shown() -> None:
    article = Article(
        "Rain",
        "Ann Lee",
        date=date(2024, 5, 1),
        updated=date(2024, 5, 2),
        body=("It rained.",),
        language="en",
        captions=("A",),
        confidence=0.9,
    )
    shown = ["".join(e.itertext()) for e in elements(article._repr_html_()) if e.tag in ("p", "details")]
    assert shown[0].startswith("Ann Lee · published 2024-05-01 · updated 2024-05-02 · language en · confidence 90% · ")
    assert shown[0].endswith("% of the characters kept")
    assert shown[2] == "1 captionA"


def test_text_runs_in_its_own_direction_whatever_it_opens_with() -> None:
    article = Article("مطر", "سارة", body=("BBC قالت إن المطر هطل طوال الليل.", "It rained, he said.", "1. 2."))
    shown = [(e.tag, e.get("dir")) for e in elements(article._repr_html_()) if e.tag in ("h3", "p")]
    assert shown == [("h3", "rtl"), ("p", "rtl"), ("p", "rtl"), ("p", "ltr"), ("p", "rtl")]


class TestInOneLine:
    def test_an_article_says_what_it_holds(self) -> None:
        article = Article("Rain", "Ann Lee", date=date(2024, 5, 1), body=("It rained.",) * 2, language="en")
        assert repr(article) == "<Article 'Rain' by 'Ann Lee', published 2024-05-01, 2 paragraphs, en>"
        assert repr(replace(article, confidence=0.931)).endswith(", en, confidence 93%>")
        assert repr(Article(body=("Hello",))) == "<Article without title, 1 paragraph>"

    def test_an_article_of_html_too(self) -> None:
        assert repr(WebArticle("Rain", rendered="x" * 9000)) == "<WebArticle 'Rain', 0 paragraphs>"

    def test_it_stays_one_line_however_long_the_title(self) -> None:
        shown = repr(Article("a\nb\u202e" + "c" * 9000, "Ann " * 900, body=("Hello",)))
        assert len(shown) < 200
        assert shown.isprintable()

    def test_a_profile_names_its_sites(self) -> None:
        assert repr(SiteProfile()) == "<SiteProfile of no site>"
        pages = [("Home\n\nIt rained.", f"https://{name}.example/a") for name in "abcde"]
        profile = SiteProfile.from_pages([*pages, ("Home\n\nIt snowed.", "https://a.example/b")])
        assert repr(profile) == "<SiteProfile of a.example (2 pages), b.example (1 page), c.example (1 page), 2 more>"
        check_html(profile._repr_html_())


class TestTuples:
    """The ledger and what was considered are tuples to code."""

    article = Article(ledger=GONE, considered=(Considered("title", "Rain", (1,), "Rain", False, "short"),))

    def test_they_equal_tuples_and_hash_like_them(self) -> None:
        assert self.article.ledger == GONE
        assert hash(self.article.ledger) == hash(GONE)
        assert self.article.removed == GONE
        assert isinstance(self.article.explain("title"), tuple)

    def test_they_come_back_from_pickle_copy_and_json_with_their_tables(self) -> None:
        copies = (
            pickle.loads(pickle.dumps(self.article)),
            copy.deepcopy(self.article),
            replace(self.article),
            Article.from_dict(json.loads(self.article.to_json())),
        )
        for other in copies:
            assert other == self.article
            assert table_of(other.ledger) == table_of(self.article.ledger)

    def test_plain_values_are_plain(self) -> None:
        values = self.article.to_dict()
        assert type(values["ledger"]) is tuple
        assert type(values["considered"]) is tuple

    def test_a_table_says_what_went_why_and_how_surely(self) -> None:
        rows = [
            ["".join(cell.itertext()) for cell in e] for e in elements(table_of(self.article.ledger)) if e.tag == "tr"
        ]
        assert rows[0] == ["Lines", "Fate", "Text", "By", "Why"]
        assert rows[2] == ["2-3", "credit", "Photo: AP", "photo-credits", "credit label"]
        assert rows[3][-1] == "short (31% likely to be body: doubtful)"


@pytest.mark.parametrize("text", ["plain", "a < b & c > d", 'it\'s "quoted"', "雨が降った。", "مطر"])
def test_escaped_html_reads_as_the_text(text: str) -> None:
    (cell,) = (e for e in elements(f"<p>{escape_html(text)}</p>") if e.tag == "p")
    assert "".join(cell.itertext()) == text
