"""Features: what each family sees, that a page's other lines are its context, and that no page is too odd."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.page import Mark
from newsclean.reading import read_page
from newsclean.scorer import features as f
from newsclean.scorer import text as t

SENTENCE = "During the night the river rose by two metres, and the town's mayor closed the old bridge until summer."
SECOND = "Farmers moved their cattle to the hills before the bridge was closed by the mayor, who spoke of a flood."
ARTICLE = f"Menu\nSport\n\n{SENTENCE}\n\n{SECOND}\n\nRead more\nShare"
OTHER = "Elsewhere, parliament debated pension reforms till seven o'clock on Thursday."


def features_of(text: str) -> dict[str, np.ndarray]:
    return dict(zip(f.NAMES, f.line_features(read_page(text, language="en")), strict=True))


def test_every_feature_has_its_own_name() -> None:
    assert len(set(f.NAMES)) == len(f.NAMES)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("blank_before", [1, 0, 1, 1, 1, 0]),
        ("sentence", [0, 0, 1, 1, 0, 0]),
        ("index", [0, 1, 2, 3, 4, 5]),
        ("until_long", [2, 1, 1, 60, 60, 60]),
        ("long_before", [0, 0, 0, 1, 2, 2]),
        ("in_best", [0, 0, 1, 1, 0, 0]),
    ],
)
def test_rows(name: str, values: list[float]) -> None:
    assert features_of(ARTICLE)[name].tolist() == values


def test_neighbours_are_the_rows_moved() -> None:
    rows = features_of(ARTICLE)
    assert rows["letters+1"][:-1].tolist() == rows["letters"][1:].tolist()
    assert rows["letters-2"][2:].tolist() == rows["letters"][:-2].tolist()
    assert rows["letters-1"][0] == -1


def test_topic_is_what_lines_share() -> None:
    rows = features_of(ARTICLE)
    assert rows["topic_after"][2] > 0
    assert rows["topic_before"][3] > 0
    assert features_of(f"{SENTENCE}\n\n{OTHER}")["topic_before"][1] == 0


def test_lines_with_the_same_text_are_counted() -> None:
    rows = features_of(f"Menu\n\nShare\n\n{SENTENCE}\n\nShare\n\nShare")
    assert rows["repeats"].tolist() == [1, 3, 1, 3, 3]
    assert rows["repeated_before"].tolist() == [0, 0, 0, 1, 2]


def test_signs_are_seen_in_the_lines_that_hold_them() -> None:
    rows = features_of("Write to desk@example.org\n\nSee http://www.example.org\n\nOr www.example.com\n\n© Example")
    assert rows["at_sign"].tolist() == [1, 0, 0, 0]
    assert rows["web_address"].tolist() == [0, 1, 1, 0]
    assert rows["copyright"].tolist() == [0, 0, 0, 1]


def test_a_label_with_a_headline_after_it_heads_no_list() -> None:
    features = features_of(f"Read more\n\n{SENTENCE}\n\nRead more: Otters close the public baths\n\n{SECOND}")
    assert features["since_related"].tolist() == [60, 1, 2, 3]
    assert features["since_teaser"].tolist() == [60, 60, 60, 1]


def test_short_lines_that_start_or_end_alike_are_counted() -> None:
    features = features_of(f"Ann said\n\n{SENTENCE}\n\nTom said\n\nTom left\n\n12 May\n\n7 July")
    assert features["same_end"].tolist() == [2, 0, 2, 1, 1, 1]
    assert features["same_start"].tolist() == [1, 0, 2, 2, 2, 2]


def test_comments_have_a_rhythm_of_their_own() -> None:
    comments = features_of("\n\n".join([f"Ann said\n\n{SENTENCE}", f"Tom said\n\n{SECOND}"] * 3))
    paragraphs = features_of("\n\n".join([SENTENCE, SECOND] * 6))
    assert comments["own_rhythm"].min() > 0 >= paragraphs["own_rhythm"].max()


def test_distances_look_back_for_some_flags_and_ahead_for_others() -> None:
    flag, never = np.array([False, True, False, False, True]), np.zeros(5, bool)
    (since, far), (until,) = f.distances((flag, never), (flag,))
    assert since.tolist() == [f.FAR, f.FAR, 1, 2, 3]
    assert until.tolist() == [1, 3, 2, 1, f.FAR]
    assert set(far.tolist()) == {f.FAR}


@given(st.lists(st.lists(st.integers(-9, 9), min_size=4, max_size=4), min_size=1, max_size=3))
def test_no_run_has_a_greater_sum_than_the_best(rows: list[list[int]]) -> None:
    for row, (start, end) in zip(rows, f.best_runs(np.array(rows)).tolist(), strict=True):
        assert sum(row[start : end + 1]) == max(sum(row[i : j + 1]) for i in range(4) for j in range(i, 4))


@pytest.mark.parametrize(
    ("language", "lines", "inside"),
    [
        ("en", (SENTENCE, "And since then it has rained?", "It rained in the hills on Monday."), [1, 1, 1]),
        ("en", (SENTENCE, "Related stories", "Advertisement", "It rained in the hills on Monday."), [1, 1, 1, 1]),
        ("en", (SENTENCE, "Otters", "Bathers", "It rained in the hills on Monday."), [1, 0, 0, 0]),
        ("de", (SENTENCE, "Lesen Sie auch: Otter im Bad", "Am Montag hat es geregnet."), [1, 1, 1]),
        ("ja", ("昨夜は雨が降り、旧市街の地下室は水につかった。", "関連記事", "月曜日にも雨が降った。"), [1, 1, 1]),
        ("ja", ("昨夜は雨が降り、旧市街の地下室は水につかった。", "川の水", "町の橋", "雨が降った。"), [1, 0, 0, 0]),
        ("ru", (SENTENCE, "Реклама", "В понедельник шёл дождь."), [1, 1, 1]),
        ("ar", (SENTENCE, "اقرأ أيضا", "هطل المطر يوم الاثنين أيضا."), [1, 1, 1]),
    ],
)
def test_the_best_run_goes_on_in_short_sentences_and_after_what_filters_find(
    language: str, lines: tuple[str, ...], inside: list[int]
) -> None:
    page = read_page("\n\n".join(lines), language=language)
    assert f.row_of(f.line_features(page), "in_best").tolist() == inside


def test_an_ideograph_weighs_as_much_as_a_short_word() -> None:
    assert features_of("昨夜、川の水位が二メートル上がった。")["letters"][0] > 40


def test_what_filters_find_is_seen_and_what_steps_removed_is_not() -> None:
    page = read_page(ARTICLE, language="en")
    marked = page.marked([Mark(page.source[1], "removed", "mine", "menu")])
    assert f.line_features(marked)[f.NAMES.index("removed")].tolist() == [1, 0, 0, 0, 1, 1]


def test_words_speak_for_and_against() -> None:
    page = read_page("Rain fell\nShare this", language="en")
    measured = t.measure([line.text for line in page.source])
    words = np.zeros(t.BUCKETS, np.int8)
    words[measured.word_hash] = [40, 20, -60, 0]
    rows = dict(zip(f.NAMES, f.line_features(page, measured, words), strict=True))
    assert rows["word_mean"].tolist() == [30, -30]
    assert rows["word_against"].tolist() == [0, 0.5]


@given(st.text(max_size=300))
def test_no_page_is_too_odd(text: str) -> None:
    page = read_page(text, language=None)
    measured = t.measure([line.text for line in page.source])
    first = f.line_features(page, measured)
    assert np.isfinite(first).all()
    assert first.shape == (len(f.NAMES), len(page.source))
