"""Each case of language_cases.json, and that detection is bounded, deterministic and safe in threads."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import regex

from newsclean import language
from newsclean.language import (
    MAX_SAMPLE_CHARS,
    MAX_SAMPLE_LINES,
    cut_evenly,
    data_rows,
    detect_language,
    function_words,
    langdetect_codes,
    language_code,
    scripts,
)
from newsclean.lexicon import read_topics
from newsclean.script import script_of

CASES: dict[str, Any] = json.loads((Path(__file__).parent / "language_cases.json").read_text(encoding="utf-8"))
ROOT = Path(language.__file__).parents[1]
SCRIPTS = scripts()
LANGUAGES = sorted({code for codes in SCRIPTS.values() for code in codes})
WORD_LANGUAGES = [
    (script, code) for script, codes in SCRIPTS.items() if len(codes) > 1 for code in codes if codes[0] != "ja"
]
RELATIVES = {
    "da": ("no",),
    "no": ("da",),
    "ur": ("fa",),
    "mr": ("hi",),
    "ne": ("hi",),
    "hr": ("sl",),
    "sl": ("hr",),
    "sr": ("hr",),
}


def labelled(cases: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(case, id=case["label"]) for case in cases]


class TestSentences:
    @pytest.mark.parametrize("code", sorted(CASES["articles"]))
    def test_a_sentence_of_news_is_enough(self, code: str) -> None:
        """Each sentence alone; near relatives may be mistaken in one of eight, never in two."""
        wrong = [text for text in CASES["articles"][code] if detect_language([text]) != code]
        assert len(wrong) <= len(CASES["articles"][code]) // 6, wrong

    @pytest.mark.parametrize("code", sorted(CASES["articles"]))
    def test_an_article_of_them_is_settled(self, code: str) -> None:
        """All sentences of a language, as the lines of one page, with and without an English menu."""
        lines = CASES["articles"][code]
        assert detect_language(lines) == code
        assert detect_language(["Home", "About the site", "Sign up", *lines, "Terms of use"]) == code

    @pytest.mark.parametrize(("code", "headline"), CASES["headlines"].items())
    def test_a_headline_of_some_words_is_enough(self, code: str, headline: str) -> None:
        assert detect_language([headline]) == code
        assert detect_language(["Home", headline, "Log in"]) == code

    def test_every_language_has_cases(self) -> None:
        assert sorted(CASES["articles"]) == LANGUAGES

    def test_an_article_is_settled_without_langdetect(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Script, letters and function words are enough for an article of some lines in any language."""
        asked: list[str] = []
        monkeypatch.setattr(language, "guess", lambda sample, verdict: asked.append(sample))
        for lines in CASES["articles"].values():
            detect_language(lines)
        assert len(asked) <= 1, asked


class TestPages:
    @pytest.mark.parametrize("case", labelled(CASES["pages"]))
    def test_the_body_wins(self, case: dict[str, Any]) -> None:
        assert detect_language(case["lines"]) == case["language"]

    @pytest.mark.parametrize("case", labelled(CASES["unknown"]))
    def test_too_little_or_an_unknown_language_gives_none(self, case: dict[str, Any]) -> None:
        assert detect_language(case["lines"]) is None

    @pytest.mark.parametrize("code", sorted(CASES["articles"]))
    def test_a_page_of_labels_is_never_another_language(self, code: str) -> None:
        """Menu labels of a lexicon alone give its language or None, or a near relative that prints the same labels."""
        labels = read_topics(code).get("nav.lines", ())[:20]
        assert detect_language(labels) in (code, None, *RELATIVES.get(code, ()))


class TestHints:
    @pytest.mark.parametrize(("hint", "code"), CASES["hints"].items())
    def test_a_tag_gives_a_code(self, hint: str, code: str) -> None:
        assert language_code(hint) == code

    @pytest.mark.parametrize("hint", CASES["nonsense"])
    def test_nonsense_says_what_to_pass(self, hint: str) -> None:
        with pytest.raises(ValueError, match="pass one such as 'en'"):
            language_code(hint)

    @pytest.mark.parametrize("hint", [b"en", 5, ["en"]])
    def test_another_type_says_what_to_pass(self, hint: Any) -> None:
        with pytest.raises(TypeError, match="must be a str such as 'en'"):
            language_code(hint)

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_a_code_is_its_own(self, code: str) -> None:
        assert language_code(code) == code


