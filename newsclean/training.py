"""What every command that trains weights is asked: labelled pages, a file to write, folds to leave out."""

from __future__ import annotations

import argparse


def training_parser(module: str, purpose: str | None, kind: str = ".json") -> argparse.ArgumentParser:
    """A parser of pages, out and without_fold.

    module: the command's; purpose: its docstring, whose first part is shown; kind: the ending of the file's name.

    >>> ask = training_parser("train", None)
    >>> ask.parse_args(["pages.jsonl", "--out", "weights.json", "--without-fold", "0"]).without_fold
    [0]
    >>> ask.parse_args(["pages.jsonl", "--out", "weights.json"]).without_fold
    []
    """
    ask = argparse.ArgumentParser(prog=f"python -m {module}", description=(purpose or "").split("\n\n")[0])
    ask.add_argument("pages", nargs="+", metavar="PAGES.jsonl.gz", help="labelled pages")
    ask.add_argument("--out", required=True, metavar="FILE", help=f"where the weights go ({kind})")
    ask.add_argument(
        "--without-fold",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="leave the publishers of this fold of five out of the file's weights",
    )
    return ask
