"""Labelled pages as the scorer meets them: features, labels and weights of every line of a rendering.

The features are of the page as it came: no step of a pipeline changes them. Put to the test, a page goes through the
default pipeline with scores of a model that has not seen its publisher.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.article import Article
from newsclean.evaluate import texts_of
from newsclean.page import Page
from newsclean.pipeline import default_pipeline
from newsclean.reading import read_page
from newsclean.scorer import features as f
from newsclean.scorer import text as t
from newsclean.scorer.model import Judgement, probabilities
from newsclean.train.labels import label_lines
from newsclean.train.pages import fold_of

GOLD, CUT = "gold", "cut"
"""Renderings of pages made of a gold title and body alone, which are to stay whole, and of small pieces of pages."""
RENDERING_WEIGHTS = {"resiliparse_main": 1.0, "resiliparse_all": 1.0, GOLD: 0.25, CUT: 0.25}
OTHER_RENDERING_WEIGHT = 0.5
LARGE_SOURCE, FURTHER_RENDERINGS = 300, 2
"""Of a source with more pages, each page is met in so many renderings beside those above."""
REMOVED_WEIGHT = 0.1
"""Lines that a sure filter has removed are not the scorer's to judge, but field finders ask about them."""
LETTERS_POWER = 0.5
MIN_LETTERS = 5.0
MIN_BODY_SHARE = 0.1


@dataclass(frozen=True, eq=False)
class Given:
    """A judge whose scores are known already."""

    scores: NDArray[np.int64]
    features: NDArray[np.float32]

    def judge(self, page: Page) -> Judgement:
        """The scores that were given."""
        return Judgement(probabilities(self.scores), self.features)


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One rendering of a labelled page.

    features: f.NAMES x lines, those of words not filled in.
    labels: 1 for body, else 0.
    weights: how much a line counts, 0 where its label is not known.
    """

    page: Mapping[str, Any] = field(repr=False)
    rendering: str
    text: str = field(repr=False)
    fold: int
    measured: t.Measures = field(repr=False)
    features: NDArray[np.float32] = field(repr=False)
    labels: NDArray[np.int8] = field(repr=False)
    weights: NDArray[np.float64] = field(repr=False)

    @property
    def language(self) -> str:
        """The language of the page, as labelled."""
        return str(self.page.get("lang") or "")

    def cleaned(self, scores: NDArray[np.int64]) -> Article:
        """What the default pipeline makes of the page with these scores."""
        return default_pipeline().with_model(Given(scores, self.features)).clean(self.text)


def example(page: Mapping[str, Any], rendering: str, text: str) -> Example | None:
    """A labelled page in one rendering, ready to learn from; None where it has no line."""
    read = read_page(text)
    if not read.source:
        return None
    lines = [line.text for line in read.source]
    measured = t.measure(lines)
    features = f.line_features(read, measured)
    found = list(label_lines(lines, page["gold"]))
    labels = np.array([label for label, _ in found], np.int8)
    counts = np.array([weight for _, weight in found])
    counts[f.found_lines(read)] *= REMOVED_WEIGHT
    scale = RENDERING_WEIGHTS.get(rendering, OTHER_RENDERING_WEIGHT)
    return Example(
        page,
        rendering,
        text,
        fold_of(page),
        measured,
        features,
        labels,
        scale * line_weights(features, labels, counts),
    )


def line_weights(
    features: NDArray[np.float32], labels: NDArray[np.int8], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much each line counts: longer ones more, and all of a page in proportion to its body."""
    weights = np.maximum(features[f.NAMES.index("letters")].astype(np.float64), MIN_LETTERS) ** LETTERS_POWER * counts
    body, whole = float(weights[labels == 1].sum()), float(weights.sum())
    shares: NDArray[np.float64] = weights / max(body, MIN_BODY_SHARE * whole, 1e-9)
    return shares


def examples(pages: Iterable[Mapping[str, Any]], renderings: Sequence[str]) -> Iterator[Example]:
    """Labelled pages in their renderings, each page's gold alone, and a small page cut out of either."""
    known = [page for page in pages if page["gold"].get("body")]
    sizes = Counter(str(page.get("source")) for page in known)
    for page in known:
        texts = list(texts_of(page, renderings))
        if sizes[str(page.get("source"))] > LARGE_SOURCE:
            texts = some_renderings(texts, random.Random(page["gold"]["body"][0]))
        for rendering, text in [*texts, (GOLD, clean_page(page["gold"])), (CUT, cut_page(texts, page["gold"]))]:
            made = example(page, rendering, text)
            if made is not None:
                yield made


def some_renderings(texts: Sequence[tuple[str, str]], chance: random.Random) -> list[tuple[str, str]]:
    """The renderings that count most, and FURTHER_RENDERINGS of the others."""
    first = [item for item in texts if item[0] in RENDERING_WEIGHTS]
    others = [item for item in texts if item[0] not in RENDERING_WEIGHTS]
    return [*first, *chance.sample(others, min(FURTHER_RENDERINGS, len(others)))]


def clean_page(gold: Mapping[str, Any]) -> str:
    """A gold title and body as a page of nothing else."""
    return "\n\n".join([gold.get("title") or "", *gold["body"]]).strip()


def cut_page(texts: Sequence[tuple[str, str]], gold: Mapping[str, Any]) -> str:
    """A small page: some paragraphs of the body or the first words of them, or some lines out of a rendering."""
    body = list(gold["body"])
    chance = random.Random(body[-1])
    if chance.random() < 0.4 and texts:
        lines = chance.choice(texts)[1].split("\n")
        first, count = chance.randrange(len(lines)), chance.choice((4, 8, 16, 32, 64))
        return "\n".join(lines[first : first + count]).strip()
    first, count = chance.randrange(len(body)), chance.choice((1, 1, 2, 3, 4, 6))
    few = body[first : first + count]
    if chance.random() < 0.4:
        few = [" ".join(paragraph.split()[: chance.randint(1, 12)])[:60] for paragraph in few]
    return chance.choice(("\n", "\n\n")).join(few)
