"""Performances of exercises from their files: the camera's place, and the depth of reps."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

import numpy as np

from coach.body.angles import angles_of
from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.poses import KeyPoses
from coach.judging.signal import SignalReader
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, Figure
from coach.kinematics.trajectory import LEGS, Trajectory
from coach.performer.motion.act import middle_of
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.render.camera import Camera

_YAW_DEG: dict[View, float] = {"front": 0.0, "oblique": 45.0, "side": 75.0, "rear": 180.0}
_LYING = ("hands", "forearms", "forearm", "seat", "back", "bridge")
_HOLD_S = 8.0
_FLOOR_M = 0.2
"""Height of the camera of a laptop on the floor."""
_NEAREST_M, _FARTHEST_M = 2.6, 6.0
_DISTANCES_M = np.arange(_NEAREST_M, _FARTHEST_M, 0.1)
_MARGIN = 0.015
"""Margin on each side, as a share of the picture."""
_FACED = np.array([1.0, -1.0, -1.0])
"""From the room's axes to those of a camera in front of the person."""


class PerformanceChoice(TypedDict, total=False):
    """Optional fields of a ``Performance``."""

    depths: tuple[float, ...]
    beat: Beat
    beats: tuple[Beat, ...]
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


def perform(exercise: Exercise, view: View | None = None, **choice: Unpack[PerformanceChoice]) -> Performance:
    """A performance of an exercise, in ``view`` or in the first view in its file."""
    poses = exercise.poses
    if exercise.hold is not None:
        choice.setdefault("hold_s", _HOLD_S)
        choice["depths"] = ()
    choice.setdefault("beat", _beat(poses))
    faults = {rule.fault: rule.acted for rule in exercise.form}
    performance = Performance(exercise.name, poses, faults=faults, **choice)
    camera = camera_for(exercise, view or exercise.camera.views[0], body=performance.body)
    return replace(performance, camera=camera)


def _beat(poses: KeyPoses) -> Beat:
    """The usual tempo, slower with more waypoints."""
    posed = [point for point in poses.between if point.pose is not None]
    out, back = (sum(point.leg in (leg, "both") for point in posed) for leg in LEGS)
    usual = Beat()
    return replace(usual, out_s=usual.out_s * (1 + out / 2), back_s=usual.back_s * (1 + back / 2))


def camera_for(
    exercise: Exercise,
    view: View,
    *,
    pitch_deg: float = 0.0,
    height_m: float | None = None,
    size: tuple[int, int] = (480, 480),
    body: Body | None = None,
) -> Camera:
    """The closest camera that has the whole exercise in its picture.

    Args:
        exercise: The exercise.
        view: The view.
        pitch_deg: Upward pitch.
        height_m: Height above the floor; by default lower for a lying body, higher at a bar, and that of a
            laptop on the floor for a pitched camera.
        size: Width and height of the picture in pixels.
        body: The body.
    """
    sweep = Trajectory(exercise.poses, body or Body()).sweep
    points = np.concatenate([sweep.landmarks, _crowns(sweep)[:, None]], axis=1)
    if height_m is None:
        height_m = _FLOOR_M if pitch_deg else _height(exercise, float(sweep.landmarks[..., 1].max()))
    camera = Camera(_YAW_DEG[view], pitch_deg, height_m, _NEAREST_M, size=size)
    places = [replace(camera, distance_m=float(distance)) for distance in _DISTANCES_M]
    outside = [_outside(place, points, middle_of(sweep)) for place in places]
    return places[int(np.argmin(outside))]


def _height(exercise: Exercise, top_m: float) -> float:
    support = exercise.poses.support
    if support in _LYING:
        return 0.5
    return (1.3 if support == "bar" else 0.95) + max(top_m - 1.9, 0.0) / 2


def _crowns(figure: Figure) -> Array:
    crowns: Array = figure.head_middle + 0.13 * figure.head[:, :, 1]
    return crowns


def _outside(camera: Camera, points: Array, middle: Array) -> float:
    """How far points lie outside the picture or in its margin, as a share of its size."""
    in_camera = camera.to_camera(points, middle)
    shares = camera.pixels(in_camera) / camera.size
    beyond = np.maximum(_MARGIN - shares, shares - 1 + _MARGIN).max()
    return round(max(float(beyond), 0.0), 3) if in_camera[..., 2].min() > 0 else np.inf


def depth_for(exercise: Exercise, share: float, body: Body | None = None) -> float:
    """The depth, as a share of the way to the turning point, for a share of the minimum excursion.

    Raises:
        ValueError: The exercise is a hold, or its key poses don't go that far.
    """
    if exercise.reps is None:
        raise ValueError(f"{exercise.name} is a hold")
    excursion = _excursion(exercise, body or Body())
    wanted = share * exercise.reps.minimum_excursion
    beyond = np.flatnonzero(excursion >= wanted)
    if not len(beyond):
        raise ValueError(f"the key poses of {exercise.name} don't reach {share:.0%} of the minimum excursion")
    last = max(int(beyond[0]), 1)
    part = (wanted - excursion[last - 1]) / (excursion[last] - excursion[last - 1])
    return float(last - 1 + part) / (len(excursion) - 1)


def _excursion(exercise: Exercise, body: Body) -> Array:
    """The excursion of the counted signal at even steps of the way out, as the judge measures it."""
    trajectory = Trajectory(exercise.poses, body)
    certain = np.ones(len(Landmark))
    readings = []
    for landmarks in trajectory.sweep.landmarks[: trajectory.steps]:
        world = landmarks * _FACED
        angles = angles_of(Pose(0.0, world, world, certain, certain, (1, 1)))
        readings.append(SignalReader(exercise.signal).read(angles, 0.0).levels)
    excursions = np.array(readings) - readings[0]
    leading: Array = excursions[:, excursions[-1].argmax()]
    return leading
