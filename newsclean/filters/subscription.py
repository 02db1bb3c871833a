"""Subscription, newsletter and paywall lines: "S'abonner", "Sign up for our newsletter", "Already a subscriber?"."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.filters.labels import label_removals
from newsclean.page import Page, Removal

MAX_OFFER_WORDS = 60
"""Words: a longer line that opens like an offer is read by the line scorer instead. By hand."""


def subscription(page: Page) -> Iterator[Removal]:
    """Point at lines that sell a subscription or a newsletter; a sentence about subscribers stays.

    >>> from newsclean import read_page
    >>> page = read_page("Sign up for our daily news on rain.\\n\\nSubscribers left in May.", language="en")
    >>> [(r.line.text, r.reason) for r in subscription(page)]
    [('Sign up for our daily news on rain.', 'opens like a subscription offer')]
    """
    lines = {"subscribe.lines": "subscription label"}
    starts = {"subscribe.starts": "opens like a subscription offer"}
    yield from label_removals(page, "subscription", lines, starts, max_words=MAX_OFFER_WORDS)
