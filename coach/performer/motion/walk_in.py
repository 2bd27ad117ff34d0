"""Entry and exit: the athlete walks in, gets into the start position of an exercise, and leaves."""

from __future__ import annotations

import numpy as np

from coach.body.landmarks import Landmark
from coach.catalogue.poses import KeyPoses, Pose, Support, Waypoint
from coach.kinematics.skeleton import Array, angle_row
from coach.kinematics.trajectory import Trajectory, smooth
from coach.performer.motion.gait import walk
from coach.performer.motion.passage import Passage, joined_passages, move_along

STANDING: Pose = {"shoulder_abduction": 8.0, "elbow_flexion": 10.0}
_CROUCH: Pose = {
    "trunk_pitch": 64,
    "neck_flexion": -25,
    "hip_flexion": 154,
    "hip_abduction": 12,
    "knee_flexion": 130,
    "ankle_dorsiflexion": 40,
    "shoulder_flexion": 64,
    "elbow_flexion": 4,
}
"""A crouch with the hands on the floor in front of the feet."""
_SQUAT: Pose = {
    "trunk_pitch": 45,
    "hip_flexion": 150,
    "hip_abduction": 8,
    "knee_flexion": 140,
    "ankle_dorsiflexion": 35,
    "shoulder_flexion": 25,
    "shoulder_abduction": 20,
    "elbow_flexion": 20,
}
_SIT: Pose = {
    "trunk_pitch": -20,
    "hip_flexion": 120,
    "hip_abduction": 6,
    "knee_flexion": 109,
    "ankle_dorsiflexion": -31,
    "shoulder_flexion": -26,
    "shoulder_abduction": 18,
    "elbow_flexion": 14,
}
"""Sitting on the floor with flat feet, leaning back on the hands."""
_SIT_ASIDE: Pose = {
    "trunk_pitch": -5,
    "trunk_roll": 38,
    "hip_flexion": 75,
    "knee_flexion": 80,
    "left_shoulder_abduction": 45,
    "left_elbow_flexion": 25,
    "right_shoulder_flexion": 15,
    "right_elbow_flexion": 40,
}
SIT_HIGH: Pose = {
    "trunk_pitch": 5,
    "hip_flexion": 87,
    "hip_abduction": 6,
    "knee_flexion": 82,
    "shoulder_flexion": 25,
    "elbow_flexion": 30,
}
"""Sitting on a bench or a chair."""
_ON_ALL_FOURS: Pose = {
    "trunk_pitch": 92,
    "neck_flexion": -20,
    "shoulder_flexion": 88,
    "shoulder_abduction": 4,
    "elbow_flexion": 90,
    "hip_flexion": 82,
    "knee_flexion": 85,
    "ankle_dorsiflexion": -35,
}
"""Forearms and knees on the floor."""
_DOWN = (Waypoint(at=0.45, pose=_CROUCH, support="hands"),)
_LAID = (Waypoint(at=0.33, pose=_SQUAT), Waypoint(at=0.6, pose=_SIT, support="seat"))
_BETWEEN: dict[Support, tuple[Waypoint, ...]] = {
    "feet": (),
    "hands": _DOWN,
    "forearms": (Waypoint(at=0.42, pose=_CROUCH, support="hands"), Waypoint(at=0.85, pose=_ON_ALL_FOURS)),
    "forearm": (
        Waypoint(at=0.3, pose=_SQUAT),
        Waypoint(at=0.84, pose=_SIT_ASIDE, support="seat"),
    ),
    "seat": _LAID,
    "back": _LAID,
    "bridge": _LAID,
    "bench": (Waypoint(at=0.5, pose=SIT_HIGH, support="seat"),),
}
"""Waypoints from standing to each support."""
_LATE = 0.92
"""Share of the way at which the exercise's own support takes over from an earlier one."""
_TAKES_S: dict[Support, float] = {"feet": 1.2, "bar": 1.6, "hands": 2.2}
_TAKES_LONG_S = 3.0
"""Time to get into position."""
_SHORTEST_WALK_S = 1.6
_STANDS = 0.15
"""Share of the time that the athlete stands before getting ready."""
_EASE = (0.2, 0.08)
"""Shares of the time to accelerate and to slow down when getting ready."""
_SLOWING_S = np.array([2.0, 1.5, 0.5, 0.0])
_VIGOUR = np.array([1.0, 0.4, 0.4, 0.0])
_TURNING_S = (1.8, 0.4)
"""Start and end of the turn towards the exercise's direction, in seconds before the end of a walk."""


