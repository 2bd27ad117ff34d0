"""The arc of an angle lies between its limbs."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.landmarks import Landmark
from coach.drawing.angle_arcs import AngleMark, angle_text, draw_angles

GREY = 120


def bent_knee() -> np.ndarray:
    """A body whose left thigh points left and whose shin points down, with the knee in the middle."""
    body = np.full((33, 2), np.nan)
    body[Landmark.LEFT_HIP], body[Landmark.LEFT_KNEE], body[Landmark.LEFT_ANKLE] = (
        (0.2, 0.5),
        (0.5, 0.5),
        (0.5, 0.8),
    )
    return body


def changed(mark: AngleMark, visibility: np.ndarray | None = None) -> np.ndarray:
    picture = np.full((400, 400, 3), GREY, np.uint8)
    draw_angles(picture, bent_knee(), [mark], visibility)
    return np.argwhere((picture != GREY).any(axis=2))


def test_the_arc_and_the_figure_lie_inside_the_angle() -> None:
    for text in ("", "90°"):
        places = changed(AngleMark("knee", "left", text))
        assert places[:, 0].mean() > 200  # below the knee
        assert places[:, 1].mean() < 200  # and to its left, where the thigh and the shin open
    assert len(changed(AngleMark("knee", "left", "90°"))) > len(changed(AngleMark("knee", "left", "")))


def test_an_angle_without_all_three_landmarks_is_left_out() -> None:
    assert not len(changed(AngleMark("knee", "right", "90°")))
    unseen = np.ones(33)
    unseen[Landmark.LEFT_ANKLE] = 0.0
    assert not len(changed(AngleMark("knee", "left", "90°"), unseen))


@pytest.mark.parametrize(("error", "text"), [(None, "92°"), (8.4, "92° ± 8")])
def test_figures_have_their_error_bar(error: float | None, text: str) -> None:
    assert angle_text(91.7, error) == text
