"""Clocks for benchmarks: processor time, the least of several runs, and runs of rivals side by side.

A busy machine makes some runs slow and none fast. So each page is given to all rivals in turn, several times over, and
the least time of each rival on that page counts; ratios are taken page by page, and their median is what is printed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from statistics import mean, median, quantiles
from typing import Any, TypeVar

T = TypeVar("T")
Times = dict[str, list[float]]
"""By rival, the least seconds for each page."""


def seconds(call: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time_ns()
    call()
    return (time.process_time_ns() - start) / 1e9


def least_seconds(call: Callable[[], object], repeats: int) -> float:
    """Processor time of a call, the least of several."""
    return min(seconds(call) for _ in range(repeats))


def side_by_side(rivals: Mapping[str, Callable[[T], Any]], pages: Sequence[T], repeats: int) -> Times:
    """The least time of each rival for each page; on a page the rivals take turns."""
    times: Times = {name: [] for name in rivals}
    for page in pages:
        runs: Times = {name: [] for name in rivals}
        for _ in range(repeats):
            for name, call in rivals.items():
                runs[name].append(seconds(lambda call=call, page=page: call(page)))  # type: ignore[misc]
        for name, spent in runs.items():
            times[name].append(min(spent))
    return times


def ratio(times: Times, name: str, other: str) -> float:
    """The median over pages of what one rival takes for what another takes.

    >>> ratio({"a": [1.0, 2.0, 9.0], "b": [2.0, 4.0, 9.0]}, "a", "b")
    0.5
    """
    return median(a / b for a, b in zip(times[name], times[other], strict=True))


def spread(times: Times, name: str, other: str) -> tuple[float, float]:
    """The quartiles over pages of what one rival takes for what another takes: half of the pages lie between them.

    >>> spread({"a": [1.0, 2.0, 3.0, 4.0, 5.0], "b": [1.0, 1.0, 1.0, 1.0, 1.0]}, "a", "b")
    (2.0, 4.0)
    """
    ratios = [a / b for a, b in zip(times[name], times[other], strict=True)]
    low, _, high = quantiles(ratios, n=4, method="inclusive")
    return low, high


def milliseconds(spent: Sequence[float]) -> str:
    """The mean of some times, to print.

    >>> milliseconds([0.001, 0.002])
    '1.50'
    """
    return f"{1000 * mean(spent):.2f}"


def markdown(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A markdown table, the first column to the left.

    >>> print(markdown(["tool", "ms"], [["ftfy", 5]]))
    | tool | ms |
    |---|--:|
    | ftfy | 5 |
    """
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in (head, *rows)]
    return "\n".join([lines[0], "|---" + "|--:" * (len(head) - 1) + "|", *lines[1:]])