def entry_passage(
    clock: Array, entry_s: float, trajectory: Trajectory, yaw_deg: float, noise: Array
) -> Passage:
    """Walk in from the side of the picture, and get into the start position of a trajectory.

    Args:
        clock: Seconds since the start of the entry, below ``entry_s``, shape (frames,).
        entry_s: Duration of the entry.
        trajectory: The trajectory of the exercise.
        yaw_deg: Angle of the camera around the person.
        noise: Degrees to add to the joint angles, shape (frames, movements).
    """
    walk_s, set_up_s = _walk_and_set_up_s(entry_s, trajectory.poses.support)
    walks = clock < walk_s
    passage = _getting_ready((clock[~walks] - walk_s) / set_up_s, trajectory, noise[~walks])
    if not walks.any():
        return passage
    left_s = walk_s - clock[walks]
    walked = _walked(left_s, clock[walks], _sideways(yaw_deg), noise[walks], trajectory)
    return joined_passages([_meeting(walked, -1, trajectory), passage])


def exit_passage(
    clock: Array, exit_s: float, trajectory: Trajectory, yaw_deg: float, noise: Array
) -> Passage:
    """Leave the start position of a trajectory and walk out; arguments like ``entry_passage``."""
    walk_s, set_up_s = _walk_and_set_up_s(exit_s, trajectory.poses.support)
    walks = clock >= set_up_s
    passage = _getting_ready(1 - clock[~walks] / set_up_s, trajectory, noise[~walks])
    if not walk_s or not walks.any():
        return passage
    gone_s = clock[walks] - set_up_s
    walked = _walked(gone_s, gone_s, _sideways(yaw_deg), noise[walks], trajectory)
    return joined_passages([passage, _meeting(walked, 0, trajectory)])


def _walk_and_set_up_s(seconds: float, support: Support) -> tuple[float, float]:
    """Split a time into walking and getting into position."""
    takes_s = _TAKES_S.get(support, _TAKES_LONG_S)
    if seconds < takes_s + _SHORTEST_WALK_S:
        return 0.0, seconds
    return seconds - takes_s, takes_s


def _sideways(yaw_deg: float) -> float:
    """The heading across the picture, in degrees, that is closer to the exercise's direction."""
    across = [(yaw_deg + quarter + 180) % 360 - 180 for quarter in (-90, 90)]
    return min(across, key=abs)


def _walked(
    to_stand_s: Array, times: Array, heading_deg: float, noise: Array, trajectory: Trajectory
) -> Passage:
    """Walk with given seconds between each frame and standing, where the athlete faces ahead."""
    vigour = np.interp(to_stand_s, _SLOWING_S[::-1], _VIGOUR[::-1])
    first_s, last_s = _TURNING_S
    heading = heading_deg * smooth((to_stand_s - last_s) / (first_s - last_s))
    return walk(angle_row(STANDING) + noise, times, vigour, heading, trajectory.body)


def _getting_ready(share: Array, trajectory: Trajectory, noise: Array) -> Passage:
    """Move from standing (share 0) to the start position (share 1) of a trajectory, at its place."""
    ready = set_up(trajectory)
    place = trajectory.ends[0] - ready.ends[1]
    moves = _steadily((share - _STANDS) / (1 - _STANDS))
    return move_along(ready, moves, noise).elsewhere(place)


def _steadily(share: Array) -> Array:
    """Move from 0 to 1 at constant speed except near the ends."""
    share = np.clip(share, 0.0, 1.0)
    first, last = _EASE
    early, late = np.minimum(share, first), np.maximum(share - 1 + last, 0.0)
    gone: Array = share - early + early**2 / first / 2 - late**2 / last / 2
    return gone / (1 - first / 2 - last / 2)


def _meeting(walked: Passage, frame: int, trajectory: Trajectory) -> Passage:
    """The walk, shifted to the spot where the body stands before it gets ready."""
    ready = set_up(trajectory)
    stands = ready.ends[0] + trajectory.ends[0] - ready.ends[1]
    hips = walked.figure.landmarks[frame, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    return walked.elsewhere((stands - hips) * [1, 0, 1])


def set_up(trajectory: Trajectory) -> Trajectory:
    """The trajectory from standing to the start position of a trajectory."""
    support, start = trajectory.poses.support, trajectory.poses.start
    if support == "bar":
        between: tuple[Waypoint, ...] = (Waypoint(at=0.6, pose=_reaching(start), support="bar"),)
    else:
        between = _BETWEEN[support]
    if support not in ("feet", "bar", "hands", "seat"):
        between = (*between, Waypoint(at=_LATE, support=support))
    poses = KeyPoses(support="feet", start=STANDING, turn=start, between=between)
    heights = {footing.support: footing.height_m for footing in trajectory.footings}
    if support == "bench":
        heights["seat"] = heights["bench"]
    return Trajectory(poses, trajectory.body, heights)


def _reaching(start: Pose) -> Pose:
    """Standing, with the arms as in the start position."""
    arms = {
        movement: degrees
        for movement, degrees in start.items()
        if "shoulder" in movement or "elbow" in movement
    }
    return {**arms, "ankle_dorsiflexion": -20}
