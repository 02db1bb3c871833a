"""Lists of other stories: "Read more: …" inside the article, and "Most read" with the headlines under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newsclean.filters.labels import rest
from newsclean.page import Line, Page, Removal
from newsclean.script import ends_sentence, is_paragraph, word_count

SEPARATORS = tuple(":：|-–—»›>→/")
MAX_TEASER_WORDS = 30
MAX_HEADLINE_WORDS = 24
MAX_LIST = 40
_HEADED_RE = regex.compile(r"[^:：|]{2,40}[:：|]")


def related(page: Page) -> Iterator[Removal]:
    """Point at labels of other stories, at the headline after such a label, and at the list under such a heading.

    >>> from newsclean import read_page
    >>> text = "Rain fell all night.\\n\\nRead more: Floods in the north\\n\\nRead more than one book."
    >>> page = read_page(text, language="en")
    >>> [(r.line.text, r.reason) for r in related(page)]
    [('Read more: Floods in the north', 'names another story')]
    """
    lines = page.lines
    for at, line in enumerate(lines):
        hit = page.hits(line)
        if "related.headings" in hit.lines:
            yield Removal(line, "heads a list of other stories", kind="related")
            for item in headlines_under(lines, at):
                yield Removal(item, "in a list of other stories", kind="related")
        elif (end := hit.after("related.starts") or heading_end(page, line)) and is_teaser(line, end):
            yield Removal(line, "names another story", kind="related")


def heading_end(page: Page, line: Line) -> int:
    r"""Where a heading of other stories ends that a mark sets apart from a headline in its own line; else 0.

    >>> from newsclean import read_page
    >>> page = read_page("Related: Otters close the baths\n\nRelated work: see below", language="en")
    >>> [heading_end(page, line) for line in page.lines]
    [8, 0]
    """
    found = _HEADED_RE.match(line.text)
    return found.end() if found and "related.headings" in page.look_up(found.group()).lines else 0


def is_teaser(line: Line, end: int) -> bool:
    """Whether a label that ends at an offset is set apart from a short headline after it, or stands alone."""
    after = line.text[end:]
    if not rest(line, end):
        return True
    apart = line.text[end - 1] in ":：|" or after.lstrip().startswith(SEPARATORS)
    return apart and word_count(line.text) <= MAX_TEASER_WORDS


def headlines_under(lines: Sequence[Line], at: int) -> Iterator[Line]:
    """The headlines that follow a heading, up to the first paragraph, or to the end of the page where there is none."""
    following = lines[at + 1 : at + 1 + MAX_LIST]
    end = next((n for n, line in enumerate(following) if is_paragraph(line.text)), len(following))
    for line in following[:end]:
        if end < len(following) and (ends_sentence(line.text) or line.mark == "heading" or not is_headline(line)):
            return
        yield line


def is_headline(line: Line) -> bool:
    """Whether a line has the length of a headline."""
    return 4 <= word_count(line.text) <= MAX_HEADLINE_WORDS
