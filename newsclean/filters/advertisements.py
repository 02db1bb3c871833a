"""Advertisement labels: "PUBLICITÉ", "Anzeige", "Sponsored content". A sentence on advertising stays."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.filters.labels import label_removals
from newsclean.page import Page, Removal


def advertisements(page: Page) -> Iterator[Removal]:
    """Point at lines that only say that an advertisement stands here.

    >>> from newsclean import read_page
    >>> page = read_page("PUBLICITÉ\\n\\nLa publicité rapporte moins.", language="fr")
    >>> [(r.line.text, r.reason) for r in advertisements(page)]
    [('PUBLICITÉ', 'advertisement label')]
    >>> list(advertisements(read_page("Anzeigen gegen den Minister", language="de")))
    []
    """
    yield from label_removals(page, "advertisement", {"ad.lines": "advertisement label"})
