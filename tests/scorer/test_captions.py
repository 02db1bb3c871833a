"""Signs of a caption in the letters of a line: each with a near miss."""

import pytest

from newsclean.scorer.captions import caption_signs
from newsclean.scorer.glossary import SIGNS


@pytest.mark.parametrize(
    ("sign", "hit", "near_miss"),
    [
        (
            "slash_tail",
            "The mayor at the old bridge. (Ana Silva/Agency)",
            "The mayor met the council 24/7 in the hall.",
        ),
        (
            "slash_tail",
            "The mayor at the old bridge | Ana Silva",
            "Left | right, said the mayor. He left the hall.",
        ),
        ("glued_tail", "The mayor at the old bridge in 2020.Agency", "The mayor at the old bridge. He left at noon."),
        ("glued_tail", 'The mayor said "yes"Ana Silva at noon', "The mayor left in 2020.Agency staff stayed."),
        ("bracket_tail", "The mayor at the old bridge (Photo: Ana Silva)", "The mayor (left) was at the old bridge."),
        ("slash_label", "Ana Silva / Agency", "Ana Silva"),
        ("capitals_label", "AT WORK: The mayor reads.", "At work: The mayor reads."),
    ],
)
def test_signs(sign: str, hit: str, near_miss: str) -> None:
    assert caption_signs([hit, near_miss])[sign].tolist() == [1, 0]


def beginnings(*texts: str) -> tuple[list[float], list[float]]:
    signs = caption_signs(texts)
    return signs["begins_next"].tolist(), signs["begun_before"].tolist()


def test_an_alternative_text_begins_its_caption() -> None:
    found = beginnings("The bridge in March", "Large", "The bridge in March, after the flood")
    assert found == ([2, 0, 0], [0, 0, 2])


def test_the_same_words_far_apart_or_too_few_are_no_alternative_text() -> None:
    far = beginnings("The bridge in March", "1", "2", "3", "The bridge in March, after the flood")
    assert far == ([0] * 5, [0] * 5)
    assert beginnings("The bridge", "The bridge in March") == ([0, 0], [0, 0])


def test_of_lines_that_begin_alike_only_those_that_go_on_are_captions() -> None:
    found = beginnings("The bridge in March", "The bridge in May", "The bridge in May: a flood")
    assert found == ([0, 1, 0], [0, 0, 1])


def test_no_line_has_no_sign() -> None:
    assert [(name, row.size) for name, row in caption_signs([]).items()] == [(name, 0) for name in SIGNS]
    assert not any(row.any() for row in caption_signs([""]).values())
