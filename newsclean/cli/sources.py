"""Files in: pages of text, JSONL, WET and WARC, packed or not, record by record.

What cannot be read is a Problem with its place, and reading goes on after it. What a file is, its first bytes say
(gzip, zstd, WARC), then the options (`--field`: JSONL), then its name.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, BinaryIO

from newsclean.batch import HtmlItem, Item
from newsclean.extras import require
from newsclean.pipeline import HTML_START_RE

STDIN = "-"
SNIFFED_BYTES = 8192
_PACKED_SUFFIXES = (".gz", ".zst", ".zstd")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A page that was read.

    place: where it stands, as messages name it: "pages.jsonl:3".
    item: what `clean_many` takes.
    is_file: whether it is all that its file has.
    about: what the input says of it: the other fields of JSONL, a WARC record's address, a file's name.
    """

    place: str
    item: Item | HtmlItem
    about: Fields
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, and where."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read; see the command line's options of the same names."""

    hints: Fields = field(default_factory=dict)
    field: str | None = None
    url_field: str | None = None
    encoding: str | None = None
    html: bool = False


class Inputs:
    """The records and problems of files, one file after the other. `position` tells how many bytes have been read."""

    def __init__(self, paths: Sequence[str], reading: Reading) -> None:
        self.paths = paths
        self.reading = reading
        self.finished = 0
        self.current: BinaryIO | None = None

    def __iter__(self) -> Iterator[Record | Problem]:
        for path in self.paths:
            with input_of(path) as raw:
                if isinstance(raw, Problem):
                    yield raw
                    continue
                self.current = None if path == STDIN else raw
                yield from read(path, raw, self.reading)
                self.finished = self.position()
                self.current = None

    def position(self) -> int:
        """How many bytes of the files have been read."""
        return self.finished + (self.current.tell() if self.current is not None else 0)

    def size(self) -> int | None:
        """How many bytes the files have; None where that cannot be known."""
        try:
            return None if STDIN in self.paths else sum(os.path.getsize(path) for path in self.paths)
        except OSError:
            return None

    def is_one_page(self) -> bool:
        """Whether there is but one file, and by its name it is a page."""
        return len(self.paths) == 1 and kind_of(self.paths[0], b"", self.reading) == "page"


class input_of:
    """A file opened, for a with statement; a Problem where it cannot be."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.file: BinaryIO | None = None

    def __enter__(self) -> BinaryIO | Problem:
        if self.path == STDIN:
            return sys.stdin.buffer
        try:
            self.file = open(self.path, "rb")
        except OSError as error:
            return Problem(self.path, error.strerror or str(error))
        return self.file

    def __exit__(self, *_: object) -> None:
        if self.file is not None:
            self.file.close()


def kind_of(path: str, head: bytes, reading: Reading) -> str:
    """Whether a file is "warc", "jsonl" or "page"."""
    name = PurePath(path)
    suffix = (name.with_suffix("") if name.suffix.lower() in _PACKED_SUFFIXES else name).suffix.lower()
    if head.startswith(b"WARC/") or suffix in (".warc", ".wet"):
        return "warc"
    return "jsonl" if reading.field is not None or suffix in (".jsonl", ".ndjson") else "page"


def read(path: str, raw: BinaryIO, reading: Reading) -> Iterator[Record | Problem]:
    """The records and problems of one file."""
    name = "(stdin)" if path == STDIN else path
    try:
        stream = unpacked(raw)
        head = stream.peek(SNIFFED_BYTES)
        if not head:
            yield Problem(name, "the file is empty")
            return
        readers = {"warc": read_warc, "jsonl": read_jsonl, "page": read_page}
        yield from readers[kind_of(path, head, reading)](name, stream, reading)
    except (EOFError, OSError, zlib.error, ImportError) as error:
        yield problem_of(name, error)


def unpacked(raw: BinaryIO) -> io.BufferedReader:
    """The bytes of a file, gzip and zstd unpacked. Raises ImportError that names the extra where zstd is not there."""
    source: Any = raw
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(source)
    head = buffered.peek(4)[:4]
    if head.startswith(b"\x1f\x8b"):
        return io.BufferedReader(gzip.GzipFile(fileobj=buffered))
    if head == b"\x28\xb5\x2f\xfd":
        return io.BufferedReader(zstd_module().ZstdFile(buffered))
    return buffered


def zstd_module() -> Any:
    """The module that knows zstd: Python's own from 3.14 on, before that its backport."""
    return require("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd", "zstd")


