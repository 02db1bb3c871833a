"""What the commands that train a field's weights are asked: labelled pages, a file to write, folds to leave out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence


def asked(module: str, purpose: str | None, arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The pages, out and without_fold that a command is given; purpose: its docstring, whose first part is shown.

    >>> asked("train", None, ["pages.jsonl", "--out", "weights.json", "--without-fold", "0"]).without_fold
    [0]
    >>> asked("train", None, ["pages.jsonl", "--out", "weights.json"]).without_fold
    []
    """
    ask = argparse.ArgumentParser(prog=f"python -m {module}", description=(purpose or "").split("\n\n")[0])
    ask.add_argument("pages", nargs="+", metavar="PAGES.jsonl.gz", help="labelled pages")
    ask.add_argument("--out", required=True, metavar="FILE", help="where the weights go (.json)")
    ask.add_argument(
        "--without-fold",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="leave the publishers of this fold of five out of training",
    )
    return ask.parse_args(arguments)
