"""The language of a page: by its script, then by letters and function words, and only then by langdetect.

The evidence is a bounded sample of the page's long lines, so that menus, labels and share bars have no say. A script
that one language writes settles it, Han by characters that only Japan, only simplified or only traditional Chinese
has. Among the languages of a script, letters and function words that one has and its relatives lack settle it when
they do so clearly. langdetect is asked last, and only between the languages that are still possible. Too little
text, a script that is not in scripts.txt, or the letters or words of a language that is not told apart here give None.

Serbian in Latin letters is told from Croatian by the words that only one of them has ("pre", "gde", "prije", "gdje");
Bosnian goes with Croatian, as langdetect has it, and so does a text without such a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from math import exp, log
from threading import Lock
from types import MappingProxyType
from typing import Any, NamedTuple

from newsclean.script import has_full_stop, script_of

MIN_PROSE_BYTES = 60
"""Bytes of a line of prose, at least: a character of Chinese says three times as much as a letter, and has three. All
figures here are set by hand, held against the sentences of tests/language_cases.json."""
MIN_HEADLINE_SPACES = 5
"""A shorter line with this many spaces is as good, where there is no prose ..."""
MIN_SENTENCE_SPACES = 3
"""... and so is one with fewer that ends as a sentence does."""
MAX_SAMPLE_LINES = 10
"""Lines of the sample: a language is told as surely of these as of the whole page ..."""
MAX_SAMPLE_CHARS = 1000
"""... and its characters, shared among them."""
MIN_SCRIPT_LETTERS = 5
"""Letters of a script that settle the language that has it for itself, at least."""
LATIN_LETTERS_A_LETTER = {"han": 3.0, "hangul": 2.0}
"""How many Latin letters say as much as one of these; a page of such a script is full of Latin names."""
MIN_KANA_SHARE = 0.1
"""Of the characters of a Japanese text, kana are at least this share; Chinese ones quote fewer."""
MIN_JAPANESE_SHARE = 0.2
"""Of the Han characters that tell, this share is Japan's own in Japanese; the rest look like either Chinese."""
MIN_LEAD = 3.0
"""Words by which a language must lead its rival, and different words that must be known, at least."""
MAX_RIVAL_SHARE = 0.4
"""Of what tells two languages apart, the rival may have this share of the other's, at most."""
MIN_RIVAL_SCORE = 0.3
"""A language with less than this share of the best one's evidence is no rival."""
MIN_WORD_SHARE = 0.12
"""Share of function words in running text of any language; names and labels have fewer."""
MIN_POSSIBLE_SHARE = 0.09
"""With a smaller share of function words, no language here is possible ..."""
MIN_SHARE_WORDS = 40
"""... in a text of this many words or more."""
LETTER_WEIGHT = 0.5
"""What a telling letter counts beside a telling word: names bring in letters of other languages."""
MIN_FOREIGN_LETTERS = 2
"""Letters that no language here has, that mean another language, at least ..."""
MIN_FOREIGN_SHARE = 0.03
"""... and to a word ..."""
MIN_FOREIGN_SHARE_LATIN = 0.15
"""... and in Latin script, which is full of foreign names."""
MIN_FOREIGN_LEAD = 2.0
"""Words by which a language that is not here must lead any that is."""
MIN_GUESS_WORDS = 2
"""Function words of a language that make langdetect's guess at it a likely one."""
MIN_GUESS_PROBABILITY = 0.5
"""How sure langdetect must be where it knew enough words beforehand ..."""
MIN_WILD_PROBABILITY = 0.9
"""... and where it knew fewer."""

