"""Labelled pages as training meets them: the publisher and the fold of each, and a page as a step meets it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from newsclean.page import Page
from newsclean.pipeline import default_pipeline, run_step
from newsclean.reading import read_page

FOLDS = 5
"""Folds of the publishers."""
SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "ac", "or", "ne"))
"""Second labels of domains that are registered under them: example.co.uk."""


def publisher(page: Mapping[str, Any]) -> str:
    """The registered domain of a page's address; else its group.

    >>> publisher({"url": "https://www.example.co.uk/a"}), publisher({"url": None, "group": "Example"})
    ('example.co.uk', 'example')
    """
    host = urlsplit(page.get("url") or "").netloc or str(page.get("group") or "")
    labels = host.casefold().split(":")[0].split(".")
    two_part = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL
    return ".".join(labels[-3 if two_part else -2 :])


def fold_of(page: Mapping[str, Any]) -> int:
    """The fold of a page, below FOLDS; all pages of a publisher are in one."""
    return hashlib.sha1(("fold " + publisher(page)).encode()).digest()[0] % FOLDS


OTHERS = 8
"""Other pages beside each, at most."""


def others(pages: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """For each page others in its language and fold, those of its publisher first; of all but the first the gold alone.

    >>> pages = [{"url": f"https://{host}.org", "lang": "en", "gold": n} for n, host in enumerate("abaa")]
    >>> [[other["gold"] for other in found] for found in others([*pages, {**pages[0], "lang": "fr"}])]
    [[2, 3], [], [3, 0], [0, 2], []]
    """
    alike = defaultdict(list)
    for n in sorted(range(len(pages)), key=lambda n: publisher(pages[n])):
        alike[fold_of(pages[n]), pages[n].get("lang")].append(n)
    found: list[list[Mapping[str, Any]]] = [[] for _ in pages]
    for places in alike.values():
        twice = places * 2
        for at, n in enumerate(places):
            for other in twice[at + 1 : at + 1 + min(OTHERS, len(places) - 1)]:
                found[n].append({"gold": pages[other]["gold"]} if found[n] else pages[other])
    return found


def page_before(name: str, text: str) -> Page:
    """A page after the steps of the default pipeline that come before one, as a field finder meets it."""
    page = read_page(text)
    for step in default_pipeline().steps:
        if step.name == name:
            break
        page = run_step(page, step)
    return page
