"""What is read: files and pipes of text, JSON and WARC, packed or not, and what is said of bad ones."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecordType

from newsclean import clean
from newsclean.cli.sources import zstd_module
from tests.cli.material import (
    BODY,
    COMMAND,
    HTML,
    PAGE,
    PARAGRAPHS,
    Run,
    jsonl,
    piped,
    problems,
    response,
    warc_record,
    wet,
)


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
        places = [line.split(": ")[1] for line in problems(err)]
        assert places == [f"(stdin):{n}" for n in range(1, len(bad) + 1)]
        assert "there is no field 'text' (see --field); its fields: other" in err
        assert "the field 'text' is no text but null" in err

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
        assert run(source, "-o", target)[:2] == (0, "")
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
        assert run("--jsonl", "--field", "text", "--workers", 2, "-", stdin=lines)[:2] == alone[:2]


class TestLook:
    """What is JSON is read as such, and said to be, wherever it comes from."""

    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (jsonl({"text": PAGE, "n": 1}, {"text": PAGE, "n": 2}), "JSON lines"),
            (jsonl({"text": PAGE * 30, "n": 1}, {"text": PAGE, "n": 2}), "JSON lines"),
            (b"\xef\xbb\xbf" + jsonl({"text": PAGE, "n": 1}, {"text": PAGE, "n": 2}), "JSON lines"),
            (jsonl([{"text": PAGE, "n": 1}, {"text": PAGE, "n": 2}]), "JSON"),
            (json.dumps([{"text": PAGE, "n": 1}, {"text": PAGE, "n": 2}], indent=2).encode(), "JSON"),
        ],
        ids=["lines", "long lines", "byte order mark", "array", "indented array"],
    )
    def test_json_is_read_as_such_and_said_so(self, run: Run, tmp_path: Path, content: bytes, kind: str) -> None:
        path = tmp_path / "pages.txt"
        path.write_bytes(content)
        for place, code, out, err in (("(stdin)", *run("--jsonl", "-", stdin=content)), (path, *run("--jsonl", path))):
            assert code == 0
            assert [json.loads(line)["input"]["n"] for line in out.splitlines()] == [1, 2]
            assert err.startswith(f"newsclean: {place}: read as {kind}, ")
            assert "--input text" in err

    def test_one_object_is_one_page(self, run: Run) -> None:
        page = json.dumps({"text": PAGE, "n": 1}, indent=2).encode()
        assert [value["input"]["n"] for value in json.loads(run("--json", "-", stdin=page)[1])] == [1]

    def test_a_broken_first_line_is_told_and_the_rest_read(self, run: Run) -> None:
        code, out, err = run("--jsonl", "-", stdin=b'{"text": \n' + jsonl({"text": PAGE}))
        assert (code, len(out.splitlines())) == (1, 1)
        assert "(stdin):1: no JSON" in err

    @pytest.mark.parametrize("text", ["[Advertisement]\n\n", "{{ title }}\n\n", "[1, 2]\n\n", "{\n\n"])
    def test_a_page_that_only_begins_so_is_a_page(self, run: Run, text: str) -> None:
        code, out, err = run("-", stdin=(text + BODY).encode())
        assert (code, err) == (0, "")
        assert BODY in out

    def test_the_option_settles_it(self, run: Run, tmp_path: Path) -> None:
        line = jsonl({"text": PAGE})
        code, out, err = run("--json", "--input", "text", "-", stdin=line)
        assert json.loads(out)["input"] == {"file": "(stdin)"}
        assert (code, err) == (0, "")
        code, out, err = run("--jsonl", "--input", "jsonl", "-", stdin=line)
        assert (code, json.loads(out)["body"], problems(err)) == (0, list(PARAGRAPHS), [])
        path = tmp_path / "pages.jsonl"
        path.write_text(PAGE, encoding="utf-8")
        assert run("--input", "text", path)[1] == f"{BODY}\n"

    def test_the_name_json_means_one_value_and_errors_name_the_record(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "pages.json"
        path.write_text(json.dumps([{"text": PAGE}, 7, {"id": 3}, {"text": PAGE}]), encoding="utf-8")
        code, out, err = run("--jsonl", path)
        assert (code, len(out.splitlines())) == (1, 2)
        assert [line.split(": ")[2] for line in problems(err)] == ["record 2", "record 3"]
        path.write_text("[", encoding="utf-8")
        assert problems(run("--jsonl", path)[2]) == [f"newsclean: {path}: no JSON: Expecting value at character 2"]

    def test_a_field_with_the_day_of_scraping_is_a_hint(self, run: Run) -> None:
        text = f"Rain floods the old town\n\n2 hours ago\n\n{BODY}"
        days = ["2024-05-06T10:00:00Z", "2023-01-02", None, "yesterday"]
        lines = jsonl(*({"text": text, "scraped": day} for day in days))
        code, out, err = run("--jsonl", "--fields", "date", "--today-field", "scraped", "-", stdin=lines)
        assert [json.loads(line)["date"] for line in out.splitlines()] == ["2024-05-06", "2023-01-02", None]
        assert code == 1
        assert "(stdin):4: the field 'scraped' is no day such as 2021-01-05 but 'yesterday'" in err

    @pytest.mark.parametrize("name", ["empty.jsonl", "empty.warc.gz"])
    def test_a_file_of_many_pages_with_none_is_no_failure(self, run: Run, tmp_path: Path, name: str) -> None:
        (tmp_path / name).touch()
        code, out, err = run("--jsonl", tmp_path / name)
        assert (code, out) == (0, "")
        assert err.startswith("newsclean: 0 pages, 0 failed, 0 without an article, ")


class TestPipes:
    """Real pipes, which can neither tell where they are nor go back."""

    def test_a_named_pipe_is_a_page(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_bytes, args=(PAGE.encode(),))
        writer.start()
        done = piped(pipe)
        writer.join()
        assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"{BODY}\n", b"")

    @pytest.mark.parametrize("files", ["<(cat page.txt)", "/dev/stdin < page.txt", "/dev/stdin < <(cat page.txt)"])
    def test_what_a_shell_hands_over_is_a_page(self, page: Path, files: str) -> None:
        command = f"{' '.join(COMMAND)} {files}"
        env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        done = subprocess.run(["bash", "-c", command], cwd=page.parent, env=env, capture_output=True, check=False)
        assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"{BODY}\n", b"")

    @pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd_module().compress])
    def test_wet_and_warc(self, pack: Callable[[bytes], bytes]) -> None:
        html = f"<html><body>{HTML}</body></html>".encode()
        content = (
            wet(PAGE, "https://a.example/1") + response("https://a.example/2", html) + wet(PAGE, "https://a.example/3")
        )
        done = piped("--jsonl", "-", stdin=pack(content))
        assert done.returncode == 0
        pages = [json.loads(line) for line in done.stdout.splitlines()]
        assert [page["input"]["url"][-1] for page in pages] == ["1", "2", "3"]
        assert all(page["body"] == list(PARAGRAPHS) for page in pages)

    def test_lines_are_cleaned_as_they_come(self) -> None:
        with subprocess.Popen([*COMMAND, "--jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for n in range(2):
                process.stdin.write(jsonl({"text": PAGE, "n": n}))
                process.stdin.flush()
                assert json.loads(process.stdout.readline())["input"]["n"] == n
            process.stdin.close()


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("empty.txt", b"", "the file is empty"),
            ("blank.txt", b" \n\n", "the page is empty"),
            ("empty.txt.gz", gzip.compress(b""), "the file is empty"),
            ("wide.txt", "Regen fiel.\n".encode("utf-16-le"), "not UTF-8 text: try --encoding utf-16-le"),
            ("wide.txt", "雨が降った。\n".encode("utf-16-be"), "not UTF-8 text: try --encoding utf-16-be"),
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
        assert len(problems(err)) == 1
        assert BODY in out

    def test_a_missing_file_and_a_directory_are_named(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run(tmp_path / "none.txt", tmp_path)
        assert code == 1
        assert problems(err) == [
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


class TestWarc:
    def test_wet_texts_are_pages_with_their_address_and_day(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "crawl.warc.wet.gz"
        info = warc_record(WarcRecordType.warcinfo, "", b"software: x", "application/warc-fields")
        page = warc_record(WarcRecordType.conversion, "https://a.example/1", PAGE.encode(), "text/plain")
        path.write_bytes(gzip.compress(info) + gzip.compress(page))
        code, out, err = run("--jsonl", path)
        values = json.loads(out)
        assert (code, problems(err), values["body"]) == (0, [], list(PARAGRAPHS))
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
        assert (code, problems(err)) == (0, [])
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