_WORD_RE = re.compile(
    "[^\x00-@\\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u2000-\u2bff\u3000-\u303f\uff00-\uff20"
    "\u060c\u061b\u061f\u06d4\u0964\u0965\u0660-\u066a\u06f0-\u06f9\u0966-\u096f]+"
)
"""A run of anything but spaces, ASCII and general punctuation, and the digits and marks of Arabic and Indic scripts."""
_BEYOND_LATIN_RE = re.compile(
    "[\u0370-\u1dff\u1f00-\u1fff\u3041-\u30ff\u3400-\u9fff\ua000-\ud7af\ufb80-\ufdff\ufe80-\ufefc\U00020000-\U00031fff]+"
)
"""A run of letters of other scripts than Latin."""
_KANA_RE = re.compile("[\u3041-\u30ff]")
"""Hiragana and katakana."""
_TAG_RE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8})*)")
"""A BCP 47 tag: the language, then subtags; "_" stands for "-" in the names of locales."""


def detect_language(texts: Sequence[str]) -> str | None:
    """The language of a page, from the texts of its logical lines; None where they say too little.

    >>> detect_language(["News", "Sport", "Der Fluss ist über die Ufer getreten, und die Schulen bleiben heute zu."])
    'de'
    >>> detect_language(["連日大雨，多條道路仍然封閉，當局呼籲民眾不要外出。"])
    'zh-tw'
    >>> detect_language(["News", "Sport", "Contact"]) is None
    True
    """
    prose = [text for text in texts if len(text) >= MIN_PROSE_BYTES or (not text.isascii() and is_dense(text))]
    prose = prose or [text for text in texts if text.count(" ") >= MIN_HEADLINE_SPACES or is_sentence(text)]
    sample = cut_evenly(prose or texts).lower()
    words = _WORD_RE.findall(sample)
    script = main_script(sample, words)
    if script == "han":
        return settle_han(sample)
    languages = script_languages(script)
    if not languages:
        return None
    if len(languages) == 1:
        return languages[0] if not has_foreign_letters(script, words, sample) else None
    verdict = weigh_words(script, words, sample)
    if verdict.clear or not prose:
        return verdict.code
    if script == "latin" and not verdict.in_words and not any(map(is_sentence, prose[:MAX_SAMPLE_LINES])):
        return None
    return guess(sample, verdict)


def is_dense(text: str) -> bool:
    """Whether a line of few characters is as long as prose in bytes, as in scripts that say more with each."""
    return len(text) * 3 >= MIN_PROSE_BYTES <= len(text.encode("utf-8", "replace"))


def is_sentence(text: str) -> bool:
    """Whether a line that is too short for prose is a sentence all the same.

    >>> is_sentence("The river rose again."), is_sentence("Read more about the river")
    (True, False)
    """
    return has_full_stop(text) and text.count(" ") >= MIN_SENTENCE_SPACES


def cut_evenly(lines: Sequence[str]) -> str:
    """Evenly chosen lines, each cut so that all have a say, one below the other."""
    step = max(1.0, len(lines) / MAX_SAMPLE_LINES)
    chosen = [lines[int(i * step)] for i in range(min(len(lines), MAX_SAMPLE_LINES))]
    share = MAX_SAMPLE_CHARS // max(1, len(chosen))
    share += sum(max(0, share - len(line)) for line in chosen) // max(1, sum(len(line) > share for line in chosen))
    return "\n".join([line[:share] for line in chosen])


def main_script(sample: str, words: Sequence[str]) -> str:
    """The script that most of a text is in; "other" where it has too few letters.

    >>> main_script("кино и kino", ["кино", "и", "kino"])
    'cyrillic'
    """
    latin = sum(map(len, words))
    letters: dict[str, int] = {}
    for run in [] if sample.isascii() else _BEYOND_LATIN_RE.findall(sample):
        script = script_of(run[0])
        letters[script] = letters.get(script, 0) + len(run)
        latin -= len(run)
    best = max(letters, key=lambda script: (letters[script], script), default="latin")
    if latin > letters.get(best, 0) * LATIN_LETTERS_A_LETTER.get(best, 1.0):
        return "latin" if latin >= MIN_SCRIPT_LETTERS else "other"
    return best if letters.get(best, 0) >= MIN_SCRIPT_LETTERS else "other"


