"""Whole pages, written for this project: what `newsclean.clean` must make of each, line for line.

A page is `fixtures/<language>-<shape>.txt`; the `.json` beside it says what is expected and why the page is there
("words_only" where the page's own lines do not show where paragraphs end; "captions" null where it is left open). Pages
that also have an `.html` are cleaned from all six renderings. What does not come out right yet stands in
`known_failures.json` as {test id: [what is wrong]}: a listed test that passes is an error, and so is one that fails in
another way, so that a page that gets worse is seen. `python -m tests.known_failures` counts and writes them.
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
KNOWN_FAILURES: dict[str, list[str]] = json.loads((Path(__file__).parent / "known_failures.json").read_text("utf-8"))


def case(*parts: str) -> Any:
    """A parameter set with a readable id, a strict expected failure where `known_failures.json` lists it."""
    name = "/".join(parts)
    marks = [pytest.mark.xfail(strict=True, raises=AssertionError)] if name in KNOWN_FAILURES else []
    return pytest.param(*parts, id=name, marks=marks)


def settle(problems: list[str], *parts: str) -> None:
    """Fail where something is wrong: as a known failure where it is wrong in the way that is known."""
    known = KNOWN_FAILURES.get("/".join(parts))
    if known is not None and problems and problems != known:
        pytest.fail("fails otherwise than known_failures.json says:\n" + "\n".join(problems))
    assert not problems, "\n" + "\n".join(problems)


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


def difference(got: Any, want: Any) -> list[str]:
    """What two lists of lines do not share: "-" lines that are missing, "+" lines that should not be there."""
    lines = difflib.unified_diff(list(map(str, want)), list(map(str, got)), "", "", lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def body_problems(article: Article, want: list[str], *, words_only: bool) -> list[str]:
    """The paragraphs are the same, or, where the page does not say where they end, their characters."""
    if words_only:
        got, wanted = ("".join("".join(body).split()) for body in (article.body, want))
        return [] if got == wanted else difference(article.body, want)
    return difference(article.body, want)


def caption_problems(article: Article, want: list[str]) -> list[str]:
    """The captions are the page's, in order; whether the credit on the same line goes with them is left open."""
    same = len(article.captions) == len(want) and all(
        got.startswith(start) for got, start in zip(article.captions, want, strict=True)
    )
    return [] if same else difference(article.captions, want)


def removed_problems(article: Article, text: str, want: dict[str, list[int]]) -> list[str]:
    """Each line under a step's name was removed by that step, each under "other" by any."""
    by: dict[int, set[str]] = {}
    for entry in article.removed:
        for number in entry.lines:
            by.setdefault(number, set()).add(entry.by)
    problems = []
    for step, numbers in want.items():
        for number in numbers:
            steps = by.get(number, set())
            if not (steps if step == "other" else step in steps):
                line = text.splitlines()[number - 1]
                problems.append(f"line {number}, {step}: removed by {sorted(steps) or 'nothing'}: {line}")
    return problems


def page_problems(name: str, aspect: str) -> list[str]:
    """What is wrong with an aspect of a page's article."""
    want, text = expected(name), source(name)
    article = cleaned(text, want.get("hints", {}))
    if aspect == "title":
        return difference([folded(article.title)], [folded(want["title"])])
    if aspect == "byline":
        return difference([article.byline, *article.authors], [want["byline"], *want["authors"]])
    if aspect == "date":
        return difference([iso(article.date), iso(article.updated)], [want["date"], want["updated"]])
    if aspect == "language":
        return difference([article.language], [want["language"]])
    if aspect == "body":
        return body_problems(article, want["body"], words_only=want.get("words_only", False))
    if aspect == "kinds":
        return difference([entry.kind for entry in article.ledger if entry.role == "body"], want["kinds"])
    if aspect == "captions":
        return caption_problems(article, want["captions"])
    return removed_problems(article, text, want["removed"])


def rendering_problems(name: str, rendering: str) -> list[str]:
    """What is wrong with the body and title of a page's rendering."""
    want = expected(name)
    text = render((FIXTURES / f"{name}.html").read_text("utf-8"), rendering)
    article = cleaned(text, want.get("hints", {}))
    problems = body_problems(article, want["body"], words_only=rendering == "bs4_lines")
    if want["title"] and rendering != "resiliparse_main":  # which may leave out the heading
        problems += difference([folded(article.title)], [folded(want["title"])])
    return problems


def aspects_of(name: str) -> list[str]:
    """The aspects that the `.json` of a page says anything of."""
    want = expected(name)
    return [aspect for aspect in ASPECTS if want.get(aspect) is not None or aspect not in ("kinds", "captions")]


PAGE_ASPECTS = [(name, aspect) for name in PAGES for aspect in aspects_of(name)]
PAGE_RENDERINGS = [(name, rendering) for name in HTML_PAGES for rendering in RENDERINGS]


@pytest.mark.parametrize(("name", "aspect"), [case(*parts) for parts in PAGE_ASPECTS])
def test_page(name: str, aspect: str) -> None:
    settle(page_problems(name, aspect), name, aspect)


@pytest.mark.parametrize(("name", "rendering"), [case(*parts) for parts in PAGE_RENDERINGS])
def test_rendering(name: str, rendering: str) -> None:
    """The body is the same from every rendering that keeps where paragraphs end; from the others its words."""
    settle(rendering_problems(name, rendering), name, rendering)


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
    names = {"/".join(parts) for parts in (*PAGE_ASPECTS, *PAGE_RENDERINGS)}
    names |= {f"clean/{name}" for name in PAGES}  # test_invariants.py
    own = {name for name in KNOWN_FAILURES if not name.startswith("kinds/")}  # those are test_kinds.py's
    assert own <= names, own - names
