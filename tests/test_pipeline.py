"""The pipeline's own work: whose word counts where steps point at the same, and what becomes of rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from newsclean import Candidate, Line, Page, Pipeline, Removal, default_pipeline, read_page
from newsclean.page import Mark
from newsclean.pipeline import NamedStep, marks_of, run_step, settle_spans

LINE = Line(0, "By Ann Lee | 5 May | Share", (1,))
PAGE = Page((LINE,), (LINE,))


def step(*items: Removal | Candidate, name: str = "mine") -> NamedStep:
    return NamedStep(name, lambda page: items)


def marks(items: Iterable[Removal | Candidate]) -> list[tuple[str, str, str]]:
    """What a step's items become: role, reason and text."""
    return [(mark.role, mark.reason, mark.line.text) for mark in run_step(PAGE, step(*items)).marks]


def span(text: str) -> tuple[int, int]:
    start = LINE.text.index(text)
    return start, start + len(text)


def test_the_first_who_asks_for_a_part_has_it() -> None:
    asked = [Removal(LINE, "a", span("5 May")), Removal(LINE, "b", span("May | Share"))]
    assert marks(asked) == [("removed", "a", "5 May")]


def test_removals_come_before_candidates_of_the_same_step() -> None:
    found = Candidate("byline", "Ann Lee", LINE, "label", True, None, ("Ann Lee",))
    assert marks([found, Removal(LINE, "share bar")]) == [("removed", "share bar", LINE.text)]


def test_the_pipeline_writes_down_who_decided_and_what_the_line_is() -> None:
    page = run_step(PAGE, step(Removal(LINE, "share bar", span("Share"), 0.25, "share"), name="bars"))
    assert page.marks == (Mark(page.marks[0].line, "removed", "bars", "share bar", 0.25, "share"),)
    assert page.marks[0].line.text == "Share"
    assert [line.text for line in page.lines] == ["By Ann Lee | 5 May |"]


def test_a_removal_says_other_where_a_step_does_not_say_what_a_line_is() -> None:
    assert run_step(PAGE, step(Removal(LINE, "mine"))).marks[0].kind == "other"


def test_a_field_is_found_once() -> None:
    first = Candidate("title", "Ann Lee", LINE, "a heading", True, span("Ann Lee"))
    second = Candidate("title", "Share", LINE, "a line", True, span("Share"))
    page = run_step(run_step(PAGE, step(first)), step(second))
    assert page.found("title") is first
    assert [c.taken for c in page.candidates] == [True, False]
    assert "an earlier step has found one" in page.candidates[1].reason
    assert [mark.role for mark in page.marks] == ["title"]


def test_two_fields_share_a_line() -> None:
    both = [
        Candidate("title", "Ann Lee", LINE, "a heading", True, span("Ann Lee")),
        Candidate("date", "5 May", LINE, "a date", True, span("5 May")),
    ]
    assert [(role, text) for role, _, text in marks(both)] == [("title", "Ann Lee |"), ("date", "5 May")]


def test_a_line_that_is_gone_cannot_be_marked_again() -> None:
    page = run_step(PAGE, step(Removal(LINE, "gone")))
    assert list(marks_of(page, "late", [Removal(LINE, "again")], [])) == []


def test_a_candidate_that_stands_in_no_line_marks_none() -> None:
    page = run_step(PAGE, step(Candidate("date", "5 May", None, "in the address", True)))
    assert page.marks == ()
    assert page.found("date") is not None


def test_a_step_may_give_nothing() -> None:
    assert run_step(PAGE, NamedStep("none", lambda page: None)) is PAGE  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("asked", "settled"),
    [
        ([(0, 26)], [(0, 26)]),
        ([(0, 10)], [(0, 10)]),
        ([(3, 10)], [(3, 10)]),
        ([(13, 18), (3, 10)], [(3, 13), (13, 18)]),
        ([(3, 10), (5, 18)], [(3, 10)]),
        ([(-4, 2)], [(0, 2)]),
        ([(21, 99)], [(21, 26)]),
        ([(10, 10)], []),
        ([(2, 2), (0, 10)], [(0, 10)]),
    ],
    ids=["whole", "start", "middle", "two", "overlap", "before", "behind", "empty", "empty and one"],
)
def test_spans_grow_over_marks_and_never_overlap(asked: list[tuple[int, int]], settled: list[tuple[int, int]]) -> None:
    mark = Mark(LINE, "removed", "mine", "reason")
    assert [found for found, _ in settle_spans(LINE.text, [(one, mark) for one in asked])] == settled


def test_punctuation_before_the_first_span_goes_with_it() -> None:
    mark = Mark(LINE, "removed", "mine", "reason")
    assert [found for found, _ in settle_spans("(By Ann) now", [((1, 7), mark)])] == [(0, 7)]


def test_steps_see_what_those_before_them_left() -> None:
    seen: list[list[str]] = []

    def first(page: Page) -> Iterator[Removal]:
        return (Removal(line, "menu") for line in page.lines if line.text == "Menu")

    def second(page: Page) -> list[Removal]:
        seen.append([line.text for line in page.lines])
        return []

    pipeline = Pipeline((NamedStep("first", first), NamedStep("second", second)))
    article = pipeline.clean("Menu\n\nRain fell.", language="en")
    assert seen == [["Rain fell."]]
    assert [(e.by, e.text) for e in article.removed] == [("first", "Menu")]


def test_renaming_a_step_changes_its_name_in_the_ledger_and_nothing_else() -> None:
    text = (
        "Home\n\nRain floods old town\n\nBy Ann Lee\n\nRain fell all night and flooded the cellars of the old town.\n\n"
        "The bridge at night. (Ann Lee/Reuters)\n\nPhoto: Reuters\n\nShare this article\n\n"
        "In the morning the water stood as high as the window sills, and the school stayed closed until noon."
    )
    plain = default_pipeline()
    renamed = Pipeline(tuple(NamedStep(f"my {step.name}", step.run) for step in plain.steps))
    a, b = plain.clean(text, language="en"), renamed.clean(text, language="en")
    assert a.captions
    assert (a.title, a.byline, a.body, a.captions) == (b.title, b.byline, b.body, b.captions)
    own = {"body", "layout", "repair"}
    assert [(e.text, e.role, e.kind, e.reason) for e in a.ledger] == [
        (e.text, e.role, e.kind, e.reason) for e in b.ledger
    ]
    assert [e.by if e.by in own else f"my {e.by}" for e in a.ledger] == [e.by for e in b.ledger]


def test_a_step_that_only_looks_changes_nothing() -> None:
    from newsclean.scorer import body_probabilities

    def look(page: Page) -> list[Removal]:
        body_probabilities(page)
        return []

    text = "Home\n\nSport\n\nRain floods old town\n\nRain fell all night and flooded the cellars.\n\nPhoto: Reuters"
    assert default_pipeline().with_filter(look).clean(text) == default_pipeline().clean(text)


def test_read_page_is_what_the_first_step_sees() -> None:
    seen: list[tuple[list[str], str | None]] = []

    def look(page: Page) -> list[Removal]:
        seen.append(([line.text for line in page.lines], page.language))
        return []

    text = "PUBLICITÉ\n\nLa pluie est tombée toute la nuit sur la vieille ville, et les caves sont sous l’eau."
    Pipeline((NamedStep("look", look),)).clean(text)
    page = read_page(text)
    assert seen == [([line.text for line in page.source], "fr")]
    assert page.lines == page.source
