"""The trainer of the ranker: the same pages give the same file; facts that tell candidates apart get points."""

from __future__ import annotations

import json
from datetime import date as Date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsclean.fields.byline_facts import FACTS
from newsclean.fields.rank import read_ranker
from newsclean.train.__main__ import main
from newsclean.train.candidates import BODY, GOLD, bylines, dates, titles
from newsclean.train.fields import Outcome, Settings, outcomes, report, train

QUICK = Settings(trees=100, depth=4, rate=0.2, smooth=4.0)
PARAGRAPHS = [
    "In the night, heavy rain fell on the hills above the town, and the river rose by two metres until the morning.",
    "The schools of the lower town stay closed until Friday, because the cellars are full of water, the mayor said.",
]
TITLE = "Flood closes the schools of the lower town"
NAMES = ("Nora Quill", "Ann Lee", "Bob Ray", "Ida Jones", "Cy Dow", "Eva Moor")


def page(n: int) -> dict[str, Any]:
    day = Date(2021, 3, 1) + timedelta(days=3 * n)
    more = "\n\n".join(f"Old bridge is closed again\n\n{day - timedelta(days=k):%d/%m/%Y}" for k in range(2, 8))
    text = "\n\n".join(
        ("Our town in old pictures", TITLE, f"By {NAMES[n]}", f"Published {day:%Y-%m-%d} 10:30", *PARAGRAPHS, more)
    )
    return {
        "source": "own", "url": f"https://site-{n}.example/{day:%Y/%m/%d}/flood", "lang": "en",
        "texts": {"resiliparse_all": text},
        "gold": {"title": TITLE, "authors": [NAMES[n]], "date": str(day), "body": PARAGRAPHS},
    }  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> list[dict[str, Any]]:
    return [page(n) for n in range(6)]


def test_a_page_is_met_with_its_clutter_as_gold_and_as_a_body_alone(pages: list[dict[str, Any]]) -> None:
    made = list(titles(pages[:1]))
    assert [(e.rendering, any(e.right)) for e in made] == [("resiliparse_all", True), (GOLD, True), (BODY, False)]


def test_what_is_learned_from_is_found(pages: list[dict[str, Any]]) -> None:
    made = list(bylines(pages))
    found = list(outcomes(made, train(made, QUICK)))
    assert all(o.given and o.hit for o in found)


def test_none_is_right_where_no_candidate_is(pages: list[dict[str, Any]]) -> None:
    made = list(titles(pages))
    found = {o.example.rendering: o.given for o in outcomes(made, train(made, QUICK))}
    assert found == {"resiliparse_all": True, GOLD: True, BODY: False}


def test_a_page_whose_address_has_a_day_is_met_twice(pages: list[dict[str, Any]]) -> None:
    plain, addressed = dates(pages[:1])
    assert {facts["in the address"] for facts in plain.facts} == {0}
    assert 1 in {facts["in the address"] for facts in addressed.facts}


def test_pages_without_gold_are_left_out(pages: list[dict[str, Any]]) -> None:
    bare = [{**pages[0], "gold": {"title": "", "authors": None, "date": None}}]
    assert [*titles(bare), *bylines(bare), *dates(bare)] == []


def test_the_trees_know_all_facts(pages: list[dict[str, Any]]) -> None:
    assert read_ranker(train(list(bylines(pages)), QUICK)).names == tuple(FACTS)


def test_the_table_tells_languages_apart(pages: list[dict[str, Any]]) -> None:
    made = list(titles(pages))
    rows = report([Outcome(e, True, e.rendering != BODY) for e in made]).splitlines()
    assert rows[0].split() == ["recall", "precision", "not", "printed"]
    assert [row.split() for row in rows[1:]] == [
        ["own", BODY, "-", "-", "1.000", "(6)"],
        ["own", GOLD, "1.000", "(6)", "1.000", "(6)", "-"],
        ["own", "resiliparse_all", "1.000", "(6)", "1.000", "(6)", "-"],
    ]


def test_same_pages_same_file(pages: list[dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")
    for name in ("a.json", "b.json"):
        main(["date", str(tmp_path / "pages.jsonl"), "--out", str(tmp_path / name)])
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert "own resiliparse_all" in capsys.readouterr().out
