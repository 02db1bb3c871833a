"""HTML in: the page is rendered as text and cleaned like any other, and its metadata helps with title, byline and date.

The rendering is the whole visible page, one paragraph a line; the pipeline decides what of it is the article. Each of
the three field steps then also hears what the metadata says. Where the text prints the same, the text's own line is
taken; where it prints nothing or something else, the metadata's value is taken, with no line.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date as Date
from datetime import timedelta
from typing import Any, NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from newsclean.article import Article
from newsclean.extras import require
from newsclean.html.listening import listening
from newsclean.html.metadata import Metadata, Written, read_metadata
from newsclean.html.parsing import parse
from newsclean.html.rendering import BULLET, TextLine, render
from newsclean.html.structure import Matrix, structure_of
from newsclean.html.told import told_rows
from newsclean.page import Favor
from newsclean.pipeline import Phrase, Pipeline, check_hints, default_pipeline
from newsclean.reading import read_page
from newsclean.structure import ROLES

ONE_DAY = timedelta(days=1)
"""By which a date may be after `today`: time zones."""

_TAG_RE = regex.compile(r"<[a-z!/?]", regex.IGNORECASE)
"""What a text with tags has."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
"""Byte order marks, and the encoding of what follows."""


@dataclass(frozen=True, slots=True, repr=False)
class WebArticle(Article):
    """The article of an HTML page. `rendered` is the page as plain text: the lines that the ledger's numbers mean."""

    rendered: str = ""

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> WebArticle:
        """The article that `to_dict` wrote, read back from JSON or not. Raises ValueError where it is no such thing."""
        article = Article.from_dict(values)
        return cls(**{f.name: getattr(article, f.name) for f in fields(Article)}, rendered=values.get("rendered", ""))


def clean_html(
    html: str | bytes,
    *,
    language: str | None = None,
    url: str | None = None,
    today: Date | None = None,
    phrases: Iterable[Phrase] = (),
    favor: Favor | None = None,
    pipeline: Pipeline | None = None,
) -> WebArticle:
    """The article of one news page in HTML, and the text it was rendered to. Needs the extra "html".

    html: the page; of bytes, the encoding is told from its byte order mark, its meta tag or, failing that, its bytes.
    The hints, `favor` and `pipeline` are those of `newsclean.clean`.

    Raises TypeError for what is neither str nor bytes, and ImportError where the extra is not installed. Text that
    has no tags is taken as it is.

    >>> story = [
    ...     "Rain fell all night on the hills, and in the morning the river stood in the cellars of the old town.",
    ...     "The fire brigade was called out forty times, and the school at the bridge stayed closed until noon.",
    ...     "In the evening the water had gone down again, but the mayor said that the worst may be yet to come.",
    ... ]
    >>> article = clean_html("<title>Rain floods town</title><h1>Rain floods town</h1><p>" + "<p>".join(story))
    >>> article.title, article.body == tuple(story)
    ('Rain floods town', True)
    >>> article.rendered.split("\\n")[0]
    'Rain floods town'
    """
    check_hints(language, url, today)
    document = decode(html)
    rendering, metadata = read_document(document, url)
    if today is not None:
        metadata = replace(metadata, dates=tuple(day for day in metadata.dates if day <= today + ONE_DAY))
    steps = listening(pipeline if pipeline is not None else default_pipeline(), metadata)
    page = read_page(rendering.text, language=language, url=url, today=today, structure=rendering.structure)
    article = steps.clean_page(page, phrases, favor)
    return WebArticle(**{f.name: getattr(article, f.name) for f in fields(Article)}, rendered=rendering.text)


def decode(html: object) -> str:
    """The document as text. Raises TypeError for what is neither str nor bytes.

    >>> decode("<p>Žluťoučký</p>".encode("utf-16"))
    '<p>Žluťoučký</p>'
    >>> decode("<meta charset=iso-8859-2><p>Žluťoučký".encode("iso-8859-2"))[-9:]
    'Žluťoučký'
    """
    if isinstance(html, str):
        return html.encode("utf-8", "replace").decode("utf-8")
    if not isinstance(html, bytes | bytearray | memoryview):
        raise TypeError(f"clean_html() takes the page's HTML as str or bytes, not {type(html).__name__}.")
    data = bytes(html)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if not data.isascii():
        try:
            # Text of another encoding is hardly ever sound UTF-8, so this is surer than what the page says of itself.
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    encoding = require("resiliparse.parse.encoding", "html")
    return str(encoding.bytes_to_str(data, encoding.detect_encoding(data, from_html_meta=True), errors="replace"))


class Rendering(NamedTuple):
    """A document's text, one paragraph a line, and newsclean.structure's rows for each of its source lines."""

    text: str
    structure: NDArray[np.float32] | None = None

    @property
    def roles(self) -> list[str]:
        """What the nearest telling element says that each source line is, or "": noisy labels of kinds of lines."""
        if self.structure is None:
            return [""] * (self.text.count("\n") + 1)
        told = self.structure[: len(ROLES)].T
        return [ROLES[int(line.argmax())] if line.any() else "" for line in told]


def read_document(document: str, url: str | None) -> tuple[Rendering, Metadata]:
    """A document's text with its structure, and what its metadata says. Text without tags is taken as it is."""
    if not _TAG_RE.search(document):
        return Rendering(document), Metadata()
    tree = parse(document)
    written = Written.of(tree)
    metadata = read_metadata(tree, written, url)
    elements, lines = render(tree.root)
    rows = structure_of(elements, lines, told_rows(tree, elements, lines, written, metadata))
    return rendering_of(lines, rows), metadata


def rendering_of(lines: Sequence[TextLine], rows: Matrix) -> Rendering:
    """The lines of a document as a text, an empty line where one is seen, and their rows under its line numbers."""
    parts: list[str] = []
    places: list[int] = []
    for line in lines:
        if line.spaced and parts:
            parts.append("")
        places.append(len(parts))
        parts.append(BULLET + line.text if line.item else line.text)
    structure = np.zeros((len(rows), max(1, len(parts))), np.float32)
    structure[:, places] = rows
    return Rendering("\n".join(parts), structure)
