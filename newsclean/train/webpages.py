"""The HTML of labelled pages: what its names say of lines of any rendering, and pages as `clean_html` meets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsclean.evaluate import key
from newsclean.html.webpage import Rendering, read_document
from newsclean.reading import read_page
from newsclean.train.examples import BARE, HTML, Example, example, examples


def roles_in(rendering: Rendering) -> dict[str, str]:
    """The role of each line, by `key`; of lines with the same letters the first counts."""
    found: dict[str, str] = {}
    for line, role in zip(rendering.text.split("\n"), rendering.roles, strict=False):
        found.setdefault(key(line), role)
    return found


def text_examples(
    page: Mapping[str, Any], html: str | None, others: Sequence[Mapping[str, Any]], renderings: Sequence[str]
) -> list[Example]:
    """A labelled page in its renderings as text; its HTML, if there is any, tells what lines are.

    others: pages that stand beside this one's article on the small pages that are made of it.
    """
    return list(examples(page, renderings, roles_in(read_document(html, None)[0]) if html else {}, others))


def html_examples(page: Mapping[str, Any], html: str | None, _: object = ()) -> list[Example]:
    """A labelled page as `clean_html` renders it, and, of one in BARE_SHARE, without its body."""
    if not html or not page["gold"].get("body"):
        return []
    forms = [(HTML, html)]
    if len(html) % BARE_SHARE == 0:
        forms.append((BARE, bare_document(html, page["gold"]["body"])))
    made = []
    for rendering, form in forms:
        rendered, _ = read_document(form, page.get("url"))
        read = read_page(rendered.text, structure=rendered.structure)
        made.append(example(page, rendering, read, roles_in(rendered)))
    return [found for found in made if found is not None]


BARE_SHARE = 2
"""One page in this many is also met without its body. By hand."""


BLOCKS = "p, li, h2, h3, h4, blockquote, div, td, pre"
"""Elements that may be a paragraph of the body."""


def bare_document(html: str, body: Iterable[str]) -> str:
    """A document without the elements whose text is a paragraph of the body.

    >>> bare_document("<p>Menu</p><p>It <b>rained</b>.</p>", ["It rained."])
    '<html><head></head><body><p>Menu</p></body></html>'
    """
    from selectolax.lexbor import LexborHTMLParser

    paragraphs = {key(paragraph) for paragraph in body}
    tree = LexborHTMLParser(html)
    for node in tree.css(BLOCKS):
        if key(node.text()) in paragraphs:
            node.decompose()
    return tree.html or ""
