"""Where the article stands: paragraphs, first and last line, dated lines, printings of the headline."""

from __future__ import annotations

import pytest

from newsclean.frame import frame_of, headline_of
from newsclean.page import Candidate, Mark
from newsclean.reading import read_page

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
        ("en", "Published", True), ("en", "Ann Lee", False), ("en", "12 comments here", False),
        ("de", "Stand: 5. Mai 2021", True), ("ko", "입력 2021.05.05 10:30", True), ("ja", "2021年5月5日", True),
        ("fr", "il y a 3 heures", True), ("es", "5.000 euros de ayuda", False),
    ],
)  # fmt: skip
def test_dated_lines(language: str, line: str, dated: bool) -> None:
    frame = frame_of(read_page(f"{line}\n\n{BODY}", language=language))
    assert (0 in frame.dated) is dated


def test_a_page_without_paragraphs_has_no_article() -> None:
    frame = frame_of(read_page("Ferry\n\nQuay", language="en"))
    assert frame.start == frame.end == len(frame.lines)


def test_printings_of_the_headline() -> None:
    page = read_page(f"Old bridge to close\n\nQuay\n\nOld bridge to close\n\n{BODY}", language="en")
    title = Candidate("title", "Old bridge to close", page.lines[2], "", True)
    head = headline_of(page.marked((Mark(page.lines[2], "title", "title", ""),), (title,)))
    assert (head.at, head.printings) == (2, (0, 2))
