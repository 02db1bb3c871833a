"""Text -> sound lines: where lines end, ftfy's repairs, and characters nobody sees taken out.

Lines end at \\r\\n, \\n, \\r, U+2028 and U+2029. Each becomes `ftfy.fix_text(line, CONFIG)`, then loses what has no
shape of its own: soft hyphens, byte order marks, word joiners, control characters. A cheap look at the whole text tells
whether any of this can change anything; on most pages it cannot. Quotes, ligatures and widths stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby

from newsclean.script import WORD_BREAK_SCRIPTS

_ODD_BREAKS = "\r\u2028\u2029\x0b\x0c\x1c\x1d\x1e"
"""What a line may end with beside \\n, and the separators that are spaces here."""
_LINE_END_RE = re.compile("\r\n|[\n\r\u2028\u2029]")
"""Where a line ends."""
_SPACE_LIKE = {ord(c): " " for c in "\x0b\x0c\x1c\x1d\x1e"}
"""Vertical tab, form feed and the ASCII separators: spaces, though str.splitlines ends a line at them."""
_BREAKS_TO_SPACE = {ord(c): " " for c in "\n\r\u2028\u2029\x0b\x0c\x1c\x1d\x1e"}
"""Line breaks that ftfy brings into a line."""

_ENTITY_RE = re.compile("&#?[0-9A-Za-z]{1,24};")
"""What may be an HTML entity."""
# What ftfy takes out or changes whatever stands round it: controls, surrogates, invisible Arabic and annotation marks.
_FTFY_DROPS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u206a-\u206f\ufeff\ufff9-\ufffc\ud800-\udfff"
_DROPPED = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u2060\ufeff"
"""Control characters, U+00AD, U+2060 and U+FEFF: nobody sees them."""
_ODD = f"{_FTFY_DROPS}{_DROPPED}\u200b"
"""What a line that needs no repair does not have."""
_ODD_RE = re.compile(f"[{_ODD}]")
"""A character of _ODD."""
_DROPPED_RE = re.compile(f"[{_DROPPED}]")
"""A character of _DROPPED."""
# The second part begins where a run does: tried within the run too, it would take the run's square.
_WORD_BREAK_RE = re.compile(f"(?<=[{WORD_BREAK_SCRIPTS}])\u200b+|(?<!\u200b)\u200b+(?=[{WORD_BREAK_SCRIPTS}])")
# No letters and no Latin marks: where combining marks stand in a row, they are in such a run.
_MARK_RUN_RE = re.compile("[^\\w\\x00-\u02ff]{33,}")
# Cheaper looks: Latin text has no such run at all, and most of it has fewer than 33 characters of other scripts.
_FAR_RUN_RE = re.compile("[\u0300-\U0010ffff]{33}")
_MIN_FAR = 33
"""Characters beyond U+02FF that such a run takes. By hand: a shorter run is soon put in order."""

# No mojibake that ftfy knows is longer than this.
_MOJIBAKE_REACH = 8


def source_lines(text: str) -> list[str]:
    r"""The lines of a text as it came; the n-th item is source line n.

    >>> source_lines("one\r\ntwo\u2028three\x0bfour")
    ['one', 'two', 'three four']
    """
    if any(c in text for c in _ODD_BREAKS):
        return _LINE_END_RE.split(text.translate(_SPACE_LIKE))
    return text.split("\n")


def sound_lines(text: str) -> list[str]:
    r"""The lines of a text, repaired; the n-th item is source line n, "" where nothing was left of it.

    Mojibake and entities are mended, invisible characters go; curly quotes and ligatures stay as they were printed.

    >>> sound_lines("It\xe2\u20ac\u2122s 5\xa0% &amp; more\nso\u00adft")
    ['It’s 5\xa0% & more', 'soft']
    >>> sound_lines("“It’s fine” – R&D; ﬁne")
    ['“It’s fine” – R&D; ﬁne']
    """
    lines = source_lines(text)
    if may_change("\n".join(lines)):
        return [_sound(line) if may_change(line) else line for line in lines]
    return lines


def emptied_lines(text: str, sound: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the source lines that had something in them, and of which repair left nothing.

    >>> emptied_lines("one\\n\\xad\\n\\nfour", sound_lines("one\\n\\xad\\n\\nfour"))
    (2,)
    """
    lines = source_lines(text)
    if lines == sound:
        return ()
    pairs = enumerate(zip(lines, sound, strict=True), 1)
    return tuple(n for n, (line, left) in pairs if not left.strip() and line.strip())


