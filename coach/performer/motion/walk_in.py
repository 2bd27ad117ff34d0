"""How a performer comes in and gets into the start position of an exercise, and leaves again."""

from __future__ import annotations

import numpy as np

from coach.body.landmarks import Landmark
from coach.catalogue.poses import KeyPoses, Pose, Support, Waypoint
from coach.performer.figure.skeleton import Array, angle_row
from coach.performer.motion.gait import walk
from coach.performer.motion.passage import Passage, along, together
from coach.performer.motion.trajectory import Trajectory, smooth

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
"""Deep down, the hands on the floor before the feet."""
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
"""On the floor, feet flat, leaning back on the hands."""
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
"""On a bench or a chair."""
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
"""How one gets from standing to each support."""
_LATE = 0.92
"""Share of the way from which the exercise's own support holds, where another one does before."""
_TAKES_S: dict[Support, float] = {"feet": 1.2, "bar": 1.6, "hands": 2.2}
_TAKES_LONG_S = 3.0
"""How long it takes to get into position."""
_SHORTEST_WALK_S = 1.6
_STANDS = 0.15
"""Before getting ready one stands, for this share of the time."""
_EASE = (0.2, 0.08)
"""Shares of the time in which getting ready speeds up, and comes to its end."""
_SLOWING_S = np.array([2.0, 1.5, 0.5, 0.0])
_VIGOUR = np.array([1.0, 0.4, 0.4, 0.0])
_TURNING_S = (1.8, 0.4)
"""Before the end of a walk: when steps become smaller, and when one turns to where the exercise faces."""


def coming(clock: Array, entry_s: float, way: Trajectory, yaw_deg: float, noise: Array) -> Passage:
    """Walk in from the side of the picture and get into the start position of a way.

    Args:
        clock: Seconds since the entry began, before ``entry_s``, shape (frames,).
        entry_s: How long it takes.
        way: What is to be performed.
        yaw_deg: Where the camera is, round the person.
        noise: What is added to the joint angles, shape (frames, movements).
    """
    walk_s, set_up_s = _shared_out(entry_s, way.poses.support)
    walks = clock < walk_s
    passage = _getting_ready((clock[~walks] - walk_s) / set_up_s, way, noise[~walks])
    if not walks.any():
        return passage
    left_s = walk_s - clock[walks]
    walked = _walked(left_s, clock[walks], _sideways(yaw_deg), noise[walks], way)
    return together([_meeting(walked, -1, way), passage])


def going(clock: Array, exit_s: float, way: Trajectory, yaw_deg: float, noise: Array) -> Passage:
    """Leave the start position of a way and walk out of the picture; as ``coming``."""
    walk_s, set_up_s = _shared_out(exit_s, way.poses.support)
    walks = clock >= set_up_s
    passage = _getting_ready(1 - clock[~walks] / set_up_s, way, noise[~walks])
    if not walk_s or not walks.any():
        return passage
    gone_s = clock[walks] - set_up_s
    walked = _walked(gone_s, gone_s, _sideways(yaw_deg), noise[walks], way)
    return together([passage, _meeting(walked, 0, way)])


def _shared_out(seconds: float, support: Support) -> tuple[float, float]:
    """How long of it one walks, and how long one takes to get into position."""
    takes_s = _TAKES_S.get(support, _TAKES_LONG_S)
    if seconds < takes_s + _SHORTEST_WALK_S:
        return 0.0, seconds
    return seconds - takes_s, takes_s


def _sideways(yaw_deg: float) -> float:
    """The heading across the picture, in degrees, that is nearer to where the exercise faces."""
    across = [(yaw_deg + quarter + 180) % 360 - 180 for quarter in (-90, 90)]
    return min(across, key=abs)


def _walked(to_stand_s: Array, times: Array, heading_deg: float, noise: Array, way: Trajectory) -> Passage:
    """Walk with so many seconds between each frame and standing, where one faces ahead."""
    vigour = np.interp(to_stand_s, _SLOWING_S[::-1], _VIGOUR[::-1])
    first_s, last_s = _TURNING_S
    heading = heading_deg * smooth((to_stand_s - last_s) / (first_s - last_s))
    return walk(angle_row(STANDING) + noise, times, vigour, heading, way.body)


def _getting_ready(share: Array, way: Trajectory, noise: Array) -> Passage:
    """From standing (share 0) to the start position (share 1) of a way, in its place."""
    ready = set_up(way)
    place = way.ends[0] - ready.ends[1]
    moves = _steadily((share - _STANDS) / (1 - _STANDS))
    return along(ready, moves, noise).elsewhere(place)


def _steadily(share: Array) -> Array:
    """From 0 to 1 at an even pace but for the ends."""
    share = np.clip(share, 0.0, 1.0)
    first, last = _EASE
    early, late = np.minimum(share, first), np.maximum(share - 1 + last, 0.0)
    gone: Array = share - early + early**2 / first / 2 - late**2 / last / 2
    return gone / (1 - first / 2 - last / 2)


def _meeting(walked: Passage, frame: int, way: Trajectory) -> Passage:
    """The walk, shifted to where the body stands before it gets ready."""
    ready = set_up(way)
    stands = ready.ends[0] + way.ends[0] - ready.ends[1]
    hips = walked.figure.landmarks[frame, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    return walked.elsewhere((stands - hips) * [1, 0, 1])


def set_up(way: Trajectory) -> Trajectory:
    """From standing to the start position of a way."""
    support, start = way.poses.support, way.poses.start
    if support == "bar":
        between: tuple[Waypoint, ...] = (Waypoint(at=0.6, pose=_reaching(start), support="bar"),)
    else:
        between = _BETWEEN[support]
    if support not in ("feet", "bar", "hands", "seat"):
        between = (*between, Waypoint(at=_LATE, support=support))
    poses = KeyPoses(support="feet", start=STANDING, turn=start, between=between)
    heights = {footing.support: footing.height_m for footing in way.footings}
    if support == "bench":
        heights["seat"] = heights["bench"]
    return Trajectory(poses, way.body, heights)


def _reaching(start: Pose) -> Pose:
    """Standing, with the arms where they are in the start position."""
    arms = {
        movement: degrees
        for movement, degrees in start.items()
        if "shoulder" in movement or "elbow" in movement
    }
    return {**arms, "ankle_dorsiflexion": -20}
