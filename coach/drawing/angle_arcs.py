"""Angles of joints, drawn as arcs with their figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from coach.body.angles import Joint, landmarks_of
from coach.body.crop import Pixels
from coach.body.landmarks import Side
from coach.body.pose import FloatArray
from coach.drawing.colours import INK, PAPER, Colour, bgr
from coach.drawing.lettering import BOLD, draw_text, text_height, text_width
from coach.drawing.skeleton import FAINTEST, points_px, stroke_px
from coach.opencv import cv2

_RADIUS = 0.3
"""Radius of an arc as a share of the shorter limb in the picture ..."""
_LARGEST = 0.06
"""... and at most this share of the picture's shorter side."""
_TEXT_SCALE = 0.85
_FINER = 4


@dataclass(frozen=True, slots=True)
class AngleMark:
    """The angle of one joint.

    Attributes:
        joint: The joint.
        side: Its side.
        text: Its figure, such as '92°'; may be empty.
        colour: Red, green, blue.
    """

    joint: Joint
    side: Side
    text: str
    colour: Colour = PAPER


def angle_text(degrees: float, error_deg: float | None = None) -> str:
    """The figure of an angle, with its error bar if known: '92°' or '92° ± 8'."""
    return f"{degrees:.0f}°" + ("" if error_deg is None else f" ± {error_deg:.0f}")


def draw_angles(
    picture: Pixels, body: FloatArray, marks: Iterable[AngleMark], visibility: FloatArray | None = None
) -> None:
    """Draw an arc between the two limbs of each joint, and the figure next to it.

    Args:
        picture: Blue, green, red, shape (height, width, 3); it is changed.
        body: x and y as shares of width and height, shape (33, 2) or (33, 3).
        marks: The angles; one with a landmark that is not visible is left out.
        visibility: Of each landmark, 0 to 1, shape (33,).
    """
    points = points_px(body, picture)
    width = stroke_px(points, picture)
    for mark in marks:
        places = list(landmarks_of(mark.joint)[mark.side == "right"])
        hidden = visibility is not None and float(np.min(visibility[places])) < FAINTEST
        if not hidden and np.isfinite(points[places]).all():
            _draw_angle(picture, points[places], mark, width)


def _draw_angle(picture: Pixels, points: FloatArray, mark: AngleMark, width: float) -> None:
    """Draw one angle; ``points`` are its end, apex and other end in pixels."""
    limbs = points[[0, 2]] - points[1]
    lengths = np.hypot(limbs[:, 0], limbs[:, 1])
    radius = min(_RADIUS * float(lengths.min()), _LARGEST * min(picture.shape[:2]))
    if radius < 2 * width:
        return  # the limbs point at the camera: the arc would be a blot
    first, second = np.degrees(np.arctan2(limbs[:, 1], limbs[:, 0])).tolist()
    opening = (second - first + 180.0) % 360.0 - 180.0
    centre = tuple(round(each * 2**_FINER) for each in points[1].tolist())
    for colour, wide in ((INK, 2.0 * width), (mark.colour, 0.8 * width)):
        cv2.ellipse(
            picture,
            (centre[0], centre[1]),
            (round(radius * 2**_FINER), round(radius * 2**_FINER)),
            0.0,
            first,
            first + opening,
            bgr(colour),
            max(1, round(wide)),
            cv2.LINE_AA,
            _FINER,
        )
    if mark.text:
        _write_figure(picture, points[1], np.radians(first + opening / 2), radius, mark)


def _write_figure(picture: Pixels, apex: FloatArray, towards: float, radius: float, mark: AngleMark) -> None:
    """Write the figure beyond the arc, inside the picture."""
    height = text_height(picture, _TEXT_SCALE)
    wide = text_width(mark.text, height, BOLD)
    direction = np.array([np.cos(towards), np.sin(towards)])
    beyond = radius + 0.5 * (abs(direction[0]) * wide + abs(direction[1]) * height) + 0.3 * height
    x, y = apex + beyond * direction
    rows, columns = picture.shape[:2]
    left = min(max(float(x) - wide / 2, 0.0), max(columns - wide, 0))
    base = min(max(float(y) + 0.35 * height, height), rows - 0.2 * height)
    draw_text(picture, mark.text, (left, base), height, mark.colour, weight=BOLD)
