"""The commands: clean (the one without a name), evaluate, filters and report."""

from __future__ import annotations

import argparse
import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

from newsclean.article import Article
from newsclean.batch import clean_many
from newsclean.cli.arguments import (
    SUFFIXES,
    clean_parser,
    evaluate_parser,
    filters_parser,
    hints_of,
    pipeline_of,
    report_parser,
)
from newsclean.cli.output import Messages, Output, Unwritable
from newsclean.cli.records import Problem, Reading, Record
from newsclean.cli.shapes import TABLE_FIELDS, Csv, Json, JsonLines, Markdown, Parquet, Shape, Values, utf8
from newsclean.cli.sources import Inputs, read_objects, suffix_of
from newsclean.items import Failure, Item, clean_item
from newsclean.pipeline import Pipeline, describe


def run(name: str, arguments: Sequence[str]) -> int:
    """Run a command; gives the exit code."""
    return COMMANDS[name](arguments)


def clean(arguments: Sequence[str]) -> int:
    """`newsclean FILE...`: the article of each page."""
    parser = clean_parser()
    args = parser.parse_args(arguments)
    messages = Messages()
    inputs, pipeline = inputs_of(parser, args, messages), pipeline_of(parser, args)
    name = args.shape or SUFFIXES.get(suffix_of(args.output or ""), "text")
    if args.fields and name not in FIELD_SHAPES:
        parser.error(f"--fields: say how to write them: {', '.join(f'--{shape}' for shape in FIELD_SHAPES)}")
    output = output_of(parser, args)
    with closing(output), closing(messages), output.holding_signals():
        shape = shape_of(parser, args, name, inputs, output)
        messages.follow(inputs, output)
        pages = articles(inputs, pipeline, args.workers, messages, args.min_confidence)
        with closing(pages):
            try:
                write(pages, shape, output, messages, name == "text")
            except Unwritable:
                if name == "parquet":  # without its footer it cannot be read
                    output.discard()
                raise
    if not inputs.is_one_page:
        messages.sum_up()
    return min(messages.failed, 1)


def write(
    pages: Iterator[tuple[Record, Article]], shape: Shape, output: Output, messages: Messages, is_text: bool
) -> None:
    """Write pages in a shape, and its end, also where the work is interrupted. Of text that is empty, say so."""
    try:
        for record, article in pages:
            output.write(shape.page(record, article))
            if is_text and not article.body:
                messages.note(f"{record.place}: no article on this page")
    finally:
        output.write(shape.end())


def inputs_of(parser: argparse.ArgumentParser, args: argparse.Namespace, messages: Messages) -> Inputs:
    """The pages to read, as the options say."""
    if args.url and len(args.files) > 1:
        parser.error("--url: the address of one page; of many, name the field that has it: --url-field")
    reading = Reading(
        hints_of(parser, args), args.input, args.url, args.field, args.url_field, args.today_field, args.encoding,
        args.html,
    )  # fmt: skip
    return Inputs(args.files, reading, messages.note)


def output_of(parser: argparse.ArgumentParser, args: argparse.Namespace) -> Output:
    """Where pages go. Ends the program where that is a file that is read, or cannot be opened."""
    path = args.output
    if path is not None and any(is_same_file(path, name) for name in args.files):
        parser.error(f"{path}: the output would overwrite the input")
    try:
        return Output(path)
    except OSError as error:
        parser.exit(1, f"newsclean: {path}: {error.strerror or error}\n")
    except ImportError as error:
        parser.exit(1, f"newsclean: {path}: {error}\n")


def is_same_file(path: str, other: str) -> bool:
    """Whether two names mean one ordinary file that is there."""
    return os.path.isfile(path) and os.path.isfile(other) and os.path.samefile(path, other)


FIELD_SHAPES = ("json", "jsonl", "csv", "parquet")
"""The shapes that are made of named values."""


def shape_of(
    parser: argparse.ArgumentParser, args: argparse.Namespace, name: str, inputs: Inputs, output: Output
) -> Shape:
    """How pages are written. Ends the program where that cannot be."""
    if name in ("text", "explain"):
        from newsclean.cli.terminal import Explained, Reader

        return (Explained if name == "explain" else Reader)(inputs, output.file, args.color)
    if name == "json":
        return Json(Values(args.fields, not args.no_ledger), inputs)
    if name == "jsonl":
        return JsonLines(Values(args.fields, not args.no_ledger))
    if name == "markdown":
        return Markdown()
    values = Values(args.fields or TABLE_FIELDS)
    if name == "csv":
        return Csv(values)
    if output.file.isatty():
        parser.error("--parquet: no text to read: write it to a file, such as -o articles.parquet")
    try:
        return Parquet(values)
    except ImportError as error:
        parser.exit(1, f"newsclean: {error}\n")


