"""Many pages in worker processes: the same results in order, bad items delivered, nothing left behind."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from newsclean import Article, Failure, Page, Pipeline, Removal, clean_many, default_pipeline
from newsclean.items import HtmlItem, clean_item
from newsclean.page import Favor
from newsclean.processes import CHUNKS_AHEAD, MAX_CHUNK_ITEMS, WorkerDied, WorkerTraceback

TEXT = "Photo: Reuters\n\nRain fell all night and flooded the cellars of the old town, the fire brigade said.\n"
PLAIN = Pipeline()


class OddError(Exception):
    """An error that pickles, but cannot be loaded again."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def temper(page: Page) -> Iterator[Removal]:
    """Do to a worker what the page says."""
    for line in page.lines:
        if line.text == "odd":
            raise OddError(1, 2)
        if line.text == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if line.text == "print":
            print("printed by a step", flush=True)
        if line.text == "sleep":
            time.sleep(60)
    return iter(())


TEMPER = Pipeline().with_filter(temper)


def name_favor(page: Page) -> Iterator[Removal]:
    """Point at the lines that name what is favoured."""
    return (Removal(line, "favoured") for line in page.lines if line.text == page.favor)


def bodies(results: Any) -> list[str]:
    """The texts of articles, the errors of failures."""
    return [r.text if isinstance(r, Article) else f"{r.index} {type(r.error).__name__}" for r in results]


def workers_of_this_process() -> list[psutil.Process]:
    """The processes that this one has started and that are there."""
    return [child for child in psutil.Process().children(recursive=True) if is_worker(child)]


def is_worker(child: psutil.Process) -> bool:
    """Whether a process is a worker, or an ended Python that nobody waited for; Java leaves its own behind."""
    try:
        return "newsclean.processes" in " ".join(child.cmdline())
    except psutil.ZombieProcess:
        return "python" in child.name()
    except psutil.NoSuchProcess:
        return False


@pytest.fixture(autouse=True)
def _nothing_is_left_behind() -> Iterator[None]:
    yield
    assert workers_of_this_process() == []


def test_workers_give_what_one_process_gives_in_order() -> None:
    items: list[Any] = [f"{TEXT}\nStorm number {n} of the year." for n in range(50)]
    items[3] = (items[3], {"language": "de"})
    items[7], items[20], items[21] = b"bytes", "<html>", (TEXT, {"lang": "de"})
    alone, shared = list(clean_many(items)), list(clean_many(items, workers=2))
    assert bodies(alone) == bodies(shared)
    assert [r for r in alone if isinstance(r, Article)] == [r for r in shared if isinstance(r, Article)]
    failures = [(r.index, type(r.error), str(r.error)) for r in alone if isinstance(r, Failure)]
    assert failures == [(r.index, type(r.error), str(r.error)) for r in shared if isinstance(r, Failure)]
    assert [index for index, *_ in failures] == [7, 20, 21]


@pytest.mark.parametrize("workers", [1, 2])
def test_no_items_give_no_results(workers: int) -> None:
    assert list(clean_many([], workers=workers)) == []


@pytest.mark.parametrize(
    ("workers", "error"), [(0, ValueError), (-2, ValueError), (1.5, TypeError), (True, TypeError), ("2", TypeError)]
)
def test_a_wrong_number_of_workers_says_what_to_pass(workers: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="workers="):
        clean_many([TEXT], workers=workers)


@pytest.mark.parametrize("items", [TEXT, b"bytes"])
def test_a_single_text_is_not_taken_for_many(items: Any) -> None:
    with pytest.raises(TypeError, match="clean\\(text\\)"):
        clean_many(items)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("item", [(TEXT,), (TEXT, "fr"), (TEXT, {}, {}), None, 3])
def test_an_odd_item_is_a_failure_that_says_what_items_are(item: Any, workers: int) -> None:
    (failure, after) = clean_many([item, TEXT], workers=workers, pipeline=PLAIN)
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, TypeError)
    assert "str" in str(failure.error) or "hints" in str(failure.error)
    assert isinstance(after, Article)


