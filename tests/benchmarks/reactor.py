"""How long Scrapy's reactor is deaf while pages are cleaned: in a thread, as CleanPipeline does it, and in the reactor.

    python -m tests.benchmarks.reactor [--quick]

A clock in the reactor means to tick every five milliseconds; how late it is, is how long a response would wait. Wall
time: a busy machine makes all of it later. Needs the extra "scrapy".
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from statistics import median, quantiles
from typing import Any

import newsclean
from newsclean.integrations.scrapy import CleanPipeline, Settings
from tests.benchmarks.news import News, news_pages
from tests.benchmarks.options import read_options
from tests.benchmarks.timing import markdown

TICK = 0.005
"""Seconds."""
ITEMS_AT_ONCE = 16
"""As many as CONCURRENT_REQUESTS of Scrapy let come in at once."""


class InTheReactor(CleanPipeline):
    """Cleans where it is called."""

    async def article_of(self, adapter: Any) -> newsclean.Article | None:
        return newsclean.clean_html(adapter["html"])


async def lateness(pipeline: CleanPipeline, pages: Sequence[News]) -> tuple[float, list[float]]:
    """The seconds that all pages take, and how late each tick was meanwhile."""
    late: list[float] = []

    async def tick() -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(TICK)
            late.append(time.perf_counter() - start - TICK)

    clock = asyncio.create_task(tick())
    await asyncio.sleep(TICK)
    start = time.perf_counter()
    for at in range(0, len(pages), ITEMS_AT_ONCE):
        await asyncio.gather(*(pipeline.process_item({"html": p.html}) for p in pages[at : at + ITEMS_AT_ONCE]))
        await asyncio.sleep(0)
    spent = time.perf_counter() - start
    clock.cancel()
    return spent, late


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    options = read_options(__name__, __doc__, arguments)
    pages = news_pages(options.pages or (20 if options.quick else 400))
    for page in pages[:10]:
        newsclean.clean_html(page.html)  # what is loaded once is no cost of a page
    rows = []
    for name, pipeline in (("in the reactor", InTheReactor(Settings())), ("in a thread", CleanPipeline(Settings()))):
        spent, late = asyncio.run(lateness(pipeline, pages))
        worst = (median(late), quantiles(late, n=100)[-1], max(late))
        rows.append((name, f"{len(pages) / spent:.0f}", *(f"{1000 * seconds:.0f}" for seconds in worst)))
    print(f"{len(pages)} pages of HTML, {ITEMS_AT_ONCE} at once; a tick is due every {1000 * TICK:.0f} ms\n")
    print(markdown(["cleaned", "pages a second", "ms late, median", "99 %", "worst"], rows))


if __name__ == "__main__":
    main()
