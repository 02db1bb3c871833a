"""The colours can be told apart: on white, on near black, and by people who are colour-blind."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import numpy as np
import numpy.typing as npt
import pytest

from newsclean.page import Clutter
from newsclean.palette import SWATCHES, Swatch

Vector = npt.NDArray[np.float64]

# From linear sRGB to cone responses, and from their cube roots to OKLab (Ottosson 2020, A perceptual color space).
CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
# Severity 1.0 of Machado, Oliveira and Fernandes 2009, A physiologically-based model of color vision deficiency.
SIGHT = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
CLEAR = 0.08
"""Distance in OKLab. 0.02 is about the least that an eye notices side by side."""
CLEAR_ENOUGH = 0.055
"""The same for colour-blind eyes, among kinds with one stroke."""


def linear(colour: str) -> Vector:
    """ "#rrggbb" as light, 0 to 1 a channel."""
    channels = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2 defines it."""
    dark, light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def distance(one: Swatch, other: Swatch, sight: Vector) -> float:
    """How far apart two colours look, in OKLab."""
    a, b = (OKLAB @ np.cbrt(CONES @ np.clip(sight @ linear(look.colour), 0, 1)) for look in (one, other))
    return float(np.linalg.norm(a - b))


def test_every_kind_has_its_look() -> None:
    assert tuple(SWATCHES) == get_args(Clutter)


@pytest.mark.parametrize("paper", ["#ffffff", "#16161a"])
def test_every_colour_stands_out_on_light_and_dark(paper: str) -> None:
    assert min(contrast(look.colour, paper) for look in SWATCHES.values()) >= 3  # WCAG 2 for what is no text


def test_no_two_kinds_look_alike() -> None:
    near = min(combinations(SWATCHES.values(), 2), key=lambda pair: distance(pair[0], pair[1], np.eye(3)))
    assert distance(near[0], near[1], np.eye(3)) > CLEAR, near


@pytest.mark.parametrize("sight", SIGHT)
def test_kinds_that_come_near_to_colour_blind_eyes_differ_in_stroke(sight: str) -> None:
    eyes = np.array(SIGHT[sight])
    pairs = [pair for pair in combinations(SWATCHES.values(), 2) if pair[0].stroke == pair[1].stroke]
    near = min(pairs, key=lambda pair: distance(pair[0], pair[1], eyes))
    assert distance(near[0], near[1], eyes) > CLEAR_ENOUGH, near
