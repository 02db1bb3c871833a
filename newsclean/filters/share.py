"""Share bars, follow buttons, and what embeds leave behind: "Partager cet article", "View this post on Instagram"."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.filters.labels import label_removals
from newsclean.page import Page, Removal


def share(page: Page) -> Iterator[Removal]:
    """Point at share buttons and embed leftovers that are lines of their own, or several in one line.

    >>> from newsclean import read_page
    >>> page = read_page("Partager cet article\\n\\nPartager le pain est un geste ancien.", language="fr")
    >>> [(r.line.text, r.reason) for r in share(page)]
    [('Partager cet article', 'share bar')]
    >>> list(share(read_page("Teilen ist das neue Besitzen", language="de")))
    []
    """
    yield from label_removals(page, "share", {"share.lines": "share bar", "embed.lines": "embed leftover"})
