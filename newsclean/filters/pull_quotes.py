"""Pull quotes: a sentence of the body set apart, with the lines under it that say whose words they are.

A subhead may name what the text below it names again. So the words have to be somebody's: in quotation marks, on their
own or in the body, or a whole sentence there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newsclean.page import Line, Page, Removal
from newsclean.script import CHARS_PER_UNSPACED_WORD, ends_sentence, has_full_stop, is_small, is_unspaced, word_count

MIN_QUOTE_WORDS = 5
"""Words: a shorter line may be said twice. By hand."""
MAX_QUOTE_WORDS = 50
"""Words: a longer one is a paragraph. By hand."""
MIN_SURPLUS = 1.2
"""The paragraph that has the sentence is longer than the quote by this factor. By hand."""
MAX_ATTRIBUTION_WORDS = 8
"""Words of who said it, at most. By hand."""
MAX_RIVALS = 8
"""Quotes that open with the same words and are looked for; a page of nothing but repeats stays linear. By hand."""
REACH = 100
"""Logical lines within which the words stand that a quote repeats; a page of nothing but quotes stays linear. By
hand."""
QUOTES = tuple("\"'“”„‟‘’‚«»‹›「」『』")
"""Quotation marks of all scripts."""
_CHARACTER_RE = regex.compile(
    r"[^\p{L}\p{M}\p{N}」』”’»）)。、，！？!?.,]*[\p{L}\p{N}]\p{M}*[」』”’»）)。、，！？!?.,]*"
)
"""A letter or digit with the marks around it: a word in scripts without spaces."""
_NO_WORD_RE = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
"""What is no part of a word."""

Shingle = tuple[str, str, str]


def pull_quotes(page: Page) -> Iterator[Removal]:
    """Point at lines whose words stand, one after the other, inside a longer paragraph, and at their attributions.

    >>> from newsclean import read_page
    >>> text = ('We will not give up our plans\\nAnn Lee\\nmayor\\n\\nThe council met. '
    ...         '"We will not give up our plans for rain," said Ann Lee.\\n\\nWe will give up our plans.')
    >>> for removal in pull_quotes(read_page(text, language="en")):
    ...     print(removal.line.text, "-", removal.reason)
    We will not give up our plans - repeats a sentence of the body
    Ann Lee - attribution of a pull quote
    mayor - attribution of a pull quote
    """
    lines = page.lines
    if len(lines) < 2:
        return
    words = [pieces(page.folded(line)) for line in lines]
    wanted: dict[Shingle, list[int]] = {}
    for n, own in enumerate(words):
        size = len(own) / (CHARS_PER_UNSPACED_WORD if is_in_characters(lines[n].text) else 1)
        if MIN_QUOTE_WORDS <= size <= MAX_QUOTE_WORDS and lines[n].mark != "heading":
            wanted.setdefault((own[1], own[2], own[3]), []).append(n)
    for n in sorted(quoted(lines, words, wanted)):
        yield Removal(lines[n], "repeats a sentence of the body", kind="pull-quote")
        for line in attributions(page, n):
            yield Removal(line, "attribution of a pull quote", kind="pull-quote")


def pieces(folded: str) -> list[str]:
    """The words of a folded text, punctuation on them; in scripts without spaces its characters.

    >>> pieces("«we will go,» he said"), pieces("「雨だ」と")
    (['«we', 'will', 'go,»', 'he', 'said'], ['「雨', 'だ」', 'と'])
    >>> pieces("« nous irons », dit-il")
    ['«nous', 'irons»,', 'dit-il']
    """
    if is_in_characters(folded):
        return _CHARACTER_RE.findall(folded)
    return folded.replace("« ", "«").replace(" »", "»").split()


def is_in_characters(text: str) -> bool:
    """Whether a text is looked at character by character: its script has no spaces."""
    return not text.isascii() and is_unspaced(text[len(text) // 2])


def quoted(lines: Sequence[Line], words: Sequence[list[str]], wanted: dict[Shingle, list[int]]) -> set[int]:
    """The numbers of the quotes whose words stand in a row in a longer line; one pass over the words of the page.

    A quote's second to fourth word find where it may stand: its first may have a quotation mark on it.
    """
    found: set[int] = set()
    for n, text in enumerate(words):
        if len(text) <= MIN_QUOTE_WORDS:
            continue
        shingles = zip(text, text[1:], text[2:], strict=False)
        known = [(at, wanted[shingle]) for at, shingle in enumerate(shingles) if shingle in wanted]
        for at, rivals in known:
            for q in rivals[:MAX_RIVALS]:
                size, start = len(words[q]), max(0, at - 1)
                if (
                    q != n
                    and len(text) >= size * MIN_SURPLUS
                    and same(words[q], text[start : at - 1 + size])
                    and is_said(lines[q].text, text, start, at - 1 + size)
                ):
                    found.add(q)
    return found


def is_said(quote: str, text: Sequence[str], start: int, end: int) -> bool:
    """Whether a line is somebody's words: it is a sentence or in quotes, or the passage of the body that has it is.

    text: the words of the paragraph, those from `start` to before `end` the line's.

    >>> text = '"We will not give up," she said. The ghost of the last owner stays.'.split()
    >>> is_said("We will not give up", text, 0, 5), is_said("The ghost of the last owner", text, 7, 13)
    (True, False)
    """
    if has_full_stop(quote) or quote[0] in QUOTES or quote[-1] in QUOTES:
        return True
    if text[start][0] in QUOTES or text[end - 1][-1] in QUOTES:
        return True
    opens = start == 0 or has_full_stop(text[start - 1])
    return opens and has_full_stop(text[end - 1])


def same(quote: list[str], passage: list[str]) -> bool:
    """Whether two lists of words are the same but for punctuation.

    >>> same(["we", "will", "go."], ['"we', "will", "go,"]), same(["we", "will"], ["you", "will"])
    (True, False)
    """
    return len(quote) == len(passage) and _NO_WORD_RE.sub("", "".join(quote)) == _NO_WORD_RE.sub("", "".join(passage))


def attributions(page: Page, at: int) -> Iterator[Line]:
    """The lines right under a quote, in its block, that say whose it is: a name of the text, then what she does."""
    lines = page.lines
    speaker = lines[at + 1] if at + 1 < len(lines) else None
    if (
        speaker is None
        or not may_attribute(speaker)
        or not is_named(lines[max(0, at - REACH) : at + REACH], speaker.text)
    ):
        return
    yield speaker
    role = lines[at + 2] if at + 2 < len(lines) else None
    if role is not None and may_attribute(role) and at + 3 < len(lines) and lines[at + 3].blank_before:
        yield role


def may_attribute(line: Line) -> bool:
    """Whether a line stands in the block of the line above it, and is as short as a name or an office."""
    return not line.blank_before and word_count(line.text) <= MAX_ATTRIBUTION_WORDS and not ends_sentence(line.text)


def is_named(lines: Sequence[Line], text: str) -> bool:
    """Whether the first words of a text, as a name has them, stand in a longer one of some lines."""
    name = text.split(",")[0].strip("—–- ")
    words = name.split()
    if len(words) > 1 and not all(not is_small(word[0]) for word in (words[0], words[-1])):
        return False
    return any(name in line.text and len(line.text) > 2 * len(text) for line in lines)
