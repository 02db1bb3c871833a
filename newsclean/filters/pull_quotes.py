"""Pull quotes: a sentence of the body set apart, with the lines under it that say whose words they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newsclean.page import Line, Page, Removal
from newsclean.script import ends_sentence, is_unspaced, word_count

MIN_QUOTE_WORDS = 5
MAX_QUOTE_WORDS = 50
MIN_SURPLUS = 1.2
"""The paragraph that has the sentence is longer than the quote by this factor."""
MAX_ATTRIBUTION_WORDS = 8
MAX_ATTRIBUTIONS = 2
MAX_RIVALS = 8
"""So many quotes that open with the same words are looked for; a page of nothing but repeats stays linear."""
_NO_WORD_RE = regex.compile(r"[^\p{L}\p{M}\p{N}]+")

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
    words = [pieces(page.folded(line)) for line in lines]
    wanted: dict[Shingle, list[int]] = {}
    for n, own in enumerate(words):
        if MIN_QUOTE_WORDS <= len(own) <= MAX_QUOTE_WORDS and lines[n].mark != "heading":
            wanted.setdefault((own[1], own[2], own[3]), []).append(n)
    for n in sorted(quoted(lines, words, wanted)):
        yield Removal(lines[n], "repeats a sentence of the body", kind="pull-quote")
        for line in attributions(lines, n):
            yield Removal(line, "attribution of a pull quote", kind="pull-quote")


def pieces(folded: str) -> list[str]:
    """The words of a folded text, punctuation on them; in scripts without spaces its characters."""
    spaced = folded.isascii() or not is_unspaced(folded[len(folded) // 2])
    return folded.split() if spaced else list(folded)


def quoted(lines: Sequence[Line], words: Sequence[list[str]], wanted: dict[Shingle, list[int]]) -> set[int]:
    """The numbers of the quotes whose words stand in a row in a longer line; one pass over the words of the page.

    A quote's second to fourth word find where it may stand: its first may have a quotation mark on it.
    """
    found: set[int] = set()
    for n, text in enumerate(words):
        if len(text) <= MIN_QUOTE_WORDS or wanted.keys().isdisjoint(zip(text, text[1:], text[2:], strict=False)):
            continue
        for at, shingle in enumerate(zip(text, text[1:], text[2:], strict=False)):
            rivals = wanted.get(shingle)
            if rivals is None:
                continue
            for q in rivals[:MAX_RIVALS]:
                size = len(words[q])
                if q != n and len(text) >= size * MIN_SURPLUS and same(words[q], text[max(0, at - 1) : at - 1 + size]):
                    found.add(q)
    return found


def same(quote: list[str], passage: list[str]) -> bool:
    """Whether two lists of words are the same but for punctuation.

    >>> same(["we", "will", "go."], ['"we', "will", "go,"]), same(["we", "will"], ["you", "will"])
    (True, False)
    """
    return len(quote) == len(passage) and _NO_WORD_RE.sub("", "".join(quote)) == _NO_WORD_RE.sub("", "".join(passage))


def attributions(lines: Sequence[Line], at: int) -> Iterator[Line]:
    """The short lines right under a quote, in its block."""
    for line in lines[at + 1 : at + 1 + MAX_ATTRIBUTIONS]:
        if line.blank_before or word_count(line.text) > MAX_ATTRIBUTION_WORDS or ends_sentence(line.text):
            return
        yield line
