"""What flows through the pipeline: pages without their marked lines, and what is left of lines that were cut."""

from __future__ import annotations

import pytest

from newsclean.lexicon import MAX_LABEL_CHARS, NO_HIT, Hit, load_lexicon
from newsclean.page import SAMPLED_CHARS, Candidate, Line, Mark, Page, left_of, look_up_in, main_script, part_of

LINE = Line(3, "By Ann Lee | 5 May | Share it", (7,), start=0)
OTHER = Line(4, "Rain fell.", (9,))


def part(line: Line, text: str) -> Line:
    """The part of a line that has these words."""
    start = line.text.index(text)
    found = part_of(line, (start, start + len(text)))
    assert found is not None
    return found


def mark(line: Line) -> Mark:
    return Mark(line, "removed", "mine", "reason", kind="other")


@pytest.mark.parametrize(
    ("span", "text", "start"),
    [
        ((0, 10), "By Ann Lee", 0),
        ((2, 11), "Ann Lee", 3),
        ((-5, 2), "By", 0),
        ((21, 99), "Share it", 21),
        ((0, 29), LINE.text, 0),
    ],
)
def test_a_part_is_what_a_span_means_without_white_space_at_its_ends(
    span: tuple[int, int], text: str, start: int
) -> None:
    found = part_of(LINE, span)
    assert found is not None
    assert (found.text, found.start, found.index, found.numbers) == (text, start, 3, (7,))


def test_no_span_and_the_whole_span_are_the_line_itself_and_white_space_is_nothing() -> None:
    assert part_of(LINE, None) is LINE
    assert part_of(LINE, (0, len(LINE.text))) is LINE
    assert part_of(LINE, (10, 11)) is None


def test_a_part_of_a_part_keeps_its_place_in_the_line() -> None:
    half = part(LINE, "5 May | Share it")
    assert part(half, "Share it").start == LINE.text.index("Share")


@pytest.mark.parametrize(
    ("cut", "left"),
    [
        (["By Ann Lee |"], ["5 May | Share it"]),
        (["5 May |"], ["By Ann Lee |", "Share it"]),
        (["Share it"], ["By Ann Lee | 5 May |"]),
        (["5 May |", "By Ann Lee |"], ["Share it"]),
        (["By", "| 5 May |"], ["Ann Lee", "Share it"]),
        (["By Ann Lee | 5 May | Share it"], []),
        (["By Ann Lee | 5", "Lee | 5 May"], ["| Share it"]),
    ],
    ids=["start", "middle", "end", "two", "apart", "all", "overlap"],
)
def test_what_is_left_of_a_line_once_parts_of_it_are_marked(cut: list[str], left: list[str]) -> None:
    parts = left_of(LINE, [mark(part(LINE, text)) for text in cut])
    assert [p.text for p in parts] == left
    assert [p.start for p in parts] == [LINE.text.index(text) for text in left]


def test_what_is_left_of_a_part_once_parts_before_it_in_it_and_behind_it_are_marked() -> None:
    half = part(LINE, "5 May | Share it")
    marked = [mark(part(LINE, text)) for text in ("By Ann Lee |", "May |", "Share it")]
    assert [(p.text, p.start) for p in left_of(half, marked)] == [("5", LINE.text.index("5"))]
    assert left_of(half, marked[:1]) == [half]


def test_a_page_loses_what_is_marked_and_writes_it_down() -> None:
    page = Page((LINE, OTHER), (LINE, OTHER), "en")
    cut = mark(part(LINE, "By Ann Lee |"))
    after = page.marked([cut])
    assert [line.text for line in after.lines] == ["5 May | Share it", "Rain fell."]
    assert after.marks == (cut,)
    assert after.source == page.source
    assert [line.text for line in page.lines] == [LINE.text, OTHER.text]
    again = after.marked([mark(after.lines[0])])
    assert again.lines == (OTHER,)
    assert len(again.marks) == 2


def test_candidates_are_kept_and_a_page_that_nothing_is_said_of_is_itself() -> None:
    page = Page((LINE,), (LINE,))
    assert page.marked([]) is page
    rejected = Candidate("title", "Rain", LINE, "too short")
    taken = Candidate("title", "Share it", LINE, "a heading", True)
    after = page.marked([], [rejected, taken])
    assert after.candidates == (rejected, taken)
    assert after.found("title") is taken
    assert after.found("byline") is None
    assert page.marked([], [rejected]).found("title") is None


