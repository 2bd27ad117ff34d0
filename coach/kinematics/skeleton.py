"""Forward kinematics: from joint angles to the 33 landmarks in the performer's room.

The room's axes: x to the left of a person who faces +z, y up, z forward; metres. Angles are clinical: zero is
the anatomical position, and flexion, abduction and external rotation are positive. Hip and shoulder rotate
in the order flexion, abduction, rotation (Wu et al. 2002, ISB recommendation on joint coordinate systems).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark, Side, of_side
from coach.catalogue.poses import MOVEMENTS, Movement, sides_of
from coach.kinematics.body import Body

Array = NDArray[np.float64]

_COLUMN: dict[str, int] = {movement: column for column, movement in enumerate(MOVEMENTS)}
_SIDEWAYS = ("trunk_roll", "trunk_twist")
"""Movements of the whole body to one side."""
_OF_TRUNK = (("x", "trunk_pitch"), ("z", "trunk_roll"))
_DOWN = np.array([0.0, -1.0, 0.0])
_FORWARD = np.array([0.0, 0.0, 1.0])
_HAND_POINTS = {"index": (0.50, 0.14), "pinky": (0.44, -0.20), "thumb": (0.24, 0.24)}
"""Positions along the hand and towards the thumb, as shares of the hand's length."""
_HEAD_POINTS = {
    Landmark.NOSE: (0.0, -0.012, 0.064),
    Landmark.LEFT_EYE_INNER: (0.010, 0.004, 0.053),
    Landmark.LEFT_EYE: (0.018, 0.004, 0.051),
    Landmark.LEFT_EYE_OUTER: (0.025, 0.004, 0.047),
    Landmark.LEFT_EAR: (0.043, -0.004, 0.004),
    Landmark.MOUTH_LEFT: (0.014, -0.034, 0.050),
    Landmark.RIGHT_EYE_INNER: (-0.010, 0.004, 0.053),
    Landmark.RIGHT_EYE: (-0.018, 0.004, 0.051),
    Landmark.RIGHT_EYE_OUTER: (-0.025, 0.004, 0.047),
    Landmark.RIGHT_EAR: (-0.043, -0.004, 0.004),
    Landmark.MOUTH_RIGHT: (-0.014, -0.034, 0.050),
}
"""Positions left, up and forward of the head's middle, as shares of the height."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A body over time, in the room's axes.

    Attributes:
        landmarks: Positions in metres, shape (frames, 33, 3).
        trunk: Columns are the pelvis's left, up and forward, shape (frames, 3, 3).
        chest: Columns are the chest's left, up and forward, shape (frames, 3, 3).
        head: Columns are the head's left, up and forward, shape (frames, 3, 3).
        head_middle: Middle of the skull in metres, shape (frames, 3).
    """

    landmarks: Array
    trunk: Array
    chest: Array
    head: Array
    head_middle: Array

    def moved(self, turn: Array, shift: Array) -> Figure:
        """The figure, rotated about the room's origin (frames, 3, 3), then shifted (frames, 3)."""
        return Figure(
            landmarks=_apply(turn[:, None], self.landmarks) + shift[:, None],
            trunk=turn @ self.trunk,
            chest=turn @ self.chest,
            head=turn @ self.head,
            head_middle=_apply(turn, self.head_middle) + shift,
        )


def angle_row(pose: Mapping[Movement, float]) -> Array:
    """A key pose as a row of angles, shape (movements,); a movement without a side applies to both sides."""
    row = np.zeros(len(MOVEMENTS))
    for movement, degrees in pose.items():
        for name in sides_of(movement):
            row[_COLUMN[name]] = degrees
    return row


def mirrored(rows: Array) -> Array:
    """The angles with left and right exchanged, shape (..., movements)."""
    order = [_COLUMN[_other_side(movement)] for movement in MOVEMENTS]
    sign = np.array([-1.0 if movement in _SIDEWAYS else 1.0 for movement in MOVEMENTS])
    changed: Array = rows[..., order] * sign
    return changed


def _other_side(movement: str) -> str:
    side, _, rest = movement.partition("_")
    return {"left": f"right_{rest}", "right": f"left_{rest}"}.get(side, movement)


def stand(angles_deg: Array, body: Body) -> Figure:
    """The figure with given joint angles, with the middle of the hips at the room's origin.

    Args:
        angles_deg: One column per name in ``MOVEMENTS``, shape (frames, movements).
        body: The body.
    """
    radians = np.deg2rad(angles_deg)
    frames = len(radians)
    pitch, roll = (about(axis, radians[:, _COLUMN[name]]) for axis, name in _OF_TRUNK)
    trunk = pitch @ roll.transpose(0, 2, 1)
    chest = trunk @ about("y", radians[:, _COLUMN["trunk_twist"]])
    head = chest @ about("x", radians[:, _COLUMN["neck_flexion"]])
    landmarks = np.zeros((frames, len(Landmark), 3))
    neck = trunk[:, :, 1] * body.trunk * body.height_m
    head_middle = neck + head[:, :, 1] * body.neck * body.height_m
    for landmark, place in _HEAD_POINTS.items():
        landmarks[:, landmark] = head_middle + head @ (np.array(place) * body.height_m)
    for side in ("left", "right"):
        _arm(landmarks, radians, chest, side, body)
        _leg(landmarks, radians, trunk, side, body)
    return Figure(landmarks, trunk, chest, head, head_middle)


