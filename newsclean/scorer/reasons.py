"""Why a line goes, in words a person understands: what it is taken for, and plain observations that hold for it.

The trees decide; the observations are read off the same features. Those of a kind are told for lines of that kind; the
rest are ordered by how much more often they hold for clutter than for body on the pages that the scorer was trained on.
Inside the article that a line is short, or no sentence, is no reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer import features as f
from newsclean.scorer.kinds import KINDS

_AT = {name: i for i, name in enumerate(f.NAMES)}
"""The row of each feature."""
MAX_OBSERVATIONS = 3
"""What is said of a line besides its kind, at most."""
MAX_SHORT_LETTERS = 40
"""Letters of a line that is called short. By hand, like the figures below: they choose words, not lines."""
MAX_LINES_UNDER_HEADING = 6
"""Lines under a heading that are said to stand below it."""
MAX_LINES_OF_COMMENTS = 59
"""The same for comments, as far as distances go."""
MAX_CLUTTER_WORDS = -8.0
"""The mean weight of the words of a line that are said to be those of clutter."""
Flags = NDArray[np.bool_]
Row = Callable[[str], NDArray[np.float32]]
Observation = tuple[str, Callable[[Row], Flags]]

WHAT = {
    "caption": "a photo's caption",
    "related": "another story",
    "comment": "a reader's comment",
    "author": "a note on the author",
    "share": "a share bar",
    "subscription": "an offer or notice of the site",
    "navigation": "a menu or footer",
    "field": "part of the article's head",
    "other": "",
}
"""What a kind is called; the rest is called nothing."""
OF_KIND: dict[str, tuple[Observation, ...]] = {
    "caption": (
        (
            "ends in a credit",
            lambda row: (row("found_caption") > 0) | (row("slash_tail") > 0) | (row("glued_tail") > 0),
        ),
        ("a credit beside it", lambda row: row("credit_start-1") + row("credit_start+1") > 0),
        ("its text stands twice, as a picture's", lambda row: (row("begins_next") > 0) | (row("begun_before") > 0)),
        ("ends in a bracket", lambda row: row("bracket_tail") > 0),
    ),
    "comment": (
        ("below a heading for comments", lambda row: row("since_comments") < MAX_LINES_OF_COMMENTS),
        ("a time beside a name", lambda row: row("clock") + row("clock-1") + row("clock+1") > 0),
        ("the lines around it keep to a pattern", lambda row: row("own_rhythm") > 2),
    ),
    "related": (
        ("below a heading for other stories", lambda row: row("since_related") < MAX_LINES_UNDER_HEADING),
        ("among links", lambda row: row("link_share") > 0.5),
        ("a date or time beside it", lambda row: row("years-1") + row("years+1") + row("clock-1") + row("clock+1") > 0),
    ),
    "author": (("opens as notes on authors do", lambda row: row("author_start") > 0),),
    "share": (("beside other share labels", lambda row: (row("since_share") < 3) | (row("until_share") < 3)),),
    "subscription": (
        ("beside other offers", lambda row: (row("since_subscribe") < 4) | (row("until_subscribe") < 4)),
        ("beside other notices", lambda row: (row("since_consent") < 4) | (row("until_consent") < 4)),
    ),
    "navigation": (("among menu words", lambda row: row("hits_5_before") + row("hits_5_after") >= 3),),
}
"""What is said of lines of a kind, in this order, where it is true."""
GENERAL: tuple[Observation, ...] = (
    ("holds a copyright sign", lambda row: row("copyright") > 0),
    ("reads like a label", lambda row: (row("line_hit") > 0) | (row("start_hit") > 0)),
    ("repeated on the page", lambda row: row("repeats") > 1),
    ("a date or number", lambda row: (row("digit_share") > 0.3) | ((row("years") > 0) & (row("sentence") == 0))),
    ("among links", lambda row: (row("link_share") > 0.5) & (row("link_share-1") + row("link_share+1") > 0.5)),
    ("title-cased", lambda row: (row("capital_words") > 0.6) & (row("words") >= 2)),
    ("among menu words", lambda row: row("hits_5_before") + row("hits_5_after") >= 3),
    ("below a heading for other stories", lambda row: row("since_related") < MAX_LINES_UNDER_HEADING),
    ("below a heading for comments", lambda row: row("since_comments") < MAX_LINES_UNDER_HEADING),
    ("its words are those of clutter", lambda row: row("word_mean") < MAX_CLUTTER_WORDS),
    ("shares no word with the top", lambda row: (row("topic_top") == 0) & (row("long_words") > 4)),
)
"""What may be said of any line, the most telling first."""
OUTSIDE: tuple[Observation, ...] = (
    ("below the article", lambda row: row("best_end") < 0),
    ("above the article", lambda row: row("best_start") < 0),
    ("far from running text", lambda row: (row("since_long") > 3) & (row("until_long") > 3)),
    ("short", lambda row: row("letters") < MAX_SHORT_LETTERS),
    ("no sentence", lambda row: row("sentence") == 0),
)
"""What is said of lines outside the article alone."""
NO_OBSERVATION = "unlike an article's lines"
"""What is said where nothing else is."""


def reasons(features: NDArray[np.float32], kinds: Sequence[int], inside: Flags) -> list[str]:
    """For each line (column of the first pass's features) what speaks against it.

    kinds: what each is taken for, as a place in KINDS; inside: whether it stands between lines of the body.
    """
    found: list[list[str]] = [[] for _ in kinds]
    names = np.array(kinds)

    def tell(observations: Sequence[Observation], of: Flags) -> None:
        at = of.nonzero()[0]
        if at.size:
            part = features[:, at]
            for words, holds in observations:
                for i in at[holds(lambda name: part[_AT[name]])].tolist():
                    if words not in found[i]:
                        found[i].append(words)

    for kind, observations in OF_KIND.items():
        tell(observations, names == KINDS.index(kind))
    tell(OUTSIDE[:3], ~inside)
    tell(GENERAL, np.ones(names.size, bool))
    tell(OUTSIDE[3:], ~inside)
    return [_sentence(WHAT[KINDS[kind]], words[:MAX_OBSERVATIONS]) for kind, words in zip(kinds, found, strict=True)]


def _sentence(what: str, words: Sequence[str]) -> str:
    return ": ".join(part for part in (what, ", ".join(words)) if part) or NO_OBSERVATION
