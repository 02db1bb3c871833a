"""The pages that benchmarks are run on: fundus's, HTML and text, or else the fixtures with HTML made of them."""

from __future__ import annotations

import gzip
import html
import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


class News(NamedTuple):
    """A news page: its main content as resiliparse renders it, its HTML, and the whole page as text."""

    text: str
    html: str
    whole: str


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def news_pages(limit: int | None = None, corpus: Path = CORPUS) -> list[News]:
    """So many pages, or all of them; the fixtures' where the corpus is not there."""
    labelled, pages = corpus / "fundus.jsonl.gz", corpus / "fundus-html.jsonl.gz"
    if not (labelled.exists() and pages.exists()):
        return fixture_pages()[:limit]
    markup = {row["id"]: row["html"] for row in read_lines(pages)}
    rows = (row for row in read_lines(labelled) if row["id"] in markup)
    texts_of = ((row["texts"], markup[row["id"]]) for row in islice(rows, limit))
    return [News(texts["resiliparse_main"], html, texts["resiliparse_all"]) for texts, html in texts_of]


def fixture_pages() -> list[News]:
    """The fixtures, each line a paragraph of the HTML."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures").glob("*.txt"))]
    return [News(text, wrapped(text), text) for text in texts]


def wrapped(text: str) -> str:
    """A text as a plain HTML page.

    >>> wrapped("R&D")
    '<html><head><title>R&amp;D</title></head><body><article><p>R&amp;D</p></article></body></html>'
    """
    lines = [html.escape(line) for line in text.split("\n") if line.strip()]
    title = lines[0] if lines else ""
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>"


def text_of_size(size: int) -> str:
    """A page of so many characters: the fixtures' lines in turn, each with its number, so that no two are the same."""
    lines = [line for page in fixture_pages() for line in page.text.split("\n")]
    found: list[str] = []
    length = 0
    for n, line in enumerate(cycle(lines)):
        found.append(f"{line} {n}" if line else line)
        length += len(found[-1]) + 1
        if length > size:
            return "\n".join(found)[:size]
    return ""
