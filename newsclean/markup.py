"""An article as markdown and as HTML. All that comes from the page is escaped: no markup but ours comes out."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from newsclean.article import Article, Entry

_SPECIAL_RE = regex.compile(r"([\\`*_\[\]<>&|~$^]|(?<=\s)#(?=#*$))")
_OPENS_RE = regex.compile(r"#{1,6}(?=\s|$)|[+\-=:](?=\s|$|[-=:])|\d{1,9}(?=[.)](?:\s|$))")
# What GitHub and others make links of by themselves: addresses, host names, e-mail.
_LINKED_RE = regex.compile(r"(?<=\w)\.(?=\p{L}\p{L})|(?<=\S)@(?=\w)|(?<=/)/")
_BREAK_RE = regex.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNPRINTABLE_RE = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BIDI_CONTROLS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def escape_markdown(text: str) -> str:
    r"""Text that markdown shows as it stands, on one line; nor do addresses in it become links.

    >>> print(escape_markdown("# 5 * 5 <b>"))
    \# 5 \* 5 \<b\>
    >>> print(escape_markdown("2. Rain"), escape_markdown("www.example.com"), escape_markdown("3.5 cm. Rain"))
    2\. Rain www\.example\.com 3.5 cm. Rain
    """
    line = _UNPRINTABLE_RE.sub("\ufffd", _BREAK_RE.sub(" ", text)).strip(" ")
    escaped = _LINKED_RE.sub(r"\\\g<0>", _SPECIAL_RE.sub(r"\\\1", line))
    match = _OPENS_RE.match(escaped)
    if not match:
        return escaped
    at = match.end() if match[0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def markdown_of(article: Article) -> str:
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


def facts_of(article: Article) -> list[str]:
    """Byline and date, as far as the page has them."""
    facts = (article.byline, article.date.isoformat() if article.date else None)
    return [fact for fact in facts if fact]


def paragraphs_of(article: Article) -> list[tuple[str, str]]:
    """The body's paragraphs, each with its kind; of an article without a ledger all are plain."""
    entries = [entry for entry in article.ledger if entry.role == "body"]
    if len(entries) != len(article.body):
        return [("paragraph", text) for text in article.body]
    return [(entry.kind or "paragraph", text) for entry, text in zip(entries, article.body, strict=True)]


def escape_html(text: str) -> str:
    r"""Text for HTML, in elements and attributes; what HTML cannot hold (half a surrogate pair, NUL) becomes U+FFFD.

    >>> escape_html("<b onclick='x'>\ud800")
    '&lt;b onclick=&#x27;x&#x27;&gt;\ufffd'
    """
    return html.escape(_UNPRINTABLE_RE.sub("\ufffd", text))


def without_direction(text: str) -> str:
    """Text without marks that turn the direction of what stands around it, for places that cannot isolate it.

    >>> without_direction("a\\u202eb")
    'ab'
    """
    return text.translate(_BIDI_CONTROLS)


def line_numbers(lines: Iterable[int]) -> str:
    """Line numbers for people, runs as such.

    >>> line_numbers((3, 4, 5, 9))
    '3-5, 9'
    """
    runs: list[list[int]] = []
    for number in lines:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def html_of(article: Article) -> str:
    """The article for a notebook: title, byline, date, paragraphs, and a fold with what was removed.

    Text takes the notebook's own colours, so it can be read in dark and in light.
    """
    return "".join(_pieces(article))


_BODY_TAGS = {"subhead": "h4", "list-item": "li", "quote": "blockquote"}
_QUIET = "opacity:.75"


def _pieces(article: Article) -> Iterator[str]:
    yield '<article dir="auto" style="max-width:46em;text-align:start">'
    if article.title:
        yield f'<h3 dir="auto">{escape_html(article.title)}</h3>'
    facts = facts_of(article)
    if facts:
        yield f'<p style="{_QUIET}">{" · ".join(f"<bdi>{escape_html(fact)}</bdi>" for fact in facts)}</p>'
    yield from _body(article)
    if article.removed:
        yield from _removed(article)
    yield "</article>"


def _body(article: Article) -> Iterator[str]:
    if not article.body:
        yield f'<p style="{_QUIET}"><em>No article on this page.</em></p>'
    for kind, group in groupby(paragraphs_of(article), key=lambda part: part[0]):
        tag = _BODY_TAGS.get(kind, "p")
        yield '<ul dir="auto">' if tag == "li" else ""
        for _, text in group:
            yield f'<{tag} dir="auto">{escape_html(text)}</{tag}>'
        yield "</ul>" if tag == "li" else ""


def _removed(article: Article) -> Iterator[str]:
    count = len(article.removed)
    yield f'<details dir="ltr"><summary>{count} {"part" if count == 1 else "parts"} of the page removed</summary>'
    yield '<ul style="padding:0">'
    yield from map(_removed_entry, article.removed)
    yield "</ul></details>"


def hue(step: str) -> int:
    """A step's colour, as an angle from 0 to 359: the same for a name wherever it is shown."""
    return sum((n + 7) * ord(char) * 37 for n, char in enumerate(step)) % 360


def _removed_entry(entry: Entry) -> str:
    bar = f"border-inline-start:4px solid hsl({hue(entry.by)},60%,50%)"
    who, why = escape_html(entry.by), escape_html(entry.reason)
    return (
        f'<li style="{bar};padding-inline-start:.6em;margin:.3em 0;list-style:none">'
        f'<small style="{_QUIET}">{line_numbers(entry.lines)} <b>{who}</b>: {why}</small>'
        f'<div dir="auto">{escape_html(entry.text)}</div></li>'
    )
