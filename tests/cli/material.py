"""Pages, and what they stand in: lines of JSON, records of WARC, terminals, small disks."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
COMMAND = (sys.executable, "-m", "newsclean")
PARAGRAPHS = (
    "Rain fell all night on the hills above the old town, and by the morning the river had flooded more than forty "
    "cellars, the fire brigade said on Monday.",
    '"We have never seen the water rise so fast," said Ann Lee, who runs the bakery beside the bridge. Her neighbours '
    "had carried the flour up to the first floor before the street was closed.",
    "The mayor thanked the helpers, who had worked through the night with sandbags and pumps, and promised that the "
    "old flood gates would be repaired before the winter.",
)
PAGE = "Photo: Reuters\n\n" + "\n\n".join(PARAGRAPHS) + "\n"
BODY = "\n\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
ESCAPE = "\x1b["
Run = Callable[..., tuple[int, str, str]]


def jsonl(*values: object) -> bytes:
    """Lines of JSON."""
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def warc_record(kind: WarcRecordType, url: str, content: bytes, content_type: str, http: bytes = b"") -> bytes:
    """A WARC record."""
    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Target-URI"] = url
    record.headers["WARC-Date"] = "2024-05-02T10:00:00Z"
    record.headers["Content-Type"] = content_type
    record.is_http = bool(http)
    record.set_bytes_content((http + b"\r\n" if http else b"") + content)
    stream = io.BytesIO()
    record.write(stream)
    return stream.getvalue()


def wet(text: str, url: str = "https://a.example/1") -> bytes:
    """A record of a WET file."""
    return warc_record(WarcRecordType.conversion, url, text.encode(), "text/plain")


def response(url: str, html: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """A WARC record of a page that was fetched."""
    lines = [f"HTTP/1.1 {status}", *(headers or ("Content-Type: text/html",)), f"Content-Length: {len(html)}", ""]
    http = "\r\n".join(lines).encode()
    return warc_record(WarcRecordType.response, url, html, "application/http; msgtype=response", http)


def piped(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own, fed by a real pipe."""
    return subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, check=False)


def on_terminal(
    *arguments: object,
    columns: int = 80,
    stream: str = "stdout",
    command: Sequence[str] = COMMAND,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """What a command prints on a terminal: its "stdout", its "stderr", or "both"; the other goes nowhere."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    streams = {name: theirs if stream in (name, "both") else subprocess.DEVNULL for name in ("stdout", "stderr")}
    with subprocess.Popen(
        [*command, *map(str, arguments)], stdin=subprocess.DEVNULL, env={**kept, "TERM": "xterm", **environment},
        stdout=streams["stdout"], stderr=streams["stderr"],
    ):  # fmt: skip
        os.close(theirs)
        with open(ours, "rb", buffering=0) as terminal:
            return b"".join(iter(lambda: read_some(terminal), b"")).decode().replace("\r\n", "\n")


def read_some(terminal: Any) -> bytes:
    """The next bytes of a terminal; none once it has hung up."""
    data = b""
    with suppress(OSError):
        data = terminal.read(65536)
    return data


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk with room for some bytes only. Who may not mount one is told so; in CI that fails."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0:
        message = f"a small disk cannot be mounted (it takes root on Linux): {mounted.stderr.strip()}"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def problems(err: str) -> list[str]:
    """The lines of stderr without the last, which sums up, where there is one."""
    lines = err.splitlines()
    return lines[:-1] if lines and lines[-1].endswith(" s") else lines
