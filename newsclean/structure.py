"""The rows of numbers that say what the structure of an HTML page tells of each of its lines.

newsclean/html makes them, a Page carries them, layout and the scorer read them by name. Every value is a whole number
or a quotient of two, so it is the same on every machine; a page of plain text has none.
"""

from __future__ import annotations

ROLES = (
    "comment", "caption", "consent", "subscribe", "share", "ad", "related", "tags", "author", "when", "nav", "title",
)  # fmt: skip
"""What the nearest telling element can say of a line; where its names say several, the first of these counts."""
PARTS = ("embed", "body", "lead", "pull_quote", "box", "hidden")
"""What names say besides: these are told of all elements around a line. "embed" and "body" have no role."""

ROLE_ROWS = tuple(f"is_{role}" for role in ROLES)
"""The nearest telling element around the line says that it is this."""
TAG_ROWS = ("tag_p", "tag_li", "tag_h1", "tag_heading", "tag_td", "tag_blockquote", "tag_figcaption", "tag_a_dt")
"""The line's block is this; none: another."""
WITHIN_ROWS = (
    *(f"in_{part}" for part in PARTS),
    "in_article", "in_main", "in_blockquote", "in_figure", "in_aside", "in_table", "in_list", "in_form", "in_header",
    "in_footer", "in_nav",
)  # fmt: skip
"""Some element around the line is named or tagged so."""
LINE_ROWS = ("html_link_share", "bold_share", "italic_share", "block_start", "list_item", "spaced")
"""The line's own: shares of its characters, whether a block or list item starts with it, an empty line stands above."""
TREE_ROWS = (
    "depth", "home_share", "home_blocks", "home_link_share", "in_top", "in_top_parent", "in_top_grandparent",
    "directly_in_top", "steps_to_half", "alike_blocks", "alike_items", "item_lines", "item_share", "articles_before",
    "h1_before", "same_article",
)  # fmt: skip
"""The line's place in the tree.

home: the element that the line's block is one of several in; its share of the page's running text, its lines, the
share of their characters in links. top: the home that holds most running text, its children's counted half.
steps_to_half: elements up to one that holds half of the running text. alike: blocks beside this one, or beside the
nearest one around it that is one of several with two lines or more, of the same tag and names; item: that block.
articles, h1: <article> and <h1> elements that began before or around the line; same_article: the top's <article>.
"""
TOLD_ROWS = ("body_told", "has_body_told", "description_told", "title_told", "speakable", "paid_part")
"""What the page tells of itself: the share of the line in JSON-LD's articleBody, whether the page has one; the share in
its description; whether the line is its title; in what JSON-LD calls speakable, or the part that is paid for."""

STRUCTURE_NAMES = (*ROLE_ROWS, *TAG_ROWS, *WITHIN_ROWS, *LINE_ROWS, *TREE_ROWS, *TOLD_ROWS)
"""The rows of `Page.structure`, in order; its columns are the source lines, the first of them column 0."""
