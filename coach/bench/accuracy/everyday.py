"""False counts of exercises in everyday movements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import joblib

from coach.bench.accuracy.performances import judged
from coach.bench.fixtures.grid import BODIES
from coach.bench.fixtures.staging import BODY_OF, FRAME_RATE
from coach.catalogue.definition import Exercise
from coach.performer.motion.activities import KINDS, Activity
from coach.performer.performance_recording import sightings_of
from coach.performer.render.camera import Camera
from coach.vision.pose_model.pose_model import PoseModel

LASTS_S = 60.0
_YAWS_DEG = (0.0, 45.0, 75.0)
_DISTANCE_M = 3.2


@dataclass(frozen=True, slots=True)
class EverydayCount:
    """The counts of one exercise in an everyday movement.

    Attributes:
        activity: The movement.
        duration_s: Its duration.
        exercise: The exercise that counted.
        full: Full reps counted.
        partial: Partial reps counted.
        held_s: Hold time counted, in seconds.
    """

    activity: str
    duration_s: float
    exercise: str
    full: int
    partial: int
    held_s: float

    @property
    def wrong(self) -> bool:
        """Whether more was counted than allowed."""
        return bool(self.full or self.held_s or self.partial > allowed_partials(self.activity))


def allowed_partials(activity: str) -> int:
    """Number of partial reps allowed: sitting down is half a squat."""
    return int(activity == "sitting down")


def activities(parts: Iterable[int]) -> list[Activity]:
    """Everyday movements, from one view in each part of the grid; three consecutive parts cover all views."""
    drawn = [(kind, (kind + part) % len(_YAWS_DEG)) for part in parts for kind in range(len(KINDS))]
    return [_activity(kind, side) for kind, side in dict.fromkeys(drawn)]


def _activity(kind: int, side: int) -> Activity:
    return Activity(
        KINDS[kind],
        duration_s=LASTS_S,
        seed=kind,
        body=BODY_OF[BODIES[(kind + side) % len(BODIES)]],
        camera=Camera(yaw_deg=_YAWS_DEG[side], distance_m=_DISTANCE_M),
        frame_rate=FRAME_RATE,
    )


def judge_activities(
    some: Sequence[Activity], exercises: Mapping[str, Exercise], model: PoseModel, *, workers: int = 1
) -> Iterator[list[EverydayCount]]:
    """Judge each activity by every exercise, in parallel; yields in the given order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(judge_activity)(each, exercises, model) for each in some)


def judge_activity(
    activity: Activity, exercises: Mapping[str, Exercise], model: PoseModel
) -> list[EverydayCount]:
    """Judge an activity by every exercise."""
    sightings = sightings_of(activity, model)
    counts = []
    for name, exercise in exercises.items():
        summary = judged(exercise, sightings)
        held_s = summary.hold_s or 0.0
        counts.append(
            EverydayCount(activity.kind, activity.duration_s, name, summary.full, summary.partial, held_s)
        )
    return counts