def test_items_are_read_lazily_and_a_bounded_number_ahead() -> None:
    read = 0

    def items() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield TEXT

    with_two = clean_many(items(), workers=2, pipeline=PLAIN)
    assert read == 0
    for taken in range(1, 400):
        assert isinstance(next(with_two), Article)
        assert read - taken <= 2 * (CHUNKS_AHEAD + 1) * MAX_CHUNK_ITEMS
    with_two.close()


def test_what_the_items_raise_comes_after_the_results_before_it() -> None:
    def items() -> Iterator[str]:
        yield from [TEXT] * 5
        raise OSError("the disk is gone")

    results = clean_many(items(), workers=2, pipeline=PLAIN)
    assert [type(next(results)) for _ in range(5)] == [Article] * 5
    with pytest.raises(OSError, match="disk"):
        next(results)


def test_an_item_that_does_not_pickle_is_a_failure_and_the_rest_goes_on() -> None:
    items: list[Any] = [*[TEXT] * 9, lambda: TEXT, *[TEXT] * 9]
    results = list(clean_many(items, workers=2, pipeline=PLAIN))
    assert [r.index for r in results if isinstance(r, Failure)] == [9]
    assert len(results) == 19


def test_an_error_that_does_not_pickle_still_arrives() -> None:
    (failure,) = clean_many(["odd"], workers=2, pipeline=TEMPER)
    assert isinstance(failure, Failure)
    assert type(failure.error) is RuntimeError
    assert str(failure.error) == "OddError: 1 and 2"


def test_an_error_brings_its_traceback() -> None:
    (failure,) = clean_many([b"bytes"], workers=2, pipeline=PLAIN)  # type: ignore[list-item]
    assert isinstance(failure, Failure)
    assert isinstance(failure.error.__cause__, WorkerTraceback)
    assert "check_text" in str(failure.error.__cause__)


def test_an_item_that_kills_its_worker_is_a_failure_and_the_rest_goes_on() -> None:
    results = list(clean_many([*["Rain fell."] * 30, "kill", *["Rain fell."] * 30], workers=2, pipeline=TEMPER))
    failures = [r for r in results if isinstance(r, Failure)]
    assert [(r.index, type(r.error)) for r in failures] == [(30, WorkerDied)]
    assert "signal 9" in str(failures[0].error)
    assert len(results) == 61


def test_what_steps_print_goes_to_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    assert len(list(clean_many(["print", "Rain fell."], workers=2, pipeline=TEMPER))) == 2
    assert capfd.readouterr().err.count("printed by a step") == 1


def test_stopping_early_leaves_no_process_whatever_the_workers_do() -> None:
    results = clean_many(["Rain fell.", *["sleep"] * 10], workers=2, pipeline=TEMPER)
    next(results)
    assert len(workers_of_this_process()) == 2
    results.close()
    assert workers_of_this_process() == []


def test_dropping_the_iterator_leaves_no_process() -> None:
    results = clean_many([TEXT] * 1000, workers=2, pipeline=PLAIN)
    next(results)
    del results
    assert workers_of_this_process() == []


def test_a_step_made_here_travels_by_cloudpickle() -> None:
    word = "flooded"

    def local(page: Page) -> Iterator[Removal]:
        return (Removal(line, "a local step") for line in page.lines if word in line.text)

    (article,) = clean_many([TEXT], workers=2, pipeline=default_pipeline().with_filter(local))
    assert isinstance(article, Article)
    assert [entry.by for entry in article.removed if word in entry.text] == ["local"]


def test_without_cloudpickle_the_step_and_the_ways_out_are_named_before_any_item(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "cloudpickle", None)
    pipeline = default_pipeline().with_filter(lambda page: [], name="mine")
    with pytest.raises(TypeError, match=r"'mine'.*newsclean\[notebook\].*module.*workers=1"):
        clean_many(unread(), workers=2, pipeline=pipeline)
    assert len(list(clean_many([TEXT], workers=2))) == 1


