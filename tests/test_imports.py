"""What is loaded when: nothing on import, langdetect only where a page needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("regex", "ftfy", "langdetect", "numpy", "newsclean.pipeline", "newsclean.lexicon")


def loaded_after(code: str) -> set[str]:
    """The heavy modules that a fresh Python has loaded once it has run some code."""
    script = f"import sys\n{code}\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_newsclean_loads_nothing_else() -> None:
    assert loaded_after("import newsclean") == set()


@pytest.mark.parametrize(
    "text",
    [
        "In der Nacht ist der Fluss über die Ufer getreten, und die Schulen der Stadt bleiben heute zu.",
        "連日大雨，多條道路仍然封閉，當局呼籲民眾不要外出。",
    ],
    ids=["by words", "by script"],
)
def test_langdetect_is_loaded_only_where_it_is_needed(text: str) -> None:
    assert "langdetect" not in loaded_after(f"import newsclean; assert newsclean.clean({text!r}).language")


def test_a_name_is_loaded_when_it_is_used() -> None:
    assert loaded_after("import newsclean; newsclean.Failure") <= set(HEAVY) - {"langdetect", "numpy"}


READ = """
import sys
read = []
sys.addaudithook(lambda event, args: read.append(str(args[0])) if event == "open" else None)
import newsclean, newsclean.lexicon
before = [name for name in read if name.endswith(".txt")]
newsclean.clean("In der Nacht ist der Fluss über die Ufer getreten.", language="de")
names = {name.rpartition("/")[2] for name in read if "lexicon" in name and name.endswith(".txt")}
print(before, *sorted(names))
"""


def test_only_a_pages_languages_are_read_and_only_when_it_is_there() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    assert done.stdout == "[] any.txt de.txt en.txt eras.txt joints.txt\n"
