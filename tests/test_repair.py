"""Repair: where lines end, what ftfy mends, and what nobody sees."""

from __future__ import annotations

import json
import subprocess
import sys

import ftfy
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsclean.repair import may_change, sound_lines, source_lines

CONFIG = ftfy.TextFixerConfig(
    unescape_html=True, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, explain=False
)
INVISIBLE = "\xad\u2060\ufeff"


def expected(line: str) -> str:
    fixed = ftfy.fix_text(line, CONFIG)
    for space in "\n\r\u2028\u2029\x0b\x0c\x1c\x1d\x1e":
        fixed = fixed.replace(space, " ")
    return "".join(c for c in fixed if c not in INVISIBLE and (c == "\t" or not (c < " " or "\x7f" <= c <= "\x9f")))


GARBLED = [
    "It’s café – naïve",
    "Übergröße",
    "Łódź, źdźbło",
    "“quoted”",
    "Привет",
    "Ελλάδα",
    "東京",
    "№ 5 ½ £",
    "a\xa0b",
]
CODECS = ["cp1252", "latin-1", "cp1251", "cp1250", "mac-roman", "cp437"]
mojibake = st.builds(
    lambda text, codec: text.encode("utf-8").decode(codec, errors="ignore"),
    st.sampled_from(GARBLED),
    st.sampled_from(CODECS),
)
bits = st.one_of(
    mojibake,
    st.sampled_from(GARBLED),
    st.sampled_from(
        ["&amp;", "&#39;", "&#x85;", "&nbsp;", "&NTILDE;", "& co;", "&#10;", "&lt;b&gt;", "AT&T", "&shy;", "&#8203;"]
    ),
    st.sampled_from(
        ["\xa0", "\x85", "\x92", "\x1b[31m", "\x7f", "\ufffc", "\ud83d\ude00", "\udc80", "e\u0301", "ﬁ", "ﬀ", "Ĳ"]
    ),
    st.sampled_from(
        ["Ã ", "Â ", "à ", "œ", "Œ", "«", "»", " ", "a", "É", "ł", "Å", "°", "ß", "“", "”", "…", "¡", "€", "×²"]
    ),
    st.text(max_size=6),
)
lines = st.lists(bits, max_size=8).map("".join).map(lambda text: " ".join(source_lines(text)))


@settings(max_examples=600)
@given(lines)
@example("voilÃ  le travail")
@example("Ã la carte")
@example("Â£5 and â€œquotesâ€\x9d")
@example("schÃ¶n")
@example("ГўВЂВњa")
@example("вЂ")
def test_every_line_is_what_ftfy_makes_of_it(line: str) -> None:
    """The gate is a shortcut only: with it or without it, a line comes out as ftfy fixes it."""
    assert "".join(sound_lines(line)).replace("\u200b", "") == expected(line).replace(
        "\u200b", ""
    ) or "\u200b" in expected(line)
    if not may_change(line):
        assert ftfy.fix_text(line, CONFIG) == line


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_each_source_line_keeps_its_number_and_can_be_written_down(text: str) -> None:
    sound = sound_lines(text)
    assert len(sound) == len(source_lines(text))
    assert not any(c in line for line in sound for c in "\n\r\u2028\u2029\xad\ufeff\u2060")
    json.dumps(sound, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("one\r\ntwo\rthree\u2028four\u2029five", ["one", "two", "three", "four", "five"]),
        ("a\x0bb\x0cc\x1cd", ["a b c d"]),
        ("wait\x85", ["wait…"]),
        ("Stocks fell <1%\nAT&amp;T", ["Stocks fell <1%", "AT&T"]),
        ("new&#10;line", ["new line"]),
        ("so\xadft\ufeff\u2060", ["soft"]),
        ("„Zitat“ ‘so’ ﬁn ＡＢ", ["„Zitat“ ‘so’ ﬁn ＡＢ"]),
        ("e\u0301te\u0301", ["été"]),
        ("lone \ud800 half", ["lone \ufffd half"]),
        ("a\u200bb", ["ab"]),
        ("ภาษา\u200bไทย", ["ภาษา ไทย"]),
        ("न\u200dम", ["न\u200dम"]),
        ("\u00ad", [""]),
    ],
    ids=[
        "breaks",
        "spaces",
        "next-line",
        "entity-after-less-than",
        "entity-break",
        "invisible",
        "as-printed",
        "nfc",
        "surrogate",
        "zero-width-space",
        "thai-break",
        "joiner-kept",
        "nothing-left",
    ],
)
def test_examples(text: str, sound: list[str]) -> None:
    assert sound_lines(text) == sound


def test_importing_does_not_load_ftfy() -> None:
    code = "import sys, newsclean.repair; sys.exit('ftfy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
