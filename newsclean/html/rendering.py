"""Document -> lines: the text of a page, and for each line the element that it comes from.

One walk over lexbor's tree, which is what browsers make of the document. A line is what a browser sets on lines of its
own: a paragraph, heading, list item, caption or table row, or what stands between two line breaks. Scripts, styles,
templates, drawings, embedded documents, players, form fields and buttons have no text here, and neither have the
descriptions of images. What is hidden is rendered like the rest and told apart: it may be the paid part of the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsclean.html.names import NOTHING, Said, what_names_say

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SKIPPED = frozenset((
    "applet", "area", "audio", "base", "button", "canvas", "datalist", "embed", "head", "iframe", "input",
    "link", "map", "meta", "meter", "noembed", "noframes", "noscript", "object", "option", "optgroup", "param",
    "picture", "progress", "rp", "script", "select", "style", "svg", "template", "textarea", "title", "track",
    "video",
))  # fmt: skip
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "marquee", "menu", "nav",
    "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "xmp",
))  # fmt: skip
"""Elements that are lines of their own. Any other is within a line, as in browsers; but one that a site made up (with a
dash) is a block where a line has not begun and one may."""
ONE_LINE = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Blocks that hold no others."""
APART = frozenset(("a", "label", "span", "time"))
"""Where two of these touch, styles put a space between them."""
SPACED = frozenset((
    "blockquote", "dl", "fieldset", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul",
))  # fmt: skip
"""Blocks that browsers set apart by an empty line."""
LISTS = frozenset(("ol", "ul"))
"""Elements whose lines are items."""
CELLS = frozenset(("td", "th"))
"""The cells of a table."""
MAX_CELL_CHARS = 60
"""Characters: a table row of longer cells is a layout, whose cells are lines of their own. By hand."""
MIN_RUNNING_CHARS = 40
"""Characters outside links from which on a line is running text; shorter ones are mostly labels and headings. By
hand."""
MIN_HIDDEN_SHARE = 0.2
"""A hidden element with less of the page's running text is left out. Of 400 pages of seven sources one had hidden parts
of the article, with nearly all of its text; hidden texts of other kinds were a tenth of the page's lines."""
BULLET = "• "
"""What an item of a list starts with; layout knows it."""
NAMING = frozenset(("class", "id", "itemprop", "role", "data-component", "data-testid", "data-type"))
"""The attributes that hold names of what an element is."""

_SPACES_RE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
"""White space as browsers fold it, and what ends a line elsewhere; a no-break space stays."""
_ODD_SPACES_RE = re.compile(r"[\t\r\f\v\x1c-\x1f\x85\u2028\u2029]")
"""The same within preformatted text, where spaces and line breaks stay."""
_NOT_SHOWN_RE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
"""Styles of what is not shown."""
_REACT_PART_RE = re.compile(r"S:[0-9a-f]+")
"""Ids of React's hidden parts, which its script shows."""
_REL_ROLES = {"tag": Said("tags"), "author": Said("author")}
"""Links that say what they are."""
_COUNTED = {"a": 0, "b": 1, "strong": 1, "i": 2, "em": 2}
"""Elements whose letters are counted: links, bold, italic."""


class Element(NamedTuple):
    """A block, or an inline element that its names make telling.

    parent: its place among the page's elements; -1 for the root.
    depth: how many elements of the page it stands in.
    names: what it is called, as the document writes it.
    said: what these names say.
    hidden: whether an attribute says that it is not shown; unspoken: that it is not read aloud.
    node: where it is in the tree.
    """

    parent: int
    tag: str
    depth: int
    names: str = ""
    said: Said = NOTHING
    hidden: bool = False
    unspoken: bool = False
    node: LexborNode | None = None


@dataclass(slots=True)
class TextLine:
    """A line of the rendering.

    element: the element that most of it stands in; block: the block around it.
    counts: its characters in all, and of these in links, in bold and in italics.
    starts: whether a block, and not only a line of it, starts here.
    spaced: whether an empty line stands before it.
    item: whether it is the first line of a list item.
    """

    text: str
    element: int
    block: int
    counts: tuple[int, int, int, int]
    starts: bool
    spaced: bool
    item: bool


