"""What flows through the pipeline: lines, the page they make, and what steps say of them.

A step never changes a page. It yields `Removal`s (lines that are not the article) or `Candidate`s (what a field
could be); the pipeline alone turns them into `Mark`s, and a new `Page` without the lines they mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeVar

from newsclean.lexicon import MAX_LABEL_CHARS, NO_HIT, Hit, Lexicon, fold, load_lexicon, topics_by_language
from newsclean.script import script_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")
SAMPLED_CHARS = 2000
"""Characters of a page by which its script is told, at most."""
MIN_FOREIGN_LABELS = 3
"""So many lines that only another language knows show that the page has labels in it; fewer may be names."""
SECTIONS = frozenset(("nav.sections",))
"""Names of sections ("Media", "Canada") are the same in many languages and show none."""
MAX_FOREIGN_CHARS = 40
"""Characters of a line that shows it; most labels are shorter."""
Kind = Literal["paragraph", "subhead", "list-item", "quote"]
"""What a body entry is."""
Clutter = Literal[
    "navigation", "share", "advertisement", "subscription", "consent", "related", "comment", "caption", "credit",
    "author", "tags", "footer", "pull-quote", "repeat", "markup", "other",
]  # fmt: skip
"""What a removed entry is."""
Favor = Literal["balance", "recall", "precision"]
"""Which error is worse to the caller: neither, a lost line, or a line too many."""
CONFIDENCE = "confidence"
"""Where a page's evidence has the body F1 to expect, once a learned step has judged it."""
CHANCES = "chances"
"""Where it has how likely each logical line is body, by `Line.index`, once a learned step has judged it."""
FieldName = Literal["title", "byline", "date", "updated"]
Role = Literal["title", "byline", "date", "updated", "body", "removed"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A logical line (one paragraph, heading, label ... of the page), or what is left of it.

    index: its place among the page's logical lines, from 0; the parts of a line share it.
    text: without marks, on one line, no white space at its ends.
    numbers: the source lines it was put together from, from 1.
    blank_before: whether a blank line stood above it.
    mark: what the rendering said it is: "heading", "list-item", "quote", or "" for nothing.
    link_share: share of its characters that were links, from 0 to 1; 0 where the rendering drops links.
    start: where in the logical line this part starts; 0 for a whole line.
    """

    index: int
    text: str
    numbers: tuple[int, ...]
    blank_before: bool = False
    mark: Literal["", "heading", "list-item", "quote"] = ""
    link_share: float = 0.0
    start: int = 0


class Removal(NamedTuple):
    """A line that a filter would remove, or with `span` the characters [start, end) of its text, why, and what it is.

    kind: what the line is, such as "caption"; the filter's name has nothing to do with it.
    probability: of a learned verdict, how likely the line is body (0 to 1).
    """

    line: Line
    reason: str
    span: Span | None = None
    probability: float | None = None
    kind: Clutter = "other"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a field could be: taken, or considered and rejected.

    field: "title", "byline", "date" or "updated".
    value: a str, or for dates a datetime.date.
    line: where it stands; None where no line has it (a date in the URL).
    span: the characters [start, end) of the line that the field takes, label included; None for the whole line, an
    empty one where the line only says it and stays as it is.
    authors: for a byline, the names in it.
    more: further lines that it takes as a whole.
    """

    field: FieldName
    value: Any
    line: Line | None
    reason: str
    taken: bool = False
    span: Span | None = None
    authors: tuple[str, ...] = ()
    more: tuple[Line, ...] = ()


Step = Callable[["Page"], Iterable["Removal | Candidate"]]
"""A step of the pipeline: a filter yields removals, a field finder yields candidates."""


class Mark(NamedTuple):
    """What the pipeline wrote down of a part of a line: who decided, what and why; of a removed one, what it is."""

    line: Line
    role: Role
    by: str
    reason: str
    probability: float | None = None
    kind: Clutter | None = None


class Judge(Protocol):
    """What tells how likely lines are body: the line scorer's weights."""

    def judge(self, page: Page) -> Any:
        """What it makes of a page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page on its way through the pipeline. Immutable: `marked` gives the next one.

    source: all logical lines, as layout made them.
    lines: those (or the parts of them) that no step has marked yet.
    marks: what the steps before have decided.
    candidates: what the steps before have considered for the fields.
    model: the line scorer's weights, or their file; None for those that come with newsclean.
    favor: which error of the line scorer is worse to the caller.
    structure: of a page from HTML, what its structure says of each source line: newsclean.structure's rows x lines.
    evidence: what was computed once and is shared by all pages of one way through.
    """

    source: tuple[Line, ...]
    lines: tuple[Line, ...]
    language: str | None = None
    url: str | None = None
    today: Date | None = None
    marks: tuple[Mark, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    model: Judge | str | None = None
    favor: Favor = "balance"
    structure: NDArray[np.float32] | None = field(default=None, repr=False, compare=False)
    evidence: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def lexicon(self) -> Lexicon:
        """What the page's language, English and every page call things."""
        return self.once("lexicon", lambda: load_lexicon(self.language))

    def found(self, name: str) -> Candidate | None:
        """The candidate that an earlier step has taken for a field, or None."""
        return next((c for c in self.candidates if c.field == name and c.taken), None)

    def hits(self, line: Line) -> Hit:
        """What the lexicon says of a line's text."""
        return self.look_up(line.text)

    def look_up(self, text: str) -> Hit:
        """What the lexicon says of a line's text, or of a part of it; looked up once a text."""
        return self._known_hits[text]

    def own_hit(self, text: str) -> Hit:
        """The same by the lexicon of the page's language alone, without labels in another script."""
        return self._own_hits[text]

    def line_hits(self) -> list[Hit]:
        """What the lexicon says of each line; NO_HIT of most."""
        known = self._known_hits
        return [known[line.text] for line in self.lines]

    @property
    def _known_hits(self) -> Known[Hit]:
        return self.evidence.get("hits") or self.once(
            "hits", lambda: Known(partial(look_up_in, self._own_hits, self.script, self.tongues))
        )

    @property
    def _own_hits(self) -> Known[Hit]:
        return self.evidence.get("own hits") or self.once("own hits", lambda: Known(self.lexicon.look_up))

    def labelled(self) -> list[tuple[int, Line, Hit]]:
        """The lines of which the lexicon says something: place among the page's lines, line, and what it says."""
        hits = self.line_hits()
        return [(n, self.lines[n], hit) for n, hit in enumerate(hits) if hit is not NO_HIT]

    @property
    def tongues(self) -> tuple[str, ...]:
        """Other languages of the page's script in which it has labels: a menu or a widget may be in one."""
        return self.once("tongues", lambda: tongues_of(self.source, self._own_hits, self.script))

    @property
    def script(self) -> str:
        """The script of most of the page's letters."""
        return self.once("script", lambda: main_script(self.source))

    def folded(self, line: Line) -> str:
        """A line's text in lower case, quotes straight; folded once a text."""
        known: Known[str] = self.once("folded", lambda: Known(fold))
        return known[line.text]

    def once(self, name: object, compute: Callable[[], T]) -> T:
        """Evidence that is computed when first asked for, and shared from then on."""
        try:
            value: T = self.evidence[name]
        except KeyError:
            value = self.evidence[name] = compute()
        return value

    def marked(self, marks: Iterable[Mark], candidates: Iterable[Candidate] = ()) -> Page:
        """The page with these marks written down and their lines, or parts of lines, gone from `lines`."""
        new = tuple(marks)
        seen = self.candidates + tuple(candidates)
        if not new:
            return self if len(seen) == len(self.candidates) else replace(self, candidates=seen)
        return replace(self, lines=tuple(without_parts(self.lines, new)), marks=self.marks + new, candidates=seen)


class Known(dict[str, T]):
    """What is known of texts, worked out when a text is first looked up.

    >>> lengths = Known(len)
    >>> lengths["rain"], dict(lengths)
    (4, {'rain': 4})
    """

    def __init__(self, compute: Callable[[str], T]) -> None:
        self.compute = compute

    def __missing__(self, text: str) -> T:
        self[text] = value = self.compute(text)
        return value


def look_up_in(own: Mapping[str, Hit], script: str, tongues: Sequence[str], text: str) -> Hit:
    """What is said of a text: of a label in another language than the page's, what the lexicon of that one says.

    own: what the page's own lexicon says of texts.
    tongues: the languages of the page's script that count; of another script, all do.

    >>> english = Known(load_lexicon("en").look_up)
    >>> [look_up_in(english, script, (), "Реклама").lines for script in ("latin", "cyrillic")]
    [frozenset({'ad.lines'}), frozenset()]
    >>> [look_up_in(english, "latin", tongues, "Anuncios").lines for tongues in (("es",), ())]
    [frozenset({'ad.lines'}), frozenset()]
    """
    hit = own[text]
    if hit.lines or len(text) > MAX_LABEL_CHARS or (script == "latin" and not tongues and text.isascii()):
        return hit
    letter = next(filter(str.isalpha, text), None)
    if letter is None or (script_of(letter) == script and not tongues):
        return hit
    by_language = topics_by_language(fold(text), script_of(letter))
    codes = tongues if script_of(letter) == script else by_language
    lines = next((by_language[code] for code in codes if code in by_language), None)
    return Hit(lines, hit.starts) if lines else hit


def tongues_of(lines: Iterable[Line], own: Mapping[str, Hit], script: str) -> tuple[str, ...]:
    """The languages of a script of which MIN_FOREIGN_LABELS lines are labels that the page's own does not know.

    >>> lines = [Line(n, text, (n + 1,)) for n, text in enumerate(("Startseite", "Anmelden", "Anzeige", "Lire aussi"))]
    >>> tongues_of(lines, Known(load_lexicon("en").look_up), "latin")
    ('de',)
    """
    found: Counter[str] = Counter()
    for text in dict.fromkeys(line.text for line in lines if len(line.text) <= MAX_FOREIGN_CHARS):
        by_language = topics_by_language(fold(text), script)
        if by_language and not own[text].lines:
            found.update(code for code, topics in by_language.items() if topics != SECTIONS)
    codes = [code for code in found if found[code] >= MIN_FOREIGN_LABELS]
    return tuple(sorted(codes, key=lambda code: -found[code]))


def main_script(lines: Iterable[Line]) -> str:
    """The script of most letters; "" where there is none. Of a long page, letters at even distances are looked at."""
    text = "".join([line.text for line in lines])
    letters: Counter[str] = Counter()
    for char, count in Counter(text[:: 1 + len(text) // SAMPLED_CHARS]).items():
        if char.isalpha():
            letters[script_of(char)] += count
    return max(letters, key=letters.__getitem__, default="")


def without_parts(lines: Iterable[Line], marks: Sequence[Mark]) -> list[Line]:
    """The lines without those of their parts that are marked."""
    whole = {mark.line for mark in marks}  # as nearly all lines go
    cuts: dict[int, list[Mark]] = {}
    for mark in marks:
        cuts.setdefault(mark.line.index, []).append(mark)
    left: list[Line] = []
    for line in lines:
        if line.index not in cuts:
            left.append(line)
        elif line not in whole:
            left += left_of(line, cuts[line.index])
    return left


def part_of(line: Line, span: Span | None) -> Line | None:
    """The part of a line that a span means, white space at its ends left out; None if nothing is left.

    >>> line = Line(0, "Photo: AP  Rain fell.", (1,))
    >>> part_of(line, (0, 10)).text
    'Photo: AP'
    """
    if span is None:
        return line
    start, end = max(0, span[0]), min(len(line.text), span[1])
    text = line.text[start:end]
    bare = text.strip()
    if not bare:
        return None
    if len(bare) == len(line.text):
        return line
    return replace(line, text=bare, start=line.start + start + len(text) - len(text.lstrip()))


def left_of(line: Line, marks: Iterable[Mark]) -> list[Line]:
    """What stands of a line once parts of it are marked."""
    end = line.start + len(line.text)
    cuts = sorted((m.line.start, m.line.start + len(m.line.text)) for m in marks)
    parts: list[Line | None] = []
    at = line.start
    for start, stop in [*cuts, (end, end)]:
        if start > at:
            parts.append(part_of(line, (at - line.start, start - line.start)))
        at = max(at, stop)
    return [part for part in parts if part is not None]
