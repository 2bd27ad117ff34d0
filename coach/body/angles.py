"""Joint angles from world landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeGuard, get_args

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark, Side, of_side
from coach.body.placement import cropped
from coach.body.pose import FloatArray, Pose
from coach.body.view import View
from coach.body.yaw import view_of, yaw_of

Joint = Literal["elbow", "shoulder", "hip", "knee", "ankle"]
Distance = Literal[
    "wrist_height", "wrist_drop", "wrist_spread", "wrist_across", "ankle_spread", "foot_lift", "rise"
]
Attitude = Literal["inclination", "body_inclination", "shoulder_slope", "twist"]
Alignment = Literal[
    "head",
    "upper_arm",
    "arm_line",
    "body_line",
    "hip_sag",
    "body_sag",
    "lean",
    "heel_lift",
    "reach",
    "step",
    "hand_height",
    "knees_in",
    "hip_shift",
]
"""What only form is judged by; see :mod:`coach.judging.assessment.alignments`."""
IN_TRUNK_LENGTHS = frozenset((*get_args(Distance), "reach", "step", "hand_height", "knees_in", "hip_shift"))
"""The measures that are lengths; the others are angles."""
JOINTS: tuple[Joint, ...] = get_args(Joint)
SIDES: tuple[Side, ...] = ("left", "right")

_ENDS: dict[str, tuple[str, str, str]] = {
    "elbow": ("shoulder", "elbow", "wrist"),
    "shoulder": ("hip", "shoulder", "elbow"),
    "hip": ("shoulder", "hip", "knee"),
    "knee": ("hip", "knee", "ankle"),
    "ankle": ("knee", "ankle", "foot_index"),
}
TRIPLES: NDArray[np.intp] = np.array(
    [[of_side(side, end) for end in _ENDS[joint]] for joint in JOINTS for side in SIDES]
)
"""End, apex and end landmarks of each angle, shape (10, 3): left elbow, right elbow, ..."""

_PARTS: dict[str, tuple[str, ...]] = {
    "wrist_height": ("wrist", "shoulder", "hip"),
    "wrist_drop": ("wrist", "hip"),
    "wrist_spread": ("wrist", "shoulder", "hip"),
    "wrist_across": ("wrist", "shoulder", "hip"),
    "ankle_spread": ("ankle",),
    "foot_lift": ("ankle",),
    "rise": ("shoulder", "hip"),
    "inclination": ("shoulder", "hip"),
    "body_inclination": ("shoulder", "ankle"),
    "shoulder_slope": ("shoulder",),
    "twist": ("shoulder", "hip"),
    "head": ("ear", "shoulder", "hip"),
    "hip_sag": ("shoulder", "hip", "knee"),
    "body_sag": ("shoulder", "hip", "knee", "ankle"),
    "knees_in": ("knee", "ankle"),
    "hip_shift": ("hip", "ankle"),
    "heel_lift": ("heel", "foot_index"),
    "upper_arm": ("elbow", "shoulder", "hip"),
    "arm_line": ("shoulder", "elbow", "wrist"),
    "body_line": ("shoulder", "hip", "knee"),
    "step": ("ankle", "hip"),
    "lean": ("shoulder", "hip"),
    "reach": ("wrist", "ankle"),
    "hand_height": ("wrist", "shoulder", "hip"),
}

_APEX, _ARMS = TRIPLES[:, 1], TRIPLES[:, [0, 2]]
_SHOULDERS, _HIPS = TRIPLES[2:4, 1], TRIPLES[4:6, 1]
_WRISTS, _ANKLES = TRIPLES[0:2, 2], TRIPLES[8:10, 1]
_SMALLEST_LENGTH_M = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Angles:
    """The body's angles at one moment, in degrees.

    Attributes:
        joints: Inner angle of each joint (180 is straight), shape (5, 2): elbow, shoulder (upper arm
            against trunk), hip (trunk against thigh), knee, ankle; left and right.
        visibility: Lowest visibility of each angle's three landmarks, shape (5, 2).
        trunk: Direction of the trunk (hips to shoulders) in the camera's axes, of length 1, shape (3,).
        inclination: Of the trunk (hips to shoulders) against the camera's vertical: 0 upright, 180 head down.
        body_inclination: Of the whole body (ankles to shoulders): 0 standing, about 70 in a plank.
        trunk_lean: Inclination of the trunk against gravity; None if the camera's tilt is unknown.
        shoulder_line: Angle between the shoulder line and level, 0 to 90; None as above.
        hip_line: Angle between the hip line and level, 0 to 90; None as above.
        wrist_height: Height of the wrists above the shoulders along the trunk, in trunk lengths; left and
            right, shape (2,).
        wrist_drop: Depth of the wrists below the hips along the camera's vertical, in trunk lengths; left
            and right, shape (2,).
        wrist_spread: Distance between the wrists in trunk lengths.
        wrist_across: Offset of the wrists from the shoulders' middle to the left, along the hip line, in
            trunk lengths.
        ankle_spread: Distance between the ankles in trunk lengths.
        foot_lift: Height of the left ankle above the right one along the trunk, in trunk lengths.
        rise: Height of the trunk's middle above the middle of the picture, in visible trunk lengths; with a
            still camera, its change is the vertical movement of the body.
        aside: Offset of the trunk's middle to the right of the picture's middle, in the same unit.
        shoulder_slope: Angle between the shoulder line and the camera's horizontal, 0 to 90.
        twist: Rotation of the shoulders against the hips about the trunk's long axis, positive to the left.
        view: The camera's view of the body.
        cropped: Landmarks outside the picture, where the model only guesses them, shape (33,).
        sureness: Visibility of each landmark, 0 to 1, shape (33,).
    """

    joints: FloatArray
    visibility: FloatArray
    trunk: FloatArray
    inclination: float
    body_inclination: float
    trunk_lean: float | None
    shoulder_line: float | None
    hip_line: float | None
    wrist_height: FloatArray
    wrist_drop: FloatArray
    wrist_spread: float
    wrist_across: float
    ankle_spread: float
    foot_lift: float
    rise: float
    aside: float
    shoulder_slope: float
    twist: float
    view: View
    cropped: NDArray[np.bool_]
    sureness: FloatArray

    def of_sides(self, measure: Distance | Attitude) -> tuple[float, float]:
        """A distance or an attitude for each side; a movement to one side is 0 for the other."""
        match measure:
            case "wrist_height" | "wrist_drop":
                each: FloatArray = getattr(self, measure)
                return float(each[0]), float(each[1])
            case "wrist_across" | "foot_lift" | "twist":
                value: float = getattr(self, measure)
                return max(value, 0.0), max(-value, 0.0)
        one: float = getattr(self, measure)
        return one, one

    def joint(self, joint: Joint, side: Side) -> float:
        """The inner angle of one joint in degrees."""
        return float(self.joints[JOINTS.index(joint), SIDES.index(side)])


def is_alignment(measure: str) -> TypeGuard[Alignment]:
    """Whether a measure is an alignment."""
    return measure in get_args(Alignment)


@cache
def landmarks_of(measure: Joint | Distance | Attitude | Alignment) -> tuple[tuple[Landmark, ...], ...]:
    """The landmarks of a measure, left and right."""
    parts = _ENDS.get(measure) or _PARTS[measure]
    return tuple(tuple(of_side(side, part) for part in parts) for side in SIDES)


def joint_angles(world: FloatArray) -> FloatArray:
    """Inner joint angles in degrees from world landmarks of shape (..., 33, 3), as shape (..., 5, 2)."""
    arms = world[..., _ARMS, :] - world[..., _APEX, None, :]
    dot = np.einsum("...i,...i->...", arms[..., 0, :], arms[..., 1, :])
    squares = np.einsum("...i,...i->...", arms, arms)
    lengths = np.sqrt(squares[..., 0] * squares[..., 1])
    cosine = dot / np.maximum(lengths, _SMALLEST_LENGTH_M**2)
    degrees: FloatArray = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return degrees.reshape(*degrees.shape[:-1], len(JOINTS), len(SIDES))


def angles_of(pose: Pose, upright: FloatArray | None = None) -> Angles:
    """All angles of a pose.

    Args:
        pose: The pose.
        upright: Rotation from the camera's axes to gravity's, shape (3, 3), see
            :mod:`coach.body.camera_tilt`; None while unknown, and then angles against gravity are None.
    """
    world = pose.world
    across_shoulders = world[_SHOULDERS[0]] - world[_SHOULDERS[1]]
    across_hips = world[_HIPS[0]] - world[_HIPS[1]]
    trunk = (world[_SHOULDERS].sum(axis=0) - world[_HIPS].sum(axis=0)) / 2
    length = max(float(np.sqrt(trunk @ trunk)), _SMALLEST_LENGTH_M)
    reach = (world[_WRISTS].sum(axis=0) - world[_SHOULDERS].sum(axis=0)) / 2
    ankles = world[_ANKLES[0]] - world[_ANKLES[1]]
    rise, aside = _place(pose)
    return Angles(
        joints=joint_angles(world),
        visibility=pose.visibility[TRIPLES].min(axis=1).reshape(len(JOINTS), len(SIDES)),
        trunk=trunk / length,
        inclination=_from_vertical(trunk),
        body_inclination=_from_vertical((world[_SHOULDERS] - world[_ANKLES]).sum(axis=0)),
        trunk_lean=None if upright is None else _from_vertical(upright @ trunk),
        shoulder_line=None if upright is None else _from_level(upright @ across_shoulders),
        hip_line=None if upright is None else _from_level(upright @ across_hips),
        wrist_height=(world[_WRISTS] - world[_SHOULDERS]) @ trunk / length**2,
        wrist_drop=(world[_WRISTS, 1] - world[_HIPS, 1].mean()) / length,
        wrist_spread=float(np.linalg.norm(world[_WRISTS[0]] - world[_WRISTS[1]])) / length,
        wrist_across=_along(reach, across_hips) / length,
        ankle_spread=float(np.sqrt(ankles @ ankles)) / length,
        foot_lift=float(ankles @ trunk) / length**2,
        rise=rise,
        aside=aside,
        shoulder_slope=_from_level(across_shoulders),
        twist=_twist(across_shoulders, across_hips, trunk / length),
        view=view_of(yaw_of(pose)),
        cropped=cropped(pose),
        sureness=pose.visibility,
    )


def _place(pose: Pose) -> tuple[float, float]:
    """Height and offset to the right of the trunk in the picture.

    World landmarks can't give this, as their origin is the hips.
    """
    size = np.array(pose.size)
    shoulders, hips = (
        (pose.image[left, :2] + pose.image[right, :2]) / 2 * size for left, right in (_SHOULDERS, _HIPS)
    )
    length = max(float(np.hypot(*(shoulders - hips))), _SMALLEST_LENGTH_M)
    right, down = ((shoulders + hips) / 2 - size / 2) / length
    return -float(down), float(right)


def _along(vector: FloatArray, direction: FloatArray) -> float:
    length = max(float(np.linalg.norm(direction)), _SMALLEST_LENGTH_M)
    return float(vector @ direction) / length


def _twist(shoulders: FloatArray, hips: FloatArray, up: FloatArray) -> float:
    """Degrees from the hip line to the shoulder line about the trunk; positive to the left."""
    across = shoulders - (shoulders @ up) * up
    below = hips - (hips @ up) * up
    return float(np.degrees(np.arctan2(_cross(below, across) @ up, across @ below)))


def _cross(one: FloatArray, other: FloatArray) -> FloatArray:
    """The cross product of two vectors; that of numpy takes ten times as long for a single pair."""
    (x, y, z), (u, v, w) = one, other
    return np.array([y * w - z * v, z * u - x * w, x * v - y * u])


def _from_vertical(vector: FloatArray) -> float:
    """Degrees between a vector and up (y points down)."""
    across = float(np.hypot(vector[0], vector[2]))
    return float(np.degrees(np.arctan2(across, -float(vector[1]))))


def _from_level(vector: FloatArray) -> float:
    """Degrees between a line and level, 0 to 90."""
    across = float(np.hypot(vector[0], vector[2]))
    return float(np.degrees(np.arctan2(abs(float(vector[1])), across)))
