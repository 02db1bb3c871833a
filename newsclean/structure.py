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

ROLE_ROWS = {f"is_{role}": f"the nearest telling element around the line says that it is {role}" for role in ROLES}
TAG_ROWS = {
    "tag_p": "the line's block is a paragraph",
    "tag_li": "the block is an item of a list",
    "tag_h1": "the block is the heading <h1>",
    "tag_heading": "the block is another heading",
    "tag_td": "the block is a cell of a table",
    "tag_blockquote": "the block is a quotation",
    "tag_figcaption": "the block is a caption",
    "tag_a_dt": "the block is a link or a term",
}
"""Where all of these are 0, the block is something else, such as a <div>."""
WITHIN_ROWS = {
    **{f"in_{part}": f"some element around the line is named so: {part.replace('_', ' ')}" for part in PARTS},
    "in_article": "within <article>",
    "in_main": "within <main>",
    "in_blockquote": "within <blockquote>",
    "in_figure": "within <figure>",
    "in_aside": "within <aside>",
    "in_table": "within <table>",
    "in_list": "within an item of a list",
    "in_form": "within <form>",
    "in_header": "within <header>",
    "in_footer": "within <footer>",
    "in_nav": "within <nav>",
}
LINE_ROWS = {
    "html_link_share": "share of its characters in links",
    "bold_share": "share of its characters in bold",
    "italic_share": "share of its characters in italics",
    "block_start": "a block starts with it",
    "list_item": "an item of a list starts with it",
    "spaced": "an empty line is seen above it",
}
TREE_ROWS = {
    "depth": "elements around its block",
    "home_share": "share of the page's running text in its home, the element that its block is one of several in",
    "home_blocks": "lines of the home",
    "home_link_share": "share of the home's characters in links",
    "in_top": "within the top: the home with most running text, that of its children's homes counted half",
    "in_top_parent": "within the element around the top",
    "in_top_grandparent": "within the one around that",
    "directly_in_top": "its home is the top",
    "steps_to_half": "elements up to one that holds half of the page's running text",
    "alike_blocks": "blocks beside its own with the same tag and names, its own among them",
    "alike_items": "the same of its item, the nearest element around the block that has such beside it and two lines",
    "item_lines": "lines of the item",
    "item_share": "share of the page's running text in the item",
    "articles_before": "elements <article> that began before or around it",
    "h1_before": "elements <h1> that began before or around it",
    "same_article": "the outermost <article> around it is the top's, or neither has one",
}
"""Of the line's place in the tree."""
TOLD_ROWS = {
    "body_told": "share of the line that stands in JSON-LD's articleBody",
    "has_body_told": "the page has such a body",
    "description_told": "share of the line that stands in the page's description",
    "title_told": "it is the page's title",
    "speakable": "within what JSON-LD says can be read aloud",
    "paid_part": "within what JSON-LD says is paid for",
}
"""Of what the page tells of itself."""

STRUCTURE_NAMES = (*ROLE_ROWS, *TAG_ROWS, *WITHIN_ROWS, *LINE_ROWS, *TREE_ROWS, *TOLD_ROWS)
"""The rows of `Page.structure`, in order; its columns are the source lines, the first of them column 0."""
