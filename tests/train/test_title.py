"""The command that fits the title's ranker: what it learns from, and the table that it shows."""

from __future__ import annotations

from typing import Any

import pytest

from newsclean.fields.title_features import NAMES
from newsclean.train.title import BODY, GOLD, Example, Outcome, examples, outcomes, report, train

PARAGRAPHS = [
    "In the night, heavy rain fell on the hills above the town, and the river rose by two metres until the morning.",
    "The schools of the lower town stay closed until Friday, because the cellars are full of water, the mayor said.",
]
TITLE = "Flood closes the schools of the lower town"


def page(n: int) -> dict[str, Any]:
    text = "\n\n".join(("Sport", "Our town in old pictures", TITLE, *PARAGRAPHS, "Old bridge is closed again"))
    gold = {"title": TITLE, "body": PARAGRAPHS}
    return {"source": "own", "url": f"https://site-{n}.example/", "lang": "en", "texts": {"resiliparse_all": text}} | {
        "gold": gold
    }


@pytest.fixture(scope="module")
def made() -> list[Example]:
    return list(examples(page(n) for n in range(6)))


def test_a_page_is_met_with_its_clutter_as_gold_and_as_a_body_alone(made: list[Example]) -> None:
    assert [(e.rendering, e.right is not None) for e in made[:3]] == [
        ("resiliparse_all", True), (GOLD, True), (BODY, False),
    ]  # fmt: skip
    assert all(e.rows.shape == (len(e.texts), len(NAMES)) for e in made)


def test_what_is_learned_from_is_found(made: list[Example]) -> None:
    found = list(outcomes(made, train(made)))
    assert [(o.given, o.right) for o in found[:3]] == [(True, True), (True, True), (False, False)]


def test_the_table_tells_languages_and_pages_without_a_title_apart(made: list[Example]) -> None:
    rows = report([Outcome(e, True, e.rendering != BODY) for e in made]).splitlines()
    assert rows[0].split() == ["title_r", "title_p", "not", "printed"]
    assert [row.split() for row in rows[1:]] == [
        ["own", BODY, "-", "-", "1.000", "(6)"],
        ["own", GOLD, "1.000", "(6)", "1.000", "(6)", "-"],
        ["own", "resiliparse_all", "1.000", "(6)", "1.000", "(6)", "-"],
        ["own", "resiliparse_all", "en", "1.000", "(6)", "1.000", "(6)", "-"],
    ]