@cache
def scripts() -> Mapping[str, tuple[str, ...]]:
    """The scripts of scripts.txt, each with the codes of its languages."""
    return MappingProxyType({name: tuple(codes.split(",")) for name, _, codes in data_rows("scripts.txt")})


def script_languages(script: str) -> tuple[str, ...]:
    """The languages of a script that can be found; none of a script that is not in scripts.txt."""
    return scripts().get(script, ())


def settle_han(sample: str) -> str | None:
    """Japanese, simplified or traditional Chinese, by kana and by characters that only one of them has.

    >>> settle_han("国会で法案が可決された"), settle_han("国会通过了这项法案"), settle_han("國會通過了這項法案")
    ('ja', 'zh-cn', 'zh-tw')
    """
    kana = len(_KANA_RE.findall(sample))
    if kana > 1 and kana >= MIN_KANA_SHARE * sum(map(len, _BEYOND_LATIN_RE.findall(sample))):
        return "ja"
    counts = Counter(filter(None, map(_han_languages().get, sample)))
    if counts["ja"] and counts["ja"] >= MIN_JAPANESE_SHARE * sum(counts.values()):
        return "ja"
    if counts["zh-cn"] == counts["zh-tw"]:
        return None
    return "zh-cn" if counts["zh-cn"] > counts["zh-tw"] else "zh-tw"


@cache
def _han_languages() -> Mapping[str, str]:
    """Each character that only one of simplified Chinese, traditional Chinese and Japanese writes, with its code."""
    return MappingProxyType({character: code for code, characters in data_rows("han.txt") for character in characters})


def data_rows(name: str) -> list[list[str]]:
    """The fields of each row of a file of language_data."""
    text = (resources.files("newsclean") / "language_data" / name).read_text(encoding="utf-8")
    return [line.split(" ") for line in text.splitlines() if not line.startswith("# ")]


@dataclass(frozen=True, slots=True)
class Telling:
    """What tells a script's languages apart: each word and letter with the languages that have it."""

    words: Mapping[str, frozenset[str]]
    letters: Mapping[str, frozenset[str]]
    letter: re.Pattern[str]


@cache
def telling(script: str) -> Telling:
    """The function words and letters of a script's languages."""
    codes = script_languages(script)
    words = _invert({code: function_words(code) for code in codes} | foreign_words(script) if len(codes) > 1 else {})
    letters = _invert({code: found for name, code, found in data_rows("letters.txt") if name == script})
    return Telling(words, letters, re.compile("[" + re.escape("".join(sorted(letters))) + "]" if letters else "(?!)"))


