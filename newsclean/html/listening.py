"""Field steps that also hear what a page's metadata says of title, byline and date.

Where the text prints the same, the text's line is taken, as it is printed and with its place. Where it prints
nothing, the metadata is believed; where it prints something else too, unless the text contradicts it: a date under
"Published" is the reader's, a headline of the metadata that is a line of the page is the page's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from newsclean.fields.credit import label_end, read_credit
from newsclean.fields.words import words_of
from newsclean.html.metadata import Metadata, key_of
from newsclean.page import Candidate, Line, Page, Removal, Step
from newsclean.pipeline import Pipeline

TOLD = "the page's metadata says so"
"""The reason for a candidate out of the metadata."""
SAME_TITLE_SHARE = 0.8
"""A title that is this share of another, in letters, is the same with a kicker or a site's name. By hand."""
LINES_UNDER_TITLE = 6
"""Logical lines under the title in which a labelled byline is sure. By hand."""

SUFFIX_MARKS = tuple("|｜-–—:：_·•»")
"""What stands between a headline and the site's name."""

Judge = Callable[[Page, Candidate | None, Metadata], list[Candidate]]
"""From what the text says of a field (or None) and the metadata to candidates; none taken where the text is right."""


def listening(pipeline: Pipeline, metadata: Metadata) -> Pipeline:
    """The pipeline with its field steps hearing what the metadata says."""
    return replace(pipeline, steps=tuple(replace(step, run=Listening(step.run, metadata)) for step in pipeline.steps))


@dataclass(frozen=True, slots=True)
class Listening:
    """A step that also hears what the page's metadata says of the fields that it finds.

    A step finds the field that its `field` says, as newsclean's own have it, and those it yields candidates for.
    """

    step: Step
    metadata: Metadata

    def __call__(self, page: Page) -> Iterator[Removal | Candidate]:
        """What the metadata says first, then what the step found, not taken where the metadata knows better."""
        found = list(self.step(page) or ())
        candidates = [item for item in found if isinstance(item, Candidate)]
        finds = {getattr(self.step, "field", None), *(candidate.field for candidate in candidates)}
        for field in [field for field in JUDGES if field in finds]:
            own = next((c for c in candidates if c.field == field and c.taken), None)
            told = JUDGES[field](page, own, self.metadata)
            yield from told
            found = [overruled_by(item, told) if item is own else item for item in found]
        yield from found


def overruled_by(own: Removal | Candidate, told: list[Candidate]) -> Removal | Candidate:
    """What the text says of a field, not taken where something else is."""
    better = next((candidate for candidate in told if candidate.taken), None)
    if better is None or not isinstance(own, Candidate):
        return own
    why = "has it otherwise" if better.line is own.line else "says otherwise"
    return replace(own, taken=False, reason=f"{own.reason}; the page's metadata {why}")


def judge_title(page: Page, own: Candidate | None, metadata: Metadata) -> list[Candidate]:
    """The line that the text and the metadata have for a headline; the metadata's first where the text prints none.

    Where line and headline are parts of each other (a kicker stands beside one of them), the metadata's is the title.
    """
    told = [Candidate("title", title, None, TOLD) for title in metadata.titles]
    if not told:
        return []
    bare = bare_line(page, own, metadata.titles)
    if bare is not None:
        taken = own is not None and bare is own.line and key_of(own.value) == key_of(bare.text)
        return told if taken else [Candidate("title", bare.text, bare, f"{TOLD}, and it is printed here", True), *told]
    agreed = own is not None and any(is_same_title(own.value, title) for title in metadata.titles)
    line = own.line if own and agreed else line_of(page, metadata.titles)
    if line is None:
        return told if agreed else [replace(told[0], taken=True), *told[1:]]
    key, first = key_of(line.text), metadata.titles[0]
    value = (
        first if key in key_of(first) else next((t for t in metadata.titles if is_same_title(t, line.text)), line.text)
    )
    if key == key_of(value):
        value = line.text
        if agreed:
            return told
    return [Candidate("title", value, line, f"{TOLD}, and it is printed here", True), *told]


