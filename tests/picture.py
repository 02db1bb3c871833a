"""The README's picture: its first page, each part with what became of it. `python -m tests.picture` draws it anew.

One SVG for light and dark, as the reader's system is set; kinds have the colours of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stdout
from html import escape
from io import StringIO
from textwrap import wrap

from newsclean import Article
from newsclean.article import Entry
from newsclean.palette import swatch
from tests.readme import README, ROOT, blocks

PICTURE = ROOT / "fixtures" / "picture.svg"
WIDTH, MARGIN, LINE, GAP = 880, 28, 22, 8
"""Pixels: of the picture, at its edges, from line to line of a part, and between parts."""
WRAP = 82
"""Characters a line."""
STYLE = """
svg { font: 15px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color-scheme: light dark }
.card { fill: #fff; stroke: #d0d7de } .kept { fill: #1f2328 } .gone { fill: #656d76 } .bar { stroke-width: 4 }
.title { font-weight: 700; font-size: 18px } .what { font-size: 13px; text-anchor: end } .stay { stroke: #1f2328 }
@media (prefers-color-scheme: dark) {
.card { fill: #0d1117; stroke: #30363d } .kept { fill: #e6edf3 } .gone { fill: #8d96a0 } .stay { stroke: #e6edf3 }
.kind { filter: brightness(1.5) } }
"""


def first_article() -> Article:
    """The article of the README's first example, as it runs."""
    first = next(block for block in blocks(README.read_text("utf-8")) if block.language == "python")
    names: dict[str, object] = {"__name__": "readme"}
    with redirect_stdout(StringIO()):
        exec(compile(first.code, "README.md", "exec"), names)
    article = names["article"]
    assert isinstance(article, Article)
    return article


def drawn(article: Article) -> str:
    """An article's ledger as an SVG."""
    top, parts = MARGIN, []
    for entry in article.ledger:
        lines = wrap(entry.text, WRAP)
        parts.append("\n".join(part_of(entry, lines, top)))
        top += len(lines) * LINE + GAP
    height = top - GAP + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img"><title>A scraped page, line by line: what is kept, and what is removed as what</title>'
        f'<style>{STYLE}</style>\n<rect class="card" x=".5" y=".5" width="{WIDTH - 1}" height="{height - 1}" rx="8"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def part_of(entry: Entry, lines: list[str], top: int) -> Iterator[str]:
    """One entry: a bar, its text, and what it is."""
    foot, left, right = top + len(lines) * LINE, MARGIN + 14, WIDTH - MARGIN
    if entry.role == "removed":
        colour = swatch(entry.kind).colour
        bar, text, what = f'class="bar" stroke="{colour}"', "gone", f'class="what kind" fill="{colour}"'
    else:
        text = "kept title" if entry.role == "title" else "kept"
        bar, what = 'class="bar stay"', 'class="what kept"'
    yield f'<path {bar} d="M{MARGIN} {top + 3}V{foot - 1}"/>'
    for n, line in enumerate(lines, 1):
        yield f'<text class="{text}" x="{left}" y="{top + n * LINE - 6}">{escape(line)}</text>'
    fate = f"− {entry.kind}" if entry.role == "removed" else f"+ {entry.role}"
    yield f'<text {what} x="{right}" y="{top + LINE - 6}">{fate}</text>'


if __name__ == "__main__":
    PICTURE.write_text(drawn(first_article()), "utf-8")
