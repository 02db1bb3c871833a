"""The way through: named steps, one after the other, from a page to an article.

A step only points at lines. Here, and nowhere else, lines leave the page, and each is written down in the ledger.
A pipeline is a value: `without`, `with_filter`, `replace` and `move` give a new one.
"""

from __future__ import annotations

import html
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import cache
from typing import get_args

import regex

from newsclean.article import Article
from newsclean.assembly import assemble
from newsclean.language import language_code
from newsclean.page import Candidate, Clutter, Favor, Judge, Line, Mark, Page, Removal, Span, Step, part_of
from newsclean.reading import read_page

HTML_START_RE = regex.compile(
    r"(?:\s|\ufeff|<!--(?:[^-]|-(?!->))*+-->|<\?xml[^>]*+>)*+<(?:!doctype\s+html|html[\s>])", regex.IGNORECASE
)
"""What an HTML document starts with, behind white space, a byte order mark, comments and an XML declaration."""
Phrase = str | re.Pattern[str] | regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class NamedStep:
    """A step under the name that the ledger gives it."""

    name: str
    run: Step

    def __repr__(self) -> str:
        return f"{self.name}: {describe(self.run)}"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Steps in order; each sees what the ones before it left.

    model: the line scorer's weights that its steps ask, or their file; None for those that come with newsclean.
    favor: which error of the line scorer is worse where `clean` is not told.

    >>> pipeline = default_pipeline()
    >>> pipeline.names[:3]
    ('title', 'byline', 'date')
    >>> "photo-credits" in pipeline.without("photo-credits").names
    False
    """

    steps: tuple[NamedStep, ...] = ()
    model: Judge | str | None = None
    favor: Favor = "balance"

    @property
    def names(self) -> tuple[str, ...]:
        """The steps' names, in order."""
        return tuple(step.name for step in self.steps)

    def without(self, *names: str) -> Pipeline:
        """A pipeline without these steps. Raises KeyError where there is no such step."""
        for name in names:
            self._place(name)
        return replace(self, steps=tuple(step for step in self.steps if step.name not in names))

    def with_filter(
        self, filter: Step, *, name: str | None = None, before: str | None = None, after: str | None = None
    ) -> Pipeline:
        """A pipeline with one more step: before or after the named one, else first, so that it acts before all others.

        The step is called `name`, or else after the function or class. Raises KeyError where there is no step called
        `before` or `after`, ValueError where the name is taken or both are given, TypeError where it is no callable.
        """
        if before is not None and after is not None:
            raise ValueError("Say where the step goes with before= or after=, not with both.")
        step = named(filter, name)
        if step.name in self.names:
            raise ValueError(
                f"There is a step {step.name!r} already: give another name=, or use replace({step.name!r}, …)."
            )
        at = self._place(before) if before is not None else self._place(after) + 1 if after is not None else 0
        return replace(self, steps=(*self.steps[:at], step, *self.steps[at:]))

    def replace(self, name: str, filter: Step) -> Pipeline:
        """A pipeline with another callable as the named step. Raises KeyError where there is no such step."""
        at = self._place(name)
        return replace(self, steps=(*self.steps[:at], named(filter, name), *self.steps[at + 1 :]))

    def move(self, name: str, *, before: str | None = None, after: str | None = None) -> Pipeline:
        """A pipeline with the named step in another place, given by before= or after=."""
        if (before is None) == (after is None):
            raise ValueError("Say where the step goes with before= or after=.")
        step = self.steps[self._place(name)]
        return self.without(name).with_filter(step.run, name=name, before=before, after=after)

    def with_model(self, model: Judge | str | None) -> Pipeline:
        """A pipeline whose steps ask other weights of the line scorer: a file that training wrote, or what it holds."""
        return replace(self, model=model)

    def with_favor(self, favor: Favor) -> Pipeline:
        """A pipeline that favours "recall", "precision" or neither ("balance"). Raises ValueError for anything else."""
        check_favor(favor)
        return replace(self, favor=favor)

    def with_phrases(self, phrases: Iterable[Phrase]) -> Pipeline:
        """A pipeline that first removes the lines that are these phrases; see `newsclean.clean`.

        Raises TypeError where a phrase is neither text nor a compiled pattern, or where it is one text and no list.
        """
        from newsclean.filters.phrases import Phrases

        if isinstance(phrases, str):
            raise TypeError('phrases= takes a list of phrases; for one phrase write phrases=["…"].')
        given = tuple(phrases)
        return replace(self, steps=(NamedStep("phrases", Phrases.of(given)), *self.steps)) if given else self

    def clean(
        self,
        text: str,
        *,
        language: str | None = None,
        url: str | None = None,
        today: Date | None = None,
        phrases: Iterable[Phrase] = (),
        favor: Favor | None = None,
    ) -> Article:
        """The article of one scraped page of plain text; see `newsclean.clean`."""
        check_text(text)
        check_hints(language, url, today)
        return self.clean_page(read_page(text, language=language, url=url, today=today), phrases, favor)

    def clean_page(self, page: Page, phrases: Iterable[Phrase] = (), favor: Favor | None = None) -> Article:
        """The article of a page that has been read; `clean` does both."""
        favor = self.favor if favor is None else favor
        check_favor(favor)
        page = replace(page, model=self.model, favor=favor)
        for step in self.with_phrases(phrases).steps:
            page = run_step(page, step)
        return assemble(page)

    def _place(self, name: str) -> int:
        if name not in self.names:
            raise KeyError(f"There is no step {name!r} in this pipeline. Its steps: {', '.join(self.names)}.")
        return self.names.index(name)

    def __repr__(self) -> str:
        lines = [f"  {n:2d}  {step!r}" for n, step in enumerate(self.steps, 1)]
        return "\n".join(["Pipeline", *lines])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<li><b>{html.escape(step.name)}</b> {html.escape(describe(step.run))}</li>" for step in self.steps
        )
        return f"<ol>{rows}</ol>"


