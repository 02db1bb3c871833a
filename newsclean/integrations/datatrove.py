"""datatrove: a pipeline block between its readers and writers (`pip install 'newsclean[datatrove]'`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from typing import TYPE_CHECKING, Any

from newsclean.extras import require
from newsclean.integrations.rows import Cleaning, row_of
from newsclean.items import Failure, clean_item
from newsclean.pipeline import Phrase, Pipeline

if TYPE_CHECKING:
    from datatrove.data import Document
    from datatrove.pipeline.writers.disk_base import DiskWriter

    from newsclean.article import Article

try:
    from datatrove.pipeline.filters.base_filter import BaseFilter
except ModuleNotFoundError:
    BaseFilter = object  # a base class is needed where datatrove is not; making a block then says what to install


class NewsFilter(BaseFilter):  # type: ignore[misc]
    """A datatrove filter: a document's text becomes the article's, its fields metadata; what has no article is dropped.

    url_key, language_key, today_key: keys of the metadata with hints; a document without them is cleaned without. The
        today_key is the day of scraping, a date or an ISO text, such as the "date" that datatrove's WarcReader gives.
    language, today, phrases, pipeline: for all documents, as for `newsclean.clean`.
    prefix: stands before the keys written, so that a crawler's own "title" or "date" is not replaced.
    keep_empty: pass on documents without an article, their text "".
    exclusion_writer: a datatrove writer for the dropped documents, which keep the page's text.

    Writes title, byline, authors, date, updated, language and kept_share to the metadata; days as ISO texts, for every
    writer can hold those; None where the page does not say. Drops for the reasons "no_article" and "error"; the latter
    (such as an HTML document) also leaves its message under "error" in the metadata. Counts, beside what each filter of
    datatrove counts, the documents with a title, byline and date, their paragraphs and the share of the page kept.

    For example, between a reader and a writer::

        pipeline = [JsonlReader("pages"), NewsFilter(), JsonlWriter("articles")]
    """

    name = "📰 newsclean"

    def __init__(
        self,
        *,
        url_key: str | None = "url",
        language_key: str | None = None,
        today_key: str | None = None,
        language: str | None = None,
        today: Date | None = None,
        phrases: Iterable[Phrase] = (),
        pipeline: Pipeline | None = None,
        prefix: str = "",
        keep_empty: bool = False,
        exclusion_writer: DiskWriter | None = None,
    ):
        require("datatrove", "datatrove")
        super().__init__(exclusion_writer)
        self.cleaning = Cleaning.of(url_key, language_key, today_key, language, today, phrases, pipeline)
        self.prefix = prefix
        self.keep_empty = keep_empty

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Clean one document in place. True to keep it, or (False, reason)."""
        own = (doc.metadata.get(key) for key in self.cleaning.columns.values())
        result = clean_item(self.cleaning.pipeline, 0, self.cleaning.item(doc.text, *own))
        doc.metadata.update({self.prefix + key: value for key, value in metadata_of(result).items()})
        if isinstance(result, Failure):
            return False, "error"
        if not result.body and not self.keep_empty:
            return False, "no_article"
        doc.text = result.text
        self.count(result)
        return True

    def count(self, article: Article) -> None:
        """Add an article to datatrove's statistics."""
        found = [field for field in ("title", "byline", "date") if getattr(article, field)]
        self.stat_update(*(f"with_{field}" for field in found))
        self.stat_update("paragraphs", value=len(article.body))
        self.stat_update("kept_share", value=article.kept_share)


def metadata_of(result: Article | Failure) -> dict[str, Any]:
    """An article's fields as values that JSON and Parquet hold, or a failure's error."""
    row = row_of(result)
    if row.error is not None:
        return {"error": row.error}
    fields = {name: value for name, value in row._asdict().items() if name not in ("text", "error")}
    days = {name: day and day.isoformat() for name, day in (("date", row.date), ("updated", row.updated))}
    return {**fields, **days, "authors": list(row.authors)}
