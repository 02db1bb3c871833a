"""From the page that the steps left to the article: paragraphs put together again, kinds, and the ledger in order."""

from __future__ import annotations

from datetime import date

import pytest

from newsclean.assembly import MAX_GAP, MAX_SUBHEAD_CHARS, MIN_BROKEN_CHARS, assemble
from newsclean.page import CHANCES, CONFIDENCE, Candidate, Line, Mark, Page, part_of

LONG = "In the night, heavy rain fell on the hills above the town, and the river rose by two metres before dawn."
OPEN = "In the night, heavy rain fell on the hills above the"
REST = "town, and the river rose by two metres."


def lines(*texts: str, mark: str = "") -> tuple[Line, ...]:
    """Logical lines, two source lines apart, as blank lines leave them."""
    return tuple(Line(n, text, (2 * n + 1,), True, mark) for n, text in enumerate(texts))  # type: ignore[arg-type]


def page(source: tuple[Line, ...], *removed: int) -> Page:
    """A page of which some lines were removed."""
    marks = tuple(Mark(source[n], "removed", "mine", "reason", kind="other") for n in removed)
    return Page(source, tuple(line for line in source if line.index not in removed), marks=marks)


def body(source: tuple[Line, ...], *removed: int) -> tuple[str, ...]:
    return assemble(page(source, *removed)).body


def test_what_stands_is_body_each_line_a_paragraph() -> None:
    article = assemble(page(lines(LONG, "No.", LONG)))
    assert article.body == (LONG, "No.", LONG)
    assert [(e.lines, e.role, e.by, e.kind, e.probability) for e in article.ledger] == [
        ((1,), "body", "body", "paragraph", None),
        ((3,), "body", "body", "paragraph", None),
        ((5,), "body", "body", "paragraph", None),
    ]
    assert {entry.reason for entry in article.ledger} == {"nothing speaks against it"}


def test_a_paragraph_is_as_likely_body_as_its_least_likely_part() -> None:
    judged = page(lines(OPEN, "Advertisement", REST, "No."), 1)
    judged.evidence[CHANCES] = (0.9, 0.1, 0.7, 0.4)
    entries = [entry for entry in assemble(judged).ledger if entry.role == "body"]
    assert [(entry.probability, entry.is_doubtful) for entry in entries] == [(0.7, True), (0.4, True)]
    assert [entry.reason for entry in entries] == ["nothing speaks against it", "too little speaks against it"]


def test_a_sentence_that_a_removed_line_broke_is_one_paragraph_again() -> None:
    article = assemble(page(lines(OPEN, "Advertisement", REST), 1))
    assert article.body == (f"{OPEN} {REST}",)
    assert [(e.lines, e.role) for e in article.ledger] == [((1, 5), "body"), ((3,), "removed")]


@pytest.mark.parametrize(
    ("source", "removed"),
    [
        (lines(OPEN, REST), ()),
        (lines(f"{OPEN}.", "Ad", REST), (1,)),
        (lines(OPEN, "Ad", REST.capitalize()), (1,)),
        (lines(OPEN[: MIN_BROKEN_CHARS - 1], "Ad", REST), (1,)),
        (lines(OPEN, "Ad", "Stays", REST), (1,)),
        (lines(OPEN, *["Ad"] * MAX_GAP, REST), tuple(range(1, MAX_GAP + 1))),
        (lines(OPEN, "Ad", REST, mark="list-item"), (1,)),
        (lines(OPEN, "Ad", "დილით ძველი ქალაქის სარდაფები წყლით იყო სავსე."), (1,)),
    ],
    ids=[
        "side by side",
        "ended",
        "capital",
        "short",
        "a line stands",
        "far",
        "list items",
        "a script without capitals",
    ],
)
def test_what_is_no_broken_sentence_stays_apart(source: tuple[Line, ...], removed: tuple[int, ...]) -> None:
    assert len(body(source, *removed)) == len(source) - len(removed)


def test_a_sentence_may_go_on_as_many_lines_on_as_may_be() -> None:
    source = lines(OPEN, *["Ad"] * (MAX_GAP - 1), REST)
    assert body(source, *range(1, MAX_GAP)) == (f"{OPEN} {REST}",)
    later = lines(*["No."] * 9, OPEN, "Ad", REST)
    assert body(later, 10)[9:] == (f"{OPEN} {REST}",)
    assert body(lines(OPEN, "Ad", "iPads, and the river rose."), 1) == (f"{OPEN} iPads, and the river rose.",)
    exact = OPEN[:MIN_BROKEN_CHARS]
    assert body(lines(exact, "Ad", REST), 1) == (f"{exact} {REST}",)


