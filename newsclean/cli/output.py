"""What goes out: whole pages on stdout or in a file, packed as its name says; messages and progress on stderr."""

from __future__ import annotations

import gzip
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from newsclean.cli.sources import Inputs, Problem, zstd_module

SECONDS_BEFORE_PROGRESS = 1
TERMINATED = 143
_CONTROL_RE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Closed(Exception):
    """Nobody reads what we write any more."""


class Unwritable(Exception):
    """What we write cannot be written: the place and why."""


class Output:
    """Where pages are written to. A signal that comes while one is written waits until it is whole.

    Raises OSError where the file cannot be opened, ImportError that names the extra where zstd is not there.
    """

    def __init__(self, path: str | None = None) -> None:
        # Unbuffered: a BufferedWriter loses the rest of a write that a signal interrupts (CPython 3.11).
        self.file: Any = getattr(sys.stdout.buffer, "raw", sys.stdout.buffer) if path is None else open_output(path)
        self.name = path or "(stdout)"
        self.is_ours = path is not None
        self.is_writing = False
        self.signal: int | None = None

    def write(self, text: str) -> None:
        """Write a page, whole. Raises Closed where nobody reads it, Unwritable where there is no room."""
        self.is_writing = True
        try:
            rest = memoryview(text.encode("utf-8", "replace"))
            while rest:
                rest = rest[self.file.write(rest) :]
        except BrokenPipeError as error:
            raise Closed from error
        except OSError as error:
            raise Unwritable(f"{self.name}: {error.strerror or error}") from error
        finally:
            self.is_writing = False
        if self.signal is not None:
            stop_for(self.signal)

    def close(self) -> None:
        """Close the file, if it is one."""
        try:
            if self.is_ours:
                self.file.close()
        except OSError as error:
            raise Unwritable(f"{self.name}: {error.strerror or error}") from error

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


def stop_for(number: int) -> None:
    """End the program as a signal asks."""
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(TERMINATED)


def open_output(path: str) -> Any:
    """A file to write bytes to, packed as its name says."""
    if path.endswith(".gz"):
        return gzip.open(path, "wb")
    if path.endswith((".zst", ".zstd")):
        return zstd_module().ZstdFile(path, "wb")
    return open(path, "wb", buffering=0)


def printable(text: str) -> str:
    r"""A text that does nothing to a terminal but show.

    >>> printable("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _CONTROL_RE.sub("\ufffd", text)


def has_colours(stream: Any) -> bool:
    """Whether a stream is a terminal that may be coloured (https://no-color.org)."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Messages:
    """Problems on stderr, and their number; under them a progress bar, where pages do not go to the terminal."""

    def __init__(self, inputs: Inputs | None = None) -> None:
        self.count = 0
        self.inputs = inputs
        self.bar = progress_bar(inputs) if inputs is not None else None

    def say(self, problem: Problem) -> None:
        """Print a problem as "newsclean: PLACE: message"."""
        self.count += 1
        self.note(f"{problem.place}: {problem.message}")

    def note(self, text: str) -> None:
        """Print a line that is no failure."""
        if self.bar is not None:
            self.bar.clear()
        print(f"newsclean: {printable(text)}", file=sys.stderr, flush=True)

    def advance(self) -> None:
        """Tell the bar that a page is done."""
        if self.bar is not None and self.inputs is not None:
            self.bar.update(self.inputs.position() - self.bar.n if self.bar.total else 1)

    def close(self) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.close()


def progress_bar(inputs: Inputs) -> Any:
    """A bar, where tqdm is installed, stderr is a terminal and the pages do not go to one; else None."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return None
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    size = inputs.size()
    units: dict[str, Any] = {"unit": "B", "unit_scale": True, "total": size} if size else {"unit": " pages"}
    return tqdm(file=sys.stderr, delay=SECONDS_BEFORE_PROGRESS, leave=False, dynamic_ncols=True, **units)
