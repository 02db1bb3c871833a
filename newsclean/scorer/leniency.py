"""What is added to scores where the trees know little: on pages that they are not sure of, on small ones, beside body.

Each of these keeps more of the body at the same F1 on pages of publishers not seen (see the constants).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer import features as f
from newsclean.scorer.confidence import expected_f1
from newsclean.scorer.trees import SCALE

MIN_EXPECTED_F1 = 0.4
"""A page that can be expected to come out worse is no article's."""
SURE_F1 = 0.9
"""From this expected F1 on a page is left as it is."""
LENIENCY_STEPS = 64
"""Log odds are rounded to a 64th: the same on every machine."""
SMALL_PAGE_LETTERS = 2500
"""A page with fewer letters gets the benefit of the doubt, the more the smaller it is."""
MAX_BENEFIT = 1.5
"""In log odds. It keeps .017 more of the words of short pages and .003 of main content than none does, at a body F1
.004 and .0002 lower; whole pages come out alike as text and from HTML (two folds, a third and a sixth of the pages)."""
MIN_SENTENCES = 2
"""With fewer sentences above it, a heading for comments is a link at the head of the article."""
MAX_DOUBT, MAX_DOUBT_LONG, MAX_DOUBT_INSIDE = 2.0, 4.0, 0.4
"""Log odds against a line up to which it stays if nothing speaks for what else it is: a sentence in the company of
body, a long one, any line between lines of the body. As means over twelve sources, out of fold, .0095 more of the words
of whole pages, .007 of main content and .011 of short pages are kept than with neither, at a body F1 .0015, .0005 and
.004 lower. More inside (.8) keeps another .002 of the words at an F1 .002 lower. More for long lines costs .0002 of F1,
and without it the last paragraph under a "read also" goes on small pages."""
MAX_SHARE, MAX_SHARE_LONG, MAX_SHARE_INSIDE = 0.5, 0.3, 0.4
"""The share of one kind from which it speaks for such a line's going. By hand."""


def settle(raw: NDArray[np.int64], features: NDArray[np.float32]) -> NDArray[np.int64]:
    """The second pass's scores with the first two of these: lines above 0 are body."""
    scores = raw + benefit_of_doubt(features)
    return scores + leniency(scores, features)


def leniency(scores: NDArray[np.int64], features: NDArray[np.float32]) -> int:
    """What is added to all scores of a page that is not sure, so that its lines above 0 have a greater F1 to expect.

    The less sure a page is, the lower is the threshold that is best: half the F1 that it reaches (Lipton, Elkan and
    Naryanaswamy 2014, Optimal thresholding of classifiers to maximize F1 measure). Letters count, lines removed do not.

    >>> features = np.zeros((len(f.NAMES), 2), np.float32)
    >>> leniency(np.array([9 * SCALE, -9 * SCALE]), features), leniency(np.array([-SCALE, -SCALE]), features) > 0
    (0, True)
    """
    best = expected_f1(scores, features)
    shift = best_shift(max(best, MIN_EXPECTED_F1)) - best_shift(SURE_F1)
    return round(max(shift, 0.0) * LENIENCY_STEPS) * (SCALE // LENIENCY_STEPS)


def best_shift(f1: float) -> float:
    """The log odds to add to scores for the threshold of half the F1 that can be reached."""
    return math.log((2 - f1) / f1)


def benefit_of_doubt(features: NDArray[np.float32]) -> NDArray[np.int64]:
    """What is added to the scores on a page too small to tell body from clutter by the company that lines keep.

    There a line that is no label is rather body from the first sentence to the last; on a page without any, everywhere.
    What stands below a heading for comments that an article stands above gets none.
    """
    letters = f.row_of(features, "page_letters")
    small = 1 - float(letters[0]) / SMALL_PAGE_LETTERS if letters.size else 0.0
    if small <= 0:
        return np.zeros(letters.size, np.int64)
    label = _is_label(features) | _below_comments(features)
    sentences = (f.row_of(features, "ends") > 0) & ~label
    chosen = ~label
    if sentences.any():
        chosen &= np.logical_or.accumulate(sentences) & np.logical_or.accumulate(sentences[::-1])[::-1]
    benefit: NDArray[np.int64] = chosen * np.int64(round(small * MAX_BENEFIT * SCALE))
    return benefit


def _below_comments(features: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Lines below a heading for comments that has sentences above it."""
    since = f.row_of(features, "since_comments").astype(np.int64)
    heading = np.maximum(np.arange(since.size) - since, 0)
    above = (f.row_of(features, "sentence") > 0).cumsum()
    below: NDArray[np.bool_] = (since < f.FAR) & (above.take(heading) >= MIN_SENTENCES)
    return below


def in_company(
    scores: NDArray[np.int64], features: NDArray[np.float32], shares: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Sentences that little speaks against, in one run with a line that is kept (its score is above 0).

    A line that much speaks against ends the run, but not one that a filter finds: what is cut by an advertisement, a
    list of other stories or a share bar goes on after it.

    shares: of each line, that of the kind that is most likely if it is not body.
    """
    kept = scores > 0
    long = (f.row_of(features, "letters") >= f.LONG_LINE) & (shares <= MAX_SHARE_LONG)
    doubt = np.where(long, MAX_DOUBT_LONG, np.where(shares <= MAX_SHARE, MAX_DOUBT, 0.0))
    unsure = (scores > -doubt * SCALE) & (f.row_of(features, "sentence") > 0) & ~_is_label(features)
    joined = kept | unsure
    passed = np.logical_or.reduce([f.row_of(features, name) > 0 for name in PASSED])
    run = np.cumsum(~joined & ~passed)
    company = np.zeros(scores.size + 1, bool)
    company[run[kept]] = True
    found: NDArray[np.bool_] = joined & ~kept & company[run]
    return found


PASSED = ("removed", "found_related", "related_start", "ad_line", "ad_start")
"""What interrupts an article."""


def unsure_inside(
    scores: NDArray[np.int64], features: NDArray[np.float32], shares: NDArray[np.float64], kept: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Lines between lines that are kept, no labels, that little speaks against.

    shares: of each line, that of the kind that is most likely if it is not body.
    """
    between = np.logical_or.accumulate(kept) & np.logical_or.accumulate(kept[::-1])[::-1]
    unsure = (scores > -MAX_DOUBT_INSIDE * SCALE) & (shares <= MAX_SHARE_INSIDE)
    found: NDArray[np.bool_] = between & ~kept & unsure & ~_is_label(features)
    return found


def _is_label(features: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Lines that the lexicon or a filter calls clutter."""
    rows = [f.row_of(features, name) > 0 for name in ("line_hit", "start_hit", "removed", "found_related")]
    label: NDArray[np.bool_] = np.logical_or.reduce(rows)
    return label
