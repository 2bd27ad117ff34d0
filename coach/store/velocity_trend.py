"""How fast a person usually is in an exercise with a load: their own trend over earlier workouts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean

from coach.judging.effort.workout_review import WorkoutReview
from coach.store.history import History
from coach.store.records import SetRecord, WorkoutRecord

_WORKOUTS = 5
_LOOKED_AT = 50
"""Earlier workouts to look through for these."""
_SAME_KG = 0.25


@dataclass(frozen=True, slots=True)
class UsualVelocity:
    """The fastest reps of earlier workouts.

    Attributes:
        speed: Mean of the fastest rep of each, body heights a second.
        workouts: Number of workouts.
    """

    speed: float
    workouts: int


def usual_velocity(history: History, workout: WorkoutRecord, done: SetRecord) -> UsualVelocity | None:
    """How fast the person was in the exercise of a set with its load, before a workout; None if never.

    Args:
        history: The history.
        workout: The workout; only training is compared with training.
        done: The set.
    """
    if not workout.as_training:
        return None
    recent = history.recent(limit=_LOOKED_AT, exercise=done.summary.exercise, profile=workout.profile)
    earlier = [each for each in recent if each.as_training and each.trained_at < workout.trained_at]
    fastest = [speed for each in earlier if (speed := _fastest(each, done)) is not None][:_WORKOUTS]
    return UsualVelocity(fmean(fastest), len(fastest)) if fastest else None


def compared_with_usual(review: WorkoutReview, history: History, workout: WorkoutRecord) -> WorkoutReview:
    """The review of a saved workout, each set compared with earlier workouts.

    Args:
        review: The review; left as it is if its sets are not the saved ones.
        history: The history.
        workout: The workout.
    """
    if len(review.sets) != len(workout.sets):
        return review
    usual = [usual_velocity(history, workout, each) for each in workout.sets]
    compared = [
        reviewed if each is None else reviewed.against_usual(each.speed, each.workouts)
        for reviewed, each in zip(review.sets, usual, strict=True)
    ]
    return replace(review, sets=tuple(compared))


def _fastest(workout: WorkoutRecord, like: SetRecord) -> float | None:
    """The velocity of the fastest full rep with the exercise and the load of a set."""
    speeds = [
        rep.effort.speed
        for each in workout.sets
        if each.summary.exercise == like.summary.exercise
        and abs((each.weight_kg or 0.0) - (like.weight_kg or 0.0)) < _SAME_KG
        for rep in each.summary.reps
        if rep.verdict == "full" and rep.effort is not None and rep.effort.speed is not None
    ]
    return max(speeds, default=None)
