"""Photo captions: "Image caption: …", or a line that ends in a credit: "The bridge at night. Photo: Ann Lee/AP"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.filters.photo_credits import ends_in_agency, is_agency, is_name, opens_credit
from newsclean.page import Line, Page, Removal
from newsclean.script import word_count

MAX_CAPTION_WORDS = 80
MAX_CREDIT_CHARS = 100
MIN_CAPTION_CHARS = 10
SEPARATORS = tuple(":|-–—：")
BRACKETS = ("(", "（", "[", "【")
_TAIL_RE = re.compile(r"(?<=[.!?…»”\"'。！？)）])\s*(?=\S)|\s+[—–-]\s+|\s*[(（\[【/](?=\S)|\s+(?=©)")
_PARTS_RE = re.compile(r"\s*[/|,:／]\s*|\s+via\s+")
_SIGN_RE = re.compile(r"[:/=©(（：／＝|]")


def captions(page: Page) -> Iterator[Removal]:
    """Point at captions that say so, by a label before or a credit after them.

    >>> from newsclean import read_page
    >>> text = "The bridge at night. (Ann Lee/Reuters)\\n\\nThe bridge shut at night (at nine)."
    >>> [(r.line.text, r.reason) for r in captions(read_page(text, language="en"))]
    [('The bridge at night. (Ann Lee/Reuters)', 'ends in a photo credit')]
    >>> text = "Die Brücke bei Nacht. Foto: Jens Wolf/dpa\\n\\nEr sagte: Die Brücke bleibt."
    >>> [r.line.text for r in captions(read_page(text, language="de"))]
    ['Die Brücke bei Nacht. Foto: Jens Wolf/dpa']
    """
    for line in page.lines:
        end = page.hits(line).after("caption.labels")
        if end and is_labelled_caption(line, end):
            yield Removal(line, "caption label", kind="caption")
        elif ends_in_credit(page, line):
            yield Removal(line, "ends in a photo credit", kind="caption")


def is_labelled_caption(line: Line, end: int) -> bool:
    """Whether a caption's label is set apart from the words after it."""
    after = line.text[end:].lstrip()
    return len(after) > 1 and after.startswith(SEPARATORS) and word_count(line.text) <= MAX_CAPTION_WORDS


def ends_in_credit(page: Page, line: Line) -> bool:
    """Whether the last sentence or bracket of a line is a photo credit, and something stands before it."""
    tail = line.text[-MAX_CREDIT_CHARS:]
    if not _SIGN_RE.search(tail) or word_count(line.text) > MAX_CAPTION_WORDS:
        return False
    for match in _TAIL_RE.finditer(tail):
        credit = tail[match.end() :].strip(" )）]】.。")
        before = len(line.text) - len(tail) + match.start()
        if before >= MIN_CAPTION_CHARS and credit and is_credit(page, credit, bracketed=match[0].strip() in BRACKETS):
            return True
    return False


def is_credit(page: Page, text: str, *, bracketed: bool) -> bool:
    """Whether a text is a labelled credit, or, set apart by brackets, any credit or a name with an agency."""
    if bracketed and not page.look_up(text).lines.isdisjoint(("credit.lines", "credit.agencies")):
        return True
    if opens_credit(page, text) and (_SIGN_RE.search(text) or ends_in_agency(page, text)):
        return True
    if not bracketed:
        return False
    parts = [part for part in _PARTS_RE.split(text) if part]
    return len(parts) > 1 and any(is_agency(page, part) for part in parts) and is_name(text, apart=True)
