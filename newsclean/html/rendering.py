"""Document -> lines: the text of a page, and for each line the element that it comes from.

One walk over lexbor's tree, which is what browsers make of the document. A line is what a browser sets on lines of its
own: a paragraph, heading, list item, caption or table row, or what stands between two line breaks. Scripts, styles,
templates, drawings, embedded documents, players, form fields and buttons have no text here, and neither have the
descriptions of images. What is hidden is rendered like the rest and told apart: it may be the paid part of the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.html.names import NOTHING, Said, what_names_say

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SKIPPED = frozenset((
    "applet", "area", "audio", "base", "button", "canvas", "datalist", "embed", "head", "iframe", "input",
    "link", "map", "meta", "meter", "noembed", "noframes", "noscript", "object", "option", "optgroup", "param",
    "picture", "progress", "rp", "script", "select", "style", "svg", "template", "textarea", "title", "track",
    "video",
))  # fmt: skip
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rt", "rtc", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
"""Elements within a line. Any other is a block; one that sites made up (with a dash) only at the start of a line."""
APART = frozenset(("a", "label", "span", "time"))
"""Where two of these touch, styles put a space between them."""
SPACED = frozenset((
    "blockquote", "dl", "fieldset", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul",
))  # fmt: skip
"""Blocks that browsers set apart by an empty line."""
LISTS = frozenset(("ol", "ul"))
CELLS = frozenset(("td", "th"))
MAX_CELL_CHARS = 60
"""A table row of longer cells is a layout, whose cells are lines of their own."""
BULLET = "• "
NAMING = ("class", "id", "itemprop", "role", "data-component", "data-testid", "data-type")
"""The attributes that hold names of what an element is."""

_SPACES_RE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_ODD_SPACES_RE = re.compile(r"[\t\r\f\v\x1c-\x1f\x85\u2028\u2029]")
_NOT_SHOWN_RE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_REL_ROLES = {"tag": Said("tags"), "author": Said("author")}
_COUNTED = {"a": 0, "b": 1, "strong": 1, "i": 2, "em": 2}


@dataclass(slots=True)
class Element:
    """A block, or an inline element that its names make telling.

    parent: its place among the page's elements; -1 for the root.
    depth: elements above it, untold inline ones too.
    names: what it is called, as the document writes it.
    said: what these names say.
    hidden: whether an attribute says that it is not shown.
    """

    parent: int
    tag: str
    depth: int
    names: str = ""
    said: Said = NOTHING
    hidden: bool = False
    mem_id: int = 0


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
    return renderer.elements, renderer.lines


State = tuple[int, int, int]


class Renderer:
    """The state of one walk."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.lines: list[TextLine] = []
        self.said: dict[str, Said] = {}
        self.element = self.block = -1
        self.depth = self.lists = self.preformatted = 0
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
        above: list[tuple[LexborNode, str, State]] = []
        while node is not None:
            tag = node.tag or ""
            child = None
            if tag == "-text":
                self.write(node.text_content or "")
            elif tag == "br":
                self.end_line(broken=True)
            elif tag not in SKIPPED and tag[0] != "-":
                child = node.first_child
                if child is not None:
                    above.append((node, tag, self.enter(node, tag)))
                    node = child
                    continue
                if tag not in INLINE:
                    self.leave(tag, self.enter(node, tag))
            node = node.next if node.next is not None else self.climb(above)
        self.end_line()

    def climb(self, above: list[tuple[LexborNode, str, State]]) -> LexborNode | None:
        """Leave elements up to one that has a next sibling, and give that."""
        while above:
            node, tag, state = above.pop()
            self.leave(tag, state)
            if node.next is not None:
                return node.next
        return None

    def enter(self, node: LexborNode, tag: str) -> State:
        """Start an element; gives the element, block and number of lines before it; -1 for the last within a line."""
        self.depth += 1
        state = (self.element, self.block, len(self.lines))
        if tag in INLINE or ("-" in tag and self.chunks):
            if tag in _COUNTED:
                self.inside[_COUNTED[tag]] += 1
            if tag in APART:
                self.touching = 2 if self.touching else 0
                self.tell(node, tag, block=False)
            return (state[0], state[1], -1)
        self.end_line(starts=True, spaced=tag in SPACED and not (tag in LISTS and self.lists))
        self.tell(node, tag, block=True)
        if tag in LISTS:
            self.lists += 1
        elif tag == "li":
            self.item = True
        elif tag == "pre":
            self.preformatted += 1
        return state

    def tell(self, node: LexborNode, tag: str, block: bool) -> None:
        """Write an element down: a block always, an inline one where its names say something."""
        attributes = node.attributes
        names, said, hidden = "", NOTHING, False
        if attributes:
            names = " ".join([attributes[name] or "" for name in NAMING if name in attributes])
            if names:
                found = self.said.get(names)
                said = self.said[names] = found if found is not None else what_names_say(names)
            if "rel" in attributes and not said.role:
                said = _REL_ROLES.get((attributes["rel"] or "").casefold(), said)
            hidden = (
                "hidden" in attributes
                or attributes.get("aria-hidden") == "true"
                or ("style" in attributes and _NOT_SHOWN_RE.search(attributes["style"] or "") is not None)
            )
        if block or hidden or said is not NOTHING or tag == "time":
            self.elements.append(Element(self.element, tag, self.depth, names, said, hidden, node.mem_id))
            self.element = len(self.elements) - 1
            if block:
                self.block = self.element

    def leave(self, tag: str, state: State) -> None:
        """End an element, given what `enter` gave."""
        self.depth -= 1
        if state[2] < 0:
            if tag in _COUNTED:
                self.inside[_COUNTED[tag]] -= 1
            self.touching = 1 if tag in APART else self.touching
            self.element = state[0]
            return
        self.end_line(starts=True, spaced=tag in SPACED and not (tag in LISTS and self.lists > 1))
        if tag == "tr":
            self.join_cells(state[2])
        elif tag in LISTS:
            self.lists -= 1
        elif tag == "li":
            self.item = False
        elif tag == "pre":
            self.preformatted -= 1
        self.element, self.block, _ = state

    def write(self, text: str) -> None:
        """Add text to the line."""
        if self.preformatted:
            first, *others = _ODD_SPACES_RE.sub(" ", text).split("\n")
            self.add(first)
            for line in others:
                self.end_line(broken=True)
                self.add(line)
            return
        text = _SPACES_RE.sub(" ", text)
        if text != " " or self.chunks:
            self.add(text)

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
        self.counts[0] += n
        for kind, inside in enumerate(self.inside, 1):
            if inside:
                self.counts[kind] += n

    def end_line(self, *, starts: bool = False, spaced: bool = False, broken: bool = False) -> None:
        """Write the line down, if it has text, and say what is known of the next one."""
        text = "".join(self.chunks).strip() if self.chunks else ""
        if text:
            if "  " in text and not self.preformatted:
                text = _SPACES_RE.sub(" ", text)
            counts = self.counts
            self.lines.append(
                TextLine(
                    text, self.owner(), self.block, (counts[0], counts[1], counts[2], counts[3]),
                    self.starts, self.spaced, self.item,
                )
            )  # fmt: skip
            self.starts = self.spaced = self.item = False
        if self.chunks:
            self.chunks, self.owners, self.counts = [], [], [0, 0, 0, 0]
        if broken and self.broken and not text:
            self.starts = self.spaced = True
        self.broken = broken
        self.starts = self.starts or starts
        self.spaced = self.spaced or spaced
        self.touching = 0

    def owner(self) -> int:
        """The element that most of the line stands in; its block where none has more than half."""
        first = self.owners[0][0]
        if all(element == first for element, _ in self.owners):
            return first
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