def may_change(text: str) -> bool:
    r"""Whether repair could change any line of this text; False is sure, True is not.

    >>> may_change("Fish &amp; chips"), may_change("Fish & chips – à la carte")
    (True, False)
    """
    if "&" in text and _ENTITY_RE.search(text):
        return True
    if text.isascii():
        return not text.replace("\n", "").isprintable() and _ODD_RE.search(text) is not None
    far = len(text) - len(text.encode("latin-1", "ignore"))
    if far >= _MIN_FAR and _FAR_RUN_RE.search(text) and _MARK_RUN_RE.search(text):
        return True
    if not unicodedata.is_normalized("NFC", text):
        return True
    return _holds_odd_or_mojibake(text)


def _holds_odd_or_mojibake(text: str) -> bool:
    pattern, is_bad = _mojibake_tests()
    for hit in pattern.finditer(text):
        at = hit.start()
        if _ODD_RE.match(text, at) or is_bad(text[max(0, at - _MOJIBAKE_REACH) : at + _MOJIBAKE_REACH]):
            return True
        if text[at : at + 2] in ("Ã ", "Â "):
            return True
    return False


def _sound(line: str) -> str:
    line = _fix_text()(line).translate(_BREAKS_TO_SPACE)
    if "\u200b" in line:
        line = _WORD_BREAK_RE.sub(" ", line).replace("\u200b", "")
    return _DROPPED_RE.sub("", line)


def _normalised(line: str) -> str:
    """The line in NFC. Long runs of marks are put in order first: Unicode's own way to do it takes their square."""
    return unicodedata.normalize("NFC", _MARK_RUN_RE.sub(lambda run: _in_order(run[0]), line))


def _in_order(run: str) -> str:
    """Marks in canonical order, each taken apart; what carries marks stays where it is."""
    apart = "".join(unicodedata.normalize("NFD", char) for char in run)
    groups = groupby(apart, key=lambda char: unicodedata.combining(char) > 0)
    return "".join(["".join(sorted(group, key=unicodedata.combining) if marks else group) for marks, group in groups])


@cache
def _fix_text() -> Callable[[str], str]:
    """ftfy's fix_text with our CONFIG; ftfy is first imported here, so that importing newsclean stays cheap.

    NFC, the last of ftfy's steps, is done by us; where it changes a line, ftfy's loop goes on as it would have.
    """
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=True,  # "auto" stops at the first "<"; our input is text, not HTML
        uncurl_quotes=False,  # quotes as printed
        fix_latin_ligatures=False,  # letters as printed
        fix_character_width=False,  # full width is right in Chinese and Japanese
        normalization=None,
        explain=False,
    )

    def fix(line: str) -> str:
        while True:
            fixed = ftfy.fix_text(line, config)
            line = _normalised(fixed)
            if line == fixed:
                return line

    return fix


@cache
def _mojibake_tests() -> tuple[re.Pattern[str], Callable[[str], bool]]:
    """A pattern that meets all odd characters and all places where ftfy could see mojibake; ftfy's test for these.

    Each of ftfy's signs of mojibake holds one of a few characters, or two neighbours out of its categories of which one
    is neither a plain Greek or Cyrillic letter nor in its category of common characters.
    """
    from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad

    alone = f"ÂÃŒœЂ{_ODD}"
    rare = "".join(v for k, v in MOJIBAKE_CATEGORIES.items() if k not in ("common", "lower_common", "upper_common"))
    letters = MOJIBAKE_CATEGORIES["lower_common"] + MOJIBAKE_CATEGORIES["upper_common"]
    common = MOJIBAKE_CATEGORIES["common"]
    pattern = f"[{alone}{rare}](?:(?<=[{alone}])|(?=[{rare}{letters}{common}])|(?<=[{rare}{letters}][{rare}]))"
    return re.compile(pattern), is_bad
