"""The learned line scorer: how likely each line is the article's body, from its shape, its words and its company.

`body_probabilities` judges all logical lines of a page, once; `boilerplate` is the filter made of it. What the filters
find is evidence too; what a pipeline has removed is not. numpy and the weights are loaded on first use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.page import Page, Removal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.scorer.model import Judgement

__all__ = ["Boilerplate", "body_probabilities", "boilerplate"]


def body_probabilities(page: Page) -> NDArray[np.float64]:
    """How likely each logical line of a page is body, by its `index`; worked out once a page.

    >>> from newsclean import read_page
    >>> text = "Menu\\n\\nIn the night, rain fell on the hills above the town, and the river rose."
    >>> page = read_page(text, language="en")
    >>> body_probabilities(page).round().tolist()
    [0.0, 1.0]
    """
    return judgement(page).probabilities


def judgement(page: Page) -> Judgement:
    """The probabilities and the features that they come from."""
    return page.once("judgement", lambda: _judge(page))


def _judge(page: Page) -> Judgement:
    from newsclean.scorer.model import load_model

    model = load_model(page.model) if page.model is None or isinstance(page.model, str) else page.model
    found: Judgement = model.judge(page)
    return found


@dataclass(frozen=True)
class Boilerplate:
    """Remove lines that look like anything but the article: menus, teasers, comments, notes, in any language.

    threshold: a line is removed where it is body with a lower probability than this.

    >>> from newsclean import read_page
    >>> text = "Menu\\n\\nIn the night, rain fell on the hills above the town, and the river rose."
    >>> page = read_page(text, language="en")
    >>> [removal.line.text for removal in Boilerplate()(page)]
    ['Menu']
    >>> list(Boilerplate(threshold=0.0)(page))
    []
    """

    threshold: float = 0.5

    def __call__(self, page: Page) -> Iterator[Removal]:
        """Point at the lines that are probably not body, each with what speaks against it and its probability."""
        if not page.lines:
            return
        judged = judgement(page)
        chances = judged.probabilities.tolist()
        doubtful = [line for line in page.lines if chances[line.index] < self.threshold]
        for line, reason in zip(doubtful, judged.reasons([line.index for line in doubtful]), strict=True):
            yield Removal(line, reason, probability=chances[line.index])


boilerplate = Boilerplate()
"""The filter with the weights and the threshold that newsclean comes with."""
