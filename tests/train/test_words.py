"""Word weights: a word counts once a publisher, and a publisher's own counts can be left out."""

import numpy as np

from newsclean.scorer import text as t
from newsclean.train.words import MIN_PUBLISHERS, CountedPage, WordCounts


def page(publisher: str, body: str, clutter: str, language: str = "en") -> CountedPage:
    labels, counted = np.array([1, 0], np.int8), np.array([True, True])
    return CountedPage(publisher, language, t.measure([body, clutter]), labels, counted)


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
    assert found.values(np.array([FLOOD]), "site0", "en").tolist() == [0]
    assert found.values(np.array([FLOOD]), "elsewhere", "en").tolist() == [found.weights()[FLOOD]]


def test_a_languages_counts_are_left_out() -> None:
    words = np.array([FLOOD, SUBSCRIBE])
    found = WordCounts(
        [
            *(page(f"site{i}", "flood", "subscribe") for i in range(5)),
            *(page(f"sitio{i}", "agua", "subscribe", "es") for i in range(5)),
        ]
    )
    flood, subscribe = found.foreign_values(words, "en").tolist()
    assert flood == 0
    assert subscribe < 0
    assert found.foreign_values(words, "fr").tolist() == found.weights()[words].tolist()
