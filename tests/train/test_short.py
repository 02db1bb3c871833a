"""Short pages: what is made of a real one, and which of its lines are body."""

import random

import pytest

from newsclean.train.short import (
    BODY_LINES,
    Parts,
    first_sentence,
    front_page,
    items_of,
    parts_of,
    short_body,
    short_page,
    teasers,
)

BODY = tuple(f"On day {n} the river rose, and people stood at the bridge to see it." for n in range(20))
LINES = (
    "Home",
    "Sport",
    "The river rises",
    *BODY[:3],
    "Related stories",
    "Ferry loses its anchor",
    *BODY[3:],
    "Contact",
)
OTHER = Parts("Anchor lost", ("By Ann Lee",), ("The ferry lost its anchor. Nobody knows where it lies.",), (), ())
STORIES = [
    {"title": f"Storm {n}", "date": "2021-01-05", "body": [f"A storm named {n} has come. It will go."]}
    for n in range(5)
]
PAGES = 60


def parts() -> Parts:
    found = parts_of("\n\n".join(LINES), {"title": "The river rises", "body": BODY})
    assert found is not None
    return found


def test_a_page_falls_into_its_body_what_stands_around_it_and_boxes() -> None:
    assert parts() == Parts(
        "The river rises", LINES[:3], BODY, ("Contact",), (("Related stories", "Ferry loses its anchor"),)
    )


def test_a_page_without_its_body_has_no_parts() -> None:
    assert parts_of("Home\nSport", {"title": "", "body": BODY}) is None


def test_the_body_of_a_short_page_stands_on_it_in_order_with_the_title_above() -> None:
    for seed in range(PAGES):
        text, body = short_page(parts(), OTHER, STORIES, random.Random(seed))
        lines = [line for line in text.split("\n") if line]
        assert [line for line in lines if line in body] == list(body)
        assert lines.index("The river rises") < lines.index(body[0])


def test_some_have_a_box_in_the_body_and_some_another_article_below_it() -> None:
    made = [short_page(parts(), OTHER, STORIES, random.Random(seed)) for seed in range(PAGES)]
    boxed = [
        text
        for text, body in made
        if "Related stories" in text and text.index("Related stories") < text.index(body[-1])
    ]
    followed = [text for text, body in made if text.find("Anchor lost") > text.index(body[-1])]
    assert 0 < len(boxed) < PAGES
    assert 0 < len(followed) < PAGES


def test_without_another_page_nothing_follows() -> None:
    made = [short_page(parts(), None, (), random.Random(seed))[0] for seed in range(PAGES)]
    assert {line for text in made for line in text.split("\n") if line} <= {
        part for line in LINES for part in (line, first_sentence(line), *items_of(line))
    }


def test_a_short_body_is_some_lines_in_a_row() -> None:
    for seed in range(PAGES):
        found = short_body(BODY, random.Random(seed))
        first = int(found[0].split()[2])
        assert len(found) in BODY_LINES
        assert [line.split()[2] for line in found] == [str(n) for n in range(first, first + len(found))]


def test_teasers_stand_below_a_label_with_headlines_or_without() -> None:
    found = {teasers([("Related stories", "Ferry")], STORIES[:2], random.Random(seed)) for seed in range(PAGES)}
    leads = [f"A storm named {n} has come." for n in range(2)]
    assert ("Related stories", *leads) in found
    assert ("Related stories", "Storm 0", leads[0], "Storm 1", leads[1]) in found
    assert {lines[0] for lines in found} == {"Related stories"}


def test_a_front_has_no_line_of_a_body_and_needs_some_stories() -> None:
    assert front_page(parts(), STORIES[:3], random.Random(0)) is None
    lines = {
        line for seed in range(PAGES) for line in (front_page(parts(), STORIES, random.Random(seed)) or "").split("\n")
    }
    assert {"Storm 0", "A storm named 0 has come.", "05.01.2021", "Home", "Contact"} < lines
    assert not lines & set(BODY)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Es regnete. Der Fluss stieg.", "Es regnete."),
        ("Il pleut ! La rivière monte.", "Il pleut !"),
        ("„Es regnet.“ Das sagte sie.", "„Es regnet.“"),
        ("昨夜は雨だった。川があふれた。", "昨夜は雨だった。"),
        ("هطل المطر. ارتفع النهر.", "هطل المطر."),
        ("Шёл дождь. Река поднялась.", "Шёл дождь."),
        ("It rose by 3.5 metres in the night.", "It rose by 3.5 metres in the night."),
    ],
)
def test_a_paragraph_is_cut_to_its_first_sentence(text: str, wanted: str) -> None:
    assert first_sentence(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Regen, Hagel, Schnee, Wind.", ["Regen", "Hagel", "Schnee", "Wind"]),
        ("雨、雪、風、霧。", ["雨", "雪", "風", "霧"]),
        ("مطر، ثلج، ريح، ضباب", ["مطر", "ثلج", "ريح", "ضباب"]),
        ("Дождь, снег, ветер.", ["Дождь, снег, ветер."]),
    ],
)
def test_what_a_paragraph_lists_is_a_list(text: str, wanted: list[str]) -> None:
    assert items_of(text) == wanted
