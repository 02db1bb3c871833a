"""Counting characters and words: every script, odd code points, and lines with nothing in them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.scorer import text as t

LINES = st.lists(st.text(st.characters(exclude_characters="\n"), max_size=60), max_size=12)


def words_of(line: str) -> dict[str, int]:
    return dict(zip(t.WORD_COUNTS, t.measure([line]).words[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("In 2021 the river rose", {"words": 5, "cased": 4, "capital": 1, "numbers": 1, "years": 1, "topical": 1}),
        ("дождь шёл всю ночь", {"words": 4, "cased": 4, "capital": 0, "short": 2}),
        ("昨夜は雨", {"words": 4, "spaced": 0, "topical": 3}),
        ("비가 내렸다", {"words": 2, "spaced": 2, "topical": 2}),
        ("", {"words": 0, "topical": 0}),
    ],
    ids=["english", "russian", "japanese", "korean", "empty"],
)
def test_words_are_counted_by_their_shape(line: str, counted: dict[str, int]) -> None:
    found = words_of(line)
    assert {name: found[name] for name in counted} == counted


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("It rained. It stopped.", 2),
        ("He said “no.” Then left", 1),
        ("Version 2.0.1", 0),
        ("雨が降った。止んだ。", 2),
        ("Wait…", 1),
    ],
)
def test_sentence_ends_are_not_just_dots(line: str, ends: int) -> None:
    assert t.measure([line]).ends.tolist() == [ends]


def test_the_same_word_has_the_same_hash_whatever_its_case_and_place() -> None:
    hashes = t.measure(["River banks", "the RIVER"]).word_hash
    assert hashes[0] == hashes[3]
    assert len(set(hashes.tolist())) == 3


def test_topical_words_count_once_a_line_and_have_the_same_number_in_all() -> None:
    measured = t.measure(["River banks, rivers, river", "The river", "It is so"])
    assert measured.topics.tolist() == [3, 1, 0]
    assert measured.vocabulary == 3
    river = measured.topic_word[measured.topic_line == 1]
    assert np.isin(river, measured.topic_word[measured.topic_line == 0]).all()


@given(LINES)
def test_no_text_is_too_odd(lines: list[str]) -> None:
    measured = t.measure(lines)
    assert measured.counts.sum(1).tolist() == [len(line) + 1 for line in lines]
    assert measured.words[:, 0].sum() == measured.word_line.size == measured.word_hash.size
    assert measured.topic_line.size == measured.topic_word.size <= measured.words[:, -1].sum()
    assert set(measured.topic_word.tolist()) == set(range(measured.vocabulary))
    assert measured.topics.tolist() == [measured.topic_line.tolist().count(i) for i in range(len(lines))]


@given(LINES)
def test_lines_are_counted_alone(lines: list[str]) -> None:
    together = t.measure(lines)
    for i, line in enumerate(lines):
        alone = t.measure([line])
        assert np.array_equal(together.words[i], alone.words[0])
        assert np.array_equal(together.counts[i], alone.counts[0])
        assert np.array_equal(together.word_hash[together.word_line == i], alone.word_hash)


def test_lone_surrogates_and_far_planes_are_counted() -> None:
    assert t.measure(["\ud800 𠀀 😀"]).counts.sum() == 6


@given(st.lists(st.text(st.sampled_from("aB 7,.。，雨が\u0e01\u1000\U00020001»"), max_size=400), max_size=5))
def test_a_long_text_is_counted_in_pieces_as_it_is_whole(texts: list[str]) -> None:
    whole = t.measure(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(t, "MAX_PIECE_CHARS", 70)
        pieced = t.measure(texts)
    for name in t.Measures.__slots__:
        np.testing.assert_array_equal(getattr(whole, name), getattr(pieced, name), err_msg=name)


def test_pieces_end_where_no_word_goes_on() -> None:
    text = "rain, " * (t.MAX_PIECE_CHARS // 4)
    pieces = list(t._pieces(text))
    assert len(pieces) == 2
    assert pieces[0].endswith((",", " "))
    assert "".join(pieces) == text
    assert list(t._pieces("a" * (2 * t.MAX_PIECE_CHARS))) == ["a" * (2 * t.MAX_PIECE_CHARS)]
