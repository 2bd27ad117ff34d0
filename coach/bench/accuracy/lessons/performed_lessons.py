"""Exercises taught by one rendered body, counted in two others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import joblib
import numpy as np

from coach.body.stream import Sighting
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.errors import ExerciseError, Unteachable
from coach.performer.demo_set import partial_depth
from coach.performer.figure.body_presets import BODIES
from coach.performer.motion.choreography import Performance
from coach.performer.performance_recording import sightings_of
from coach.performer.repertoire import PerformanceChoice, perform
from coach.performer.sources import Truth
from coach.teaching.teacher import counted, teach
from coach.vision.pose_model.pose_model import PoseModel

TEACHER, PUPILS = "plain", ("tall", "short")
REPS, PARTIALS = 5, 2
HOLD_WITHIN_S = 0.75
_JOINT_NOISE_DEG = 1.0
_LANDMARK_NOISE_M, _MEMORY = 0.012, 0.8
"""Deviation of the noise of true landmarks, and how much of it lasts from one frame to the next: about what
the pose model does to a body that stands still."""
_FRAME_RATE = 15.0


@dataclass(frozen=True, slots=True)
class PerformedLesson:
    """An exercise taught in one view, with the counts of other bodies.

    Attributes:
        exercise: The exercise that was performed.
        view: The view.
        exact: For each other body, whether its clean reps were counted exactly, and nothing else; for a hold,
            whether its time was.
        partials_full: Partial reps of the other bodies counted as full.
        partials: Partial reps performed by them.
        why: Why it could not be taught, or None.
    """

    exercise: str
    view: View
    exact: tuple[bool, ...]
    partials_full: int = 0
    partials: int = 0
    why: str | None = None


def performed_lessons(
    exercises: Sequence[Exercise], model: PoseModel | None, *, workers: int = 1
) -> Iterator[PerformedLesson]:
    """Teach each exercise in each view of its file, and count the other bodies.

    Args:
        exercises: The exercises.
        model: The pose model that sees the rendered bodies; None for true landmarks with noise.
        workers: Lessons at once.
    """
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    lessons = [(exercise, view) for exercise in exercises for view in exercise.camera.views]
    yield from parallel(joblib.delayed(performed_lesson)(*each, model) for each in lessons)


def performed_lesson(exercise: Exercise, view: View, model: PoseModel | None) -> PerformedLesson:
    """Teach one exercise in one view, and count the other bodies."""
    shown = _seen(_performance(exercise, view, TEACHER, ()), model, seed=0)
    reps = None if exercise.hold is not None else REPS
    try:
        taught = teach("taught", exercise.name, shown, reps=reps)
    except Unteachable as error:
        missed = len(PUPILS) * PARTIALS if reps else 0
        return PerformedLesson(exercise.name, view, (False,) * len(PUPILS), 0, missed, str(error))
    exact: list[bool] = []
    partials_full = partials = 0
    for seed, body in enumerate(PUPILS, start=1):
        clean = counted(taught.exercise, _seen(_performance(exercise, view, body, ()), model, seed=seed))
        if exercise.hold is not None:
            performed_s = _performance(exercise, view, body, ()).hold_s
            exact.append(abs((clean.hold_s or 0.0) - performed_s) <= HOLD_WITHIN_S)
            continue
        exact.append(clean.full == REPS and not clean.partial)
        mixed = _partial_set(exercise, view, body)
        if mixed is not None:
            full = counted(taught.exercise, _seen(mixed, model, seed=seed + 10)).full
            partials += PARTIALS
            partials_full += min(max(full - REPS, 0), PARTIALS)
    return PerformedLesson(exercise.name, view, tuple(exact), partials_full, partials)


def _partial_set(exercise: Exercise, view: View, body: str) -> Performance | None:
    """Full reps with partial ones among them; None if the exercise can't be performed in part."""
    try:
        short = partial_depth(exercise)
    except ExerciseError:
        return None
    return _performance(exercise, view, body, (1.0, 1.0, 1.0, short, 1.0, short, 1.0))


def _performance(exercise: Exercise, view: View, body: str, depths: tuple[float, ...]) -> Performance:
    choice = PerformanceChoice(
        body=BODIES[body],
        joint_noise_deg=_JOINT_NOISE_DEG,
        seed=sorted(BODIES).index(body),
        frame_rate=_FRAME_RATE,
    )
    if exercise.hold is not None:
        choice["rest_before_s"] = choice["rest_after_s"] = 0.0
    else:
        choice["depths"] = depths or (1.0,) * REPS
    return perform(exercise, view, **choice)


def _seen(performance: Performance, model: PoseModel | None, *, seed: int) -> list[Sighting]:
    """The body as the pose model sees it, or its true landmarks with noise."""
    if model is not None:
        return list(sightings_of(performance, model))
    generator = np.random.default_rng(seed)
    noise = np.zeros((33, 3))
    sightings = []
    for each in Truth(performance):
        fresh = generator.normal(0.0, _LANDMARK_NOISE_M, (33, 3))
        noise = _MEMORY * noise + (1.0 - _MEMORY**2) ** 0.5 * fresh
        pose = each.pose and replace(each.pose, world=each.pose.world + noise)
        sightings.append(replace(each, pose=pose))
    return sightings
