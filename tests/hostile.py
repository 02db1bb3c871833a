"""Pages that nobody would print: each a function from a number of characters to a text of about that many.

Every one is built to make some pattern or loop do its worst: runs that a pattern could start anywhere in, brackets that
never close, lines that are all the same, labels without end. Work on them has to grow with their length, no faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count

RAIN = "Rain fell on the old town all night and the river rose by two metres, the mayor said."
MARKDOWN = "# a\n\n# b\n\n# c\n\n"
"""Three headings: what follows is read as markdown."""


def repeated(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A text of one piece over and over.

    >>> repeated("ab", before="x")(7)
    'xababab'
    """
    return lambda size: before + piece * ((size - len(before)) // len(piece)) + after


def numbered(piece: str) -> Callable[[int], str]:
    """A text of a piece over and over, with a number in it that is never the same.

    >>> numbered("a{}b ")(12)
    'a0b a1b a2b '
    """
    return lambda size: "".join(fill(map(piece.format, count()), size))


def fill(pieces: Iterable[str], size: int) -> Iterable[str]:
    """Pieces until there are so many characters."""
    for piece in pieces:
        if size <= 0:
            return
        size -= len(piece)
        yield piece


def halves(first: str, second: str, before: str = "") -> Callable[[int], str]:
    """One piece over and over, then another."""
    return lambda size: before + first * (size // 2 // len(first)) + second * (size // 2 // len(second))


RICH_IN_LINES = ("short paragraphs", "same label", "byline lines", "headlines", "names", "broken sentences")
"""Pages of so many short lines that a search through all of them for each of them shows, quick as it is."""

HOSTILE: Mapping[str, Callable[[int], str]] = {
    # lines
    "one line": repeated(f"{RAIN} "),
    "one word": repeated("a"),
    "short lines": numbered("w{}\n"),
    "short paragraphs": numbered("w{} rose\n\n"),
    "same label": repeated("Share this\n"),
    "same sentence": repeated(f"{RAIN}\n"),
    "numbered sentences": numbered(f"{{}} {RAIN}\n\n"),
    "line feeds": repeated("\n"),
    "carriage returns": repeated("a b\r"),
    "line separators": repeated("a b\u2028"),
    "next lines": repeated("a b\u0085"),
    "vertical tabs": repeated("a b\v"),
    "spaces": repeated(" ", after="x"),
    "gaps": repeated(f"a{'    ' * 12}"),
    "no-break spaces": repeated("a" + "\u00a0" * 50),
    "full-width spaces": repeated("雨" + "\u3000" * 50),
    # marks and markdown
    "round brackets": repeated("("),
    "closed round brackets": halves("(", ")"),
    "square brackets": repeated("["),
    "nested links": halves("[", "](x)", MARKDOWN),
    "open links": repeated("[a](", before=MARKDOWN),
    "open images": repeated("![](", before=MARKDOWN),
    "open titles": repeated('[a](x "', before=MARKDOWN),
    "open addresses": repeated("[a](http://x (y ", before=MARKDOWN),
    "open autolinks": repeated("<http:", before=MARKDOWN),
    "broken autolinks": repeated("<http:x\n", before=MARKDOWN),
    "definitions": numbered("[l{}]: x\n"),
    "backslashes": repeated("\\", before=MARKDOWN),
    "stars": repeated("*", before=MARKDOWN),
    "open bold": repeated("** a ", before=MARKDOWN),
    "crossed emphasis": repeated("*a _b ", before=MARKDOWN),
    "bullets": repeated("* ", before=MARKDOWN),
    "quote marks": repeated("> ", before=MARKDOWN),
    "hashes": repeated(" #", before=f"{MARKDOWN}## ", after="x"),
    "underlines": repeated("a\n===\n"),
    "dashes": repeated("-", after="x"),
    "spaced dashes": repeated("- ", after="x"),
    "rows": repeated("| a | b | c |\n", before=MARKDOWN),
    "wide row": repeated("| a ", before=MARKDOWN),
    "tags": repeated("<b>"),
    "paragraphs of a feed": repeated("<p>a</p>"),
    "open paragraphs": repeated("<p>"),
    "open attributes": repeated("<p a='"),
    "line breaks": repeated("a.<br>"),
    "comments open": repeated("<!--"),
    "comments closed": repeated("<!-- -->"),
    "declarations": repeated("<?xml"),
    # characters
    "zero-width spaces": repeated("\u200b"),
    "Thai and zero-width spaces": repeated("ก\u200b"),
    "joiners": repeated("a\u200d"),
    "marks in order": repeated("\u0301", before="a"),
    "marks out of order": repeated("\u0301\u0323", before="a"),
    "marks that come apart": repeated("\u0f73", before="a"),
    "marks as entities": repeated("&#x301;&#x323;", before="a"),
    "marks as mojibake": repeated("Ì\x81Ì£", before="a"),
    "controls": repeated("a\x07"),
    "escapes": repeated("\x1b[31m"),
    "surrogates": repeated("\ud800"),
    "lines of surrogates": repeated("\ud800a\n"),
    "soft hyphens": repeated("a\u00ad"),
    "byte order marks": repeated("\ufeff"),
    "directions": repeated("\u202e\u202d"),
    "emoji": repeated("😀"),
    "long lower case": repeated("İ"),
    "long composition": repeated("\ufdfa"),
    "jamo": repeated("\u1112\u1161\u11ab"),
    "entities": repeated("&amp;amp;"),
    "ampersands": repeated("&"),
    "mojibake": repeated("schÃ¶n â€œund "),
    "half mojibake": repeated("Ã"),
    "lines of mojibake": repeated("schÃ¶n und gut\n"),
    "Han": repeated("雨"),
    "lines of Han": repeated("雨が降った町で川が\n"),
    # sentences and words
    "full stops": repeated("."),
    "closing quotes": repeated(")", before=RAIN, after="x"),
    "colons": repeated(": "),
    "quotes": repeated('"'),
    "run together": repeated("aB"),
    "labels run together": repeated("ShareArticleClose\n"),
    "pipes": repeated("a | "),
    "breadcrumbs": repeated("Home > News > Sport\n"),
    "photo labels": repeated("Photo: "),
    "photo credits": repeated("Rain fell. (Ann Lee/Reuters)\n"),
    "slashes": repeated("Ann Lee//////////\n"),
    "copyright": repeated("© "),
    "related": repeated("Most read\nRain fell on the old town\n"),
    "tag labels": repeated("Tags:\nrain\n"),
    "comment buttons": repeated("Ann\nReply\n", before="2 comments\n"),
    "cut off": numbered("Rain fell on the old town all {} …\n"),
    "broken sentences": numbered(
        "and {} the rain fell on the old town and all of the hills over it, said the mayor, and\n\nShare this\n\n"
    ),
    "quoted again": repeated("we will not give up our plans\nAnn: we will not give up our plans for rain.\n"),
    "fragments": repeated("the mayor of\nSpringfield\n, who\n"),
    "wrapped": repeated("rain that fell for a day and a night on\n"),
    "broken words": numbered("a unanimous unani-\nmous vote {}\n"),
    "hyphens": repeated("a-b a-b a-b a-b a-b a-b a-b c-\n"),
    # who and when
    "By A and A": repeated(" and A", before="By A"),
    "many names": repeated("Ann Lee, ", before="By "),
    "byline lines": repeated("By Ann Lee\n"),
    "names": numbered("Ann Lee{}\n\n"),
    "reporting": repeated("Reporting by Ann Lee; Editing by Bob Day; ", before=f"{RAIN}\n"),
    "author notes": repeated("Ann Lee is a reporter for the Times.\n", before=f"{RAIN}\n"),
    "author labels": repeated("More by Ann Lee\n", before=f"{RAIN}\n"),
    "addresses": repeated("a@"),
    "days": repeated("1.1.20 "),
    "named days": repeated("5 May 2021 "),
    "labelled days": repeated("Published 5 May 2021 updated "),
    "lines of days": numbered("Published 5 May 2021 {}\n"),
    "half days": repeated("2021-"),
    "marked days": repeated("令和3年5月5日"),
    "months": repeated("May "),
    "digits": repeated("1"),
    "clocks": repeated("10:30 "),
    "hours ago": repeated("2 hours ago\n"),
    "headlines": numbered("Rain floods the old town {} times\n\n"),
}
