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
from newsclean.batch import Failure, Item, clean_item, clean_many
from newsclean.cli.arguments import (
    clean_parser,
    evaluate_parser,
    filters_parser,
    hints_of,
    pipeline_of,
    report_parser,
)
from newsclean.cli.output import Messages, Output, has_colours, printable
from newsclean.cli.show import Paint, explained, json_of, text_of
from newsclean.cli.sources import Inputs, Problem, Reading, Record, read_lines
from newsclean.pipeline import Pipeline, describe

Result = tuple[Record, Article | Failure]


def run(name: str, arguments: Sequence[str]) -> int:
    """Run a command; gives the exit code."""
    return COMMANDS[name](arguments)


def clean(arguments: Sequence[str]) -> int:
    """`newsclean FILE...`: the article of each page."""
    parser = clean_parser()
    args = parser.parse_args(arguments)
    inputs = Inputs(args.files, reading_of(parser, args))
    pipeline = pipeline_of(parser, args)
    output = output_of(parser, args.output, args.files)
    messages = Messages(inputs)
    with closing(output), closing(messages), output.holding_signals():
        pages = results_of(inputs, pipeline, args.workers, messages)
        with closing(pages):
            write_all(pages, args.shape, inputs, output, messages)
    return min(messages.count, 1)


def reading_of(parser: argparse.ArgumentParser, args: argparse.Namespace) -> Reading:
    """How files are read, as the options say."""
    return Reading(hints_of(parser, args), args.field, args.url_field, args.encoding, args.html)


def output_of(parser: argparse.ArgumentParser, path: str | None, inputs: Sequence[str]) -> Output:
    """Where pages go. Ends the program where that is a file that is read, or cannot be opened."""
    if path is not None and any(is_same_file(path, name) for name in inputs):
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


def results_of(inputs: Inputs, pipeline: Pipeline, workers: int, messages: Messages) -> Generator[Result, None, None]:
    """The records and what became of each, in order. Problems are said as they are read."""
    waiting: deque[Record] = deque()

    def items() -> Iterator[Item]:
        for record in sound_records(inputs, messages):
            waiting.append(record)
            yield record.item  # type: ignore[misc]  # HtmlItem is for us alone

    with closing(clean_many(items(), workers, pipeline)) as results:
        for result in results:
            yield waiting.popleft(), result


def sound_records(inputs: Inputs, messages: Messages) -> Iterator[Record]:
    """The records; the problems among them are said."""
    for found in inputs:
        if isinstance(found, Problem):
            messages.say(found)
        else:
            yield found


def write_all(pages: Iterator[Result], shape: str, inputs: Inputs, output: Output, messages: Messages) -> None:
    """Write each page in the shape asked for, and say what failed."""
    show = shapes(shape, Paint(has_colours(output.file)))
    is_alone, written = inputs.is_one_page(), 0
    for record, result in pages:
        is_alone = record.is_file and len(inputs.paths) == 1
        if isinstance(result, Failure):
            messages.say(Problem(record.place, message_of(result.error)))
        else:
            before = "" if is_alone else heading(shape, record.place, is_first=not written)
            output.write(before + show(result, record.about))
            written += 1
            if shape == "text" and not result.body:
                messages.note(f"{record.place}: no article on this page")
        messages.advance()
    if shape == "json" and not is_alone:
        output.write("]\n" if written else "[]\n")


def message_of(error: Exception) -> str:
    """An error in one line."""
    return " ".join(str(error).split()) or type(error).__name__


def heading(shape: str, place: str, *, is_first: bool) -> str:
    """What stands before a page that is one of many."""
    if shape == "jsonl":
        return ""
    if shape == "json":
        return "[\n" if is_first else ",\n"
    if shape == "markdown":
        return "" if is_first else "\n---\n\n"
    return f"{'' if is_first else chr(10)}==> {printable(place)} <==\n"


def shapes(shape: str, paint: Paint) -> Callable[[Article, Mapping[str, Any]], str]:
    """How a page is written: a function of the article and of what the input says of it, to whole lines."""
    if shape == "markdown":
        return lambda article, about: article.to_markdown()
    if shape == "jsonl":
        return lambda article, about: json_of(article, about) + "\n"
    if shape == "json":
        return lambda article, about: json_of(article, about, indent=2) + "\n"
    show = explained if shape == "explain" else text_of
    return lambda article, about: show(article, paint)


def evaluate(arguments: Sequence[str]) -> int:
    """`newsclean evaluate FILE...`: the figures of labelled pages."""
    from newsclean import evaluate as evaluation

    parser = evaluate_parser()
    args = parser.parse_args(arguments)
    pipeline, hints, messages = pipeline_of(parser, args), hints_of(parser, args), Messages()
    place = ""

    def pages() -> Iterator[Mapping[str, Any]]:
        nonlocal place
        for place, page in read_lines(args.files):
            if isinstance(page, Problem):
                messages.say(page)
            elif not isinstance(page.get("gold"), dict) or not (page.get("text") or page.get("texts")):
                messages.say(Problem(place, 'no labelled page: it needs "text" or "texts", and "gold"'))
            else:
                yield page

    def cleaned(text: str) -> Article:
        result = clean_item(pipeline, 0, (text, hints))
        if isinstance(result, Article):
            return result
        messages.say(Problem(place, message_of(result.error)))
        return Article()

    figures = evaluation.evaluate(pages(), cleaned, args.rendering)
    if figures:
        Output().write(evaluation.table({(*group,): scores for group, scores in figures.items()}) + "\n")
    elif not messages.count:
        messages.say(Problem(" ".join(args.files), "no labelled page to evaluate"))
    return min(messages.count, 1)


def filters(arguments: Sequence[str]) -> int:
    """`newsclean filters`: the steps and what each does."""
    parser = filters_parser()
    steps = pipeline_of(parser, parser.parse_args(arguments)).steps
    width = max((len(step.name) for step in steps), default=0)
    Output().write("".join(f"{step.name:<{width}}  {describe(step.run)}\n" for step in steps))
    return 0


def report(arguments: Sequence[str]) -> int:
    """`newsclean report FILE -o OUT`: one page as HTML."""
    from newsclean.report import html_report

    parser = report_parser()
    args = parser.parse_args(arguments)
    inputs = Inputs([args.file], reading_of(parser, args))
    pipeline, messages = pipeline_of(parser, args), Messages()
    record = next(islice(sound_records(inputs, messages), args.record - 1, None), None)
    if record is None:
        if not messages.count:
            messages.say(Problem(args.file, f"there is no page {args.record}"))
        return 1
    result = clean_item(pipeline, 0, record.item)
    if isinstance(result, Failure):
        messages.say(Problem(record.place, message_of(result.error)))
        return 1
    with closing(output_of(parser, args.output, [args.file])) as output:
        output.write(html_report(result, record.place))
    return min(messages.count, 1)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "clean": clean,
    "evaluate": evaluate,
    "filters": filters,
    "report": report,
}
NAMED = frozenset(COMMANDS) - {"clean"}
"""The subcommands: a file of that name is written ./NAME."""