def test_evidence_is_computed_once_and_shared_with_the_pages_that_come_of_a_page() -> None:
    page = Page((LINE, OTHER), (LINE, OTHER))
    assert page.once("mine", lambda: "value") == "value"
    after = page.marked([mark(OTHER)])
    assert after.once("mine", lambda: "other") == "value"
    assert after.once("yours", lambda: None) is None
    assert page.once("yours", lambda: "other") is None


def test_lines_are_looked_up_in_the_language_of_the_page() -> None:
    line = Line(0, "PUBLICITÉ", (1,))
    page = Page((line,), (line,), "fr")
    assert "ad.lines" in page.hits(line).lines
    assert page.hits(line) is page.look_up("PUBLICITÉ")
    assert page.folded(line) == "publicité"
    assert page.folded(Line(1, "“Publicité”", (2,))) == '"publicité"'


def test_labels_are_told_with_their_places() -> None:
    lines = (OTHER, Line(5, "Advertisement", (11,)), Line(6, "It stopped.", (13,)))
    page = Page(lines, lines, "en")
    assert [(n, line.text, "ad.lines" in hit.lines) for n, line, hit in page.labelled()] == [(1, "Advertisement", True)]
    assert [hit is NO_HIT for hit in page.line_hits()] == [True, False, True]


@pytest.mark.parametrize(
    ("language", "prose", "label", "known"),
    [
        ("en", "Rain fell all night.", "Реклама", True),
        ("en", "Rain fell all night.", "— 広告 —", True),
        ("ru", "Всю ночь шёл дождь.", "広告", True),
        ("ru", "Всю ночь шёл дождь.", "Advertisement", True),
        ("ru", "Всю ночь шёл дождь.", "Publicité", True),
        ("ru", "Всю ночь шёл дождь.", "Oglas", False),
        ("en", "Rain fell all night.", "Publicité", False),
        ("en", "Rain fell all night.", "Дождь", False),
        ("en", "Rain fell all night.", "· · ·", False),
    ],
)
def test_a_label_in_another_script_is_one_of_the_scripts_languages(
    language: str, prose: str, label: str, known: bool
) -> None:
    lines = (Line(0, prose, (1,)), Line(1, label, (3,)))
    assert ("ad.lines" in Page(lines, lines, language).hits(lines[1]).lines) is known


def test_what_a_label_in_another_script_opens_with_is_not_lost() -> None:
    starts = (("byline.labels", 1),)
    own = dict.fromkeys(("Реклама", "Дождь"), Hit(frozenset(), starts))
    assert look_up_in(own, "latin", (), "Реклама") == Hit(load_lexicon("ru").look_up("Реклама").lines, starts)
    assert look_up_in(own, "latin", (), "Дождь") == Hit(frozenset(), starts)


def test_what_the_pages_own_lexicon_says_stands() -> None:
    hit = Hit(frozenset({"nav.lines"}), ())
    assert look_up_in({"Реклама": hit}, "latin", (), "Реклама") is hit


def test_a_long_line_is_no_label_of_another_script() -> None:
    for length, known in ((MAX_LABEL_CHARS, True), (MAX_LABEL_CHARS + 1, False)):
        text = "Реклама".ljust(length)
        assert bool(look_up_in({text: NO_HIT}, "latin", (), text).lines) is known


def test_texts_are_looked_up_and_folded_once() -> None:
    page = Page((OTHER,), (OTHER,), "en")
    assert page.hits(OTHER) is page.look_up(OTHER.text) is page.line_hits()[0]
    assert page.folded(OTHER) is page.folded(OTHER)
    assert page.own_hit("Advertisement") is page.own_hit("Advertisement")
    assert not page.own_hit("Реклама").lines
    assert page.lexicon is load_lexicon("en")


@pytest.mark.parametrize(
    ("texts", "script"),
    [
        (("aяaяя",), "cyrillic"),
        (("aяaяa",), "latin"),
        (("abc", "абвг"), "cyrillic"),
        (("яb", "яa", "яa" * SAMPLED_CHARS, "бв"), "cyrillic"),
        (("ab" * SAMPLED_CHARS, "я" * SAMPLED_CHARS), "latin"),
        (("a" * SAMPLED_CHARS, "я"), "latin"),
        (("12", "."), ""),
        ((), ""),
    ],
)
def test_the_script_of_a_page_is_that_of_most_letters(texts: tuple[str, ...], script: str) -> None:
    assert main_script(Line(n, text, (n,)) for n, text in enumerate(texts)) == script
