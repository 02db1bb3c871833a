"""The byline: who wrote the article, from the lines that say so.

`byline_lines` finds what may be one, `byline_facts` what is true of each, and the ranker tells which to take, or none.
Editors, photographers and initials never are one. A name in a paragraph is read, and the paragraph left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.fields.byline_facts import facts_of
from newsclean.fields.byline_lines import byline_lines, ground_of
from newsclean.fields.rank import load_ranker
from newsclean.page import Candidate, Page

MAX_CANDIDATES = 12
"""The best candidates are shown. By hand."""
UNLEARNED = "in a paragraph"
"""Found by grammar alone, and taken where nothing else has points: the labelled pages that print it have no authors."""


def byline(page: Page) -> Iterator[Candidate]:
    """Find the lines that say who wrote the article; None rather than a guess.

    >>> from newsclean import read_page
    >>> def found(text, language):
    ...     page = read_page(text, language=language)
    ...     return [(c.value, c.authors) for c in byline(page) if c.taken]
    >>> found("By Abby Byrne and Byron Colby\\n\\nRain fell all night in town, and the river rose quickly.", "en")
    [('Abby Byrne and Byron Colby', ('Abby Byrne', 'Byron Colby'))]
    >>> found("Par hasard\\n\\nIl a plu toute la nuit dans la vieille ville, et la rivière a vite monté.", "fr")
    []
    """
    on = ground_of(page)
    found = byline_lines(on)
    if not found:
        return
    ranker, facts = load_ranker("byline"), facts_of(on, found)
    points = ranker.points(facts)
    order = sorted(range(len(found)), key=lambda k: (-points[k], found[k].at))
    sure = (k for k in order if points[k] > 0 or found[k].way == UNLEARNED)
    best, shown = next(sure, None), order[:MAX_CANDIDATES]
    for k, reasons in zip(shown, ranker.reasons([facts[k] for k in shown]), strict=True):
        item, taken = found[k], k == best
        why = ", ".join((item.why, *reasons))
        if not taken:
            why += "; too little speaks for it" if best is None else "; more speaks for another"
        credit = item.credit
        yield Candidate("byline", credit.value, item.line, why, taken, item.span, credit.authors, item.more)
