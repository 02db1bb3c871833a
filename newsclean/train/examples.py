"""Labelled pages as the scorer meets them: features, labels and weights of every line of a rendering.

The features are of the page as it came: no step of a pipeline changes them. A page is met in its renderings, as its
gold alone, which is to stay whole, as a small piece, as a short page, and bare, without its body, as the front of a
section is.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.evaluate import texts_of
from newsclean.findings import findings, is_label
from newsclean.page import Page
from newsclean.reading import read_page
from newsclean.scorer import features as f
from newsclean.scorer import text as t
from newsclean.scorer.kinds import CLUTTER
from newsclean.scorer.structure import structure_rows
from newsclean.train.kinds import UNKNOWN, label_kinds
from newsclean.train.labels import label_lines
from newsclean.train.pages import fold_of, publisher

GOLD, CUT, SHORT, BARE, HTML = "gold", "cut", "short", "bare", "html"
FULLEST = "resiliparse_all"
"""The rendering with the whole page in it, one paragraph a line."""
MADE = (GOLD, CUT, SHORT, BARE)
"""Renderings that training makes itself."""
RENDERING_WEIGHTS = {
    "resiliparse_main": 1.0,
    "resiliparse_all": 1.0,
    HTML: 1.0,
    GOLD: 0.4,
    CUT: 0.4,
    SHORT: 0.5,
    BARE: 0.15,
}
OTHER_RENDERING_WEIGHT = 0.5
FURTHER_RENDERINGS = 1
"""Of the renderings that have no weight above, a page is met in so many."""
ROUGH_SOURCES = frozenset(("silver", "jocmp"))
ROUGH_WEIGHT = 0.3
"""Bodies that selectors of each site cut out, "read also" lines, bylines and captions among them, count for less."""
REMOVED_WEIGHT = 0.1
"""Lines that a filter removes are not the scorer's to judge, but neighbours hear of them."""
REPEATED_SHARE = 0.15
"""Of small pieces, so many are printed twice or three times."""
LETTERS_POWER = 0.5
MIN_LETTERS = 5.0
MIN_BODY_SHARE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One rendering of a labelled page.

    features: f.NAMES x lines, those of words not filled in; structure: more rows, of a page in HTML.
    labels: 1 for body, else 0; weights: how much a line counts, 0 where its label is not known.
    kinds: of lines that are not body, a place in KINDS; found: what filters call it, a place in KINDS; else UNKNOWN.
    """

    page: Mapping[str, Any] = field(repr=False)
    rendering: str
    fold: int
    publisher: str
    lines: tuple[str, ...] = field(repr=False)
    measured: t.Measures = field(repr=False)
    features: NDArray[np.float32] = field(repr=False)
    structure: NDArray[np.float32] | None = field(repr=False)
    labels: NDArray[np.int8] = field(repr=False)
    weights: NDArray[np.float64] = field(repr=False)
    kinds: NDArray[np.int8] = field(repr=False)
    found: NDArray[np.int8] = field(repr=False)

    @property
    def language(self) -> str:
        """The language of the page, as labelled."""
        return str(self.page.get("lang") or "")

    @property
    def source(self) -> str:
        """The data set of the page."""
        return str(self.page.get("source") or "")

    @property
    def name(self) -> str:
        """What tells the page from others."""
        return f"{self.source} {self.page.get('id')} {self.page.get('url')}"


def example(page: Mapping[str, Any], rendering: str, read: Page, roles: Mapping[str, str]) -> Example | None:
    """A labelled page in one rendering, ready to learn from; None where it has no line."""
    if not read.source:
        return None
    lines = tuple(line.text for line in read.source)
    measured = t.measure(lines)
    features = f.line_features(read, measured)
    gold: Mapping[str, Any] = page["gold"] if rendering != BARE else {**page["gold"], "body": []}
    labelled = list(label_lines(lines, gold))
    labels = np.array([label for label, _ in labelled], np.int8)
    counts = np.array([weight for _, weight in labelled])
    counts[f.row_of(features, "removed") > 0] *= REMOVED_WEIGHT
    scale = RENDERING_WEIGHTS.get(rendering, OTHER_RENDERING_WEIGHT)
    scale *= ROUGH_WEIGHT if page.get("source") in ROUGH_SOURCES else 1.0
    weights = scale * line_weights(features, labels, counts)
    kinds = label_kinds(lines, labels, gold, roles)
    return Example(
        page, rendering, fold_of(page), publisher(page), lines, measured, features, structure_rows(read), labels,
        weights, kinds, found_kinds(read),
    )  # fmt: skip


def found_kinds(read: Page) -> NDArray[np.int8]:
    """What the filters' labels say of each line, as a place in KINDS; UNKNOWN where they find nothing."""
    found = np.full(len(read.source), UNKNOWN, np.int8)
    for index, (_, removal) in findings(read).items():
        if is_label(read, removal.line):
            kind = "caption" if removal.kind == "credit" else removal.kind
            found[index] = CLUTTER.index(kind) if kind in CLUTTER else UNKNOWN
    return found


