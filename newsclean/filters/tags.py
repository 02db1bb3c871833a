"""Tags and topics: "Tags: rain, floods", or a heading "Topics" with short lines under it."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.filters.labels import rest
from newsclean.page import Page, Removal
from newsclean.script import ends_sentence, word_count

MAX_TAG_WORDS = 4
"""Words of a topic, at most. By hand."""
MAX_TAGS = 15
"""Logical lines under a label for topics that may be one, at most. By hand."""
MAX_LIST_WORDS = 30
"""Words of a list of topics in one line, at most. By hand."""


def tags(page: Page) -> Iterator[Removal]:
    """Point at tag labels, what follows them in the line, and the short lines under a label that stands alone.

    >>> from newsclean import read_page
    >>> page = read_page("Tags: rain, floods\\n\\nTags were cut from the sheep.", language="en")
    >>> [(r.line.text, r.reason) for r in tags(page)]
    [('Tags: rain, floods', 'tag label')]
    """
    lines = page.lines
    for at, line, hit in page.labelled():
        end = hit.after("tags.labels")
        if not end:
            continue
        after = rest(line, end)
        if not after:
            yield Removal(line, "tag label", kind="tags")
            for item in lines[at + 1 : at + 1 + MAX_TAGS]:
                if word_count(item.text) > MAX_TAG_WORDS or ends_sentence(item.text) or any(page.hits(item)):
                    break
                yield Removal(item, "under a tag label", kind="tags")
        elif (
            line.text[end:].lstrip()[:1] in (":", "：", "|", "#")
            and word_count(after) <= MAX_LIST_WORDS
            and not ends_sentence(after)
        ):
            yield Removal(line, "tag label", kind="tags")
