"""The way from sound lines to logical lines: what the rendering is, then pieces, then what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsclean.layout.feeds import is_fragment, tagged_pieces
from newsclean.layout.fragments import find_cuts, is_caseless
from newsclean.layout.headers import header_lines
from newsclean.layout.hyphens import broken_words, halves
from newsclean.layout.joints import joined
from newsclean.layout.markdown import MARKERS, is_markdown
from newsclean.layout.pieces import Aside, Piece, known_pieces, markdown_pieces, plain_pieces
from newsclean.layout.wraps import Wrap, find_wrap
from newsclean.page import Line, Mark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


MIN_OWN_GAP = 2
"""Source lines from one block to the next where one blank line parts them; white space of the page makes more."""
MAX_STRAY_GAPS = 20
"""Where fewer than one line in this many has a blank one before it, there are none to speak of. By hand."""


class Layout(NamedTuple):
    """The logical lines of a page, and marks for the non-blank source lines that no logical line has."""

    lines: tuple[Line, ...]
    dropped: tuple[Mark, ...]


def lay_out(lines: list[str], language: str | None = None, structure: NDArray[np.float32] | None = None) -> Layout:
    """The logical lines of a page, from its sound source lines; `language` may be unknown.

    structure: of a page from HTML, what is known of each source line; only lines within one block can be one then.

    Every non-blank source line is in the numbers of a logical line, or dropped.

    >>> layout = lay_out(["# Rain", "", "It fell [all night](/rain) and", "", "---"])
    >>> [(line.text, line.numbers, line.mark) for line in layout.lines]
    [('Rain', (1,), 'heading'), ('It fell all night and', (3,), '')]
    >>> [(mark.line.numbers, mark.reason) for mark in layout.dropped]
    [((5,), 'no text but marks')]
    """
    text = "\n".join(lines)
    if any(marker in text for marker in MARKERS):
        lines = [_without_markers(line) for line in lines]
        text = "\n".join(lines)
    if structure is not None:
        return _of_structure(lines, text, structure)
    if header := header_lines(lines):
        rest = lay_out([*[""] * header.stop, *lines[header.stop :]], language)
        told = [_dropped(lines[n], (n + 1,), "metadata above the page") for n in header if lines[n].strip()]
        return Layout(rest.lines, (*told, *rest.dropped))
    if is_fragment(text):
        pieces, asides = tagged_pieces(text)
        return _assembled(_groups(pieces, lambda _, __: True), lines, asides, at_wrap=True)
    return _of_markdown(lines, text) if is_markdown(text) else _of_plain(lines, text)


def _of_markdown(lines: Sequence[str], text: str) -> Layout:
    """The logical lines of a markdown page."""
    pieces, asides = markdown_pieces(lines, text)
    wrap = find_wrap(lines)
    return _assembled(_wrapped(pieces, lines, wrap), lines, asides, at_wrap=wrap is not None)


def _of_plain(lines: Sequence[str], text: str) -> Layout:
    """The logical lines of a page without marks: hard-wrapped, cut at inline tags, or one paragraph a line."""
    pieces = plain_pieces(lines, text)
    wrap = find_wrap(lines)
    groups = list(_wrapped(pieces, lines, wrap))
    if wrap is None and (cuts := _cuts(pieces, edges := _edges(pieces, lines))):
        places = {pieces[i].number for i in cuts}
        _mark_spaces(pieces, edges)
        groups = list(_groups(pieces, lambda _, b: b.number in places))
    hyphens = list(_without_hyphens(groups, broken_words(lines)))
    return _assembled(groups, lines, hyphens, at_wrap=wrap is not None)


def _of_structure(lines: list[str], text: str, structure: NDArray[np.float32]) -> Layout:
    """The logical lines of a page whose blocks, marks and links are known."""
    blocks = known_pieces(plain_pieces(lines, text), structure)
    wrap = None
    if not all(piece.starts for piece in blocks):
        starts = {piece.number for piece in blocks if piece.starts}
        wrap = find_wrap([part for n, line in enumerate(lines, 1) for part in (("", line) if n in starts else (line,))])
    return _assembled(_wrapped(blocks, lines, wrap), lines, (), at_wrap=True)


def _wrapped(pieces: Sequence[Piece], lines: Sequence[str], wrap: Wrap | None) -> Iterable[Sequence[Piece]]:
    """The pieces of each logical line of a page with a wrap; each by itself where there is none."""
    if wrap is None:
        return [(piece,) for piece in pieces]
    goes_on = wrap.goes_on
    return _groups(pieces, lambda a, b: goes_on(lines[a.number - 1], lines[b.number - 1]))


def _edges(pieces: Sequence[Piece], lines: Sequence[str]) -> list[str] | None:
    """Where a space stood between each piece's source line and the one right above it (see `find_cuts`), or None."""
    if not _keeps_spaces(pieces):
        return None
    edges = [""] * len(pieces)
    for i in range(1, len(pieces)):
        before, own = pieces[i - 1].number, pieces[i].number
        if own == before + 1 and not pieces[i].starts:
            end, start = lines[before - 1][-2:], lines[own - 1][:2]
            edges[i] = "e" * _is_lone_space(end[::-1]) + "s" * _is_lone_space(start)
    return edges


