"""Where the trees know little: unsure pages, small ones, sentences beside body."""

import numpy as np

from newsclean.reading import read_page
from newsclean.scorer import features as f
from newsclean.scorer.leniency import benefit_of_doubt, in_company, leniency
from newsclean.scorer.trees import SCALE

SENTENCE = "In the night, rain fell on the hills above the town, and the river rose by two metres."
PAGE = "\n".join(["Menu", SENTENCE, "No.", SENTENCE + " Again.", "Read more", SENTENCE + " Still."])


def features_of(text: str) -> np.ndarray:
    return f.line_features(read_page(text, language="en"))


def test_a_small_page_gets_the_benefit_of_the_doubt_from_its_first_sentence_on() -> None:
    benefit = benefit_of_doubt(features_of(PAGE))
    assert (benefit > 0).tolist() == [False, True, True, True, False, True]
    assert not benefit_of_doubt(features_of("\n\n".join([SENTENCE] * 40))).any()


def test_a_sentence_beside_a_kept_line_is_kept_where_little_speaks_against_it() -> None:
    scores = np.array([-2, 2, -2, -0.5, -2, -0.5]) * SCALE
    assert not in_company(scores.astype(np.int64), features_of(PAGE)).any()
    near = np.array([-2, 2, -2, 2, -2, -0.5]) * SCALE
    assert not in_company(near.astype(np.int64), features_of(PAGE)).any()


def test_doubt_runs_along_sentences_from_a_kept_one() -> None:
    features = features_of("\n".join(f"{SENTENCE} {n}." for n in range(4)))
    found = in_company((np.array([-0.5, 2, -0.5, -1.5]) * SCALE).astype(np.int64), features)
    assert found.tolist() == [True, False, True, False]


def test_another_storys_headline_ends_no_run() -> None:
    scores = (np.array([2, -9, -0.5]) * SCALE).astype(np.int64)
    for label, kept in (("Read more: Otters close the baths", True), ("Read more", False)):
        features = features_of(f"{SENTENCE}\n\n{label}\n\n{SENTENCE} Again.")
        assert in_company(scores, features).tolist() == [False, False, kept]


def test_a_page_that_is_unsure_of_all_its_lines_is_lenient_with_them() -> None:
    features = np.zeros((len(f.NAMES), 3), np.float32)
    sure, unsure = np.array([9, 9, -9]) * SCALE, np.array([1, -1, -9]) * SCALE
    assert leniency(sure, features) == 0
    assert 0 < leniency(unsure, features) < SCALE
    features[f.NAMES.index("removed")] = [0, 1, 1]
    assert leniency(sure, features) == 0 == leniency(sure, np.ones_like(features))
