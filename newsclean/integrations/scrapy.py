"""Scrapy: an item pipeline that puts the article into each item (`pip install 'newsclean[scrapy]'`).

Pages are cleaned in a thread, one at a time, so that the reactor goes on fetching meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsclean.article import Article
from newsclean.extras import require
from newsclean.html.webpage import clean_html, decode
from newsclean.integrations.rows import day_of
from newsclean.pipeline import Pipeline, check_hints, clean

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

FIELDS = ("title", "byline", "authors", "date", "updated", "body", "captions", "language")
"""What the article is as one value of an item."""
ATTRIBUTES = (*FIELDS, "text", "kept_share", "ledger", "rendered")
"""What of an article can go to a field of its own; `rendered` only of HTML."""
PAGE_CHOICES = ("decode", "keep", "drop")
"""What NEWSCLEAN_PAGE may say becomes of the page in an item."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where an item's page is found, and where its article goes.

    field, html_field: with the page's text and its HTML; HTML wins. url_field: with its address.
    today_field: with the day it was scraped, a date, a time or an ISO text; None for none.
    into: the field for the article as a dict, or, for several fields, {"title": "headline", "text": "body", ...}.
    page: what becomes of the page in the item: "decode" (bytes as str, for feeds cannot hold bytes), "keep" or "drop".
    """

    field: str = "text"
    html_field: str = "html"
    url_field: str = "url"
    today_field: str | None = None
    into: str | Mapping[str, str] = "article"
    page: str = "decode"
    language: str | None = None
    drop_empty: bool = False
    pipeline: Pipeline | None = None

    @classmethod
    def of(cls, settings: Any) -> Settings:
        """From Scrapy's settings. Raises ValueError where one names what there is not."""
        into = settings.get("NEWSCLEAN_INTO") or "article"
        if isinstance(into, str) and into.lstrip().startswith("{"):
            into = settings.getdict("NEWSCLEAN_INTO")
        unknown = set() if isinstance(into, str) else {*into} - {*ATTRIBUTES}
        if unknown:
            raise ValueError(
                f"NEWSCLEAN_INTO has {', '.join(sorted(unknown))}; an article has {', '.join(ATTRIBUTES)}."
            )
        page = settings.get("NEWSCLEAN_PAGE") or "decode"
        if page not in PAGE_CHOICES:
            raise ValueError(f"NEWSCLEAN_PAGE is {page!r}; pass one of {', '.join(map(repr, PAGE_CHOICES))}.")
        language = settings.get("NEWSCLEAN_LANGUAGE") or None
        check_hints(language, None, None)
        return cls(
            field=settings.get("NEWSCLEAN_FIELD") or "text",
            html_field=settings.get("NEWSCLEAN_HTML_FIELD") or "html",
            url_field=settings.get("NEWSCLEAN_URL_FIELD") or "url",
            today_field=settings.get("NEWSCLEAN_TODAY_FIELD") or None,
            into=into,
            page=page,
            language=language,
            drop_empty=settings.getbool("NEWSCLEAN_DROP_EMPTY"),
            pipeline=load_pipeline(settings.get("NEWSCLEAN_PIPELINE")),
        )


def load_pipeline(named: Any) -> Pipeline | None:
    """The pipeline that a setting names: one, a function that makes one, or the dotted path of either."""
    if not named:
        return None
    found = require("scrapy.utils.misc", "scrapy").load_object(named) if isinstance(named, str) else named
    pipeline = found() if callable(found) else found
    if not isinstance(pipeline, Pipeline):
        raise ValueError(f"NEWSCLEAN_PIPELINE names {named!r}, which is no newsclean.Pipeline and makes none.")
    return pipeline


