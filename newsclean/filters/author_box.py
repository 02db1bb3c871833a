"""Author boxes: "About the author", "Ann Lee is a reporter for …", "Follow her on Twitter"; whole paragraphs stay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from newsclean.filters.labels import label_removals
from newsclean.lexicon import fold
from newsclean.page import Page, Removal
from newsclean.script import is_paragraph, word_count

MAX_BOX_WORDS = 80
"""Words: a longer line is no box on an author. By hand."""
MAX_NOTE_CHARS = 400
"""Characters in which such a line says whom it is about. By hand."""


def author_box(page: Page) -> Iterator[Removal]:
    """Point at the labels of author boxes, and at sentences on the page's own authors.

    >>> from newsclean import read_page
    >>> page = read_page("About the author\\n\\nThe author spoke about rain.", language="en")
    >>> [(r.line.text, r.reason) for r in author_box(page)]
    [('About the author', 'author box label')]
    """
    lines = {"author.lines": "author box label"}
    starts = {"author.starts": "opens like an author note"}
    found = chain(
        label_removals(page, "author", lines, starts, max_words=MAX_BOX_WORDS),
        headings_on_authors(page),
        notes_on_authors(page),
    )
    yield from (removal for removal in found if not is_paragraph(removal.line.text))


def headings_on_authors(page: Page) -> Iterator[Removal]:
    """Headings like "About Ann Lee" on an author of the page; what a release says "About Lee Ltd" is its text."""
    names = names_of_authors(page)
    for _, line, hit in page.labelled() if names else ():
        if "about.lines" in hit.lines and any(name in fold(line.text) for name in names):
            yield Removal(line, "author box label", kind="author")


def names_of_authors(page: Page) -> tuple[str, ...]:
    """The full names in the page's byline, folded."""
    byline = page.found("byline")
    return tuple(fold(name) for name in byline.authors if " " in name or not name.isascii()) if byline else ()


def notes_on_authors(page: Page) -> Iterator[Removal]:
    """Lines that start with an author's name and say what the author does."""
    names = names_of_authors(page)
    if not names:
        return
    longest = max(map(len, names))
    for line in page.lines:
        if (
            fold(line.text[:longest]).startswith(names)
            and word_count(line.text) <= MAX_BOX_WORDS
            and says_who(page, fold(line.text[:MAX_NOTE_CHARS]))
        ):
            yield Removal(line, "says who the author is", kind="author")


def says_who(page: Page, folded: str) -> bool:
    """Whether a text says what an author does."""
    return any(fold(phrase) in folded for phrase in page.lexicon.words("author.phrases"))
