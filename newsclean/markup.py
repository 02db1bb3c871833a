"""An article as markdown, as HTML for a notebook, and in one line. All that comes from the page is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date as Date
from itertools import groupby
from typing import Protocol

from newsclean.escaping import counted, direction_of, escape_html, escape_markdown, line_numbers
from newsclean.ledger import Entry, why_of
from newsclean.palette import swatch

MAX_SHOWN_CHARS = 60
"""Of a title or byline in one line."""


class ArticleLike(Protocol):
    """What the views ask of an `Article`, which itself asks them how to show itself."""

    @property
    def title(self) -> str | None: ...  # noqa: D102
    @property
    def byline(self) -> str | None: ...  # noqa: D102
    @property
    def date(self) -> Date | None: ...  # noqa: D102
    @property
    def updated(self) -> Date | None: ...  # noqa: D102
    @property
    def body(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def language(self) -> str | None: ...  # noqa: D102
    @property
    def captions(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def ledger(self) -> tuple[Entry, ...]: ...  # noqa: D102
    @property
    def confidence(self) -> float | None: ...  # noqa: D102
    @property
    def kept_share(self) -> float: ...  # noqa: D102


def line_of(article: ArticleLike) -> str:
    """The article in one line: title, byline, date, how many paragraphs, language, confidence."""
    title = repr(shortened(article.title)) if article.title else "without title"
    by = f" by {shortened(article.byline)!r}" if article.byline else ""
    facts = [counted(len(article.body), "paragraph"), article.language]
    if article.date:
        # The word keeps an Arabic name before it from turning the digits round.
        facts.insert(0, f"published {article.date}")
    if article.confidence is not None:
        facts.append(f"confidence {article.confidence:.0%}")
    return f"<{type(article).__name__} {title}{by}, {', '.join(fact for fact in facts if fact)}>"


def shortened(text: str) -> str:
    """A text's first characters.

    >>> shortened("Rain"), len(shortened("Rain " * 50))
    ('Rain', 60)
    """
    return text if len(text) <= MAX_SHOWN_CHARS else text[: MAX_SHOWN_CHARS - 1] + "…"


def markdown_of(article: ArticleLike) -> str:
    """The article as markdown; list items, quotes and subheads as such."""
    parts = [f"# {escape_markdown(article.title)}"] if article.title else []
    facts = [escape_markdown(fact) for fact in facts_of(article)]
    if facts:
        parts.append(f"*{' · '.join(facts)}*")
    marks = {"subhead": "## ", "list-item": "- ", "quote": "> "}
    for kind, group in groupby(paragraphs_of(article), key=lambda part: part[0]):
        lines = [marks.get(kind, "") + escape_markdown(text) for _, text in group]
        parts.append(("\n" if kind == "list-item" else "\n\n").join(lines))
    return "\n\n".join(parts) + "\n" if parts else ""


def facts_of(article: ArticleLike) -> list[str]:
    """Byline and date, as far as the page has them."""
    facts = (article.byline, article.date.isoformat() if article.date else None)
    return [fact for fact in facts if fact]


def paragraphs_of(article: ArticleLike) -> list[tuple[str, str]]:
    """The body's paragraphs, each with its kind; of an article without a ledger all are plain."""
    entries = [entry for entry in article.ledger if entry.role == "body"]
    if len(entries) != len(article.body):
        return [("paragraph", text) for text in article.body]
    return [(entry.kind or "paragraph", text) for entry, text in zip(entries, article.body, strict=True)]


def direction_of_article(article: ArticleLike) -> str:
    """Where the article's text runs: "ltr" or "rtl"."""
    return direction_of("".join((*article.body, article.title or "")))


def html_of(article: ArticleLike) -> str:
    """The article for a notebook: title, byline, dates, paragraphs, captions, and folds with what was removed.

    Text takes the notebook's own colours, so it can be read in dark and in light. Direction and alignment stand on
    each element, since a notebook's style sheet aligns paragraphs to the left.
    """
    return "".join(_pieces(article))


def all_facts_of(article: ArticleLike) -> list[str]:
    """Byline and dates, language, how sure the scorer is and how much of the page was kept, in words."""
    facts = (
        article.byline,
        article.date and f"published {article.date}",
        article.updated and f"updated {article.updated}",
        article.language and f"language {article.language}",
        None if article.confidence is None else f"confidence {article.confidence:.0%}",
        f"{article.kept_share:.0%} of the characters kept",
    )
    return [fact for fact in facts if fact]