def line_weights(
    features: NDArray[np.float32], labels: NDArray[np.int8], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much each line counts: longer ones more, and all of a page in proportion to its body."""
    weights = np.maximum(features[f.NAMES.index("letters")].astype(np.float64), MIN_LETTERS) ** LETTERS_POWER * counts
    body, whole = float(weights[labels == 1].sum()), float(weights.sum())
    shares: NDArray[np.float64] = weights / max(body or whole, MIN_BODY_SHARE * whole, 1e-9)
    return shares


def examples(page: Mapping[str, Any], renderings: Sequence[str], roles: Mapping[str, str]) -> Iterator[Example]:
    """A labelled page in its renderings, and in those that training makes; nothing where it has no body.

    roles: of the blocks in its HTML, by `key` of their text.
    """
    if not page["gold"].get("body"):
        return
    texts = some_renderings(list(texts_of(page, renderings)), random.Random(page["gold"]["body"][0]))
    made = [(GOLD, clean_page(page["gold"])), (CUT, cut_page(texts, page["gold"]))]
    if texts:
        made.append((SHORT, short_page(dict(texts).get(FULLEST, texts[-1][1]), page["gold"])))
        made.append((BARE, bare_page(dict(texts).get(FULLEST, texts[-1][1]), page["gold"])))
    for rendering, text in [*texts, *made]:
        found = example(page, rendering, read_page(text), roles)
        if found is not None:
            yield found


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
    elif chance.random() < REPEATED_SHARE:
        few *= chance.choice((2, 3))
    return chance.choice(("\n", "\n\n")).join(few)


HEAD_LINES, BODY_LINES, FOOT_LINES = (0, 1, 2, 4, 8), (3, 4, 6, 8, 12), (0, 0, 2, 4, 8, 12)
"""Of a short page: lines above the body, lines of it, and lines below it, each chosen by chance."""


def short_page(text: str, gold: Mapping[str, Any]) -> str:
    """A short page: the title, a run of the body's lines with what stands between them, some lines above and below."""
    lines = [line.text for line in read_page(text).source]
    body = [n for n, (label, _) in enumerate(label_lines(lines, gold)) if label]
    chance = random.Random(gold["body"][0])
    if not body:
        return ""
    above, below = lines[: body[0]], lines[body[-1] + 1 :]
    count = min(chance.choice(BODY_LINES), len(body))
    first = chance.choice((0, 0, chance.randint(0, len(body) - count), len(body) - count))
    run = lines[body[first] : body[first + count - 1] + 1][: 2 * count]
    head, foot = chance.choice(HEAD_LINES), chance.choice(FOOT_LINES)
    above = above[len(above) - head :] if head else []
    title = [] if gold.get("title") in above else [gold.get("title") or ""]
    return chance.choice(("\n", "\n\n")).join([*title, *above, *run, *below[:foot]]).strip()


def bare_page(text: str, gold: Mapping[str, Any]) -> str:
    """A rendering without the lines of the body."""
    lines = text.split("\n")
    return "\n".join(line for line, (label, _) in zip(lines, label_lines(lines, gold), strict=True) if not label)
