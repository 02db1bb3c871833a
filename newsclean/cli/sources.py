"""Pages in: the records of files and pipes, of text, JSON and WARC, packed or not, one after the other.

What a file is, `--input` says; else its name, its first bytes (WARC), and whether they are JSON, which is said on
stderr. What cannot be read is a Problem with its place, and reading goes on after it.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from pathlib import PurePath
from typing import Any, BinaryIO, TypeVar

from newsclean.cli.records import SNIFFED_BYTES, Fields, Problem, Reading, Record, page_of, record_of
from newsclean.cli.warc import read_warc
from newsclean.extras import require

STDIN = "-"
"""The path that means standard input, as elsewhere."""
MAX_LINES_SNIFFED = 3
"""A file is JSON lines where one of its first lines is an object: the first may be a broken one."""
PACKED_SUFFIXES = (".gz", ".zst", ".zstd")
"""Files with these are unpacked as they are read."""
KINDS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".warc": "warc", ".wet": "warc"}
"""What a file is by its name."""
T = TypeVar("T")


class Counting(io.RawIOBase):
    """A file or pipe that tells how many bytes it has given, as the progress bar and the WARC reader ask."""

    def __init__(self, file: BinaryIO) -> None:
        self.file: Any = file
        self.count = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes, as many as are there."""
        count: int = self.file.readinto1(buffer)
        self.count += count
        return count

    def tell(self) -> int:
        """How many bytes have been read."""
        return self.count


class Inputs:
    """The records and problems of files, one file after the other.

    note: called with what a user should know of how a file is read.
    """

    def __init__(self, paths: Sequence[str], reading: Reading, note: Callable[[str], None]) -> None:
        self.paths = paths
        self.reading = reading
        self.note = note
        self.opened: list[Counting] = []
        self.is_one_page = len(paths) == 1
        """Whether all there is, by what has been seen of it, is one file with one page."""

    def __iter__(self) -> Iterator[Record | Problem]:
        return self.each(self.read)

    def each(self, read: Callable[[str, io.BufferedReader], Iterator[T]]) -> Iterator[T | Problem]:
        """What a function reads of each file: it gets a name and the bytes, unpacked."""
        for path in self.paths:
            name = "(stdin)" if path == STDIN else path
            try:
                with open_input(path) as file:
                    self.opened.append(Counting(file))
                    yield from read(name, unpacked(self.opened[-1]))
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                yield Problem(name, f"the packed file is damaged or ends too early ({error})")
            except (OSError, ImportError) as error:
                yield Problem(name, getattr(error, "strerror", None) or str(error))

    def position(self) -> int:
        """How many bytes of the files have been read."""
        return sum(file.count for file in self.opened)

    def size(self) -> int | None:
        """How many bytes the files have; None where that cannot be known, as of a pipe."""
        return sum(map(os.path.getsize, self.paths)) if all(map(os.path.isfile, self.paths)) else None

    def read(self, name: str, stream: io.BufferedReader) -> Iterator[Record | Problem]:
        """The records and problems of one file."""
        kind = self.reading.input or kind_of(name, stream.peek(SNIFFED_BYTES))
        if kind == "warc":
            self.is_one_page = False
            return read_warc(name, stream, self.reading) if stream.peek(1) else iter(())
        if kind == "json":
            return self.read_json(name, stream)
        if kind == "jsonl":
            return self.read_jsonl(name, stream)
        if kind == "text" or not (self.reading.field or is_like_json(stream.peek(SNIFFED_BYTES))):
            return iter((page_of(name, stream.read(), self.reading),))
        return self.read_by_look(name, stream)

    def read_by_look(self, name: str, stream: io.BufferedReader) -> Iterator[Record | Problem]:
        """The records of a file that begins like JSON: of lines, or of one value; else it is one page."""
        start: list[bytes] = []
        for line in islice(stream, MAX_LINES_SNIFFED):
            start.append(line)
            if isinstance(json_of(line), dict):
                self.guessed(name, "JSON lines")
                return self.read_jsonl(name, chain(start, stream))
        data = b"".join(start) + stream.read()
        if is_objects(json_of(data)):
            self.guessed(name, "JSON")
            return self.read_json(name, [data])
        if self.reading.field:
            return self.read_jsonl(name, data.splitlines(keepends=True))
        return iter((page_of(name, data, self.reading),))

    def guessed(self, name: str, kind: str) -> None:
        """Say what a file is taken for, unless an option says that it has fields."""
        if not self.reading.field:
            self.note(f'{name}: read as {kind}, a page in each object\'s "text"; --input text reads it as one page')

    def read_jsonl(self, name: str, lines: Iterable[bytes]) -> Iterator[Record | Problem]:
        """The records of JSON lines."""
        self.is_one_page = False
        for found in read_objects(name, lines, self.reading.encoding):
            yield found if isinstance(found, Problem) else record_of(*found, self.reading)

    def read_json(self, name: str, lines: Iterable[bytes]) -> Iterator[Record | Problem]:
        """The records of a file that is one JSON object or an array of them."""
        self.is_one_page = False
        value = json_of(b"".join(lines), self.reading.encoding)
        if isinstance(value, Exception):
            yield Problem(name, message_of(value, self.reading.encoding))
            return
        for number, values in enumerate(value if isinstance(value, list) else [value], 1):
            place = f"{name}: record {number}"
            is_object = isinstance(values, dict)
            yield record_of(place, values, self.reading) if is_object else Problem(place, "no JSON object")


