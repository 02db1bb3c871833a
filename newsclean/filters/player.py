"""Leftovers of video and audio players: "Play video", "Mute", "0:00 / 3:21", "Listen to this article"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newsclean.filters.labels import first_paragraph, label_removals
from newsclean.filters.related import is_headline
from newsclean.page import Line, Page, Removal
from newsclean.script import is_paragraph

MAX_CLOCK_CHARS = 30
"""Characters of a player's times and the label beside them, at most. By hand."""
_LENGTH_RE = regex.compile(r"[\s(·|-]+\(?\d{1,2}:\d\d(?::\d\d)?\)?$")
"""A length behind a label: "(2:31)"."""
_CLOCK_RE = regex.compile(r"^-?\d{1,2}:\d\d(?::\d\d)?\s*/\s*-?\d{1,2}:\d\d(?::\d\d)?$|^-?0{1,2}:00(?::00)?$")
"""Times of a player alone: "0:00 / 2:31"."""


def player(page: Page) -> Iterator[Removal]:
    """Point at the labels and clocks of players; a time of day stays.

    >>> from newsclean import read_page
    >>> page = read_page("Play video\\n0:00 / 3:21\\n12:30\\nThe talks began.", language="en")
    >>> [(r.line.text, r.reason) for r in player(page)]
    [('Play video', 'player label'), ('0:00 / 3:21', 'player clock')]
    """
    yield from label_removals(page, "share", {"player.lines": "player label"})
    clocks = [at for at, line in enumerate(page.lines) if ":" in line.text and is_clock(page, line.text)]
    if not clocks:
        return
    start = first_paragraph(page.lines)
    for at in clocks:
        yield Removal(page.lines[at], "player clock", kind="share")
        if at > start and (film := film_under(page.lines, at)):
            yield Removal(film, "names a film", kind="related")


def is_clock(page: Page, text: str) -> bool:
    """Whether a text is a player's clock, or its label with one."""
    return len(text) <= MAX_CLOCK_CHARS and (_CLOCK_RE.match(text) is not None or is_timed_label(page, text))


def is_timed_label(page: Page, text: str) -> bool:
    """Whether a text is a player's label with how long it plays: "VIDEO 03:41"."""
    found = _LENGTH_RE.search(text)
    return found is not None and "player.lines" in page.look_up(text[: found.start()]).lines


def film_under(lines: Sequence[Line], at: int) -> Line | None:
    """The headline of the film under its clock, where a paragraph comes after it; else None."""
    found = at + 2 < len(lines) and is_headline(lines[at + 1].text) and is_paragraph(lines[at + 2].text)
    return lines[at + 1] if found else None
