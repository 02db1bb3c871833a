"""A page's ledger as one HTML file: every line with its fate, searchable, switchable by kind, and the article to read.

Self-contained: the style sheet and a small script stand in it, and the Content-Security-Policy allows these two and
nothing else. Without the script all but the search works: the switches are checkboxes that the style sheet listens to.
All that comes from the page is escaped. Several pages make one report with an index.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files

from newsclean.article import FIELDS, Article, Considered, Entry
from newsclean.escaping import counted, direction_of, escape_html, line_numbers, without_direction
from newsclean.ledger import chance_of
from newsclean.markup import direction_of_article, html_body_of, html_facts_of
from newsclean.palette import SWATCHES
from newsclean.version import __version__

LOW_CONFIDENCE = 0.8
"""Body F1. A page of which less is expected is one to look at, and is marked in the index."""
_DOUBTFUL, _TAKEN = ' class="doubtful"', ' class="taken"'
"""The classes of what the style sheet marks."""
Pages = Sequence[tuple[str, Article]]
"""Articles, each with what its page is called, such as its file."""


def html_report(article: Article, source: str = "") -> str:
    """An article's page as one self-contained HTML document.

    source: what the page is called, such as its file; shown over the title.

    >>> import newsclean
    >>> page = html_report(newsclean.clean("Menu\\n\\nIn the night, rain fell on the hills, and the river rose."))
    >>> page.startswith("<!doctype html>"), "https://" in page
    (True, False)
    """
    return html_report_of([(source, article)])


def html_report_of(pages: Pages) -> str:
    """Several pages, each a name and its article, as one such document with an index; one alone needs no index."""
    return "".join(_document(pages))


def _document(pages: Pages) -> Iterator[str]:
    entries = [entry for _, article in pages for entry in article.ledger]
    groups = [name for name in SWATCHES if any(_group(entry) == name for entry in entries)]
    style, script = _asset("report.css") + "".join(map(_group_style, groups)), _asset("report.js")
    is_one = len(pages) == 1
    name = without_direction(_name(*pages[0]) if is_one else counted(len(pages), "page"))
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape_html(name)} – newsclean</title><style>{style}</style></head>\n"
    yield f'<body class="{"one" if is_one else "many"}">'
    yield from _head(name, is_one)
    yield '<div class="frame">'
    yield from _switches(entries, groups)
    yield "<main>" if is_one else f"<main>{''.join(_index(pages))}"
    for number, (source, article) in enumerate(pages, 1):
        yield from _page(number, source, article, len(pages))
    yield f'</main><footer><p class="quiet">Made by newsclean {__version__}</p></footer></div>'
    yield f"<script>{script}</script></body></html>\n"


def _asset(name: str) -> str:
    return (files("newsclean") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    hashes = (b64encode(sha256(part.encode("utf-8")).digest()).decode("ascii") for part in (style, script))
    parts = "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
    return parts.format(*hashes)


def _name(source: str, article: Article) -> str:
    return article.title or source or "A page"


def _group(entry: Entry) -> str:
    """What a line is switched by: its kind where it is removed, else "field" or "body"."""
    if entry.role == "removed":
        return entry.fate if entry.fate in SWATCHES else "other"
    return "field" if entry.role in FIELDS else "body"


def _group_style(name: str) -> str:
    look = SWATCHES[name]  # type: ignore[index]
    hidden = f":root:has(#show-{name}:not(:checked)) tr.{name} {{ display: none; }}\n"
    return f".{name} {{ --hue: {look.colour}; --stroke: {look.stroke}; }}\n{hidden}"


def _head(name: str, is_one: bool) -> Iterator[str]:
    yield '<div class="head">'
    yield "" if is_one else '<a href="#">All pages</a>'
    yield f'<span class="name">{escape_html(name)}</span>'
    yield '<fieldset class="view"><legend class="out-of-sight">Show the page as</legend>'
    yield '<label><input type="radio" name="view" id="view-lines" checked>Lines</label>'
    yield '<label><input type="radio" name="view" id="view-article">Article</label></fieldset>'
    yield '<search hidden><label><span>Search</span><input type="search" id="search" placeholder="Text, step, reason">'
    yield '</label></search><output id="found" for="search" aria-live="polite"></output></div>\n'


def _switches(entries: Sequence[Entry], groups: Sequence[str]) -> Iterator[str]:
    counts = Counter(map(_group, entries))
    removed = sum(entry.role == "removed" for entry in entries)
    doubtful = sum(entry.is_doubtful for entry in entries)
    yield '<aside><details open><summary>Lines to show</summary><form autocomplete="off"><fieldset>'
    yield '<legend class="out-of-sight">Lines to show</legend>'
    # A disabled default button keeps Enter on a checkbox from submitting the form.
    yield '<button type="submit" disabled hidden></button>'
    yield _switch("field", "title, byline, date", counts["field"])
    yield _switch("body", "body", counts["body"])
    yield _switch("gone", "all that was removed", removed)
    yield "<hr>"
    yield from (_switch(name, name, counts[name]) for name in groups)
    yield "<hr>"
    yield _switch("doubtful", "only doubtful lines", doubtful, is_on=False)
    yield '<button type="reset">Show everything</button></fieldset></form></details></aside>\n'


def _switch(group: str, label: str, count: int, *, is_on: bool = True) -> str:
    return (
        f'<label class="{group}"><input type="checkbox" id="show-{group}" data-lines="{group}"{" checked" * is_on}>'
        f'<span class="bar"></span><span class="shown">{label}</span> <span class="count">{count}</span></label>'
    )


def _index(pages: Pages) -> Iterator[str]:
    yield f'<section class="index"><h1>{counted(len(pages), "page")}</h1><table><thead><tr>'
    heads = ("", "Page", "Language", "Published", "Paragraphs", "Removed", "Doubtful", "Kept", "Confidence")
    yield "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield "</tr></thead><tbody>\n"
    for number, (source, article) in enumerate(pages, 1):
        name = _name(source, article)
        facts = (
            article.language or "unknown",
            article.date or "unknown",
            len(article.body),
            len(article.removed),
            sum(entry.is_doubtful for entry in article.ledger),
            f"{article.kept_share:.0%}",
            "unknown" if article.confidence is None else f"{article.confidence:.0%}",
        )
        is_low = article.confidence is not None and article.confidence < LOW_CONFIDENCE
        yield f'<tr data-page="page-{number}"{_DOUBTFUL * is_low}><td class="number">{number}</td>'
        yield f'<td><a href="#page-{number}"><bdi>{escape_html(name)}</bdi></a>'
        yield f"<small><bdi>{escape_html(source)}</bdi></small></td>"
        for head, fact in zip(heads[2:], facts, strict=True):
            yield f'<td data-name="{head}">{escape_html(str(fact))}</td>'
        yield "</tr>\n"
    yield "</tbody></table></section>\n"


def _page(number: int, source: str, article: Article, of: int) -> Iterator[str]:
    yield f'<section class="page" id="page-{number}"><header>'
    if of > 1:
        yield f'<nav class="turn" aria-label="Pages">{_link(number - 1, of, "Previous page")}'
        yield f'{_link(number + 1, of, "Next page")}<span class="quiet">{number} of {of}</span></nav>'
    yield f'<p class="quiet"><bdi>{escape_html(source)}</bdi></p>' if source else ""
    runs = direction_of_article(article)
    yield f'<h1 dir="{direction_of(article.title, runs) if article.title else "ltr"}"{_lang(article)}>'
    yield f"{escape_html(article.title or 'No title found')}</h1>"
    yield f'<p class="quiet">{html_facts_of(article)}</p></header>\n'
    yield from _article(article)
    yield from _lines(article)
    yield from _considered(article)
    yield "</section>\n"


def _link(number: int, of: int, words: str) -> str:
    return f'<a href="#page-{number}">{words}</a>' if 1 <= number <= of else ""


def _lang(article: Article) -> str:
    return f' lang="{escape_html(article.language)}"' if article.language else ""


def _article(article: Article) -> Iterator[str]:
    runs = direction_of_article(article)
    yield f'<div class="article" dir="{runs}"{_lang(article)}>'
    yield from html_body_of(article, "h3")
    if article.captions:
        yield '<div class="captions"><h2 dir="ltr" lang="en">Photo captions</h2><ul>'
        yield from (f'<li dir="{direction_of(text, runs)}">{escape_html(text)}</li>' for text in article.captions)
        yield "</ul></div>"
    yield "</div>\n"


def _lines(article: Article) -> Iterator[str]:
    yield '<table class="lines"><thead><tr><th scope="col">Line</th><th scope="col">Fate</th>'
    yield '<th scope="col">Text</th><th scope="col">Why</th></tr></thead><tbody>\n'
    lang = _lang(article)
    yield from (_row(entry, lang) for entry in article.ledger)
    yield "</tbody></table>\n"


def _row(entry: Entry, lang: str) -> str:
    is_gone = entry.role == "removed"
    classes = " ".join((_group(entry), *["gone"] * is_gone, *["doubtful"] * entry.is_doubtful))
    text = f"<del>{escape_html(entry.text)}</del>" if is_gone else escape_html(entry.text)
    doubt = "<b>doubtful</b>" if entry.is_doubtful else ""
    chance = "" if entry.probability is None else f" <small>{chance_of(entry.probability)}</small>"
    by = f"{entry.by}: " if is_gone else ""
    return (
        f'<tr class="{classes}"><td>{line_numbers(entry.lines)}</td><td>{escape_html(entry.fate)}{doubt}</td>'
        f'<td dir="{direction_of(entry.text)}"{lang}>{text}</td>'
        f"<td><bdi>{escape_html(by + entry.reason)}</bdi>{chance}</td></tr>\n"
    )


def _considered(article: Article) -> Iterator[str]:
    if article.considered:
        yield '<details class="considered"><summary>What was considered for title, byline and date</summary><table>'
        heads = ("Lines", "Field", "Value", "Taken", "Why")
        cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
        yield f"<thead><tr>{cells}</tr></thead><tbody>"
        yield from (_candidate(c) for field in FIELDS for c in article.explain(field))
        yield "</tbody></table></details>"


def _candidate(c: Considered) -> str:
    cells = (line_numbers(c.lines), c.field, c.value, "yes" if c.taken else "no", c.reason)
    return f"<tr{_TAKEN * c.taken}>{''.join(f'<td><bdi>{escape_html(cell)}</bdi></td>' for cell in cells)}</tr>\n"
