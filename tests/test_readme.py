"""The README from top to bottom: each block is run as it stands, and a python block prints what stands below it.

The two install commands are run by .ci/run, which reads them out of the README. `python -m tests.readme` writes anew
what the blocks print.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.picture import PICTURE, drawn, first_article
from tests.readme import README, ROOT, Block, blocks, run, tidy

if sys.version_info >= (3, 11):
    import tomllib

TEXT = README.read_text("utf-8")
BLOCKS = tuple(blocks(TEXT))
INSTALLS = re.compile(r"^pip install .* && ", re.M)
DEVELOPERS_EXTRAS = {"test", "bench", "fuzz", "dev", "integration"}


def test_the_readme_has_its_two_commands_and_no_block_that_nothing_runs() -> None:
    assert sum(bool(INSTALLS.search(block.code)) for block in BLOCKS) == 2
    assert {block.language for block in BLOCKS} <= {"python", "sh", "text"}


@pytest.mark.parametrize("block", [pytest.param(b, id=b.name) for b in BLOCKS if b.language == "python"])
def test_what_a_python_block_prints_stands_below_it(block: Block) -> None:
    assert block.printed


def test_the_first_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    first = next(block for block in BLOCKS if block.language == "python")
    exec(compile(first.code, "README.md", "exec"), {"__name__": "readme"})
    assert tidy(capsys.readouterr().out) == first.printed


def test_the_picture_is_of_the_first_example() -> None:
    """`python -m tests.picture` draws it anew."""
    assert PICTURE.read_text("utf-8") == drawn(first_article())


@pytest.mark.skipif(sys.version_info < (3, 11), reason="tomllib came with Python 3.11")
def test_the_table_of_extras_has_each_that_a_user_may_want_and_no_other_is_named() -> None:
    extras = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"])
    table = TEXT[TEXT.index("| extra | for |") :].split("\n\n")[0]
    assert {name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])} == (
        extras - DEVELOPERS_EXTRAS
    )
    named = {name for group in re.findall(r"(?:newsclean|'\.)\[([\w,]+)\]", TEXT) for name in group.split(",")}
    assert named <= extras


def test_the_languages_are_those_of_the_lexicon() -> None:
    said = next(part for part in TEXT.split("\n\n") if part.startswith("**Languages.**"))
    files = {path.stem for path in (ROOT / "newsclean" / "lexicon").glob("*.txt")} - {"any"}
    assert set(re.findall(r"\(([a-z]{2,3}(?:-[a-z]+)?)\)", said)) == files


def test_the_kinds_are_those_that_a_page_has() -> None:
    from typing import get_args

    from newsclean.page import Clutter, Kind

    said = next(part for part in TEXT.split("\n\n") if part.startswith("An entry of the ledger has"))
    assert {*get_args(Clutter), *get_args(Kind)} <= set(re.findall(r'"([\w-]+)"', said))


def runnable() -> list[Any]:
    """The blocks, each under its language and last line; the two install commands are run by .ci/run."""
    return [pytest.param(b, id=b.name) for b in BLOCKS if b.language != "text" and not INSTALLS.search(b.code)]


@pytest.mark.integration
@pytest.mark.parametrize("block", runnable())
def test_every_block_runs_and_prints_what_stands_below_it(block: Block, tmp_path: Path) -> None:
    done = run(block, tmp_path)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    if block.language == "python":
        assert tidy(done.stdout) == block.printed
