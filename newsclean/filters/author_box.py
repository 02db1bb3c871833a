"""Author boxes: "About the author", "Ann Lee is a reporter for …", "Follow her on Twitter"; whole paragraphs stay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from newsclean.filters.labels import label_removals
from newsclean.lexicon import fold
from newsclean.page import Page, Removal
from newsclean.script import is_paragraph, word_count

MAX_BOX_WORDS = 80
MAX_NOTE_CHARS = 400


def author_box(page: Page) -> Iterator[Removal]:
    """Point at the labels of author boxes, and at sentences on the page's own authors.

    >>> from newsclean import read_page
    >>> page = read_page("About the author\\n\\nThe author spoke about rain.", language="en")
    >>> [(r.line.text, r.reason) for r in author_box(page)]
    [('About the author', 'author box label')]
    """
    lines = {"author.lines": "author box label"}
    starts = {"author.starts": "opens like an author note"}
    found = chain(label_removals(page, "author", lines, starts, max_words=MAX_BOX_WORDS), notes_on_authors(page))
    yield from (removal for removal in found if not is_paragraph(removal.line.text))


def notes_on_authors(page: Page) -> Iterator[Removal]:
    """Lines that start with an author's name and say what the author does."""
    byline = page.found("byline")
    names = tuple(fold(name) for name in byline.authors if " " in name) if byline else ()
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
