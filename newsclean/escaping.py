"""What a page brings, made safe for markdown and HTML, and shown so that it reads in its own direction."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable

import regex

_SPECIAL_RE = regex.compile(r"([\\`*_\[\]<>&|~$^]|(?<=\s)#(?=#*$))")
"""What means something in markdown wherever it stands, and a closing "#"."""
_OPENS_RE = regex.compile(r"#{1,6}(?=\s|$)|[+\-=:](?=\s|$|[-=:])|\d{1,9}(?=[.)](?:\s|$))")
"""What means something where a line opens with it: headings, lists, rules, definitions."""
# What GitHub and others make links of by themselves: addresses, host names, e-mail.
_LINKED_RE = regex.compile(r"(?<=\w)\.(?=\p{L}\p{L})|(?<=\S)@(?=\w)|(?<=/)/")
_BREAK_RE = regex.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What ends a line somewhere, or is no character of a text: a space takes its place."""
_UNPRINTABLE_RE = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML and XML do not allow: U+FFFD takes its place."""
_BIDI_CONTROLS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""The characters that turn the direction of text, each to None."""


def escape_markdown(text: str) -> str:
    r"""Text that markdown shows as it stands, on one line; nor do addresses in it become links.

    >>> print(escape_markdown("# 5 * 5 <b>"))
    \# 5 \* 5 \<b\>
    >>> print(escape_markdown("2. Rain"), escape_markdown("www.example.com"), escape_markdown("3.5 cm. Rain"))
    2\. Rain www\.example\.com 3.5 cm. Rain
    """
    line = _UNPRINTABLE_RE.sub("\ufffd", _BREAK_RE.sub(" ", text)).strip(" ")
    escaped = _LINKED_RE.sub(r"\\\g<0>", _SPECIAL_RE.sub(r"\\\1", line))
    match = _OPENS_RE.match(escaped)
    if not match:
        return escaped
    at = match.end() if match[0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def escape_html(text: str) -> str:
    r"""Text for HTML, in elements and attributes; what HTML cannot hold (half a surrogate pair, NUL) becomes U+FFFD.

    >>> escape_html("<b onclick='x'>\ud800")
    '&lt;b onclick=&#x27;x&#x27;&gt;\ufffd'
    """
    return html.escape(_UNPRINTABLE_RE.sub("\ufffd", text))


def without_direction(text: str) -> str:
    """Text without marks that turn the direction of what stands around it, for places that cannot isolate it.

    >>> without_direction("a\\u202eb")
    'ab'
    """
    return text.translate(_BIDI_CONTROLS)


def direction_of(text: str, otherwise: str = "ltr") -> str:
    """Where most of a text's letters run: "ltr" or "rtl"; `otherwise` where it has none.

    HTML's own dir="auto" goes by the first letter, and so turns an Arabic paragraph that opens with a Latin name.

    >>> direction_of("BBC: نزل المطر طوال الليل"), direction_of("It rained (مطر) all night"), direction_of("12", "rtl")
    ('rtl', 'ltr', 'rtl')
    """
    runs = [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    backward = sum(run in ("R", "AL") for run in runs)
    if not runs:
        return otherwise
    return "rtl" if 2 * backward > len(runs) else "ltr"


def line_numbers(lines: Iterable[int]) -> str:
    """Line numbers for people, runs as such.

    >>> line_numbers((3, 4, 5, 9))
    '3-5, 9'
    """
    runs: list[list[int]] = []
    for number in lines:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def counted(count: int, noun: str) -> str:
    """A number with its noun, which takes an s where there is not just one.

    >>> counted(1, "page"), counted(1200, "page")
    ('1 page', '1,200 pages')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


# A notebook's style sheet aligns cells and paragraphs by its own mind; what stands on the element itself wins.
_CELL = "text-align:start;vertical-align:top;padding:.3em .6em"
_SCROLLED = "max-height:30em;overflow:auto"
"""A long table scrolls by itself instead of pushing the next cell away."""


def html_cell(text: str, style: str = "", *, tag: str = "td") -> str:
    """A cell of a table with a text from the page, which keeps its own direction."""
    looks = ";".join(filter(None, (_CELL, style)))
    return f'<{tag} style="{looks}" dir="{direction_of(text)}">{escape_html(text)}</{tag}>'


def html_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A small table for a notebook; the rows' cells are those of `html_cell`.

    >>> html_table(["Line"], [[html_cell("<b>")]]).count("&lt;b&gt;")
    1
    """
    heads = f"<thead><tr>{''.join(html_cell(text, tag='th') for text in head)}</tr></thead>"
    lines = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f'<div style="{_SCROLLED}"><table style="margin:0">{heads}<tbody>{lines}</tbody></table></div>'
