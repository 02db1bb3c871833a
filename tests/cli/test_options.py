"""Options and subcommands."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest

from newsclean import Article, SiteProfile, __version__, clean, default_pipeline
from tests.cli.material import BODY, COMMAND, FIXTURES, PAGE, PARAGRAPHS, Run, jsonl


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

    @pytest.mark.parametrize("favor", ["recall", "precision"])
    def test_what_is_favoured_is_told_to_the_pipeline(self, run: Run, favor: str) -> None:
        path = FIXTURES / "en-council.txt"
        told = Article.from_dict(json.loads(run("--json", "--favor", favor, path)[1]))
        assert told == clean(path.read_text(encoding="utf-8"), favor=favor)  # type: ignore[arg-type]
        assert run("--favor", "recal", path)[0] == 2

    def test_phrases_of_a_file_are_removed(self, run: Run, page: Path, tmp_path: Path) -> None:
        phrases = tmp_path / "phrases.txt"
        phrases.write_text(f"\n{PARAGRAPHS[0].upper()}\n", encoding="utf-8")
        out = run("--explain", "--phrases", phrases, page)[1]
        assert re.search(r"^-  3  other +Rain.*\(phrases: ", out, re.MULTILINE)

    def test_a_site_profile_is_a_filter(self, run: Run, tmp_path: Path) -> None:
        pages = [f"{paragraph}\n\nTell the Vale Post what you saw" for paragraph in PARAGRAPHS]
        profile, page = tmp_path / "vale.json", tmp_path / "page.txt"
        SiteProfile.from_pages(pages[:2]).save(profile)
        page.write_text(pages[2], encoding="utf-8")
        assert "(site-profile: " in run("--explain", "--site-profile", profile, page)[1]
        page.write_text("no profile", encoding="utf-8")
        code, _, err = run("--site-profile", page, page)
        assert code == 2
        assert f"--site-profile: {page}: " in err

    def test_a_pipeline_of_ones_own(self, page: Path, tmp_path: Path) -> None:
        (tmp_path / "mine.py").write_text(
            "import newsclean\n\n\ndef rain(page):\n    for line in page.lines:\n        if 'Rain' in line.text:\n"
            "            yield newsclean.Removal(line, 'rain')\n\n\n"
            "pipeline = newsclean.default_pipeline().with_filter(rain)\n\n\ndef make():\n    return pipeline\n",
            encoding="utf-8",
        )
        env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        for name in ("mine:pipeline", "mine:make"):
            for workers in ("1", "2"):
                command = [*COMMAND, "--explain", "--pipeline", name, "--workers", workers, page.name]
                done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
                assert "(rain: rain)" in done.stdout

    @pytest.mark.parametrize("name", ["nothing.of.mine:pipeline", "newsclean:nothing", "newsclean:__version__", "a b"])
    def test_a_pipeline_that_is_not_there_is_told(self, run: Run, page: Path, name: str) -> None:
        code, out, err = run("--pipeline", name, page)
        assert (code, out) == (2, "")
        assert f"--pipeline: {name}: " in err

    def test_pages_of_little_confidence_are_left_out(
        self, run: Run, page: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known = iter((0.4, 0.4, 0.9, None))

        def of_known_confidence(items: Iterable[object], *_: object) -> Generator[Article, None, None]:
            for _item in items:
                yield Article(body=PARAGRAPHS, confidence=next(known))

        monkeypatch.setattr("newsclean.cli.commands.clean_many", of_known_confidence)
        said = f"newsclean: {page}: left out, its confidence is 0.40\n"
        assert run("--json", "--min-confidence", 0.9, page) == (0, "", said)
        code, out, err = run("--jsonl", "--min-confidence", 0.9, "-", stdin=jsonl({"text": PAGE}) * 3)
        assert (code, [json.loads(line)["confidence"] for line in out.splitlines()]) == (0, [0.9, None])
        assert "3 pages, 0 failed, 0 without an article, 1 of little confidence left out, " in err

    def test_the_address_of_one_page_is_a_hint(self, run: Run, page: Path) -> None:
        url = "https://a.example/2021/01/05/rain"
        assert json.loads(run("--json", "--url", url, page)[1])["date"] == "2021-01-05"
        code, _, err = run("--json", "--url", url, page, page)
        assert code == 2
        assert "--url-field" in err

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--language", "!!", "x"], ["--phrases", "/none", "x"], ["--encoding", "klingon", "x"],
            ["--encoding", "hex", "x"],
            ["--min-confidence", "2", "x"], ["--min-confidence", "high", "x"],
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
        assert "Snow" not in run("report", "--field", "text", "--record", 1, "-", stdin=lines)[1]
        both = run("report", "--field", "text", "-", stdin=lines)[1]
        assert "Snow" in both
        assert "Rain" in both
        assert "Snow" in run("report", "--field", "text", "--record", 2, "-", stdin=lines)[1]
        code, out, err = run("report", "--field", "text", "--record", 3, "-", stdin=lines)
        assert (code, out) == (1, "")
        assert "no page 3" in err
