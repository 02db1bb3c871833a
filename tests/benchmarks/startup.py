"""What it costs to import newsclean, and to clean a first page, over bare Python: each in fresh processes.

python -m tests.benchmarks.startup [--quick]
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence

from tests.benchmarks.options import read_options
from tests.benchmarks.timing import markdown

WORDS = "In der Nacht ist der Fluss über die Ufer getreten, und die Schulen der Stadt bleiben heute zu."
SCRIPT = "連日大雨，多條道路仍然封閉，當局呼籲民眾不要外出。"
DOUBTFUL = "Sneg pada na grad i selo. Kiša pada na more i otok. Vjetar puše, kaže Ana Horvat, a more je nemirno."
WAYS = {
    "import newsclean": "import newsclean",
    "first clean(), language by words": f"import newsclean; newsclean.clean({WORDS!r})",
    "first clean(), language by script": f"import newsclean; newsclean.clean({SCRIPT!r})",
    "first clean(), language by langdetect": f"import newsclean; newsclean.clean({DOUBTFUL!r})",
}


def seconds_of(code: str) -> float:
    """Processor time of a fresh Python that runs some code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    options = read_options(__name__, __doc__, arguments)
    repeats = options.repeats or (1 if options.quick else 7)
    for code in WAYS.values():
        seconds_of(code)  # compiles to bytecode what is not yet
    runs = [(seconds_of("pass"), *map(seconds_of, WAYS.values())) for _ in range(repeats)]
    bare, *least = map(min, zip(*runs, strict=True))
    rows = [(name, f"{1000 * (spent - bare):.0f}") for name, spent in zip(WAYS, least, strict=True)]
    print(markdown(["", f"ms over bare Python's {1000 * bare:.0f}"], rows))


if __name__ == "__main__":
    main()
