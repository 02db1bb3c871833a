"""The command line that the benchmarks share."""

from __future__ import annotations

import argparse
from collections.abc import Sequence


def read_options(module: str, doc: str | None, arguments: Sequence[str] | None) -> argparse.Namespace:
    """`--quick` for a run on small input that only shows that it runs, `--pages` and `--repeats` for other sizes."""
    summary = (doc or "").split("\n")[0]
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=summary)
    parser.add_argument("--quick", action="store_true", help="a small input, to see that it runs")
    parser.add_argument("--pages", type=int, help="so many pages only")
    parser.add_argument("--repeats", type=int, help="runs of each, of which the least counts")
    return parser.parse_args(arguments)
