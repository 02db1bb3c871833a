"""Memory of clean_many over many pages: flat, whatever the number of pages.

python -m tests.benchmarks.memory [--quick] [--pages 100000]
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from newsclean import clean_many
from tests.benchmarks.news import fixture_pages
from tests.benchmarks.options import read_options
from tests.benchmarks.timing import markdown

ROWS = 10


def resident_megabytes() -> float:
    """The memory that this process has now; where the system does not tell, the most that it had."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def different_pages(count: int) -> Iterator[str]:
    """So many pages, no two the same: the fixtures' in turn, each with its number."""
    for n, page in enumerate(islice(cycle(fixture_pages()), count)):
        yield f"{page.text}\n\nPage {n}, and the words of number {n} are found on it alone."


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    options = read_options(__name__, __doc__, arguments)
    count = options.pages or (40 if options.quick else 20_000)
    every = max(1, count // ROWS)
    rows = []
    for n, _ in enumerate(clean_many(different_pages(count)), 1):
        if n % every == 0:
            rows.append((f"{n:,}", f"{resident_megabytes():.1f}"))
    print(markdown(["pages cleaned", "resident MB"], rows))


if __name__ == "__main__":
    main()
