"""The one check that looks at a clock: a page eight times as long takes at most twenty times the processor's time.

What is linear takes eight times as long or less, what is quadratic sixty-four. The least of up to five runs counts, so
that a busy machine fails nothing.
"""

from __future__ import annotations

import pytest

from newsclean import clean
from tests.benchmarks.timing import seconds
from tests.hostile import HOSTILE, RICH_IN_LINES

SIZE = 6000
SIZE_OF_MANY_LINES = 24_000
FACTOR = 8
MAX_GROWTH = 20
RUNS = 5


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_page(name: str) -> None:
    size = SIZE_OF_MANY_LINES if name in RICH_IN_LINES else SIZE
    small, large = HOSTILE[name](size), HOSTILE[name](FACTOR * size)
    clean(small)
    short, long = [], []
    for _ in range(RUNS):
        short.append(seconds(lambda: clean(small)))
        long.append(seconds(lambda: clean(large)))
        if min(long) <= MAX_GROWTH * min(short):
            return
    pytest.fail(f"{min(short):.3f} s for {size} characters, {min(long):.3f} s for {FACTOR} times as many")
