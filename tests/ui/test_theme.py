"""Colours differ, also for colour-blind eyes, and on any background."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from rich.color import Color

from coach.drawing import colours
from coach.ui import theme

# Machado, Oliveira, Fernandes (2009), severity 1.0, for linear RGB.
_EYES = {
    "all cones": np.eye(3),
    "no red cones": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
_WHITE = [0.9505, 1.0, 1.089]
_READABLE = 3.0
"""Contrast that WCAG 2.1 requires for large text and graphics."""
_APART = 20.0
"""Distance in CIELAB; from about ten on, two colours look clearly different."""


def linear(colour: tuple[int, int, int]) -> np.ndarray:
    share = np.array(colour) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    x, y, z = (np.array(_TO_XYZ) @ light.clip(0, 1)) / _WHITE
    fx, fy, fz = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def luminance(colour: tuple[int, int, int]) -> float:
    return float(np.array(_TO_XYZ)[1] @ linear(colour))


def of(style: str) -> tuple[int, int, int]:
    triplet = Color.parse(style).get_truecolor()
    return triplet.red, triplet.green, triplet.blue


@pytest.mark.parametrize("eyes", _EYES)
def test_colours_differ_for_colour_blind_eyes(eyes: str) -> None:
    groups = [
        [of(theme.FULL), of(theme.PARTIAL)],
        [colours.LEFT_BONES, colours.RIGHT_BONES, colours.MIDDLE_BONES],
    ]
    for group in groups:
        for one, other in combinations(group, 2):
            perceived = [lab(np.array(_EYES[eyes]) @ linear(each)) for each in (one, other)]
            assert float(np.linalg.norm(perceived[0] - perceived[1])) >= _APART


@pytest.mark.parametrize("ground", [(0, 0, 0), (255, 255, 255)], ids=["dark", "light"])
def test_coloured_text_is_legible_on_dark_and_light_backgrounds(ground: tuple[int, int, int]) -> None:
    for style in (theme.FULL, theme.PARTIAL, theme.WARNING):
        light, dark = sorted((luminance(of(style)), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= _READABLE
