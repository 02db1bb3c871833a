"""The pages of WET and WARC files, with their address and day: texts, and HTML that was fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from newsclean.cli.records import Problem, Reading, Record, checked, decoded
from newsclean.extras import require
from newsclean.items import HtmlItem


def read_warc(name: str, stream: io.BufferedReader, reading: Reading) -> Iterator[Record | Problem]:
    """The records of a WET or WARC file. What comes after a broken one is lost."""
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
        return text if isinstance(text, Problem) else checked(Record(place, (text, hints), about), text)
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
