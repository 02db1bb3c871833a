"""Labelled pages as the scorer meets them: features, labels and weights of every line of a rendering.

The features are of the page as it came: no step of a pipeline changes them. A page is met in its renderings, as its
gold alone, which is to stay whole, as a small piece, as short pages, as the front of a section, and bare, without its
body.
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
from newsclean.train.short import front_page, parts_of, short_page

GOLD, CUT, SHORT, FRONT, BARE, HTML = "gold", "cut", "short", "front", "bare", "html"
"""What the renderings that training makes, and the one of the HTML, are called."""
FULLEST = "resiliparse_all"
"""The rendering with the whole page in it, one paragraph a line."""
MADE = (GOLD, CUT, SHORT, FRONT, BARE)
"""Renderings that training makes itself."""
BODILESS = (FRONT, BARE)
"""Those without a body."""
RENDERING_WEIGHTS = {
    "resiliparse_main": 1.0,
    "resiliparse_all": 1.0,
    HTML: 1.0,
    GOLD: 0.4,
    CUT: 0.4,
    SHORT: 0.5,
    FRONT: 0.15,
    BARE: 0.15,
}
"""What a page counts in each rendering. By hand."""
OTHER_RENDERING_WEIGHT = 0.5
"""What it counts in any other. By hand."""
FURTHER_RENDERINGS = 1
"""Other renderings in which a page is met. By hand."""
ROUGH_SOURCES = frozenset(("silver", "jocmp"))
"""Sources whose bodies selectors of each site cut out, with "read also" lines, bylines and captions ..."""
ROUGH_WEIGHT = 0.3
"""... and what their pages count. By hand."""
REMOVED_WEIGHT = 0.1
"""What lines count that a filter removes: they are not the scorer's to judge, but neighbours hear of them. By hand."""
SHORT_PAGES = 2
"""Short pages made of each page."""
REPEATED_SHARE = 0.15
"""Share of the small pieces that are printed twice or three times. By hand."""
LETTERS_POWER = 0.5
"""A line counts its letters to this power. At .75, with fewer features a tree, the mean body F1 over five folds was
lower."""
MIN_LETTERS = 5.0
"""Letters that a line counts at least. By hand."""
MIN_BODY_SHARE = 0.1
"""Share of a page that its body counts as, at least: else the lines of a small body weigh too much. By hand."""


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
    gold: Mapping[str, Any] = page["gold"] if rendering not in BODILESS else {**page["gold"], "body": []}
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


def examples(
    page: Mapping[str, Any],
    renderings: Sequence[str],
    roles: Mapping[str, str],
    others: Sequence[Mapping[str, Any]] = (),
) -> Iterator[Example]:
    """A labelled page in its renderings, and in those that training makes; nothing where it has no body.

    roles: of the blocks in its HTML, by `key` of their text; others: other pages, which stand beside it on
    small pages that are made of it.
    """
    if not page["gold"].get("body"):
        return
    texts = some_renderings(list(texts_of(page, renderings)), random.Random(page["gold"]["body"][0]))
    made = [(GOLD, clean_page(page["gold"])), (CUT, cut_page(texts, page["gold"]))]
    if texts:
        made.append((BARE, bare_page(fullest(texts), page["gold"])))
    for rendering, text in [*texts, *made]:
        found = example(page, rendering, read_page(text), roles)
        if found is not None:
            yield found
    if texts:
        yield from short_examples(page, fullest(texts), roles, others)


def fullest(texts: Sequence[tuple[str, str]]) -> str:
    """The rendering with the whole page in it, or else the last."""
    return dict(texts).get(FULLEST, texts[-1][1])


def short_examples(
    page: Mapping[str, Any], text: str, roles: Mapping[str, str], others: Sequence[Mapping[str, Any]]
) -> Iterator[Example]:
    """Short pages made of a rendering, each with a gold body of its own, and the front of a section, with none."""
    parts = parts_of(text, page["gold"])
    if parts is None:
        return
    beside = list(texts_of(others[0])) if others else []
    following = parts_of(fullest(beside), others[0]["gold"]) if beside else None
    stories = [other["gold"] for other in others]
    chance = random.Random(page["gold"]["body"][0])
    for _ in range(SHORT_PAGES):
        made, body = short_page(parts, following, stories, chance)
        found = example({**page, "gold": {**page["gold"], "body": body}}, SHORT, read_page(made), roles)
        if found is not None:
            yield found
    front = front_page(parts, stories, chance)
    found = example(page, FRONT, read_page(front), roles) if front else None
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


def bare_page(text: str, gold: Mapping[str, Any]) -> str:
    """A rendering without the lines of the body."""
    lines = text.split("\n")
    return "\n".join(line for line, (label, _) in zip(lines, label_lines(lines, gold), strict=True) if not label)
