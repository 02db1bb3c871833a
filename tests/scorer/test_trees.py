"""Scoring trees: all splits at once gives what walking each tree gives."""

import numpy as np

from newsclean.scorer.trees import CHUNK_LINES, Trees


def walk(trees: Trees, column: np.ndarray) -> int:
    """The score of one line, tree by tree."""
    total = int(trees.bias)
    for features, borders, leaves in zip(trees.feature, trees.border, trees.leaf, strict=True):
        place = sum(1 << bit for bit, (f, b) in enumerate(zip(features, borders, strict=True)) if column[f] > b)
        total += int(leaves[place])
    return total


def some_trees(count: int = 20, depth: int = 4, features: int = 7) -> Trees:
    chance = np.random.default_rng(3)
    return Trees(
        chance.integers(0, features, (count, depth)).astype(np.uint16),
        chance.random((count, depth), np.float32),
        chance.integers(-500, 500, (count, 2**depth)).astype(np.int16),
        7,
    )


def test_scores_are_those_of_walking_the_trees() -> None:
    trees, lines = some_trees(), np.random.default_rng(4).random((7, 9), np.float32)
    assert trees.score(lines).tolist() == [walk(trees, lines[:, i]) for i in range(9)]


def test_long_pages_are_scored_like_short_ones() -> None:
    trees, lines = some_trees(), np.random.default_rng(5).random((7, 2 * CHUNK_LINES + 3), np.float32)
    one_by_one = [trees.score(lines[:, i : i + 1]) for i in range(lines.shape[1])]
    assert np.array_equal(trees.score(lines), np.concatenate(one_by_one))


def test_a_page_without_lines_has_no_scores() -> None:
    assert some_trees().score(np.zeros((7, 0), np.float32)).size == 0


def test_each_class_has_its_own_score() -> None:
    one, two, lines = some_trees(), some_trees(), np.random.default_rng(6).random((7, 5), np.float32)
    both = Trees(one.feature, one.border, np.stack((one.leaf, 2 * two.leaf), 2), np.array([7, 1]))
    assert np.array_equal(both.score(lines)[:, 0], one.score(lines))
    assert np.array_equal(both.score(lines)[:, 1], 2 * (one.score(lines) - 7) + 1)


def test_what_a_feature_adds_is_what_the_score_lacks_without_it() -> None:
    trees, lines = some_trees(), np.random.default_rng(7).random((7, 5), np.float32)
    found = trees.without(lines)
    for feature in range(7):
        other = lines.copy()
        other[feature] = 0
        assert np.array_equal(found[feature], trees.score(other) - trees.score(lines))
