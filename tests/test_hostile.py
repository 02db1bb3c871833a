"""Hostile pages: each gives an article that loses nothing, and the work done grows no faster than the page.

Work is counted, not timed: the calls that Python makes, and how deep they nest. What patterns do inside themselves is
not counted here but timed by the one check in test_growth.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from newsclean import Article, Page, Pipeline, Removal, clean
from newsclean.repair import sound_lines
from tests.hostile import HOSTILE

SIZE = 3000
MAX_GROWTH = 2.3
"""Of the calls, when a page is twice as long."""
MIN_CALLS = 3000
"""So few more calls are no growth: a longer page passes thresholds that a shorter one does not."""


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def page(request: pytest.FixtureRequest) -> Callable[[int], str]:
    make: Callable[[int], str] = request.param
    return make


def counted(text: str, pipeline: Pipeline | None = None) -> tuple[Article, int, int]:
    """The article of a page, how many calls it took, and how deep they were nested."""
    calls = depth = deepest = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls, depth, deepest
        if event == "call":
            calls, depth = calls + 1, depth + 1
            deepest = max(deepest, depth)
        elif event == "return":
            depth -= 1
        elif event == "c_call":
            calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        article = clean(text, pipeline=pipeline)
    finally:
        sys.setprofile(before)
    return article, calls, deepest


def test_nothing_is_lost(page: Callable[[int], str]) -> None:
    text = page(SIZE)
    article = clean(text)
    named = {number for entry in article.ledger for number in entry.lines}
    assert {n for n, line in enumerate(sound_lines(text), 1) if line.strip()} <= named


def test_calls_grow_with_the_page(page: Callable[[int], str]) -> None:
    clean(page(4 * SIZE))  # loads what is loaded once
    _, calls, depth = counted(page(2 * SIZE))
    _, more, deeper = counted(page(4 * SIZE))
    assert more <= MAX_GROWTH * calls + MIN_CALLS, f"{calls} calls on {2 * SIZE} characters, {more} on twice as many"
    assert deeper <= depth + 2, f"calls nest {depth} deep on {2 * SIZE} characters, {deeper} on twice as many"


def test_many_spans_of_one_line() -> None:
    """A filter of one's own may point at as many parts of a line as it likes."""

    def every_a(page: Page) -> Iterator[Removal]:
        for line in page.lines:
            for n, character in enumerate(line.text):
                if character == "a":
                    yield Removal(line, "an a", span=(n, n + 1))

    pipeline = Pipeline().with_filter(every_a)
    article, calls, _ = counted("a b " * SIZE, pipeline)
    again, more, _ = counted("a b " * 2 * SIZE, pipeline)
    assert len(article.removed) == SIZE
    assert set(again.text) == {"b", " "}
    assert more <= MAX_GROWTH * calls
