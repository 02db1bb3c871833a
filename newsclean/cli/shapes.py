"""What pages are written as: JSON, markdown and tables. A shape gives the bytes of each page, and those of the end."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from newsclean.article import Article
from newsclean.cli.records import Fields, Record
from newsclean.cli.sources import Inputs
from newsclean.extras import require

INPUT = "input"
"""The field with what the input says of a page."""
INPUT_FIELD = "input."
"""How a field of the input is asked for: "input.url"."""
TABLE_FIELDS = ("title", "byline", "authors", "date", "updated", "text", "language", "kept_share", "confidence", INPUT)
"""A table's columns where none are named."""
LEDGER = ("ledger", "considered")
"""The fields that are long, and left out unless they are asked for."""
ROW_GROUP_ROWS = 1000
"""Pages of a Parquet row group, all in memory until it is written: some megabytes."""


class Shape(Protocol):
    """How pages are written: whole lines for each, and at the end."""

    def page(self, record: Record, article: Article) -> bytes:
        """What to write of a page."""

    def end(self) -> bytes:
        """What to write after the last page; also where the work is interrupted."""


class Markdown:
    """The articles as markdown, a rule between them."""

    def __init__(self) -> None:
        self.rule = ""

    def page(self, record: Record, article: Article) -> bytes:
        """The article, under a rule if it is not the first."""
        text, self.rule = self.rule + article.to_markdown(), "\n---\n\n"
        return utf8(text)

    def end(self) -> bytes:
        """Nothing."""
        return b""


class Values:
    """The values of an article that are written, by name.

    names: those asked for: the article's own, "text", "kept_share", "input" (what the input says of the page), or
        "input.NAME", a field of it; None for all that `Article.to_dict` has, and "input".
    with_ledger: whether the ledger is among them, and what was considered for the fields.
    """

    def __init__(self, names: Sequence[str] | None = None, with_ledger: bool = True) -> None:
        self.names = names
        self.with_ledger = with_ledger if names is None else bool({*names} & {*LEDGER})

    def of(self, record: Record, article: Article) -> dict[str, Any]:
        """The values of a page, as JSON can hold them."""
        if not self.with_ledger:  # copied for nothing, it costs as much as all the rest
            values = replace(article, ledger=(), considered=()).to_dict()
            del values["ledger"], values["considered"]
        else:
            values = article.to_dict()
        values[INPUT] = record.about
        if self.names is None:
            return values
        values |= {"text": article.text, "kept_share": article.kept_share}
        return {name: field_of(values, name) for name in self.names}


def field_of(values: Fields, name: str) -> Any:
    """A value by its name; one that this page's input does not have is None."""
    return values[INPUT].get(name.removeprefix(INPUT_FIELD)) if name.startswith(INPUT_FIELD) else values[name]


def field_names() -> tuple[str, ...]:
    """The names of values that every article has, and "input"."""
    return (*Article().to_dict(), "text", "kept_share", INPUT)


class JsonLines:
    """An object a line."""

    def __init__(self, values: Values) -> None:
        self.values = values

    def page(self, record: Record, article: Article) -> bytes:
        """The object."""
        return json_of(self.values.of(record, article)) + b"\n"

    def end(self) -> bytes:
        """Nothing."""
        return b""


class Json:
    """One object where there is one page, else an array of them, which ends also where the work is interrupted."""

    def __init__(self, values: Values, inputs: Inputs) -> None:
        self.values = values
        self.inputs = inputs
        self.before = b"[\n"

    def page(self, record: Record, article: Article) -> bytes:
        """The object, and what stands before it in the array."""
        text = json_of(self.values.of(record, article), indent=2) + b"\n"
        if self.inputs.is_one_page:
            return text
        before, self.before = self.before, b",\n"
        return before + text

    def end(self) -> bytes:
        """The array's end."""
        if self.inputs.is_one_page:
            return b""
        return b"[]\n" if self.before == b"[\n" else b"]\n"


def json_of(values: Any, indent: int | None = None) -> bytes:
    """Values as JSON, always sound UTF-8."""
    try:
        return json.dumps(values, ensure_ascii=False, indent=indent).encode()
    except UnicodeEncodeError:
        # Half a surrogate pair in a field of the input: only as an escape can it be written.
        return json.dumps(values, indent=indent).encode()


class Csv:
    """Comma-separated values under a line of names; several authors as "Ann Lee; Bob Ray", objects as JSON."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.head: Sequence[str] = values.names or ()

    def page(self, record: Record, article: Article) -> bytes:
        """A row, under the names if it is the first."""
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        if self.head:
            writer.writerow(self.head)
        self.head = ()
        writer.writerow(map(cell_of, self.values.of(record, article).values()))
        return utf8(lines.getvalue())

    def end(self) -> bytes:
        """The names, where there was no page."""
        return utf8(",".join(self.head) + "\n") if self.head else b""


def cell_of(value: Any) -> Any:
    """A value as CSV has it."""
    if isinstance(value, dict) or (isinstance(value, list | tuple) and not all(isinstance(v, str) for v in value)):
        return json_of(value).decode()
    return "; ".join(value) if isinstance(value, list | tuple) else value


class Parquet:
    """Parquet in row groups. Days are dates, lists of texts are lists, what is neither text nor number is JSON.

    It has no footer, and so cannot be read, until `end`. Raises ImportError that names the extra.
    """

    def __init__(self, values: Values) -> None:
        self.values = values
        self.arrow = require("pyarrow", "arrow")
        self.types = {name: self.type_of(name) for name in values.names or ()}
        self.written = Spool()
        schema = self.arrow.schema(list(self.types.items()))
        self.writer = require("pyarrow.parquet", "arrow").ParquetWriter(self.written, schema, compression="zstd")
        self.rows: list[dict[str, Any]] = []

    def type_of(self, name: str) -> Any:
        """A column's type."""
        if name in ("date", "updated"):
            return self.arrow.date32()
        if name in ("authors", "body", "captions"):
            return self.arrow.list_(self.arrow.string())
        return self.arrow.float64() if name in ("kept_share", "confidence") else self.arrow.string()

    def page(self, record: Record, article: Article) -> bytes:
        """Nothing, until a row group is full."""
        row = self.values.of(record, article)
        for name, value in row.items():
            if self.types[name] == self.arrow.date32():
                row[name] = getattr(article, name)
            elif self.types[name] == self.arrow.string():
                row[name] = value if value is None or isinstance(value, str) else json_of(value).decode()
        self.rows.append(row)
        return self.group() if len(self.rows) >= ROW_GROUP_ROWS else b""

    def group(self) -> bytes:
        """The rows that wait, as a row group."""
        self.writer.write_table(self.arrow.Table.from_pylist(self.rows, self.writer.schema))
        self.rows.clear()
        return self.written.take()

    def end(self) -> bytes:
        """The last row group, and the footer."""
        last = self.group() if self.rows else b""
        self.writer.close()
        return last + self.written.take()


class Spool(io.RawIOBase):
    """A file of which what has been written can be taken away."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.size = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Any) -> int:
        """Keep bytes until they are taken."""
        self.data += data
        self.size += len(data)
        return len(data)

    def tell(self) -> int:
        """How many bytes have been written, taken or not."""
        return self.size

    def take(self) -> bytes:
        """What has been written since the last time."""
        data, self.data = bytes(self.data), bytearray()
        return data


def utf8(text: str) -> bytes:
    """A text in UTF-8; half a surrogate pair becomes "?"."""
    return text.encode("utf-8", "replace")
