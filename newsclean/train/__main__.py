"""`python -m newsclean.train scorer|title|byline|date PAGES... --out FILE`: weights from labelled pages, and figures.

    python -m newsclean.train scorer PAGES.jsonl.gz... --out newsclean/scorer/model.npz --folds FOLDER
    python -m newsclean.train title PAGES.jsonl.gz... --out newsclean/fields/title_weights.json

A page is a JSON object a line: `texts` (rendering -> text), `gold` (`title`, `authors`, `date`, `body` paragraphs,
`optional` standfirsts and subheads), `url` or `group` (its publisher), and `source` and `lang` for the tables. The
figures are of pages at publishers that the weights have not seen. The same pages and seed give the same file.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from newsclean.train import scorer
from newsclean.train.candidates import EXAMPLES
from newsclean.train.fields import run_field

COMMANDS = {
    "scorer": "the line scorer's trees and words",
    "title": "the ranker of titles",
    "byline": "the ranker of bylines",
    "date": "the ranker of dates",
}
"""What can be trained; the fields are all run alike."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train what is asked for, write the file, print the tables."""
    asked = parser().parse_args(arguments)
    if asked.command == "scorer":
        scorer.run(asked)
    else:
        run_field(EXAMPLES[asked.command], asked)


def parser() -> argparse.ArgumentParser:
    """One parser for all that is trained.

    >>> asked = parser().parse_args(["title", "pages.jsonl", "--out", "weights.json", "--without-fold", "0"])
    >>> asked.command, asked.pages, asked.out, asked.without_fold
    ('title', ['pages.jsonl'], 'weights.json', [0])
    """
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("pages", nargs="+", metavar="PAGES.jsonl.gz", help="labelled pages")
    common.add_argument("--out", required=True, metavar="FILE", help="where the weights go")
    common.add_argument(
        "--folds",
        metavar="FOLDER",
        help="write there, for each fold of five, weights that have not seen its publishers",
    )
    common.add_argument(
        "--without-fold",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="leave the publishers of this fold of five out of the file's weights",
    )
    ask = argparse.ArgumentParser(prog="python -m newsclean.train", description=(__doc__ or "").split("\n\n")[0])
    commands = ask.add_subparsers(dest="command", required=True)
    for name, purpose in COMMANDS.items():
        own = commands.add_parser(name, parents=[common], help=purpose, description=f"Train {purpose}.")
        if name == "scorer":
            scorer.add_options(own)
    return ask


if __name__ == "__main__":
    main()