def read_page(name: str, stream: io.BufferedReader, reading: Reading) -> Iterator[Record | Problem]:
    """A file that is one page."""
    data = stream.read()
    if reading.html:
        yield Record(name, HtmlItem(as_html(data, reading.encoding), reading.hints), {"file": name}, is_file=True)
        return
    text = decoded(name, data, reading.encoding)
    if isinstance(text, str):
        yield checked(Record(name, (text, reading.hints), {"file": name}, is_file=True), text)
    else:
        yield text


def decoded(name: str, data: bytes, encoding: str | None) -> str | Problem:
    """A page's text; a Problem where it is no text of that encoding."""
    marked = next((codec for mark, codec in _BOMS if data.startswith(mark)), None)
    if encoding is None and marked is None and (b"\0" in data[:SNIFFED_BYTES] or data.startswith(b"%PDF-")):
        return Problem(name, "a binary file, not text")
    try:
        return data.decode(encoding or marked or "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start : error.start + 1].hex()
        advice = "" if encoding else ": say its encoding, such as --encoding windows-1252"
        return Problem(f"{name}:{line}", f"not {encoding or marked or 'UTF-8'} text (byte 0x{byte}){advice}")


def as_html(data: bytes, encoding: str | None) -> str | bytes:
    """HTML for `clean_html`, which finds the encoding out where none is given."""
    return data.decode(encoding, "replace") if encoding else data


def checked(record: Record, text: str) -> Record | Problem:
    """A record of text; a Problem where the text is an HTML document or nothing."""
    if not text.strip("\ufeff \t\r\n"):
        return Problem(record.place, "the page is empty")
    if HTML_START_RE.match(text):
        return Problem(record.place, "an HTML document: use --html (pip install 'newsclean[html]')")
    return record


def read_jsonl(name: str, stream: io.BufferedReader, reading: Reading) -> Iterator[Record | Problem]:
    """The records of JSONL."""
    for place, values in read_objects(name, stream, reading.encoding):
        yield values if isinstance(values, Problem) else record_of(place, values, reading)


def read_lines(paths: Sequence[str]) -> Iterator[tuple[str, Fields | Problem]]:
    """The objects of files of JSONL, packed or not, each with its place."""
    for path in paths:
        with input_of(path) as raw:
            if isinstance(raw, Problem):
                yield path, raw
                continue
            name = "(stdin)" if path == STDIN else path
            try:
                yield from read_objects(name, unpacked(raw))
            except (EOFError, OSError, zlib.error, ImportError) as error:
                yield name, problem_of(name, error)


def problem_of(name: str, error: Exception) -> Problem:
    """What to say of an error that ends the reading of a file."""
    if isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
        return Problem(name, f"the packed file is damaged or ends too early ({error})")
    return Problem(name, (error.strerror if isinstance(error, OSError) else None) or str(error))


def read_objects(
    name: str, lines: Iterator[bytes] | io.BufferedReader, encoding: str | None = None
) -> Iterator[tuple[str, Fields | Problem]]:
    """The objects of JSONL, each with its place; what is none is a Problem."""
    for number, line in enumerate(lines, 1):
        place = f"{name}:{number}"
        if not line.strip():
            continue
        try:
            values = json.loads(line.decode(encoding or "utf-8-sig"))
        except UnicodeDecodeError:
            yield place, Problem(place, f"not {encoding or 'UTF-8'} text")
        except json.JSONDecodeError as error:
            yield place, Problem(place, f"no JSON: {error.msg} at character {error.pos + 1}")
        except RecursionError:
            yield place, Problem(place, "JSON nested too deep")
        else:
            yield place, values if isinstance(values, dict) else Problem(place, "no JSON object")


def record_of(place: str, values: Fields, reading: Reading) -> Record | Problem:
    """The page of a JSON object."""
    name = reading.field or "text"
    text = values.get(name)
    if name not in values:
        return Problem(place, f"there is no field {name!r} (see --field); its fields: {', '.join(values) or 'none'}")
    if not isinstance(text, str):
        return Problem(place, f"the field {name!r} is no text but {type(text).__name__}")
    hints = dict(reading.hints)
    url = values.get(reading.url_field) if reading.url_field else None
    if isinstance(url, str):
        hints["url"] = url
    about = {key: value for key, value in values.items() if key != name}
    if reading.html:
        return Record(place, HtmlItem(text, hints), about)
    # An empty page among many is a page without an article, not a failure.
    record = Record(place, (text, hints), about)
    return checked(record, text) if text.strip() else record


def read_warc(name: str, stream: io.BufferedReader, reading: Reading) -> Iterator[Record | Problem]:
    """The pages of a WET or WARC file: texts, and HTML that was fetched; other records are passed over."""
    archive = require("fastwarc.warc", "warc").ArchiveIterator(stream, parse_http=False)
    number = 0
    while True:
        number += 1
        place = f"{name}: record {number}"
        try:
            found = next(archive, None)
            page = warc_page(place, found, reading) if found is not None else None
        except (ValueError, RuntimeError) as error:
            yield Problem(place, f"broken record: {error}")
            return
        if found is None:
            return
        if page is not None:
            yield page


def warc_page(place: str, found: Any, reading: Reading) -> Record | Problem | None:
    """The page of a WARC record; None where it is none, a Problem where it is broken."""
    kind = str(found.record_type)
    if kind == "unknown":
        return Problem(place, "broken record: no WARC header")
    if found.is_http and kind == "response":
        found.parse_http(auto_decode="none")
        is_page = found.http_headers.status_code == 200 and is_html(found.http_content_type)
    else:
        is_page = kind == "conversion" or (kind == "resource" and is_html(found.headers.get("Content-Type")))
    if not is_page:
        return None
    url = found.headers.get("WARC-Target-URI")
    place = f"{place} ({url})" if url else place
    data = found.reader.read()
    if len(data) < found.content_length:
        return Problem(place, "the record ends too early")
    about = {"url": url, "date": found.headers.get("WARC-Date"), "record": found.record_id}
    hints = {"url": url, "today": found.record_date.date(), **reading.hints}
    if kind == "conversion":
        text = decoded(place, data, reading.encoding)
        return checked(Record(place, (text, hints), about), text) if isinstance(text, str) else text
    require("resiliparse", "html")
    return Record(place, HtmlItem(payload(found, data), hints), about)


def is_html(content_type: str | None) -> bool:
    """Whether a content type is HTML's or XHTML's."""
    return (content_type or "").partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def payload(found: Any, data: bytes) -> str | bytes:
    """The HTML of an HTTP response, its content encodings undone; decoded as its header says unless it is UTF-8."""
    if not found.is_http:
        return data
    warc = require("fastwarc.warc", "warc")
    head = io.BytesIO()
    found.http_headers.write(head)
    again = warc.WarcRecord()
    again.init_headers(warc.WarcRecordType.response)
    again.is_http = True
    again.set_bytes_content(head.getvalue().rstrip(b"\r\n") + b"\r\n\r\n" + data)
    again.parse_http(auto_decode="all")
    html: bytes = again.reader.read()
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return html.decode(found.http_charset or "utf-8")
        except (UnicodeDecodeError, LookupError):
            pass
    return html