def html_facts_of(article: ArticleLike) -> str:
    """The same as HTML, each isolated from the direction of the others."""
    return " · ".join(f"<bdi>{escape_html(fact)}</bdi>" for fact in all_facts_of(article))


def html_body_of(article: ArticleLike, subhead: str, style: str = "", list_style: str = "") -> Iterator[str]:
    """The paragraphs as elements of their kind, or that there are none.

    subhead: the tag of a subhead, which goes by how deep the article stands.
    style, list_style: of each element and of a list, where the document has no style sheet of its own.
    """
    otherwise = direction_of_article(article)
    if not article.body:
        yield '<p dir="ltr"><em>No article on this page.</em></p>'
    tags = {"subhead": subhead, "list-item": "li", "quote": "blockquote"}
    for kind, group in groupby(paragraphs_of(article), key=lambda part: part[0]):
        tag = tags.get(kind, "p")
        yield f'<ul dir="{otherwise}"{_styled(list_style)}>' if tag == "li" else ""
        for _, text in group:
            yield f'<{tag} dir="{direction_of(text, otherwise)}"{_styled(style)}>{escape_html(text)}</{tag}>\n'
        yield "</ul>" if tag == "li" else ""


def _styled(style: str) -> str:
    return f' style="{style}"' if style else ""


_START = "text-align:start"
"""Styles inline: a notebook brings its own sheet, and text of any direction starts at its own side."""
_QUIET = "opacity:.75"
"""Less than the text, in light and dark alike."""
_LIST = "padding:0;padding-inline-start:2em;text-align:start"
"""Bullets on the side where the text starts."""


def _pieces(article: ArticleLike) -> Iterator[str]:
    runs = direction_of_article(article)
    yield f'<article dir="{runs}" style="max-width:46em;text-align:start">'
    if article.title:
        yield f'<h3 dir="{direction_of(article.title, runs)}" style="{_START}">{escape_html(article.title)}</h3>'
    yield f'<p dir="{runs}" style="{_START};{_QUIET}">{html_facts_of(article)}</p>'
    yield from html_body_of(article, "h4", _START, _LIST)
    yield from _captions(article)
    yield from _removed([entry for entry in article.ledger if entry.role == "removed"])
    yield "</article>"


def _captions(article: ArticleLike) -> Iterator[str]:
    if article.captions:
        yield f'<details dir="ltr"><summary>{counted(len(article.captions), "caption")}</summary>'
        yield f'<ul style="{_LIST}">'
        for text in article.captions:
            yield f'<li dir="{direction_of(text)}" style="{_START}">{escape_html(text)}</li>'
        yield "</ul></details>"


def _removed(removed: list[Entry]) -> Iterator[str]:
    """Counts by kind in a fold's head, the most frequent first; in it a fold a kind."""
    if not removed:
        return
    kinds = Counter(entry.fate for entry in removed).most_common()
    counts = ", ".join(f"{escape_html(kind)}\N{NO-BREAK SPACE}{count}" for kind, count in kinds)
    yield f'<details dir="ltr"><summary>{counted(len(removed), "part")} of the page removed: {counts}</summary>'
    for kind, count in kinds:
        look = swatch(kind)
        bar = f"border-inline-start:6px {look.stroke} {look.colour};padding-inline-start:.6em"
        yield f'<details style="{bar};margin:.3em 1em"><summary>{escape_html(kind)} ({count})</summary>'
        yield '<ul style="padding:0;margin:0">'
        yield from (_removed_entry(entry) for entry in removed if entry.fate == kind)
        yield "</ul></details>"
    yield "</details>"


def _removed_entry(entry: Entry) -> str:
    who, why = escape_html(entry.by), escape_html(why_of(entry))
    return (
        f'<li style="margin:.3em 0;list-style:none"><small style="{_QUIET}">{line_numbers(entry.lines)} '
        f"<b>{who}</b>: <bdi>{why}</bdi></small>"
        f'<div dir="{direction_of(entry.text)}" style="{_START}">{escape_html(entry.text)}</div></li>'
    )
