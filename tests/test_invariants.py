"""The invariants of the design, on pages made of fixtures' lines shuffled, cut, doubled and damaged."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import Article, clean, default_pipeline
from newsclean.repair import sound_lines, source_lines
from tests.strategies import FIXTURES, pages
from tests.test_fixtures import case, difference, expected, settle

LINK_TARGET_RE = re.compile(r"\]\([^()\s]*\)|<https?:[^>\s]*>")
MARKUP = set("#*_>[]()!|\\`~-=+<{}\"'&;:/.,0123456789•·")


def visible(text: str) -> str:
    """The characters of a text that are neither white space nor possible marks."""
    return "".join(c for c in text if not c.isspace() and c not in MARKUP)


@given(pages())
@settings(max_examples=150)
def test_every_line_is_in_the_ledger(text: str) -> None:
    article = clean(text, language="en")
    named = {number for entry in article.ledger for number in entry.lines}
    wanted = {n for n, line in enumerate(source_lines(text), 1) if line.strip()}
    assert wanted <= named
    assert all(entry.by and entry.reason for entry in article.ledger)


@given(pages())
@settings(max_examples=150)
def test_body_is_the_page_in_order(text: str) -> None:
    article = clean(text, language="en")
    have = "".join(visible(p) for p in article.body)
    page = iter(visible("".join(sound_lines(text))))
    assert all(char in page for char in have), "the body has characters that the page has not, or in another order"


@given(pages())
@settings(max_examples=150)
def test_the_ledger_is_the_page_and_nothing_else(text: str) -> None:
    article = clean(text, language="en")
    parts = Counter("".join(visible(e.text) for e in article.ledger))
    lines = sound_lines(text)
    assert not parts - Counter(visible("".join(lines))), "a part of the page stands twice in the ledger"
    without_targets = LINK_TARGET_RE.sub("", "\n".join(lines))
    assert not Counter(visible(without_targets)) - parts, "a part of the page is not in the ledger"


@given(pages(), pages())
@settings(max_examples=40)
def test_the_same_page_gives_the_same_article_after_any_other(text: str, other: str) -> None:
    first = clean(text)
    clean(other)
    assert clean(text) == first


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_no_text_raises_and_every_article_is_json(text: str) -> None:
    if not text.lstrip().lower().startswith(("<!doctype", "<html", "<!--", "<?xml")):
        article = clean(text)
        assert Article.from_dict(json.loads(json.dumps(article.to_dict()))) == article


WITH_TITLE = [p.stem for p in sorted(FIXTURES.glob("*.json")) if json.loads(p.read_text("utf-8")).get("title")]


def clean_page_problems(name: str) -> list[str]:
    """What cleaning an expected title and body again makes otherwise."""
    gold = expected(name)
    again = clean(f"{gold['title']}\n\n" + "\n\n".join(gold["body"]), language=gold["language"])
    return difference([again.title, *again.body], [gold["title"], *gold["body"]])


@pytest.mark.parametrize(("_", "name"), [case("clean", name) for name in WITH_TITLE])
def test_a_page_without_clutter_is_left_whole(_: str, name: str) -> None:
    settle(clean_page_problems(name), "clean", name)


def test_the_pipeline_is_printed_readably() -> None:
    assert "photo-credits" in repr(default_pipeline())
    assert "<ol>" in default_pipeline()._repr_html_()
