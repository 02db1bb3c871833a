"""What scripts settle, each known here once: where sentences end, which have no spaces, which have small letters.

Also which script a letter is of; how many words a text has, and whether it is a paragraph, which follow from these.
"""

from __future__ import annotations

import re
import unicodedata

FULL_STOPS = ".!?…。！？｡．।॥؟۔։።፧៕។᙮‽။"
"""The marks that end a sentence: the Unicode property Sentence_Terminal's for the scripts that news is written in, and
the ellipsis."""
PAUSES = ":;：；"
"""What a line that leads over to the next one ends in; it is no heading either."""
CLOSERS = "\"'”’»›“‘«‹)]）］」』】》"
"""Quotes and brackets that may stand after a sentence's end; where “ and « open a quote elsewhere, German, Czech and
Danish close it with them."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""The scripts that put no space between words (Thai, Lao, Burmese, Khmer, kana, Han), as a range for patterns."""
WIDE_MARKS = "\u3000-\u3004\u3008-\u303f\uff00-\uff65"
"""The punctuation of Han and kana, which brings its own space along."""
WORD_BREAK_SCRIPTS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer, where U+200B may stand between two words."""
MIN_UNMARKED_CHARS = 60
"""In Thai and Lao, which have no full stop, a text of this many characters is taken for a sentence. By hand."""
CHARS_PER_UNSPACED_WORD = 2
"""Chinese and Japanese words have about two characters."""
MIN_PARAGRAPH_WORDS = 12
"""Words from which on a sentence is a paragraph and no label; the contract has "a dozen words" ..."""
MIN_PARAGRAPH_UNSPACED = 20
"""... "or twenty ideographs"."""

_HAN_NAMES = frozenset(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"))
"""How the Unicode names of what Chinese and Japanese is written in begin."""
_UNSPACED_RE = re.compile(f"[{UNSPACED}{WIDE_MARKS}]")
"""One of these characters."""
_UNSPACED_RUN_RE = re.compile(f"[{UNSPACED}{WIDE_MARKS}]+")
"""Several, to be counted."""
_UNMARKED_RE = re.compile("[\u0e00-\u0eff]")
"""Thai and Lao."""
_ENDS_RE = re.compile(f"[{re.escape(FULL_STOPS + PAUSES)}][{re.escape(CLOSERS)}\\s]*$")
"""A sentence's or a lead-in's end, closers behind it."""
_STOPS_RE = re.compile(f"[{re.escape(FULL_STOPS)}][{re.escape(CLOSERS)}\\s]*$")
"""A sentence's end alone."""
_GEORGIAN_RE = re.compile("[\u10d0-\u10ff]")
"""Georgian's everyday letters."""
_SIGNATURE_RE = re.compile(r"\s*(?:[(（\[【][^()（）\[\]【】]{1,40}[)）\]】]|©\s*\w[\w./ -]{1,30})\s*$")
"""Brackets, or a name behind "©", at the end of a text."""
MAX_SIGNATURE_CHARS = 48
"""Characters at a text's end in which a signature is looked for. By hand."""
_TAIL_CHARS = 6
"""The characters at a text's end among which a full stop, quotes and brackets are looked for."""


def script_of(letter: str) -> str:
    """The script of a letter, by the first word of its Unicode name; Japanese mixes kana and Han, so kana count as Han.

    >>> script_of("a"), script_of("я"), script_of("字"), script_of("か"), script_of("अ")
    ('latin', 'cyrillic', 'han', 'han', 'devanagari')
    >>> script_of(chr(0xFFFF))
    ''
    """
    name = unicodedata.name(letter, "").partition(" ")[0]
    return "han" if name in _HAN_NAMES else name.lower()


def is_unspaced(char: str) -> bool:
    """Whether a character belongs to a script without spaces between words, or is punctuation of one.

    >>> is_unspaced("字"), is_unspaced("。"), is_unspaced("a"), is_unspaced("글")
    (True, True, False, False)
    """
    return bool(_UNSPACED_RE.match(char))


def is_small(char: str) -> bool:
    """Whether a character is a small letter of a script that begins sentences with capital ones.

    Georgian's everyday letters are small ones to Unicode, but its sentences begin with them too.

    >>> is_small("a"), is_small("A"), is_small("字"), is_small("ა")
    (True, False, False, False)
    """
    return char.islower() and not _GEORGIAN_RE.match(char)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or its lead-in does, closing quotes and brackets aside; a long Thai text too.

    >>> ends_sentence("He left.»"), ends_sentence("वह चला गया।"), ends_sentence("Photo: Reuters")
    (True, True, False)
    """
    if text[-1:].isalnum():
        return is_long_unmarked(text)
    return _ENDS_RE.search(text, max(0, len(text) - _TAIL_CHARS)) is not None


def has_full_stop(text: str) -> bool:
    """Whether a text ends in a full stop, not in a colon or semicolon, closing quotes and brackets aside.

    >>> has_full_stop("He left.»"), has_full_stop("He said:")
    (True, False)
    """
    if text[-1:].isalnum():
        return is_long_unmarked(text)
    return _STOPS_RE.search(text, max(0, len(text) - _TAIL_CHARS)) is not None


def is_long_unmarked(text: str) -> bool:
    """Whether a text in a script without full stops is long enough for a sentence."""
    return len(text) >= MIN_UNMARKED_CHARS and _UNMARKED_RE.match(text[-1]) is not None


def word_count(text: str) -> int:
    """How many words a text has; in scripts without spaces, half its characters.

    >>> word_count("Rain fell all night."), word_count("昨夜は雨だった")
    (4, 3)
    """
    spaced = text.count(" ") + 1 if text else 0
    if text.isascii() or not is_unspaced(text[len(text) // 2]):
        return spaced
    return max(spaced, unspaced_chars(text) // CHARS_PER_UNSPACED_WORD)


def unspaced_chars(text: str) -> int:
    """How many characters of a text belong to scripts without spaces.

    >>> unspaced_chars("NHKは昨夜"), unspaced_chars("NHK")
    (3, 0)
    """
    return sum(map(len, _UNSPACED_RUN_RE.findall(text)))


def is_paragraph(text: str) -> bool:
    """Whether a text reads as sentences: a dozen words or twenty ideographs and more, closed as sentences are.

    A signature may follow the last one: "(AP)", "©AFP".

    >>> rain = "In the night, rain fell on the hills above the town, and the river rose."
    >>> is_paragraph(rain), is_paragraph("No."), is_paragraph("昨夜は雨が降り、旧市街の地下室は水につかった。")
    (True, False, True)
    """
    text = without_signature(text)
    if not has_full_stop(text):
        return False
    spaced = text.count(" ") + 1
    return spaced >= MIN_PARAGRAPH_WORDS or (not text.isascii() and unspaced_chars(text) >= MIN_PARAGRAPH_UNSPACED)


def without_signature(text: str) -> str:
    """A text without what stands in brackets, or behind "©", after its last sentence; other texts as they are.

    >>> without_signature("Nobody was hurt. (AP)"), without_signature("Nobody (not even Ann)")
    ('Nobody was hurt.', 'Nobody (not even Ann)')
    """
    if text[-1:] not in (")", "）", "]", "】") and "©" not in text[-MAX_SIGNATURE_CHARS:]:
        return text
    found = _SIGNATURE_RE.search(text, max(0, len(text) - MAX_SIGNATURE_CHARS))
    return text[: found.start()] if found and has_full_stop(text[: found.start()]) else text
