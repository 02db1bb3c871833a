"""That the table of pages a second by workers is printed, of few pages; how fast it is nobody asserts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.benchmark
def test_the_table_has_a_line_for_each_number_of_workers() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.workers", "--pages", "8", "--workers", "2", "--repeats", "1"]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [line.split()[1] for line in done.stdout.splitlines() if line.startswith("| ")] == ["workers", "1", "2"]
