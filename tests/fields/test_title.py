"""The title field: table cases, what is yielded, and what is never a title."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest

from newsclean import clean, default_pipeline
from newsclean.fields.title import title
from newsclean.fields.title_facts import FACTS, facts_of, stems_of
from newsclean.fields.title_lines import headings, headline_end, is_credit, is_date
from newsclean.frame import frame_of
from newsclean.page import Page
from newsclean.reading import read_page


class Case(TypedDict):
    """A page's head in, its title out."""

    label: str
    language: str
    text: str
    title: str | None


CASES: list[Case] = json.loads((Path(__file__).parent / "title_cases.json").read_text("utf-8"))
STEPS = default_pipeline().without("byline", "date", "boilerplate")
BODY = "The council voted on Tuesday to close the old bridge over the river, because the beams have rusted through."


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_table(case: Case) -> None:
    article = clean(case["text"], language=case["language"], pipeline=STEPS)
    assert article.title == case["title"]


def test_at_most_one_is_taken_and_rejected_ones_say_why() -> None:
    page = read_page(
        f"Storm hits the coast\n\nCouncil votes to close old bridge\n\n5 May 2021\n\n{BODY}", language="en"
    )
    found = list(title(page))
    assert [c.value for c in found if c.taken] == ["Council votes to close old bridge"]
    assert all(c.reason.endswith("less speaks for it than for the title") for c in found if not c.taken)


def test_the_last_printing_over_the_body_is_taken() -> None:
    page = read_page(
        f"Council votes to close old bridge\n\nHome\n\nCouncil votes to close old bridge\n\n{BODY}", language="en"
    )
    taken = next(c for c in title(page) if c.taken)
    assert taken.line is not None
    assert taken.line.numbers == (5,)


def test_a_site_name_is_no_part_of_the_span() -> None:
    page = read_page(f"Council votes to close old bridge | Valley Post\n\n{BODY}\n\n{BODY}", language="en")
    taken = next(c for c in title(page) if c.taken)
    assert taken.value == "Council votes to close old bridge"
    assert taken.span == (0, len(taken.value))


def test_every_candidate_has_all_facts() -> None:
    page = read_page(f"Menu\n\nCouncil votes to close old bridge\n\n{BODY}", language="en")
    pool, facts = facts_of(page, frame_of(page), headings(page, frame_of(page)))
    assert [h.text for h in pool] == ["Council votes to close old bridge"]
    assert [own.keys() for own in facts] == [FACTS.keys()]


def fact(name: str, text: str, language: str = "en") -> list[float]:
    """One fact on all candidates of a page, in page order."""
    page = read_page(text, language=language)
    return [own[name] for own in facts_of(page, frame_of(page), headings(page, frame_of(page)))[1]]


def test_a_path_of_sections_is_known_by_the_headline_at_its_end() -> None:
    headline = "Council votes to close old bridge"
    assert fact("inside a neighbour", f"Our town, {headline}\n\n{headline}\n\n{BODY}") == [0, 1]
    assert fact("inside a neighbour", f"{headline}: live\n\n{headline}\n\n{BODY}") == [0, 2]
    assert fact("inside a neighbour", f"Another old bridge\n\n{headline}\n\n{BODY}") == [0, 0]


def test_what_the_article_says_often_is_what_its_headline_is_about() -> None:
    body = f"{BODY}\n\nNo other bridge crosses the river there, and the ferry is slow; so a new bridge is to be built."
    assert fact("topics", f"Bridge to close\n\nSlow ferry in winter\n\n{body}")[:2] == [1, 0]


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("the “bridge” over the river", ["bridge", "over", "river"]),
        ("το παλιό γεφύρι", ["παλιό", "γεφύρι"]),
        ("старый мост", ["старый", "мост"]),
        ("다리 폐쇄", ["다리", "폐쇄"]),
        ("橋を閉じる", ["橋を", "を閉", "閉じ", "じる"]),
    ],
)
def test_the_beginnings_of_words_in_any_script(text: str, stems: list[str]) -> None:
    assert stems_of(text) == stems


def test_a_line_deep_in_the_article_cannot_win() -> None:
    body = "\n\n".join(f"{BODY} It is the bridge number {n}." for n in range(7))
    page = read_page(f"Old bridge to close\n\n{BODY}\n\nA new one\n\n{body}\n\nOld beams\n\n{body}", language="en")
    everything = headings(page, frame_of(page))
    can_win = [h.text for h in facts_of(page, frame_of(page), everything)[0]]
    assert {"A new one", "Old beams"} <= {h.text for h in everything}
    assert "A new one" in can_win
    assert "Old beams" not in can_win


