"""What goes out: whole pages on stdout or in a file, packed as its name says; messages and progress on stderr."""

from __future__ import annotations

import gzip
import os
import re
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from time import monotonic
from types import FrameType
from typing import Any

from newsclean.cli.records import Problem
from newsclean.cli.sources import Inputs, zstd_module
from newsclean.escaping import counted

SECONDS_BEFORE_PROGRESS = 1
"""Shorter work shows no bar."""
BLOCK_BYTES = 1_000_000
"""Pages are packed in blocks of this size, each of which can be unpacked by itself."""
TERMINATED = 143
"""Exit code after SIGTERM, as shells number it."""
_CONTROL_RE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves a cursor, turns the direction of text or cannot be encoded: no page may do that to a terminal."""


class Closed(Exception):
    """Nobody reads what we write any more."""


class Unwritable(Exception):
    """What we write cannot be written: the place and why."""


class Output:
    """Where pages are written to. What is written is whole: a signal that comes meanwhile waits, and what a full disk
    cuts in two is taken back. After an error nothing more is written.

    Raises OSError where the file cannot be opened, ImportError that names the extra where zstd is not there.
    """

    def __init__(self, path: str | None = None) -> None:
        self.name = path or "(stdout)"
        self.pack = packer(self.name)
        # Unbuffered: a BufferedWriter loses the rest of a write that a signal interrupts (CPython 3.11).
        stdout: Any = getattr(sys.stdout.buffer, "raw", sys.stdout.buffer)
        self.file = stdout if path is None else FileIO(path, "wb")
        self.is_ours = path is not None
        self.is_writing = self.is_broken = False
        self.signal: int | None = None
        self.waiting = bytearray()

    def write(self, data: bytes) -> None:
        """Write whole pages. Raises Closed where nobody reads them, Unwritable where there is no room."""
        self.waiting += data
        if self.pack is None or len(self.waiting) >= BLOCK_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what waits for its block to be full."""
        data, self.waiting = self.waiting, bytearray()
        if not data or self.is_broken:
            return
        self.is_writing = True
        try:
            self.write_whole(memoryview(self.pack(data) if self.pack else data))
        finally:
            self.is_writing = False
        if self.signal is not None:
            stop_for(self.signal)

    def write_whole(self, data: memoryview) -> None:
        """Write bytes, all or, as far as they can be taken back, none."""
        rest = data
        try:
            while rest:
                rest = rest[self.file.write(rest) :]
        except OSError as error:
            self.is_broken = True
            take_back(self.file, len(data) - len(rest))
            if isinstance(error, BrokenPipeError):
                raise Closed from error
            raise Unwritable(f"{self.name}: {error.strerror or error}") from error

    def close(self) -> None:
        """Write what waits, and close the file, if it is one."""
        self.flush()
        try:
            if self.is_ours:
                self.file.close()
        except OSError as error:
            raise Unwritable(f"{self.name}: {error.strerror or error}") from error

    def discard(self) -> None:
        """Remove the file: what it has is of no use."""
        if self.is_ours:
            with suppress(OSError):
                os.unlink(self.name)

    @contextmanager
    def holding_signals(self) -> Iterator[None]:
        """Ctrl-C and SIGTERM stop the work between two pages, or at once when nothing is being written."""

        def stop(number: int, _: FrameType | None) -> None:
            if self.is_writing and self.signal is None:
                self.signal = number
            else:
                stop_for(number)

        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def packer(name: str) -> Callable[[bytes | bytearray], bytes] | None:
    """What packs a block as a file's name says; None where it does not."""
    if name.endswith(".gz"):
        return gzip.compress
    compress: Callable[[bytes | bytearray], bytes] | None = None
    if name.endswith((".zst", ".zstd")):
        compress = zstd_module().compress
    return compress


def take_back(file: Any, count: int) -> None:
    """Take the last bytes written off the end of a file; what went to a pipe or a terminal stays."""
    with suppress(OSError, ValueError):
        number = file.fileno()
        if count and stat.S_ISREG(os.fstat(number).st_mode):
            os.ftruncate(number, os.lseek(number, 0, os.SEEK_CUR) - count)


def stop_for(number: int) -> None:
    """End the program as a signal asks."""
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(TERMINATED)


def printable(text: str) -> str:
    r"""A text that does nothing to a terminal but show.

    >>> printable("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _CONTROL_RE.sub("\ufffd", text)


class Messages:
    """Problems on stderr, and what has been done; under them a progress bar, where pages do not go to the terminal."""

    def __init__(self) -> None:
        self.start = monotonic()
        self.done = self.failed = self.empty = self.unsure = 0
        self.inputs: Inputs | None = None
        self.bar: Any = None

    def say(self, problem: Problem) -> None:
        """Print a problem as "newsclean: PLACE: message"."""
        self.failed += 1
        self.note(f"{problem.place}: {problem.message}")

    def note(self, text: str) -> None:
        """Print a line that is no failure."""
        print(f"newsclean: {printable(text)}", file=sys.stderr, flush=True)

    def leave_out(self, place: str, confidence: float, is_alone: bool) -> None:
        """Count a page that is not written; say so of one that is alone."""
        self.unsure += 1
        if is_alone:
            self.note(f"{place}: left out, its confidence is {confidence:.2f}")

    def follow(self, inputs: Inputs, output: Output) -> None:
        """Show a bar from a second on, if stderr is a terminal and the pages do not go to one."""
        if sys.stderr.isatty() and not output.file.isatty():
            self.inputs = inputs

    def advance(self, *, is_empty: bool) -> None:
        """Count a page, and move the bar."""
        self.done += 1
        self.empty += is_empty
        if self.inputs is None or monotonic() - self.start < SECONDS_BEFORE_PROGRESS:
            return
        if self.bar is None:
            self.bar = progress_bar(self.inputs.size())
            self.bar.start()
        self.bar.update(self.bar.task_ids[0], completed=self.inputs.position(), pages=f"{self.done:,} pages")

    def close(self) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.stop()

    def sum_up(self) -> None:
        """Say in a line what has been done."""
        seconds = monotonic() - self.start
        pages = counted(self.done + self.failed, "page")
        unsure = f"{self.unsure:,} of little confidence left out, " if self.unsure else ""
        self.note(f"{pages}, {self.failed:,} failed, {self.empty:,} without an article, {unsure}{seconds:.0f} s")


def progress_bar(size: int | None) -> Any:
    """A bar on stderr: of bytes where their number is known, and of pages."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    time = TimeRemainingColumn() if size else TimeElapsedColumn()
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[pages]}"), time)
    progress = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    progress.add_task("", total=size, pages="")
    return progress
