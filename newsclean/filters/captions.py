"""Photo captions: "Image caption: …", or a line that ends in a credit: "The bridge at night. Photo: Ann Lee/AP"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from newsclean.filters.labels import first_paragraph
from newsclean.filters.photo_credits import ends_in_agency, is_agency, is_name, is_news_agency, opens_credit
from newsclean.lexicon import Lexicon, fold
from newsclean.page import Line, Page, Removal
from newsclean.script import ends_sentence, has_full_stop, is_paragraph, is_unspaced, word_count

MAX_CAPTION_WORDS = 80
"""Words: a longer line is no caption, whatever credit it ends in. By hand."""
MAX_CREDIT_CHARS = 100
"""Characters at a line's end in which a credit is looked for. By hand."""
MIN_CAPTION_CHARS = 5
"""Characters before a credit that are a caption; fewer make the whole line a credit. By hand."""
MAX_SUFFIXED_CHARS = 24
"""Characters of a photographer with "photo" as a suffix. By hand."""
MIN_TOLD_WORDS = 4
"""Words of what tells of a photo, at least: a name behind a label has fewer, or no full stop. By hand."""
MAX_INITIALS = 3
"""Letters of the initials that sign a text. By hand."""
SEPARATORS = tuple(":|-–—：՝")
"""What parts a label from what it tells."""
BRACKETS = ("(", "（", "[", "【")
"""What may open a credit at the end."""
_TAIL_RE = re.compile(r"(?<=[.!?…»”\"'。！？)）])\s*(?=\S)|(?<=[=＝])|\s+[—–-]\s+|\s*[(（\[【/](?=\S)|\s+(?=©)")
"""Where a credit at the end of a line may start: behind a sentence, a dash, a bracket, a ©."""
_JOINT_RE = re.compile(r"[.!?…»”\"'。！？)）=＝—–(（\[【/©-].")
"""A mark before which, or behind which, a tail may start: a cheap look before the costly one."""
_NO_WORD_RE = re.compile(r"[\s.,;:!?()«»„“”\"،؛。、，]+")
"""What stands between words."""
_SIGN_RE = re.compile(r"[:/=©(（：／＝|]")
"""What a credit has, of which one is enough."""


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
    start = first_paragraph(page.lines)
    for at, (line, hit) in enumerate(zip(page.lines, page.line_hits(), strict=True)):
        end = hit.after("caption.labels")
        if end and is_labelled_caption(line, end):
            yield Removal(line, "caption label", kind="caption")
        elif ends_in_credit(page, line, in_article=at > start and is_beside_paragraph(page.lines, at)):
            yield Removal(line, "ends in a photo credit", kind="caption")
        elif (end := hit.after("credit.labels")) and is_told_photo(line, end):
            yield Removal(line, "photo label with a sentence", kind="caption")


def is_labelled_caption(line: Line, end: int) -> bool:
    """Whether a caption's label is set apart from the words after it."""
    after = line.text[end:].lstrip()
    return len(after) > 1 and after.startswith(SEPARATORS) and word_count(line.text) <= MAX_CAPTION_WORDS


def is_told_photo(line: Line, end: int) -> bool:
    """Whether a sentence follows the label of a photo: "Symbolbild: Ein Boot liegt im Hafen."."""
    after = line.text[end:].lstrip()
    return after.startswith((":", "：")) and has_full_stop(after) and word_count(after) >= MIN_TOLD_WORDS


def ends_in_credit(page: Page, line: Line, *, in_article: bool) -> bool:
    """Whether the last sentence or bracket of a line is a photo credit, and something stands before it.

    An agency alone ("(AP)", "©AFP") signs a text; it credits a photo only behind words that say what a photo shows, or,
    beside a paragraph of the article, behind what is no sentence.
    """
    tail = line.text[-MAX_CREDIT_CHARS:]
    if not (_SIGN_RE if tail.isascii() else _JOINT_RE).search(tail) or word_count(line.text) > MAX_CAPTION_WORDS:
        return False
    for match in _TAIL_RE.finditer(tail):
        credit = tail[match.end() :].strip(" )）]】.。")
        before = len(line.text) - len(tail) + match.start()
        if before < MIN_CAPTION_CHARS or not credit:
            continue
        bracketed = match[0].strip() in BRACKETS
        if ends_in_suffix(page, credit, bracketed=bracketed) and (bracketed or is_closed(line.text[:before])):
            return True
        if is_signature(page, credit):
            told = line.text[:before]
            if says_photo(page, told) or (in_article and bracketed and is_description(told)):
                return True
        elif is_credit(page, credit, bracketed=bracketed):
            return True
    return False


