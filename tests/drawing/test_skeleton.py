"""A skeleton lies where the landmarks are, in the colours of its sides."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray
from coach.drawing.colours import LEFT_BONES, RIGHT_BONES, bgr
from coach.drawing.skeleton import draw_names, draw_skeleton

GREY = 120


def grey(width: int = 320, height: int = 240) -> np.ndarray:
    return np.full((height, width, 3), GREY, np.uint8)


def standing() -> FloatArray:
    """A body from the front, with every landmark apart from the others."""
    body = np.full((33, 2), 0.5)
    body[:, 1] = np.linspace(0.1, 0.9, 33)
    body[1::2, 0], body[2::2, 0] = 0.65, 0.35
    return body


def colour_at(picture: np.ndarray, body: FloatArray, landmark: Landmark) -> list[int]:
    height, width = picture.shape[:2]
    x, y = np.round(body[landmark] * (width, height) - 0.5).astype(int)
    colour: list[int] = picture[y, x].tolist()
    return colour


def test_left_and_right_have_their_colours_at_their_places() -> None:
    picture, body = grey(), standing()
    draw_skeleton(picture, body)
    assert colour_at(picture, body, Landmark.LEFT_KNEE) == list(bgr(LEFT_BONES))
    assert colour_at(picture, body, Landmark.RIGHT_KNEE) == list(bgr(RIGHT_BONES))


@pytest.mark.parametrize(("visibility", "share"), [(1.0, 1.0), (0.5, 0.5), (0.2, 0.25), (0.05, 0.0)])
def test_visibility_is_opacity(visibility: float, share: float) -> None:
    picture, body = grey(), standing()
    draw_skeleton(picture, body, np.full(33, visibility))
    wanted = GREY + share * (np.array(bgr(LEFT_BONES)) - GREY)
    assert colour_at(picture, body, Landmark.LEFT_KNEE) == pytest.approx(wanted, abs=2)


def test_lines_grow_with_the_picture_but_never_hide_a_small_body() -> None:
    def changed(width: int, height: int, body: FloatArray) -> int:
        picture = grey(width, height)
        draw_skeleton(picture, body)
        return int((picture != GREY).any(axis=2).sum())

    small, large = changed(640, 480, standing()), changed(1280, 960, standing())
    assert large == pytest.approx(4 * small, rel=0.35)
    tiny = 0.5 + 0.08 * (standing() - 0.5)
    assert changed(1280, 960, tiny) < 0.5 * (0.08 * 1280) * (0.08 * 960)


def test_landmarks_outside_the_picture_and_unknown_ones_are_left_out() -> None:
    picture, body = grey(), standing()
    body[Landmark.LEFT_ANKLE] = np.nan
    body[Landmark.RIGHT_ANKLE] = 1e9, -1e9
    draw_skeleton(picture, body, np.ones(33))
    assert colour_at(picture, body, Landmark.LEFT_HIP) == list(bgr(LEFT_BONES))
    nowhere = grey()
    draw_skeleton(nowhere, np.full((33, 2), np.nan), np.full(33, 0.5))
    draw_skeleton(nowhere, np.full((33, 2), -7.0), np.full(33, 0.5))
    assert (nowhere == GREY).all()


def test_names_stand_to_the_right_of_their_landmarks() -> None:
    picture, body = grey(), standing()
    only = np.zeros(33)
    only[Landmark.LEFT_WRIST] = 1.0
    draw_names(picture, body, only)
    rows, columns = np.nonzero((picture != GREY).any(axis=2))
    x, y = body[Landmark.LEFT_WRIST] * (320, 240)
    assert columns.min() >= x - 1
    assert rows.mean() == pytest.approx(y, abs=4)
