"""The command line: what it takes and prints, what it says of bad input, and how it ends."""

from __future__ import annotations

import fcntl
import gzip
import io
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from newsclean import Article, __version__, clean, default_pipeline
from newsclean.cli import main
from newsclean.cli.sources import zstd_module

FIXTURES = Path(__file__).parent.parent / "fixtures"
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


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in this process: exit code, stdout and stderr."""

    def call(*arguments: object, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A file that is a page."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def jsonl(*values: object) -> bytes:
    """Lines of JSON."""
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


class TestShapes:
    def test_a_page_is_printed_to_be_read(self, run: Run, page: Path) -> None:
        assert run(page) == (0, f"{BODY}\n", "")

    def test_title_byline_and_date_stand_over_the_body(self, run: Run) -> None:
        path = FIXTURES / "en-harbour.txt"
        article = clean(path.read_text(encoding="utf-8"))
        code, out, _ = run(path)
        assert code == 0
        facts = [fact for fact in (article.byline, str(article.date or "")) if fact]
        heads = [*([article.title] if article.title else []), *([" · ".join(facts)] if facts else [])]
        assert out.split("\n\n")[: len(heads)] == heads
        assert all(paragraph in out for paragraph in article.body)

    def test_json_is_one_object_for_one_page(self, run: Run, page: Path) -> None:
        code, out, _ = run("--json", page)
        values = json.loads(out)
        assert (code, Article.from_dict(values)) == (0, clean(PAGE))
        assert values["input"] == {"file": str(page)}

    def test_json_is_an_array_for_many(self, run: Run, page: Path) -> None:
        assert len(json.loads(run("--json", page, page)[1])) == 2
        assert len(json.loads(run("--json", "--field", "text", "-", stdin=jsonl({"text": PAGE}))[1])) == 1
        assert json.loads(run("--json", "--field", "text", "-", stdin=jsonl({"no": 1}))[1]) == []

    def test_jsonl_is_an_object_a_line(self, run: Run, page: Path) -> None:
        lines = run("--jsonl", page, page)[1].splitlines()
        assert [Article.from_dict(json.loads(line)).body for line in lines] == [PARAGRAPHS, PARAGRAPHS]

    def test_markdown_escapes_the_page(self, run: Run) -> None:
        out = run("--markdown", "-", stdin=f"{BODY} <b>*x*</b>\n".encode())[1]
        assert out == f"{BODY} \\<b\\>\\*x\\*\\</b\\>\n"

    @pytest.mark.parametrize("name", ["en-council", "ar-jisr", "ja-toufu"])
    def test_explain_has_every_line_with_its_fate(self, run: Run, name: str) -> None:
        path = FIXTURES / f"{name}.txt"
        text = path.read_text(encoding="utf-8")
        out = run("--explain", path)[1]
        entries = clean(text).ledger
        assert len(out.splitlines()) == len(entries)
        for line, entry in zip(out.splitlines(), entries, strict=True):
            assert line.startswith("- " if entry.role == "removed" else "+ ")
            assert entry.text in line
            assert (entry.by if entry.role == "removed" else entry.kind or entry.role) in line
        assert ESCAPE not in out

    def test_pages_of_several_files_have_their_names_over_them(self, run: Run, page: Path) -> None:
        assert run(page, page)[1] == f"==> {page} <==\n{BODY}\n\n==> {page} <==\n{BODY}\n"

    def test_a_page_without_an_article_is_no_failure_but_said(self, run: Run) -> None:
        code, out, err = run("-", stdin=b"Photo: Reuters\n")
        assert (code, out) == (0, "")
        assert "(stdin): no article" in err

    def test_shapes_exclude_each_other(self, run: Run, page: Path) -> None:
        assert run("--json", "--explain", page)[0] == 2

    def test_control_characters_do_not_reach_a_terminal(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run(tmp_path / "no\x1b[31m\u202efile")
        assert code == 1
        assert "\x1b" not in err
        assert "\u202e" not in err


class TestJsonl:
    def test_other_fields_come_out_again(self, run: Run) -> None:
        code, out, _ = run("--jsonl", "--field", "page", "-", stdin=jsonl({"id": 7, "page": PAGE, "title": "own"}))
        values = json.loads(out)
        assert (code, values["input"]) == (0, {"id": 7, "title": "own"})
        assert values["body"] == list(PARAGRAPHS)

    def test_bad_records_are_told_with_their_place_and_the_rest_goes_on(self, run: Run) -> None:
        bad = [
            b"{",
            b"[1]",
            b'{"other": 1}',
            b'{"text": null}',
            b'{"text": "\xff"}',
            b'{"text": "<html>"}',
            b"[" * 10**5,
        ]
        good = jsonl({"text": PAGE})
        code, out, err = run("--jsonl", "--field", "text", "-", stdin=b"\n".join([*bad, b"", good + good]))
        assert code == 1
        assert len(out.splitlines()) == 2
        places = [line.split(": ")[1] for line in err.splitlines()]
        assert places == [f"(stdin):{n}" for n in range(1, len(bad) + 1)]
        assert "there is no field 'text' (see --field); its fields: other" in err

    def test_an_empty_page_among_many_is_an_article_without_a_body(self, run: Run) -> None:
        code, out, _ = run("--jsonl", "--field", "text", "-", stdin=jsonl({"text": ""}))
        assert (code, json.loads(out)["body"]) == (0, [])

    def test_the_name_tells_jsonl(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "pages.jsonl"
        path.write_bytes(jsonl({"text": PAGE}))
        assert json.loads(run("--jsonl", path)[1])["body"] == list(PARAGRAPHS)

    def test_the_address_is_a_hint(self, run: Run) -> None:
        lines = jsonl({"text": BODY, "url": "https://a.example/2021/01/05/rain"}, {"text": BODY, "url": None})
        out = run("--jsonl", "--field", "text", "--url-field", "url", "-", stdin=lines)[1].splitlines()
        expected = clean(BODY, url="https://a.example/2021/01/05/rain").to_dict()["date"]
        assert [json.loads(line)["date"] for line in out] == [expected, None]

    def test_half_a_surrogate_pair_in_a_field_breaks_nothing(self, run: Run) -> None:
        code, out, _ = run(
            "--jsonl", "--field", "text", "-", stdin=b'{"text": "\\ud800 Rain fell.", "id": "\\udc00"}\n'
        )
        assert (code, json.loads(out)["input"]["id"]) == (0, "\udc00")

    @pytest.mark.parametrize("suffix", [".gz", ".zst"])
    def test_packed_in_and_out(self, run: Run, tmp_path: Path, suffix: str) -> None:
        packer = gzip if suffix == ".gz" else zstd_module()
        pack, unpack = packer.compress, packer.decompress
        source, target = tmp_path / f"in.jsonl{suffix}", tmp_path / f"out.jsonl{suffix}"
        source.write_bytes(pack(jsonl({"text": PAGE, "id": 1})) + pack(jsonl({"text": PAGE, "id": 2})))
        assert run("--jsonl", source, "-o", target) == (0, "", "")
        assert [json.loads(line)["input"]["id"] for line in unpack(target.read_bytes()).splitlines()] == [1, 2]

    @pytest.mark.parametrize("suffix", [".gz", ".zst"])
    def test_a_packed_file_that_ends_too_early_is_told_after_what_it_had(
        self, run: Run, tmp_path: Path, suffix: str
    ) -> None:
        pack = gzip.compress if suffix == ".gz" else zstd_module().compress
        source = tmp_path / f"in.jsonl{suffix}"
        noise = [{"text": PAGE, "noise": os.urandom(4000).hex()} for _ in range(40)]
        source.write_bytes(pack(jsonl(*noise))[:-2000])
        code, out, err = run("--jsonl", source)
        assert code == 1
        assert 0 < len(out.splitlines()) < 40
        assert "ends too early" in err

    def test_workers_give_the_same(self, run: Run) -> None:
        lines = jsonl(
            *({"text": f"{PAGE}\nIt was storm number {n} of the year in the old town.", "n": n} for n in range(30))
        )
        alone = run("--jsonl", "--field", "text", "-", stdin=lines)
        assert run("--jsonl", "--field", "text", "--workers", 2, "-", stdin=lines) == alone


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("empty.txt", b"", "the file is empty"),
            ("blank.txt", b" \n\n", "the page is empty"),
            ("empty.jsonl", b"", "the file is empty"),
            ("empty.warc.gz", b"", "the file is empty"),
            ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0", "a binary file"),
            ("paper.pdf", b"%PDF-1.4 text", "a binary file"),
            ("page.html", b"<!doctype html><p>Rain", "an HTML document: use --html"),
            ("latin.txt", b"one\nSch\xf6n", "latin.txt:2: not UTF-8 text (byte 0xf6): say its encoding"),
            ("bad.gz", b"\x1f\x8b\x08\0nonsense", "damaged"),
        ],
    )
    def test_what_is_no_page_gets_a_clear_message(
        self, run: Run, tmp_path: Path, page: Path, name: str, content: bytes, message: str
    ) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        code, out, err = run(path, page)
        assert code == 1
        assert message in err
        assert err.startswith(f"newsclean: {path}")
        assert len(err.splitlines()) == 1
        assert BODY in out

    def test_a_missing_file_and_a_directory_are_named(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run(tmp_path / "none.txt", tmp_path)
        assert code == 1
        assert err.splitlines() == [
            f"newsclean: {tmp_path / 'none.txt'}: No such file or directory",
            f"newsclean: {tmp_path}: Is a directory",
        ]

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
    def test_a_byte_order_mark_is_understood(self, run: Run, encoding: str) -> None:
        assert run("-", stdin=PAGE.encode(encoding))[1] == f"{BODY}\n"

    def test_another_encoding_can_be_given(self, run: Run) -> None:
        text = "In der Nacht fiel viel Regen über der schönen Altstadt, und die Keller liefen voll."
        assert text in run("--encoding", "windows-1252", "-", stdin=text.encode("windows-1252"))[1]

    def test_html_is_cleaned_when_asked(self, run: Run) -> None:
        html = f"<html><body><nav>Home</nav>{HTML}</body></html>".encode()
        assert BODY in run("--html", "-", stdin=html)[1]

    def test_the_output_is_not_the_input(self, run: Run, page: Path) -> None:
        code, _, err = run(page, "-o", page)
        assert code == 2
        assert "overwrite the input" in err
        assert page.read_text(encoding="utf-8") == PAGE

    def test_an_output_that_cannot_be_opened_is_told(self, run: Run, page: Path, tmp_path: Path) -> None:
        code, _, err = run(page, "-o", tmp_path / "none" / "out.txt")
        assert (code, err.count("\n")) == (1, 1)
        assert "No such file" in err

    @pytest.mark.parametrize(("module", "extra"), [(zstd_module().__name__, "zstd"), ("fastwarc.warc", "warc")])
    def test_an_extra_that_is_missing_is_named(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, extra: str
    ) -> None:
        path = tmp_path / "in"
        path.write_bytes(zstd_module().compress(b"x") if extra == "zstd" else b"WARC/1.0\r\n")
        monkeypatch.setitem(sys.modules, module, None)
        code, _, err = run(path)
        assert code == 1
        assert f"pip install 'newsclean[{extra}]'" in err


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


def response(url: str, html: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """A WARC record of a page that was fetched."""
    lines = [f"HTTP/1.1 {status}", *(headers or ("Content-Type: text/html",)), f"Content-Length: {len(html)}", ""]
    http = "\r\n".join(lines).encode()
    return warc_record(WarcRecordType.response, url, html, "application/http; msgtype=response", http)


class TestWarc:
    def test_wet_texts_are_pages_with_their_address_and_day(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "crawl.warc.wet.gz"
        info = warc_record(WarcRecordType.warcinfo, "", b"software: x", "application/warc-fields")
        page = warc_record(WarcRecordType.conversion, "https://a.example/1", PAGE.encode(), "text/plain")
        path.write_bytes(gzip.compress(info) + gzip.compress(page))
        code, out, err = run("--jsonl", path)
        values = json.loads(out)
        assert (code, err, values["body"]) == (0, "", list(PARAGRAPHS))
        assert (values["input"]["url"], values["input"]["date"]) == ("https://a.example/1", "2024-05-02T10:00:00Z")

    def test_html_responses_are_rendered_and_others_passed_over(self, run: Run) -> None:
        html = f"<html><head><title>x</title></head><body>{HTML}</body></html>"
        latin = html.replace("cellars", "céllars").encode("latin-1")
        as_html = "Content-Type: text/html"
        records = [
            response("https://a.example/plain", html.encode()),
            response("https://a.example/gz", gzip.compress(html.encode()), as_html, "Content-Encoding: gzip"),
            response("https://a.example/latin", latin, f"{as_html}; charset=iso-8859-1"),
            response("https://a.example/404", html.encode(), status="404 Not Found"),
            response("https://a.example/png", b"\x89PNG\0", "Content-Type: image/png"),
            warc_record(WarcRecordType.resource, "https://a.example/resource", html.encode(), "text/html"),
        ]  # fmt: skip
        code, out, err = run("--jsonl", "-", stdin=b"".join(records))
        assert (code, err) == (0, "")
        pages = [json.loads(line) for line in out.splitlines()]
        assert [page["input"]["url"].rpartition("/")[2] for page in pages] == ["plain", "gz", "latin", "resource"]
        assert ["céllars" in page["body"][0] for page in pages] == [False, False, True, False]
        assert all(page["body"][1:] == list(PARAGRAPHS[1:]) for page in pages)

    @pytest.mark.parametrize("workers", [1, 2])
    def test_a_broken_end_is_told_and_what_came_before_is_there(self, run: Run, workers: int) -> None:
        record = warc_record(WarcRecordType.conversion, "https://a.example/1", PAGE.encode(), "text/plain")
        for broken in (record[:-40], b"WARC/1.0\r\nrubbish\r\n\r\n"):
            code, out, err = run("--jsonl", "--workers", workers, "-", stdin=record + broken)
            assert (code, len(out.splitlines())) == (1, 1)
            assert err.startswith("newsclean: (stdin): record 2")


class TestOptions:
    def test_steps_can_be_left_out(self, run: Run, page: Path) -> None:
        assert "Photo: Reuters" not in run(page)[1]
        names = [name for name in default_pipeline().names if name != "title"]
        options = [option for name in names for option in ("--without", name)]
        assert "Photo: Reuters" in run(page, *options)[1]

    def test_a_step_that_is_not_there_gets_the_list_of_steps(self, run: Run, page: Path) -> None:
        code, out, err = run("--without", "credits", page)
        assert (code, out) == (2, "")
        assert "photo-credits" in err
        assert "boilerplate" in err

    def test_phrases_of_a_file_are_removed(self, run: Run, page: Path, tmp_path: Path) -> None:
        phrases = tmp_path / "phrases.txt"
        phrases.write_text(f"\n{PARAGRAPHS[0].upper()}\n", encoding="utf-8")
        out = run("--explain", "--phrases", phrases, page)[1]
        assert re.search(r"^- 3  phrases +Rain", out, re.MULTILINE)

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--language", "!!", "x"], ["--phrases", "/none", "x"], ["--encoding", "klingon", "x"],
            ["--encoding", "hex", "x"],
            ["--workers", "0", "x"], ["--workers", "two", "x"], ["--today", "yesterday", "x"], ["--nonsense", "x"], [],
            ["report", "--record", "0", "x"], ["evaluate"], ["--jso", "x"],
        ],
    )  # fmt: skip
    def test_wrong_usage_is_2_and_said_on_stderr(self, run: Run, arguments: list[str]) -> None:
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert "error:" in err

    def test_the_language_is_passed_on(self, run: Run, page: Path) -> None:
        assert json.loads(run("--json", "--language", "pt-BR", page)[1])["language"] == "pt"

    def test_version(self, run: Run) -> None:
        assert run("--version") == (0, f"newsclean {__version__}\n", "")


class TestCommands:
    def test_filters_lists_the_steps_and_what_each_does(self, run: Run) -> None:
        code, out, _ = run("filters")
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()] == list(default_pipeline().names)
        assert all(len(line.split()) > 1 for line in out.splitlines())
        assert "captions" not in run("filters", "--without", "captions")[1]

    def test_a_subcommand_wins_over_a_file_of_its_name(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "filters").write_text(PAGE, encoding="utf-8")
        assert BODY not in run("filters")[1]
        assert BODY in run("./filters")[1]

    def test_evaluate_prints_figures_and_names_bad_lines(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "gold.jsonl.gz"
        gold = {"source": "mine", "text": PAGE, "gold": {"body": [BODY]}}
        html = {"text": "<html>", "gold": {"body": ["x"]}}
        path.write_bytes(gzip.compress(jsonl(gold, {"text": PAGE}, html) + b"{\n"))
        code, out, err = run("evaluate", path)
        assert code == 1
        assert re.search(r"^mine text +1 +1\.000", out, re.MULTILINE)
        assert [line.split(":")[2] for line in err.splitlines()] == ["2", "3", "4"]

    def test_evaluate_of_nothing_fails(self, run: Run, tmp_path: Path) -> None:
        assert run("evaluate", tmp_path / "none.jsonl")[0] == 1

    def test_report_writes_one_page(self, run: Run, page: Path, tmp_path: Path) -> None:
        target = tmp_path / "page.html"
        assert run("report", page, "-o", target) == (0, "", "")
        assert "Content-Security-Policy" in target.read_text(encoding="utf-8")

    def test_report_shows_the_record_asked_for(self, run: Run) -> None:
        lines = jsonl({"text": PAGE}, {"text": "Snow fell on the old town for the whole of the night."})
        assert "Snow" not in run("report", "--field", "text", "-", stdin=lines)[1]
        assert "Snow" in run("report", "--field", "text", "--record", 2, "-", stdin=lines)[1]
        code, out, err = run("report", "--field", "text", "--record", 3, "-", stdin=lines)
        assert (code, out) == (1, "")
        assert "no page 3" in err


def on_terminal(*arguments: object, **environment: str) -> str:
    """What a command prints on a terminal."""
    ours, theirs = pty.openpty()
    quiet = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)], stdout=theirs, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        env={**quiet, "TERM": "xterm", **environment},
    ):  # fmt: skip
        os.close(theirs)
        with suppress(OSError), open(ours, "rb", buffering=0) as terminal:
            return b"".join(iter(lambda: read_some(terminal), b"")).decode()
    return ""


def read_some(terminal: Any) -> bytes:
    """The next bytes of a terminal; none once it has hung up."""
    try:
        data: bytes = terminal.read(65536)
    except OSError:
        return b""
    return data


class TestTerminal:
    def test_a_terminal_gets_colours(self, page: Path) -> None:
        shown = on_terminal("--explain", page)
        assert ESCAPE in shown
        assert "photo-credits" in shown

    @pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
    def test_no_color_and_a_dumb_terminal_get_none(self, page: Path, environment: dict[str, str]) -> None:
        shown = on_terminal("--explain", page, **environment)
        assert ESCAPE not in shown
        assert "photo-credits" in shown

    @pytest.mark.integration
    @pytest.mark.parametrize("is_shown", [True, False])
    def test_the_progress_bar_is_for_terminals(self, tmp_path: Path, is_shown: bool) -> None:
        path = tmp_path / "many.jsonl"
        path.write_bytes(jsonl(*({"text": f"{PAGE} {n}"} for n in range(1500))) + b"{\n")
        ours, theirs = pty.openpty() if is_shown else os.pipe()
        if is_shown:
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        with subprocess.Popen([*COMMAND, "--jsonl", str(path)], stdout=subprocess.DEVNULL, stderr=theirs):
            os.close(theirs)
            with open(ours, "rb", buffering=0) as stderr:
                shown = b"".join(iter(lambda: read_some(stderr), b"")).decode()
        assert ("%|" in shown) == is_shown
        assert f"{path}:1501: no JSON" in shown


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A file of many pages."""
    path = tmp_path / "many.jsonl"
    path.write_bytes(jsonl({"text": PAGE * 10}) * 5000)
    return path


