"""The colours of clutter: what a removed line is has one look in reports, notebooks and terminals.

Each kind of `newsclean.page.Clutter` has a hue of its own and a stroke. Every colour stands out on white and on near
black, so one palette does where the background is not known (a terminal, a notebook). Where two colours come near to
one another for somebody who is colour-blind, their strokes differ; tests/test_palette.py holds both. Text that is kept
takes no colour, and a kind is always named beside its colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from newsclean.page import Clutter


@dataclass(frozen=True, slots=True)
class Swatch:
    """How a kind looks: `colour` as "#rrggbb", and the `stroke` of the bar beside its lines, a CSS border style."""

    colour: str
    stroke: Literal["solid", "double", "dotted"]


# Fifteen hues 24 degrees apart in OKLCH, and grey; lightness, chroma and stroke as a random search found them that
# maximized the least distance between two. Kinds that stand side by side on pages got hues that are far apart.
SWATCHES: Mapping[Clutter, Swatch] = {
    "navigation": Swatch("#696996", "solid"),
    "share": Swatch("#1ca477", "solid"),
    "advertisement": Swatch("#fc4257", "double"),
    "subscription": Swatch("#af8f15", "dotted"),
    "consent": Swatch("#778309", "solid"),
    "related": Swatch("#0063eb", "double"),
    "comment": Swatch("#289dd7", "double"),
    "caption": Swatch("#ab54e9", "dotted"),
    "credit": Swatch("#bf6339", "dotted"),
    "author": Swatch("#c33278", "double"),
    "tags": Swatch("#498c99", "dotted"),
    "footer": Swatch("#8e5d1e", "solid"),
    "pull-quote": Swatch("#227702", "double"),
    "repeat": Swatch("#c072b5", "solid"),
    "markup": Swatch("#317670", "dotted"),
    "other": Swatch("#8e8e8e", "double"),
}


def swatch(kind: str | None) -> Swatch:
    """The look of a kind; of one that has none, such as a ledger made by hand may have, that of "other".

    >>> swatch("share").colour, swatch("Share") == swatch("other")
    ('#1ca477', True)
    """
    return next((look for name, look in SWATCHES.items() if name == kind), SWATCHES["other"])
