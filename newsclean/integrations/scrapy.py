"""Scrapy: an item pipeline that puts the article into each item (`pip install 'newsclean[scrapy]'`)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsclean.article import Article
from newsclean.extras import require
from newsclean.pipeline import Pipeline, clean

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

FIELDS = ("title", "byline", "authors", "date", "updated", "body", "captions", "language")
"""What the article is as one value of an item."""
ATTRIBUTES = (*FIELDS, "text", "kept_share", "ledger", "rendered")
"""What of an article can go to a field of its own; `rendered` only of HTML."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where an item's page is found, and where its article goes.

    field, html_field: with the page's text and its HTML; HTML wins. url_field: with its address.
    into: the field for the article as a dict, or, for several fields, {"title": "headline", "text": "body", ...}.
    """

    field: str = "text"
    html_field: str = "html"
    url_field: str = "url"
    into: str | Mapping[str, str] = "article"
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
        return cls(
            settings.get("NEWSCLEAN_FIELD") or "text",
            settings.get("NEWSCLEAN_HTML_FIELD") or "html",
            settings.get("NEWSCLEAN_URL_FIELD") or "url",
            into,
            settings.get("NEWSCLEAN_LANGUAGE") or None,
            settings.getbool("NEWSCLEAN_DROP_EMPTY"),
            load_pipeline(settings.get("NEWSCLEAN_PIPELINE")),
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
    NEWSCLEAN_INTO ("article": one field for a dict; or {"title": "headline", "text": "body"}), NEWSCLEAN_LANGUAGE,
    NEWSCLEAN_DROP_EMPTY (False: items without an article pass), NEWSCLEAN_PIPELINE (dotted path of a
    `newsclean.Pipeline` or of a function that makes one).

    Items are dicts, dataclasses, attrs classes or scrapy.Items. A page that cannot be cleaned is logged and counted,
    and its item passes without an article. Stats: newsclean/cleaned, newsclean/empty, newsclean/skipped (no page in
    the item), newsclean/errors and newsclean/errors/<type>.
    """

    def __init__(self, settings: Settings, stats: Any = None) -> None:
        self.settings = settings
        self.stats = stats
        self.adapter = require("itemadapter", "scrapy").ItemAdapter

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanPipeline:
        """As Scrapy makes it."""
        return cls(Settings.of(crawler.settings), crawler.stats)

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item with its article. Raises scrapy's DropItem where it has none and NEWSCLEAN_DROP_EMPTY is set."""
        adapter = self.adapter(item)
        try:
            article = self.article_of(adapter)
            if article is not None:
                self.write(article, adapter)
        except Exception as error:
            self.count("errors", f"errors/{type(error).__name__}")
            logger.error("No article from %s: %s", adapter.get(self.settings.url_field) or "an item", error)
            return item
        if article is None:
            self.count("skipped")
        elif article.body:
            self.count("cleaned")
        else:
            self.count("empty")
            if self.settings.drop_empty:
                raise require("scrapy.exceptions", "scrapy").DropItem("newsclean found no article")
        return item

    def article_of(self, adapter: Any) -> Article | None:
        """The article of an item's page, or None where it has no page."""
        html, text = adapter.get(self.settings.html_field), adapter.get(self.settings.field)
        hints = {
            "language": self.settings.language,
            "url": adapter.get(self.settings.url_field),
            "pipeline": self.settings.pipeline,
        }
        if html is not None:
            from newsclean.html.webpage import clean_html

            return clean_html(html, **hints)
        return None if text is None else clean(text, **hints)

    def write(self, article: Article, adapter: Any) -> None:
        """Put the article, or parts of it, into an item."""
        if isinstance(self.settings.into, str):
            values = article.to_dict()
            adapter[self.settings.into] = {name: values[name] for name in FIELDS}
            return
        for attribute, field in self.settings.into.items():
            adapter[field] = getattr(article, attribute, None)

    def count(self, *names: str) -> None:
        """Count something in Scrapy's stats."""
        for name in names:
            if self.stats is not None:
                self.stats.inc_value(f"newsclean/{name}")
