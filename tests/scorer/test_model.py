"""The model file: what is written is read again, byte for byte the same, and a stranger's file is refused."""

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from newsclean.scorer import text as t
from newsclean.scorer.model import DEFAULT_MODEL, Model, load_model, read_model
from newsclean.scorer.trees import Trees

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
