"""Cookie and consent lines: "Accept all", "Nous utilisons des cookies …". An article on cookies stays."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.filters.labels import label_removals
from newsclean.page import Page, Removal

MAX_NOTICE_WORDS = 120
"""Words of a notice on cookies, at most. By hand."""


def consent(page: Page) -> Iterator[Removal]:
    """Point at consent buttons and notices.

    >>> from newsclean import read_page
    >>> page = read_page("Accept all\\n\\nRegulators accept all complaints.", language="en")
    >>> [(r.line.text, r.reason) for r in consent(page)]
    [('Accept all', 'consent label')]
    """
    lines = {"consent.lines": "consent label"}
    starts = {"consent.starts": "opens like a consent notice"}
    yield from label_removals(page, "consent", lines, starts, max_words=MAX_NOTICE_WORDS)
