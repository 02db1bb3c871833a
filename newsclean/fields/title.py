"""The title: the headline over the body, told from menus, kickers, standfirsts, captions and other stories' headlines.

`title_lines` finds the lines that could be it, `title_facts` what is true of each, and the ranker tells which to take:
a page that prints no headline has no title. The site's name at a headline's end stays out, and so does a date beside
it. Of a headline printed twice over the body, the last is taken: its neighbours are the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.fields.rank import load_ranker
from newsclean.fields.title_facts import facts_of
from newsclean.fields.title_lines import Heading, headings
from newsclean.frame import Frame, frame_of
from newsclean.page import Candidate, Page

MAX_REJECTED = 3
"""The next best candidates are shown. By hand."""


def title(page: Page) -> Iterator[Candidate]:
    r"""Find the headline: yield the line taken and the best of those rejected, each with what speaks for it.

    >>> from newsclean import read_page
    >>> text = "Politik\n\nFlut in der Altstadt | Blatt\n\nIn der Altstadt lief nachts das Wasser in alle Keller."
    >>> page = read_page(text, language="de")
    >>> [(c.value, c.taken) for c in title(page)][:1]
    [('Flut in der Altstadt', True)]
    >>> list(title(read_page("Hello", language="en")))
    []
    """
    frame = frame_of(page)
    if frame.start == len(frame.lines):
        return
    pool, facts = facts_of(page, frame, headings(page, frame))
    if not pool:
        return
    ranker = load_ranker("title")
    points = ranker.points(facts)
    order = sorted(range(len(pool)), key=lambda k: (-points[k], k))
    best = order[0] if points[order[0]] > 0 else None
    others = [k for k in order if best is None or pool[k].key != pool[best].key][:MAX_REJECTED]
    shown = dict.fromkeys((order[0], *others))
    reasons = dict(zip(shown, ranker.reasons([facts[k] for k in shown]), strict=True))
    if best is not None:
        last = pool[last_printing(frame, pool, best)]
        yield Candidate("title", last.text, last.line, ", ".join(reasons[best]), True, last.span)
    why = "too little speaks for it" if best is None else "less speaks for it than for the title"
    for k in others:
        reason = ", ".join((*reasons[k], why))
        yield Candidate("title", pool[k].text, pool[k].line, reason, False, pool[k].span)


def last_printing(frame: Frame, pool: Sequence[Heading], best: int) -> int:
    """The last printing of a headline over the article's start, or the headline itself."""
    printed = [k for k in range(best, len(pool)) if pool[k].key == pool[best].key and pool[k].at < frame.start]
    return printed[-1] if printed else best