class TestData:
    @pytest.mark.parametrize("code", sorted({code for _, code in WORD_LANGUAGES}))
    def test_function_words_are_those_of_the_lexicon(self, code: str) -> None:
        """The quick reader of one topic agrees with the lexicon's own."""
        entries = [entry.lower() for entry in read_topics(code)["function-words"]]
        assert set(function_words(code)) <= {entry.strip("'’") for entry in entries}
        assert len(function_words(code)) >= max(50, 0.8 * len(entries))

    def test_han_characters_are_each_of_one_language(self) -> None:
        """The file has every character once, none of them in two rows."""
        text = (Path(language.__file__).parent / "language_data" / "han.txt").read_text(encoding="utf-8")
        characters = "".join(line.split(" ")[1] for line in text.splitlines() if not line.startswith("# "))
        assert len(characters) == len(set(characters))

    def test_all_languages_of_langdetect_are_found(self) -> None:
        assert set(langdetect_codes()) <= set(LANGUAGES)
        assert len(langdetect_codes()) == 55

    @pytest.mark.parametrize("row", data_rows("scripts.txt"), ids=[row[0] for row in data_rows("scripts.txt")])
    def test_a_script_of_one_language_is_the_one_of_cldr(self, row: list[str]) -> None:
        from babel.core import get_global

        _, iso, codes = row
        if "," not in codes:
            assert get_global("likely_subtags")[f"und_{iso}"].split("_")[0] == codes

    @pytest.mark.parametrize("row", data_rows("scripts.txt"), ids=[row[0] for row in data_rows("scripts.txt")])
    def test_a_scripts_letters_are_unicodes(self, row: list[str]) -> None:
        """The first word of a letter's Unicode name is its script, but for modifiers, wide ones and those too new."""
        name, iso, _ = row
        unicodes = {"Kore": "Hang", "Jpan,Hans,Hant": "Han"}.get(iso, iso)
        script = regex.compile(f"[\\p{{L}}&&\\p{{Script={unicodes}}}]", regex.V1)
        letters = [chr(n) for n in range(0xD800) if script.match(chr(n))]
        assert sum(script_of(letter) == name for letter in letters) >= 0.8 * len(letters)

    @pytest.mark.parametrize("name", ["letters.txt", "words.txt"])
    def test_rows_are_of_known_scripts(self, name: str) -> None:
        assert {script for script, *_ in data_rows(name)} <= set(SCRIPTS)

    def test_words_of_other_languages_are_of_no_language_here(self) -> None:
        assert not {code for _, code, *_ in data_rows("words.txt")} & set(LANGUAGES)


class TestBounds:
    @pytest.mark.parametrize(
        "lines",
        [
            ["x" * 10_000_000],
            ["word "] * 1_000_000,
            ["a line that is long enough to be prose, and then some more"] * 100_000,
        ],
        ids=["one line", "many lines", "much prose"],
    )
    def test_the_sample_is_bounded(self, lines: list[str]) -> None:
        sample = cut_evenly(lines)
        assert len(sample) <= MAX_SAMPLE_CHARS + MAX_SAMPLE_LINES
        detect_language(lines)

    @pytest.mark.parametrize("character", ["\ud800", "\u0301", "\u200b", "\x00", "\U0010ffff", "İ"], ids=ascii)
    def test_odd_characters_are_no_error(self, character: str) -> None:
        assert detect_language([character * 100, character * 100 + "."]) is None

    def test_an_error_of_langdetect_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail() -> Any:
            raise IndexError

        monkeypatch.setattr(language._DETECTORS, "create", fail)
        assert detect_language(["Der Bus kam an."]) is None

    def test_langdetects_global_factory_is_left_alone(self) -> None:
        """Whoever seeds langdetect for himself is neither heard nor disturbed."""
        from langdetect import DetectorFactory, detector_factory

        before = (DetectorFactory.seed, detector_factory._factory)
        language._DETECTORS.create()
        assert (DetectorFactory.seed, detector_factory._factory) == before


COLD_START = """
import json, sys, threading
from newsclean.language import detect_language
pages = json.loads(sys.stdin.read())
gate, found = threading.Barrier(16), [None] * 16
def run(i):
    gate.wait()
    found[i] = [detect_language(lines) for lines in pages]
threads = [threading.Thread(target=run, args=(i,)) for i in range(16)]
[t.start() for t in threads]; [t.join() for t in threads]
assert all(f == found[0] for f in found), found
print(json.dumps(found[0]))
"""


class TestDeterminism:
    def test_the_seed_is_its_own(self) -> None:
        """langdetect draws at random; only a seed on its instance makes it the same each time."""
        assert language._DETECTORS.create().seed == 0

    def test_threads_load_the_profiles_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Threads that come while one loads wait for it."""
        loads: list[str] = []

        def load(self: language.Detectors) -> Any:
            loads.append("")
            time.sleep(0.02)
            return SimpleNamespace(create=lambda: "detector")

        monkeypatch.setattr(language.Detectors, "_load", load)
        detectors = language.Detectors()
        with ThreadPoolExecutor(16) as pool:
            assert set(pool.map(lambda _: detectors.create(), range(16))) == {"detector"}
        assert len(loads) == 1

    def test_sixteen_threads_start_cold_and_agree_in_every_process(self) -> None:
        """Short texts of near relatives, most of which go through langdetect, under three hash seeds."""
        relatives = ("da", "no", "hr", "sl", "id", "cs", "sk", "mk")
        pages = [[text] for code in relatives for text in CASES["articles"][code][:3]]
        outputs = {
            subprocess.run(
                [sys.executable, "-c", COLD_START], input=json.dumps(pages), capture_output=True, text=True, check=True,
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            ).stdout
            for seed in ("0", "1", "77")
        }  # fmt: skip
        assert outputs == {json.dumps([detect_language(lines) for lines in pages]) + "\n"}

    def test_importing_loads_nothing(self) -> None:
        """Neither langdetect nor a lexicon is read before the first page."""
        code = (
            "import sys, newsclean.language as n; print('langdetect' in sys.modules, n.telling.cache_info().currsize)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.split() == ["False", "0"]
