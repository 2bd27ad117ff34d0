"""The depth bar fills up to the depth."""

from __future__ import annotations

import numpy as np
import pytest

from coach.drawing.colours import GOOD, PAPER, bgr
from coach.drawing.depth_bar import draw_depth_bar


def filled(depth: float) -> tuple[int, int]:
    """White and coloured pixels at the right edge."""
    picture = np.full((300, 400, 3), 90, np.uint8)
    draw_depth_bar(picture, depth)
    return tuple(int((picture == bgr(colour)).all(axis=2).sum()) for colour in (PAPER, GOOD))  # type: ignore[return-value]


def test_it_fills_in_proportion_and_takes_the_colour_of_a_full_rep() -> None:
    empty, half = filled(0.0)[0], filled(0.5)[0]
    assert half - empty == pytest.approx(5 * (filled(0.1)[0] - empty), rel=0.25)
    assert filled(0.99)[1] == 0
    assert filled(1.0)[1] > half - empty
    assert filled(3.0) == filled(1.25)
    assert filled(-1.0) == filled(0.0)
