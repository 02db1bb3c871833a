"""The model file: what is written is read again, byte for byte the same, and a stranger's file is refused."""

from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newsclean.reading import read_page
from newsclean.scorer import model
from newsclean.scorer import text as t
from newsclean.scorer.kind_words import WORD_BUCKETS
from newsclean.scorer.kinds import KINDS, WORDED
from newsclean.scorer.model import Model, load_model, read_model
from newsclean.scorer.trees import Trees

MAX_BYTES = 1_000_000


def small_model() -> Model:
    trees = Trees(np.array([[0]], np.uint16), np.array([[20.0]], np.float32), np.array([[-4096, 4096]], np.int16))
    kinds = Trees(trees.feature, trees.border, np.ones((1, 2, len(KINDS)), np.int16), np.arange(len(KINDS)))
    return Model(
        trees,
        trees,
        kinds,
        trees,
        np.zeros(t.BUCKETS, np.int8),
        np.zeros((len(WORDED), WORD_BUCKETS), np.int8),
        (1.5, -0.75),
    )


def test_written_and_read_again(tmp_path: Path) -> None:
    small_model().save(tmp_path / "a.npz")
    small_model().save(tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    again = load_model(str(tmp_path / "a.npz"))
    assert np.array_equal(again.first.leaf, small_model().first.leaf)
    assert np.array_equal(again.kinds.bias, small_model().kinds.bias)
    assert again.shifts == (1.5, -0.75)


def test_a_model_of_other_features_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "old.npz").open("wb") as file:
        np.savez(file, names=np.array(1))
    with pytest.raises(ValueError, match="train it again"):
        read_model((tmp_path / "old.npz").read_bytes(), "old.npz")


@pytest.mark.parametrize("names", ["SECOND_NAMES", "STRUCTURE_NAMES", "KINDS", "FACTS"])
def test_a_model_is_refused_where_any_name_has_changed(names: str, tmp_path: Path, monkeypatch: Any) -> None:
    small_model().save(tmp_path / "a.npz")
    data = (tmp_path / "a.npz").read_bytes()
    assert read_model(data).shifts == (1.5, -0.75)
    monkeypatch.setattr(f"newsclean.scorer.model.{names}", ("another", *tuple(getattr(model, names))[1:]))
    with pytest.raises(ValueError, match="train it again"):
        read_model(data)


def test_all_weights_together_are_small() -> None:
    files = [name for name in resources.files("newsclean.scorer").iterdir() if name.name.endswith(".npz")]
    assert files
    assert sum(len(file.read_bytes()) for file in files) < MAX_BYTES


def test_a_page_without_a_line_is_expected_to_have_nothing() -> None:
    judged = load_model().judge(read_page(""))
    assert judged.expected == 0.0
    assert judged.kinds([]).shape == (0, len(KINDS))
