"""Run by test_scrapy.py: crawl the site at argv[1], with the settings in argv[2] and items of the kind in argv[3].

Scrapy's reactor runs once a process, so each crawl has a process of its own. Prints the items and the stats as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import attr
import scrapy
from itemadapter import ItemAdapter
from scrapy.crawler import AsyncCrawlerProcess, CrawlerProcess
from scrapy.http import Response

import newsclean


@dataclass
class DataclassPage:
    url: str
    html: Any
    scraped: str | None = None
    article: dict[str, Any] | None = None


@attr.s(auto_attribs=True)
class AttrsPage:
    url: str
    html: Any
    scraped: str | None = None
    article: dict[str, Any] | None = None


class ScrapyPage(scrapy.Item):
    url = scrapy.Field()
    html = scrapy.Field()
    scraped = scrapy.Field()
    article = scrapy.Field()


KINDS: dict[str, Any] = {"dict": dict, "dataclass": DataclassPage, "attrs": AttrsPage, "item": ScrapyPage}
pipeline_without_bylines = newsclean.default_pipeline().without("byline")


class Spider(scrapy.Spider):
    name = "courier"

    def __init__(self, **options: Any) -> None:
        super().__init__(start_urls=[f"{sys.argv[1]}/"], **options)

    def parse(self, response: Response) -> Iterator[Any]:
        yield from response.follow_all(["/heron", "/empty", "/broken", "/recent"], callback=self.parse_page)
        if sys.argv[3] == "dict":
            yield {"note": "no page in this item"}

    def parse_page(self, response: Response) -> Iterator[Any]:
        html = 404 if response.url.endswith("/broken") else response.body
        yield KINDS[sys.argv[3]](url=response.url, html=html, scraped="2023-03-05T08:00:00Z")


def main() -> None:
    kept: list[dict[str, Any]] = []

    def keep(item: Any) -> None:
        kept.append(ItemAdapter(item).asdict())

    settings = {
        "ITEM_PIPELINES": {"newsclean.integrations.scrapy.CleanPipeline": 300},
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "CLOSESPIDER_TIMEOUT": 60,
        **json.loads(sys.argv[2]),
    }
    with_asyncio = "asyncio" in settings.get("TWISTED_REACTOR", "asyncio")
    process = AsyncCrawlerProcess(settings) if with_asyncio else CrawlerProcess(settings)
    crawler = process.create_crawler(Spider)
    crawler.signals.connect(keep, scrapy.signals.item_scraped)
    process.crawl(crawler)
    process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    own = {name: value for name, value in stats.items() if name.startswith(("newsclean/", "item_", "finish_reason"))}
    print(json.dumps({"items": kept, "stats": own}, default=str))


if __name__ == "__main__":
    main()
