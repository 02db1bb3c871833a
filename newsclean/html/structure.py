"""What a page's structure says of each of its lines, as rows of numbers: newsclean/structure.py says what they are.

An element that holds most of the page's running text says nothing by its names or tag: "ad-free" on the article's own
box is no advertisement. Every value is a whole number or a quotient of two, so it is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from newsclean.html.rendering import Element, TextLine, running_chars
from newsclean.structure import ROLES, STRUCTURE_NAMES, TAG_ROWS, WITHIN_ROWS

__all__ = ["STRUCTURE_NAMES", "structure_of"]

Matrix = NDArray[np.float32]

SILENT = frozenset(("html", "body", "main", "article", "form"))
"""Elements whose names speak of the page or the site."""
ROLE_OF_TAG = {
    "aside": "related", "figcaption": "caption", "footer": "nav", "h1": "title", "nav": "nav", "time": "when",
}  # fmt: skip
WEAK = frozenset(("title", "author", "when"))
"""An author named in a comment is the comment's."""
_ROW_OF_TAG = {
    "p": "tag_p", "li": "tag_li", "h1": "tag_h1", **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "tag_heading"),
    "td": "tag_td", "th": "tag_td", "blockquote": "tag_blockquote", "figcaption": "tag_figcaption",
    "caption": "tag_figcaption", "a": "tag_a_dt", "dt": "tag_a_dt",
}  # fmt: skip
"""The row that says that a block has a tag."""
_AT = {name: i for i, name in enumerate(STRUCTURE_NAMES)}
"""The place of each row."""
_WITHIN = {name: 1 << i for i, name in enumerate(WITHIN_ROWS)}
"""Each part of a page that a line may be within, as a bit."""
_WITHIN_OF_TAG = {
    "article": _WITHIN["in_article"], "main": _WITHIN["in_main"], "blockquote": _WITHIN["in_blockquote"],
    "figure": _WITHIN["in_figure"], "aside": _WITHIN["in_aside"], "table": _WITHIN["in_table"],
    "li": _WITHIN["in_list"], "form": _WITHIN["in_form"], "header": _WITHIN["in_header"],
    "footer": _WITHIN["in_footer"], "nav": _WITHIN["in_nav"], "dialog": _WITHIN["in_hidden"],
}  # fmt: skip
_LASTING = _WITHIN["in_body"] | _WITHIN["in_article"] | _WITHIN["in_main"]
"""What an element says even where it holds most of the running text."""


@dataclass(slots=True)
class Tree:
    """What is summed up over the elements of a page, by their place.

    running: letters of running text in the element; lines, linked, chars: of all its lines.
    role: the nearest telling role, of it or above; within: the bits of WITHIN_ROWS.
    """

    parents: list[int]
    running: list[int]
    lines: list[int]
    linked: list[int]
    chars: list[int]
    role: list[str]
    within: list[int]


def sum_up(elements: Sequence[Element], lines: Sequence[TextLine]) -> Tree:
    """Sums over the elements, from the leaves up; then roles and parts, from the root down."""
    n = len(elements)
    parents = [element.parent for element in elements]
    running, count, linked, chars = [0] * n, [0] * n, [0] * n, [0] * n
    for line in lines:
        at = line.block
        running[at] += running_chars(line)
        count[at] += 1
        chars[at] += line.counts[0]
        linked[at] += line.counts[1]
    for i in range(n - 1, 0, -1):
        p = parents[i]
        running[p] += running[i]
        count[p] += count[i]
        chars[p] += chars[i]
        linked[p] += linked[i]
    role, within = [""] * n, [0] * n
    half = running[0] if n else 0
    for i, element in enumerate(elements):
        p = parents[i]
        before, around = (role[p], within[p]) if p >= 0 else ("", 0)
        silent = 2 * running[i] > half
        said, tag = element.said, element.tag
        own = "" if silent else ("" if tag in SILENT else said.role) or ROLE_OF_TAG.get(tag, "")
        role[i] = before if not own or (own in WEAK and before not in ("", "nav", "title")) else own
        bits = _WITHIN_OF_TAG.get(tag, 0)
        if said.parts and tag not in SILENT:
            for part in said.parts:
                bits |= _WITHIN[f"in_{part}"]
        if element.hidden or element.unspoken:
            bits |= _WITHIN["in_hidden"]
        within[i] = around | (bits & _LASTING if silent else bits)
    return Tree(parents, running, count, linked, chars, role, within)


def homes_of(tree: Tree, lines: Sequence[TextLine]) -> list[int]:
    """For each line the element that its block is one of several in: the block itself where it holds many lines.

    A block holds many where half of the running text around it is its own (one paragraph cut by line breaks).
    """
    own: dict[int, int] = {}
    for line in lines:
        own[line.block] = own.get(line.block, 0) + 1
    homes = []
    for line in lines:
        block = line.block
        parent = tree.parents[block]
        alone = own[block] < 2 or 2 * tree.running[block] < tree.running[parent]
        homes.append(parent if alone and parent >= 0 else block)
    return homes


def top_of(tree: Tree, homes: Sequence[int], lines: Sequence[TextLine]) -> int:
    """The home that holds most running text, that of its children's homes counted half; the first of equals."""
    points: dict[int, int] = {}
    for home, line in zip(homes, lines, strict=True):
        running = running_chars(line)
        if running:
            points[home] = points.get(home, 0) + 2 * running
            parent = tree.parents[home]
            if parent >= 0:
                points[parent] = points.get(parent, 0) + running
    return max(points, key=lambda home: (points[home], -home)) if points else 0


