"""Where the article stands: paragraphs, first and last line, dated lines, printings of the headline."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsclean.frame import (
    LONG_WORDS,
    MAX_CLOCK_CHARS,
    MAX_DATED_CHARS,
    MIN_TITLE_CHARS,
    SHORT_LINE_COST,
    Headline,
    best_run,
    frame_of,
    headline_of,
    is_label,
    runs,
    standing,
)
from newsclean.lexicon import NO_HIT, Hit
from newsclean.page import Candidate, Line, Mark, Page, part_of
from newsclean.reading import read_page

AGO = f"{'Whales came to see the ' * 4}town 2 hours ago"
BODY = "The council voted on Tuesday to close the old bridge over the river, because the beams have rusted through."


@pytest.mark.parametrize(("first", "start"), [(f"{BODY} {BODY}", 0), ("We use cookies, as all sites do here.", 1)])
def test_the_article_starts_with_the_first_run_that_could_be_it(first: str, start: int) -> None:
    menu = "\n\n".join(["Ferry", "Quay", "Lock", "Weir", "Dam", "Mill", "Pond", "Boats"] * 2)
    others = "\n\n".join(f"{BODY} That was the story of bridge number {n}." for n in range(3))
    frame = frame_of(read_page(f"{first}\n\n{menu}\n\n{others}", language="en"))
    assert frame.lines[frame.start].text == (first if start == 0 else others.split("\n")[0])


def test_lines_in_which_a_filter_finds_something_are_not_in_it() -> None:
    page = read_page(f"Advertisement\n\nOld bridge\n\n{BODY}", language="en")
    frame = frame_of(page)
    assert [line.text for line in frame.lines] == ["Old bridge", BODY]
    assert [frame.place(line.index) for line in page.source] == [0, 0, 1]


@pytest.mark.parametrize(
    ("language", "line", "dated"),
    [
        ("en", "5 May 2021", True), ("en", "Ann Lee, 10:30", True), ("en", "Two men, 10.30", True),
        ("en", "Published", True), ("en", "Ann Lee", False), ("en", "By Ann Lee", False),
        ("en", "12 comments here", False),
        ("de", "Stand: 5. Mai 2021", True), ("ko", "입력 2021.05.05 10:30", True), ("ja", "2021年5月5日", True),
        ("fr", "il y a 3 heures", True), ("es", "5.000 euros de ayuda", False),
    ],
)  # fmt: skip
def test_dated_lines(language: str, line: str, dated: bool) -> None:
    frame = frame_of(read_page(f"{line}\n\n{BODY}", language=language))
    assert (0 in frame.dated) is dated


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("5 May 2021".ljust(MAX_DATED_CHARS, "x"), True),
        ("5 May 2021".ljust(MAX_DATED_CHARS + 1, "x"), False),
        ("Published".ljust(MAX_CLOCK_CHARS, "."), True),
        ("Published: ".ljust(MAX_CLOCK_CHARS + 1, "x"), False),
        ("Published: ".ljust(MAX_CLOCK_CHARS, "x") + "5", True),
        ("10:30 ".ljust(MAX_CLOCK_CHARS, "x"), True),
        ("10:30 ".ljust(MAX_CLOCK_CHARS + 1, "x"), False),
        (AGO[-MAX_CLOCK_CHARS:], True),
        (AGO[-MAX_CLOCK_CHARS - 1 :], False),
        ("12 ".ljust(MAX_CLOCK_CHARS, "x"), False),
        ("May", False),
        ("5. toukokuuta 2021", False),
    ],
)
def test_how_long_a_dated_line_may_be(line: str, dated: bool) -> None:
    assert (0 in frame_of(Page(lines := (Line(0, line, (1,)),), lines, "en")).dated) is dated


def test_a_day_is_read_in_the_language_of_the_page() -> None:
    line = Line(0, "5. toukokuuta 2021", (1,))
    assert 0 in frame_of(Page((line,), (line,), "fi")).dated


def rows(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(n, text, (n + 1,)) for n, text in enumerate(texts))


SHORT = "The bridge is closed for now."
LABEL = "Published: on the bridge that the council has closed to cars and to all who go on foot."


@pytest.mark.parametrize(
    ("texts", "paragraphs"),
    [
        ((SHORT, BODY), (0, 19)),
        ((SHORT, "Quay"), (6, 0)),
        (("The bridge is closed.", "Quay"), (0, 0)),
        ((BODY[:-1], BODY), (0, 19)),
        ((f"{BODY} (AP)", "Quay"), (20, 0)),
        ((LABEL, BODY), (0, 19)),
        ((LABEL, SHORT), (0, 6)),
        ((LABEL, "Quay"), (18, 0)),
        (("One two three four five six seven eight nine ten eleven twelve.", SHORT), (12, 0)),
    ],
    ids=[
        "long before short", "short where no long", "too short", "no sentence", "signed", "label beside long",
        "label beside short", "label alone", "a dozen words",
    ],
)  # fmt: skip
def test_which_lines_are_paragraphs(texts: tuple[str, ...], paragraphs: tuple[int, ...]) -> None:
    assert frame_of(Page(rows(*texts), rows(*texts), "en")).paragraphs == paragraphs


def test_what_the_lexicon_takes_for_a_label() -> None:
    whole, opening = Hit(frozenset({"ad.lines"}), ()), Hit(frozenset(), (("byline.labels", 2),))
    assert [is_label(whole, may_open) for may_open in (False, True)] == [True, True]
    assert [is_label(opening, may_open) for may_open in (False, True)] == [True, False]
    assert not is_label(NO_HIT, False)


def test_a_page_without_any_paragraph_is_counted_all_the_same() -> None:
    frame = frame_of(Page(rows("Old ferry", "Quay"), rows("Old ferry", "Quay"), "en"))
    assert (frame.words, frame.paragraphs, frame.start, frame.end) == ((2, 1), (0, 0), 2, 2)


def test_stories_that_only_stand_in_a_list_are_in_it_and_labels_are_not() -> None:
    stories = ("A ferry sank in the bay", "Two men were rescued from it", "A whale came to see the harbour")
    page = read_page("\n\n".join((BODY, BODY.upper(), "Read also", *stories, "Read also: A whale went")), language="en")
    assert [line.text for line in frame_of(page).lines] == [BODY, BODY.upper(), *stories]


def test_what_stands_of_the_frame() -> None:
    page = read_page(
        f"Old bridge | By Ann Lee\n\nQuay\n\n{BODY}\n\nRead also\n\nA ferry sank in the bay", language="en"
    )
    assert [(n, line.text) for n, line in standing(page)][:3] == [
        (0, "Old bridge | By Ann Lee"),
        (1, "Quay"),
        (2, BODY),
    ]
    part = part_of(page.lines[0], (0, 12))
    assert part is not None
    story = page.lines[4]
    marks = [Mark(part, "title", "mine", ""), Mark(page.lines[1], "removed", "mine", "")]
    after = page.marked(marks)
    assert [(n, line.text) for n, line in standing(after)] == [(0, "By Ann Lee"), (2, BODY), (3, story.text)]
    apart = replace(after, lines=tuple(line for line in after.lines if line.index != story.index))
    assert [(n, line.text) for n, line in standing(apart)] == [(0, "By Ann Lee"), (2, BODY), (3, story.text)]
    gone = after.marked([Mark(story, "removed", "mine", "")])
    assert [(n, line.text) for n, line in standing(gone)] == [(0, "By Ann Lee"), (2, BODY)]


@pytest.mark.parametrize(
    ("words", "paragraphs", "found"),
    [
        ([20, 2, 30], [20, 0, 30], [(45, 0, 3)]),
        ([20, 2, 30, 2, 2], [20, 0, 30, 0, 0], [(45, 0, 3)]),
        ([2, 2, 20], [0, 0, 20], [(20, 2, 3)]),
        ([10, 2, 2, 30], [10, 0, 0, 30], [(10, 0, 1), (30, 3, 4)]),
        ([11, 2, 2, 30], [11, 0, 0, 30], [(31, 0, 4)]),
        ([6, 2, 2, 5, 30], [6, 0, 0, 5, 30], [(6, 0, 1), (35, 3, 5)]),
        ([5, 2, 30], [5, 0, 30], [(5, 0, 1), (30, 2, 3)]),
        ([LONG_WORDS, 20], [0, 20], [(26, 0, 2)]),
        ([LONG_WORDS - 1, 20], [0, 20], [(20, 1, 2)]),
        ([43, 20], [0, 20], [(30, 0, 2)]),
        ([10, 1, 5], [10, 0, 5], [(10, 0, 1)]),
        ([2, 2], [0, 0], []),
        ([], [], []),
    ],
)
def test_runs_of_lines_with_many_words_in_paragraphs(
    words: list[int], paragraphs: list[int], found: list[tuple[int, int, int]]
) -> None:
    assert SHORT_LINE_COST == 5
    assert runs(words, paragraphs) == found


@pytest.mark.parametrize(("first", "span"), [(10, (0, 10)), (9, (8, 10)), (39, (0, 10)), (40, (0, 1))])
def test_the_article_is_from_the_first_run_that_could_be_it_to_the_end_of_the_longest(
    first: int, span: tuple[int, int]
) -> None:
    short = [2] * 9
    words = [first, *short[:8], 40] if first != 9 else [9, *short[:7], 20, 20]
    paragraphs = [n if n > 2 else 0 for n in words]
    assert best_run(words, paragraphs) == span


def test_a_page_without_paragraphs_has_no_article() -> None:
    frame = frame_of(read_page("Ferry\n\nQuay", language="en"))
    assert frame.start == frame.end == len(frame.lines)


def test_printings_of_the_headline() -> None:
    page = read_page(f"Old bridge to close\n\nQuay\n\nOld bridge to close\n\n{BODY}", language="en")
    title = Candidate("title", "Old bridge to close", page.lines[2], "", True)
    head = headline_of(page.marked((Mark(page.lines[2], "title", "title", ""),), (title,)))
    assert (head.at, head.printings) == (2, (0, 2))


def test_a_headline_that_stands_in_no_line_and_a_short_one() -> None:
    text = "Old bridge shut"[:MIN_TITLE_CHARS]
    page = read_page(f"{text}\n\nQuay\n\n{text} again\n\n{BODY}", language="en")

    def found(title: str, line: Line | None) -> Headline:
        return headline_of(page.marked((), (Candidate("title", title, line, "", True),)))

    assert headline_of(page) == Headline(None, ())
    assert found(text, None) == Headline(None, (0, 2))
    assert found(text, page.lines[2]) == Headline(2, (0, 2))
    assert found("Quay", page.lines[1]) == Headline(1, (1,))
    assert found(text[:-1], page.lines[0]) == Headline(0, (0,))
    assert found("Another headline", page.lines[1]) == Headline(1, (1,))
    assert found("Another headline", None) == Headline(None, ())
