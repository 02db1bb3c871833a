"""Advertisement labels: "PUBLICITÉ", "Anzeige", "Sponsored content". A sentence on advertising stays."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.filters.labels import label_removals
from newsclean.page import Page, Removal


def advertisements(page: Page) -> Iterator[Removal]:
    """Point at lines that only say that an advertisement stands here.

    >>> page = Page.from_text("PUBLICITÉ\\n\\nLa publicité rapporte moins.", language="fr")
    >>> [(r.line.text, r.reason) for r in advertisements(page)]
    [('PUBLICITÉ', 'advertisement label')]
    >>> list(advertisements(Page.from_text("Anzeigen gegen den Minister", language="de")))
    []
    """
    yield from label_removals(page, {"ad.lines": "advertisement label"})
