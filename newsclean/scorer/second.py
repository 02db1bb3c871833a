"""What the second pass sees besides: the first pass's scores of a line, of its neighbours and of the page.

What the first pass keeps falls into passages, with a few other lines between them at most. The longest is most likely
the article; what stands apart from it, behind a byline or a list of other stories, and shares few words with it, is
most likely another.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

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
    fill,
    shifted,
    spans,
    summed,
    weigh,
    windows,
)  # fmt: skip
from newsclean.scorer.glossary import REACH, SECOND
from newsclean.scorer.trees import SCALE

_MEANS = {
    "mean_3": (3, 3), "mean_8": (8, 8), "mean_3_before": (3, 0), "mean_3_after": (0, 3), "mean_10_before": (10, 0),
    "mean_10_after": (0, 10),
}  # fmt: skip
"""The windows of these features: lines before and after a line."""
_SPANS = spans(*_MEANS.values(), *EIGHT_AROUND)
SECOND_NAMES: tuple[str, ...] = tuple(SECOND)
"""The features of the second pass, in the trees' order."""
_AT = {name: i for i, name in enumerate(SECOND_NAMES)}
"""The row of each feature."""


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
    kept = odds > 0
    kept_letters = summed((kept * letters)[None])[0]
    rows = {
        "own": scores,
        "page_sum": odds.sum() / SCALE,
        "page_sure": np.count_nonzero(odds > SCALE),
        "page_share": max(float(kept_letters[-1]), 1.0) / max(float(letters.sum()), 1.0),
        "kept_before": kept_letters[:-1],
        "kept_after": kept_letters[-1] - kept_letters[1:],
        **_runs(odds, letters, kept_letters),
        **_around(odds, letters, m),
        **_gaps(odds, letters, kept_letters),
        **_passages(first, kept, odds, letters, m),
    }
    fill(out, rows, _AT)
    out[_AT[f"own{-REACH:+d}"] :] = shifted(scores[None].astype(np.float32), REACH, -9 * SCALE)
    return out


def _runs(odds: t.Ints, letters: Floats, kept_letters: Floats) -> dict[str, ArrayLike]:
    """The rows on the runs of lines that are most likely the article. kept_letters: those before each line, and all."""
    weighed = odds * np.minimum(letters, 400.0)
    runs = np.array([weighed, weighed - 60.0 * SCALE, np.where(weighed < 0, weighed / 4, weighed)])
    bounds, at = best_runs(runs), np.arange(odds.size)
    start, end = bounds[0]
    since_start, until_end = at - bounds[:, :1], bounds[:, 1:] - at
    inside = (since_start >= 0) & (until_end >= 0)
    return {
        "run_start": since_start[0], "run_end": until_end[0], "in_run": inside[0],
        "run_share": (kept_letters[end + 1] - kept_letters[start]) / max(float(kept_letters[-1]), 1.0),
        "tight_start": since_start[1], "tight_end": until_end[1], "in_tight": inside[1],
        "loose_start": since_start[2], "loose_end": until_end[2], "in_loose": inside[2],
    }  # fmt: skip


def _around(odds: t.Ints, letters: Floats, m: t.Measures) -> dict[str, ArrayLike]:
    """The rows on the scores of the lines around a line, and on the words that it shares with sure ones."""
    sure = odds > SCALE
    after, ahead = distances((sure, odds < -SCALE), (sure, odds < -SCALE))
    one, two = _shared(m, sure & (letters >= LONG_LINE), 1, 2)
    total, lines, shared, topical = windows(np.array([odds, np.ones(odds.size), one, m.topics]), _SPANS)
    topic_before, topic_after = shared[len(_MEANS) :] / np.maximum(topical[len(_MEANS) :], 1)
    words = np.maximum(m.topics, 1)
    return {
        "since_sure": after[0],
        "until_sure": ahead[0],
        "since_not": after[1],
        "until_not": ahead[1],
        **{name: total[i] / lines[i] for i, name in enumerate(_MEANS)},
        "sure_topic": one / words,
        "sure_topic_common": two / words,
        "sure_topic_before": topic_before,
        "sure_topic_after": topic_after,
    }


def _gaps(odds: t.Ints, letters: Floats, kept_letters: Floats) -> dict[str, ArrayLike]:
    """The rows on what is not kept between sure lines."""
    gone = ((odds <= 0) * (letters + 10)).cumsum()
    gap = gone - np.maximum.accumulate((odds > SCALE) * gone)
    return {"gap_letters": gap, "longest_gap_before": np.maximum.accumulate((kept_letters[1:] > 0) * gap)}


def _shared(m: t.Measures, inside: Flags, *least: int) -> list[NDArray[Any]]:
    """For each number of lines, how many of a line's topical words that many others of those inside have, or more."""
    own = inside.take(m.topic_line)
    others = np.bincount(m.topic_word, own, m.vocabulary).take(m.topic_word) - own
    return [np.bincount(m.topic_line, others >= lines, inside.size) for lines in least]


MAX_LINES_BETWEEN = 3
"""Kept lines belong to one passage where fewer others than this stand between them. By hand."""
LARGE_SHARE = 0.3
"""The first passage that has this share of the longest one's letters is the first that counts. By hand."""


def _passages(first: Matrix, kept: Flags, odds: t.Ints, letters: Floats, m: t.Measures) -> dict[str, Floats]:
    """The rows of PASSAGE; none where nothing is kept. A line between passages belongs to the one before it."""
    n, at = kept.size, np.arange(kept.size)
    if not kept.any():
        return {}
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
    longest_topic, first_topic = shared / np.maximum(m.topics, 1)
    passage_longest_topic, passage_first_topic = (by_passage / every).take(passage, 1)
    bylines, related, authors = np.where(at > last, passed - passed[:, last : last + 1], 0.0)
    return {
        "passage": passage,
        "passage_letters": size[passage],
        "passage_share": size[passage] / size[longest],
        "passages_after_longest": passage - longest,
        "passages_after_first": passage - early,
        "longest_topic": longest_topic,
        "first_topic": first_topic,
        "passage_longest_topic": passage_longest_topic,
        "passage_first_topic": passage_first_topic,
        "longest_start": at - bounds[0],
        "longest_end": at - bounds[-1],
        "bylines_since_first": bylines,
        "related_since_first": related,
        "authors_since_first": authors,
        "passage_odds": (np.bincount(of, odds[kept], count) / np.maximum(np.bincount(of), 1))[passage],
    }


_SIGN_LINES, _SIGN_STARTS = (
    np.array([NAMES.index(f"{family}_{what}") for family in ("byline", "comments", "author")])
    for what in ("line", "start")
)
"""The rows of labels that are the head of another article, of comments, or of an author box."""
_YEARS, _RELATED = NAMES.index("years"), NAMES.index("related_line")
"""The rows of these features."""


def _signs(first: Matrix) -> Floats:
    """Lines that look like the head of another article, of a list of stories or comments, or of an author box."""
    byline, comments, author = first.take(_SIGN_LINES, 0) + first.take(_SIGN_STARTS, 0)
    return np.array([byline + (first[_YEARS] > 0), first[_RELATED] + comments, author], np.float64)
