"""What each stage of `clean` costs, beside ftfy.fix_text on the same text.

python -m tests.benchmarks.stages [--quick]
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from typing import TypeVar

from newsclean import Page, default_pipeline
from newsclean.assembly import assemble
from newsclean.language import detect_language
from newsclean.layout import lay_out
from newsclean.pipeline import Pipeline, run_step
from newsclean.repair import sound_lines
from tests.benchmarks.news import news_pages
from tests.benchmarks.options import read_options
from tests.benchmarks.timing import markdown, seconds

T = TypeVar("T")
FTFY = "ftfy.fix_text"


class Stopwatch:
    """Runs calls and keeps what each took, by name."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def __call__(self, name: str, call: Callable[[], T]) -> T:
        start = time.process_time_ns()
        found = call()
        self.spent[name] += (time.process_time_ns() - start) / 1e9
        return found


def stages_of(text: str, pipeline: Pipeline) -> dict[str, float]:
    """The seconds of each stage on one page, as `Pipeline.clean` runs them."""
    watch = Stopwatch()
    lines = watch("repair", lambda: sound_lines(text))
    layout = watch("layout", lambda: lay_out(lines, None))
    code = watch("language", lambda: detect_language([line.text for line in layout.lines]))
    page = Page(layout.lines, layout.lines, code, marks=layout.dropped)
    watch("lexicon", lambda: [page.hits(line) for line in page.lines])
    for step in pipeline.steps:
        page = watch(step.name, partial(run_step, page, step))
    watch("assembly", lambda: assemble(page))
    return watch.spent


def cost_by_stage(texts: Sequence[str], repeats: int) -> dict[str, list[float]]:
    """By stage, the least seconds of each page; ftfy is one of the stages."""
    import ftfy

    pipeline = default_pipeline()
    found: dict[str, list[float]] = defaultdict(list)
    for text in texts:
        runs = []
        for _ in range(repeats):
            runs.append({**stages_of(text, pipeline), FTFY: seconds(lambda text=text: ftfy.fix_text(text))})  # type: ignore[misc]
        for name in runs[0]:
            found[name].append(min(run[name] for run in runs))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    options = read_options(__name__, __doc__, arguments)
    texts = [page.text for page in news_pages(options.pages or (4 if options.quick else None))]
    stages_of(texts[0], default_pipeline())
    costs = cost_by_stage(texts, options.repeats or (1 if options.quick else 5))
    ftfy = costs.pop(FTFY)
    whole = [sum(stage) for stage in zip(*costs.values(), strict=True)]
    rows = [(name, f"{1000 * sum(s) / len(texts):.3f}", f"{sum(s) / sum(whole):.1%}") for name, s in costs.items()]
    rows += [("all", f"{1000 * sum(whole) / len(texts):.3f}", ""), (FTFY, f"{1000 * sum(ftfy) / len(texts):.3f}", "")]
    print(markdown(["stage", "ms a page", "share"], rows))
    ratio = median(a / b for a, b in zip(whole, ftfy, strict=True))
    print(f"\nall of it, to ftfy.fix_text: {ratio:.2f} (median of pages)")


if __name__ == "__main__":
    main()
