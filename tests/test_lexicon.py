"""The lexicon's files: the same topics in every language, no entry twice, none that would match anything."""

from __future__ import annotations

import tracemalloc

import pytest
from langdetect.detector_factory import PROFILES_DIRECTORY

from newsclean import clean
from newsclean.lexicon import (
    LINE_START,
    WHOLE_LINE,
    label_key_of_entry,
    languages,
    load_lexicon,
    opening_key,
    read_topics,
)
from newsclean.lexicon.calendar import read_calendar

OTHER_TOPICS = {
    "byline.surnames",
    "name", "author.phrases", "comments.verbs", "caption.phrases", "credit.suffixes", "byline.suffixes",
    "byline.roles", "byline.joins",
    "agencies", "date.relative", "date.time", "date.order", "months.extra", "title.site-words", "function-words",
}  # fmt: skip
TOPICS = {*WHOLE_LINE, *LINE_START, *OTHER_TOPICS}
IN_DEPTH = [
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "ru", "uk", "cs", "ro", "hu", "el", "tr",
    "ar", "fa", "he", "hi", "ja", "ko", "zh-cn", "zh-tw", "vi", "id",
]  # fmt: skip
AT_LEAST = {
    "comments.headings": 20, "comments.lines": 20, "related.headings": 30, "related.starts": 10, "caption.labels": 3,
    "credit.lines": 12, "subscribe.lines": 25, "subscribe.starts": 15, "consent.lines": 13, "consent.starts": 9,
    "embed.lines": 9,
}  # fmt: skip
"""What the sites of any language print, as the translations of common web software have it, fills so many entries."""
FORMULAS = [
    ("sl", "12 komentarjev", "comments.headings"),
    ("bn", "৩টি মন্তব্য", "comments.headings"),
    ("sk", "Pre komentovanie sa prihláste", "comments.lines"),
    ("te", "వ్యాఖ్యానించడానికి లాగిన్ అవ్వండి", "comments.lines"),
    ("lt", "El. pašto adresas nebus skelbiamas. Būtini laukeliai pažymėti *", "comments.lines"),
    ("mk", "Можеби ќе ве интересира", "related.headings"),
    ("th", "คุณอาจสนใจเรื่องนี้", "related.headings"),
    ("ur", "فائل فوٹو", "credit.lines"),
    ("lv", "Tikai nepieciešamās sīkdatnes", "consent.lines"),
    ("fa", "برای مشاهده این محتوا، کوکی‌ها را بپذیرید", "embed.lines"),
]
BEYOND_LANGDETECT = {"hy", "is", "ka", "sr"}
"""Languages with a file that langdetect does not know; their script, letters or function words tell them."""
MAY_BE_MISSING = {"byline.surnames",
    "about.lines", "comments.verbs", "caption.phrases", "credit.suffixes", "credit.agencies", "byline.suffixes",
    "reading-time", "title.labels",
}  # fmt: skip


def test_every_language_that_langdetect_knows_has_a_file() -> None:
    from pathlib import Path

    known = {path.name for path in Path(PROFILES_DIRECTORY).iterdir() if path.suffix == "" and path.is_file()}
    assert set(languages()) == known | BEYOND_LANGDETECT
    assert len(known) == 55


@pytest.mark.parametrize("language", languages())
def test_a_file_has_every_topic_and_no_other(language: str) -> None:
    topics = read_topics(language)
    assert set(topics) <= TOPICS, "a topic that nothing reads"
    assert set(topics) >= TOPICS - MAY_BE_MISSING
    assert len(topics["name"]) == 2


@pytest.mark.parametrize("language", [*languages(), "any"])
def test_no_entry_stands_twice_in_a_topic(language: str) -> None:
    for topic, entries in read_topics(language).items():
        keys = [opening_key(entry) if topic in LINE_START else label_key_of_entry(entry) for entry in entries]
        if topic in WHOLE_LINE or topic in LINE_START:
            assert len(set(keys)) == len(keys), (topic, sorted(key for key in keys if keys.count(key) > 1))


@pytest.mark.parametrize("language", [*languages(), "any"])
def test_no_opening_is_a_placeholder(language: str) -> None:
    for topic, entries in read_topics(language).items():
        if topic in LINE_START:
            assert not [entry for entry in entries if entry.startswith("{")], f"{topic}: these match no line"


def test_marks_of_chinese_and_japanese_lines_are_folded() -> None:
    opening = "未经许可，不得转载"
    assert load_lexicon("zh-cn").look_up(f"{opening}本文。").starts


@pytest.mark.parametrize("language", IN_DEPTH)
def test_the_languages_with_most_news_are_there_in_depth(language: str) -> None:
    entries = sum(len(found) for topic, found in read_topics(language).items() if topic != "function-words")
    assert entries >= 350


@pytest.mark.parametrize("language", languages())
def test_what_common_web_software_prints_is_there_in_every_language(language: str) -> None:
    topics = read_topics(language)
    short = {topic: len(topics[topic]) for topic, least in AT_LEAST.items() if len(topics[topic]) < least}
    assert not short


@pytest.mark.parametrize(
    ("language", "line", "topic"), FORMULAS, ids=[f"{code} {topic}" for code, _, topic in FORMULAS]
)
def test_a_formula_is_a_label(language: str, line: str, topic: str) -> None:
    assert topic in load_lexicon(language).look_up(line).lines


@pytest.mark.parametrize("language", languages())
def test_ordinary_lines_are_no_labels(language: str) -> None:
    lexicon = load_lexicon(language)
    for text in ("Xyrqwv plmt zzk", "Qwrtz.", "123"):
        assert not lexicon.look_up(text).lines, text


def test_a_language_without_a_file_gets_english_and_what_is_said_everywhere() -> None:
    hit = load_lexicon("eo").look_up("Advertisement")
    assert "ad.lines" in hit.lines


UNKNOWN = [a + b + c for a in "qx" for b in "aeiou" for c in "bcdfghklmn"]
"""A hundred tags of languages without a file."""


def test_a_hint_of_a_language_without_a_file_costs_nothing() -> None:
    """Not a table of its own for any of a hundred: they share those of no language."""
    page = (
        "Rain in the north\n\nBy Ann Lee\n\nPublished 5 May 2021\n\nRain fell all night, and the old town is flooded."
    )
    for language in (None, "en", UNKNOWN[0]):
        clean(page, language=language)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for language in UNKNOWN[1:]:
            assert clean(page, language=language).language == language
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 1_000_000, f"{grown / 1e6:.1f} MB"


def test_tables_are_kept_by_languages_with_a_file_alone() -> None:
    assert load_lexicon("qaa") is load_lexicon("eo") is load_lexicon(None)
    assert load_lexicon("is") is load_lexicon("is") is not load_lexicon(None)
    assert read_topics("../any") == read_topics("eo") == {}
    assert read_calendar("../en") == read_calendar("eo") == {}
