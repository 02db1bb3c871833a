"""Small words that tell how two lines meet. Layout comes before the language is known: they are those of any page."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from newsclean.lexicon import read_topics

_HIRAGANA = "\u3041-\u309f"
"""Hiragana, as a range for patterns."""
_KANA_OR_HAN = "\u3040-\u30ff\u4e00-\u9fff"
"""What Japanese is written in."""


class MeetingWords(NamedTuple):
    """What stands at the start, or the end, of a line that another one goes on.

    conjunctions: after "Ein-" they are words of their own: the hyphen stands for what two words share.
    suffix: what leans on the word before it ("'s").
    particle, particle_end: a Japanese particle that opens a line, and one that ends it; no sentence does either.
    """

    conjunctions: frozenset[str]
    suffix: re.Pattern[str]
    particle: re.Pattern[str]
    particle_end: re.Pattern[str]


@cache
def meeting_words() -> MeetingWords:
    """These words, from the lexicon's file for any page.

    >>> words = meeting_words()
    >>> "und" in words.conjunctions, bool(words.suffix.match("’s house")), bool(words.suffix.match("'sup"))
    (True, True, False)
    >>> bool(words.particle.match("は1.8%下げた")), bool(words.particle_end.search("東京と"))
    (True, True)
    """
    topics = read_topics("any")
    suffixes = "|".join(map(re.escape, topics["layout.suffixes"]))
    opening, ending = ("".join(topics[f"layout.particles-{place}"]) for place in ("opening", "ending"))
    return MeetingWords(
        frozenset(topics["layout.conjunctions"]),
        re.compile(rf"['’](?:{suffixes})\b"),
        re.compile(f"[{opening}][^{_HIRAGANA}]"),
        re.compile(f"[{_KANA_OR_HAN}][{ending}、]\\Z"),
    )
