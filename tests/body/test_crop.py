"""The crop around bodies."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.body.crop import WHOLE, Box, around

shares = st.floats(0.0, 1.0)


def body(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    """Landmarks from corner to corner."""
    return np.linspace((left, top), (right, bottom), 33)


@given(shares, shares, shares, shares)
def test_a_crop_contains_every_landmark_inside_the_picture(a: float, b: float, c: float, d: float) -> None:
    points = body(min(a, b), min(c, d), max(a, b), max(c, d))
    box = around([points])
    assert -1e-9 <= box.left < box.right <= 1 + 1e-9
    assert -1e-9 <= box.top < box.bottom <= 1 + 1e-9
    within = box.within(points)
    assert within.min() >= -1e-9
    assert within.max() <= 1 + 1e-9


def test_a_standing_body_gets_a_square_and_a_lying_one_a_wide_crop() -> None:
    standing = around([body(0.4, 0.1, 0.6, 0.9)])
    assert standing.right - standing.left == pytest.approx(standing.bottom - standing.top)
    lying = around([body(0.1, 0.6, 0.9, 0.65)])
    assert (lying.right - lying.left) / (lying.bottom - lying.top) == pytest.approx(1.6)


def test_a_crop_contains_several_bodies() -> None:
    box = around([body(0.2, 0.2, 0.3, 0.3), body(0.7, 0.7, 0.8, 0.8)])
    assert box.left < 0.2
    assert box.bottom > 0.8


def test_points_match_their_part_of_the_picture() -> None:
    pixels = np.zeros((100, 200, 3), np.uint8)
    pixels[60, 100] = 255
    box = Box(0.25, 0.5, 0.75, 1.0)
    part = box.of(pixels)
    assert part.shape == (50, 100, 3)
    across, down = box.within(np.array([100 / 200, 60 / 100]))
    assert part[round(down * 50), round(across * 100)].tolist() == [255, 255, 255]
    assert WHOLE.of(pixels).shape == pixels.shape
