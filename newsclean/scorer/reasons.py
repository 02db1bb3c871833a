"""Why a line was judged clutter, in words: the strongest of some plain observations that hold for it.

The trees decide; these observations are read off the same features, and ordered by how much more often they hold for
clutter than for body on the pages that the scorer was trained on.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress, islice

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer import features as f

_AT = {name: i for i, name in enumerate(f.NAMES)}
MAX_OBSERVATIONS = 3
MAX_SHORT_LETTERS = 40
MAX_LINES_UNDER_HEADING = 6
MAX_CLUTTER_WORDS = -8.0
Flags = NDArray[np.bool_]
Row = Callable[[str], NDArray[np.float32]]

OBSERVATIONS: tuple[tuple[str, Callable[[Row], Flags]], ...] = (
    ("holds a copyright sign", lambda row: row("copyright") > 0),
    ("reads like a label", lambda row: (row("line_hit") > 0) | (row("start_hit") > 0)),
    ("repeated on the page", lambda row: row("repeats") > 1),
    ("below the article", lambda row: row("best_end") < 0),
    ("above the article", lambda row: row("best_start") < 0),
    ("far from running text", lambda row: (row("since_long") > 3) & (row("until_long") > 3)),
    ("short", lambda row: row("letters") < MAX_SHORT_LETTERS),
    ("a date or number", lambda row: (row("digit_share") > 0.3) | ((row("years") > 0) & (row("sentence") == 0))),
    ("among links", lambda row: (row("link_share") > 0.5) & (row("link_share-1") + row("link_share+1") > 0.5)),
    ("title-cased", lambda row: (row("capital_words") > 0.6) & (row("words") >= 2)),
    ("no sentence", lambda row: row("sentence") == 0),
    ("among menu words", lambda row: row("hits_5_before") + row("hits_5_after") >= 3),
    ("below a heading for other stories", lambda row: row("since_related") < MAX_LINES_UNDER_HEADING),
    ("below a heading for comments", lambda row: row("since_comments") < MAX_LINES_UNDER_HEADING),
    ("its words are those of clutter", lambda row: row("word_mean") < MAX_CLUTTER_WORDS),
    ("shares no word with the top", lambda row: (row("topic_top") == 0) & (row("long_words") > 4)),
)
"""Observations, the most telling first."""
NO_OBSERVATION = "unlike an article's lines"


def reasons(features: NDArray[np.float32]) -> list[str]:
    """For each line (column of the first pass's features) what speaks against it."""
    flags = np.array([holds(lambda name: features[_AT[name]]) for _, holds in OBSERVATIONS])
    words = [name for name, _ in OBSERVATIONS]
    return [
        ", ".join(islice(compress(words, column), MAX_OBSERVATIONS)) or NO_OBSERVATION for column in flags.T.tolist()
    ]
