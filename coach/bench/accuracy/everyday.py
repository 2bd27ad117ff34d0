"""What exercises make of movements that are none: nothing, if all is well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import joblib

from coach.bench.accuracy.performances import judged
from coach.bench.fixtures.grid import BODIES
from coach.bench.fixtures.staging import BODY_OF, FRAME_RATE
from coach.catalogue.definition import Exercise
from coach.performer.motion.activities import KINDS, Activity
from coach.performer.performance_recording import seen
from coach.performer.render.camera import Camera
from coach.vision.pose_model.pose_model import PoseModel

LASTS_S = 60.0
_YAWS_DEG = (0.0, 45.0, 75.0)
_DISTANCE_M = 3.2


@dataclass(frozen=True, slots=True)
class EverydayCount:
    """What one exercise took an everyday movement for.

    Attributes:
        activity: What was done.
        duration_s: For how long.
        exercise: Who counted.
        full: Full repetitions counted.
        partial: Partial ones.
        held_s: Seconds counted as held.
    """

    activity: str
    duration_s: float
    exercise: str
    full: int
    partial: int
    held_s: float

    @property
    def wrong(self) -> bool:
        """Whether more was counted than may be."""
        return bool(self.full or self.held_s or self.partial > may_be_partial(self.activity))


def may_be_partial(activity: str) -> int:
    """For how many partial repetitions it may be taken: who sits down and stays has done half a squat."""
    return int(activity == "sitting down")


def activities(parts: Iterable[int]) -> list[Activity]:
    """Everyday movements, in each part of the grid from one side; three parts that follow have all sides."""
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


def take_activities(
    some: Sequence[Activity], exercises: Mapping[str, Exercise], model: PoseModel, *, workers: int = 1
) -> Iterator[list[EverydayCount]]:
    """Show each activity to every exercise; in as many processes as asked for, in the order given."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(take)(each, exercises, model) for each in some)


def take(activity: Activity, exercises: Mapping[str, Exercise], model: PoseModel) -> list[EverydayCount]:
    """Show an activity to every exercise."""
    sightings = seen(activity, model)
    told = []
    for name, exercise in exercises.items():
        summary = judged(exercise, sightings)
        held_s = summary.hold_s or 0.0
        told.append(
            EverydayCount(activity.kind, activity.duration_s, name, summary.full, summary.partial, held_s)
        )
    return told