def open_input(path: str) -> AbstractContextManager[BinaryIO]:
    """A file or standard input, for a with statement."""
    return nullcontext(sys.stdin.buffer) if path == STDIN else open(path, "rb")


def unpacked(raw: Counting) -> io.BufferedReader:
    """The bytes of a file, gzip and zstd unpacked. Raises ImportError that names the extra where zstd is not there."""
    buffered: Any = io.BufferedReader(raw, SNIFFED_BYTES)
    head = buffered.peek(4)[:4]
    if head.startswith(b"\x1f\x8b"):
        buffered = io.BufferedReader(gzip.GzipFile(fileobj=buffered))
    elif head == b"\x28\xb5\x2f\xfd":
        buffered = io.BufferedReader(zstd_module().ZstdFile(buffered))
    stream: io.BufferedReader = buffered
    return stream


def zstd_module() -> Any:
    """The module that knows zstd: Python's own from 3.14 on, before that its backport."""
    return require("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd", "zstd")


def kind_of(name: str, head: bytes) -> str | None:
    """What a file is by its first bytes and its name: "warc", "jsonl", "json", or None where they do not say.

    >>> kind_of("crawl.WET.gz", b""), kind_of("page.txt", b"[")
    ('warc', None)
    """
    return "warc" if head.startswith(b"WARC/") else KINDS.get(suffix_of(name))


def suffix_of(name: str) -> str:
    """The end of a file's name, without the one that says how it is packed.

    >>> suffix_of("pages.JSONL.gz")
    '.jsonl'
    """
    path = PurePath(name.lower())
    return (path.with_suffix("") if path.suffix in PACKED_SUFFIXES else path).suffix


def is_like_json(head: bytes) -> bool:
    """Whether a file may be a JSON object or array, by how it begins."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def is_objects(value: Any) -> bool:
    """Whether a JSON value is an object or an array of objects."""
    return isinstance(value, dict) or (isinstance(value, list) and value != [] and isinstance(value[0], dict))


def json_of(data: bytes, encoding: str | None = None) -> Any:
    """The value of JSON, or the error that says why it is none."""
    try:
        return json.loads(data.decode(encoding or "utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return error


def message_of(error: Exception, encoding: str | None) -> str:
    """What to say of JSON that is none."""
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg} at character {error.pos + 1}"
    return f"not {encoding or 'UTF-8'} text" if isinstance(error, UnicodeDecodeError) else "JSON nested too deep"


def read_objects(
    name: str, lines: Iterable[bytes], encoding: str | None = None
) -> Iterator[tuple[str, Fields] | Problem]:
    """The objects of JSON lines, each with its place; what is none is a Problem."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        values = json_of(line, encoding)
        if isinstance(values, dict):
            yield place, values
        else:
            is_error = isinstance(values, Exception)
            yield Problem(place, message_of(values, encoding) if is_error else "no JSON object")
