"""How a performer gets into the start position of an exercise, and out of it again."""

from __future__ import annotations

from coach.catalogue.poses import KeyPoses, Pose, Waypoint
from coach.performer.passage import Passage, along
from coach.performer.skeleton import Array
from coach.performer.way import Way, smooth

STANDING: Pose = {"shoulder_abduction": 8.0, "elbow_flexion": 10.0}


def coming(clock: Array, way: Way, noise: Array) -> Passage:
    """Get into the start position of a way while the clock (frames,) goes from 0 to 1."""
    return _at_the_start(along(set_up(way), smooth(clock), noise), way)


def going(clock: Array, way: Way, noise: Array) -> Passage:
    """Leave the start position of a way while the clock (frames,) goes from 0 to 1."""
    return _at_the_start(along(set_up(way), 1 - smooth(clock), noise), way)


def set_up(way: Way) -> Way:
    """From standing to the start position of a way."""
    support = way.poses.support
    between = () if support == "feet" else (Waypoint(at=0.5, support=support),)
    poses = KeyPoses(support="feet", start=STANDING, turn=way.poses.start, between=between)
    return Way(poses, way.body, {each.support: each.height_m for each in way.footings})


def _at_the_start(passage: Passage, way: Way) -> Passage:
    return passage
