"""The second pass's features: runs and passages of what the first keeps, and that no page is too odd."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsclean.reading import read_page
from newsclean.scorer import features as f
from newsclean.scorer import text as t
from newsclean.scorer.second import SECOND_NAMES, second_features
from newsclean.scorer.trees import SCALE

BRIDGE = "During the night the river rose by two metres, and the town's mayor closed the old bridge until summer."
CATTLE = "Farmers moved their cattle to the hills before the bridge was closed by the mayor, who spoke of a flood."
PENSIONS = "Elsewhere, parliament debated pension reforms till seven o'clock on Thursday and then went home."
ARTICLE = f"Menu\nSport\n\n{BRIDGE}\n\n{CATTLE}\n\nRead more\nShare"
TWO_ARTICLES = f"{BRIDGE}\n\n{CATTLE}\n\nRead more\nShare\nPrint\nBy Ana Silva\n{PENSIONS}"


def second_of(text: str, scores: list[int]) -> dict[str, np.ndarray]:
    page = read_page(text, language="en")
    measured = t.measure([line.text for line in page.source])
    rows = second_features(f.line_features(page, measured), np.array(scores) * SCALE, measured)
    return dict(zip(SECOND_NAMES, rows, strict=True))


def test_every_feature_has_its_own_name() -> None:
    assert len(set(SECOND_NAMES)) == len(SECOND_NAMES)


def test_the_second_pass_finds_the_run_of_body_lines() -> None:
    rows = second_of(ARTICLE, [-3, -4, 5, 5, -3, -4])
    assert rows["in_run"].tolist() == [0, 0, 1, 1, 0, 0]
    assert rows["own-1"].tolist()[1:] == [-3 * SCALE, -4 * SCALE, 5 * SCALE, 5 * SCALE, -3 * SCALE]


def test_lines_far_from_the_longest_passage_belong_to_another() -> None:
    rows = second_of(TWO_ARTICLES, [5, 5, -3, -4, -3, -3, 4])
    assert rows["passage"].tolist() == [1, 1, 1, 1, 1, 1, 2]
    assert rows["passages_after_longest"].tolist() == [0, 0, 0, 0, 0, 0, 1]
    assert rows["bylines_since_first"].tolist() == [0, 0, 0, 0, 0, 1, 1]
    assert rows["related_since_first"].tolist() == [0, 0, 1, 1, 1, 1, 1]
    assert rows["longest_topic"][1] > rows["longest_topic"][6] == 0


def test_a_gap_of_two_lines_ends_no_passage() -> None:
    assert second_of(TWO_ARTICLES, [5, -3, -3, 4, -3, -3, 4])["passage"].tolist() == [1] * 7


@given(st.text(max_size=300), st.integers(-9, 9))
def test_no_page_is_too_odd(text: str, score: int) -> None:
    page = read_page(text, language=None)
    measured = t.measure([line.text for line in page.source])
    scores = np.full(len(page.source), score * SCALE)
    assert np.isfinite(second_features(f.line_features(page, measured), scores, measured)).all()


def test_passages_without_a_letter_count() -> None:
    assert second_of("1\n2\n3\n4\n5", [-1, -1, -1, -1, 1])["passage"].tolist() == [0, 0, 0, 0, 1]
