"""The byline: who wrote the article, from the line over (or under) it that says so.

`byline_lines` finds the lines that may be one, `byline_evidence` what is true of each, and learned weights of these
facts tell which to take, or none. Credits at the end and author boxes are asked only when no line over the body names
anyone; editors, photographers and initials never are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import islice

from newsclean.fields.author_notes import author_notes
from newsclean.fields.byline_evidence import Found, Frame, facts, frame_of
from newsclean.fields.byline_lines import byline_lines
from newsclean.fields.names import Words, words_of
from newsclean.fields.signatures import signatures
from newsclean.page import Candidate, Page

WEIGHTS_FILE = "byline_weights.json"
MAX_CANDIDATES = 12
MAX_FOUND = 120
"""So many are compared: a page with more of them is a list."""
MAX_REASONS = 3


def byline(page: Page) -> Iterator[Candidate]:
    """Find the first line that says who wrote the article; None rather than a guess.

    >>> from newsclean import read_page
    >>> def found(text, language):
    ...     page = read_page(text, language=language)
    ...     return [(c.value, c.authors) for c in byline(page) if c.taken]
    >>> found("By Abby Byrne and Byron Colby\\n\\nRain fell all night in town, and the river rose quickly.", "en")
    [('Abby Byrne and Byron Colby', ('Abby Byrne', 'Byron Colby'))]
    >>> found("Par hasard\\n\\nIl a plu toute la nuit dans la vieille ville, et la rivière a vite monté.", "fr")
    []
    """
    words, frame, weights = words_of(page.language), frame_of(page), load_weights()
    seen: list[tuple[float, Found, list[str]]] = []
    for stage in (over_the_body, at_the_end):
        fresh = judged(page, words, frame, stage(page, words, frame), weights)
        seen = sorted([*seen, *fresh], key=lambda item: (-item[0], item[1].line.index))
        if seen and seen[0][0] >= 0:
            break
    for n, (points, found, known) in enumerate(seen[:MAX_CANDIDATES]):
        taken = n == 0 and points >= 0
        why = reason(found, known, weights)
        if not taken:
            why += "; too little speaks for it" if points < 0 else "; more speaks for another"
        credit = found.credit
        yield Candidate("byline", credit.value, found.line, why, taken, found.span, credit.authors)


def over_the_body(page: Page, words: Words, frame: Frame) -> list[Found]:
    """What may be a byline of its own, and what signs a paragraph."""
    return [*signatures(page, words, frame.long), *islice(byline_lines(page, words, frame), MAX_FOUND)]


def at_the_end(page: Page, words: Words, frame: Frame) -> list[Found]:
    """What notes on authors and credits at the end say."""
    return list(islice(author_notes(page, words, frame), MAX_FOUND))


def judged(
    page: Page, words: Words, frame: Frame, found: Sequence[Found], weights: Mapping[str, float]
) -> list[tuple[float, Found, list[str]]]:
    """The points of possible bylines: log odds against the page having none, by the facts on each."""
    known = facts(page, words, frame, found)
    return [(score(own, weights), item, own) for item, own in zip(found, known, strict=True)]


def score(known: Iterable[str], weights: Mapping[str, float]) -> float:
    """The log odds of what these facts are true of against there being no byline.

    >>> score(["label", "under the title", "unheard of"], {"any": -1.0, "label": 2.0, "under the title": 0.5})
    1.5
    """
    return weights["any"] + sum(weights.get(fact, 0.0) for fact in known)


def reason(found: Found, known: Sequence[str], weights: Mapping[str, float]) -> str:
    """How a possible byline was found, and the facts that count most."""
    said = sorted(known[1:], key=lambda fact: -abs(weights.get(fact, 0.0)))[:MAX_REASONS]
    return ", ".join((found.why, *(fact.partition(", ")[2] or fact for fact in said)))


@cache
def load_weights() -> Mapping[str, float]:
    """The weights that come with newsclean; read once."""
    weights: dict[str, float] = json.loads((resources.files("newsclean.fields") / WEIGHTS_FILE).read_text("utf-8"))
    return weights
