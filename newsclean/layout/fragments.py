"""Pages cut at every inline tag: which lines go on the sentence of the line before.

Where the rendering left the spaces at a line's ends (BeautifulSoup's `get_text("\\n")`), they tell: between two
paragraphs there is none. Where it stripped them, a line goes on if it starts as no sentence does (a small letter, a
closing mark) and the line before has not ended; or if the line before has, inside, the end of another sentence, and the
rest of its last one comes soon. A name that was a link, between such a line and an unfinished one, is of the same
sentence. Short capitalised lines, as menus have them, are never put together, and two lines that both look whole stay
apart: a cut at a sentence's end cannot be seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newsclean.layout.words import meeting_words
from newsclean.script import CLOSERS, FULL_STOPS, UNSPACED, is_small

MIN_SURE_CUTS = 2
"""Sure cuts from which on a page is one that was cut at its tags. By hand."""
MIN_LONG_CHARACTERS = 30
"""Characters: a shorter line may be a label. By hand."""
MIN_FOLLOWED_CHARACTERS = 20
"""The same where white space shows that something followed. By hand."""
MIN_SHARE_OF_PARTED = 2 / 3
"""Of the lines that end as sentences do, the share with a blank line after them where blank lines part the paragraphs.
By hand."""
MIN_TIDY_LINES = 3
"""Of this many lines that end as sentences do, one may have a space behind. By hand."""
MAX_PIECES = 6
"""A sentence is cut into no more pieces than this: where its end is further on, it is a list."""
# Shorter words at a line's end are mostly articles and prepositions, which no line of its own ends in.
MAX_JOINING_WORD_CHARACTERS = 3

_END = (*FULL_STOPS, *";；|*")
"""What a line ends in that nothing goes on."""
_CLOSERS = f" {CLOSERS}"
"""What may stand behind it."""
_CLOSE_START = tuple(",;.!?)]”’»›…%、。，；：！？）」』】》:")
"""What the rest of a sentence may start with."""
# A line of one of these alone closes a sentence; lines of other marks alone part menu entries.
_LONE_CLOSE = ".,)。，、）"
# These stand after a sentence's end too.
_AFTER_END = ",)”’»"
_SEPARATORS = ("•", "|")
"""What parts the items of a row."""
_ITEM_RE = re.compile(r"\d{1,3}[.)] |[+*] ")
"""The mark of a list item."""
_MENU_MARKS = tuple("•|·/>›→")
"""What parts the entries of a menu."""
_OPEN_END_RE = re.compile(r"(?:[(\[“„«‘「『（《【,，、—–&]|[^\W\d_][’'])\Z")
"""What leaves a line open: a bracket, a quotation mark, a comma, a dash, an elision."""
_JOINING_WORD_RE = re.compile(rf"(?:\A|[\s(“„«\"])[^\W\d_]{{1,{MAX_JOINING_WORD_CHARACTERS}}}\Z")
"""A short word at the end."""
_INNER_END_RE = re.compile(rf"[^\W\d_]{{3}}[.।۔][{re.escape(CLOSERS)}]* +\S|[。！？][{re.escape(CLOSERS)}]*[^\s。！？]")
"""A sentence end within a line."""
_UNSPACED_RE = re.compile(f"[{UNSPACED}]")
"""A character of a script without spaces."""


def find_cuts(texts: Sequence[str], starts: Sequence[bool], edges: Sequence[str] | None = None) -> set[int]:
    """The places of the texts that go on the one before them.

    starts: which texts the rendering says cannot.
    edges: of each text, whether a space stood at the end of the one before ("e"), at its own start ("s"), or both; None
    where the rendering does not keep the page's own white space.

    >>> lines = ["The mayor of", "Springfield", ", who was away, said he", "knew nothing.", "Home", "News", "Sport"]
    >>> sorted(find_cuts(lines, [False] * 7))
    [1, 2, 3]
    >>> find_cuts(["Home", "News", "Rain fell.", "Nobody was hurt."], [False] * 4)
    set()
    >>> sorted(find_cuts(["CORRAN", "(Wire) - Rain", "fell.", "Home", "News"], [False] * 5, ["", "s", "s", "", ""]))
    [1, 2]
    """
    n = len(texts)
    open_pairs = [i for i in range(1, n) if not starts[i] and texts[i] and texts[i - 1]]
    sure = {i for i in open_pairs if _goes_on(texts[i - 1], texts[i])}
    kept = edges or [""] * n
    spaced = _without_menus(texts, {i for i in open_pairs if kept[i] and _is_spaced(texts[i - 1], texts[i], kept[i])})
    told = {i for i in open_pairs if _is_told(texts[i - 1])} if edges is not None else set()
    parted = edges is not None and _are_parted(texts, starts)
    if parted:
        told |= {i for i in open_pairs if is_caseless(texts[i - 1]) and not has_ended(texts[i - 1])}
    told = {i for i in told if _rest_of_sentence(texts, starts, i)}
    if not (sure or spaced or parted):
        # In Han and kana an unfinished line may be a caption with its credit: it takes another sign on the page.
        told = {i for i in told if not _UNSPACED_RE.match(texts[i - 1][-1])}
    if len(sure | spaced | told) < MIN_SURE_CUTS:
        return set()
    cuts = sure | spaced
    if parted or _are_tidy(texts, kept):
        named = (i for i in open_pairs if kept[i] == "e" and i + 1 in cuts)
        cuts.update(i for i in named if has_ended(texts[i - 1]) and not has_ended(texts[i]))
    times, words = Counter(texts), meeting_words()
    for i in open_pairs:
        before = texts[i - 1]
        if i in cuts or has_ended(before):
            continue
        # What stands twice on a page is a title or a menu entry.
        alone = times[before] == 1 or i - 1 in cuts
        if alone and _is_linked(before, i - 1 in cuts, i + 1 in sure):
            cuts.add(i)
        elif i in told or (i - 1 in cuts and _UNSPACED_RE.match(before[-1])):
            cuts.update(_rest_of_sentence(texts, starts, i))
        elif words.particle.match(texts[i]) and _UNSPACED_RE.match(before[-1]) and has_ended(texts[i]):
            cuts.add(i)
            if not starts[i - 1] and i > 1 and words.particle_end.search(texts[i - 2]):
                cuts.add(i - 1)
    return cuts - _items(texts, cuts, spaced)


def _items(texts: Sequence[str], cuts: set[int], spaced: set[int]) -> set[int]:
    """The cuts that are none: items in small letters, under a line that ends in a colon, of which no sentence comes."""
    found: set[int] = set()
    for first in cuts:
        if first - 1 in cuts or not any(text.endswith((":", "：")) for text in texts[max(0, first - 2) : first]):
            continue
        end = next(n for n in range(first, first + len(cuts) + 1) if n + 1 not in cuts)
        run = range(first, end + 1)
        if not has_ended(texts[end]) and all(is_small(texts[n][0]) and n not in spaced for n in run):
            found.update(run)
    return found


def _are_parted(texts: Sequence[str], starts: Sequence[bool]) -> bool:
    """Whether blank lines stand between the paragraphs, so that lines without one between them are of one paragraph."""
    followed = [
        i for i in range(1, len(texts)) if len(texts[i - 1]) >= MIN_FOLLOWED_CHARACTERS and has_ended(texts[i - 1])
    ]
    return len(followed) >= MIN_SURE_CUTS and sum(starts[i] for i in followed) >= MIN_SHARE_OF_PARTED * len(followed)


def _are_tidy(texts: Sequence[str], edges: Sequence[str]) -> bool:
    """Whether few lines that end as sentences do have a space behind, so that one tells that the paragraph goes on."""
    behind = [
        edges[i]
        for i in range(1, len(texts))
        if len(texts[i - 1]) >= MIN_FOLLOWED_CHARACTERS and has_ended(texts[i - 1])
    ]
    return 0 < MIN_TIDY_LINES * sum(edge == "e" for edge in behind) <= len(behind)


def _rest_of_sentence(texts: Sequence[str], starts: Sequence[bool], i: int) -> range:
    """The places from one on up to the text that ends the sentence; none where it does not end soon."""
    for end in range(i, min(len(texts), i + MAX_PIECES)):
        if starts[end] or not texts[end]:
            break
        if has_ended(texts[end]):
            return range(i, end + 1)
    return range(0)


def _is_told(text: str) -> bool:
    """Whether a text in a script without small letters is unfinished, and a sentence has ended in it."""
    return text[-1].isalnum() and is_caseless(text) and _INNER_END_RE.search(text) is not None


def is_caseless(text: str) -> bool:
    """Whether a text's last letter is of a script without capitals.

    >>> is_caseless("남빈항"), is_caseless("15 March"), is_caseless("2012")
    (True, False, False)
    """
    last = next(filter(str.isalpha, reversed(text)), "")
    return last != "" and last.lower() == last.upper()


def _without_menus(texts: Sequence[str], spaced: set[int]) -> set[int]:
    """The places but those of short capitalised lines in a row, as menus have them."""
    short = {i for i in spaced if _is_entry(texts[i - 1]) and _is_entry(texts[i])}
    return spaced - {i for i in short if i - 1 in short or i + 1 in short}


def _is_entry(text: str) -> bool:
    """Whether a text is short and begins with a capital."""
    return len(text) < MIN_FOLLOWED_CHARACTERS and text[0].isupper()


def _is_spaced(before: str, text: str, edge: str) -> bool:
    """Whether the space between two lines is one within a sentence: the first is open, or the second has it."""
    if before[-1:] in _MENU_MARKS or text[:1] in _MENU_MARKS or _ITEM_RE.match(text):
        return False
    if has_ended(before):
        return edge == "s" and not _UNSPACED_RE.match(text)
    return edge != "es" or not text[0].isupper()


def _goes_on(before: str, text: str) -> bool:
    """Whether a line starts as no sentence does, after a line that has not ended."""
    first = text[0]
    if first in _AFTER_END and len(text) > 1:
        return True
    if has_ended(before) or before[-1:] in _SEPARATORS:
        return False
    if len(text) == 1:
        return first in _LONE_CLOSE
    return is_small(first) or text.startswith(_CLOSE_START) or meeting_words().suffix.match(text) is not None


def _is_linked(before: str, was_cut: bool, is_followed: bool) -> bool:
    """Whether a line that could start a sentence is of the unfinished one before it."""
    if not before or has_ended(before) or before.endswith((":", "：")) or before[-1] in _CLOSERS:
        return False
    small = is_small(before[-1])
    if is_followed and (was_cut or len(before) >= (MIN_FOLLOWED_CHARACTERS if small else MIN_LONG_CHARACTERS)):
        return True
    if not (is_followed or was_cut or len(before) >= MIN_LONG_CHARACTERS):
        return False
    return (small and _JOINING_WORD_RE.search(before) is not None) or _OPEN_END_RE.search(before) is not None


def has_ended(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets aside.

    >>> has_ended('He said: "No."'), has_ended("the mayor of")
    (True, False)
    """
    return text.rstrip(_CLOSERS).endswith(_END)