def render(root: LexborNode | None) -> tuple[list[Element], list[TextLine]]:
    """The elements of a document, parents first, and its lines, both in the document's order.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> tree = LexborHTMLParser("<h1>Rain</h1><p>It fell<br>all <b>night</b>.<script>x</script><ul><li>Hail")
    >>> [(line.text, line.spaced, line.starts, line.item) for line in render(tree.root)[1]]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Rain', True, True, False), ('It fell', True, True, False), ('all night.', False, False, False),
     ('Hail', True, True, True)]
    """
    renderer = Renderer()
    renderer.walk(root)
    return renderer.elements, shown(renderer.elements, renderer.lines)


def is_hidden(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether attributes say that an element is not shown. React's hidden parts are, once its script has run.

    >>> is_hidden("div", {"style": "display: none"}), is_hidden("div", {"hidden": None, "id": "S:1"})
    (True, False)
    """
    if "hidden" in attributes:
        return not _REACT_PART_RE.fullmatch(attributes.get("id") or "")
    if tag == "dialog":
        return "open" not in attributes
    return "style" in attributes and _NOT_SHOWN_RE.search(attributes["style"] or "") is not None


def running_chars(line: TextLine) -> int:
    """The characters of a line's running text: none where it is short or most of it is a link.

    >>> running_chars(TextLine("Rain", 0, 0, (4, 0, 0, 0), True, True, False))
    0
    """
    plain = line.counts[0] - line.counts[1]
    return plain if plain >= MIN_RUNNING_CHARS and plain > line.counts[1] else 0


def shown(elements: list[Element], lines: list[TextLine]) -> list[TextLine]:
    """The lines without those of hidden elements: menus, dialogues, forms for later.

    A hidden element with much of the page's running text is no such thing, but what only subscribers see, or the page
    itself before its scripts have run.
    """
    if not any(element.hidden for element in elements):
        return lines
    running = [0] * len(elements)
    for line in lines:
        running[line.element] += running_chars(line)
    for i in range(len(elements) - 1, 0, -1):
        running[elements[i].parent] += running[i]
    gone: list[bool] = []
    for element, chars in zip(elements, running, strict=True):
        hidden = element.hidden and MIN_HIDDEN_SHARE * running[0] > chars
        gone.append(hidden or (element.parent >= 0 and gone[element.parent]))
    return [line for line in lines if not gone[line.element]]


Within = int
"""The element around one within a line."""
Before = tuple[int, int, int]
"""The element, the block and the number of lines before a block."""


class Renderer:
    """The state of one walk."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.lines: list[TextLine] = []
        self.said: dict[str, Said] = {}
        self.element = self.block = -1
        self.lists = self.preformatted = 0
        self.inside = [0, 0, 0]
        self.chunks: list[str] = []
        self.owners: list[tuple[int, int]] = []
        self.counts = [0, 0, 0, 0]
        self.starts = self.spaced = True
        self.item = self.broken = False
        self.touching = 0

    def walk(self, root: LexborNode | None) -> None:
        """Go over all nodes, without recursion: documents nest as deep as they like."""
        node = root
        above: list[tuple[LexborNode, str, Within | Before]] = []
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                if self.chunks or not text.isspace():
                    self.write(text)
            elif tag == "br":
                self.end_line(broken=True)
            elif tag not in SKIPPED and not tag.startswith("-"):
                child = node.first_child
                if child is not None:
                    above.append((node, tag, self.enter(node, tag)))
                    node = child
                    continue
                if tag in BLOCKS:
                    self.part(tag)
            after = node.next
            while after is None and above:
                node, tag, state = above.pop()
                self.leave(tag, state)
                after = node.next
            node = after
        self.end_line()

    def enter(self, node: LexborNode, tag: str) -> Within | Before:
        """Start an element; gives what `leave` needs."""
        if not (tag in BLOCKS or ("-" in tag and self.may_begin())):
            around = self.element
            if tag in _COUNTED:
                self.inside[_COUNTED[tag]] += 1
            if tag in APART:
                self.touching = 2 if self.touching else 0
                self.tell(node, tag, block=False)
            return around
        self.part(tag)
        before = (self.element, self.block, len(self.lines))
        self.tell(node, tag, block=True)
        if tag in LISTS:
            self.lists += 1
        elif tag == "li":
            self.item = True
        elif tag == "pre":
            self.preformatted += 1
        return before

    def leave(self, tag: str, state: Within | Before) -> None:
        """End an element, given what `enter` gave."""
        if isinstance(state, int):
            if tag in _COUNTED:
                self.inside[_COUNTED[tag]] -= 1
            if tag in APART:
                self.touching = 1
            self.element = state
            return
        if tag in LISTS:
            self.lists -= 1
        elif tag == "pre":
            self.preformatted -= 1
        self.part(tag)
        if tag == "tr":
            self.join_cells(state[2])
        elif tag == "li":
            self.item = False
        self.element, self.block, _ = state

    def may_begin(self) -> bool:
        """Whether a block may begin here."""
        return not self.chunks and (self.block < 0 or self.elements[self.block].tag not in ONE_LINE)

    def part(self, tag: str) -> None:
        """End the line where a block starts or ends."""
        self.end_line()
        self.starts = True
        if tag in SPACED and not (self.lists and tag in LISTS):
            self.spaced = True

    def tell(self, node: LexborNode, tag: str, *, block: bool) -> None:
        """Write an element down: a block always, an inline one where its attributes say something."""
        names, said, hidden, unspoken = "", NOTHING, tag == "dialog", False
        attributes = node.attributes
        if attributes:
            names = " ".join([value for name, value in attributes.items() if name in NAMING and value])
            if names:
                said = self.said.get(names) or self.said.setdefault(names, what_names_say(names))
            if "rel" in attributes and not said.role:
                said = _REL_ROLES.get((attributes["rel"] or "").casefold(), said)
            unspoken = attributes.get("aria-hidden") == "true"
            hidden = is_hidden(tag, attributes)
        if block or hidden or unspoken or said is not NOTHING or tag == "time":
            depth = self.elements[self.element].depth + 1 if self.element >= 0 else 0
            self.elements.append(Element(self.element, tag, depth, names, said, hidden, unspoken, node))
            self.element = len(self.elements) - 1
            if block:
                self.block = self.element

    def write(self, text: str) -> None:
        """Add text to the line."""
        if self.preformatted:
            first, *others = _ODD_SPACES_RE.sub(" ", text).split("\n")
            self.add(first)
            for line in others:
                self.end_line(broken=True)
                self.add(line)
        else:
            self.add(_SPACES_RE.sub(" ", text))

    def add(self, text: str) -> None:
        """Add text whose spaces are settled."""
        if not text:
            return
        chunks = self.chunks
        if self.touching == 2 and chunks and chunks[-1][-1].isalnum() and text[0].isalnum():
            chunks.append(" ")
        self.touching = 0
        chunks.append(text)
        n = len(text)
        self.owners.append((self.element, n))
        counts = self.counts
        counts[0] += n
        links, bold, italics = self.inside
        if links:
            counts[1] += n
        if bold:
            counts[2] += n
        if italics:
            counts[3] += n

    def end_line(self, *, broken: bool = False) -> None:
        """Write the line down, if it has text. broken: a line break ends it, and the second of two ends the block."""
        self.touching = 0
        empty = True
        if self.chunks:
            text = "".join(self.chunks).strip()
            if text:
                empty = False
                if "  " in text and not self.preformatted:
                    text = _SPACES_RE.sub(" ", text)
                all_chars, linked, bold, italic = self.counts
                counts = (all_chars, linked, bold, italic)
                line = TextLine(text, self.owner(), self.block, counts, self.starts, self.spaced, self.item)
                self.lines.append(line)
                self.starts = self.spaced = self.item = False
            self.chunks, self.owners, self.counts = [], [], [0, 0, 0, 0]
        if broken and self.broken and empty:
            self.starts = self.spaced = True
        self.broken = broken

    def owner(self) -> int:
        """The element that most of the line stands in; its block where none has more than half."""
        if len({element for element, _ in self.owners}) == 1:
            return self.owners[0][0]
        letters: dict[int, int] = {}
        for element, n in self.owners:
            letters[element] = letters.get(element, 0) + n
        most = max(letters, key=lambda element: letters[element])
        return most if 2 * letters[most] > self.counts[0] else self.block

    def join_cells(self, start: int) -> None:
        """Make a table row whose cells are short texts one line, with a tab between them."""
        cells = self.lines[start:]
        if len(cells) > 1 and all(
            len(cell.text) <= MAX_CELL_CHARS and self.elements[cell.block].tag in CELLS for cell in cells
        ):
            first = cells[0]
            first.text = "\t".join(cell.text for cell in cells)
            sums = [sum(values) for values in zip(*(cell.counts for cell in cells), strict=True)]
            first.counts = (sums[0], sums[1], sums[2], sums[3])
            del self.lines[start + 1 :]
