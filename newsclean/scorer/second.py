"""What the second pass sees besides: the first pass's scores of a line, of its neighbours and of the page.

What the first pass keeps falls into passages, with a few other lines between them at most. The longest is most likely
the article; what stands apart from it, behind a byline or a list of other stories, and shares few words with it, is
most likely another.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer import text as t
from newsclean.scorer.features import (
    EIGHT_AROUND,
    LONG_LINE,
    NAMES,
    Flags,
    Floats,
    Matrix,
    best_runs,
    distances,
    shifted,
    spans,
    summed,
    weigh,
    windows,
)  # fmt: skip
from newsclean.scorer.trees import SCALE

REACH = 6
_SCORE_SPANS = ((3, 3), (8, 8), (3, 0), (0, 3), (10, 0), (0, 10))
_SPANS = spans(*_SCORE_SPANS, *EIGHT_AROUND)
SCORES = (
    "own", "page_sum", "page_sure", "page_share", "run_start", "run_end", "in_run", "run_share", "tight_start",
    "tight_end", "in_tight", "loose_start", "loose_end", "in_loose", "since_sure", "until_sure", "since_not",
    "until_not", "kept_before", "kept_after", "mean_3", "mean_8", "mean_3_before", "mean_3_after", "mean_10_before",
    "mean_10_after", "longest_gap_before", "sure_topic", "sure_topic_common", "sure_topic_before",
    "sure_topic_after", "gap_letters",
)  # fmt: skip
PASSAGE = (
    "passage", "passage_letters", "passage_share", "passages_after_longest", "passages_after_first", "longest_topic",
    "first_topic", "passage_longest_topic", "passage_first_topic", "longest_start", "longest_end",
    "bylines_since_first", "related_since_first", "authors_since_first", "passage_odds",
)  # fmt: skip
SECOND_NAMES: tuple[str, ...] = (
    *NAMES, *SCORES, *PASSAGE, *(f"own{offset:+d}" for offset in (*range(-REACH, 0), *range(1, REACH + 1))),
)  # fmt: skip


def second_features(first: Matrix, scores: t.Ints, m: t.Measures) -> Matrix:
    """The second pass's features, SECOND_NAMES x lines.

    first: what `line_features` gave; scores: the first pass's, log odds of being body times SCALE, whole numbers.
    """
    k, n = first.shape
    out = np.zeros((len(SECOND_NAMES), n), np.float32)
    out[:k] = first
    if not n:
        return out
    letters = weigh(m)
    odds = np.minimum(np.maximum(scores, -6 * SCALE), 6 * SCALE)
    sure, kept, no = odds > SCALE, odds > 0, odds < -SCALE
    at = np.arange(n)
    weighed = odds * np.minimum(letters, 400.0)
    runs = np.array([weighed, weighed - 60.0 * SCALE, np.where(weighed < 0, weighed / 4, weighed)])
    bounds = best_runs(runs)
    start, end = bounds[0]
    since_start, until_end = at - bounds[:, :1], bounds[:, 1:] - at
    inside = (since_start >= 0) & (until_end >= 0)
    after, ahead = distances((sure, no), (sure, no))
    sums = summed(np.array([kept * letters, ~kept * (letters + 10)]))
    before, run, gap = sums[0, :-1], *sums[:, 1:]
    total = max(float(run[-1]), 1.0)
    gap = gap - np.maximum.accumulate(sure * gap)
    one, two = _shared(m, sure & (letters >= LONG_LINE), 1, 2)
    near = windows(np.array([odds, np.ones(n), one, m.topics]), _SPANS)
    words = np.maximum(m.topics, 1)
    rows = (
        scores, np.full(n, odds.sum() / SCALE), np.full(n, np.count_nonzero(sure)),
        np.full(n, total / max(float(letters.sum()), 1.0)),
        since_start[0], until_end[0], inside[0], np.full(n, (run[end] - before[start]) / total),
        since_start[1], until_end[1], inside[1], since_start[2], until_end[2], inside[2],
        after[0], ahead[0], after[1], ahead[1], before, run[-1] - run, *(near[0, :-2] / near[1, :-2]),
        np.maximum.accumulate((run > 0) * gap), one / words, two / words,
        *(near[2, -2:] / np.maximum(near[3, -2:], 1)), gap,
        *_passages(first, kept, odds, letters, m),
    )  # fmt: skip
    out[k : -2 * REACH] = rows
    out[-2 * REACH :] = shifted(scores[None].astype(np.float32), REACH, -9 * SCALE)
    return out


def _shared(m: t.Measures, inside: Flags, *least: int) -> list[NDArray[Any]]:
    """How many of each line's topical words stand in other lines of those inside, in so many at least."""
    own = inside.take(m.topic_line)
    others = np.bincount(m.topic_word, own, m.vocabulary).take(m.topic_word) - own
    return [np.bincount(m.topic_line, others >= lines, inside.size) for lines in least]


MAX_LINES_BETWEEN = 3
"""Kept lines belong to one passage where fewer others than this stand between them."""
LARGE_SHARE = 0.3
"""The first passage that has this share of the longest one's letters is the first that counts."""


def _passages(first: Matrix, kept: Flags, odds: t.Ints, letters: Floats, m: t.Measures) -> Floats:
    """The rows of PASSAGE. A line between passages belongs to the one before it."""
    n, at = kept.size, np.arange(kept.size)
    if not kept.any():
        return np.zeros((len(PASSAGE), n))
    latest = np.full(n + 1, -1 - MAX_LINES_BETWEEN)
    np.maximum.accumulate(np.where(kept, at, latest[0]), out=latest[1:])
    passage = (kept & (at - latest[:-1] > MAX_LINES_BETWEEN)).cumsum()
    count = int(passage[-1]) + 1
    of = passage[kept]
    size = np.bincount(of, letters[kept] + 1, count)
    longest = int(size.argmax())
    early = int((size >= LARGE_SHARE * size[longest]).argmax())
    lines = {chosen: kept & (passage == chosen) for chosen in (longest, early)}
    sharing = {chosen: _shared(m, inside, 1) for chosen, inside in lines.items()}
    shared = np.array([*sharing[longest], *sharing[early]])
    by_passage = np.array([np.bincount(of, row[kept], count) for row in shared])
    every = np.maximum(np.bincount(of, m.topics[kept], count), 1)
    bounds, last = lines[longest].nonzero()[0], lines[early].nonzero()[0][-1]
    passed = _signs(first).cumsum(1)
    rows: Floats = np.array([
        passage, size[passage], size[passage] / size[longest], passage - longest, passage - early,
        *(shared / np.maximum(m.topics, 1)), *(by_passage / every).take(passage, 1),
        at - bounds[0], at - bounds[-1],
        *np.where(at > last, passed - passed[:, last : last + 1], 0.0),
        (np.bincount(of, odds[kept], count) / np.maximum(np.bincount(of), 1))[passage],
    ])  # fmt: skip
    return rows


_SIGN_LINES, _SIGN_STARTS = (
    np.array([NAMES.index(f"{family}_{what}") for family in ("byline", "comments", "author")])
    for what in ("line", "start")
)
_YEARS, _RELATED = NAMES.index("years"), NAMES.index("related_line")


def _signs(first: Matrix) -> Floats:
    """Lines that look like the head of another article, of a list of stories or comments, or of an author box."""
    byline, comments, author = first.take(_SIGN_LINES, 0) + first.take(_SIGN_STARTS, 0)
    return np.array([byline + (first[_YEARS] > 0), first[_RELATED] + comments, author], np.float64)
