"""Acted differences of two sets: each is found, and only it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import joblib

from coach.bench.accuracy.acted.acted_faults import noisy_sightings
from coach.bench.fixtures.staging import BODY_OF
from coach.body.angle_errors import read_angle_errors
from coach.body.angles import JOINTS, angles_of
from coach.body.mirror_image import mirror_images
from coach.body.pose import Pose
from coach.body.stream import Sighting
from coach.catalogue.definition import Exercise
from coach.catalogue.poses import Movement
from coach.comparison.set_differences import Difference, compared
from coach.comparison.set_motion import set_motion
from coach.errors import NothingToCompare
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.performance_recording import sightings_of
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.vision.pose_model.pose_model import PoseModel

Acted = Literal["nothing", "itself", "mirrored", "slowed", "depth", "tempo", "lean"]
ACTED: tuple[Acted, ...] = ("nothing", "itself", "mirrored", "slowed", "depth", "tempo", "lean")
FOUND_BAR = 0.95
_DEGREES = 20.0
_SLOWER, _SLOWED = 1.5, 0.8
_MOVED_DEG, _MOVED_M, _FARTHER = 7.0, 0.1, 1.08
"""Where a laptop stands the next time."""
_REPS, _RATE, _SWAY_DEG = 5, 15.0, 1.0


@dataclass(frozen=True, slots=True)
class ActedDifference:
    """What was found between a set and another one that differs in one way.

    Attributes:
        exercise: The exercise.
        body: The body.
        acted: How the second set differs.
        found: The kinds of the clear differences: depth, start, tempo, form.
        told: The clear differences in short, for the list of failures.
    """

    exercise: str
    body: str
    acted: Acted
    found: frozenset[str]
    told: str

    @property
    def is_right(self) -> bool:
        """Whether exactly the acted difference was found."""
        wanted = {"depth": {"depth"}, "tempo": {"tempo"}, "slowed": {"tempo"}, "lean": {"form"}}
        return self.found == wanted.get(self.acted, set())


def acted_differences(
    exercises: Sequence[Exercise],
    model: PoseModel | None,
    *,
    bodies: Sequence[str] = tuple(BODY_OF),
    jobs: int = 1,
) -> list[ActedDifference]:
    """Perform and compare.

    Args:
        exercises: The exercises; those whose main angle is not a joint's, and holds, are left out.
        model: Detects the rendered performances; None compares true landmarks with noise.
        bodies: Names of the bodies.
        jobs: Number of processes.
    """
    cells = [
        (exercise, body)
        for exercise in exercises
        if exercise.reps is not None and exercise.reps.pace == "tempo" and exercise.signal.angle in JOINTS
        for body in bodies
    ]
    run = joblib.delayed(_of_cell)
    return [each for some in joblib.Parallel(jobs)(run(*cell, model) for cell in cells) for each in some]


def _of_cell(exercise: Exercise, body: str, model: PoseModel | None) -> list[ActedDifference]:
    seen: Callable[[Performance], list[Sighting]] = (
        noisy_sightings if model is None else lambda act: sightings_of(act, model)
    )
    base = _performance(exercise, body, seed=1)
    first = seen(base)
    found = []
    for acted, second in _others(exercise, body, base, first, seen):
        try:
            clear = compared(set_motion("A", exercise, first), set_motion("B", exercise, second)).clear
        except NothingToCompare:
            clear = (Difference("hold", "not counted", 0.0, 0.0, 0.0),)
        kinds = frozenset(each.kind for each in clear)
        told = ", ".join(f"{each.kind} {each.measure} {each.amount:+.1f} ({each.error})" for each in clear)
        found.append(ActedDifference(exercise.name, body, acted, kinds, told))
    return found


def _others(
    exercise: Exercise,
    body: str,
    base: Performance,
    first: list[Sighting],
    seen: Callable[[Performance], list[Sighting]],
) -> Iterator[tuple[Acted, list[Sighting]]]:
    """The second sets: the person's on another day, the same film, and each acted difference."""
    yield "nothing", seen(_other_day(base))
    yield "itself", first
    yield "mirrored", list(mirror_images(first))
    yield "slowed", [replace(each, time=each.time / _SLOWED, pose=_at(each, 1 / _SLOWED)) for each in first]
    shallower = _depth_for(exercise, base)
    if shallower is not None:
        yield "depth", seen(replace(_other_day(base), depths=(shallower,) * _REPS))
    beat = base.beat
    slower = Beat(beat.out_s * _SLOWER, beat.turn_s, beat.back_s * _SLOWER, beat.start_s)
    yield "tempo", seen(replace(_other_day(base), beat=slower))
    if _shows_lean(exercise):
        poses = base.poses.model_copy(update={"turn": _leaning(base.poses.turn)})
        yield "lean", seen(replace(_other_day(base), poses=poses))


def _other_day(base: Performance) -> Performance:
    """The same body on another day: it sways otherwise, and the camera is not quite where it was."""
    camera = base.camera
    moved = replace(
        camera,
        yaw_deg=camera.yaw_deg + _MOVED_DEG,
        height_m=camera.height_m + _MOVED_M,
        distance_m=camera.distance_m * _FARTHER,
    )
    return replace(base, seed=2, camera=moved)


def _shows_lean(exercise: Exercise) -> bool:
    """Whether a lean of 20 degrees can be acted alone, and seen in the first view of the file."""
    bar = read_angle_errors().bar("inclination", exercise.camera.views[0])
    is_seen = bar is not None and bar.bar_deg < _DEGREES
    return exercise.poses.support == "feet" and exercise.signal.angle != "hip" and is_seen


def _leaning(turn: Mapping[Movement, float]) -> dict[Movement, float]:
    """A turning point with the trunk 20 degrees further forward over the same legs."""
    hips = [each for each in turn if each.endswith("hip_flexion")] or ["hip_flexion"]
    moved: tuple[Movement, ...] = ("trunk_pitch", *hips)
    return {**turn, **{each: turn.get(each, 0.0) + _DEGREES for each in moved}}


def _at(sighting: Sighting, times: float) -> Pose | None:
    return None if sighting.pose is None else replace(sighting.pose, time=sighting.pose.time * times)


def _performance(exercise: Exercise, body: str, *, seed: int) -> Performance:
    return perform(
        exercise,
        body=BODY_OF[body],
        depths=(1.0,) * _REPS,
        joint_noise_deg=_SWAY_DEG,
        frame_rate=_RATE,
        seed=seed,
    )


def _depth_for(exercise: Exercise, base: Performance) -> float | None:
    """The depth at which the main angle turns 20 degrees earlier; None if it moves too little for that."""
    whole = _turn_deg(exercise, base, 1.0)
    shallow, deep = 0.4, 1.0
    if abs(_turn_deg(exercise, base, shallow) - whole) < _DEGREES:
        return None
    for _ in range(7):
        middle = (shallow + deep) / 2
        if abs(_turn_deg(exercise, base, middle) - whole) < _DEGREES:
            deep = middle
        else:
            shallow = middle
    return shallow


def _turn_deg(exercise: Exercise, base: Performance, depth: float) -> float:
    """The true main angle at the turning point of the first rep."""
    act = replace(base, depths=(depth,), joint_noise_deg=0.0, rest_before_s=0.2, rest_after_s=0.1)
    turn_s = act.reps[0].turn_s
    shown = min(Truth(act), key=lambda each: abs(each.time - turn_s))
    assert shown.pose is not None
    row = JOINTS.index(exercise.signal.angle)
    return float(angles_of(shown.pose).joints[row].mean())