class CleanPipeline:
    """Put the article into each item that has a page's HTML or text; other items pass as they are.

    Settings, all optional: NEWSCLEAN_FIELD ("text"), NEWSCLEAN_HTML_FIELD ("html"), NEWSCLEAN_URL_FIELD ("url"),
    NEWSCLEAN_TODAY_FIELD (the day of scraping: a date, a time or an ISO text), NEWSCLEAN_INTO ("article": one field
    for a dict; or {"title": "headline", "text": "body"}), NEWSCLEAN_PAGE (what becomes of the page in the item:
    "decode", which makes bytes a str that feeds can hold, "keep" or "drop"), NEWSCLEAN_LANGUAGE,
    NEWSCLEAN_DROP_EMPTY (False: items without an article pass), NEWSCLEAN_PIPELINE (dotted path of a
    `newsclean.Pipeline` or of a function that makes one).

    Items are dicts, dataclasses, attrs classes or scrapy.Items. A page that cannot be cleaned is logged with its
    traceback and counted, and its item passes without an article. Stats: newsclean/cleaned, newsclean/empty,
    newsclean/skipped (no page in the item), newsclean/errors and newsclean/errors/<type>.
    """

    def __init__(self, settings: Settings, stats: Any = None) -> None:
        self.settings = settings
        self.stats = stats
        self.adapter = require("itemadapter", "scrapy").ItemAdapter
        self.turn = require("twisted.internet.defer", "scrapy").DeferredLock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanPipeline:
        """As Scrapy makes it."""
        return cls(Settings.of(crawler.settings), crawler.stats)

    async def process_item(self, item: Any) -> Any:
        """The item with its article. Raises scrapy's DropItem where it has none and NEWSCLEAN_DROP_EMPTY is set."""
        adapter = self.adapter(item)
        try:
            article = await self.article_of(adapter)
            if article is not None:
                self.write(article, adapter)
        except Exception as error:
            self.count("errors", f"errors/{type(error).__name__}")
            address = adapter.get(self.settings.url_field) or "an item"
            logger.error("No article from %s: %s", address, error, exc_info=True)
            return item
        finally:
            self.settle_page(adapter)
        if article is None:
            self.count("skipped")
        elif article.body:
            self.count("cleaned")
        else:
            self.count("empty")
            if self.settings.drop_empty:
                raise require("scrapy.exceptions", "scrapy").DropItem("newsclean found no article")
        return item

    async def article_of(self, adapter: Any) -> Article | None:
        """The article of an item's page, cleaned in a thread, or None where it has no page."""
        html, text = adapter.get(self.settings.html_field), adapter.get(self.settings.field)
        if html is None and text is None:
            return None
        hints = {
            "language": self.settings.language,
            "url": adapter.get(self.settings.url_field),
            "today": day_of(adapter.get(self.settings.today_field)) if self.settings.today_field else None,
            "pipeline": self.settings.pipeline,
        }
        clean_page = clean if html is None else clean_html
        run_in_thread = require("scrapy.utils.asyncio", "scrapy").run_in_thread
        wait_for = require("scrapy.utils.defer", "scrapy").maybe_deferred_to_future
        await wait_for(self.turn.acquire())  # more threads at once clean no faster, and the reactor hears less of it
        try:
            article: Article = await run_in_thread(clean_page, text if html is None else html, **hints)
            return article
        finally:
            self.turn.release()

    def write(self, article: Article, adapter: Any) -> None:
        """Put the article, or parts of it, into an item."""
        if isinstance(self.settings.into, str):
            values = article.to_dict()
            adapter[self.settings.into] = {name: values[name] for name in FIELDS}
            return
        for attribute, field in self.settings.into.items():
            adapter[field] = getattr(article, attribute, None)

    def settle_page(self, adapter: Any) -> None:
        """Decode or drop the page that the item came with, where it is to be; an article's own fields stay."""
        into = self.settings.into
        written = {into} if isinstance(into, str) else {*into.values()}
        for field in {self.settings.field, self.settings.html_field} - written:
            value = adapter.get(field)
            if self.settings.page == "decode" and isinstance(value, bytes | bytearray | memoryview):
                adapter[field] = decode(value)
            elif self.settings.page == "drop" and value is not None:
                if isinstance(adapter.item, MutableMapping):
                    del adapter[field]
                else:  # an item's class says which fields there are
                    adapter[field] = None

    def count(self, *names: str) -> None:
        """Count something in Scrapy's stats."""
        for name in names:
            if self.stats is not None:
                self.stats.inc_value(f"newsclean/{name}")