def _invert(entries: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    languages: dict[str, set[str]] = {}
    for code, found in entries.items():
        for entry in found:
            languages.setdefault(entry, set()).add(code)
    # One frozenset for each set of languages: a frozenset's hash is computed once and kept.
    same: dict[frozenset[str], frozenset[str]] = {}
    return MappingProxyType({entry: same.setdefault(f := frozenset(codes), f) for entry, codes in languages.items()})


def function_words(code: str) -> tuple[str, ...]:
    """The function words of a language's lexicon that are one word each, in lower case.

    Reads that topic alone: telling languages apart takes one topic of forty files, which need not be parsed for it.
    """
    file = resources.files("newsclean.lexicon") / f"{code}.txt"
    if not file.is_file():
        return ()
    _, _, rest = file.read_text(encoding="utf-8").partition("\n[function-words]\n")
    lines = rest.partition("\n[")[0].lower().split("\n")
    found = (_WORD_RE.findall(line) for line in lines if not line.startswith("# "))
    return tuple(dict.fromkeys(words[0] for words in found if len(words) == 1))


def foreign_words(script: str) -> dict[str, tuple[str, ...]]:
    """The function words of languages that are not told apart here but would be taken for a relative."""
    rows = [(code, words) for name, code, *words in data_rows("words.txt") if name == script]
    return {
        code: tuple(dict.fromkeys(part for word in words for part in _WORD_RE.findall(word))) for code, words in rows
    }


class Verdict(NamedTuple):
    """What words and letters say: the language if they settle it, how many words are its own, what speaks for each."""

    clear: bool
    code: str | None
    in_words: float
    scores: Mapping[str, float]


NOT_HERE = Verdict(True, None, 0.0, {})
"""A text in a language of the script that is none of those here."""


def weigh_words(script: str, words: Sequence[str], sample: str) -> Verdict:
    """Weigh the languages of a script by the function words and letters in a text."""
    table = telling(script)
    known = Counter(filter(None, map(table.words.get, words)))
    hits: dict[frozenset[str], float] = dict(known)
    for languages, count in Counter(map(table.letters.__getitem__, table.letter.findall(sample))).items():
        hits[languages] = hits.get(languages, 0.0) + count * LETTER_WEIGHT
    codes = script_languages(script)
    scores = dict.fromkeys(codes, 0.0)
    for languages, weight in hits.items():
        weight *= log(1 + len(codes) / len(languages))
        for code in languages:
            scores[code] = scores.get(code, 0.0) + weight
    best = max(codes, key=lambda code: (scores[code], code))
    relative = max(scores, key=lambda code: (scores[code], code))
    if is_foreign(script, hits, len(words)):
        return NOT_HERE
    if relative not in codes and lead(relative, best, hits) >= MIN_FOREIGN_LEAD:
        return NOT_HERE
    if len(words) >= MIN_SHARE_WORDS and total(hits, best) < MIN_POSSIBLE_SHARE * len(words):
        return NOT_HERE
    in_words = total(known, best)
    rivals = [code for code in codes if code != best and scores[code] >= MIN_RIVAL_SCORE * scores[best]]
    enough = in_words >= MIN_WORD_SHARE * len(words) and len(table.words.keys() & words) >= MIN_LEAD
    clear = enough and all(stands_out(best, rival, hits) for rival in rivals)
    return Verdict(clear, best if clear else None, in_words, {code: scores[code] for code in codes})


def total(hits: Mapping[frozenset[str], float], code: str) -> float:
    """How much speaks for a language."""
    return sum(weight for languages, weight in hits.items() if code in languages)


def has_foreign_letters(script: str, words: Sequence[str], sample: str) -> bool:
    """Whether a text in the script of one language has letters that this language does not write.

    >>> text = "মন্ত্ৰীয়ে কালি কৈছিল যে নতুন দলংখন অহা বছৰ খোলা হ'ব।"
    >>> has_foreign_letters("bengali", text.split(), text), has_foreign_letters("bengali", ["নতুন"], "নতুন")
    (True, False)
    """
    found = len(telling(script).letter.findall(sample))
    return is_foreign(script, {frozenset({"other"}): found * LETTER_WEIGHT}, len(words))


def is_foreign(script: str, hits: Mapping[frozenset[str], float], words: int) -> bool:
    """Whether a text has the letters of a language that is none of the script's here."""
    letters = hits.get(frozenset({"other"}), 0.0) / LETTER_WEIGHT
    share = MIN_FOREIGN_SHARE_LATIN if script == "latin" else MIN_FOREIGN_SHARE
    return letters >= max(MIN_FOREIGN_LETTERS, share * words)


def stands_out(best: str, rival: str, hits: Mapping[frozenset[str], float]) -> bool:
    """Whether enough speaks for a language and not for its rival."""
    ours, theirs = lead(best, rival, hits), lead(rival, best, hits)
    return ours >= MIN_LEAD and theirs <= MAX_RIVAL_SHARE * ours


def lead(code: str, rival: str, hits: Mapping[frozenset[str], float]) -> float:
    """How much speaks for a language and not for its rival."""
    return sum(weight for languages, weight in hits.items() if code in languages and rival not in languages)


def guess(sample: str, verdict: Verdict) -> str | None:
    """What langdetect says of a text, given how much speaks for each language already; None where it is not sure.

    Where most speaks for a language that langdetect does not know, it is not asked: it would name a relative.
    """
    known = langdetect_codes()
    best = max(verdict.scores, key=lambda code: (verdict.scores[code], code in known, code))
    if best not in known:
        return best if verdict.in_words >= MIN_GUESS_WORDS else None
    top = verdict.scores[best]
    prior = {code: exp(score - top) for code, score in verdict.scores.items() if code in known}
    try:
        detector = _DETECTORS.create()
        detector.set_prior_map(prior)
        detector.append(sample)
        found = detector.get_probabilities()
    except Exception:
        # langdetect raises more than its own error (an IndexError on some texts); a page is cleaned all the same.
        return None
    needed = MIN_GUESS_PROBABILITY if verdict.in_words >= MIN_GUESS_WORDS else MIN_WILD_PROBABILITY
    return str(found[0].lang) if found and found[0].prob >= needed else None


@cache
def langdetect_codes() -> tuple[str, ...]:
    """The languages that langdetect knows, sorted."""
    profiles = (resources.files("langdetect") / "profiles").iterdir()
    return tuple(sorted(profile.name for profile in profiles if "." not in profile.name and profile.is_file()))


class Detectors:
    """langdetect's profiles, loaded once, on first use and under a lock; its own global factory is left alone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._factory: Any = None

    def create(self) -> Any:
        """A new langdetect detector, with a seed of its own."""
        with self._lock:
            if self._factory is None:
                self._factory = self._load()
        return self._factory.create()

    def _load(self) -> Any:
        module = import_module("langdetect.detector_factory")
        profiles = resources.files("langdetect") / "profiles"
        factory = module.DetectorFactory()
        factory.load_json_profile([(profiles / code).read_text(encoding="utf-8") for code in langdetect_codes()])
        factory.seed = 0
        return factory


_DETECTORS = Detectors()
"""The one of this process; holds langdetect's profiles, which no page changes."""
SAME_LANGUAGE = {
    "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "nb": "no", "nn": "no", "fil": "tl", "sh": "hr",
    "bs": "hr", "cnr": "sr", "cmn": "zh",
}  # fmt: skip
"""Old and narrower subtags of languages, and those that another's lexicon serves: Bosnian and Montenegrin."""
NO_LANGUAGE = {"und", "mul", "mis", "zxx"}
"""Tags of ISO 639 for an unknown language, several, one without a code, and none."""
TRADITIONAL_SUBTAGS = {"hant", "tw", "hk", "mo"}
"""Scripts and regions where Chinese is written in traditional characters."""


def language_code(hint: str) -> str:
    """langdetect's code for a BCP 47 tag, or the tag's primary subtag where langdetect does not know the language.

    >>> [language_code(tag) for tag in ("pt-BR", "en_GB", "zh-Hant", "zh", "nb", "iw", "eu")]
    ['pt', 'en', 'zh-tw', 'zh-cn', 'no', 'he', 'eu']
    >>> language_code("English")
    Traceback (most recent call last):
        ...
    ValueError: 'English' is no language tag; pass one such as 'en', 'pt-BR' or 'zh-Hant', or None to detect it
    """
    if not isinstance(hint, str):
        raise TypeError(f"language must be a str such as 'en' or 'pt-BR', or None, not {type(hint).__name__}")
    match = _TAG_RE.fullmatch(hint.strip())
    primary = match[1].lower() if match else ""
    if not match or primary in NO_LANGUAGE:
        raise ValueError(
            f"{hint[:40]!r} is no language tag; pass one such as 'en', 'pt-BR' or 'zh-Hant', or None to detect it"
        )
    code = SAME_LANGUAGE.get(primary, primary)
    if code not in ("zh", "yue"):
        return code
    subtags = set(match[2].lower().replace("_", "-").split("-"))
    if "hans" in subtags or (code == "zh" and not subtags & TRADITIONAL_SUBTAGS):
        return "zh-cn"
    return "zh-tw"
