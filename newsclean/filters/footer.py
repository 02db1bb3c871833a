"""Copyright and footer lines: "All rights reserved", "© 2024 The Daily", "Privacy policy"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newsclean.filters.labels import label_removals
from newsclean.page import Page, Removal
from newsclean.script import word_count

MAX_NOTICE_WORDS = 60
"""Words of a notice on rights, at most. By hand."""
_COPYRIGHT_RE = regex.compile(r"^(?:copyright\s*)?(?:©|\(c\)|copyright\b)[^.!?]{0,60}\b\d{4}\b", regex.IGNORECASE)
"""A notice of rights: © and a year, without a sentence end between them."""


def footer(page: Page) -> Iterator[Removal]:
    """Point at the lines of a page's foot; a sentence on copyright stays.

    >>> from newsclean import read_page
    >>> page = read_page("© 2024 The Daily\\n\\nCopyright law changed in 2024.", language="en")
    >>> [(r.line.text, r.reason) for r in footer(page)]
    [('© 2024 The Daily', 'copyright notice')]
    """
    lines = {"footer.lines": "footer label"}
    starts = {"footer.starts": "opens like a rights notice"}
    yield from label_removals(page, "footer", lines, starts, max_words=MAX_NOTICE_WORDS)
    for line in page.lines:
        if line.text[:1] in "©(cC" and is_copyright(line.text):
            yield Removal(line, "copyright notice", kind="footer")


def is_copyright(text: str) -> bool:
    """Whether a line is a copyright notice: the sign and a year.

    >>> is_copyright("Copyright © 2020, The Daily"), is_copyright("Copyright law changed in 2024.")
    (True, False)
    """
    return (
        ("©" in text[:20] or "(c)" in text[:20].lower())
        and bool(_COPYRIGHT_RE.match(text))
        and word_count(text) <= MAX_NOTICE_WORDS
    )
