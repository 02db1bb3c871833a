"""The README's blocks: each is run as it stands, by itself, beside a copy of the fixtures.

What a python block prints stands in the block of text right below it. `python -m tests.readme` writes it there anew;
with words after it, only below blocks that have one of them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK_RE = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$(?:\n\n^```text\n(?P<printed>.*?)^```$)?", re.M | re.S)
"""A block, and for a python one what it prints; other blocks have no such thing, see `blocks`."""


class Block(NamedTuple):
    """A block of code: its language, its text, and, where the README has it, what it prints."""

    language: str
    code: str
    printed: str | None

    @property
    def name(self) -> str:
        """Its language and its last line, which tells more than the imports on top."""
        return f"{self.language}-{self.code.strip().splitlines()[-1].strip()[:60]}"


def blocks(text: str) -> Iterator[Block]:
    """All blocks of a README, in order.

    >>> list(blocks("```python\\nprint(2)\\n```\\n\\n```text\\n2\\n```\\n"))
    [Block(language='python', code='print(2)\\n', printed='2\\n')]
    """
    return (Block(*match.group("language", "code", "printed")) for match in BLOCK_RE.finditer(text))


def run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a block as a script of its own in a folder that has the fixtures and the tests."""
    shutil.copytree(ROOT / "fixtures", folder / "fixtures")
    shutil.copytree(ROOT / "tests", folder / "tests")
    script = folder / "block.py"
    script.write_text(block.code, "utf-8")
    python = [sys.executable, script.name]
    command = python if block.language == "python" else ["bash", "-euo", "pipefail", "-c", block.code]
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)


def tidy(printed: str) -> str:
    """What was printed, without white space at the ends of lines and blank lines at its end.

    >>> tidy("a  \\nb\\n\\n")
    'a\\nb\\n'
    """
    return "\n".join(line.rstrip() for line in printed.rstrip().split("\n")) + "\n"


def with_output(match: re.Match[str], words: Sequence[str] = ()) -> str:
    """A python block with what it prints below it; any other block as it is. Raises RuntimeError where it fails.

    words: where there are any, only a block that has one of them is run.
    """
    block = Block(*match.group("language", "code", "printed"))
    if block.language != "python" or (words and not any(word in block.code for word in words)):
        return match[0]
    with TemporaryDirectory() as folder:
        done = run(block, Path(folder))
    if done.returncode:
        raise RuntimeError(f"{block.name}\n{done.stderr}")
    return f"```python\n{block.code}```\n\n```text\n{tidy(done.stdout)}```"


if __name__ == "__main__":
    text = BLOCK_RE.sub(lambda match: with_output(match, sys.argv[1:]), README.read_text("utf-8"))
    README.write_text(text, "utf-8")
