"""What the names of an element (its class, id, itemprop ...) say that it is: a caption, a list of other stories ...

The names are data, in newsclean/lexicon/markup/names.txt: general web naming in several languages.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from newsclean.structure import PARTS, ROLES

MAX_NAMES_CHARS = 400
"""Longer names are lists of everything that a page is."""

MAX_WORDS = 4
"""No entry has more words."""

_CAMEL_RE = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word starts in camelCase."""
_TOKEN_RE = re.compile(r"(?<![^\W_])([^\W\d_]+)\d*(?![^\W_])")
"""Letters, with or without a number behind; the parts of "css-1ad2x" say nothing."""


class Said(NamedTuple):
    """What names say: a role or "", and parts."""

    role: str = ""
    parts: frozenset[str] = frozenset()


NOTHING = Said()
"""What most elements say of themselves."""


class Vocabulary(NamedTuple):
    """The entries of names.txt, each with its section: words, stems by their first three letters, whole names."""

    words: dict[str, str]
    stems: dict[str, tuple[tuple[str, str], ...]]
    whole: dict[str, str]


@cache
def read_names() -> Vocabulary:
    """The vocabulary, read once. An entry's words count as one word too."""
    text = (resources.files("newsclean.lexicon") / "markup" / "names.txt").read_text(encoding="utf-8")
    words: dict[str, str] = {}
    stems: dict[str, tuple[tuple[str, str], ...]] = {}
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
        elif entry.endswith("*"):
            stems[entry[:3]] = (*stems.get(entry[:3], ()), (entry[:-1], section))
        else:
            words.setdefault(entry, section)
    return Vocabulary(words, stems, whole)


@lru_cache(maxsize=4096)
def sections_of(name: str) -> frozenset[str]:
    """The sections of names.txt that a name has entries of; sites name many elements alike.

    >>> sorted(sections_of("mostRead-list2")), sorted(sections_of("leaderboard"))
    (['related'], [])
    """
    words, stems, whole = read_names()
    tokens = [token.casefold() for token in _TOKEN_RE.findall(_CAMEL_RE.sub("-", name))]
    folded = name.casefold()
    found = {whole[folded]} if folded in whole else set()
    for i, token in enumerate(tokens):
        word = token
        if word in words:
            found.add(words[word])
        for after in tokens[i + 1 : i + MAX_WORDS]:
            word += after
            if word in words:
                found.add(words[word])
        pair = token + tokens[i + 1] if i + 1 < len(tokens) else token
        for stem, section in stems.get(pair[:3], ()):
            if pair.startswith(stem):
                found.add(section)
    return frozenset(found)


def what_names_say(names: str) -> Said:
    """What an element's names, apart by white space, say of what is in it.

    >>> what_names_say("c-comments__list js-hook").role, what_names_say("commencement css-1ad2x").role
    ('comment', '')
    >>> what_names_say("article-body share-enabled")
    Said(role='', parts=frozenset({'body'}))
    """
    if len(names) > MAX_NAMES_CHARS:
        return NOTHING
    found: set[str] = set()
    for name in names.split():
        found |= sections_of(name)
    if not found:
        return NOTHING
    parts = found.intersection(PARTS)
    role = "" if parts & {"embed", "body"} else next((role for role in ROLES if role in found), "")
    return Said(role, frozenset(parts))
