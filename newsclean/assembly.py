"""The last stage: what the steps left is the body; it and the marks become the article and its ledger.

What stands unmarked is body. Parts of one line, and the two halves of a sentence that a removed line broke, are put
together again. Without a body there is no article: the fields' lines then go to the ledger as removed.
"""

from __future__ import annotations

from itertools import pairwise

from newsclean.article import Article, Considered, Entry
from newsclean.page import CHANCES, CONFIDENCE, Kind, Line, Mark, Page
from newsclean.script import ends_sentence, is_small, is_unspaced

MIN_BROKEN_CHARS = 40
"""Characters: a shorter line is a heading or a label, not the first half of a broken paragraph. By hand."""
MAX_GAP = 9
"""Logical lines from the first half of a broken sentence to the second, at most. By hand."""
EVEN = 0.5
"""A line that is less likely body than this was kept with the benefit of the doubt."""
MAX_SUBHEAD_CHARS = 90
"""Characters: a longer line is a paragraph, whatever stands under it. By hand."""


def assemble(page: Page) -> Article:
    """The article that a page has become once all steps have run."""
    paragraphs = join_parts(page.lines)
    marks = page.marks if paragraphs else tuple(without_article(mark) for mark in page.marks)
    body = tuple(join_texts(parts) for parts in paragraphs)
    kinds = kinds_of(paragraphs, body)
    placed = [(mark.line, entry_of(mark)) for mark in marks]
    for parts, text, kind in zip(paragraphs, body, kinds, strict=True):
        chance = chance_of(page, parts)
        placed.append((parts[0], Entry(numbers_of(parts), text, "body", "body", why_kept(chance), kind, chance)))
    ledger = tuple([entry for _, entry in sorted(placed, key=lambda item: place(item[0]))])
    found = {c.field: c for c in page.candidates if c.taken} if paragraphs else {}
    byline = found.get("byline")
    return Article(
        title=found["title"].value if "title" in found else None,
        byline=byline.value if byline else None,
        authors=byline.authors if byline else (),
        date=found["date"].value if "date" in found else None,
        updated=found["updated"].value if "updated" in found else None,
        body=body,
        language=page.language,
        confidence=page.evidence.get(CONFIDENCE),
        captions=tuple(e.text for e in ledger if e.kind == "caption"),
        ledger=ledger,
        considered=tuple(
            Considered(
                c.field,
                str(c.value),
                c.line.numbers if c.line else (),
                c.line.text if c.line else "",
                c.taken and bool(paragraphs),
                c.reason,
            )
            for c in page.candidates
        ),
    )


def place(line: Line) -> tuple[int, int, int]:
    """Page order: by first source line, then by logical line and part."""
    return (line.numbers[0], line.index, line.start)


def numbers_of(parts: list[Line]) -> tuple[int, ...]:
    """The source lines of a paragraph's parts, each once."""
    if len(parts) == 1:
        return parts[0].numbers
    return tuple(dict.fromkeys(number for part in parts for number in part.numbers))


def chance_of(page: Page, parts: list[Line]) -> float | None:
    """How likely a paragraph is body by a learned step: as its least likely part; None where none has judged it."""
    chances: tuple[float, ...] = page.evidence.get(CHANCES, ())
    return min(chances[part.index] for part in parts) if chances else None


def why_kept(chance: float | None) -> str:
    """Why a paragraph with such a chance of being body is body.

    >>> why_kept(0.9), why_kept(0.3)
    ('nothing speaks against it', 'too little speaks against it')
    """
    return "too little speaks against it" if chance is not None and chance < EVEN else "nothing speaks against it"


def without_article(mark: Mark) -> Mark:
    """A field's mark on a page that turned out to have no body."""
    if mark.role == "removed":
        return mark
    return mark._replace(role="removed", kind="other", reason=f"{mark.role} without a body under it")


def entry_of(mark: Mark) -> Entry:
    """A mark as the ledger shows it."""
    return Entry(mark.line.numbers, mark.line.text, mark.role, mark.by, mark.reason, mark.kind, mark.probability)


def join_parts(lines: tuple[Line, ...]) -> list[list[Line]]:
    """The standing parts, those of one paragraph together."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs else None
        if last is not None and (last.index == line.index or is_broken(last, line)):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def is_broken(first: Line, second: Line) -> bool:
    """Whether a line that is gone stood in the middle of a sentence, between these two, which now follow each other."""
    return (
        1 < second.index - first.index <= MAX_GAP
        and not first.mark
        and not second.mark
        and len(first.text) >= MIN_BROKEN_CHARS
        and not ends_sentence(first.text)
        and is_small(second.text[0])
    )


def join_texts(parts: list[Line]) -> str:
    """The parts of a paragraph as one text; no space is put between scripts that have none."""
    if len(parts) == 1:
        return parts[0].text
    texts = [parts[0].text]
    for before, part in pairwise(parts):
        glued = is_unspaced(before.text[-1]) and is_unspaced(part.text[0])
        texts.append(part.text if glued else f" {part.text}")
    return "".join(texts)


def kinds_of(paragraphs: list[list[Line]], body: tuple[str, ...]) -> list[Kind]:
    """What each paragraph is: as the rendering said, or a subhead by its shape: short, over a paragraph."""
    kinds: list[Kind] = []
    for n, parts in enumerate(paragraphs):
        mark = parts[0].mark
        if mark in ("list-item", "quote"):
            kinds.append("list-item" if mark == "list-item" else "quote")
        elif mark == "heading" or (
            len(body[n]) <= MAX_SUBHEAD_CHARS
            and not ends_sentence(body[n])
            and n + 1 < len(body)
            and len(body[n + 1]) > MAX_SUBHEAD_CHARS
        ):
            kinds.append("subhead")
        else:
            kinds.append("paragraph")
    return kinds
