"""The key poses of a taught movement: the median body in the start position and at the turning point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.angles import JOINTS
from coach.body.landmarks import of_side
from coach.catalogue.poses import Movement, Pose, Support
from coach.kinematics.joint_pose import ROOM_AXES, facing_camera, joint_pose, mirrored_points
from coach.kinematics.skeleton import Array
from coach.teaching.taught_movement import Frames, TaughtMovement

_ARM: tuple[Movement, ...] = ("shoulder_flexion", "shoulder_abduction", "shoulder_rotation", "elbow_flexion")
_LEG: tuple[Movement, ...] = (
    "hip_flexion",
    "hip_abduction",
    "hip_rotation",
    "knee_flexion",
    "ankle_dorsiflexion",
)
_LIMBS = ((_ARM, ("shoulder", "elbow", "wrist")), (_LEG, ("hip", "knee", "ankle")))
_OF_TRUNK: tuple[Movement, ...] = ("trunk_pitch", "trunk_roll", "trunk_twist", "neck_flexion")
_TELLING = ("shoulder_flexion", "shoulder_abduction", "elbow_flexion", "hip_flexion", "knee_flexion")
"""Movements in which a difference of both sides is one of the exercise; rotations are too unsure."""
_APART_DEG, _SEEN = 30.0, 0.6
"""From this difference on, both sides are told apart, if both are seen this well."""
_LEADS_DEG, _OFTEN = 25.0, 0.25
"""A limb leads by this much, and each limb in this share of the repetitions, if limbs alternate."""
_SMALL_DEG = {"trunk_roll": 12.0, "trunk_twist": 15.0}
_NOTHING_DEG = 3.0
"""Smaller angles are left out."""
_LYING_DEG = 50.0
_ON_SIDE_DEG = 45.0
_BENT_DEG = 60.0
"""From this bend of the elbow, a body on its front lies on its forearms."""
_STEADIER = 0.5
"""The hands hold on to a bar if they move at most this share of what the feet and the trunk do."""


@dataclass(frozen=True, slots=True)
class TaughtPoses:
    """The key poses of a movement.

    Attributes:
        start: Of the start position.
        turn: Of the turning point; empty for a position that is held.
        support: What stays in place.
        alternates: Whether the limbs take turns.
    """

    start: Pose
    turn: Pose
    support: Support
    alternates: bool


def key_poses(movement: TaughtMovement) -> TaughtPoses:
    """The key poses of a movement with repetitions."""
    mirror = _mirrored_reps(movement)
    alternates = bool(np.mean(mirror) >= _OFTEN)
    if not alternates:
        mirror = np.zeros(len(mirror), dtype=bool)
    start, half, turn = (
        _median_body(movement, frames, mirror)
        for frames in (movement.starts, movement.halves, movement.turns)
    )
    poses = _whole(joint_pose(start)), _whole(joint_pose(turn, half))
    poses = _as_one_path(*_of_both_sides(movement, *poses, keep_apart=alternates))
    return TaughtPoses(_tidy(poses[0]), _tidy(poses[1]), _support(movement, *poses), alternates)


def held_pose(movement: TaughtMovement, frames: Frames) -> TaughtPoses:
    """The pose of a position that is held.

    Args:
        movement: The film.
        frames: The frames in which it is held.
    """
    body = _median_body(movement, [frames], np.zeros(1, dtype=bool))
    pose = _whole(joint_pose(body))
    pose, _ = _of_both_sides(movement, pose, pose, keep_apart=False)
    return TaughtPoses(_tidy(pose), {}, _support(movement, pose, pose), alternates=False)


def _mirrored_reps(movement: TaughtMovement) -> np.ndarray:
    """The repetitions led by the limb that leads less often, shape (reps,); none if no limb leads."""
    seen = movement.trust.min(axis=1) >= _SEEN
    leads = movement.excursions(movement.joints)
    apart = np.where(seen, leads[..., 0] - leads[..., 1], 0.0)
    joint = int(np.median(np.abs(apart), axis=0).argmax())
    if float(np.median(np.abs(apart[:, joint]))) < _LEADS_DEG:
        return np.zeros(len(apart), dtype=bool)
    left = apart[:, joint] > 0
    return np.asarray(left if 2 * left.sum() <= len(left) else ~left)


def _median_body(movement: TaughtMovement, frames: Sequence[Frames], mirror: np.ndarray) -> Array:
    """The median landmarks at some frames of each repetition, facing the camera, shape (33, 3)."""
    bodies = []
    for rep, is_mirrored in zip(frames, mirror, strict=True):
        points = np.median([movement.poses[frame].world for frame in rep], axis=0) * ROOM_AXES
        points = facing_camera(points)
        bodies.append(mirrored_points(points) if is_mirrored else points)
    return np.asarray(np.median(bodies, axis=0), dtype=np.float64)


def _whole(pose: Pose) -> Pose:
    """The pose with shoulders and hips in the range of people rather than from -180 to 180 degrees."""
    low = {"shoulder_flexion": -100.0, "hip_flexion": -120.0}
    changed = dict(pose)
    for movement, degrees in pose.items():
        least = low.get(movement.partition("_")[2])
        if least is not None and degrees < least:
            changed[movement] = degrees + 360.0
    return changed


def _of_both_sides(
    movement: TaughtMovement, start: Pose, turn: Pose, *, keep_apart: bool
) -> tuple[Pose, Pose]:
    """The poses with one figure for both sides of each limb, unless the sides plainly differ."""
    made: tuple[dict[Movement, float], dict[Movement, float]] = (
        {name: start[name] for name in _OF_TRUNK},
        {name: turn[name] for name in _OF_TRUNK},
    )
    for names, parts in _LIMBS:
        seen = np.array(
            [min(movement.sureness[of_side(side, part)] for part in parts) for side in ("left", "right")]
        )
        apart = float(seen.min()) >= _SEEN and (
            keep_apart or max(_apart(pose, names) for pose in (start, turn)) > _APART_DEG
        )
        weights = np.maximum(seen, 0.01) ** 4
        for pose, out in zip((start, turn), made, strict=True):
            out.update(_sided(pose, names) if apart else _joined(pose, names, weights / weights.sum()))
    return made


def _apart(pose: Pose, names: Sequence[Movement]) -> float:
    sides = [_sided(pose, [name]) for name in names if name in _TELLING]
    return max(abs(_turned(left - right)) for left, right in (each.values() for each in sides))


def _sided(pose: Pose, names: Sequence[Movement]) -> Pose:
    return {
        movement: pose[movement]
        for name in names
        for movement in pose
        if movement in (f"left_{name}", f"right_{name}")
    }


def _joined(pose: Pose, names: Sequence[Movement], weights: Array) -> Pose:
    """Each movement as the weighted mean of both sides, the shorter way round."""
    joined: dict[Movement, float] = {}
    for name in names:
        left, right = _sided(pose, [name]).values()
        mean = left + float(weights[1]) * _turned(right - left)
        joined[name] = mean
    return joined


def _turned(degrees: float) -> float:
    """An angle from -180 to 180 degrees."""
    return (degrees + 180.0) % 360.0 - 180.0


def _as_one_path(start: Pose, turn: Pose) -> tuple[Pose, Pose]:
    """The poses so that the way between them is the short one; a straight limb hides its rotation."""
    start, turn = dict(start), dict(turn)
    for movement in start:
        if movement.endswith("rotation"):
            if start[movement] == 0.0:
                start[movement] = turn[movement]
            elif turn[movement] == 0.0:
                turn[movement] = start[movement]
        if movement.endswith("rotation") or movement.startswith("trunk"):
            turn[movement] = start[movement] + _turned(turn[movement] - start[movement])
    return start, turn


def _tidy(pose: Pose) -> Pose:
    """Whole degrees, without what is as good as nothing."""
    return {
        movement: float(round(degrees))
        for movement, degrees in pose.items()
        if abs(degrees) >= _SMALL_DEG.get(movement, _NOTHING_DEG)
    }


def _support(movement: TaughtMovement, start: Pose, turn: Pose) -> Support:
    """What stays in place, from the posture and from what moves least in the picture."""
    pitch = (start["trunk_pitch"] + turn["trunk_pitch"]) / 2
    roll = start["trunk_roll"]
    if abs(roll) > _ON_SIDE_DEG:
        return "forearm"
    moved = {part: _moved(movement, part) for part in ("wrist", "ankle", "hip", "shoulder")}
    if pitch > _LYING_DEG:
        elbow = JOINTS.index("elbow")
        bent = 180.0 - float(np.median(movement.joints[:, elbow]))
        knees_free = moved["wrist"] > 2.0 * moved["ankle"] + 0.2
        if knees_free and movement.reps:
            return "feet"
        return "forearms" if bent > _BENT_DEG and not movement.reps else "hands"
    if pitch < -_LYING_DEG:
        if moved["hip"] > max(moved["shoulder"], 0.1):
            return "bridge" if moved["ankle"] < moved["hip"] else "back"
        return "back" if moved["shoulder"] < 0.35 else "seat"
    hangs = moved["wrist"] <= _STEADIER * min(moved["shoulder"], moved["ankle"], moved["hip"])
    if movement.reps and hangs and moved["shoulder"] > 0.2:
        return "bar"
    if start["trunk_pitch"] < -_LYING_DEG or _is_seated(start, turn):
        return "seat"
    return "feet"


def _is_seated(start: Pose, turn: Pose) -> bool:
    """Whether the body sits on the floor: hips bent in both poses, and leaning back in one."""
    hips = [pose.get("hip_flexion", pose.get("left_hip_flexion", 0.0)) for pose in (start, turn)]
    return min(hips) > 40.0 and min(start["trunk_pitch"], turn["trunk_pitch"]) < -12.0


def _moved(movement: TaughtMovement, part: str) -> float:
    """How far a part moves up or down in the picture in a repetition, in trunk lengths."""
    if not movement.reps:
        return 0.0
    return float(np.median(np.abs(movement.excursions(movement.height_in_picture(part)))))
