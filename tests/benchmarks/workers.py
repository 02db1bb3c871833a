"""Pages a second by workers: `clean_many`, pandas and datatrove's local executor, over whole pages repeated.

    python -m tests.benchmarks.workers

Start-up of worker processes is part of the time, as it is of the work; the best of the repeats counts. datatrove also
reads and writes JSONL files. pandas and datatrove are measured where they are installed, and named where they are not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import newsclean
from tests.benchmarks.news import news_pages


class Cleaning(Protocol):
    """Cleans pages with so many workers, and gives the number of articles."""

    __name__: str

    def __call__(self, pages: Sequence[str], workers: int, /) -> int: ...


def with_clean_many(pages: Sequence[str], workers: int) -> int:
    count = 0
    for result in newsclean.clean_many(pages, workers=workers):
        if isinstance(result, newsclean.Failure):
            raise result.error
        count += 1
    return count


def with_pandas(pages: Sequence[str], workers: int) -> int:
    import pandas

    from newsclean.integrations.pandas import clean_table

    return int(clean_table(pandas.Series(pages), workers=workers)["error"].isna().sum())


def with_datatrove(pages: Sequence[str], workers: int) -> int:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from newsclean.integrations.datatrove import NewsFilter

    with TemporaryDirectory() as name, quiet_stderr():
        folder = Path(name)
        (folder / "pages").mkdir()
        for task in range(workers):
            lines = (json.dumps({"text": page}) + "\n" for page in pages[task::workers])
            (folder / "pages" / f"{task}.jsonl").write_text("".join(lines), "utf-8")
        block = NewsFilter(keep_empty=True)
        steps = [JsonlReader(f"{folder}/pages"), block, JsonlWriter(f"{folder}/articles", compression=None)]
        LocalPipelineExecutor(steps, tasks=workers, workers=workers, logging_dir=f"{folder}/logs").run()
        return sum(len(path.read_bytes().splitlines()) for path in folder.glob("articles/*.jsonl"))


WAYS: dict[str, tuple[str, Cleaning]] = {
    "clean_many": ("newsclean", with_clean_many),
    "pandas": ("pandas", with_pandas),
    "datatrove": ("datatrove", with_datatrove),
}
"""What is measured: the module that it needs, and the function."""


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """No log on stderr, from this process and those that it starts; errors are still raised."""
    sys.stderr.flush()
    saved = os.dup(2)
    with open(os.devnull, "w") as nothing:
        os.dup2(nothing.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def many_pages(count: int) -> list[str]:
    """So many whole pages: fundus's, or else the fixtures', in turn."""
    return [page.whole for page in islice(cycle(news_pages()), count)]


def pages_a_second(clean: Cleaning, pages: Sequence[str], workers: int) -> float:
    """The speed of one run. Raises an error where a page fails."""
    start = time.perf_counter()
    done = clean(pages, workers)
    seconds = time.perf_counter() - start
    if done != len(pages):
        raise RuntimeError(f"{clean.__name__}: {done} articles of {len(pages)} pages.")
    return len(pages) / seconds


def best_speeds(ways: Sequence[Cleaning], pages: Sequence[str], workers: int, repeats: int) -> list[float]:
    """The best of the repeats for each way; the ways take turns, so that a busy minute is not one way's alone."""
    runs = [[pages_a_second(clean, pages, workers) for clean in ways] for _ in range(repeats)]
    return [max(speeds) for speeds in zip(*runs, strict=True)]


def worker_counts(most: int) -> list[int]:
    """1, 2, 4 … up to the most, which is among them.

    >>> worker_counts(1), worker_counts(2), worker_counts(12)
    ([1], [1, 2], [1, 2, 4, 8, 12])
    """
    doubled = [2**power for power in range(most.bit_length()) if 2**power < most]
    return [*doubled, most]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.workers", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--pages", type=int, default=1000, help="pages a run (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="the most (default: all cores)")
    parser.add_argument("--repeats", type=int, default=3, help="runs, of which the best counts (default: %(default)s)")
    options = parser.parse_args(arguments)
    pages = many_pages(options.pages)
    with_clean_many(many_pages(100), 1)  # weights and words are loaded once for all
    ways = {name: clean for name, (module, clean) in WAYS.items() if find_spec(module)}
    print(f"{len(pages)} pages, {sum(map(len, pages)) // len(pages)} characters each; pages a second\n")
    print("| workers | " + " | ".join(ways) + " |")
    print("|--:" * (len(ways) + 1) + "|")
    for workers in worker_counts(options.workers):
        speeds = best_speeds(list(ways.values()), pages, workers, options.repeats)
        print(f"| {workers} | " + " | ".join(f"{speed:.0f}" for speed in speeds) + " |", flush=True)
    for name in WAYS.keys() - ways.keys():
        print(f"\n{name} is not installed: pip install 'newsclean[{name}]'")


if __name__ == "__main__":
    main()