def start(*arguments: object) -> subprocess.Popen[bytes]:
    """The command line in a process of its own."""
    return subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def children_of(process: subprocess.Popen[bytes]) -> set[int]:
    """The processes that a process has started."""
    import psutil

    return {child.pid for child in psutil.Process(process.pid).children(recursive=True)}


class TestEnds:
    def test_a_reader_that_goes_away_ends_it_quietly(self, feed: Path) -> None:
        with start("--jsonl", feed) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert json.loads(process.stdout.readline())["body"]
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 141

    def test_help_for_a_reader_that_goes_away_is_quiet(self) -> None:
        command = f"{' '.join(COMMAND)} filters | true; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
        assert done.stderr == b""

    @pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
    @pytest.mark.parametrize("workers", [1, 2])
    def test_signals_end_it_between_lines_and_leave_no_process(
        self, feed: Path, number: signal.Signals, code: int, workers: int
    ) -> None:
        with start("--jsonl", "--workers", workers, feed) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            first = process.stdout.readline()
            children = children_of(process)
            assert len(children) == (0 if workers == 1 else workers)
            time.sleep(0.5)  # until the pipe is full, and the signal comes in the middle of a line
            process.send_signal(number)
            rest = process.stdout.read()
            assert process.stderr.read() == b""
            assert process.wait() == code
        assert all(json.loads(line)["body"] for line in (first + rest).splitlines())
        assert rest.endswith(b"\n") or not rest
        assert not alive(children)

    def test_a_full_disk_is_told(self, feed: Path) -> None:
        with open("/dev/full", "wb") as full:
            done = subprocess.run([*COMMAND, "--jsonl", str(feed)], stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 1
        assert done.stderr == b"newsclean: (stdout): No space left on device\n"

    @pytest.mark.integration
    def test_memory_is_flat(self, tmp_path: Path) -> None:
        peaks = [peak_memory(tmp_path, count) for count in (500, 5000)]
        assert peaks[1] - peaks[0] < 10_000_000


def alive(pids: set[int]) -> set[int]:
    """Those of the processes that are still there a moment later."""
    import psutil

    for _ in range(50):
        left = {pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE}
        if not left:
            return left
        time.sleep(0.1)
    return left


MEASURED = """
import resource, sys
from newsclean.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, file=sys.stderr)
"""


def peak_memory(folder: Path, count: int) -> int:
    """The peak memory, in bytes, of a run over so many pages."""
    path = folder / f"{count}.jsonl.gz"
    with gzip.open(path, "wb") as file:
        for n in range(count):
            file.write(jsonl({"text": f"{PAGE}\n\nNumber {n} fell on the roofs.", "n": n}))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "--jsonl", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
    )
    return int(done.stderr)


@pytest.fixture(autouse=True)
def _signals_stay_as_they_were() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    yield
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
