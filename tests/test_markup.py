"""Nothing that a page brings becomes markup: rendered and parsed again, only our tags come out, the text whole."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsclean import Article, Entry, clean
from newsclean.markup import escape_html, escape_markdown
from newsclean.report import html_report
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
    "article",
    "h3",
    "h4",
    "p",
    "em",
    "bdi",
    "ul",
    "li",
    "blockquote",
    "details",
    "summary",
    "small",
    "b",
    "div",
}
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


@settings(max_examples=150)
@given(articles())
def test_html_for_a_notebook_has_our_tags_alone(article: Article) -> None:
    check_html(article._repr_html_())


REPORT_TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "bdi", "form", "fieldset", "legend", "label",
    "input", "button", "span", "main", "table", "thead", "tbody", "tr", "th", "td", "small",
    "details", "summary", "footer",
}  # fmt: skip
REPORT_ATTRIBUTES = {
    "autocomplete", "charset", "checked", "class", "content", "dir", "disabled", "hidden", "http-equiv", "id", "lang",
    "name", "scope", "type",
}  # fmt: skip


@settings(max_examples=100)
@given(articles(), hostile)
def test_the_report_has_our_tags_alone(article: Article, source: str) -> None:
    page = html_report(article, source)
    page.encode("utf-8")
    for element in elements(page):
        assert element.tag in REPORT_TAGS
        assert set(element.attrib) <= REPORT_ATTRIBUTES
        assert not any("javascript" in value for name, value in element.attrib.items() if name != "id")


@settings(max_examples=100)
@given(hostile, st.sampled_from("\ud800\udc00\udfff"))
def test_json_of_a_page_with_broken_surrogates_can_be_sent(text: str, half: str) -> None:
    article = clean(f"{half}{text}{half}\n\nRain fell {half} all night on the old town.", language="en")
    assert Article.from_dict(json.loads(article.to_json().encode("utf-8"))) == article


def test_an_article_without_a_ledger_shows_its_body() -> None:
    article = Article(title="Rain", byline="Ann Lee", date=date(2024, 5, 1), body=("It rained.", "It stopped."))
    assert article.to_markdown() == "# Rain\n\n*Ann Lee · 2024-05-01*\n\nIt rained.\n\nIt stopped.\n"
    assert '<p dir="auto">It rained.</p>' in article._repr_html_()


def test_kinds_are_shown_as_such() -> None:
    kinds = [("subhead", "Night"), ("list-item", "one"), ("list-item", "two"), ("quote", "Run!"), ("paragraph", "End.")]
    ledger = tuple(Entry((n,), text, "body", "body", "why", kind) for n, (kind, text) in enumerate(kinds))  # type: ignore[arg-type]
    article = Article(body=tuple(text for _, text in kinds), ledger=ledger)
    assert article.to_markdown() == "## Night\n\n- one\n- two\n\n> Run!\n\nEnd.\n"
    assert '<ul dir="auto"><li dir="auto">one</li><li dir="auto">two</li></ul>' in article._repr_html_()


def test_what_was_removed_stands_in_a_fold_with_its_filter() -> None:
    article = Article(ledger=(Entry((3, 4), "Photo: AP", "removed", "photo-credits", "credit label"),))
    shown = article._repr_html_()
    assert "1 part of the page removed" in shown
    assert "3-4 <b>photo-credits</b>: credit label" in shown


@pytest.mark.parametrize("text", ["plain", "a < b & c > d", 'it\'s "quoted"', "雨が降った。", "مطر"])
def test_escaped_html_reads_as_the_text(text: str) -> None:
    (cell,) = (e for e in elements(f"<p>{escape_html(text)}</p>") if e.tag == "p")
    assert "".join(cell.itertext()) == text
