"""What was done of a routine: in the last workouts, and in one that was broken off."""

from __future__ import annotations

from collections.abc import Sequence

from coach.store.history import History
from coach.store.queries import WorkoutFilter
from coach.store.records import SetRecord, WorkoutRecord
from coach.workout.progression import with_next_target
from coach.workout.routine import RoutineExercise

_TWICE = 2


def routine_workouts(history: History, name: str, profile: str, limit: int = _TWICE) -> list[WorkoutRecord]:
    """The newest workouts of a routine."""
    choice = WorkoutFilter(limit=limit, profile=profile, routine=name)
    return list(history.records(choice))


def next_targets(
    steps: Sequence[RoutineExercise], workouts: Sequence[WorkoutRecord]
) -> list[RoutineExercise]:
    """The exercises of a routine, with new targets where one was met in the last two workouts.

    Args:
        steps: The exercises of the routine, by canonical names.
        workouts: Its newest workouts, newest first.
    """
    if len(workouts) < _TWICE:
        return list(steps)
    done = [sets_by_entry(steps, each) for each in workouts[:_TWICE]]
    return [
        with_next_target(step) if all(is_met(step, each[place]) for each in done) else step
        for place, step in enumerate(steps)
    ]


def sets_by_entry(steps: Sequence[RoutineExercise], workout: WorkoutRecord) -> list[list[SetRecord]]:
    """The sets of a workout that belong to each entry of a routine.

    An entry takes its number of sets, in order; an exercise that is listed twice begins its second entry
    with the sets after those. Further sets belong to the last entry of the exercise.
    """
    left = [each for each in workout.sets if not each.summary.is_empty]
    found = []
    for place, step in enumerate(steps):
        mine = [each for each in left if each.summary.exercise == step.exercise]
        if any(later.exercise == step.exercise for later in steps[place + 1 :]):
            mine = mine[: step.sets]
        found.append(mine)
        left = [each for each in left if not any(each is one for one in mine)]
    return found


def is_met(step: RoutineExercise, sets: Sequence[SetRecord]) -> bool:
    """Whether sets of an exercise are enough, with its target, and with its load if it has one."""
    return sum(_reaches(step, each) for each in sets) >= step.sets


def _reaches(step: RoutineExercise, done: SetRecord) -> bool:
    if step.weight_kg is not None and (done.weight_kg or 0.0) < step.weight_kg:
        return False
    if step.hold_s is not None:
        return (done.summary.hold_s or 0.0) >= step.hold_s
    return done.summary.full >= (step.reps or 0)


def steps_left(steps: Sequence[RoutineExercise], workout: WorkoutRecord) -> list[RoutineExercise]:
    """The exercises that a broken-off workout lacks, with the sets that are left."""
    missing = [step.sets - len(done) for step, done in zip(steps, sets_by_entry(steps, workout), strict=True)]
    return [
        step.model_copy(update={"sets": sets}) for step, sets in zip(steps, missing, strict=True) if sets > 0
    ]
