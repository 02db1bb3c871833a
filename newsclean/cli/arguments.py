"""What the command line takes, and what it makes of it: a pipeline and hints."""

from __future__ import annotations

import argparse
import codecs
import os
import sys
from datetime import date as Date
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, get_args

from newsclean.cli.shapes import INPUT_FIELD, field_names
from newsclean.language import language_code
from newsclean.page import Favor
from newsclean.pipeline import Pipeline, default_pipeline
from newsclean.sites import SiteProfile
from newsclean.version import __version__

EPILOG = """\
commands (a file of the same name is written ./NAME):
  newsclean evaluate FILE...        how well the pipeline does on labelled pages (JSONL)
  newsclean filters                 the steps of the pipeline and what each does
  newsclean report FILE... -o OUT   pages as HTML: every line with its fate

FILE is a page of plain text, or many pages: JSON (lines, an array or one object), WET or WARC; gzip and zstd are
unpacked; - is standard input. Exit codes: 0 all well, 1 some record failed, 2 wrong usage.
"""
"""What the help ends with: the commands and some calls."""

SHAPES = {
    "json": "one object; of several pages an array",
    "jsonl": 'an object a line; what the input says of the page is in its "input"',
    "csv": "a table, the body as text",
    "parquet": "the same as Parquet (pip install 'newsclean[arrow]')",
    "markdown": "the article as markdown",
    "explain": "every line of the page with its fate",
}
"""What a page can be written as, other than text to read."""
SUFFIXES = {
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet", ".md": "markdown",
}  # fmt: skip
"""What pages are written as where only the output's name says it."""


def clean_parser() -> argparse.ArgumentParser:
    """The parser of `newsclean FILE...`."""
    parser = new_parser("newsclean", "The article of scraped news pages: title, byline, date and body.", EPILOG)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a page, or many; - is standard input")
    shapes = parser.add_mutually_exclusive_group()
    for shape, what in SHAPES.items():
        shapes.add_argument(f"--{shape}", dest="shape", action="store_const", const=shape, help=what)
    add = parser.add_argument
    add("-o", "--output", metavar="OUT", help="write here, as the name says (.jsonl, .csv ..., .gz or .zst behind)")
    fields = "only these, such as title,date,text,input.id (a field of the input); for JSON and tables"
    add("--fields", type=names, metavar="A,B", help=fields)
    least = "leave pages out whose confidence is known and less than this, from 0 to 1"
    add("--min-confidence", type=share, metavar="X", help=least)
    add("--no-ledger", action="store_true", help="JSON without what became of each line")
    add("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: on a terminal)")
    add("--workers", type=positive, default=1, metavar="N", help="clean in N processes (default: 1)")
    add_cleaning(parser)
    add_reading(parser)
    add("--version", action="version", version=f"newsclean {__version__}")
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
    add_steps(parser)
    return parser


def report_parser() -> argparse.ArgumentParser:
    """The parser of `newsclean report`."""
    parser = new_parser("newsclean report", "Pages as one HTML file: every line with its fate.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a page, or many; - is standard input")
    parser.add_argument("-o", "--output", metavar="OUT", help="write here (default: standard output)")
    parser.add_argument("--record", type=positive, metavar="N", help="only the N-th page")
    add_cleaning(parser)
    add_reading(parser)
    return parser


def new_parser(name: str, what: str, epilog: str | None = None) -> argparse.ArgumentParser:
    """A parser that shortens no option and keeps its epilog's lines."""
    return argparse.ArgumentParser(
        name, description=what, epilog=epilog, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def add_steps(parser: argparse._ActionsContainer) -> None:
    """Add what says which steps there are."""
    add = parser.add_argument
    add("--pipeline", metavar="M:NAME", help="your own: a Pipeline, or a function that makes one, of module M")
    what = "leave a step out (repeatable); newsclean filters lists them"
    add("--without", action="append", default=[], metavar="NAME", help=what)
    add("--site-profile", metavar="FILE", help="what repeats on the pages of a site, as SiteProfile.save wrote it")


def add_cleaning(parser: argparse.ArgumentParser) -> None:
    """Add what changes how a page is cleaned."""
    group = parser.add_argument_group("cleaning")
    add_steps(group)
    favor = 'which error is worse: "recall" keeps more doubtful lines, "precision" fewer (default: balance)'
    group.add_argument("--favor", choices=get_args(Favor), help=favor)
    group.add_argument("--phrases", metavar="FILE", help="your own lines to remove, one a line (UTF-8)")
    group.add_argument("--language", metavar="TAG", help="the pages' language: fr, pt-BR; wins over detection")
    group.add_argument("--today", type=day, metavar="DAY", help='the day of scraping, for "2 hours ago": 2021-01-05')


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add what changes how files are read."""
    add = parser.add_argument_group("reading").add_argument
    add("--input", choices=("text", "jsonl", "json", "warc"), help="what the files are (default: by name and content)")
    add("--field", metavar="NAME", help='the input is JSON with the page in this field (default: "text")')
    add("--url-field", metavar="NAME", help="the field of JSON with the page's address")
    add("--today-field", metavar="NAME", help="the field of JSON with the day of scraping")
    add("--url", metavar="URL", help="the address of the one page that is read")
    add("--encoding", type=encoding, metavar="NAME", help="such as windows-1252 (default: UTF-8)")
    add("--html", action="store_true", help="the pages are HTML (pip install 'newsclean[html]')")


def names(text: str) -> list[str]:
    """Names of values between commas, each one there is or one of the input's."""
    wanted = list(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))
    known = field_names()
    wrong = [name for name in wanted if name not in known and not name.startswith(INPUT_FIELD)]
    if wrong or not wanted:
        raise argparse.ArgumentTypeError(
            f"there is no field {', '.join(map(repr, wrong or [text]))}; the fields: {', '.join(known)}, and "
            f"{INPUT_FIELD}NAME for a field of the input"
        )
    return wanted


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def share(text: str) -> float:
    """A number from 0 to 1."""
    try:
        if 0 <= float(text) <= 1:
            return float(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")


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
    """The pipeline that the options ask for. What is wrong with them ends the program."""
    try:
        pipeline = load_pipeline(args.pipeline) if args.pipeline else default_pipeline()
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        parser.error(f"--pipeline: {args.pipeline}: {error}")
    try:
        pipeline = pipeline.without(*args.without)
        if getattr(args, "favor", None):
            pipeline = pipeline.with_favor(args.favor)
    except KeyError as error:
        parser.error(f"--without: {error.args[0]}")
    try:
        return pipeline.with_filter(SiteProfile.load(args.site_profile)) if args.site_profile else pipeline
    except OSError as error:
        parser.error(f"--site-profile: {args.site_profile}: {error.strerror or error}")
    except ValueError as error:
        parser.error(f"--site-profile: {args.site_profile}: {error}")


def load_pipeline(name: str) -> Pipeline:
    """A pipeline, or what a function makes, by its place: "module:name". Raises what the import does, or TypeError."""
    sys.path.insert(0, os.getcwd())  # as `python -m` has it: a module beside the pages
    found = resolve_name(name)
    pipeline = found() if callable(found) else found
    if not isinstance(pipeline, Pipeline):
        raise TypeError(f"this is no newsclean.Pipeline, nor a function that makes one, but {type(pipeline).__name__}")
    return pipeline


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
