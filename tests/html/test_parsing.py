"""Documents that take parsers long: what goes before they are parsed, and that nothing else does."""

from __future__ import annotations

import pytest

from newsclean.html.parsing import MAX_DEPTH, MAX_OPEN_FORMATTING, MAX_TAG_CHARS, parse, tamed
from newsclean.html.rendering import render
from newsclean.html.structure import structure_of
from tests.html.shapes import ARTICLE

N = 20_000


@pytest.mark.parametrize(
    "html",
    [
        "<p>Rain" * N,
        "<i class=icon></i>" * N,
        "<div><b>x</b></div>" * N,
        "<div>" * (MAX_DEPTH - 1) + "</div>" * (MAX_DEPTH - 1) + "<p>" * N,
        "<pre>" + "x " * MAX_TAG_CHARS,
    ],
)
def test_what_does_not_nest_comes_back_as_it_is(html: str) -> None:
    assert tamed(html) == html


def test_what_nests_too_deep_goes_with_its_ends() -> None:
    html = "<div>" * N + "<p>Rain.</p>" + "</div>" * N + "<p>Hail."
    assert tamed(html).count("<div>") == tamed(html).count("</div>") == MAX_DEPTH
    assert [line.text for line in render(parse(html).root)[1]] == ["Rain.", "Hail."]


def test_what_is_opened_anew_in_each_paragraph_goes() -> None:
    html = "".join(f"<b id=n{n}>" for n in range(N)) + "<p>x</p>" * 500
    assert tamed(html).count("<b ") == MAX_OPEN_FORMATTING
    elements, lines = render(parse(html).root)
    assert (len(lines), len(elements) < 1000) == (500, True)


def test_more_attributes_than_anybody_reads_go() -> None:
    html = f"<p {' '.join(f'a{n}' for n in range(N))}>Rain.<img src='data:{'x' * N}'><p class=a>Hail."
    assert tamed(html) == "<p>Rain.<img><p class=a>Hail."


@pytest.mark.parametrize(
    "html",
    [
        "<", "<!--" * N, "</p>" * N, "<a href=x><b><p>y" * N, "<table>x" * N, "<svg>" * N, "<select><option>" * N,
        "<form><div></form>" * N, "<dd><dt>" * N, "<h1><h2>" * N, "<b></p>" * N, "<div></i>" * N,
        "<p class='" + "a " * N, "<li>x" * N, "<td>x" * N, "<x-a>" * N, "<ruby><rt>" * N, "<noscript>" * N,
        "<frameset>" * 99, "&" * N,
    ],
)  # fmt: skip
def test_hostile_documents_are_read(html: str) -> None:
    elements, lines = render(parse(html + ARTICLE).root)
    assert structure_of(elements, lines).shape[1] == len(lines)


def test_a_head_that_speaks_to_those_without_scripts_says_nothing() -> None:
    page = f"<head><noscript><p>Please turn on scripts</p></noscript></head><body>{ARTICLE}"
    assert "scripts" not in " ".join(line.text for line in render(parse(page).root)[1])