def named(step: Step, name: str | None) -> NamedStep:
    """A callable as a named step; its name is the function's or class's with "-" for "_"."""
    if not callable(step):
        raise TypeError(f"A step is a callable from Page to removals or candidates, not {type(step).__name__}.")
    own = getattr(step, "name", None) or getattr(step, "__name__", None) or type(step).__name__.lower()
    return NamedStep(name or str(own).strip("<>").replace("_", "-"), step)


def describe(step: Step) -> str:
    """The first sentence of a step's docstring, or its name."""
    doc = (step.__doc__ or "").strip().split("\n\n")[0]
    return " ".join(doc.split()) or named(step, None).name


def check_text(text: object) -> None:
    """Raise TypeError for what is no str, ValueError for an HTML document; both say what to pass."""
    if isinstance(text, bytes | bytearray | memoryview):
        raise TypeError(
            f"clean() takes the page as str, not {type(text).__name__}: decode it first, e.g. data.decode('utf-8')."
        )
    if not isinstance(text, str):
        raise TypeError(f"clean() takes the page's text as str, not {type(text).__name__}.")
    if HTML_START_RE.match(text):
        raise ValueError(
            "This is an HTML document; clean() takes plain text. Use newsclean.clean_html(html) "
            "(pip install 'newsclean[html]'), or render it first, "
            "e.g. BeautifulSoup(html, 'html.parser').get_text('\\n')."
        )


def check_hints(language: object, url: object, today: object) -> None:
    """Raise TypeError for a hint of another type than the contract's, ValueError for a language that is no tag."""
    if language is not None and not isinstance(language, str):
        raise TypeError(f"language= takes a BCP 47 tag such as 'fr' or 'pt-BR', not {type(language).__name__}.")
    if language:
        language_code(language)
    if url is not None and not isinstance(url, str):
        raise TypeError(f"url= takes the page's address as str, not {type(url).__name__}.")
    if today is not None and not isinstance(today, Date):
        raise TypeError(f"today= takes a datetime.date, not {type(today).__name__}.")


def check_favor(favor: object) -> None:
    """Raise ValueError for what is none of the three.

    >>> check_favor("recal")
    Traceback (most recent call last):
    ValueError: favor= takes "balance", "recall" or "precision", not 'recal'.
    """
    if favor not in get_args(Favor):
        raise ValueError(f'favor= takes "balance", "recall" or "precision", not {favor!r}.')


def run_step(page: Page, step: NamedStep) -> Page:
    """The page after a step. Raises TypeError where the step yields anything but removals and candidates."""
    removals: list[Removal] = []
    candidates: list[Candidate] = []
    for item in step.run(page) or ():
        if isinstance(item, Removal):
            removals.append(item)
        elif isinstance(item, Candidate):
            candidates.append(item)
        else:
            raise TypeError(
                f"The step {step.name!r} yielded {type(item).__name__}; a step yields Removal or Candidate."
            )
    if not removals and not candidates:
        return page
    fresh = [c for c in candidates if c.taken and page.found(c.field) is None]
    settled = tuple(c if not c.taken or c in fresh else too_late(c) for c in candidates)
    return page.marked(marks_of(page, step.name, removals, fresh), settled)


def too_late(candidate: Candidate) -> Candidate:
    """A candidate for a field that an earlier step has found."""
    return replace(candidate, taken=False, reason=f"{candidate.reason}; an earlier step has found one")


Wanted = tuple[Span, Mark]


