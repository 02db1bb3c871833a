"""The learned line scorer: how likely each line is the article's body, and what it is if not.

It judges all logical lines of a page, once, by their shape, their words, their company and, from HTML, the page's
structure. What the filters find is evidence too; what a pipeline has removed is not. `boilerplate` is the filter made
of it, and `OfKind` adds what the scorer takes for one kind of clutter to the step of that kind. numpy and the weights
are loaded on first use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.page import CHANCES, CONFIDENCE, Candidate, Clutter, Page, Removal, Step
from newsclean.scorer.kinds import OWN_STEP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.scorer.model import Judgement
    from newsclean.scorer.verdicts import Verdict

__all__ = ["Boilerplate", "OfKind", "body_probabilities", "boilerplate", "clutter_of"]


def body_probabilities(page: Page) -> NDArray[np.float64]:
    """How likely each logical line of a page is body, by its `index`.

    >>> from newsclean import read_page
    >>> text = "Menu\\n\\nIn the night, rain fell on the hills above the town, and the river rose."
    >>> page = read_page(text, language="en")
    >>> body_probabilities(page).round().tolist()
    [0.0, 1.0]
    """
    from newsclean.scorer.confidence import probabilities

    return probabilities(judgement(page).scores)


def judgement(page: Page) -> Judgement:
    """What the scorer thinks of a page, worked out once."""
    return page.once("judgement", lambda: _judge(page))


def _judge(page: Page) -> Judgement:
    from newsclean.scorer.model import load_model

    if page.model is None or isinstance(page.model, str):
        return load_model(page.model, html=page.structure is not None).judge(page)
    found: Judgement = page.model.judge(page)
    return found


def clutter_of(page: Page, threshold: float = 0.5) -> Mapping[int, Verdict]:
    """What the scorer takes for something else than body, by `Line.index`: its kind, the reason, and its probability.

    Lines in which a filter finds a label are the filter's, and not among them.

    threshold: a line goes where it is body with a lower probability, the page's `favor` allowed for.

    >>> from newsclean import read_page
    >>> text = "Menu\\n\\nZoology\\n\\nIn the night, rain fell on the hills above the town, and the river rose."
    >>> sorted(clutter_of(read_page(text, language="en")))
    [1]
    """
    from newsclean.scorer.verdicts import find_verdicts

    return page.once(("verdicts", threshold), lambda: find_verdicts(page, judgement(page), threshold))


@dataclass(frozen=True, slots=True)
class OfKind:
    """A step, and beside what it says, the lines that the scorer takes for its kind of clutter.

    >>> from newsclean import read_page
    >>> from newsclean.filters import navigation
    >>> page = read_page("Zoology\\n\\nIn the night, rain fell on the hills above the town, and the river rose.")
    >>> list(navigation(page))
    []
    """

    step: Step
    kind: Clutter

    @property
    def name(self) -> str:
        """The step's name."""
        return str(getattr(self.step, "name", None) or getattr(self.step, "__name__", "kind"))

    @property
    def __doc__(self) -> str:  # type: ignore[override]
        return self.step.__doc__ or ""

    def __call__(self, page: Page) -> Iterator[Removal | Candidate]:
        """What the step says; then the lines of its kind."""
        yield from self.step(page) or ()
        if page.lines:
            found = clutter_of(page)
            for line in page.lines:
                verdict = found.get(line.index)
                if verdict is not None and verdict.kind == self.kind:
                    yield Removal(line, verdict.reason, probability=verdict.probability, kind=self.kind)


@dataclass(frozen=True)
class Boilerplate:
    """Remove lines that look like anything but the article and are of no kind that has a step of its own.

    threshold: a line is removed where it is body with a lower probability than this.

    >>> from newsclean import read_page
    >>> text = "Menu\\n\\nIn the night, rain fell on the hills above the town, and the river rose."
    >>> page = read_page(text, language="en")
    >>> list(Boilerplate(threshold=0.0)(page))
    []
    """

    threshold: float = 0.5

    def __call__(self, page: Page) -> Iterator[Removal]:
        """Point at the lines that are probably not body, each with what speaks against it and its probability."""
        page.once(CONFIDENCE, lambda: judgement(page).expected if page.source else 0.0)
        if not page.lines:
            return
        page.once(CHANCES, lambda: tuple(body_probabilities(page).tolist()))
        of_others = clutter_of(page) if self.threshold else {}
        found = clutter_of(page, self.threshold)
        for line in page.lines:
            verdict = found.get(line.index)
            if verdict is None or (line.index in of_others and verdict.kind in OWN_STEP):
                continue
            yield Removal(line, verdict.reason, probability=verdict.probability, kind=verdict.kind)


boilerplate = Boilerplate()
"""The filter with the weights and the threshold that newsclean comes with."""
