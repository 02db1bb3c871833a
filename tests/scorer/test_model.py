"""The model file: what is written is read again, byte for byte the same, and a stranger's file is refused."""

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from newsclean.reading import read_page
from newsclean.scorer import features as f
from newsclean.scorer import text as t
from newsclean.scorer.model import (
    DEFAULT_MODEL,
    Model,
    benefit_of_doubt,
    keep_company,
    leniency,
    load_model,
    read_model,
)
from newsclean.scorer.trees import SCALE, Trees

MAX_MODEL_BYTES = 2_000_000


def small_model() -> Model:
    trees = Trees(np.array([[0]], np.uint16), np.array([[20.0]], np.float32), np.array([[-4096, 4096]], np.int16))
    return Model(trees, trees, np.zeros(t.BUCKETS, np.int8))


def test_the_model_that_comes_along_is_small() -> None:
    data = (resources.files("newsclean.scorer") / DEFAULT_MODEL).read_bytes()
    assert len(data) < MAX_MODEL_BYTES
    assert read_model(data).first.leaf.shape[1] == 2 ** read_model(data).first.feature.shape[1]


def test_written_and_read_again(tmp_path: Path) -> None:
    small_model().save(tmp_path / "a.npz")
    small_model().save(tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    again = load_model(str(tmp_path / "a.npz"))
    assert np.array_equal(again.first.leaf, small_model().first.leaf)


def test_a_model_of_other_features_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "old.npz").open("wb") as file:
        np.savez(file, names=np.array(1))
    with pytest.raises(ValueError, match="train it again"):
        read_model((tmp_path / "old.npz").read_bytes(), "old.npz")


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
    kept = keep_company(scores.astype(np.int64), features_of(PAGE)) > 0
    assert kept.tolist() == [False, True, False, False, False, False]
    near = np.array([-2, 2, -2, 2, -2, -0.5]) * SCALE
    assert keep_company(near.astype(np.int64), features_of(PAGE)).tolist() == near.astype(np.int64).tolist()


def test_doubt_runs_along_sentences_from_a_kept_one() -> None:
    features = features_of("\n".join(f"{SENTENCE} {n}." for n in range(4)))
    kept = keep_company((np.array([-0.5, 2, -0.5, -1.5]) * SCALE).astype(np.int64), features) > 0
    assert kept.tolist() == [True, True, True, False]


def test_another_storys_headline_ends_no_run() -> None:
    scores = (np.array([2, -9, -0.5]) * SCALE).astype(np.int64)
    for label, kept in (("Read more: Otters close the baths", True), ("Read more", False)):
        features = features_of(f"{SENTENCE}\n\n{label}\n\n{SENTENCE} Again.")
        assert (keep_company(scores, features) > 0).tolist() == [True, False, kept]


def test_a_page_that_is_unsure_of_all_its_lines_is_lenient_with_them() -> None:
    features = np.zeros((len(f.NAMES), 3), np.float32)
    sure, unsure = np.array([9, 9, -9]) * SCALE, np.array([1, -1, -9]) * SCALE
    assert leniency(sure, features) == 0
    assert 0 < leniency(unsure, features) < SCALE
    features[f.NAMES.index("removed")] = [0, 1, 1]
    assert leniency(sure, features) == 0 == leniency(sure, np.ones_like(features))
