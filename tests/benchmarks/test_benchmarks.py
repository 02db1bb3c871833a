"""That each benchmark runs and prints a table; how fast anything is nobody asserts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.benchmark
@pytest.mark.parametrize("name", ["peers", "stages", "growth", "memory", "startup", "reactor"])
def test_it_prints_a_table(name: str) -> None:
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^\|---(\|--:)+\|$", done.stdout, re.MULTILINE), done.stdout
