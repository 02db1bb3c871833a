"""What is read: a page with its place, its hints and what else the input says of it; or a problem, and where."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any

from newsclean.items import HtmlItem, Item
from newsclean.pipeline import HTML_START_RE

SNIFFED_BYTES = 8192
"""Of a file, to tell what it is."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""Byte order marks, and the codec of what follows."""
_UNMARKED = ("utf-16-le", "utf-16-be")  # read with an option only: a wrong guess makes Chinese of anything
_JSON_TYPES = {"NoneType": "null", "bool": "true or false", "list": "an array", "dict": "an object"}
"""What Python calls JSON's types, in JSON's words."""
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A page that was read.

    place: where it stands, as messages name it: "pages.jsonl:3".
    item: what `clean_many` takes.
    about: what the input says of it: the other fields of JSON, a WARC record's address, a file's name.
    """

    place: str
    item: Item | HtmlItem
    about: Fields


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, and where."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read; see the command line's options of the same names."""

    hints: Fields = field(default_factory=dict)
    input: str | None = None
    url: str | None = None
    field: str | None = None
    url_field: str | None = None
    today_field: str | None = None
    encoding: str | None = None
    html: bool = False


def record_of(place: str, values: Fields, reading: Reading) -> Record | Problem:
    """The page of a JSON object."""
    name = reading.field or "text"
    text = values.get(name)
    if name not in values:
        return Problem(place, f"there is no field {name!r} (see --field); its fields: {', '.join(values) or 'none'}")
    if not isinstance(text, str):
        kind = type(text).__name__
        return Problem(place, f"the field {name!r} is no text but {_JSON_TYPES.get(kind, 'a number')}")
    hints = dict(reading.hints)
    url = values.get(reading.url_field) if reading.url_field else None
    if isinstance(url, str):
        hints["url"] = url
    day = values.get(reading.today_field) if reading.today_field else None
    if day is not None:
        try:
            hints["today"] = Date.fromisoformat(str(day)[:10])
        except ValueError:
            return Problem(place, f"the field {reading.today_field!r} is no day such as 2021-01-05 but {day!r}")
    about = {key: value for key, value in values.items() if key != name}
    if reading.html:
        return Record(place, HtmlItem(text, hints), about)
    # An empty page among many is a page without an article, not a failure.
    record = Record(place, (text, hints), about)
    return checked(record, text) if text.strip() else record


def page_of(name: str, data: bytes, reading: Reading) -> Record | Problem:
    """The page of a file that is one."""
    if not data:
        return Problem(name, "the file is empty")
    hints = reading.hints if reading.url is None else {**reading.hints, "url": reading.url}
    if reading.html:
        html = data.decode(reading.encoding, "replace") if reading.encoding else data
        return Record(name, HtmlItem(html, hints), {"file": name})
    text = decoded(name, data, reading.encoding)
    if isinstance(text, Problem):
        return text
    return checked(Record(name, (text, hints), {"file": name}), text)


def decoded(name: str, data: bytes, encoding: str | None) -> str | Problem:
    """A page's text; a Problem where it is no text of that encoding."""
    codec = encoding or next((codec for mark, codec in _BOMS if data.startswith(mark)), None)
    head = data[:SNIFFED_BYTES]
    if codec is None and (b"\0" in head or data.startswith(b"%PDF-")):
        unmarked = next((codec for codec in _UNMARKED if b"\0" in head and is_readable(head, codec)), None)
        return Problem(name, f"not UTF-8 text: try --encoding {unmarked}" if unmarked else "a binary file, not text")
    try:
        return data.decode(codec or "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start : error.start + 1].hex()
        advice = "" if encoding else ": say its encoding, such as --encoding windows-1252"
        return Problem(f"{name}:{line}", f"not {codec or 'UTF-8'} text (byte 0x{byte}){advice}")


def is_readable(data: bytes, encoding: str) -> bool:
    r"""Whether the first bytes of a file are, in an encoding, all letters, marks and white space.

    >>> is_readable("Regen".encode("utf-16-le"), "utf-16-le"), is_readable(b"\x7fELF\0\0\0\0", "utf-16-le")
    (True, False)
    """
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)  # the last character may be cut
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character.isspace() for character in text)


def checked(record: Record, text: str) -> Record | Problem:
    """A record of text; a Problem where the text is an HTML document or nothing."""
    if not text.strip("\ufeff \t\r\n"):
        return Problem(record.place, "the page is empty")
    if HTML_START_RE.match(text):
        return Problem(record.place, "an HTML document: use --html (pip install 'newsclean[html]')")
    return record
