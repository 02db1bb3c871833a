"""What scripts settle: where sentences end, which scripts have no spaces, how many words a text has."""

from __future__ import annotations

import regex

ENDS_SENTENCE_RE = regex.compile(r"[.!?…。！？؟۔।॥։።:;：；][\"'”’»›)\]」』）】\s]*$")
_UNSPACED_RE = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}。、！？「」『』（）]"
)
_WORD_RE = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-.][\p{L}\p{N}]+)*")
_UNMARKED_RE = regex.compile(r"[\p{Thai}\p{Lao}]")
MIN_UNMARKED_CHARS = 60
"""In a script without full stops, a text of so many characters is taken for a sentence."""
CHARS_PER_UNSPACED_WORD = 2
"""Chinese and Japanese words have about two characters."""


def is_unspaced(char: str) -> bool:
    """Whether a character belongs to a script without spaces between words.

    >>> is_unspaced("字"), is_unspaced("a")
    (True, False)
    """
    return bool(_UNSPACED_RE.match(char))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets aside; a long text in Thai too.

    >>> ends_sentence("He left.»"), ends_sentence("Photo: Reuters")
    (True, False)
    """
    if text[-1:].isalnum():
        return len(text) >= MIN_UNMARKED_CHARS and _UNMARKED_RE.match(text[-1]) is not None
    return ENDS_SENTENCE_RE.search(text, max(0, len(text) - 6)) is not None


def word_count(text: str) -> int:
    """How many words a text has; in scripts without spaces, half its characters.

    >>> word_count("Rain fell all night."), word_count("昨夜は雨だった")
    (4, 3)
    """
    spaced = text.count(" ") + 1 if text else 0
    if text.isascii() or not is_unspaced(text[len(text) // 2]):
        return spaced
    return max(spaced, len(_UNSPACED_RE.findall(text)) // CHARS_PER_UNSPACED_WORD)
