"""Whole pages, written for this project: what `newsclean.clean` must make of each, line for line.

A page is `fixtures/<language>-<shape>.txt`; the `.json` beside it says what is expected and why the page is there
("words_only" where the page's own lines do not show where paragraphs end; "captions" null where it is left open). Pages
that also have an `.html` are cleaned from all six renderings. What does not come out right yet stands in
`known_failures.json` as {test id: reason}; a listed test that passes is an error, so the list can only shrink.
"""

from __future__ import annotations

import datetime
import difflib
import json
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import Article
from tests.renderings import RENDERINGS, render

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGES = sorted(path.stem for path in FIXTURES.glob("*.json"))
HTML_PAGES = sorted(path.stem for path in FIXTURES.glob("*.html"))
ASPECTS = ("title", "byline", "date", "language", "body", "kinds", "captions", "removed")
KEYS = {"title", "byline", "authors", "date", "updated", "language", "body", "captions", "removed", "why"}
OPTIONAL_KEYS = {"kinds", "hints", "words_only"}
KNOWN_FAILURES: dict[str, str] = json.loads((Path(__file__).parent / "known_failures.json").read_text("utf-8"))


def case(*parts: str) -> Any:
    """A parameter set with a readable id, a strict expected failure where `known_failures.json` lists it."""
    name = "/".join(parts)
    reason = KNOWN_FAILURES.get(name)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(*parts, id=name, marks=marks)


def expected(name: str) -> dict[str, Any]:
    """What the `.json` of a page says."""
    data: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
    return data


def source(name: str) -> str:
    """The page itself, line ends untouched."""
    return (FIXTURES / f"{name}.txt").read_bytes().decode("utf-8")


def cleaned(text: str, hints: dict[str, Any]) -> Article:
    """The article of a text, with the hints of the page."""
    options = dict(hints)
    if "today" in options:
        options["today"] = datetime.date.fromisoformat(options["today"])
    return newsclean.clean(text, **options)


def iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def folded(title: str | None) -> str | None:
    """A title with its white space made plain: tools turn an ideographic space into a space, or do not."""
    return title and " ".join(title.split())


def diff(got: Any, want: Any) -> str:
    """The difference of two lists of paragraphs, readable."""
    lines = difflib.unified_diff(list(want), list(got), "expected", "got", lineterm="", n=1)
    return "\n" + "\n".join(lines)


def line_list(text: str, numbers: Any) -> str:
    lines = text.splitlines()
    return "\n".join(f"  {n}: {lines[n - 1]}" for n in sorted(numbers))


def check_body(article: Article, want: list[str], *, words_only: bool) -> None:
    """The paragraphs are the same, or, where the page does not say where they end, their characters."""
    if words_only:
        got, wanted = ("".join("".join(body).split()) for body in (article.body, want))
        assert got == wanted, diff(article.body, want)
    else:
        assert article.body == tuple(want), diff(article.body, want)


def check_captions(article: Article, want: list[str]) -> None:
    """The captions are the page's, in order; whether the credit on the same line goes with them is left open."""
    same = len(article.captions) == len(want) and all(
        got.startswith(start) for got, start in zip(article.captions, want, strict=True)
    )
    assert same, diff(article.captions, want)


def check_removed(article: Article, text: str, want: dict[str, list[int]]) -> None:
    """Each line under a step's name was removed by that step, each under "other" by any."""
    by: dict[int, set[str]] = {}
    for entry in article.removed:
        for number in entry.lines:
            by.setdefault(number, set()).add(entry.by)
    problems = []
    for step, numbers in want.items():
        for number in numbers:
            steps = by.get(number, set())
            if steps if step == "other" else step in steps:
                continue
            line = text.splitlines()[number - 1]
            problems.append(f"  line {number}, {step}: removed by {sorted(steps) or 'nothing'}: {line}")
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize(("name", "aspect"), [case(name, aspect) for name in PAGES for aspect in ASPECTS])
def test_page(name: str, aspect: str) -> None:
    want, text = expected(name), source(name)
    article = cleaned(text, want.get("hints", {}))
    if aspect == "title":
        assert folded(article.title) == folded(want["title"])
    elif aspect == "byline":
        assert (article.byline, article.authors) == (want["byline"], tuple(want["authors"]))
    elif aspect == "date":
        assert (iso(article.date), iso(article.updated)) == (want["date"], want["updated"])
    elif aspect == "language":
        assert article.language == want["language"]
    elif aspect == "body":
        check_body(article, want["body"], words_only=want.get("words_only", False))
    elif aspect == "kinds":
        if "kinds" in want:
            kinds = tuple(entry.kind for entry in article.ledger if entry.role == "body")
            assert kinds == tuple(want["kinds"]), diff(map(str, kinds), want["kinds"])
    elif aspect == "captions":
        if want["captions"] is not None:
            check_captions(article, want["captions"])
    else:
        check_removed(article, text, want["removed"])


@pytest.mark.parametrize(
    ("name", "rendering"), [case(name, rendering) for name in HTML_PAGES for rendering in RENDERINGS]
)
def test_rendering(name: str, rendering: str) -> None:
    """The body is the same from every rendering that keeps where paragraphs end; from the others its words are."""
    want = expected(name)
    text = render((FIXTURES / f"{name}.html").read_text("utf-8"), rendering)
    article = cleaned(text, want.get("hints", {}))
    check_body(article, want["body"], words_only=rendering == "bs4_lines")
    if want["title"] and rendering != "resiliparse_main":  # which may leave out the heading
        assert folded(article.title) == folded(want["title"])


def test_the_pages_are_enough() -> None:
    assert len(PAGES) >= 60
    assert len({name.split("-")[0] if name[:2] != "zh" else name[:5] for name in PAGES}) >= 25
    assert len(HTML_PAGES) >= 12


@pytest.mark.parametrize("name", PAGES)
def test_expectation_is_sound(name: str) -> None:
    want, text = expected(name), source(name)
    assert want.keys() >= KEYS
    assert want.keys() <= KEYS | OPTIONAL_KEYS
    assert want["why"].endswith(".")
    assert len(want.get("kinds", want["body"])) == len(want["body"])
    assert bool(want["byline"]) == bool(want["authors"])
    numbers = [number for step in want["removed"].values() for number in step]
    assert len(numbers) == len(set(numbers)), "a line stands under two steps"
    lines = text.splitlines()
    assert all(lines[number - 1].strip() for number in numbers)


def test_known_failures_exist() -> None:
    """A test that was renamed or taken out must leave the list."""
    names = {f"{name}/{aspect}" for name in PAGES for aspect in ASPECTS}
    names |= {f"{name}/{rendering}" for name in HTML_PAGES for rendering in RENDERINGS}
    names |= {f"clean/{name}" for name in PAGES}  # test_invariants.py
    assert KNOWN_FAILURES.keys() <= names, KNOWN_FAILURES.keys() - names
