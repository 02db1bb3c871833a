"""How it ends: readers that go away, signals, full disks; and what it takes on the way."""

from __future__ import annotations

import gzip
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from newsclean.cli.sources import zstd_module
from tests.cli.material import COMMAND, PAGE, jsonl, small_disk


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A file of many pages."""
    path = tmp_path / "many.jsonl"
    path.write_bytes(jsonl({"text": PAGE * 10}) * 5000)
    return path


@pytest.fixture
def noise(tmp_path: Path) -> Path:
    """A file of pages that cannot be packed small."""
    path = tmp_path / "noise.jsonl"
    path.write_bytes(jsonl(*({"text": PAGE, "noise": os.urandom(20_000).hex()} for _ in range(150))))
    return path


def run_out(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own, to its end; what it says is kept."""
    return subprocess.run([*COMMAND, *map(str, arguments)], stderr=subprocess.PIPE, check=False, **options)


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

    @pytest.mark.parametrize("before", [b"", b'{"body": "of before"}\n'])
    @pytest.mark.parametrize("is_named", [True, False])
    def test_a_small_full_disk_has_whole_lines(self, feed: Path, tmp_path: Path, before: bytes, is_named: bool) -> None:
        with small_disk(tmp_path / "disk", "200k") as disk:
            target = disk / "out.jsonl"
            target.write_bytes(before)
            if is_named:
                done = run_out(feed, "-o", target)
            else:
                with open(target, "ab") as file:
                    done = run_out(feed, "--jsonl", stdout=file)
            assert done.returncode == 1
            assert b"No space left on device" in done.stderr
            data = target.read_bytes()
        assert data.endswith(b"\n")
        assert len(data) > 100_000
        assert all(json.loads(line)["body"] for line in data.splitlines())
        assert data.startswith(before) or is_named

    @pytest.mark.parametrize("suffix", [".gz", ".zst"])
    def test_what_is_packed_can_be_unpacked_after_it(self, noise: Path, tmp_path: Path, suffix: str) -> None:
        unpack = gzip.decompress if suffix == ".gz" else zstd_module().decompress
        with small_disk(tmp_path / "disk", "1500k") as disk:
            target = disk / f"out.jsonl{suffix}"
            done = run_out(noise, "-o", target)
            assert done.returncode == 1
            assert b"No space left on device" in done.stderr
            lines = unpack(target.read_bytes()).splitlines(keepends=True)
        assert lines
        assert all(line.endswith(b"\n") and json.loads(line) for line in lines)

    def test_parquet_that_cannot_be_read_does_not_stay(self, noise: Path, tmp_path: Path) -> None:
        with small_disk(tmp_path / "disk", "100k") as disk:
            done = run_out(noise, "-o", disk / "out.parquet")
            assert done.returncode == 1
            assert b"No space left on device" in done.stderr
            assert list(disk.iterdir()) == []

    def test_a_file_that_grows_too_large_has_whole_lines(self, feed: Path, tmp_path: Path) -> None:
        target = tmp_path / "out.jsonl"
        limit = 100_000
        done = run_out(feed, "-o", target, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        assert done.returncode == 1
        assert done.stderr == f"newsclean: {target}: File too large\n".encode()
        data = target.read_bytes()
        assert data.endswith(b"\n")
        assert limit // 2 < len(data) < limit

    def test_the_end_of_many_pages_is_summed_up(self, tmp_path: Path) -> None:
        path = tmp_path / "pages.jsonl"
        path.write_bytes(jsonl({"text": PAGE}, {"text": "Photo: Reuters"}, {}))
        done = run_out(path, "--jsonl", stdout=subprocess.DEVNULL)
        last = done.stderr.decode().splitlines()[-1]
        assert re.fullmatch(r"newsclean: 3 pages, 1 failed, 1 without an article, \d+ s", last)

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
    """The peak memory, in bytes, of a run over a number of pages."""
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
    return int(done.stderr.splitlines()[-1])
