"""The ranker: facts and weights know of each other, and none is one of the candidates."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from newsclean.fields import byline_facts, date_facts, title_facts
from newsclean.fields.rank import load_ranker, read_ranker

FACTS = {"title": title_facts.FACTS, "byline": byline_facts.FACTS, "date": date_facts.FACTS}
TINY = {"facts": ["a label", "words"], "base": -50, "trees": [[[["a label", 0.5], ["words", 3.5]], [0, 80, -20, 10]]]}


@pytest.mark.parametrize("field", FACTS)
def test_every_fact_has_a_weight_and_every_weight_a_fact(field: str) -> None:
    data = json.loads((resources.files("newsclean.fields") / f"{field}_weights.json").read_text("utf-8"))
    asked = {name for questions, _ in data["trees"] for name, _ in questions}
    assert asked == set(data["facts"]) == set(FACTS[field])
    assert all(FACTS[field].values()), "a fact that the glossary does not explain"


def test_points() -> None:
    ranker = read_ranker(TINY)
    rows = [{"a label": 0, "words": 2}, {"a label": 1, "words": 2}, {"a label": 1, "words": 9}]
    assert ranker.points(rows) == [-50, 30, -40]
    assert ranker.points([]) == []


def test_reasons_are_the_facts_without_which_less_would_speak_for_it() -> None:
    told = read_ranker(TINY).reasons([{"a label": 1, "words": 2}, {"a label": 0, "words": 0}])
    assert told == [("a label",), ()]


@pytest.mark.parametrize("facts", [{"a label": 1}, {"a label": 1, "words": 2, "rain": 3}])
def test_a_fact_without_a_weight_is_an_error(facts: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="Facts and weights differ"):
        read_ranker(TINY).points([facts])


def test_a_weight_without_a_fact_is_an_error() -> None:
    with pytest.raises(KeyError):
        read_ranker({**TINY, "facts": ["words"]})


def test_weights_are_read_once() -> None:
    assert load_ranker("title") is load_ranker("title")