def _arm(landmarks: Array, radians: Array, chest: Array, side: Side, body: Body) -> None:
    outward = 1.0 if side == "left" else -1.0
    upper = _ball_joint(radians, chest, side, "shoulder")
    lower = upper @ about("x", -radians[:, _COLUMN[f"{side}_elbow_flexion"]])
    height = body.height_m
    shoulder = chest @ (np.array([outward * body.half_shoulders, body.trunk, 0.0]) * height)
    elbow = shoulder + upper @ _DOWN * body.upper_arm * height
    wrist = elbow + lower @ _DOWN * body.forearm * height
    landmarks[:, of_side(side, "shoulder")] = shoulder
    landmarks[:, of_side(side, "elbow")] = elbow
    landmarks[:, of_side(side, "wrist")] = wrist
    hold_hand(landmarks, side, lower @ _DOWN, lower @ _FORWARD, body)


def hold_hand(landmarks: Array, side: Side, along: Array, thumb: Array, body: Body) -> None:
    """Set a hand's landmarks from the directions of its fingers and thumb, each (frames, 3) or (3,)."""
    length = body.hand * body.height_m
    wrist = landmarks[:, of_side(side, "wrist")]
    for name, (out, across) in _HAND_POINTS.items():
        landmarks[:, of_side(side, name)] = wrist + (along * out + thumb * across) * length


def hand_of(landmarks: Array, side: Side, body: Body) -> tuple[Array, Array]:
    """The directions of a hand's fingers and thumb, each (frames, 3); the inverse of ``hold_hand``."""
    wrist, index, pinky = (landmarks[:, of_side(side, name)] for name in ("wrist", "index", "pinky"))
    of_points = np.linalg.inv([_HAND_POINTS["index"], _HAND_POINTS["pinky"]])
    spread = np.stack([index - wrist, pinky - wrist]) / (body.hand * body.height_m)
    along, thumb = np.tensordot(of_points, spread, axes=1)
    return along, thumb


def _leg(landmarks: Array, radians: Array, trunk: Array, side: Side, body: Body) -> None:
    outward = 1.0 if side == "left" else -1.0
    upper = _ball_joint(radians, trunk, side, "hip")
    lower = upper @ about("x", radians[:, _COLUMN[f"{side}_knee_flexion"]])
    foot = lower @ about("x", -radians[:, _COLUMN[f"{side}_ankle_dorsiflexion"]])
    height = body.height_m
    hip = trunk @ (np.array([outward * body.half_hips, 0.0, 0.0]) * height)
    knee = hip + upper @ _DOWN * body.thigh * height
    ankle = knee + lower @ _DOWN * body.shank * height
    landmarks[:, of_side(side, "hip")] = hip
    landmarks[:, of_side(side, "knee")] = knee
    landmarks[:, of_side(side, "ankle")] = ankle
    heel = np.array([0.0, -body.ankle * 0.8, -body.foot * 0.25])
    toe = np.array([0.0, -body.ankle * 0.8, body.foot * 0.68])
    landmarks[:, of_side(side, "heel")] = ankle + foot @ (heel * height)
    landmarks[:, of_side(side, "foot_index")] = ankle + foot @ (toe * height)


def _ball_joint(radians: Array, of: Array, side: Side, joint: str) -> Array:
    """The frame of a thigh or upper arm on a pelvis or chest, each of shape (frames, 3, 3)."""
    outward = 1.0 if side == "left" else -1.0
    flexion = about("x", -radians[:, _COLUMN[f"{side}_{joint}_flexion"]])
    abduction = about("z", outward * radians[:, _COLUMN[f"{side}_{joint}_abduction"]])
    rotation = about("y", outward * radians[:, _COLUMN[f"{side}_{joint}_rotation"]])
    frame: Array = of @ flexion @ abduction @ rotation
    return frame


def about(axis: str, radians: Array) -> Array:
    """Right-handed rotations about an axis, shape (frames, 3, 3)."""
    first, second = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    turns = np.zeros((len(radians), 3, 3))
    turns[:] = np.eye(3)
    turns[:, first, first] = turns[:, second, second] = np.cos(radians)
    turns[:, second, first] = np.sin(radians)
    turns[:, first, second] = -turns[:, second, first]
    return turns


def joined(figures: Sequence[Figure]) -> Figure:
    """Figures one after another in time."""
    return Figure(*(np.concatenate([getattr(each, name) for each in figures]) for name in Figure.__slots__))


def _apply(turn: Array, points: Array) -> Array:
    turned: Array = np.einsum("...ij,...j->...i", turn, points)
    return turned
