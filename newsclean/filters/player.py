"""Leftovers of video and audio players: "Play video", "Mute", "0:00 / 3:21", "Listen to this article"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newsclean.filters.labels import label_removals
from newsclean.page import Page, Removal

_CLOCK_RE = regex.compile(r"^-?\d{1,2}:\d\d(?::\d\d)?\s*/\s*-?\d{1,2}:\d\d(?::\d\d)?$|^-?0{1,2}:00(?::00)?$")


def player(page: Page) -> Iterator[Removal]:
    """Point at the labels and clocks of players; a time of day stays.

    >>> from newsclean import read_page
    >>> page = read_page("Play video\\n0:00 / 3:21\\n12:30\\nThe talks began.", language="en")
    >>> [(r.line.text, r.reason) for r in player(page)]
    [('Play video', 'player label'), ('0:00 / 3:21', 'player clock')]
    """
    yield from label_removals(page, "share", {"player.lines": "player label"})
    for line in page.lines:
        if len(line.text) <= 20 and _CLOCK_RE.match(line.text):
            yield Removal(line, "player clock", kind="share")
