"""Bylines: header lines in all languages, half of which name nobody, and pages for what needs a whole page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsclean import clean
from newsclean.fields.author_notes import author_notes
from newsclean.fields.byline import byline, load_weights, over_the_body
from newsclean.fields.byline_evidence import facts, frame_of, zone
from newsclean.fields.credit_line import read_credit
from newsclean.fields.names import split_names, words_of
from newsclean.lexicon import languages, load_lexicon
from newsclean.page import Candidate, Mark, Page
from newsclean.reading import read_page
from newsclean.train.byline import examples, train
from newsclean.train.pages import page_before

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("byline_cases.json").read_text(encoding="utf-8"))
TITLE = "7 8 9"
BODY = (
    "0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9.",
    "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0.",
)
"""Paragraphs in no language, so that only the lines over them speak."""


def taken(page: Page) -> Candidate | None:
    return next((candidate for candidate in byline(page) if candidate.taken), None)


def over_body(lines: list[str], language: str) -> Page:
    return read_page("\n\n".join((*lines, *BODY)), language=language)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['label']}" for n, case in enumerate(CASES)])
def test_case(case: dict[str, Any]) -> None:
    found = taken(over_body(case["lines"], case["language"]))
    assert (found.value if found else None) == case["byline"]
    assert (list(found.authors) if found else []) == case["authors"]


def test_cases_cover_every_language_and_half_name_nobody() -> None:
    assert {case["language"] for case in CASES} == set(languages())
    assert sum(case["byline"] is None for case in CASES) * 2 >= len(CASES)


def test_the_label_is_in_the_span_and_the_date_is_not() -> None:
    found = taken(over_body(["By Ann Lee | 5 May 2021"], "en"))
    assert found is not None
    assert found.line is not None
    assert found.span is not None
    assert found.line.text[slice(*found.span)] == "By Ann Lee"


@pytest.mark.parametrize(
    ("paragraph", "language", "name"),
    [
        ("【記者王小明／台北報導】大雨下了整夜，老城的地下室都淹水了，居民忙著清理。", "zh-tw", "王小明"),
        ("（記者王小明／台北報導）大雨下了整夜，老城的地下室都淹水了，居民忙著清理。", "zh-tw", "王小明"),
        ("大雨下了整夜，老城的地下室都淹水了，居民忙著清理。（圖／記者王小明攝）", "zh-tw", None),
        ("(서울=뉴스) 홍길동 기자 = 밤새 비가 내려 지하실이 모두 물에 잠겼고 주민들은 청소했다.", "ko", "홍길동"),
        ("昨夜は雨が降り続き、旧市街の地下室は水につかり、住民は片付けに追われた。【水野かえで】", "ja", "水野かえで"),
        ("昨夜は雨が降り続き、旧市街の地下室は水につかり、住民は片付けに追われた。【共同通信社】", "ja", None),
    ],
)  # fmt: skip
def test_reporter_inside_a_paragraph(paragraph: str, language: str, name: str | None) -> None:
    found = taken(read_page(paragraph, language=language))
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("Reporting by Ann Lee; Editing by Bob Ray", "Ann Lee"),
        ("Ann Lee is a reporter for the Gazette.", "Ann Lee"),
        ("Editing by Bob Ray", None),
        ("(cp/dpa)", None),
    ],
)
def test_credits_at_the_end_count_where_nobody_is_named_over_the_body(end: str, name: str | None) -> None:
    page = read_page("\n\n".join((*BODY, end)), language="en")
    found = taken(page)
    assert (found.value if found else None) == name
    above = read_page("\n\n".join(("By Cy Dow", *BODY, end)), language="en")
    best = taken(above)
    assert best is not None
    assert best.value == "Cy Dow"


def test_rejected_candidates_are_bounded_and_say_why() -> None:
    page = read_page("\n\n".join(["Ann Lee and Bob Ray"] * 40 + list(BODY)), language="en")
    found = list(byline(page))
    assert len(found) <= 12
    assert all(candidate.reason for candidate in found)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Portrait of Santiago Parra Santiago Parra", "en", "Santiago Parra"),
        ("Ida JonesIda Jones", "en", "Ida Jones"),
        ("Ann Lee, Chief Editor, Harbour Weekly", "en", "Ann Lee"),
        ("Ann Lee, Chief Editor, Bob Ray, Photographer", "en", "Ann Lee, Bob Ray"),
        ("Ann Lee, one of the voices of the harbour and of the river", "en", "Ann Lee"),
        ("Ann Lee on Tuesday, August 29, 2023", "en", "Ann Lee"),
        ("Ann Lee, RDN, and Bob Ray", "en", "Ann Lee, RDN, and Bob Ray"),
        ("harbourdesk 29 August 2023", "en", "harbourdesk"),
        ("harbourdesk is where the boats lie", "en", None),
    ],
)
def test_what_a_label_names(text: str, language: str, value: str | None) -> None:
    credit = read_credit(text, 0, words_of(language), load_lexicon(language), True)
    assert (credit.value if credit else None) == value


@pytest.mark.parametrize(
    ("lines", "language", "value"),
    [
        (["Posted on 5 May 2021 by Ann Lee"], "en", "Ann Lee"),
        (["12. Mai 2021 von Anna Berg"], "de", "Anna Berg"),
        (["Portrait of Ann LeeBy Ann Lee", "5 May 2021"], "en", "Ann Lee"),
        (["Checked by Bob Ray — Written by Ann Lee — Updated on 5 May 2021"], "en", "Ann Lee"),
        (["Written by", "Portrait of Ann Lee", "Ann Lee"], "en", "Ann Lee"),
        (["Photo by Ann Lee"], "en", None),
        (["A walk by Green Water"], "en", None),
    ],
)
def test_labels_inside_a_line_and_over_a_portrait(lines: list[str], language: str, value: str | None) -> None:
    found = taken(over_body(lines, language))
    assert (found.value if found else None) == value


STORY = (
    "Rain fell all night in the old town, and by six the river stood in every cellar of the market street.",
    "The council rang the bell at midnight, so most had carried their chairs up before the water came.",
)


def test_whom_the_article_is_about_has_not_written_it() -> None:
    said = "Mayor Cora Dunn said that the bell had never been rung so early, and that it would be again."
    page = "\n\n".join(("River floods the market", "Cora Dunn", "Photo: Ines Marlow", said, *STORY))
    assert clean(page, language="en").byline is None
    page = "\n\n".join(("River floods the market", "Nora Quill", "5 May 2021", said, *STORY))
    assert clean(page, language="en").byline == "Nora Quill"


def test_who_stands_over_a_photo_credit_is_no_rival_of_who_stands_under_it() -> None:
    header = ("River floods the market", "5 May 2021", "Cora Dunn", "Cora Dunn", "Photo: Ines Marlow/Reuters")
    page = page_before("byline", "\n\n".join((*header, "Nora Quill", *STORY, *STORY)))
    words, frame = words_of("en"), frame_of(page)
    shown, _, author = facts(page, words, frame, over_the_body(page, words, frame))
    assert "bare, directly over a photo credit" in shown
    assert "named again beside it" not in shown
    assert "under another" not in author


def test_a_name_over_the_second_copy_of_the_title_stands_under_the_first() -> None:
    header = ("River floods the market", "5 May 2021", "Nora Quill", "River floods the market")
    page = read_page("\n\n".join((*header, *STORY)), language="en")
    title = Candidate("title", header[0], page.lines[3], "", True)
    frame = frame_of(page.marked((Mark(page.lines[3], "title", "title", ""),), (title,)))
    assert zone(frame, 2) == "under the title"
    assert zone(replace(frame, again=frozenset()), 2) == "over the title"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (("Reuters", "Share", "Rate the story"), "Reuters"),
        (("More about the river", "Reuters", "Rate the story"), None),
        (("Related", "Nora Quill 8:41 PM on May 5, 2021"), "Nora Quill"),
    ],
)
def test_what_a_filter_has_taken_under_the_title(header: tuple[str, ...], name: str | None) -> None:
    page = "\n\n".join(("River floods the market", *header, *STORY, *STORY))
    assert clean(page, language="en").byline == name


@pytest.mark.parametrize(
    ("note", "way"),
    [
        ("Ann Lee is the one who rings the bell of the old town.", "opens a note on somebody"),
        ("Ann Lee is the one who rings the bell", None),
    ],
)
def test_a_headline_on_somebody_is_no_note(note: str, way: str | None) -> None:
    page = read_page("\n\n".join((*STORY, note)), language="en")
    assert [found.way for found in author_notes(page, words_of("en"), frame_of(page))] == ([way] if way else [])


def test_the_article_ends_with_its_last_sentence() -> None:
    page = read_page("\n\n".join((*STORY, "So the bell rang, and then it was still.", "Ann Lee")), language="en")
    assert frame_of(page).end == 2
    assert [found.way for found in author_notes(page, words_of("en"), frame_of(page))] == ["closing name"]


def test_a_note_that_goes_on_about_a_name() -> None:
    note = "Nora walks the river every morning and keeps a book of its heights, which she reads to the council."
    page = "\n\n".join(("River floods the market", *STORY, *STORY, "About the author", "Nora Quill", note))
    assert clean(page, language="en").byline == "Nora Quill"


def test_the_same_pages_give_the_same_weights() -> None:
    pages = [
        {
            "url": f"https://town{n}.example/flood",
            "gold": {"authors": [name], "body": list(STORY)},
            "texts": {"resiliparse_main": "\n\n".join(("River floods the market", f"By {name}", *STORY))},
        }
        for n, name in enumerate(("Nora Quill", "Ann Lee", "Bob Ray", "Ida Jones", "Cy Dow"))
    ]
    weights = train(list(examples(pages)))
    assert weights == train(list(examples(pages)))
    assert weights["label"] > 0


def test_the_weights_are_of_facts_as_they_are_told() -> None:
    found = {fact for text in ("By Ann Lee\n\n5 May 2021", "Ann Lee, reporter") for fact in told(text)}
    assert {"label", "labelled, under the title", "next to a date", "name", "a role or contact in the line"} <= found
    assert found - {"bare, directly over a paragraph"} <= load_weights().keys()


def told(text: str) -> set[str]:
    page = over_body([text], "en")
    words, frame = words_of("en"), frame_of(page)
    return {fact for own in facts(page, words, frame, over_the_body(page, words, frame)) for fact in own}


def test_hostile_lines_are_read_in_bounded_work() -> None:
    words, lexicon = words_of("en"), load_lexicon("en")
    for text in ("A and " * 70, "By A and " * 60, "A, " * 130, "Ann Lee " * 50, "(" * 390):
        read_credit(text, 0, words, lexicon, True)
    assert len(list(split_names("A B and " * 20_000, words))) <= 20_001
