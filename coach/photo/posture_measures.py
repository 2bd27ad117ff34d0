"""Measures of standing posture, read across the picture."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from coach.body.angles import SIDES
from coach.body.landmarks import Side, of_side
from coach.body.pose import FloatArray, Pose

PostureMeasure = Literal[
    "shoulder_level", "hip_level", "trunk_lean", "left_knee_line", "right_knee_line", "head_forward"
]
MEASURES: tuple[PostureMeasure, ...] = get_args(PostureMeasure)
Reference = Literal["body", "picture"]
"""What is taken for vertical: the line from the ankles to the shoulders, or the edge of a level picture."""

_SMALLEST = 1e-6


def frontal_measures(place: FloatArray, reference: Reference) -> dict[PostureMeasure, float]:
    """Measures from the front or from behind, in degrees.

    - ``shoulder_level``, ``hip_level``: angle of the line through both, positive if the left side is higher.
    - ``trunk_lean``: hips to shoulders against vertical, positive to the person's left.
    - ``left_knee_line``, ``right_knee_line``: how far the knee is off the line from hip to ankle, degrees at
      the knee; positive inwards.

    Args:
        place: x and y of each landmark, y down, with equal units, shape (33, 2).
        reference: What is vertical.
    """
    body = _upright(place, _middle(place, "shoulder") - _middle(place, "ankle"), reference)
    facing = 1.0 if _across(body, "hip") + _across(body, "shoulder") >= 0 else -1.0
    body = body * (facing, 1.0)  # x to the person's left
    trunk = _middle(body, "shoulder") - _middle(body, "hip")
    return {
        "shoulder_level": _level_deg(body, "shoulder"),
        "hip_level": _level_deg(body, "hip"),
        "trunk_lean": _lean_deg(trunk),
        "left_knee_line": -_bend_deg(body, "left"),
        "right_knee_line": _bend_deg(body, "right"),
    }


def sagittal_measures(place: FloatArray, near: Side, reference: Reference) -> dict[PostureMeasure, float]:
    """Measures from the side, in degrees, of the side toward the camera.

    - ``head_forward``: shoulder to ear against vertical, positive forwards.
    - ``trunk_lean``: hip to shoulder against vertical, positive forwards.
    - ``left_knee_line`` or ``right_knee_line``: positive if the knee is bent, negative if bent backwards.

    Args:
        place: As for the front.
        near: The side toward the camera.
        reference: What is vertical.
    """
    part = {each: of_side(near, each) for each in ("ear", "shoulder", "hip", "ankle", "heel", "foot_index")}
    body = _upright(place, place[part["shoulder"]] - place[part["ankle"]], reference)
    forward = 1.0 if body[part["foot_index"], 0] >= body[part["heel"], 0] else -1.0
    body = body * (forward, 1.0)  # x in the direction of the toes
    knee: PostureMeasure = "left_knee_line" if near == "left" else "right_knee_line"
    return {
        "trunk_lean": _lean_deg(body[part["shoulder"]] - body[part["hip"]]),
        "head_forward": _lean_deg(body[part["ear"]] - body[part["shoulder"]]),
        knee: _bend_deg(body, near),
    }


def pixels_of(pose: Pose) -> FloatArray:
    """X and y of each landmark in pixels, shape (33, 2)."""
    pixels: FloatArray = pose.image[:, :2] * pose.size
    return pixels


def _upright(place: FloatArray, axis: FloatArray, reference: Reference) -> FloatArray:
    """Places with x across and y up, shape (33, 2)."""
    up = np.array([0.0, -1.0]) if reference == "picture" else axis / max(float(np.hypot(*axis)), _SMALLEST)
    across = np.array([-up[1], up[0]])
    turned: FloatArray = np.stack([place @ across, place @ up], axis=1)
    return turned


def _across(body: FloatArray, part: str) -> float:
    left, right = (body[of_side(side, part)] for side in SIDES)
    return float(left[0] - right[0])


def _middle(place: FloatArray, part: str) -> FloatArray:
    middle: FloatArray = (place[of_side("left", part)] + place[of_side("right", part)]) / 2
    return middle


def _level_deg(body: FloatArray, part: str) -> float:
    left, right = (body[of_side(side, part)] for side in SIDES)
    return float(np.degrees(np.arctan2(left[1] - right[1], max(abs(float(left[0] - right[0])), _SMALLEST))))


def _lean_deg(vector: FloatArray) -> float:
    return float(np.degrees(np.arctan2(vector[0], vector[1])))


def _bend_deg(body: FloatArray, side: Side) -> float:
    """The angle from the thigh to the shin; positive if the knee is on the positive side of the line."""
    hip, knee, ankle = (body[of_side(side, part)] for part in ("hip", "knee", "ankle"))
    (a, b), (c, d) = (knee - hip), (ankle - knee)
    return float(np.degrees(np.arctan2(b * c - a * d, a * c + b * d)))
