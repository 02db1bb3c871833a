"""Many pages: lazily, in order, a bad one delivered as a Failure and the rest after it; in processes if asked."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from newsclean.article import Article
from newsclean.items import Failure, Item, clean_item
from newsclean.page import Favor
from newsclean.pipeline import Pipeline, default_pipeline


def clean_many(
    items: Iterable[Item], workers: int = 1, pipeline: Pipeline | None = None, favor: Favor | None = None
) -> Generator[Article | Failure, None, None]:
    """Clean items as they are asked for; an Article or a Failure for each, in order.

    items: texts, or (text, hints); any iterable, also an endless one: only a bounded number is read ahead.
    workers: 1 cleans in this process, a larger number in as many worker processes, which are gone once the iterator is
        used up, closed or dropped. No `if __name__ == "__main__":` is needed. Steps made in a notebook or a script are
        sent by cloudpickle (pip install 'newsclean[notebook]'); those of a module that can be imported need nothing.
    pipeline: your own steps; the default ones if None.
    favor: which error is worse to you, as for `clean`; an item's own hint wins.

    Raises, before it reads any item: TypeError for a single text or a step that cannot be sent to other processes,
    ValueError where workers is not 1 or more or there is no such favor. What an item raises is in its Failure.

    >>> [type(result).__name__ for result in clean_many(["Rain fell.", b"Rain fell."])]
    ['Article', 'Failure']
    """
    check_many(items, workers)
    steps = pipeline if pipeline is not None else default_pipeline()
    if favor is not None:
        steps = steps.with_favor(favor)
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
