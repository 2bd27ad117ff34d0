"""Velocities of rendered efforts, compared with the truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import joblib
import numpy as np

from coach.bench.accuracy.performances import judged
from coach.body.stream import Sighting
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.errors import BenchError
from coach.judging.events import Rep
from coach.kinematics.effort_path import POINTS, EffortPath, effort_path
from coach.kinematics.trajectory import Leg, Trajectory
from coach.performer.motion.choreography import Beat, Performance, TrueRep
from coach.performer.performance_recording import sightings_of
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.vision.pose_model.pose_model import PoseModel

VELOCITIES_M_S = (1.1, 0.8, 0.65, 0.5, 0.3, 1.5)
"""The true mean velocity of each rep of a set."""
SAMPLE = ("squat", "deadlift", "push-up", "pull-up", "shoulder-press", "bench-press", "biceps-curl")
"""Exercises of the sample: the body moves in the first four, the hands in the others."""
TARGET_ERROR = 0.10
TARGET_LOSS_ERROR = 5.0
_USUAL = Beat(out_s=1.0, turn_s=0.3, back_s=1.0, start_s=0.5)
_LARGEST_LOSS = 50.0
"""Losses beyond this, per cent, are left out of the comparison: sets end long before."""


@dataclass(frozen=True, slots=True)
class VelocityComparison:
    """One effort.

    Attributes:
        exercise: Canonical name.
        rep: Its number.
        true_m_s: Distance of the effort's point over the whole effort, divided by its duration.
        measured_m_s: What was measured, for the athlete's height; None if it was withheld or not counted.
        error_m_s: The error bar; None as above.
    """

    exercise: str
    rep: int
    true_m_s: float
    measured_m_s: float | None
    error_m_s: float | None

    @property
    def error(self) -> float | None:
        """Relative error; None if nothing was measured."""
        return None if self.measured_m_s is None else self.measured_m_s / self.true_m_s - 1


def staged_efforts(exercise: Exercise, view: View = "side") -> Performance:
    """A set whose efforts have the velocities of ``VELOCITIES_M_S``.

    Raises:
        BenchError: No part of the body moves far in the exercise, or it has no effort.
    """
    path, leg = path_of(exercise), effort_leg(exercise)
    trajectory = Trajectory(exercise.poses, perform(exercise, view).body)
    ends = trajectory.sweep.landmarks[[0, trajectory.steps - 1]][:, list(POINTS[path.point or ""])]
    way_m = float(np.linalg.norm(ends[1].mean(axis=0) - ends[0].mean(axis=0)))
    beats = [
        Beat(way_m / velocity, _USUAL.turn_s, _USUAL.back_s, _USUAL.start_s)
        if leg == "out"
        else Beat(_USUAL.out_s, _USUAL.turn_s, way_m / velocity, _USUAL.start_s)
        for velocity in VELOCITIES_M_S
    ]
    return perform(exercise, view, depths=(1.0,) * len(beats), beats=tuple(beats))


def effort_leg(exercise: Exercise) -> Leg:
    """The leg of the effort."""
    return "out" if exercise.reps is not None and exercise.reps.out.action == "concentric" else "back"


def path_of(exercise: Exercise) -> EffortPath:
    """The effort's path in the key poses.

    Raises:
        BenchError: No part of the body moves far in it.
    """
    if exercise.reps is None or exercise.reps.pace != "tempo":
        raise BenchError(f"{exercise.title} has no effort.", hint="Choose an exercise with a lowering.")
    path = effort_path(exercise.poses, effort_leg(exercise))
    if path.point is None:
        raise BenchError(f"No part of the body moves far in {exercise.title}.", hint="Choose another one.")
    return path


def compare_velocities(
    exercises: Sequence[Exercise], model: PoseModel | None, *, workers: int = 1
) -> Iterator[list[VelocityComparison]]:
    """Perform and judge each exercise, in parallel; yields in the given order.

    Args:
        exercises: The exercises.
        model: The pose model that sees rendered pictures; None for the true landmarks.
        workers: Number of processes.
    """
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(compare_efforts)(each, model) for each in exercises)


def compare_efforts(exercise: Exercise, model: PoseModel | None) -> list[VelocityComparison]:
    """Perform and judge one exercise."""
    performance = staged_efforts(exercise)
    sightings: list[Sighting] = list(
        Truth(performance) if model is None else sightings_of(performance, model)
    )
    reps = [rep for each in judged(exercise, sightings).sets for rep in each.reps]
    return [_compared(performance, exercise, true, reps) for true in performance.reps]


def _compared(
    performance: Performance, exercise: Exercise, true: TrueRep, reps: Sequence[Rep]
) -> VelocityComparison:
    beat = performance.beat_of(true.number)
    is_out = effort_leg(exercise) == "out"
    first_s, last_s = (true.start_s, true.turn_s) if is_out else (true.turn_s + beat.turn_s, true.end_s)
    pair = list(POINTS[path_of(exercise).point or ""])
    places = performance.figure.landmarks[:, pair].mean(axis=1)
    ends = [
        np.array([np.interp(moment, performance.times, places[:, axis]) for axis in range(3)])
        for moment in (first_s, last_s)
    ]
    true_m_s = float(np.linalg.norm(ends[1] - ends[0])) / (last_s - first_s)
    height_m = performance.body.height_m
    rep = next((each for each in reps if each.start_s < true.turn_s + beat.turn_s < each.end_s), None)
    effort = None if rep is None else rep.effort
    if effort is None or effort.speed is None or effort.speed_error is None:
        return VelocityComparison(exercise.name, true.number, true_m_s, None, None)
    return VelocityComparison(
        exercise.name, true.number, true_m_s, effort.speed * height_m, effort.speed_error * height_m
    )


def mean_error(compared: Sequence[VelocityComparison]) -> float | None:
    """Mean absolute relative error; None if nothing was measured."""
    errors = [abs(each.error) for each in compared if each.error is not None]
    return fmean(errors) if errors else None


def loss_errors(compared: Sequence[VelocityComparison]) -> list[float]:
    """Errors of the velocity loss against the fastest rep, in points (per cent of that velocity)."""
    known = [(each.true_m_s, each.measured_m_s) for each in compared if each.measured_m_s is not None]
    if not known:
        return []
    errors = []
    for fast in known:
        for slow in known:
            true = 100 * (1 - slow[0] / fast[0])
            if 0 < true <= _LARGEST_LOSS:
                errors.append(100 * (1 - slow[1] / fast[1]) - true)
    return errors
