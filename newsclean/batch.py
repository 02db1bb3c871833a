"""Many pages: lazily, in order, a bad one delivered as a Failure and the rest after it; in processes if asked."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsclean.article import Article
from newsclean.pipeline import Pipeline, default_pipeline

Item = str | tuple[str, Mapping[str, Any]]
"""A page's text, or the text with the hints for it: (text, {"language": "fr", "url": "https://…"})."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be cleaned: its place among the items, from 0, and the error."""

    index: int
    error: Exception


@dataclass(frozen=True, slots=True)
class HtmlItem:
    """A page that is still HTML, such as a WARC file's, and its hints: `newsclean.clean_html` is called on it."""

    html: str | bytes
    hints: Mapping[str, Any] = field(default_factory=dict)


def clean_many(
    items: Iterable[Item], workers: int = 1, pipeline: Pipeline | None = None
) -> Generator[Article | Failure, None, None]:
    """Clean items as they are asked for; an Article or a Failure for each, in order.

    items: texts, or (text, hints); any iterable, also an endless one: only a bounded number is read ahead.
    workers: 1 cleans in this process, more start so many worker processes, which are gone once the iterator is used
        up, closed or dropped. No `if __name__ == "__main__":` is needed. Steps made in a notebook or a script are sent
        by cloudpickle (pip install 'newsclean[notebook]'); steps of a module that can be imported need nothing.
    pipeline: your own steps; the default ones if None.

    Raises, before it reads any item: TypeError for a single text or a step that cannot be sent to other processes,
    ValueError where workers is not 1 or more. What an item raises is in its Failure.

    >>> [type(result).__name__ for result in clean_many(["Rain fell.", b"Rain fell."])]
    ['Article', 'Failure']
    """
    check_many(items, workers)
    steps = pipeline if pipeline is not None else default_pipeline()
    if workers == 1:
        return clean_here(iter(items), steps)
    from newsclean.processes import clean_in_processes, portable

    return clean_in_processes(iter(items), portable(steps), workers)


def check_many(items: object, workers: object) -> None:
    """Raise TypeError or ValueError for arguments that mean nothing, and say what to pass."""
    if isinstance(items, str | bytes):
        raise TypeError("clean_many() takes many pages: a list or other iterable. For one text use clean(text).")
    if not isinstance(workers, int) or isinstance(workers, bool):
        raise TypeError(f"workers= takes a whole number of processes, not {type(workers).__name__}.")
    if workers < 1:
        raise ValueError(f"workers={workers}: pass 1 to clean in this process, or more, such as os.cpu_count().")


def clean_here(items: Iterator[Item], pipeline: Pipeline) -> Generator[Article | Failure, None, None]:
    """Items cleaned in this process, one at a time."""
    for index, item in enumerate(items):
        yield clean_item(pipeline, index, item)


def clean_item(pipeline: Pipeline, index: int, item: Item | HtmlItem) -> Article | Failure:
    """One item cleaned; what it raises is delivered, not raised."""
    try:
        if isinstance(item, HtmlItem):
            from newsclean import clean_html

            return clean_html(item.html, pipeline=pipeline, **item.hints)
        text, hints = text_and_hints(item)
        return pipeline.clean(text, **hints)
    except Exception as error:
        return Failure(index, error)


def text_and_hints(item: Item) -> tuple[str, Mapping[str, Any]]:
    """The two parts of an item. Raises TypeError for a tuple that is none."""
    if not isinstance(item, tuple):
        return item, {}
    if len(item) != 2 or not isinstance(item[1], Mapping):
        raise TypeError('An item is a text, or a pair of text and hints: (text, {"language": "fr"}).')
    return item
