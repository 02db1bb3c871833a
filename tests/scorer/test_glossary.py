"""The glossary of the scorer's features: every one has a name of its own and a meaning, and nothing else is in it."""

from __future__ import annotations

import pytest

from newsclean.scorer.features import NAMES
from newsclean.scorer.glossary import FACTS, FIRST, HEADINGS, PAGE, SECOND, SEEN_OF_NEIGHBOURS
from newsclean.scorer.second import SECOND_NAMES


@pytest.mark.parametrize("glossary", [FIRST, SECOND, FACTS], ids=["first pass", "second pass", "page"])
def test_every_feature_has_a_meaning_of_its_own(glossary: dict[str, str]) -> None:
    meanings = list(glossary.values())
    assert all(meanings)
    assert len(set(meanings)) == len(meanings), [m for m in meanings if meanings.count(m) > 1]


def test_the_passes_see_what_the_glossary_explains() -> None:
    assert tuple(FIRST) == NAMES
    assert tuple(SECOND) == SECOND_NAMES
    assert SECOND_NAMES[: len(NAMES)] == NAMES


def test_what_the_glossary_names_is_in_it() -> None:
    assert {*SEEN_OF_NEIGHBOURS} <= FIRST.keys()
    assert {f"{when}_{label}" for when in ("since", "until") for label in HEADINGS} <= FIRST.keys()
    assert {meaning for meaning in FACTS.values() if meaning.startswith("page_")} <= PAGE.keys()
