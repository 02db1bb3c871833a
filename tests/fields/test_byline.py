"""Bylines: header lines in all languages, half of which name nobody, and pages for what needs a whole page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsclean import clean
from newsclean.fields.byline import byline
from newsclean.fields.byline_facts import FACTS, facts_of
from newsclean.fields.byline_lines import byline_lines, ground_of
from newsclean.fields.credit import read_credit
from newsclean.fields.rank import Facts
from newsclean.fields.words import TAGS, words_of
from newsclean.lexicon import languages, load_lexicon
from newsclean.page import Candidate, Mark, Page
from newsclean.reading import read_page

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


MISSED = {"ko: two names, each with its word", "es: a desk and an agency"}
"""Hardly a labelled page prints these so, without a headline: too few to be sure of."""


def pinned(case: dict[str, Any]) -> Any:
    """A case, as one that fails where its label says so."""
    marks = [pytest.mark.xfail(strict=True, raises=AssertionError)] if case["label"] in MISSED else []
    return pytest.param(case, marks=marks)


@pytest.mark.parametrize(
    "case", [pinned(case) for case in CASES], ids=[f"{n}-{case['label']}" for n, case in enumerate(CASES)]
)
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


PARAGRAPHS = [
    ("【記者王小明／台北報導】大雨下了整夜，老城的地下室都淹水了，居民忙著清理。", "zh-tw", ["王小明"]),
    (
        "〔記者王小明、林若晴／台北報導〕大雨下了整夜，老城的地下室都淹水了，居民忙著清理。",
        "zh-tw",
        ["王小明", "林若晴"],
    ),
    ("（記者王小明／台北報導）大雨下了整夜，老城的地下室都淹水了，居民忙著清理。", "zh-tw", ["王小明"]),
    ("大雨下了整夜，老城的地下室都淹水了，居民忙著清理。（圖／記者王小明攝）", "zh-tw", []),
    (
        "新河社山城5月8日电（记者苏映雪、林青山）大雨下了整夜，老城的地下室都进了水，居民忙着清理。",
        "zh-cn",
        ["苏映雪", "林青山"],
    ),
    ("大雨下了整夜，老城的地下室都进了水，居民忙着清理。（记者 苏映雪）", "zh-cn", ["苏映雪"]),
    ("大雨下了整夜，老城的地下室都进了水，居民忙着清理。（责编：苏映雪）", "zh-cn", []),
    ("(서울=뉴스) 홍길동 기자 = 밤새 비가 내려 지하실이 모두 물에 잠겼고 주민들은 청소했다.", "ko", ["홍길동"]),
    ("昨夜は雨が降り続き、旧市街の地下室は水につかり、住民は片付けに追われた。【水野かえで】", "ja", ["水野かえで"]),
    ("昨夜は雨が降り続き、旧市街の地下室は水につかり、住民は片付けに追われた。【共同通信社】", "ja", []),
]


@pytest.mark.parametrize(("paragraph", "language", "names"), PARAGRAPHS)
def test_reporter_inside_a_paragraph(paragraph: str, language: str, names: list[str]) -> None:
    found = taken(read_page(paragraph, language=language))
    assert (list(found.authors) if found else []) == names


@pytest.mark.parametrize(("paragraph", "language", "names"), PARAGRAPHS)
def test_a_paragraph_that_names_the_author_stays_body(paragraph: str, language: str, names: list[str]) -> None:
    article = clean(paragraph, language=language)
    assert article.body == (paragraph,)
    assert list(article.authors) == names


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
        ("Ann Lee, PhD, and Bob Ray", "en", "Ann Lee, PhD, and Bob Ray"),
        ("Ann Lee, RDN, and Bob Ray", "en", "Ann Lee, RDN, and Bob Ray"),
        ("harbourdesk 29 August 2023", "en", "harbourdesk"),
        ("harbourdesk is where the boats lie", "en", None),
    ],
)
def test_what_a_label_names(text: str, language: str, value: str | None) -> None:
    credit = read_credit(text, 0, words_of(language), load_lexicon(language).look_up, True)
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


def facts(page: Page) -> dict[str, Facts]:
    """The facts on each possible byline of a page, by its value."""
    on = ground_of(page)
    found = byline_lines(on)
    known = facts_of(on, found)
    assert all(own.keys() == FACTS.keys() for own in known)
    return {item.credit.value: own for item, own in zip(found, known, strict=True)}


def test_a_name_over_the_second_copy_of_the_title_stands_under_the_first() -> None:
    header = ("River floods the market", "5 May 2021", "Nora Quill", "River floods the market")
    page = read_page("\n\n".join((*header, *STORY)), language="en")
    title = Candidate("title", header[0], page.lines[3], "", True)
    known = facts(page.marked((Mark(page.lines[3], "title", "title", ""),), (title,)))
    assert known["Nora Quill"]["under the headline"] == -1
    assert known["Nora Quill"]["under a printing"] == 2


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (("Reuters", "5 May 2021", "Share"), "Reuters"),
        (("More about the river", "Share", "Rate the story"), None),
        (("By Nora Quill / AP", "5 May 2021"), "Nora Quill / AP"),
    ],
)
def test_what_a_filter_has_taken_under_the_title(header: tuple[str, ...], name: str | None) -> None:
    page = "\n\n".join(("River floods the market", *header, *STORY, *STORY))
    assert clean(page, language="en").byline == name


def ways(*lines: str, language: str = "en") -> list[str]:
    page = read_page("\n\n".join(lines), language=language)
    return [f.way for f in byline_lines(ground_of(page))]


@pytest.mark.parametrize(
    ("language", "turn", "line"),
    [
        ("zh-cn", "河港期货首席分析师：何青山", "作者：何青山"),
        ("ja", "港湾大学教授：森川京子", "文：森川京子"),
        ("en", "Chief analyst of the Valley Bank: Ann Lee", "By: Ann Lee"),
        ("de", "Sprecherin der Hafenbank: Anna Berg", "Von: Anna Berg"),
        ("es", "Analista del Banco del Valle: Ana Ruiz", "Por: Ana Ruiz"),
        ("fr", "Directrice de la Banque du Port : Maud Perrichon", "Par : Maud Perrichon"),
    ],
)
def test_who_speaks_next_inside_the_body_has_not_written_it(language: str, turn: str, line: str) -> None:
    assert ways(BODY[0], turn, BODY[1], BODY[0], language=language) == []
    assert ways(BODY[0], line, BODY[1], BODY[0], language=language) == ["label"]


@pytest.mark.parametrize(
    ("language", "line", "value"),
    [
        ("en", "5 May 2021 by Ann L.", "Ann L."),
        ("en", "Ann Lee, Ph.D.", "Ann Lee, Ph.D."),
        ("de", "5. Mai 2021 | VON: Anna Berg", "Anna Berg"),
        ("en", "2021-05-05 | BY: Georgina", "Georgina"),
        ("es", "5 de mayo de 2021 | POR: Georgina", "Georgina"),
        ("fr", "Portrait de Maud Perrichon Maud Perrichon", "Maud Perrichon"),
        ("en", "Picture of Ann Lee Ann Lee", "Ann Lee"),
        ("en", "Ann Lee VALLEY TODAY", "Ann Lee"),
        ("de", "Anna Berg HAFEN HEUTE", "Anna Berg"),
        ("fr", "Luc MADEC", "Luc MADEC"),
        ("en", "Picture of the old bridge", None),
        ("en", "Ann Lee rang the bell.", None),
    ],
)
def test_a_line_of_names_and_what_stands_beside_them(language: str, line: str, value: str | None) -> None:
    page = read_page("\n\n".join((line, "2021-05-05", *BODY)), language=language)
    assert [f.credit.value for f in byline_lines(ground_of(page))][:1] == ([value] if value else [])


@pytest.mark.parametrize(
    ("language", "line", "found"),
    [
        ("en", "Harbourlog", ["house"]),
        ("de", "Hafenblog", ["house"]),
        ("fr", "Portlog", ["house"]),
        ("es", "Portalia", ["house"]),
        ("en", "Share", []),
        ("de", "Teilen", []),
        ("fr", "Partager", []),
        ("ja", "保存", []),
    ],
)
def test_a_word_or_a_house_beside_a_day_may_sign(language: str, line: str, found: list[str]) -> None:
    assert ways(line, "2021-05-05", *BODY, language=language) == found
    assert ways(line, *BODY, language=language) == []


def test_a_headline_on_somebody_is_no_note() -> None:
    note = "Ann Lee is the one who rings the bell of the old town"
    assert ways(*STORY, f"{note}.") == []
    assert ways(*STORY, "Ann Lee is a reporter for the Gazette.") == ["says who the author is"]


@pytest.mark.parametrize(
    ("language", "heading", "name"),
    [
        ("en", "3 comments", "Birgit Kane"),
        ("de", "Kommentare", "Ole Brandt"),
        ("fr", "Commentaires", "Léa Morel"),
        ("ru", "Комментарии", "Анна Серова"),
        ("ar", "التعليقات", "سامي حداد"),
        ("ja", "コメント", "田中一郎"),
    ],
)
def test_who_comments_has_not_written_the_article(language: str, heading: str, name: str) -> None:
    comment = (name, "18:04", "0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9.")
    assert ways(*BODY, heading, *comment, language=language) == []
    assert ways(heading, *comment, *BODY, language=language) == ["name"]


def test_a_name_after_the_last_sentence() -> None:
    assert ways(*STORY, "So the bell rang, and then it was still.", "Ann Lee") == ["closing name"]


def test_a_note_that_goes_on_about_a_name() -> None:
    note = "Nora walks the river every morning and keeps a book of its heights, which she reads to the council."
    page = "\n\n".join(("River floods the market", *STORY, *STORY, "About the author", "Nora Quill", note))
    assert clean(page, language="en").byline == "Nora Quill"


@pytest.mark.parametrize(
    ("language", "lines", "byline"),
    [
        ("en", ("Ann Lee", "Bob Ray"), "Ann Lee, Bob Ray"),
        ("de", ("Anna Berg", "Jan Moor"), "Anna Berg, Jan Moor"),
        ("es", ("Ana Ruiz", "Luis Gil"), "Ana Ruiz, Luis Gil"),
        ("pl", ("Jagoda Rusiecka", "Jan Kos"), "Jagoda Rusiecka, Jan Kos"),
        ("en", ("By Ann Lee", "By Bob Ray"), "Ann Lee, Bob Ray"),
        ("fr", ("Par", "Maud Perrichon", "et", "Luc Madec"), "Maud Perrichon et Luc Madec"),
        ("es", ("Por", "Ana Ruiz", ",", "Luis Gil", "y", "Eva Mora"), "Ana Ruiz, Luis Gil y Eva Mora"),
        (
            "en",
            ("By Ann Lee", "Ann Lee", "Local reporter", "and", "Bob Ray", "Bob Ray", "Court reporter"),
            "Ann Lee and Bob Ray",
        ),
        ("en", ("Ann Lee", "VALLEY COURIER"), "Ann Lee"),
        ("en", ("Ann Lee", "Senior reporter"), "Ann Lee"),
        ("es", ("Ana Ruiz", "Madrid"), "Ana Ruiz"),
    ],
)  # fmt: skip
def test_several_lines(language: str, lines: tuple[str, ...], byline: str) -> None:
    text = "\n\n".join(("River floods the market street of the town", *lines, "2021-05-05", *STORY, *STORY))
    article = clean(text, language=language)
    assert article.byline == byline
    assert not {line for line in lines if line in byline} & set(article.body)


@pytest.mark.parametrize(
    ("language", "line", "authors"),
    [
        ("en", "Ann Lee, The Valley Post", ["Ann Lee"]),
        ("de", "Anna Berg, Radio Nord", ["Anna Berg"]),
        ("id", "Ratna Dewi - kabarkota", ["Ratna Dewi"]),
        ("id", "Ratna Dewi - kotaNews", ["Ratna Dewi"]),
        ("en", "Ann Lee / PTI / 5 May 2021", ["Ann Lee", "PTI"]),
        ("fr", "Maud Perrichon / AFP / 5 mai 2021", ["Maud Perrichon", "AFP"]),
        ("en", "Ann Lee / PTI", []),
        ("fr", "Marie Luce MADEC", ["Marie Luce MADEC"]),
        ("en", "Ann Lee BBC", ["Ann Lee"]),
        ("fr", "Luc d'Ambremont", ["Luc d'Ambremont"]),
        ("it", "Nora dell'Orto", ["Nora dell'Orto"]),
        ("en", "Omar al-Rashid and Ann Lee", ["Omar al-Rashid", "Ann Lee"]),
        ("fr", "Luc Madec à Paris et Maud Perrichon à Lyon", ["Luc Madec", "Maud Perrichon"]),
        ("de", "Jan Moor in Kiel und Anna Berg in Rom", ["Jan Moor", "Anna Berg"]),
        ("de", "Karl von und zu Berg", ["Karl von und zu Berg"]),
        ("zh-tw", "王小明與及李大華", ["王小明", "李大華"]),
        ("en", "Ann Lee Posted in Town on 5 May 2021", ["Ann Lee"]),
        ("de", "Anna Berg Veröffentlicht in Lokales am 5. Mai 2021", ["Anna Berg"]),
        ("es", "Ana Ruiz Publicado en Local el 5 de mayo de 2021", ["Ana Ruiz"]),
        ("fr", "Maud Perrichon Publié dans Ville le 5 mai 2021", ["Maud Perrichon"]),
        ("it", "Nora Corsi Pubblicato in Cronaca il 5 maggio 2021", ["Nora Corsi"]),
        ("en", "Ann Lee Deputy Sports Editor, The Valley Post", ["Ann Lee"]),
        ("ko", "청석=김하늘 기자", ["김하늘"]),
        ("ko", "김하늘·박바다 기자", ["김하늘", "박바다"]),
        ("ko", "스크랩", []),
        ("ja", "[白石誠，テックメディア]", ["白石誠"]),
        ("ja", "白石誠、森川京子", ["白石誠", "森川京子"]),
        ("ja", "白石 はるか", ["白石 はるか"]),
        ("zh-tw", "2024-01-08 06:12 河報／ 記者王小明、林若晴／河報即時報導", ["王小明", "林若晴"]),
    ],
)
def test_what_a_line_credits(language: str, line: str, authors: list[str]) -> None:
    credit = read_credit(line, 0, words_of(language), load_lexicon(language).look_up)
    assert (list(credit.authors) if credit else []) == authors


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh-cn", "大字号"), ("zh-tw", "繁體版"), ("ja", "事件事故"), ("ko", "댓글쓰기"), ("zh-cn", "打印")],
)
def test_a_button_is_no_name(language: str, line: str) -> None:
    assert taken(over_body([line, "2021-05-05"], language)) is None


def test_every_tag_is_explained_and_known() -> None:
    tags = {tag for language in languages() for entries in words_of(language).entries.values() for _, tag in entries}
    assert tags <= TAGS.keys()


def test_hostile_lines_are_read_in_bounded_work() -> None:
    words, look_up = words_of("en"), load_lexicon("en").look_up
    for text in ("A and " * 70, "By A and " * 60, "A, " * 130, "Ann Lee " * 50, "(" * 390, "记者张三、" * 70):
        read_credit(text, 0, words, look_up, True)
