"""What the command line takes, and what it makes of it: a pipeline and hints."""

from __future__ import annotations

import argparse
import codecs
from datetime import date as Date
from pathlib import Path
from typing import Any

from newsclean.language import language_code
from newsclean.pipeline import Pipeline, default_pipeline
from newsclean.version import __version__

EPILOG = """\
commands (a file of the same name is written ./NAME):
  newsclean evaluate FILE...        how well the pipeline does on labelled pages (JSONL)
  newsclean filters                 the steps of the pipeline and what each does
  newsclean report FILE -o OUT      one page as HTML: every line with its fate

FILE is a page of plain text, JSONL (.jsonl, or any input with --field), WET or WARC; gzip and zstd are unpacked;
- is standard input. Exit codes: 0 all well, 1 some record failed, 2 wrong usage.
"""

SHAPES = {
    "json": "one object; of several pages an array",
    "jsonl": 'an object a line; what the input says of the page is in its "input"',
    "markdown": "the article as markdown",
    "explain": "every line of the page with its fate",
}
"""What a page can be written as, other than text to read."""


def clean_parser() -> argparse.ArgumentParser:
    """The parser of `newsclean FILE...`."""
    parser = new_parser("newsclean", "The article of scraped news pages: title, byline, date and body.", EPILOG)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a page, or many; - is standard input")
    shapes = parser.add_mutually_exclusive_group()
    for shape, what in SHAPES.items():
        shapes.add_argument(f"--{shape}", dest="shape", action="store_const", const=shape, help=what)
    parser.set_defaults(shape="text")
    parser.add_argument("-o", "--output", metavar="OUT", help="write here; packed where the name ends in .gz or .zst")
    parser.add_argument("--workers", type=positive, default=1, metavar="N", help="clean in N processes (default: 1)")
    add_cleaning(parser)
    add_reading(parser)
    parser.add_argument("--version", action="version", version=f"newsclean {__version__}")
    return parser


def evaluate_parser() -> argparse.ArgumentParser:
    """The parser of `newsclean evaluate`."""
    parser = new_parser("newsclean evaluate", "How well the pipeline does on labelled pages.")
    parser.add_argument("files", nargs="+", metavar="FILE", help='JSONL with "text" or "texts", and "gold"')
    parser.add_argument(
        "--rendering", action="append", default=[], metavar="NAME", help="only this of texts (repeatable)"
    )
    add_cleaning(parser)
    return parser


def filters_parser() -> argparse.ArgumentParser:
    """The parser of `newsclean filters`."""
    parser = new_parser("newsclean filters", "The steps of the pipeline, in order, and what each does.")
    add_without(parser)
    return parser


def report_parser() -> argparse.ArgumentParser:
    """The parser of `newsclean report`."""
    parser = new_parser("newsclean report", "One page as an HTML file: every line with its fate, switchable by filter.")
    parser.add_argument("file", metavar="FILE", help="a page; of many, the first, or the one that --record says")
    parser.add_argument("-o", "--output", metavar="OUT", help="write here (default: standard output)")
    parser.add_argument("--record", type=positive, default=1, metavar="N", help="the N-th page of a file of many")
    add_cleaning(parser)
    add_reading(parser)
    return parser


def new_parser(name: str, what: str, epilog: str | None = None) -> argparse.ArgumentParser:
    """A parser that shortens no option and keeps its epilog's lines."""
    return argparse.ArgumentParser(
        name, description=what, epilog=epilog, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def add_without(parser: argparse._ActionsContainer) -> None:
    """Add the option that leaves steps out."""
    what = "leave a step out (repeatable); newsclean filters lists them"
    parser.add_argument("--without", action="append", default=[], metavar="NAME", help=what)


def add_cleaning(parser: argparse.ArgumentParser) -> None:
    """Add what changes how a page is cleaned."""
    group = parser.add_argument_group("cleaning")
    add_without(group)
    group.add_argument("--phrases", metavar="FILE", help="your own lines to remove, one a line (UTF-8)")
    group.add_argument("--language", metavar="TAG", help="the pages' language: fr, pt-BR; wins over detection")
    group.add_argument("--today", type=day, metavar="DAY", help='the day of scraping, for "2 hours ago": 2021-01-05')


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add what changes how files are read."""
    group = parser.add_argument_group("reading")
    group.add_argument(
        "--field", metavar="NAME", help='the input is JSONL with the page in this field (default: "text")'
    )
    group.add_argument("--url-field", metavar="NAME", help="the field of JSONL with the page's address")
    group.add_argument("--encoding", type=encoding, metavar="NAME", help="such as windows-1252 (default: UTF-8)")
    group.add_argument("--html", action="store_true", help="the pages are HTML (pip install 'newsclean[html]')")


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def day(text: str) -> Date:
    """A day in ISO form."""
    try:
        return Date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2021-01-05") from None


def encoding(name: str) -> str:
    """The name of an encoding that Python knows."""
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except LookupError:
        raise argparse.ArgumentTypeError(f"there is no text encoding {name!r}") from None


def pipeline_of(parser: argparse.ArgumentParser, args: argparse.Namespace) -> Pipeline:
    """The pipeline that the options ask for. A step that is not there ends the program with the steps that are."""
    try:
        return default_pipeline().without(*args.without)
    except KeyError as error:
        parser.error(f"--without: {error.args[0]}")


def hints_of(parser: argparse.ArgumentParser, args: argparse.Namespace) -> dict[str, Any]:
    """The hints that the options give. What is wrong with them ends the program."""
    hints: dict[str, Any] = {}
    if args.language is not None:
        try:
            language_code(args.language)
        except ValueError as error:
            parser.error(f"--language: {error}")
        hints["language"] = args.language
    if args.phrases is not None:
        hints["phrases"] = read_phrases(parser, args.phrases)
    if args.today is not None:
        hints["today"] = args.today
    return hints


def read_phrases(parser: argparse.ArgumentParser, path: str) -> list[str]:
    """The phrases of a file, one a line, blank ones left out."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        parser.error(f"--phrases: {path}: {error.strerror or error}")
    except UnicodeDecodeError:
        parser.error(f"--phrases: {path}: not UTF-8 text")
    return [line.strip() for line in lines if line.strip()]
