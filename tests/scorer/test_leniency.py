"""Where the trees know little: unsure pages, small ones, sentences beside body."""

import numpy as np
import pytest

from newsclean.reading import read_page
from newsclean.scorer import features as f
from newsclean.scorer.leniency import benefit_of_doubt, in_company, leniency, unsure_inside
from newsclean.scorer.trees import SCALE

SENTENCE = "In the night, rain fell on the hills above the town, and the river rose by two metres."
PAGE = "\n".join(["Menu", SENTENCE, "No.", SENTENCE + " Again.", "Read more", SENTENCE + " Still."])


def features_of(text: str) -> np.ndarray:
    return f.line_features(read_page(text, language="en"))


def test_a_small_page_gets_the_benefit_of_the_doubt_from_its_first_sentence_on() -> None:
    benefit = benefit_of_doubt(features_of(PAGE))
    assert (benefit > 0).tolist() == [False, True, True, True, False, True]
    assert not benefit_of_doubt(features_of("\n\n".join([SENTENCE] * 40))).any()


def scores_of(*odds: float) -> np.ndarray:
    return (np.array(odds) * SCALE).astype(np.int64)


def test_doubt_runs_along_sentences_from_a_kept_one() -> None:
    features = features_of("\n\n".join(f"{SENTENCE} {n}." for n in range(4)))
    half = np.full(4, 0.5)
    assert in_company(scores_of(-1.5, 2, -1.5, -2.5), features, half).tolist() == [True, False, True, False]
    assert not in_company(scores_of(-0.5, -0.5, -0.5, -0.5), features, half).any()


@pytest.mark.parametrize(
    ("odds", "share", "kept"),
    [(-1.5, 0.5, True), (-1.5, 0.6, False), (-3.5, 0.3, True), (-3.5, 0.4, False), (-4.5, 0.0, False)],
)
def test_more_speaks_against_a_line_the_more_it_is_of_one_kind(odds: float, share: float, *, kept: bool) -> None:
    features = features_of(f"{SENTENCE}\n\n{SENTENCE} It fell again, and once more.")
    assert in_company(scores_of(2, odds), features, np.array([0.0, share])).tolist() == [False, kept]


def test_a_short_sentence_has_the_lesser_benefit() -> None:
    features = features_of(f"{SENTENCE}\n\nNobody was hurt in the town.")
    assert in_company(scores_of(2, -1.5), features, np.zeros(2)).tolist() == [False, True]
    assert not in_company(scores_of(2, -3.5), features, np.zeros(2)).any()


@pytest.mark.parametrize(
    ("language", "sentence", "between", "kept"),
    [
        ("en", SENTENCE, "Read more: Otters close the baths", True),
        ("en", SENTENCE, "Related stories", True),
        ("en", SENTENCE, "Otters close the baths", False),
        ("de", "In der Nacht fiel Regen auf die Hügel über der Stadt, und der Fluss stieg.", "Anzeige", True),
        ("de", "In der Nacht fiel Regen auf die Hügel über der Stadt, und der Fluss stieg.", "Otter im Bad", False),
        ("ja", "昨夜は雨が降り、旧市街の地下室は水につかり、川は二メートル上がった。", "関連記事", True),
        ("ja", "昨夜は雨が降り、旧市街の地下室は水につかり、川は二メートル上がった。", "川の水", False),
        ("ar", "هطل المطر ليلا على التلال فوق المدينة، وارتفع النهر مترين كاملين.", "اقرأ أيضا", True),
        ("ar", "هطل المطر ليلا على التلال فوق المدينة، وارتفع النهر مترين كاملين.", "ثعالب الماء", False),
        ("ru", "Ночью на холмах над городом шёл дождь, и река поднялась на два метра.", "Реклама", True),
        ("ru", "Ночью на холмах над городом шёл дождь, и река поднялась на два метра.", "Выдры в бане", False),
    ],
)
def test_a_label_ends_no_run_but_another_line_does(language: str, sentence: str, between: str, *, kept: bool) -> None:
    page = read_page("\n\n".join((sentence, between, sentence + sentence)), language=language)
    assert in_company(scores_of(2, -9, -1.5), f.line_features(page), np.full(3, 0.4)).tolist() == [False, False, kept]


def test_a_line_between_kept_ones_is_unsure_where_little_speaks_against_it() -> None:
    features = features_of("\n\n".join(["Otters", SENTENCE, "Subs: Hall", "Menu", "Referee: Ray", SENTENCE, "Foxes"]))
    scores = scores_of(-0.3, 2, -0.3, -0.3, -0.5, 2, -0.3)
    found = unsure_inside(scores, features, np.full(7, 0.4), scores > 0)
    assert found.tolist() == [False, False, True, False, False, False, False]
    assert not unsure_inside(scores, features, np.full(7, 0.5), scores > 0).any()


def test_a_page_that_is_unsure_of_all_its_lines_is_lenient_with_them() -> None:
    features = np.zeros((len(f.NAMES), 3), np.float32)
    sure, unsure = np.array([9, 9, -9]) * SCALE, np.array([1, -1, -9]) * SCALE
    assert leniency(sure, features) == 0
    assert 0 < leniency(unsure, features) < SCALE
    features[f.NAMES.index("removed")] = [0, 1, 1]
    assert leniency(sure, features) == 0 == leniency(sure, np.ones_like(features))