def marks_of(page: Page, name: str, removals: Sequence[Removal], found: Sequence[Candidate]) -> Iterator[Mark]:
    """What a step said, as marks: of each part of a line the first wins; no part of mere punctuation is left over."""
    standing = frozenset(page.lines)
    asked: dict[Line, list[Wanted]] = {}
    for removal in removals:
        if removal.line in standing:
            span = removal.span or (0, len(removal.line.text))
            mark = Mark(removal.line, "removed", name, removal.reason, removal.probability, removal.kind)
            asked.setdefault(removal.line, []).append((span, mark))
    for c in found:
        for line in (c.line, *c.more):
            if line in standing:
                span = (line is c.line and c.span) or (0, len(line.text))
                asked.setdefault(line, []).append((span, Mark(line, c.field, name, c.reason)))
    for line, wanted in asked.items():
        goes_whole = len(wanted) == 1 and wanted[0][0] == (0, len(line.text))  # as nearly all do
        for span, mark in wanted if goes_whole else settle_spans(line.text, wanted):
            part = part_of(line, span)
            if part is not None:
                yield mark if part is line else mark._replace(line=part)


def settle_spans(text: str, wanted: Sequence[Wanted]) -> list[Wanted]:
    """Spans that do not overlap (the first asked wins), in order, grown over the punctuation between and around them.

    >>> [span for span, _ in settle_spans("By Ann | 5 May | Share", [((0, 6), None), ((9, 14), None)])]
    [(0, 9), (9, 14)]
    >>> [span for span, _ in settle_spans("(By Ann)", [((1, 7), None)])]
    [(0, 8)]
    """
    kept: list[Wanted] = []
    for (start, end), mark in wanted:
        start, end = max(0, start), min(len(text), end)
        at = bisect(kept, start, key=lambda item: item[0][0])
        after_last = at == 0 or kept[at - 1][0][1] <= start
        before_next = at == len(kept) or end <= kept[at][0][0]
        if start < end and after_last and before_next:
            kept.insert(at, ((start, end), mark))
    grown: list[Wanted] = []
    for n, ((start, end), mark) in enumerate(kept):
        if n == 0 and not has_word(text[:start]):
            start = 0
        after = kept[n + 1][0][0] if n + 1 < len(kept) else len(text)
        if not has_word(text[end:after]):
            end = after
        grown.append(((start, end), mark))
    return grown


def has_word(text: str) -> bool:
    """Whether a text has a letter or digit."""
    return any(map(str.isalnum, text))


def field_steps() -> tuple[NamedStep, ...]:
    """The steps that find title, byline and date, in this order."""
    from newsclean import fields
    from newsclean.findings import Field

    found = (Field("title", fields.title), Field("byline", fields.byline), Field("date", fields.date))
    return tuple(named(step, None) for step in found)


@cache
def default_pipeline() -> Pipeline:
    """The pipeline that `newsclean.clean` uses: fields, labelled families, repeats, then the learned line scorer."""
    from newsclean import filters
    from newsclean.findings import FAMILIES, Family
    from newsclean.scorer import OfKind, boilerplate

    learned: dict[Step, Clutter] = {
        filters.captions: "caption",
        filters.comments: "comment",
        filters.share: "share",
        filters.subscription: "subscription",
        filters.navigation: "navigation",
        filters.related: "related",
    }

    steps: tuple[Step, ...] = (
        *(OfKind(Family(filter), learned[filter]) if filter in learned else Family(filter) for filter in FAMILIES),
        filters.field_lines,
        OfKind(filters.author_box, "author"),
        filters.pull_quotes,
        filters.repeats,
        boilerplate,
    )
    return Pipeline((*field_steps(), *(named(step, None) for step in steps)))


def clean(
    text: str,
    *,
    language: str | None = None,
    url: str | None = None,
    today: Date | None = None,
    phrases: Iterable[Phrase] = (),
    favor: Favor | None = None,
    pipeline: Pipeline | None = None,
) -> Article:
    """The article of one scraped news page.

    text: the page as plain text, however it was rendered.
    language: a BCP 47 tag such as "fr" or "pt-BR"; wins over detection.
    url: the page's address; a day in it is evidence for the date.
    today: the day of scraping; "2 hours ago" is read only with it, and later dates are never given.
    phrases: your own lines to remove: whole lines (case and white space folded), or compiled patterns.
    favor: which error is worse to you: "recall" keeps more doubtful lines, "precision" fewer; else "balance".
    pipeline: your own steps; the default ones if None.

    Raises TypeError for what is no str, ValueError for an HTML document or another favor. Any other text gives an
    Article.

    >>> body = "In der Nacht fiel Regen, und viele Keller liefen voll."
    >>> article = clean(f"Flut in der Altstadt\\n\\nVon Anna Berg\\n\\n{body}", language="de")
    >>> article.title, article.byline
    ('Flut in der Altstadt', 'Anna Berg')
    >>> clean("Hello").body
    ('Hello',)
    """
    steps = pipeline if pipeline is not None else default_pipeline()
    return steps.clean(text, language=language, url=url, today=today, phrases=phrases, favor=favor)
