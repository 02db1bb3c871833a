"""What a tool has put above the page: YAML front matter, a reader's "Title: … URL Source: …". Metadata, no text."""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_HEADER_LINES = 80
"""Source lines within which front matter ends. By hand."""
MAX_READER_LINES = 16
"""Source lines within which a reader's header ends. By hand."""
_FENCE = "---"
"""What front matter stands between."""
_FIELD_RE = re.compile(r"[\w-]+:(?:\s|\Z)")
"""A field of it."""
_MORE_RE = re.compile(r"\s|- |#|\Z")
"""What else a line of it may start with: an item, a comment, the rest of a value."""
_READER_RE = re.compile(r"(?:Title|URL Source|Published Time|Warning|Number of Pages|Markdown Content):")
"""A line of the header that the Jina reader writes."""


def header_lines(lines: Sequence[str]) -> range:
    """The places of the lines that are a header of the page's tool; none where there is none.

    >>> header_lines(["---", "title: Rain", "tags:", "- flood", "---", "# Rain"])
    range(0, 5)
    >>> header_lines(["Title: Rain", "", "URL Source: https://example.org", "", "Markdown Content:", "# Rain"])
    range(0, 5)
    >>> header_lines(["---", "Rain fell: a lot.", "---"]), header_lines(["Title: Rain", "", "It fell."])
    (range(0, 0), range(0, 0))
    """
    first = next((n for n, line in enumerate(lines[:MAX_READER_LINES]) if line.strip()), 0)
    if lines[first : first + 1] and lines[first].rstrip() == _FENCE:
        return _front_matter(lines, first)
    return _reader_header(lines, first)


def _front_matter(lines: Sequence[str], first: int) -> range:
    """YAML between two fences: fields, and what is indented or listed under them."""
    for n in range(first + 1, min(len(lines), first + MAX_HEADER_LINES)):
        line = lines[n]
        if line.rstrip() in (_FENCE, "...") and n > first + 1:
            return range(first, n + 1)
        if not _FIELD_RE.match(line) and (n == first + 1 or not _MORE_RE.match(line)):
            break
    return range(0)


def _reader_header(lines: Sequence[str], first: int) -> range:
    """The fields that r.jina.ai and its like put above the markdown, of which the page's address is one."""
    end, has_address = first, False
    for n in range(first, min(len(lines), first + MAX_READER_LINES)):
        if _READER_RE.match(lines[n]):
            end = n + 1
            has_address = has_address or lines[n].startswith("URL Source: http")
        elif lines[n].strip():
            break
        if lines[n].startswith("Markdown Content:"):
            break
    return range(first, end) if has_address else range(0)
