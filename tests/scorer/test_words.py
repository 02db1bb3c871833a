"""Word weights: a word counts once a publisher, and a publisher's own counts can be left out."""

import numpy as np

from newsclean.scorer import text as t
from newsclean.scorer.words import MIN_PUBLISHERS, WordCounts


def page(publisher: str, body: str, clutter: str) -> tuple[str, t.Measures, np.ndarray, np.ndarray]:
    return publisher, t.measure([body, clutter]), np.array([1, 0], np.int8), np.array([True, True])


def counts(publishers: int) -> WordCounts:
    return WordCounts(page(f"site{i}", "flood", "subscribe") for i in range(publishers))


FLOOD, SUBSCRIBE, UNKNOWN = t.measure(["flood subscribe unheard"]).word_hash.tolist()


def test_words_of_the_body_speak_for_it_and_others_against() -> None:
    weights = counts(5).weights()
    assert weights[FLOOD] > 20
    assert weights[SUBSCRIBE] < -15
    assert weights[UNKNOWN] == 0


def test_a_word_of_too_few_publishers_says_nothing() -> None:
    assert counts(MIN_PUBLISHERS - 1).weights()[FLOOD] == 0


def test_many_pages_of_one_publisher_count_once() -> None:
    many = WordCounts(page("one", "flood", "subscribe") for _ in range(50))
    assert not many.weights().any()


def test_a_publishers_own_counts_are_left_out() -> None:
    found = counts(MIN_PUBLISHERS)
    assert found.values(np.array([FLOOD]), "site0").tolist() == [0]
    assert found.values(np.array([FLOOD]), "elsewhere").tolist() == [found.weights()[FLOOD]]
