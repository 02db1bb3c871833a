"""What the filters find on a page as it came: evidence, worked out once, and the steps that remove it.

Filters look for labels, one family after the other, each at the lines in which those before it found nothing. What
they find does not depend on what a pipeline has removed, so the same page has the same findings in any order
of steps.

A label goes by what its filter finds. In a paragraph a finding is evidence for the line scorer and no more: no rule of
ours alone takes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from newsclean import filters
from newsclean.page import Candidate, Clutter, FieldName, Line, Page, Removal, Step
from newsclean.script import is_paragraph

FAMILIES: tuple[Step, ...] = (
    filters.photo_credits,
    filters.captions,
    filters.advertisements,
    filters.comments,
    filters.share,
    filters.subscription,
    filters.footer,
    filters.consent,
    filters.navigation,
    filters.tags,
    filters.player,
    filters.related,
)
"""The filters whose findings are evidence, in the order in which they look."""


class Finding(NamedTuple):
    """What a filter found in a line."""

    filter: Step
    removal: Removal


def findings(page: Page) -> Mapping[int, Finding]:
    """What the filters find on the page as it came, by `Line.index`.

    >>> from newsclean import read_page
    >>> page = read_page("PUBLICITÉ\\n\\nLa pluie tombe.", language="fr")
    >>> [(index, finding.removal.kind) for index, finding in findings(page).items()]
    [(0, 'advertisement')]
    """
    return page.once("findings", lambda: MappingProxyType(dict(_find(page))))


def _find(page: Page) -> Iterator[tuple[int, Finding]]:
    page = replace(page, lines=page.source, marks=(), candidates=())
    for filter in FAMILIES:
        found: dict[int, Finding] = {}
        for removal in filter(page):
            assert isinstance(removal, Removal)
            found.setdefault(removal.line.index, Finding(filter, removal))
        if found:
            yield from found.items()
            page = replace(page, lines=tuple([line for line in page.lines if line.index not in found]))


def kind_found(page: Page, index: int) -> Clutter | None:
    """What a filter takes a logical line for, by the line's index; None where no filter finds anything in it."""
    finding = findings(page).get(index)
    return finding.removal.kind if finding else None


def is_label(page: Page, line: Line) -> bool:
    """Whether a line may go by what a filter finds: the lexicon knows it as a whole, or it is no paragraph.

    >>> from newsclean import read_page
    >>> text = "Subscribe now!\\n\\nSubscribe to our paper, she said, and a goat came with it on Monday at noon."
    >>> page = read_page(text, language="en")
    >>> [is_label(page, line) for line in page.lines]
    [True, False]
    """
    return not is_paragraph(line.text) or bool(page.hits(line).lines)


@dataclass(frozen=True, slots=True)
class Field:
    """Find a field among the lines in which no filter finds anything.

    field: what the finder finds; the date's finds "updated" too.

    >>> from newsclean import read_page
    >>> page = read_page("PUBLICITÉ\\n\\nLa pluie tombe.", language="fr")
    >>> Field("title", lambda page: [line.text for line in page.lines])(page)
    ['La pluie tombe.']
    """

    field: FieldName
    finder: Step

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field

    @property
    def __doc__(self) -> str:  # type: ignore[override]
        return self.finder.__doc__ or ""

    def __call__(self, page: Page) -> Iterable[Removal | Candidate]:
        """What the finder says of the page without the other lines."""
        found = findings(page)
        lines = tuple([line for line in page.lines if line.index not in found])
        return self.finder(page if len(lines) == len(page.lines) else replace(page, lines=lines))


@dataclass(frozen=True, slots=True)
class Family:
    """Remove the labels that a filter finds: on the page as it came, and in what earlier steps have left of a line.

    Paragraphs stay for the scorer to judge.

    >>> from newsclean import read_page
    >>> page = read_page("PUBLICITÉ\\n\\nLa publicité rapporte moins.", language="fr")
    >>> [removal.line.text for removal in Family(filters.advertisements)(page)]
    ['PUBLICITÉ']
    """

    filter: Step

    @property
    def name(self) -> str:
        """The filter's name."""
        return str(getattr(self.filter, "__name__", "family"))

    @property
    def __doc__(self) -> str:  # type: ignore[override]
        return self.filter.__doc__ or ""

    def __call__(self, page: Page) -> Iterator[Removal]:
        """Point at the lines."""
        own = [found.removal for found in findings(page).values() if found.filter is self.filter]
        standing = frozenset(page.lines) if own else ()
        for removal in own:
            if removal.line in standing and is_label(page, removal.line):
                yield removal
        source = page.source
        if parts := [line for line in page.lines if line is not source[line.index]]:
            for item in self.filter(replace(page, lines=tuple(parts))):
                assert isinstance(item, Removal)
                if is_label(page, item.line):
                    yield item
