"""What has to hold of the article of any text: the invariants of the design that can be told without a gold article."""

from __future__ import annotations

import json
from collections import Counter

from newsclean import Article, clean
from newsclean.pipeline import HTML_START_RE
from newsclean.repair import sound_lines

MARKUP = set("#*_>[]()!|\\`~-=+<{}\"'&;:/.,0123456789•·")


def visible(text: str) -> str:
    """The characters of a text that are neither white space nor possible marks."""
    return "".join(c for c in text if not c.isspace() and c not in MARKUP)


def check(text: str, language: str | None = None) -> None:
    """Clean a text, and raise AssertionError where an invariant does not hold."""
    if HTML_START_RE.match(text):
        return
    article = clean(text, language=language)
    lines = sound_lines(text)
    named = {number for entry in article.ledger for number in entry.lines}
    assert {n for n, line in enumerate(lines, 1) if line.strip()} <= named, "a line is not in the ledger"
    assert all(entry.by and entry.reason for entry in article.ledger), "an entry does not say who removed it and why"
    page = visible("".join(lines))
    rest = iter(page)
    assert all(c in rest for c in visible("".join(article.body))), "the body is not the page in its order"
    twice = Counter("".join(visible(entry.text) for entry in article.ledger)) - Counter(page)
    assert not twice, f"a part of the page stands twice in the ledger: {twice}"
    assert all(len(p.splitlines()) == 1 and p == p.strip() for p in article.body), "a paragraph is no line of text"
    assert article == clean(text, language=language), "the same text gave another article"
    assert Article.from_dict(json.loads(article.to_json())) == article, "an article does not survive JSON"
