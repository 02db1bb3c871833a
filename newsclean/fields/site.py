"""What a page's site is called, by its copyright lines and address: no headline, and no author beside a person."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newsclean.address import host_of
from newsclean.lexicon import fold
from newsclean.page import Page

MAX_NAME_WORDS = 5
"""A longer text is no site's name. By hand."""
_OWNER_RE = regex.compile(r"(?:©|\(c\)|Copyright)[\s\d–-]*(?:by\s)?(?P<name>[^\d.,|·•©()]{2,60})", regex.IGNORECASE)
_END_RE = regex.compile(r"\s[-–—]\s|\s(?:19|20)\d\d|$")


def site_names(page: Page) -> frozenset[str]:
    r"""The names of a page's site in small letters, worked out once.

    >>> from newsclean import read_page
    >>> text = "Rain\n\n© 2021 The Vale Courier. All rights reserved."
    >>> sorted(site_names(read_page(text, url="https://www.vale.example/rain")))
    ['the vale courier', 'vale', 'vale courier', 'vale.example']
    """
    return page.once("site: names", lambda: frozenset(names_of(page)))


def names_of(page: Page) -> Iterator[str]:
    """The names as the page has them, the article before them left out too."""
    host = host_of(page.url).removeprefix("www.") if page.url else ""
    if host:
        yield from (host, host.split(".")[0])
    for line in page.source:
        if "©" in line.text or "opyright" in line.text:
            for match in _OWNER_RE.finditer(line.text):
                name = fold(_END_RE.split(match["name"].strip(), 1)[0]).strip()
                if 0 < len(name.split()) <= MAX_NAME_WORDS:
                    yield from (name, name.removeprefix("the "))