def _is_lone_space(text: str) -> bool:
    """Whether a text begins with one white space character and no more."""
    return text[:1].isspace() and not text[1:].isspace()


def _keeps_spaces(pieces: Sequence[Piece]) -> bool:
    """Whether the rendering is made of the page's own text and white space, as BeautifulSoup's `get_text` gives it.

    Then the white space between two blocks makes two blank lines at least, or there are none at all.
    """
    gaps = [b.number - a.number for a, b in pairwise(pieces) if b.number > a.number + 1]
    return 2 * sum(gap > MIN_OWN_GAP for gap in gaps) > len(gaps) or len(gaps) * MAX_STRAY_GAPS < len(pieces)


def _cuts(pieces: Sequence[Piece], edges: Sequence[str] | None) -> set[int]:
    """The places of the pieces that go on the one before."""
    return find_cuts([p.text for p in pieces], [p.blank_before or p.starts for p in pieces], edges)


def _mark_spaces(pieces: Sequence[Piece], edges: Sequence[str] | None) -> None:
    """Say of each piece whether a space is before it, where the rendering left those at the lines' ends."""
    if edges is not None and (any(edges) or any(p.blank_before for p in pieces[1:])):
        for before, piece, edge in zip(pieces, pieces[1:], edges[1:], strict=False):
            if edge:
                piece.spaced = True
            elif is_caseless(before.text) and is_caseless(piece.text):
                piece.glued = True


def _without_markers(line: str) -> str:
    return "".join(c for c in line if c not in MARKERS)


def _groups(pieces: Iterable[Piece], follows: Callable[[Piece, Piece], bool]) -> Iterator[Sequence[Piece]]:
    """Neighbouring pieces that are one logical line together."""
    group: list[Piece] = []
    for piece in pieces:
        if group and (piece.blank_before or piece.starts or group[-1].ends or not follows(group[-1], piece)):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _assembled(
    groups: Iterable[Sequence[Piece]], lines: Sequence[str], asides: Sequence[Aside], *, at_wrap: bool
) -> Layout:
    out: list[Line] = []
    dropped = [_dropped(aside.text, (aside.number,), aside.reason) for aside in asides]
    described = {aside.number for aside in asides}
    blank = False
    for group in groups:
        first = group[0]
        text, linked = (first.text, first.linked) if len(group) == 1 else _text_of(group, at_wrap)
        numbers = (first.number,) if len(group) == 1 else tuple(dict.fromkeys(p.number for p in group))
        blank = blank or first.blank_before
        if text:
            share = min(1.0, linked / (len(text) - text.count(" "))) if linked else 0.0
            out.append(Line(len(out), text, numbers, blank, first.mark, share))
            blank = False
        elif rest := tuple(n for n in numbers if n not in described):
            dropped.append(_dropped(" ".join(lines[n - 1] for n in rest), rest, "no text but marks"))
    return Layout(tuple(out), tuple(sorted(dropped, key=lambda mark: mark.line.numbers)))


def _without_hyphens(groups: Iterable[Sequence[Piece]], broken: frozenset[tuple[str, str]]) -> Iterator[Aside]:
    """Take the hyphens out of words that were broken between two pieces of one logical line, and say so."""
    for before, piece in (pair for group in groups for pair in pairwise(group)) if broken else ():
        if halves(before.text, piece.text) in broken:
            before.text, piece.glued = before.text[:-1], True
            yield Aside(before.number, "-", "hyphen in a broken word")


def _dropped(text: str, numbers: tuple[int, ...], reason: str) -> Mark:
    return Mark(Line(-numbers[0], " ".join(text.split()), numbers), "removed", "layout", reason, kind="markup")


def _text_of(group: Sequence[Piece], at_wrap: bool) -> tuple[str, int]:
    """The text of a logical line of several pieces, and how many of its characters are links."""
    texts: list[str] = []
    for piece in group:
        if piece.glued and texts:
            texts[-1] += piece.text
        elif piece.spaced and texts and piece.text:
            texts[-1] += f" {piece.text}"
        elif piece.text:
            texts.append(piece.text)
    return joined(texts, at_wrap=at_wrap), sum(p.linked for p in group)
