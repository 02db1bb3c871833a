"""One item of many: a page with its hints in, an Article or a Failure out; what it raises stops no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsclean.article import Article
from newsclean.pipeline import Pipeline

Item = str | tuple[str, Mapping[str, Any]]
"""A page's text, or the text with the hints for it: (text, {"language": "fr", "url": "https://…"})."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be cleaned: its place among the items, from 0, and the error."""

    index: int
    error: Exception


@dataclass(frozen=True, slots=True)
class HtmlItem:
    """A page that is still HTML, such as a WARC file's, and its hints: `newsclean.clean_html` is called on it."""

    html: str | bytes
    hints: Mapping[str, Any] = field(default_factory=dict)


def clean_item(pipeline: Pipeline, index: int, item: Item | HtmlItem) -> Article | Failure:
    """One item cleaned; what it raises is delivered, not raised."""
    try:
        if isinstance(item, HtmlItem):
            from newsclean.html.webpage import clean_html

            return clean_html(item.html, pipeline=pipeline, **item.hints)
        text, hints = text_and_hints(item)
        return pipeline.clean(text, **hints)
    except Exception as error:
        return Failure(index, error)


def text_and_hints(item: Item) -> tuple[str, Mapping[str, Any]]:
    """The two parts of an item. Raises TypeError for a tuple that is none."""
    if not isinstance(item, tuple):
        return item, {}
    if len(item) != 2 or not isinstance(item[1], Mapping):
        raise TypeError('An item is a text, or a pair of text and hints: (text, {"language": "fr"}).')
    return item