def test_parts_of_one_line_are_one_paragraph_and_scripts_without_spaces_get_none() -> None:
    for text, cut, left in (
        ("Rain fell (Photo: AP) all night.", "(Photo: AP)", "Rain fell all night."),
        ("昨夜の雨で（写真）川が増水した。", "（写真）", "昨夜の雨で川が増水した。"),
        ("昨夜の雨でJR（写真）川が増水した。", "（写真）", "昨夜の雨でJR 川が増水した。"),
        ("昨夜の雨で（写真）JRが止まった。", "（写真）", "昨夜の雨で JRが止まった。"),
        ("A字（写真）字A", "（写真）", "A字字A"),
    ):
        line = Line(0, text, (1,))
        whole = Page((line,), (line,))
        start = text.index(cut)
        part = part_of(line, (start, start + len(cut)))
        assert part is not None
        after = whole.marked([Mark(part, "removed", "mine", "reason", kind="credit")])
        article = assemble(after)
        assert article.body == (left,)
        assert [e.lines for e in article.ledger] == [(1,), (1,)]
        assert [e.text for e in article.removed] == [cut]


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        (("The water is gone", LONG), ["subhead", "paragraph"]),
        (("The water is gone.", LONG), ["paragraph", "paragraph"]),
        (("The water is gone", "Then it came back"), ["paragraph", "paragraph"]),
        ((LONG, "The water is gone"), ["paragraph", "paragraph"]),
        (("x" * MAX_SUBHEAD_CHARS, LONG), ["subhead", "paragraph"]),
        (("x" * (MAX_SUBHEAD_CHARS + 1), LONG), ["paragraph", "paragraph"]),
        (("A head", "x" * MAX_SUBHEAD_CHARS), ["paragraph", "paragraph"]),
        (("A head", "x" * (MAX_SUBHEAD_CHARS + 1)), ["subhead", "paragraph"]),
    ],
    ids=[
        "subhead",
        "sentence",
        "over no paragraph",
        "last",
        "as long as may be",
        "too long",
        "over a short",
        "over a long",
    ],
)
def test_a_short_line_over_a_paragraph_is_a_subhead(texts: tuple[str, ...], kinds: list[str]) -> None:
    assert [e.kind for e in assemble(page(lines(*texts))).ledger] == kinds


@pytest.mark.parametrize(("mark", "kind"), [("heading", "subhead"), ("list-item", "list-item"), ("quote", "quote")])
def test_what_the_rendering_says_of_a_line_is_its_kind(mark: str, kind: str) -> None:
    assert [e.kind for e in assemble(page(lines("It is gone.", LONG, mark=mark))).ledger] == [kind, kind]


def test_fields_come_from_the_candidates_taken_and_all_are_remembered() -> None:
    source = lines("Rain floods old town", "By Ann Lee and Bob Ray", LONG)
    taken = [
        Candidate("title", "Rain floods old town", source[0], "a heading", True),
        Candidate("byline", "Ann Lee and Bob Ray", source[1], "label", True, (0, 22), ("Ann Lee", "Bob Ray")),
        Candidate("date", date(2021, 5, 5), None, "in the address", True),
        Candidate("updated", date(2021, 5, 6), None, "labelled", True),
        Candidate("title", "By Ann Lee", source[1], "a line"),
    ]
    marks = (Mark(source[0], "title", "title", "a heading"), Mark(source[1], "byline", "byline", "label"))
    article = assemble(Page(source, source[2:], "en", marks=marks, candidates=tuple(taken)))
    assert (article.title, article.byline, article.authors) == (
        "Rain floods old town", "Ann Lee and Bob Ray", ("Ann Lee", "Bob Ray"),
    )  # fmt: skip
    assert (article.date, article.updated, article.language) == (date(2021, 5, 5), date(2021, 5, 6), "en")
    assert [(e.role, e.kind) for e in article.ledger] == [("title", None), ("byline", None), ("body", "paragraph")]
    assert [(c.field, c.value, c.lines, c.text, c.taken, c.reason) for c in article.considered[2:]] == [
        ("date", "2021-05-05", (), "", True, "in the address"),
        ("updated", "2021-05-06", (), "", True, "labelled"),
        ("title", "By Ann Lee", (3,), "By Ann Lee and Bob Ray", False, "a line"),
    ]


def test_without_a_body_there_is_no_article_and_its_lines_are_removed() -> None:
    source = lines("Rain floods old town", "Menu")
    candidate = Candidate("title", "Rain floods old town", source[0], "a heading", True)
    marks = (
        Mark(source[0], "title", "title", "a heading"),
        Mark(source[1], "removed", "navigation", "menu", 0.1, "navigation"),
    )
    article = assemble(Page(source, (), marks=marks, candidates=(candidate,)))
    assert (article.title, article.body) == (None, ())
    assert not article.considered[0].taken
    assert [(e.role, e.by, e.kind, e.probability) for e in article.ledger] == [
        ("removed", "title", "other", None),
        ("removed", "navigation", "navigation", 0.1),
    ]
    assert article.ledger[0].reason == "title without a body under it"


def test_captions_are_the_entries_of_that_kind_in_the_order_of_the_page() -> None:
    source = lines("A bridge", LONG, "A river")
    marks = tuple(Mark(source[n], "removed", "any", "caption", kind="caption") for n in (2, 0))
    article = assemble(Page(source, (source[1],), marks=marks))
    assert article.captions == ("A bridge", "A river")
    assert [e.lines for e in article.ledger] == [(1,), (3,), (5,)]


def test_the_share_kept_counts_characters_of_fields_and_body() -> None:
    source = lines("x" * 10, "y" * 30)
    marks = (Mark(source[0], "removed", "any", "clutter", kind="other"),)
    assert assemble(Page(source, (source[1],), marks=marks)).kept_share == 0.75


def test_the_ledger_is_in_the_order_of_the_source_lines_wherever_a_line_was_emptied() -> None:
    emptied = [Mark(Line(-n, "", (n,)), "removed", "repair", "unseen", kind="markup") for n in (4, 2)]
    source = (Line(0, LONG, (1,)), Line(1, "No.", (3,)), Line(2, "Yes.", (3,)), Line(3, LONG, (5,)))
    article = assemble(Page(source, source, marks=tuple(emptied)))
    assert [(e.lines[0], e.text) for e in article.ledger] == [
        (1, LONG), (2, ""), (3, "No."), (3, "Yes."), (4, ""), (5, LONG),
    ]  # fmt: skip


def test_the_confidence_is_the_scorers_or_none() -> None:
    source = lines(LONG)
    assert assemble(Page(source, source)).confidence is None
    assert assemble(Page(source, source, evidence={CONFIDENCE: 0.5})).confidence == 0.5