def articles(
    inputs: Inputs, pipeline: Pipeline, workers: int, messages: Messages, least: float | None
) -> Generator[tuple[Record, Article], None, None]:
    """The pages that could be cleaned, with the least confidence that is wanted, in order. What failed is said."""
    waiting: deque[Record] = deque()

    def items() -> Iterator[Item]:
        for record in sound_records(inputs, messages):
            waiting.append(record)
            yield record.item  # type: ignore[misc]  # HtmlItem is for us alone

    with closing(clean_many(items(), workers, pipeline)) as results:
        for result in results:
            record = waiting.popleft()
            if isinstance(result, Failure):
                messages.say(Problem(record.place, message_of(result.error)))
                continue
            if least is not None and result.confidence is not None and result.confidence < least:
                messages.leave_out(record.place, result.confidence, inputs.is_one_page)
            else:
                yield record, result
            messages.advance(is_empty=not result.body)


def sound_records(inputs: Inputs, messages: Messages) -> Iterator[Record]:
    """The records; the problems among them are said."""
    for found in inputs:
        if isinstance(found, Problem):
            messages.say(found)
        else:
            yield found


def message_of(error: Exception) -> str:
    """An error in one line."""
    return " ".join(str(error).split()) or type(error).__name__


def evaluate(arguments: Sequence[str]) -> int:
    """`newsclean evaluate FILE...`: the figures of labelled pages."""
    from newsclean import evaluate as evaluation

    parser = evaluate_parser()
    args = parser.parse_args(arguments)
    pipeline, hints, messages = pipeline_of(parser, args), hints_of(parser, args), Messages()
    place = ""

    def pages() -> Iterator[Mapping[str, Any]]:
        nonlocal place
        for found in Inputs(args.files, Reading(), messages.note).each(read_objects):
            if isinstance(found, Problem):
                messages.say(found)
                continue
            place, page = found
            if isinstance(page.get("gold"), dict) and (page.get("text") or page.get("texts")):
                yield page
            else:
                messages.say(Problem(place, 'no labelled page: it needs "text" or "texts", and "gold"'))

    def cleaned(text: str) -> Article:
        result = clean_item(pipeline, 0, (text, hints))
        if isinstance(result, Article):
            return result
        messages.say(Problem(place, message_of(result.error)))
        return Article()

    figures = evaluation.evaluate(pages(), cleaned, args.rendering)
    if figures:
        Output().write(utf8(evaluation.table({(*group,): scores for group, scores in figures.items()}) + "\n"))
    elif not messages.failed:
        messages.say(Problem(" ".join(args.files), "no labelled page to evaluate"))
    return min(messages.failed, 1)


def filters(arguments: Sequence[str]) -> int:
    """`newsclean filters`: the steps and what each does."""
    parser = filters_parser()
    steps = pipeline_of(parser, parser.parse_args(arguments)).steps
    width = max((len(step.name) for step in steps), default=0)
    Output().write(utf8("".join(f"{step.name:<{width}}  {describe(step.run)}\n" for step in steps)))
    return 0


def report(arguments: Sequence[str]) -> int:
    """`newsclean report FILE... -o OUT`: pages as one HTML file."""
    from newsclean.report import html_report_of

    parser = report_parser()
    args = parser.parse_args(arguments)
    messages = Messages()
    inputs, pipeline = inputs_of(parser, args, messages), pipeline_of(parser, args)
    wanted = slice(args.record - 1, args.record) if args.record else slice(None)
    pages: list[tuple[str, Article]] = []
    for record in islice(sound_records(inputs, messages), wanted.start, wanted.stop):
        result = clean_item(pipeline, 0, record.item)
        if isinstance(result, Failure):
            messages.say(Problem(record.place, message_of(result.error)))
        else:
            pages.append((record.place, result))
    if pages:
        with closing(output_of(parser, args)) as output:
            output.write(utf8(html_report_of(pages)))
    elif not messages.failed:
        messages.say(Problem(" ".join(args.files), f"there is no page {args.record or 1}"))
    return min(messages.failed, 1)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "clean": clean,
    "evaluate": evaluate,
    "filters": filters,
    "report": report,
}
"""What each command runs; "clean" is the one that need not be named."""
NAMED = frozenset(COMMANDS) - {"clean"}
"""The subcommands: a file of that name is written ./NAME."""