def structure_of(
    elements: Sequence[Element], lines: Sequence[TextLine], told: Mapping[str, ArrayLike] = MappingProxyType({})
) -> Matrix:
    """STRUCTURE_NAMES x lines. told: the rows of TOLD_ROWS, where the page tells anything.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> from newsclean.html.rendering import render
    >>> page = LexborHTMLParser("<nav>Home</nav><p>It rained all night, and the river rose.<p class=comment-3>Wow")
    >>> found = structure_of(*render(page.root))
    >>> [[name for name, value in zip(STRUCTURE_NAMES, line) if value and name.startswith("is_")] for line in found.T]
    [['is_nav'], [], ['is_comment']]
    """
    out = np.zeros((len(STRUCTURE_NAMES), len(lines)), np.float32)
    if not lines:
        return out
    tree = sum_up(elements, lines)
    for name, row in {**rows_of_blocks(elements, lines, tree), **places(elements, lines, tree), **told}.items():
        out[_AT[name]] = row
    return out


def rows_of_blocks(elements: Sequence[Element], lines: Sequence[TextLine], tree: Tree) -> dict[str, NDArray[Any]]:
    """The rows of the roles, tags, parts and the lines themselves."""
    roles = np.array([tree.role[line.element] for line in lines])
    tags = np.array([_ROW_OF_TAG.get(elements[line.block].tag, "") for line in lines])
    within = np.array([tree.within[line.element] for line in lines])
    chars, linked, bold, italic = np.array([line.counts for line in lines], np.float64).T
    every = np.maximum(chars, 1)
    return {
        **{f"is_{role}": roles == role for role in ROLES},
        **{row: tags == row for row in TAG_ROWS},
        **{row: within & bit > 0 for row, bit in _WITHIN.items()},
        "html_link_share": linked / every,
        "bold_share": bold / every,
        "italic_share": italic / every,
        "block_start": np.array([line.starts for line in lines]),
        "list_item": np.array([line.item for line in lines]),
        "spaced": np.array([line.spaced for line in lines]),
    }


def places(elements: Sequence[Element], lines: Sequence[TextLine], tree: Tree) -> dict[str, NDArray[Any]]:
    """The rows of TREE_ROWS."""
    n = len(elements)
    parents = tree.parents
    homes = homes_of(tree, lines)
    top = top_of(tree, homes, lines)
    above = [top]
    while len(above) < 3:
        above.append(max(0, parents[above[-1]]))
    total = max(tree.running[0], 1)
    alike, item = items_of(elements, tree)
    half_depth, inside = [0] * n, [0] * n
    """The depth of the nearest element with half the running text; bits: inside top, its parent, its grandparent."""
    article = [-1] * n
    for i, element in enumerate(elements):
        p = parents[i]
        holds_half = 2 * tree.running[i] >= total
        half_depth[i] = element.depth if holds_half or p < 0 else half_depth[p]
        inside[i] = (inside[p] if p >= 0 else 0) | sum(1 << k for k in range(3) if above[k] == i)
        article[i] = article[p] if p >= 0 and article[p] >= 0 else i if element.tag == "article" else -1
    articles = list(accumulate((article[i] == i for i in range(n)), initial=0))
    h1s = list(accumulate((element.tag == "h1" for element in elements), initial=0))
    home, block = np.array(homes), np.array([line.block for line in lines])
    running, count, linked, chars = (np.array(sums) for sums in (tree.running, tree.lines, tree.linked, tree.chars))
    depth = np.array([element.depth for element in elements])
    bits, items = np.array(inside)[block], np.array(item)[block]
    alike_at = np.array(alike)
    own_article = np.array(article)[block]
    return {
        "depth": depth[block],
        "home_share": running[home] / total,
        "home_blocks": count[home],
        "home_link_share": linked[home] / np.maximum(chars[home], 1),
        "in_top": bits & 1,
        "in_top_parent": bits >> 1 & 1,
        "in_top_grandparent": bits >> 2 & 1,
        "directly_in_top": home == top,
        "steps_to_half": depth[block] - np.array(half_depth)[block],
        "alike_blocks": alike_at[block],
        "alike_items": np.where(items < 0, 0, alike_at[items]),
        "item_lines": np.where(items < 0, 0, count[items]),
        "item_share": np.where(items < 0, 0, running[items]) / total,
        "articles_before": np.array(articles)[block],
        "h1_before": np.array(h1s)[block],
        "same_article": own_article == article[top],
    }


def items_of(elements: Sequence[Element], tree: Tree) -> tuple[list[int], list[int]]:
    """For each element how many siblings have its tag and names, itself counted; and the nearest one around it, but
    not itself, that is one of several with two lines or more, or -1."""
    keys = [(element.parent, element.tag, element.names) for element in elements]
    counted: dict[tuple[int, str, str], int] = {}
    for key in keys:
        counted[key] = counted.get(key, 0) + 1
    alike = [counted[key] for key in keys]
    item = [-1] * len(elements)
    for i, element in enumerate(elements):
        p = element.parent
        if p >= 0:
            item[i] = p if alike[p] > 1 and tree.lines[p] > 1 else item[p]
    return alike, item