def ends_in_suffix(page: Page, text: str, *, bracketed: bool) -> bool:
    """Whether a text is a name before the word that makes it a credit: "记者 林默 图", "山田太郎撮影".

    In brackets the word has two characters: "（组图）" says that there are pictures.
    """
    least = 2 if bracketed else 1
    words = tuple(word for word in page.lexicon.words("credit.suffixes") if len(word) >= least)
    return bool(words) and len(text) <= MAX_SUFFIXED_CHARS and text.endswith(words) and text not in words


def is_beside_paragraph(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph stands right above or below a line."""
    return any(is_paragraph(line.text) for line in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))


def is_description(text: str) -> bool:
    """Whether a text has the words of a caption and does not end as a sentence: no dateline, no initials.

    >>> is_description("Boats on the river at dawn"), is_description("LYON"), is_description("The boats were safe now.")
    (True, False, False)
    """
    return not ends_sentence(text) and word_count(text) >= MIN_TOLD_WORDS


def is_closed(text: str) -> bool:
    """Whether a text ends as a caption does before its credit: in a full stop, or in Japan's "＝"."""
    return has_full_stop(text) or text.endswith(("=", "＝"))


def is_signature(page: Page, text: str) -> bool:
    """Whether a text is news agencies and initials alone, as they sign a text: "AP", "afp/dpa", "LM/AFP", "via AFP".

    >>> from newsclean import read_page
    >>> page = read_page("Rain.", language="en")
    >>> [is_signature(page, text) for text in ("LM/AFP", "©AFP", "Ann Lee/AP", "Getty Images")]
    [True, True, False, False]
    """
    parts = credit_parts(page, text.strip("©( "))
    known = [is_news_agency(page, part) for part in parts]
    return any(known) and all(agency or len(part) <= MAX_INITIALS for part, agency in zip(parts, known, strict=True))


def credit_parts(page: Page, text: str) -> list[str]:
    """The names of a credit, parted by marks and by words like "via".

    >>> from newsclean import read_page
    >>> credit_parts(read_page("Rain.", language="en"), "Ann Lee/Pool via AP")
    ['Ann Lee', 'Pool', 'AP']
    """
    return [part for part in parts_pattern(page.lexicon).split(text) if part]


@cache
def parts_pattern(lexicon: Lexicon) -> regex.Pattern[str]:
    """What stands between the names of a credit, or before the first."""
    words = "|".join(map(regex.escape, lexicon.words("credit.joins")))
    return regex.compile(rf"\s*[/|,:／]\s*|(?:\A|\s+)(?i:{words})\s+")


def says_photo(page: Page, text: str) -> bool:
    """Whether a text says of itself that it describes a photo: "This undated file photo shows …"."""
    folded = f" {_NO_WORD_RE.sub(' ', fold(text))} "
    return any(
        phrase in folded if is_unspaced(phrase[-1]) else f" {phrase} " in folded
        for phrase in map(fold, page.lexicon.words("caption.phrases"))
    )


def is_credit(page: Page, text: str, *, bracketed: bool) -> bool:
    """Whether a text is a labelled credit, or, set apart by brackets, any credit or a name with an agency."""
    if bracketed and not page.look_up(text).lines.isdisjoint(("credit.lines", "credit.agencies")):
        return True
    if not text.isascii() and is_unspaced(text[-1]) and "credit.lines" in page.look_up(text).lines:
        return True
    if (_SIGN_RE.search(text) or ends_in_agency(page, text)) and opens_credit(page, text):
        return True
    if not bracketed:
        return False
    parts = credit_parts(page, text)
    return len(parts) > 1 and any(is_agency(page, part) for part in parts) and is_name(text, apart=True)
