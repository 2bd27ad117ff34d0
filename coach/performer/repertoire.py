"""Performances as the exercise files describe them: where the camera stands, and how deep is deep enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

import numpy as np

from coach.body.angles import JOINTS, joint_angles
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.performer.body import Body
from coach.performer.camera import Camera
from coach.performer.choreography import Beat, Performance
from coach.performer.skeleton import Array, angle_row, stand
from coach.performer.way import Way

_YAW_DEG: dict[View, float] = {"front": 0.0, "oblique": 45.0, "side": 75.0, "rear": 180.0}
_LYING = ("hands", "forearms", "seat", "back")
_HOLD_S = 8.0


class Choice(TypedDict, total=False):
    """What may be chosen of a performance; the fields of ``Performance`` by their names."""

    depths: tuple[float, ...]
    beat: Beat
    hold_s: float
    rest_before_s: float
    rest_after_s: float
    pauses: tuple[tuple[int, float], ...]
    acted: tuple[str | None, ...]
    fault: str | None
    entry_s: float
    exit_s: float
    begin_s: float
    joint_noise_deg: float
    seed: int
    body: Body
    frame_rate: float


def perform(exercise: Exercise, view: View | None = None, **choice: Unpack[Choice]) -> Performance:
    """A performance of an exercise, seen from where its file wants the camera first, or from ``view``."""
    poses = exercise.poses
    if exercise.hold is not None:
        choice.setdefault("hold_s", _HOLD_S)
        choice["depths"] = ()
    faults = {rule.fault: rule.acted for rule in exercise.form}
    performance = Performance(exercise.name, poses, faults=faults, **choice)
    return replace(performance, camera=camera_for(exercise, view or exercise.camera.views[0]))


def camera_for(exercise: Exercise, view: View) -> Camera:
    """A camera that has the whole exercise in its picture: lower where the body lies, higher at a bar."""
    support = exercise.poses.support
    height = 0.5 if support in _LYING else 1.3 if support == "bar" else 0.95
    overhead = max(_overhead(exercise) - 1.9, 0.0)
    return Camera(yaw_deg=_YAW_DEG[view], height_m=height + overhead / 2, distance_m=2.6 + overhead)


def depth_for(exercise: Exercise, share: float, body: Body | None = None) -> float:
    """How far to go towards the turning point for a share of the excursion that the exercise asks for.

    Raises:
        ValueError: The exercise is held, or its key poses don't go that far.
    """
    if exercise.reps is None:
        raise ValueError(f"{exercise.name} is held, not counted")
    depths = np.linspace(0.0, 1.0, 201)
    excursion = np.abs(_signal(exercise, depths, body or Body()))
    reached = np.flatnonzero(excursion >= share * exercise.reps.minimum_excursion)
    if not len(reached):
        raise ValueError(f"the key poses of {exercise.name} don't go {share:.0%} of the minimum excursion")
    return float(depths[reached[0]])


def _signal(exercise: Exercise, depths: Array, body: Body) -> Array:
    """The main angle's way from the start position, in degrees, on the side that moves more."""
    start, turn = angle_row(exercise.poses.start), angle_row(exercise.poses.turn)
    rows = start + depths[:, None] * (turn - start)
    joints = joint_angles(stand(rows, body).landmarks)
    counted = [JOINTS.index(joint) for joint in JOINTS if joint in exercise.signal.counted]
    if not counted:
        counted = [JOINTS.index(exercise.signal.angle)]
    way = joints[:, counted].mean(axis=1)
    way -= way[0]
    leading: Array = way[:, np.abs(way[-1]).argmax()]
    return leading


def _overhead(exercise: Exercise) -> float:
    """The highest a landmark comes, in metres."""
    return float(Way(exercise.poses, Body()).sweep.landmarks[..., 1].max())
