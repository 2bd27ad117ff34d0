"""Inverse kinematics: the joint angles of a key pose from landmarks.

The conventions are those of :mod:`coach.kinematics.skeleton`. Each angle follows from the directions of two
segments alone, so that the proportions of the body don't matter. One camera can't tell whether a straight arm
turns about itself; such a rotation is zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Landmark, Side, of_side
from coach.catalogue.poses import MOVEMENTS, Movement, Pose
from coach.kinematics.skeleton import Array, about

ROOM_AXES = np.array([1.0, -1.0, -1.0])
"""From a camera's axes (y down, z away) to a room's, as the camera sees it (y up, z towards the camera)."""
_ON_SIDE = 0.75
"""Height of one side of the hips above the other, as a share of their breadth, from which the body lies on
its side."""
_TWISTED_DEG = 20.0
"""A smaller twist may be an error of the depth of one shoulder."""
_BENT = 0.25
"""Sine of the bend of an elbow or a knee from which the rotation of the limb can be seen."""
_SMALLEST = 1e-9
_SIDES: tuple[Side, Side] = ("left", "right")
_ANKLE_DEG = (-50.0, 40.0)
_NECK_DEG = (-60.0, 60.0)
_HIP_ROTATION_DEG = (-60.0, 60.0)
"""Anatomical limits, beyond which a reading is an error."""


@dataclass(frozen=True, slots=True)
class BodyFrame:
    """Where the trunk is turned to.

    Attributes:
        yaw: Rotation about the vertical, radians; 0 faces the camera.
        pelvis: Columns are the trunk's left, up and forward without the yaw, shape (3, 3).
        chest: The same of the chest.
    """

    yaw: float
    pelvis: Array
    chest: Array


def body_frame(points: Array) -> BodyFrame:
    """The trunk's orientation.

    Args:
        points: Landmarks in a room's axes, shape (33, 3).
    """
    hips, shoulders = (
        points[[of_side(side, part) for side in ("left", "right")]] for part in ("hip", "shoulder")
    )
    up = _unit(shoulders.mean(axis=0) - hips.mean(axis=0))
    of_hips, of_shoulders = (_across(line[0] - line[1], up) for line in (hips, shoulders))
    twist = float(np.arctan2(np.cross(of_hips, of_shoulders) @ up, of_hips @ of_shoulders))
    is_twisted = abs(twist) > np.deg2rad(_TWISTED_DEG)
    left = of_hips if is_twisted else _across(of_hips + of_shoulders, up)
    forward = np.cross(left, up)
    on_side = abs(left[1]) > _ON_SIDE
    yaw = float(np.arctan2(forward[0], forward[2]) if on_side else np.arctan2(-left[2], left[0]))
    back = _turn("y", -yaw)
    pelvis = back @ np.stack([left, up, forward], axis=1)
    chest = pelvis @ _turn("y", twist if is_twisted else 0.0)
    return BodyFrame(yaw, pelvis, chest)


def facing_camera(points: Array) -> Array:
    """The landmarks turned about the vertical until the body faces +z, shape (33, 3)."""
    turned: Array = points @ _turn("y", -body_frame(points).yaw).T
    return turned


def mirrored_points(points: Array) -> Array:
    """The landmarks with left and right exchanged, shape (..., 33, 3)."""
    order = [_other(landmark) for landmark in Landmark]
    exchanged: Array = points[..., order, :] * np.array([-1.0, 1.0, 1.0])
    return exchanged


def joint_pose(points: Array, between: Array | None = None) -> Pose:
    """The joint angles of a body, each side apart.

    Args:
        points: Landmarks in a room's axes, shape (33, 3).
        between: Landmarks halfway between the anatomical position and these, if known. An arm overhead may
            have been lifted forward or sideways; the nearer of both is taken.
    """
    frame = body_frame(points)
    points = facing_camera(points)
    up = frame.pelvis[:, 1]
    twist = frame.pelvis.T @ frame.chest
    pose: dict[Movement, float] = {
        "trunk_pitch": _degrees(np.arctan2(up[2], up[1])),
        "trunk_roll": _degrees(np.arctan2(up[0], np.hypot(up[1], up[2]))),
        "trunk_twist": _degrees(np.arctan2(twist[0, 2], twist[0, 0])),
        "neck_flexion": _neck(points, frame.chest),
    }
    halfway = None if between is None else (facing_camera(between), body_frame(between))
    for side in _SIDES:
        _set_arm(pose, points, frame, side, halfway)
        _set_leg(pose, points, frame, side)
    return {movement: pose.get(movement, 0.0) for movement in MOVEMENTS}


def _set_arm(
    pose: dict[Movement, float],
    points: Array,
    frame: BodyFrame,
    side: Side,
    halfway: tuple[Array, BodyFrame] | None,
) -> None:
    outward = 1.0 if side == "left" else -1.0
    shoulder, elbow, wrist = (points[of_side(side, part)] for part in ("shoulder", "elbow", "wrist"))
    upper, lower = _unit(elbow - shoulder), _unit(wrist - elbow)
    flexion, abduction = _ball(frame.chest.T @ upper, outward)
    if halfway is not None and _goes_sideways(flexion, abduction, halfway, side):
        flexion, abduction = flexion - np.pi * np.sign(flexion), np.pi - abduction
    bend, rotation = _hinge(_local(frame.chest, flexion, abduction, outward, lower), 1.0)
    _put(pose, side, "shoulder", flexion, abduction, rotation * outward)
    pose[_name(side, "elbow_flexion")] = _degrees(bend)


def _goes_sideways(flexion: float, abduction: float, halfway: tuple[Array, BodyFrame], side: Side) -> bool:
    """Whether an upper arm went to its place sideways rather than forward, as seen halfway."""
    points, frame = halfway
    outward = 1.0 if side == "left" else -1.0
    seen = frame.chest.T @ _unit(points[of_side(side, "elbow")] - points[of_side(side, "shoulder")])
    other = flexion - np.pi * np.sign(flexion), np.pi - abduction
    forward, sideways = (
        _upper(way[0] / 2, way[1] / 2, outward) @ seen for way in ((flexion, abduction), other)
    )
    return bool(sideways > forward)


def _set_leg(pose: dict[Movement, float], points: Array, frame: BodyFrame, side: Side) -> None:
    outward = 1.0 if side == "left" else -1.0
    parts = ("hip", "knee", "ankle", "heel", "foot_index")
    hip, knee, ankle, heel, toe = (points[of_side(side, part)] for part in parts)
    upper, lower = _unit(knee - hip), _unit(ankle - knee)
    flexion, abduction = _ball(frame.pelvis.T @ upper, outward)
    bend, rotation = _hinge(_local(frame.pelvis, flexion, abduction, outward, lower), -1.0)
    limit = np.deg2rad(_HIP_ROTATION_DEG)
    _put(pose, side, "hip", flexion, abduction, float(np.clip(rotation * outward, *limit)))
    pose[_name(side, "knee_flexion")] = _degrees(bend)
    foot = _unit(toe - heel)
    ankle_deg = 90.0 - _degrees(float(np.arccos(np.clip(foot @ -lower, -1.0, 1.0))))
    pose[_name(side, "ankle_dorsiflexion")] = float(np.clip(ankle_deg, *_ANKLE_DEG))


def _ball(direction: Array, outward: float) -> tuple[float, float]:
    """Flexion and abduction of a segment from its direction in the trunk's axes, radians."""
    abduction = float(np.arcsin(np.clip(outward * direction[0], -1.0, 1.0)))
    return float(np.arctan2(direction[2], -direction[1])), abduction


