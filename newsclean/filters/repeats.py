"""Repeats: the heading once more, a paragraph printed twice, a teaser cut short with "…".

Refrains stay, and so does a question that several people are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsclean.lexicon import MARKS, fold
from newsclean.page import Line, Page, Removal
from newsclean.script import CLOSERS, word_count

MIN_REPEAT_WORDS = 8
"""Words: a shorter line may be said twice: a refrain, "No.". By hand."""
MIN_PREFIX_CHARS = 30
"""Characters by which a line cut off with an ellipsis is known again. By hand."""
QUESTION_MARKS = tuple("?？؟;:：")
"""What asks, or leads over to what somebody says; the Greek question mark is a semicolon."""


def repeats(page: Page) -> Iterator[Removal]:
    """Point at lines that repeat the title or an earlier line, and at cut-off beginnings of other lines.

    >>> from newsclean import read_page
    >>> rain = "Rain fell on the town all night and all day."
    >>> text = f"{rain}\\n\\nNo.\\n\\nNo.\\n\\n{rain}"
    >>> [(r.line.numbers, r.reason) for r in repeats(read_page(text, language="en"))]
    [((7,), 'repeats an earlier line')]
    """
    title = page.found("title")
    heading = line_key(title.value) if title else None
    keys = [page.folded(line).strip(MARKS) for line in page.lines]
    openings = {key[:MIN_PREFIX_CHARS]: key for key in keys if len(key) >= MIN_PREFIX_CHARS}
    seen: dict[str, str] = {}
    for line, (key, following) in zip(page.lines, pairwise([*keys, ""]), strict=True):
        if key == heading:
            yield Removal(line, "repeats the title", kind="repeat")
        elif key in seen and word_count(line.text) >= MIN_REPEAT_WORDS and not asked_again(line, seen[key], following):
            yield Removal(line, "repeats an earlier line", kind="repeat")
        elif line.text.endswith(("…", "...", "[…]")) and is_cut(key, openings):
            yield Removal(line, "beginning of another line, cut off", kind="repeat")
        seen.setdefault(key, following)


def asked_again(line: Line, first: str, following: str) -> bool:
    """Whether a line asks for what comes after it, and another answer follows than the first time."""
    return line.text.rstrip(CLOSERS).endswith(QUESTION_MARKS) and following != first


def line_key(text: str) -> str:
    """What two printings of a line have in common: case and the marks at its ends aside."""
    return fold(text).strip(MARKS)


def is_cut(key: str, openings: dict[str, str]) -> bool:
    """Whether a line is the beginning of a longer one."""
    other = openings.get(key[:MIN_PREFIX_CHARS], "")
    return len(other) > len(key) and other.startswith(key)
