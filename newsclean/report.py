"""A page's ledger as one HTML file: every line with its fate, switchable by filter.

Self-contained and without scripts: the switches are checkboxes that the style sheet listens to, and the
Content-Security-Policy allows that one style sheet and nothing else. All that comes from the page is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from newsclean.article import FIELDS, Article, Considered, Entry
from newsclean.escaping import escape_html, line_numbers, without_direction
from newsclean.palette import swatch
from newsclean.version import __version__

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1f; --quiet: #5a5a66; --line: #dcdce4; --panel: #f5f5f8;
  --accent: #0b57d0; --bar: 45%; }
@media (prefers-color-scheme: dark) { :root { --paper: #16161a; --ink: #ececf1; --quiet: #a5a5b2; --line: #34343d;
  --panel: #1f1f25; --accent: #8ab4f8; --bar: 62%; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; text-align: start; }
h2 { font-size: 1.1rem; }
.quiet, small { color: var(--quiet); }
small { display: block; font-size: .85rem; }
fieldset { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: .75rem; background: var(--panel);
  border: 1px solid var(--line); border-radius: .5rem; }
label { display: inline-flex; align-items: center; gap: .4rem; padding: .2rem .6rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 1rem; cursor: pointer; }
label span { width: .7rem; height: .7rem; border-radius: 50%; background: var(--group); }
input { width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--accent); }
button { padding: .3rem .9rem; font: inherit; color: var(--ink); background: var(--paper); cursor: pointer;
  border: 1px solid var(--quiet); border-radius: 1rem; }
:focus-visible, label:focus-within:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .4rem .6rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-size: .85rem; color: var(--quiet); }
tr > :first-child { width: 5rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
main tbody tr > :first-child { border-inline-start: 5px solid var(--group); }
main td:nth-child(3) { overflow-wrap: anywhere; }
main th:nth-child(2), main td:nth-child(2) { width: 10rem; overflow-wrap: anywhere; }
main th:nth-child(4), main td:nth-child(4) { width: 16rem; }
.field td:nth-child(3) { font-weight: 700; }
.gone td:nth-child(3) { color: var(--quiet); text-decoration: line-through; text-decoration-color: var(--line); }
.field, .body { --group: var(--accent); }
:root:has(#gone:not(:checked)) .gone, :root:has(#body:not(:checked)) .body,
:root:has(#field:not(:checked)) .field { display: none; }
details { margin: 1rem 0; }
summary { cursor: pointer; font-weight: 600; }
@media (max-width: 45rem) { main table, main tbody { display: block; } main thead { display: none; }
  main tr { display: grid; grid-template-columns: 5rem 1fr; } main td:nth-child(n + 3) { grid-column: 1 / -1; }
  main tr > :is(th, td):nth-child(n) { width: auto; border-bottom: 0; } }
@media print { form { display: none; } }
"""


def html_report(article: Article, source: str = "") -> str:
    """An article's page as one self-contained HTML document.

    source: what the page is called, such as its file; shown over the title.

    >>> page = html_report(newsclean.clean("Menu\\n\\nIn the night, rain fell on the hills, and the river rose."))
    >>> page.startswith("<!doctype html>"), "<script" in page
    (True, False)
    """
    return "".join(_document(article, source))


def _document(article: Article, source: str) -> Iterator[str]:
    steps = Counter(entry.by for entry in article.removed)
    groups = {name: f"f{n}" for n, name in enumerate(steps)}
    style = _STYLE + "".join(map(_group_style, groups, groups.values()))
    name = escape_html(without_direction(article.title or source or "A page"))
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{name} – newsclean</title><style>{style}</style></head>\n<body>"
    yield from _header(article, source)
    yield from _switches(article, steps, groups)
    yield from _table(article, groups)
    yield from _considered(article)
    yield f'<footer><p class="quiet">Made by newsclean {__version__}</p></footer></body></html>\n'


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _group_style(name: str, group: str) -> str:
    colour = f".{group} {{ --group: {swatch(name).colour}; }}\n"
    return colour + f":root:has(#{group}:not(:checked)) .{group}.gone {{ display: none; }}\n"


def _header(article: Article, source: str) -> Iterator[str]:
    facts = [
        article.byline,
        f"published {article.date}" if article.date else None,
        f"updated {article.updated}" if article.updated else None,
        f"language {article.language}" if article.language else None,
        f"{article.kept_share:.0%} of the characters kept",
    ]
    yield f'<header><p class="quiet"><bdi>{escape_html(source)}</bdi></p>' if source else "<header>"
    yield f'<h1 dir="auto">{escape_html(article.title or "No title found")}</h1>'
    yield f'<p class="quiet">{" · ".join(f"<bdi>{escape_html(fact)}</bdi>" for fact in facts if fact)}</p></header>\n'


def _switches(article: Article, steps: Counter[str], groups: dict[str, str]) -> Iterator[str]:
    roles = Counter("field" if entry.role in FIELDS else entry.role for entry in article.ledger)
    yield '<form autocomplete="off"><fieldset><legend>Show</legend>'
    # A disabled default button keeps Enter on a checkbox from submitting the form.
    yield '<button type="submit" disabled hidden></button>'
    yield _switch("field", f"title, byline, date ({roles['field']})")
    yield _switch("body", f"body ({roles['body']})")
    yield _switch("gone", f"all that was removed ({roles['removed']})")
    for name, group in groups.items():
        yield _switch(group, f"{name} ({steps[name]})")
    yield '<button type="reset">Show everything</button></fieldset></form>\n'


def _switch(group: str, label: str) -> str:
    kind = "" if group == "gone" else f'<span class="{group}"></span>'
    return f'<label><input type="checkbox" id="{group}" checked>{kind}<bdi>{escape_html(label)}</bdi></label>'


def _table(article: Article, groups: dict[str, str]) -> Iterator[str]:
    yield '<main><table><thead><tr><th scope="col">Line</th><th scope="col">Fate</th>'
    yield '<th scope="col">Text</th><th scope="col">Why</th></tr></thead><tbody>\n'
    for entry in article.ledger:
        yield _row(entry, groups)
    yield "</tbody></table></main>\n"


def _row(entry: Entry, groups: dict[str, str]) -> str:
    if entry.role == "removed":
        kind, fate = f"{groups[entry.by]} gone", entry.by
    elif entry.role in FIELDS:
        kind, fate = "field", entry.role
    else:
        kind, fate = "body", "body" if entry.kind in (None, "paragraph") else f"body: {entry.kind}"
    chance = "" if entry.probability is None else f"<small>{entry.probability:.0%} likely to be body</small>"
    numbers = line_numbers(entry.lines)
    return (
        f'<tr class="{kind}"><td>{numbers}</td><td><bdi>{escape_html(fate)}</bdi></td>'
        f'<td dir="auto">{escape_html(entry.text)}</td><td><bdi>{escape_html(entry.reason)}</bdi>{chance}</td></tr>\n'
    )


def _considered(article: Article) -> Iterator[str]:
    if article.considered:
        yield "<details><summary>What was considered for title, byline and date</summary><table><thead><tr>"
        yield "".join(f'<th scope="col">{name}</th>' for name in ("Lines", "Field", "Value", "Taken", "Why"))
        yield "</tr></thead><tbody>"
        yield from (_candidate(c) for field in FIELDS for c in article.explain(field))
        yield "</tbody></table></details>"


def _candidate(c: Considered) -> str:
    cells = (line_numbers(c.lines), c.field, c.value, "yes" if c.taken else "no", c.reason)
    return f"<tr>{''.join(f'<td><bdi>{escape_html(cell)}</bdi></td>' for cell in cells)}</tr>\n"