@pytest.mark.parametrize(
    ("language", "line", "text"),
    [
        ("en", "Council votes to close bridge | Valley Post", "Council votes to close bridge"),
        ("en", "Council votes to close bridge - 2021 plan", "Council votes to close bridge - 2021 plan"),
        ("en", "Council votes to close bridge Published 5 May 2021", "Council votes to close bridge"),
        ("en", "The 2021 plans: published and shelved", "The 2021 plans: published and shelved"),
        ("fr", "La ville ferme le pont Publié le 5 mai 2021", "La ville ferme le pont"),
    ],
)
def test_where_a_headline_ends(language: str, line: str, text: str) -> None:
    assert line[: headline_end(Page((), (), language), line)] == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bridge\n\nThe council voted on Tuesday to close the old bridge, because the iron beams have rusted."),
        ("en", "Flood\n\nThe flood reached the old town on Tuesday, and the water stood in all the cellars by noon."),
        ("de", "Hochwasser\n\nDas Hochwasser hat in der Nacht alle Keller der Altstadt erreicht, und es steigt noch."),
    ],
)
def test_one_word_over_a_body_is_a_headline(language: str, text: str) -> None:
    assert clean(text, language=language, pipeline=STEPS).title == text.partition("\n")[0]


@pytest.mark.parametrize(
    ("language", "text", "credit"),
    [
        ("en", "By Tom Davies - Associated Press - Friday, April 28, 2023", True),
        ("en", "Ann Lee | May 5, 2021", True),
        ("en", "By the river, an old bridge waits for its end", False),
        ("en", "Ann Lee", False),
        ("fr", "Par euronews avec AFP", True),
        ("fr", "Par tous les temps, le pont tient", False),
        ("de", "Von Anna Berg und Karl Maier", True),
        ("de", "Von der Brücke bleibt nur ein Pfeiler", False),
        ("es", "Por Ana García", True),
        ("es", "Por qué se cierra el puente", False),
    ],
)
def test_what_reads_as_a_credit(language: str, text: str, credit: bool) -> None:
    assert is_credit(Page((), (), language), text) is credit


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("en", "Published 5 May 2021, 10:30", True),
        ("en", "Wednesday, 5 May 2021", True),
        ("en", "Horoscope for 5 May 2021", False),
        ("en", "May 2021 was the wettest May on record", False),
        ("fr", "Publié le", True),
        ("de", "Mittwoch, 5. Mai 2021", True),
        ("ru", "5 мая 2021, 10:30", True),
    ],
)
def test_what_reads_as_a_date(language: str, text: str, date: bool) -> None:
    assert is_date(Page((), (), language), text) is date


@pytest.mark.parametrize(
    ("language", "headline", "body"),
    [
        ("en", "Why does the council of the old town want to close the bridge over the river before winter?", BODY),
        (
            "fr", "Pourquoi la mairie de la vieille ville veut-elle fermer le pont de bois avant le début de l'hiver ?",
            "La mairie a décidé mardi de fermer le vieux pont de bois, parce que les poutres ont rouillé cet hiver.",
        ),
        (
            "es", "¿Por qué el ayuntamiento quiere cerrar el viejo puente de madera antes de que llegue el invierno?",
            "El ayuntamiento decidió el martes cerrar el viejo puente de madera, porque las vigas se han oxidado.",
        ),
        (
            "de", "Warum will die Stadt die alte Brücke über den Fluss noch vor dem Winter schließen lassen?",
            "Die Stadt hat am Dienstag beschlossen, die alte Brücke zu schließen, weil die Balken verrostet sind.",
        ),
    ],
)  # fmt: skip
def test_a_headline_may_read_as_a_sentence(language: str, headline: str, body: str) -> None:
    page = read_page(f"Menu\n\n{headline}\n\n5.5.2021\n\n{body}\n\n{body}", language=language)
    assert headline in [h.text for h in headings(page, frame_of(page))]


@pytest.mark.xfail(raises=AssertionError, strict=True, reason="a long standfirst under a short headline is taken")
def test_a_standfirst_without_a_stop() -> None:
    standfirst = "The iron beams have rusted through, and the council cannot pay for new ones"
    text = f"Old river bridge to close\n\n{standfirst}\n\nBy Ann Lee\n\n{BODY}"
    assert clean(text, language="en", pipeline=STEPS).title == "Old river bridge to close"


@pytest.mark.parametrize(
    ("language", "line", "more", "title"),
    [
        (
            "de", "Premiere im Theater - Das alte Haus öffnet wieder seine Türen",
            "Das alte Haus öffnet wieder seine Türen", True,
        ),
        ("en", "River news: Council votes to close old bridge", "River news", True),
        ("fr", "Transports : La ville ferme le vieux pont de bois", "Transports", True),
        ("es", "Obras | El puente viejo se cierra por ocho meses", "Obras", True),
        ("it", "Lavori - Il vecchio ponte chiude per otto mesi", "Lavori", True),
        ("en", "River news: Council votes to close old bridge", "Nothing else", False),
        ("de", "Premiere im Theater - Das alte Haus öffnet wieder seine Türen", "Das Wetter", False),
    ],
)  # fmt: skip
def test_a_kicker_is_cut_off_where_the_page_tells_it(language: str, line: str, more: str, title: bool) -> None:
    page = read_page(f"{more}\n\n{line}\n\n{BODY}", language=language)
    parts = [h.text for h in headings(page, frame_of(page)) if h.span and h.span[0]]
    assert bool(parts) is title
    assert all(line.endswith(part) for part in parts)


def test_the_site_is_no_headline() -> None:
    page = read_page(f"Valley Courier\n\nOld river bridge to close\n\n{BODY}\n\n© 2021 Valley Courier", language="en")
    assert "Valley Courier" not in [h.text for h in headings(page, frame_of(page))]
