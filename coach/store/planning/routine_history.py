"""What was done of a routine: in the last workouts, and in one that was broken off."""

from __future__ import annotations

from collections.abc import Sequence

from coach.store.history import History
from coach.store.queries import WorkoutFilter
from coach.store.records import SetRecord, WorkoutRecord
from coach.workout.routine import Routine, RoutineExercise

_TWICE = 2


def routine_workouts(history: History, name: str, profile: str, limit: int = _TWICE) -> list[WorkoutRecord]:
    """The newest workouts of a routine."""
    choice = WorkoutFilter(limit=limit, profile=profile, routine=name)
    return list(history.records(choice))


def is_due(step: RoutineExercise, workouts: Sequence[WorkoutRecord]) -> bool:
    """Whether the target of an exercise was met in all sets of the last two workouts."""
    return len(workouts) >= _TWICE and all(is_met(step, each) for each in workouts[:_TWICE])


def is_met(step: RoutineExercise, workout: WorkoutRecord) -> bool:
    """Whether a workout has all sets of an exercise with its target, and its load if it has one."""
    return sum(_reaches(step, each) for each in sets_of(step, workout)) >= step.sets


def sets_of(step: RoutineExercise, workout: WorkoutRecord) -> list[SetRecord]:
    """The sets of an exercise in a workout."""
    return [each for each in workout.sets if each.summary.exercise == step.exercise]


def _reaches(step: RoutineExercise, done: SetRecord) -> bool:
    if step.weight_kg is not None and (done.weight_kg or 0.0) < step.weight_kg:
        return False
    if step.hold_s is not None:
        return (done.summary.hold_s or 0.0) >= step.hold_s
    return done.summary.full >= (step.reps or 0)


def steps_left(routine: Routine, workout: WorkoutRecord) -> list[RoutineExercise]:
    """The exercises that a broken-off workout lacks, with the sets that are left."""
    left = []
    for step in routine.exercises:
        missing = step.sets - len(sets_of(step, workout))
        if missing > 0:
            left.append(step.model_copy(update={"sets": missing}))
    return left
