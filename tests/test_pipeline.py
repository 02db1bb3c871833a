"""The pipeline's own work: whose word counts where steps point at the same, and what becomes of rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import pytest

from newsclean import Candidate, Line, Page, Pipeline, Removal, clean, default_pipeline, fields, read_page
from newsclean.page import Mark, Step
from newsclean.pipeline import NamedStep, field_steps, marks_of, run_step, settle_spans

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
    assert marks(both) == [("title", "a heading", "Ann Lee |"), ("date", "a date", "5 May")]


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
        ([(21, 26), (3, 6), (13, 18)], [(3, 6), (13, 21), (21, 26)]),
        ([(3, 6), (6, 10)], [(3, 6), (6, 10)]),
        ([(6, 10), (3, 6)], [(3, 6), (6, 10)]),
        ([(3, 10), (13, 18), (4, 9)], [(3, 13), (13, 18)]),
        ([(13, 18), (3, 14)], [(13, 18)]),
        ([(3, 18), (21, 26), (10, 12)], [(3, 21), (21, 26)]),
    ],
    ids=[
        "whole",
        "start",
        "middle",
        "two",
        "overlap",
        "before",
        "behind",
        "empty",
        "empty and one",
        "three",
        "side by side",
        "side by side, the later first",
        "inside the first",
        "into the next",
        "inside a long one",
    ],
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


def test_the_weights_and_what_is_favoured_go_with_the_page() -> None:
    seen: list[tuple[object, str]] = []

    def look(page: Page) -> list[Removal]:
        seen.append((page.model, page.favor))
        return []

    pipeline = Pipeline((NamedStep("look", look),))
    tuned = pipeline.with_model("mine.npz").with_favor("recall")
    for clean_so in (pipeline.clean, tuned.clean, partial(clean, pipeline=tuned)):
        clean_so("Rain fell.")
        clean_so("Rain fell.", favor="precision")
    assert seen == [
        (None, "balance"), (None, "precision"),
        ("mine.npz", "recall"), ("mine.npz", "precision"),
        ("mine.npz", "recall"), ("mine.npz", "precision"),
    ]  # fmt: skip
    assert (pipeline.model, pipeline.favor) == (None, "balance")
    assert tuned.with_model(None).model is None
    with pytest.raises(ValueError, match=r"""^favor= takes "balance", "recall" or "precision", not 'recal'\.$"""):
        pipeline.with_favor("recal")  # type: ignore[arg-type]


def test_the_callers_phrases_go_first() -> None:
    text = "Menu\n\nRain fell."
    assert ABC.with_phrases(["menu"]).names == ("phrases", "a", "b", "c")
    assert ABC.with_phrases([]) is ABC
    assert [(e.by, e.text) for e in ABC.clean(text, phrases=["menu"]).removed] == [("phrases", "Menu")]


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


def rain(page: Page) -> list[Removal]:
    """Point at nothing. Ever.

    More words.
    """
    return []


class Second:
    def __call__(self, page: Page) -> list[Removal]:
        return []


class Called(Second):
    name = "X called so"


ABC = Pipeline(tuple(NamedStep(name, rain) for name in "abc"))


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ({}, ("rain", "a", "b", "c")),
        ({"before": "a"}, ("rain", "a", "b", "c")),
        ({"before": "c"}, ("a", "b", "rain", "c")),
        ({"after": "a"}, ("a", "rain", "b", "c")),
        ({"after": "c"}, ("a", "b", "c", "rain")),
        ({"after": "c", "name": "mine"}, ("a", "b", "c", "mine")),
    ],
)
def test_where_a_filter_goes(place: dict[str, str], names: tuple[str, ...]) -> None:
    assert ABC.with_filter(rain, **place).names == names
    assert ABC.names == ("a", "b", "c")


@pytest.mark.parametrize(
    ("name", "place", "names"),
    [
        ("a", {"after": "c"}, ("b", "c", "a")),
        ("c", {"before": "a"}, ("c", "a", "b")),
        ("b", {"before": "a"}, ("b", "a", "c")),
        ("a", {"after": "b"}, ("b", "a", "c")),
        ("a", {"before": "c"}, ("b", "a", "c")),
    ],
)
def test_where_a_step_is_moved(name: str, place: dict[str, str], names: tuple[str, ...]) -> None:
    assert ABC.move(name, **place).names == names


def test_steps_are_taken_out_and_replaced_by_name() -> None:
    assert ABC.without("a", "c").names == ("b",)
    assert ABC.without().names == ("a", "b", "c")
    replaced = ABC.replace("b", Second())
    assert replaced.names == ("a", "b", "c")
    assert [type(step.run).__name__ for step in replaced.steps] == ["function", "Second", "function"]


@pytest.mark.parametrize(
    ("filter", "name"), [(rain, "rain"), (Second(), "second"), (Called(), "X called so"), (lambda page: [], "lambda")]
)
def test_a_step_is_called_after_its_function_class_or_name(filter: Step, name: str) -> None:
    assert Pipeline().with_filter(filter).names == (name,)


def test_the_steps_of_the_fields_say_what_they_find() -> None:
    steps = field_steps()
    assert [(step.name, step.run.field, step.run.finder) for step in steps] == [  # type: ignore[attr-defined]
        ("title", "title", fields.title), ("byline", "byline", fields.byline), ("date", "date", fields.date),
    ]  # fmt: skip
    assert default_pipeline().steps[:3] == steps


def test_underscores_in_names_become_dashes() -> None:
    def no_rain_today(page: Page) -> list[Removal]:
        return []

    assert Pipeline().with_filter(no_rain_today).names == ("no-rain-today",)


def test_what_cannot_be_placed_gets_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"^Say where the step goes with before= or after=, not with both\.$"):
        ABC.with_filter(rain, before="a", after="b")
    with pytest.raises(
        ValueError, match=r"^There is a step 'a' already: give another name=, or use replace\('a', …\)\.$"
    ):
        ABC.with_filter(rain, name="a")
    with pytest.raises(TypeError, match=r"^A step is a callable from Page to removals or candidates, not str\.$"):
        ABC.with_filter("rain")  # type: ignore[arg-type]
    with pytest.raises(KeyError, match=r"There is no step 'd' in this pipeline. Its steps: a, b, c\."):
        ABC.without("d")
    for place in ({}, {"before": "b", "after": "c"}):
        with pytest.raises(ValueError, match=r"^Say where the step goes with before= or after=\.$"):
            ABC.move("a", **place)


def test_a_pipeline_is_printed_with_what_each_step_does() -> None:
    assert repr(ABC.without("b", "c")) == "Pipeline\n   1  a: Point at nothing. Ever."
    assert ABC.without("c")._repr_html_() == (
        "<ol><li><b>a</b> Point at nothing. Ever.</li><li><b>b</b> Point at nothing. Ever.</li></ol>"
    )
    assert repr(NamedStep("second", Second())) == "second: second"
