"""HTML in: the page is rendered as text and cleaned like any other, and its metadata helps with title, byline and date.

The rendering is the whole visible page, one paragraph a line; the pipeline decides what of it is the article. Each of
the three field steps then also hears what the metadata says. Where the text prints the same, the text's own line is
taken; where it prints nothing or something else, the metadata's value is taken, with no line.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date as Date
from datetime import timedelta
from typing import Any, ClassVar

import regex

from newsclean.article import Article
from newsclean.extras import require
from newsclean.html.listening import listening
from newsclean.html.metadata import Metadata, key_of, read_metadata
from newsclean.page import Page, Removal
from newsclean.pipeline import Phrase, Pipeline, default_pipeline

ONE_DAY = timedelta(days=1)
JUDGE = "boilerplate"
"""The step after which lines outside the main content go."""
PARAGRAPH_CHARS = 80
MAX_DEPTH = 500
"""The renderer's choice of main content takes time with the square of the nesting; deeper pages do without it."""

_NESTING_RE = regex.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|td|th|tr|dd|dt|option)\b)[a-z]",
    regex.IGNORECASE,
)
_TAG_RE = regex.compile(r"<[a-z!/?]", regex.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


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
    pipeline: Pipeline | None = None,
) -> WebArticle:
    """The article of one news page in HTML, and the text it was rendered to. Needs the extra "html".

    html: the page; of bytes, the encoding is told from its byte order mark, its meta tag or, failing that, its bytes.
    The hints and `pipeline` are those of `newsclean.clean`.

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
    document = decode(html)
    rendered, main, metadata = read_document(document, url)
    if today is not None:
        metadata = replace(metadata, dates=tuple(day for day in metadata.dates if day <= today + ONE_DAY))
    steps = listening(pipeline if pipeline is not None else default_pipeline(), metadata)
    if JUDGE in steps.names:
        steps = steps.with_filter(main, after=JUDGE)
    article = steps.clean(rendered, language=language, url=url, today=today, phrases=phrases)
    return WebArticle(**{f.name: getattr(article, f.name) for f in fields(Article)}, rendered=rendered)


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


def read_document(document: str, url: str | None) -> tuple[str, MainContent, Metadata]:
    """A document's visible text, one paragraph a line, its main content, and what its metadata says."""
    parser, lexbor = require("resiliparse.parse.html", "html"), require("selectolax.lexbor", "html")
    if not _TAG_RE.search(document):
        return document, MainContent(), Metadata()
    tree = parser.HTMLTree.parse(document)
    extract = require("resiliparse.extract.html2text", "html").extract_plain_text
    rendered = str(extract(tree, alt_texts=False))
    main = extract(tree, alt_texts=False, main_content=True) if depth_of(document) <= MAX_DEPTH else ""
    # A page about HTML may start with "<html>" as its visible text; a word joiner tells it from a document.
    text = "\u2060" + rendered if rendered.lstrip().startswith("<") else rendered
    return (
        text,
        MainContent(frozenset(map(key_of, main.split("\n")))),
        read_metadata(lexbor.LexborHTMLParser(document), url),
    )


def depth_of(document: str) -> int:
    """About how deep a document's tags nest.

    >>> depth_of("<div><p>one<p>two<br><b>three</b></div>"), depth_of("<div>" * 9)
    (2, 9)
    """
    depth = deepest = 0
    for match in _NESTING_RE.finditer(document):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


@dataclass(frozen=True, slots=True)
class MainContent:
    """Remove what the page's structure sets apart from the article, if most of what stands is in its main content."""

    lines: frozenset[str] = frozenset()
    name: ClassVar[str] = "main-content"

    def __call__(self, page: Page) -> Iterator[Removal]:
        """The lines outside the main content; none where that lacks half of the paragraphs or more."""
        outside = [line for line in page.lines if key_of(page.source[line.index].text) not in self.lines]
        all_chars, outside_chars = (
            sum(len(line.text) for line in lines if len(line.text) >= PARAGRAPH_CHARS)
            for lines in (page.lines, outside)
        )
        if 2 * outside_chars < all_chars:
            for line in outside:
                yield Removal(line, "the page's structure sets it apart from the article")
