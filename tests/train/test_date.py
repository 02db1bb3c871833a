"""The command that fits the date's points: same pages, same file; evidence that tells days apart gets points."""

from __future__ import annotations

import json
from datetime import date as Date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsclean.fields.date import START, load_weights
from newsclean.train.__main__ import main
from newsclean.train.date import examples, outcomes, train

BODY = "In the night, heavy rain fell on the hills above the town, and the river rose by two metres until the morning."
TITLE = "Flood closes the schools of the lower town"


def page(n: int) -> dict[str, Any]:
    day = Date(2021, 3, 1) + timedelta(days=3 * n)
    more = "\n\n".join(f"Old bridge is closed again\n\n{day - timedelta(days=k):%d/%m/%Y}" for k in range(2, 8))
    text = f"{TITLE}\n\nPublished {day:%Y-%m-%d} 10:30\n\n{BODY}\n\n{BODY} Then it fell.\n\n{more}"
    url = f"https://site-{n}.example/{day:%Y/%m/%d}/flood"
    return {"source": "own", "url": url, "lang": "en", "texts": {"resiliparse_all": text}, "gold": {"date": str(day)}}


@pytest.fixture(scope="module")
def pages() -> list[dict[str, Any]]:
    return [page(n) for n in range(6)]


def test_labels_speak_for_a_day_and_lists_against_it(pages: list[dict[str, Any]]) -> None:
    weights = train(list(examples(pages)))
    assert next(iter(weights)) == START
    assert weights["labelled"] > 0 > weights["after the body"]


def test_a_page_whose_address_has_a_day_is_met_twice(pages: list[dict[str, Any]]) -> None:
    plain, addressed = examples(pages[:1])
    assert all("the address has the same day" not in found for found in plain.found)
    assert any("the address has the same day" in found for found in addressed.found)


def test_given_and_right(pages: list[dict[str, Any]]) -> None:
    assert [(given, hit) for _, given, hit in outcomes(examples(pages[:1]), load_weights())] == [(True, True)] * 2


def test_pages_without_a_gold_date_are_left_out() -> None:
    assert list(examples([{**page(0), "gold": {"date": None}}])) == []


def test_same_pages_same_file(pages: list[dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")
    for name in ("a.json", "b.json"):
        main(["date", str(tmp_path / "pages.jsonl"), "--out", str(tmp_path / name)])
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert "resiliparse_all    date_r" in capsys.readouterr().out
