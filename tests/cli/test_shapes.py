"""What pages are written as: text, JSON, markdown, tables."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

from newsclean import Article, clean
from tests.cli.material import BODY, COMMAND, FIXTURES, PAGE, PARAGRAPHS, Run, jsonl, on_terminal, piped


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

    def test_pages_of_several_files_have_their_names_over_them(self, run: Run, page: Path) -> None:
        assert run(page, page)[1] == f"==> {page} <==\n{BODY}\n\n==> {page} <==\n{BODY}\n"

    def test_a_page_without_an_article_is_no_failure_but_said(self, run: Run) -> None:
        code, out, err = run("-", stdin=b"Photo: Reuters\n")
        assert (code, out) == (0, "")
        assert "(stdin): no article" in err

    def test_shapes_exclude_each_other(self, run: Run, page: Path) -> None:
        assert run("--json", "--explain", page)[0] == 2

    def test_an_interrupted_array_is_closed(self, tmp_path: Path) -> None:
        path = tmp_path / "many.jsonl"
        path.write_bytes(jsonl({"text": PAGE}) * 3000)
        with subprocess.Popen([*COMMAND, "--json", str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            start = process.stdout.readline() + process.stdout.readline()
            process.send_signal(signal.SIGTERM)
            rest = process.stdout.read()
        assert 1 <= len(json.loads(start + rest)) < 3000

    @pytest.mark.parametrize(
        ("name", "option"),
        [
            ("o.json", "--json"),
            ("o.jsonl", "--jsonl"),
            ("o.ndjson", "--jsonl"),
            ("o.csv", "--csv"),
            ("o.md", "--markdown"),
        ],
    )
    def test_the_name_of_the_output_says_what_is_written(
        self, run: Run, page: Path, tmp_path: Path, name: str, option: str
    ) -> None:
        run(page, "-o", tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8") == run(option, page)[1]
        run("--explain", page, "-o", tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8") == run("--explain", page)[1]


FIELDS = "title,date,text,kept_share,input.id,input.none"


class TestFields:
    def test_only_the_fields_asked_for_are_written_in_their_order(self, run: Run) -> None:
        path = FIXTURES / "en-harbour.txt"
        page = jsonl({"id": 7, "text": path.read_text(encoding="utf-8"), "title": "own"})
        article = clean(path.read_text(encoding="utf-8"))
        values = json.loads(run("--jsonl", "--fields", FIELDS, "-", stdin=page)[1])
        assert list(values.items()) == [
            ("title", article.title),
            ("date", str(article.date)),
            ("text", article.text),
            ("kept_share", article.kept_share),
            ("input.id", 7),
            ("input.none", None),
        ]
        assert json.loads(run("--json", "--fields", "input", "-", stdin=page)[1]) == [
            {"input": {"id": 7, "title": "own"}}
        ]

    def test_a_field_that_is_not_there_gets_the_list_of_those_that_are(self, run: Run, page: Path) -> None:
        code, out, err = run("--jsonl", "--fields", "title,headline", page)
        assert (code, out) == (2, "")
        assert "there is no field 'headline'; the fields: " in err
        assert "kept_share, input, and input.NAME" in err

    def test_fields_of_a_text_to_read_are_wrong_usage(self, run: Run, page: Path) -> None:
        code, _, err = run("--fields", "title", page)
        assert code == 2
        assert "--jsonl, --csv" in err

    @pytest.mark.parametrize("shape", ["--json", "--jsonl"])
    def test_json_without_the_ledger_is_small(self, run: Run, page: Path, shape: str) -> None:
        whole, small = (json.loads(run(shape, *more, page)[1]) for more in ((), ("--no-ledger",)))
        assert small == {name: value for name, value in whole.items() if name not in ("ledger", "considered")}


class TestTables:
    def records(self) -> bytes:
        """Two pages, with two authors and quotes in them, and a line that is none."""
        text = (FIXTURES / "en-bylines.txt").read_text(encoding="utf-8")
        return jsonl({"id": "a", "text": text, "tags": [1]}, {"text": PAGE}) + b"{\n"

    def test_csv_has_a_row_for_each_page_under_the_names(self, run: Run) -> None:
        code, out, err = run("--csv", "-", stdin=self.records())
        article = clean((FIXTURES / "en-bylines.txt").read_text(encoding="utf-8"))
        rows = list(csv.DictReader(io.StringIO(out)))
        assert (code, len(rows)) == (1, 2)
        assert "no JSON" in err
        assert rows[0] == {
            "title": article.title,
            "byline": article.byline,
            "authors": "; ".join(article.authors),
            "date": str(article.date or ""),
            "updated": str(article.updated or ""),
            "text": article.text,
            "language": "en",
            "kept_share": str(article.kept_share),
            "confidence": "" if article.confidence is None else str(article.confidence),
            "input": '{"id": "a", "tags": [1]}',
        }
        assert len(article.authors) > 1
        assert rows[1]["text"] == BODY

    def test_csv_of_no_pages_has_the_names(self, run: Run) -> None:
        assert run("--csv", "--fields", "title,input.id", "--field", "text", "-")[:2] == (0, "title,input.id\n")

    def test_parquet_has_types(self, run: Run, tmp_path: Path) -> None:
        target = tmp_path / "out.parquet"
        names = "title,date,authors,text,kept_share,input,input.id,input.tags,ledger"
        assert run("--fields", names, "-", "-o", target, stdin=self.records())[0] == 1
        table = pyarrow.parquet.read_table(target)
        article = clean((FIXTURES / "en-bylines.txt").read_text(encoding="utf-8"))
        assert [str(table.schema.field(name).type) for name in names.split(",")] == [
            "string", "date32[day]", "list<element: string>", "string", "double", *["string"] * 4,
        ]  # fmt: skip
        first = table.to_pylist()[0]
        assert json.loads(first.pop("ledger"))[0]["role"] == article.ledger[0].role
        assert first == {
            "title": article.title,
            "date": article.date,
            "authors": list(article.authors),
            "text": article.text,
            "kept_share": article.kept_share,
            "input": '{"id": "a", "tags": [1]}',
            "input.id": "a",
            "input.tags": "[1]",
        }

    def test_parquet_is_written_in_row_groups(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("newsclean.cli.shapes.ROW_GROUP_ROWS", 2)
        target = tmp_path / "out.parquet"
        run("-", "-o", target, stdin=jsonl(*({"text": PAGE, "n": n} for n in range(5))))
        file = pyarrow.parquet.ParquetFile(target)
        assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [2, 2, 1]
        assert [json.loads(row["input"])["n"] for row in file.read(["input"]).to_pylist()] == [0, 1, 2, 3, 4]

    def test_parquet_goes_through_a_pipe(self) -> None:
        done = piped("--parquet", "-", stdin=self.records())
        assert pyarrow.parquet.read_table(io.BytesIO(done.stdout)).num_rows == 2

    def test_parquet_is_not_for_a_terminal(self, page: Path) -> None:
        assert "no text to read" in on_terminal("--parquet", page, stream="both")

    def test_without_pyarrow_its_extra_is_named(
        self, run: Run, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        code, _, err = run(page, "-o", tmp_path / "out.parquet")
        assert (code, err.count("\n")) == (1, 1)
        assert "pip install 'newsclean[arrow]'" in err
