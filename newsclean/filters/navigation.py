"""Menus, breadcrumbs and page tools: "Home", "Skip to content", "News › Politics › Europe", "1 2 3 Next".

A section's name ("Sport") is a menu only in the company of others; alone it may be a subhead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import regex

from newsclean.filters.labels import label_removals
from newsclean.page import Line, Page, Removal
from newsclean.script import word_count

MIN_SECTIONS = 3
"""Sections in a row that make a menu: "Sport" alone may be a kicker. By hand."""
MAX_CRUMB_WORDS = 12
"""Words of a breadcrumb, at most. By hand."""
MAX_PAGES_CHARS = 60
"""Characters of a row of page numbers, at most. By hand."""
MENU_TOPICS = ("nav.lines", "nav.sections")
"""Labels of menus."""
PAGE_MARKS = frozenset("«»‹›<>…")
"""What stands among page numbers."""
_CRUMB_RE = regex.compile(r"\s*[›»>→/|]\s*|\s+[-–·•]\s+")
"""What parts the steps of a breadcrumb."""
_CRUMB_MARK_RE = re.compile(r"[›»>→/|]|\s[-–·•]\s")
"""Whether there is one, which is cheaper to ask."""
_PAGES_RE = regex.compile(r"^(?:[\d«»‹›<>…]{1,3}\s+){2,}[\d«»‹›<>…]{1,3}$")
"""A row of page numbers: "« 1 2 3 »"."""


def navigation(page: Page) -> Iterator[Removal]:
    """Point at menu entries, breadcrumbs, page numbers and bare marks; one section's name by itself stays.

    >>> from newsclean import read_page
    >>> page = read_page("Home\\n\\nSport\\n\\nThe team flew home.", language="en")
    >>> [(r.line.text, r.reason) for r in navigation(page)]
    [('Home', 'menu label')]
    >>> page = read_page("Politik\\nSport\\nKultur\\n\\nDer Sport hat es schwer.", language="de")
    >>> [r.reason for r in navigation(page)]
    ['section among sections', 'section among sections', 'section among sections']
    """
    yield from label_removals(page, "navigation", {"nav.lines": "menu label"})
    yield from section_runs(page)
    for line in page.lines:
        text = line.text
        if not text[:1].isalnum() and not any(map(str.isalnum, text)):
            yield Removal(line, "marks without a word", kind="navigation")
        elif is_breadcrumb(page, line):
            yield Removal(line, "breadcrumb", kind="navigation")
        elif (text[:1].isdigit() or text[:1] in PAGE_MARKS) and len(text) < MAX_PAGES_CHARS and _PAGES_RE.match(text):
            yield Removal(line, "page numbers", kind="navigation")


def section_runs(page: Page) -> Iterator[Removal]:
    """Sections that follow one another, other menu labels among them."""
    menu = [item for item in page.labelled() if not item[2].lines.isdisjoint(MENU_TOPICS)]
    for _, group in groupby(enumerate(menu), key=lambda item: item[1][0] - item[0]):
        run = [item for _, item in group]
        if len(run) >= MIN_SECTIONS:
            for _, line, hit in run:
                if "nav.sections" in hit.lines:
                    yield Removal(line, "section among sections", kind="navigation")


def is_breadcrumb(page: Page, line: Line) -> bool:
    """Whether a line is a path of sections: parts between marks, the first or most of them menu labels."""
    if len(line.text) > 120 or not _CRUMB_MARK_RE.search(line.text) or word_count(line.text) > MAX_CRUMB_WORDS:
        return False
    parts = [part for part in _CRUMB_RE.split(line.text) if part]
    known = [not page.look_up(part).lines.isdisjoint(MENU_TOPICS) for part in parts]
    return len(parts) >= 2 and (sum(known) * 2 > len(parts) or (known[0] and len(parts) >= 3))