def test_a_step_that_no_worker_can_load_is_named_before_any_item() -> None:
    class Stubborn:
        def __reduce__(self) -> Any:
            return (int, ("no number",))

        def __call__(self, page: Page) -> Iterator[Removal]:
            return iter(())

    results = clean_many(unread(), workers=2, pipeline=Pipeline().with_filter(Stubborn(), name="stubborn"))
    with pytest.raises(TypeError, match=r"'stubborn'.*ValueError"):
        next(results)


def unread() -> Iterator[str]:
    """Items that must not be read."""
    raise AssertionError("an item was read")
    yield TEXT


def test_html_items_are_rendered() -> None:
    item = HtmlItem(b"<p>Rain fell all night on the old town.</p>", {"language": "en"})
    (result,) = clean_many([item], workers=2, pipeline=PLAIN)  # type: ignore[list-item]
    assert result == clean_item(PLAIN, 0, item)


def run_script(folder: Path, code: str, *, wait: bool = True) -> subprocess.Popen[str]:
    """A script of this text in a process of its own."""
    path = folder / "script.py"
    path.write_text(textwrap.dedent(code), encoding="utf-8")
    command = [sys.executable, str(path)]
    process = subprocess.Popen(command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if wait:
        process.wait(timeout=60)
    return process


def test_a_script_needs_no_main_guard_and_runs_once(tmp_path: Path) -> None:
    code = """
        import newsclean
        print("start")
        def mine(page): return [newsclean.Removal(line, "mine") for line in page.lines if line.text == "Menu"]
        pipeline = newsclean.Pipeline().with_filter(mine)
        pages = ["Menu\\n\\nRain fell."] * 3
        print([article.body for article in newsclean.clean_many(pages, workers=2, pipeline=pipeline)])
    """
    with run_script(tmp_path, code) as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert out == f"start\n{[('Rain fell.',)] * 3}\n"


def test_modules_beside_the_script_are_found_and_shadow_nothing(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("def own(page):\n    '''Own.'''\n    return []\n", encoding="utf-8")
    (tmp_path / "pickle5.py").write_text("raise AssertionError\n", encoding="utf-8")
    code = """
        import newsclean, own
        pipeline = newsclean.Pipeline().with_filter(own.own)
        print(len(list(newsclean.clean_many(["Rain fell."], workers=2, pipeline=pipeline))))
    """
    with run_script(tmp_path, code) as process:
        assert process.communicate() == ("1\n", "")


ENDLESS = """
    import itertools, newsclean
    for article in newsclean.clean_many(itertools.repeat("Rain fell."), workers=2):
        print("one", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_parent_however_it_ends(tmp_path: Path, number: signal.Signals) -> None:
    with run_script(tmp_path, ENDLESS, wait=False) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "one\n"
        children = psutil.Process(process.pid).children(recursive=True)
        assert len(children) == 2
        process.send_signal(number)
        _, err = process.communicate()
    assert err.count("Traceback") == (1 if number == signal.SIGINT else 0)
    assert psutil.wait_procs(children, timeout=10)[1] == []


@pytest.mark.integration
@pytest.mark.parametrize("workers", [1, 2])
def test_memory_is_flat(workers: int) -> None:
    results = clean_many((f"{TEXT}\n{n} fell on roofs." for n in range(20_000)), workers=workers, pipeline=PLAIN)
    peaks = []
    for count, _ in enumerate(results):
        if count in (2_000, 19_999):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    assert peaks[1] - peaks[0] < 10_000_000


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("favor", ["recall", "precision", None])
def test_what_is_favoured_holds_in_every_process(favor: Favor | None, workers: int) -> None:
    steps = Pipeline().with_filter(name_favor)
    (article,) = clean_many(["recall\n\nprecision\n\nbalance"], workers, steps, favor)
    assert isinstance(article, Article)
    assert [entry.text for entry in article.removed] == [favor or "balance"]