def bare_line(page: Page, own: Candidate | None, titles: Iterable[str]) -> Line | None:
    """The line of the page that a title of the metadata starts with, a mark and the site's name behind it."""
    standing = [own.line] if own is not None and own.line is not None else []
    for title in titles:
        for line in (*standing, *page.lines):
            bare = " ".join(line.text.split())
            rest = title[len(bare) :].lstrip()
            if title.startswith(bare) and rest[:1] in SUFFIX_MARKS and 2 * len(bare) >= len(title):
                return line
    return None


def line_of(page: Page, texts: tuple[str, ...]) -> Line | None:
    """The line that is the first of the texts to be one."""
    lines = {key_of(line.text): line for line in reversed(page.lines)}
    return next((lines[key] for key in map(key_of, texts) if key in lines), None)


def is_same_title(a: str, b: str) -> bool:
    """Whether two titles are one, but for a part at an end.

    >>> is_same_title("Rain floods old town", "Weather in the vale: Rain floods old town")
    False
    >>> is_same_title("Rain floods the whole of the old town", "Update: Rain floods the whole of the old town")
    True
    """
    short, long = sorted((key_of(a), key_of(b)), key=len)
    return bool(short) and short in long and len(short) >= SAME_TITLE_SHARE * len(long)


def judge_byline(page: Page, own: Candidate | None, metadata: Metadata) -> list[Candidate]:
    """The metadata's authors, unless the text names them and more, or has a byline of others and nowhere these."""
    authors = tuple(dict.fromkeys(name for text in metadata.authors for name in names_in(page, text, metadata.tagged)))
    if not authors:
        return []
    told = Candidate("byline", ", ".join(authors), None, TOLD, True, None, authors)
    named = {key_of(author) for author in authors}
    if own is not None and metadata.tagged and is_beside_headline(page, own):
        return [replace(told, taken=False)]
    if own is None:
        line = line_of(page, (told.value, " ".join(authors)))
        return [replace(told, value=line.text, line=line, reason=f"{TOLD}, and it is printed here") if line else told]
    printed = {key_of(author) for author in own.authors}
    if named <= printed or (not named & printed and is_sure(page, own) and not is_printed(page, named)):
        return [replace(told, taken=False)]
    if named & printed:
        return [replace(told, line=own.line, span=own.span, reason=f"{TOLD}, and some of them are printed here")]
    return [told]


def is_sure(page: Page, own: Candidate) -> bool:
    """Whether a byline has a label ("By") and stands under the title."""
    title = page.found("title")
    if own.line is None or title is None or title.line is None:
        return False
    label = page.hits(own.line).after("byline.labels")
    return label > 0 and 0 < own.line.index - title.line.index <= LINES_UNDER_TITLE


def is_beside_headline(page: Page, own: Candidate) -> bool:
    """Whether a byline stands in the lines under the headline."""
    title = page.found("title")
    if own.line is None or title is None or title.line is None:
        return False
    return 0 < own.line.index - title.line.index <= LINES_UNDER_TITLE


def is_printed(page: Page, keys: Iterable[str]) -> bool:
    """Whether the page has any of the names, wherever."""
    text = key_of(" ".join(line.text for line in page.source))
    return any(key in text for key in keys)


def names_in(page: Page, text: str, tagged: bool = False) -> tuple[str, ...]:
    """The names in an author of the metadata, which may be several, have a "By" before them, or the last name first.

    tagged: whether the text is a tag's, which may be a button's.
    """
    last, comma, first = text.partition(", ")
    if comma and not {" ", ","} & {*last, *first}:
        return (f"{first} {last}",)
    words = words_of(page.language)
    credit = read_credit(text, label_end(text, words, page.own_hit), words, page.own_hit, True)
    if credit and "other" in credit.kinds and tagged:
        return ()
    return credit.authors if credit and "other" not in credit.kinds else (text,)


def judge_date(page: Page, own: Candidate | None, metadata: Metadata) -> list[Candidate]:
    """The text's date where the metadata has it, give or take a day (time zones); else the metadata's first."""
    told = [Candidate("date", day, None, TOLD) for day in metadata.dates]
    if not told or (own and any(abs((own.value - day).days) <= 1 for day in metadata.dates)):
        return told
    return [replace(told[0], taken=True), *told[1:]]


JUDGES: dict[str, Judge] = {"title": judge_title, "byline": judge_byline, "date": judge_date}
"""The fields that metadata has something to say of, and what becomes of it."""