def _upper(flexion: float, abduction: float, outward: float) -> Array:
    """The direction of a segment with this flexion and abduction, in the trunk's axes; shape (3,)."""
    direction: Array = _ball_frame(flexion, abduction, outward) @ np.array([0.0, -1.0, 0.0])
    return direction


def _ball_frame(flexion: float, abduction: float, outward: float) -> Array:
    frame: Array = _turn("x", -flexion) @ _turn("z", outward * abduction)
    return frame


def _local(trunk: Array, flexion: float, abduction: float, outward: float, direction: Array) -> Array:
    """The direction of the lower segment in the axes of the upper one, not rotated; shape (3,)."""
    local: Array = (trunk @ _ball_frame(flexion, abduction, outward)).T @ direction
    return local


def _hinge(direction: Array, forward: float) -> tuple[float, float]:
    """The bend of a hinge that bends forward (1) or back (-1), and the rotation of the segment above it."""
    bend = float(np.arccos(np.clip(-direction[1], -1.0, 1.0)))
    if np.sin(bend) < _BENT:
        return bend, 0.0
    return bend, float(np.arctan2(forward * direction[0], forward * direction[2]))


def _neck(points: Array, chest: Array) -> float:
    ears, shoulders = (_pair(points, part).mean(axis=0) for part in ("ear", "shoulder"))
    along = chest.T @ (ears - shoulders)
    return float(np.clip(_degrees(np.arctan2(along[2], along[1])), *_NECK_DEG))


def _put(
    pose: dict[Movement, float], side: Side, joint: str, flexion: float, abduction: float, rotation: float
) -> None:
    for what, radians in (("flexion", flexion), ("abduction", abduction), ("rotation", rotation)):
        pose[_name(side, f"{joint}_{what}")] = _degrees(radians)


def _name(side: Side, movement: str) -> Movement:
    return MOVEMENTS[MOVEMENTS.index(f"{side}_{movement}")]


def _pair(points: Array, part: str) -> Array:
    """The left and the right one of a part, shape (2, 3)."""
    pair: Array = points[[of_side(side, part) for side in _SIDES]]
    return pair


def _other(landmark: Landmark) -> Landmark:
    name = landmark.name
    for one, other in (("LEFT", "RIGHT"), ("RIGHT", "LEFT")):
        if one in name.split("_"):
            return Landmark[name.replace(one, other)]
    return landmark


def _turn(axis: str, radians: float) -> Array:
    turned: Array = about(axis, np.array([radians]))[0]
    return turned


def _across(line: Array, up: Array) -> Array:
    return _unit(line - (line @ up) * up)


def _unit(vector: Array) -> Array:
    scaled: Array = vector / max(float(np.linalg.norm(vector)), _SMALLEST)
    return scaled


def _degrees(radians: float) -> float:
    return float(np.rad2deg(radians))
