"""The README from top to bottom: each block is run as it stands, by itself, beside a copy of the fixtures.

The two install commands are run by .ci/run, which reads them out of the README.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.M | re.S)
INSTALLS = re.compile(r"^pip install .* && ", re.M)


def test_the_readme_has_its_two_commands_and_no_block_that_nothing_runs() -> None:
    assert sum(bool(INSTALLS.search(code)) for _, code in BLOCKS) == 2
    assert {language for language, _ in BLOCKS} <= {"python", "sh", "text"}


def test_the_first_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    first = next(code for language, code in BLOCKS if language == "python")
    exec(compile(first, "README.md", "exec"), {"__name__": "readme"})


def runnable() -> list[Any]:
    """The blocks, each under its language and first line; the two install commands are run by .ci/run."""
    return [
        pytest.param(language, code, id=f"{language}-{code.strip().splitlines()[0][:50]}")
        for language, code in BLOCKS
        if language in ("python", "sh") and not INSTALLS.search(code)
    ]


@pytest.mark.integration
@pytest.mark.parametrize(("language", "code"), runnable())
def test_every_block_runs(language: str, code: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    shutil.copytree(ROOT / "tests", tmp_path / "tests")
    script = tmp_path / "block.py"
    script.write_text(code, "utf-8")
    command = [sys.executable, script.name] if language == "python" else ["bash", "-euo", "pipefail", "-c", code]
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
