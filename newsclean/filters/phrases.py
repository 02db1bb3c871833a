"""The caller's own phrases: whole lines, case and white space folded, or compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from newsclean.page import Page, Removal

AnyPattern = re.Pattern[str] | regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Point at the lines that the caller named.

    >>> from newsclean import read_page
    >>> page = read_page("Lire  AUSSI :\\n\\nLire aussi : la pluie", language="fr")
    >>> [r.line.text for r in Phrases.of(["Lire aussi :"])(page)]
    ['Lire AUSSI :']
    >>> [r.line.text for r in Phrases.of([re.compile("Lire aussi : .*")])(page)]
    ['Lire aussi : la pluie']
    """

    lines: frozenset[str] = frozenset()
    patterns: tuple[AnyPattern, ...] = ()

    @classmethod
    def of(cls, phrases: Iterable[str | AnyPattern]) -> Phrases:
        """From texts and compiled patterns; a pattern matches where its `search` finds something.

        Raises TypeError for anything else.
        """
        texts: set[str] = set()
        patterns: list[AnyPattern] = []
        for phrase in phrases:
            if isinstance(phrase, str):
                texts.add(fold_phrase(phrase))
            elif isinstance(phrase, re.Pattern | regex.Pattern):
                patterns.append(phrase)
            else:
                raise TypeError(f"A phrase is a str or a compiled pattern, not {type(phrase).__name__}.")
        return cls(frozenset(texts), tuple(patterns))

    def __call__(self, page: Page) -> Iterator[Removal]:
        """Each line that is one of the phrases, or has a match of one of the patterns."""
        for line in page.lines:
            if fold_phrase(line.text) in self.lines:
                yield Removal(line, "one of your phrases")
            elif any(pattern.search(line.text) for pattern in self.patterns):
                yield Removal(line, "matches one of your patterns")


def fold_phrase(text: str) -> str:
    """A phrase or line as they are compared: case and white space folded."""
    return " ".join(text.casefold().split())
