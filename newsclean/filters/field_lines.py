"""What is left of the lines that gave the byline and the date: a reading time, a place, "Updated", a bare clock."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.lexicon import NO_HIT
from newsclean.page import Page, Removal
from newsclean.script import ends_sentence, word_count

MAX_REST_WORDS = 12
"""Words that are left of a line that gave a field, at most; more are a text of their own. By hand."""


def field_lines(page: Page) -> Iterator[Removal]:
    """Point at the rests of byline and date lines, and at date labels that no date follows; sentences stay.

    >>> from newsclean import read_page
    >>> list(field_lines(read_page("Published on paper, the novel sold well.", language="en")))
    []
    >>> page = read_page("Publié le\\n\\nLe roman a été publié le lendemain.", language="fr")
    >>> [r.line.text for r in field_lines(page)]
    ['Publié le']
    """
    gave = {m.line.index: m.role for m in page.marks if m.role in ("byline", "date", "updated")}
    for line, hit in zip(page.lines, page.line_hits(), strict=True):
        if hit is NO_HIT and line.index not in gave:
            continue
        if line.index in gave and word_count(line.text) <= MAX_REST_WORDS and not ends_sentence(line.text):
            yield Removal(line, f"rest of the {gave[line.index]} line")
        elif "reading-time" in hit.lines:
            yield Removal(line, "reading time", kind="share")
        elif any(
            line.text[hit.after(t) :].strip(" :|-") == ""
            for t in ("date.published", "date.updated", "byline.labels")
            if hit.after(t)
        ):
            yield Removal(line, "label with nothing after it")
