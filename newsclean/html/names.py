"""What the names of an element (its class, id, itemprop ...) say that it is: a caption, a list of other stories ...

The names are data, in newsclean/lexicon/markup/names.txt: general web naming in several languages.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from newsclean.structure import PARTS, ROLES

MAX_NAMES_CHARS = 400
"""Longer names are lists of everything that a page is."""

_CAMEL_RE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOKEN_RE = re.compile(r"(?<![^\W_])([^\W\d_]+)\d*(?![^\W_])")
"""Letters, with or without a number behind; the parts of "css-1ad2x" say nothing."""


class Said(NamedTuple):
    """What names say: a role or "", and parts."""

    role: str = ""
    parts: frozenset[str] = frozenset()


NOTHING = Said()


class Vocabulary(NamedTuple):
    """The entries of names.txt, each with its section: words, stems by their first three letters, ends, whole names."""

    words: dict[str, str]
    stems: dict[str, tuple[tuple[str, str], ...]]
    ends: tuple[tuple[str, str], ...]
    whole: dict[str, str]

    def sections_of(self, name: str) -> set[str]:
        """The sections that a name has entries of.

        >>> sorted(read_names().sections_of("mostRead-list2")), read_names().sections_of("leaderboard")
        (['related'], set())
        """
        tokens = [token.casefold() for token in _TOKEN_RE.findall(_CAMEL_RE.sub("-", name))]
        found = {self.whole[name.casefold()]} if name.casefold() in self.whole else set()
        for i, token in enumerate(tokens):
            word = token
            for after in ("", *tokens[i + 1 : i + 4]):
                word += after
                if word in self.words:
                    found.add(self.words[word])
            found.update(section for stem, section in self.stems.get(token[:3], ()) if token.startswith(stem))
            found.update(section for end, section in self.ends if token.endswith(end))
            if i + 1 < len(tokens):
                pair = token + tokens[i + 1]
                found.update(section for stem, section in self.stems.get(pair[:3], ()) if pair.startswith(stem))
        return found


@cache
def read_names() -> Vocabulary:
    """The vocabulary, read once. An entry's words count as one word too."""
    text = (resources.files("newsclean.lexicon") / "markup" / "names.txt").read_text(encoding="utf-8")
    words: dict[str, str] = {}
    stems: dict[str, tuple[tuple[str, str], ...]] = {}
    ends: list[tuple[str, str]] = []
    whole: dict[str, str] = {}
    section = ""
    for line in text.splitlines():
        entry = line.replace(" ", "")
        if not entry or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
        elif entry.startswith("="):
            whole.setdefault(entry[1:], section)
        elif entry.startswith("*"):
            ends.append((entry[1:], section))
        elif entry.endswith("*"):
            stems[entry[:3]] = (*stems.get(entry[:3], ()), (entry[:-1], section))
        else:
            words.setdefault(entry, section)
    return Vocabulary(words, stems, tuple(ends), whole)


def what_names_say(names: str) -> Said:
    """What an element's names, apart by white space, say of what is in it.

    >>> what_names_say("c-comments__list js-hook").role, what_names_say("commencement css-1ad2x").role
    ('comment', '')
    >>> what_names_say("article-body share-enabled")
    Said(role='', parts=frozenset({'body'}))
    """
    if len(names) > MAX_NAMES_CHARS:
        return NOTHING
    vocabulary = read_names()
    found = {section for name in names.split() for section in vocabulary.sections_of(name)}
    if not found:
        return NOTHING
    parts = found.intersection(PARTS)
    role = "" if parts & {"embed", "body"} else next((role for role in ROLES if role in found), "")
    return Said(role, frozenset(parts))
