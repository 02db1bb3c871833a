"""What stands on a terminal: colours, whole words under one another, the fate of each line, and a progress bar."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from newsclean import clean
from newsclean.escaping import line_numbers
from tests.cli.material import ESCAPE, FIXTURES, PAGE, Run, jsonl, on_terminal

STYLE_RE = re.compile(r"\x1b\[[\d;]*m")
PAGES = ("en-council", "ar-jisr", "ja-toufu", "zh-cn-qiao")


def doubtful_kept(path: Path) -> int:
    return sum(entry.role == "body" and entry.is_doubtful for entry in clean(path.read_text("utf-8")).ledger)


class TestExplain:
    @pytest.mark.parametrize("name", PAGES)
    def test_elsewhere_each_line_of_the_page_is_one_with_its_fate(self, run: Run, name: str) -> None:
        path = FIXTURES / f"{name}.txt"
        entries = clean(path.read_text(encoding="utf-8")).ledger
        *lines, blank, summary = run("--explain", path)[1].splitlines()
        assert len(lines) == len(entries)
        for line, entry in zip(lines, entries, strict=True):
            assert line.startswith("-" if entry.role == "removed" else "+")
            assert line[1] == ("?" if entry.is_doubtful else " ")
            assert re.match(rf".. +{line_numbers(entry.lines)}  ", line)
            assert entry.text in line
            assert entry.fate in line
            assert (f"({entry.by}: {entry.reason}" in line) == (entry.role == "removed")
        assert not blank
        assert summary.startswith(f"{sum(entry.role != 'removed' for entry in entries)} kept, ")

    def test_the_summary_counts_kinds_and_doubts(self, run: Run, page: Path) -> None:
        assert run("--explain", page)[1].splitlines()[-1] == "3 kept, 1 removed: 1 credit"
        ledgers = {path: clean(path.read_text(encoding="utf-8")).ledger for path in sorted(FIXTURES.glob("e*.txt"))}
        doubts = {path: sum(entry.is_doubtful for entry in ledger) for path, ledger in ledgers.items()}
        path = max(doubts, key=lambda path: doubts[path])
        assert doubts[path]
        assert run("--explain", path)[1].endswith(f"; {doubts[path]} doubtful (?)\n")

    @pytest.mark.parametrize("columns", [200, 100, 60, 40, 24])
    def test_no_word_is_cut_at_any_width(self, columns: int) -> None:
        path = FIXTURES / "en-council.txt"
        shown = STYLE_RE.sub("", on_terminal("--explain", path, columns=columns))
        assert max(map(len, shown.splitlines())) <= columns
        text = path.read_text(encoding="utf-8")
        words = {word for entry in clean(text).ledger for word in entry.text.split()}
        cut = {word for word in words if word not in shown}
        assert all(len(word) > columns - 4 for word in cut)

    def test_lines_go_on_under_where_they_began(self) -> None:
        path = FIXTURES / "en-council.txt"
        lines = STYLE_RE.sub("", on_terminal("--explain", path, columns=100)).splitlines()
        first = next(n for n, line in enumerate(lines) if "For nine days" in line)
        start = lines[first].index("For nine days")
        assert lines[first + 1][:start].isspace()
        assert not lines[first + 1][start].isspace()

    @pytest.mark.parametrize("columns", [80, 50, 30])
    def test_wide_characters_fill_no_more_than_the_line(self, columns: int) -> None:
        from rich.cells import cell_len

        shown = STYLE_RE.sub("", on_terminal("--explain", FIXTURES / "zh-cn-qiao.txt", columns=columns))
        widths = [cell_len(line) for line in shown.splitlines()]
        assert columns - 8 < max(widths) <= columns

    def test_a_doubtful_kept_line_says_how_likely_it_is(self) -> None:
        path, doubtful = next((path, kept) for path in sorted(FIXTURES.glob("*.txt")) if (kept := doubtful_kept(path)))
        shown = STYLE_RE.sub("", on_terminal("--explain", path, columns=200))
        told = [line for line in shown.splitlines() if re.search(r"^\+\? .*\d+% likely to be body: doubtful", line)]
        assert len(told) == doubtful

    def test_kept_text_is_plain_clutter_dim_and_a_kind_has_one_colour(self, page: Path) -> None:
        shown = on_terminal("--explain", FIXTURES / "en-council.txt", columns=200)
        kept = next(line for line in shown.splitlines() if "no rule that mentions towers" in line)
        assert re.search(r"\x1b\[0mThe state's road authority.*mentions towers\.$", kept)
        gone = next(line for line in shown.splitlines() if "Local news" in line)
        assert "\x1b[2mLocal news\x1b[0m" in gone
        colours = {line.split("m", 1)[0] for line in shown.splitlines() if re.search(r"\d+  share ", line)}
        others = {line.split("m", 1)[0] for line in shown.splitlines() if re.search(r"\d+  footer ", line)}
        assert len(colours) == len(others) == 1
        assert colours != others


class TestColours:
    def test_a_terminal_gets_them(self, page: Path) -> None:
        shown = on_terminal("--explain", page)
        assert ESCAPE in shown
        assert "photo-credits" in shown

    @pytest.mark.parametrize(
        "environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}]
    )
    def test_no_color_and_a_dumb_terminal_get_none(self, page: Path, environment: dict[str, str]) -> None:
        shown = on_terminal("--explain", page, environment=environment)
        assert ESCAPE not in shown
        assert "photo-credits" in shown

    def test_the_option_wins(self, page: Path) -> None:
        assert ESCAPE not in on_terminal("--explain", "--color=never", page)
        assert ESCAPE in on_terminal("--explain", "--color=always", page, environment={"NO_COLOR": "1"})

    def test_elsewhere_there_are_none_unless_asked(self, run: Run, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.delenv("FORCE_COLOR", raising=False)
        assert ESCAPE not in run("--explain", page)[1]
        assert ESCAPE in run("--explain", "--color", "always", page)[1]
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert ESCAPE in run("--explain", page)[1]
        monkeypatch.setenv("FORCE_COLOR", "")
        assert ESCAPE not in run("--explain", page)[1]

    def test_a_file_gets_none_though_the_terminal_would(self, page: Path, tmp_path: Path) -> None:
        on_terminal("--explain", page, "-o", tmp_path / "out.txt")
        assert ESCAPE not in (tmp_path / "out.txt").read_text(encoding="utf-8")


class TestReading:
    def test_words_are_whole_on_a_terminal_and_a_paragraph_is_a_line_elsewhere(self, run: Run, page: Path) -> None:
        shown = STYLE_RE.sub("", on_terminal(page, columns=40))
        assert max(map(len, shown.splitlines())) <= 40
        assert shown.split() == run(page)[1].split()
        assert len(run(page)[1].splitlines()) == 5

    def test_control_characters_of_a_page_do_not_reach_it(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run(tmp_path / "no\x1b[31m\u202efile")
        assert code == 1
        assert "\x1b" not in err
        assert "\u202e" not in err


AT_ONCE = (
    sys.executable,
    "-c",
    "import newsclean.cli as cli, newsclean.cli.output as output; output.SECONDS_BEFORE_PROGRESS = 0; cli.main()",
)
"""The command line, its bar shown from the first page on."""


class TestProgress:
    def pages(self, folder: Path) -> Path:
        """Pages, and a broken line at their end."""
        path = folder / "many.jsonl"
        path.write_bytes(jsonl(*({"text": f"{PAGE} {n}"} for n in range(40))) + b"{\n")
        return path

    @pytest.mark.parametrize("output", [("-o", "out.jsonl"), ("--jsonl",)])
    def test_a_terminal_shows_a_bar_where_the_pages_go_elsewhere(self, tmp_path: Path, output: tuple[str, ...]) -> None:
        path = self.pages(tmp_path)
        arguments = [str(tmp_path / word) if word.startswith("out") else word for word in output]
        shown = on_terminal(path, *arguments, stream="stderr", columns=120, command=AT_ONCE)
        assert re.search(r"\d%.* [\d,]+ pages", STYLE_RE.sub("", shown))
        assert f"{path}:41: no JSON" in shown
        assert "41 pages, 1 failed, 0 without an article, " in shown

    def test_a_bar_is_shown_with_an_output_though_stdout_is_a_terminal(self, tmp_path: Path) -> None:
        arguments = (self.pages(tmp_path), "-o", tmp_path / "out.jsonl")
        assert "%" in on_terminal(*arguments, stream="both", columns=120, command=AT_ONCE)

    def test_no_bar_where_stderr_is_no_terminal(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run("--jsonl", self.pages(tmp_path))
        assert (code, len(err.splitlines())) == (1, 2)
