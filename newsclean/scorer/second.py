"""What the second pass sees besides: the first pass's scores of a line, of its neighbours and of the page.

What the first pass keeps falls into passages, with a few other lines between them at most. The longest is most likely
the article; what stands apart from it, behind a byline or a list of other stories, and shares few words with it, is
most likely another.
"""

from __future__ import annotations

import numpy as np

from newsclean.scorer import text as t
from newsclean.scorer.features import (
    LONG_LINE,
    NAMES,
    Flags,
    Floats,
    Matrix,
    best_run,
    row_of,
    shifted,
    since,
    until,
    weigh,
    windows,
)  # fmt: skip
from newsclean.scorer.trees import SCALE

REACH = 6
_SPANS = ((3, 3), (8, 8), (3, 0), (0, 3), (10, 0), (0, 10))
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
    "bylines_since_first", "related_since_first", "authors_since_first",
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
    odds = np.clip(scores, -6 * SCALE, 6 * SCALE)
    sure, no = odds > SCALE, odds < -SCALE
    kept = np.where(odds > 0, letters, 0.0)
    run = np.cumsum(kept)
    total = max(float(run[-1]), 1.0)
    weighed = odds * np.minimum(letters, 400.0)
    at = np.arange(n, dtype=np.float64)
    (start, end), *others = (
        best_run(values) for values in (weighed, weighed - 60.0 * SCALE, np.where(weighed < 0, weighed / 4, weighed))
    )
    flags = np.stack([sure, no])
    after, ahead = since(flags), until(flags)
    sums = windows(np.stack([odds, np.ones(n)]), _SPANS)
    gap = np.cumsum(np.where(odds > 0, 0.0, letters + 10))
    gap -= np.maximum.accumulate(np.where(sure, gap, 0.0))
    rows = (
        scores, np.full(n, odds.sum() / SCALE), np.full(n, sure.sum()),
        np.full(n, total / max(float(letters.sum()), 1.0)),
        at - start, end - at, (at >= start) & (at <= end), np.full(n, (run[end] - run[start] + kept[start]) / total),
        *(row for s, e in others for row in (at - s, e - at, (at >= s) & (at <= e))),
        after[0], ahead[0], after[1], ahead[1], run - kept, run[-1] - run, *(sums[0] / sums[1]),
        np.maximum.accumulate(np.where(run > 0, gap, 0)), *_sure_topic(m, sure & (letters >= LONG_LINE), n), gap,
    )  # fmt: skip
    out[k : k + len(SCORES)] = rows
    out[k + len(SCORES) : -2 * REACH] = _passages(first, odds > 0, letters, m)
    out[-2 * REACH :] = shifted(scores[None].astype(np.float32), REACH, -9 * SCALE)
    return out


def _sure_topic(m: t.Measures, sure: Flags, n: int) -> tuple[Floats, ...]:
    """Shares of a line's topical words that stand in another line that is surely body, and in two others.

    The first also over the lines before and after.
    """
    word, of = m.topic_word, m.topic_line
    total = np.bincount(of, minlength=n)
    inside = sure[of]
    others = np.bincount(word[inside], minlength=t.TOPIC_BUCKETS)[word] - inside
    one, two = np.bincount(of[others >= 1], minlength=n), np.bincount(of[others >= 2], minlength=n)
    near = windows(np.stack([one, total]).astype(np.float64), ((8, -1), (0, 8)))
    some = np.maximum(total, 1)
    return one / some, two / some, *(near[0] / np.maximum(near[1], 1))


MAX_LINES_BETWEEN = 3
"""Kept lines belong to one passage where fewer others than this stand between them."""
LARGE_SHARE = 0.3
"""The first passage that has this share of the longest one's letters is the first that counts."""


def _passages(first: Matrix, kept: Flags, letters: Floats, m: t.Measures) -> Floats:
    """The rows of PASSAGE. A line between passages belongs to the one before it."""
    n, at = kept.size, np.arange(kept.size)
    if not kept.any():
        return np.zeros((len(PASSAGE), n))
    before = -1 - MAX_LINES_BETWEEN
    latest = np.maximum.accumulate(np.where(kept, at, before))
    opens = kept & (at - np.append(before, latest[:-1]) > MAX_LINES_BETWEEN)
    passage = np.cumsum(opens)
    count = int(passage[-1]) + 1
    size = np.bincount(passage[kept], weights=letters[kept] + 1, minlength=count)
    longest = int(size.argmax())
    early = int(np.argmax(size >= LARGE_SHARE * size[longest]))
    words = np.bincount(m.topic_line, minlength=n)
    chosen = [kept & (passage == of) for of in (longest, early)]
    shared = np.stack([_shared(m, inside, n) for inside in chosen])
    every = np.bincount(passage[kept], weights=words[kept], minlength=count)
    by_passage = np.stack([np.bincount(passage[kept], weights=row[kept], minlength=count) for row in shared])
    bounds, last = np.flatnonzero(chosen[0]), np.flatnonzero(chosen[1])[-1]
    passed = np.cumsum(_signs(first), axis=1)
    rows: Floats = np.stack([
        passage, size[passage], size[passage] / size[longest], passage - longest, passage - early,
        *(shared / np.maximum(words, 1)), *(by_passage / np.maximum(every, 1))[:, passage],
        at - bounds[0], at - bounds[-1], *np.where(at > last, passed - passed[:, last : last + 1], 0.0),
    ])  # fmt: skip
    return rows


def _shared(m: t.Measures, inside: Flags, n: int) -> t.Ints:
    """How many of each line's topical words stand in another line of those inside."""
    own = inside[m.topic_line]
    others = np.bincount(m.topic_word[own], minlength=t.TOPIC_BUCKETS)[m.topic_word] - own
    return np.bincount(m.topic_line[others > 0], minlength=n)


def _signs(first: Matrix) -> Floats:
    """Lines that look like the head of another article, of a list of stories or comments, or of an author box."""
    byline, related, comments, author = (
        row_of(first, f"{family}_line") + row_of(first, f"{family}_start")
        for family in ("byline", "related", "comments", "author")
    )
    return np.stack([byline + (row_of(first, "years") > 0), related + comments, author]).astype(np.float64)
