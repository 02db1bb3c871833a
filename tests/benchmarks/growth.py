"""Cost and memory against size, from 1 KB to 10 MB, of pages and of one long line, and how hostile pages grow.

python -m tests.benchmarks.growth [--quick]
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence

from newsclean import clean
from newsclean.repair import source_lines
from tests.benchmarks.news import text_of_size
from tests.benchmarks.options import read_options
from tests.benchmarks.timing import least_seconds, markdown
from tests.hostile import HOSTILE

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
HOSTILE_SIZE = 10_000
FACTOR = 4
LINE_SIZES = (50_000, 200_000, 800_000, 3_200_000)
ALLOWED_A_CHARACTER, ALLOWED_A_LINE, ALLOWED = 30, 1500, 20_000_000
"""Bytes that cleaning a page may take over a warm process, at most."""


def peak_bytes(text: str) -> int:
    """The most memory that cleaning a text takes at any time, beside the text itself."""
    tracemalloc.start()
    try:
        clean(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def allowed_bytes(text: str) -> int:
    """The memory that it may take."""
    return ALLOWED_A_CHARACTER * len(text) + ALLOWED_A_LINE * len(source_lines(text)) + ALLOWED


def by_size(sizes: Sequence[int], repeats: int) -> str:
    """A table of time and memory by size, on pages like real ones."""
    rows = []
    for size in sizes:
        text = text_of_size(size)
        spent = least_seconds(lambda text=text: clean(text), repeats if size < 1_000_000 else 1)  # type: ignore[misc]
        peak = peak_bytes(text)
        rows.append(
            (
                f"{size:,}",
                f"{1000 * spent:.1f}",
                f"{1e9 * spent / size:.0f}",
                f"{peak / 1e6:.1f}",
                f"{peak / allowed_bytes(text):.0%}",
            )
        )
    return markdown(["characters", "ms", "ns a character", "peak MB", "of the allowed"], rows)


def by_line(sizes: Sequence[int], repeats: int) -> str:
    """A table of time and memory of a page that is one long line, each four times the one before."""
    rows, before = [], 0.0
    for size in sizes:
        text = text_of_size(size).replace("\n", " ")
        spent = least_seconds(lambda text=text: clean(text), repeats)  # type: ignore[misc]
        growth = f"{spent / before:.1f}" if before else ""
        rows.append((f"{size:,}", f"{1000 * spent:.1f}", growth, f"{peak_bytes(text) / size:.0f}"))
        before = spent
    return markdown(["characters in one line", "ms", "times the one before", "peak bytes a character"], rows)


def four_times(repeats: int) -> str:
    """The cost of a page of 280 lines, to that of one of 70."""
    lines = [line for line in text_of_size(60_000).split("\n") if line]
    short, long = (least_seconds(lambda n=n: clean("\n\n".join(lines[:n])), repeats) for n in (70, 280))  # type: ignore[misc]
    share = len("\n\n".join(lines[:280])) / len("\n\n".join(lines[:70]))
    return f"280 lines take {long / short:.2f} times as long as 70, of which they are {share:.2f} times the characters"


def hostile(size: int, repeats: int) -> str:
    """A table of what hostile pages cost, those that grow most on top."""
    found = []
    for name, make in HOSTILE.items():
        short = least_seconds(lambda make=make: clean(make(size)), repeats)  # type: ignore[misc]
        long = least_seconds(lambda make=make: clean(make(size * FACTOR)), repeats)  # type: ignore[misc]
        found.append((long / short, name, short, long))
    rows = [
        (name, f"{1000 * s:.1f}", f"{1000 * b:.1f}", f"{growth:.1f}")
        for growth, name, s, b in sorted(found, reverse=True)
    ]
    return markdown(["hostile page", f"ms for {size:,}", f"ms for {size * FACTOR:,}", "times"], rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the tables."""
    options = read_options(__name__, __doc__, arguments)
    repeats = options.repeats or (1 if options.quick else 5)
    clean(text_of_size(3000))
    print(by_size(SIZES[:2] if options.quick else SIZES, repeats), "\n")
    print(by_line(LINE_SIZES[:2] if options.quick else LINE_SIZES, min(2, repeats)), "\n")
    print(four_times(repeats), "\n")
    print(hostile(300 if options.quick else HOSTILE_SIZE, min(2, repeats)))


if __name__ == "__main__":
    main()
