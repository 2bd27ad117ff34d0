"""Reads a routine, checks its exercises, and says what is in it and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.errors import ExerciseError, InvalidRoutine, UnknownExercise
from coach.quantities import WeightUnit, weight_text
from coach.resources import database_exists, database_file
from coach.store.history import open_history
from coach.store.planning.routine_history import next_targets, routine_workouts
from coach.ui.formatting import plural
from coach.workout.routine import Routine, RoutineExercise, read_routine, routine_path


def checked_routine(name: str) -> Routine:
    """A routine whose exercises are known, by their canonical names.

    Raises:
        UnknownRoutine: There is none with this name.
        InvalidRoutine: Its file can't be read or is wrong; lists every error with its entry.
    """
    routine = read_routine(name)
    steps, errors = [], []
    for place, step in enumerate(routine.exercises, start=1):
        try:
            exercise = load_exercise(step.exercise)
        except ExerciseError as error:
            errors.append(f"exercises[{place}].exercise: {_unusable(error)}")
            continue
        errors += [f"exercises[{place}].{each}" for each in _misfits(exercise, step)]
        steps.append(step.model_copy(update={"exercise": exercise.name}))
    if errors:
        raise InvalidRoutine(routine_path(name), errors)
    return routine.model_copy(update={"exercises": tuple(steps)})


def _unusable(error: ExerciseError) -> str:
    """Why an exercise can't be trained, in one line."""
    if not isinstance(error, UnknownExercise):
        return str(error)
    near = f"; did you mean {' or '.join(error.nearest)}?" if error.nearest else ""
    return f'unknown exercise "{error.name}"{near}'


def _misfits(exercise: Exercise, step: RoutineExercise) -> Iterator[str]:
    """What an entry asks for that its exercise doesn't have."""
    held = exercise.hold is not None
    if held and step.hold_s is None:
        yield f"reps: {exercise.name} is held: give hold_s"
    if not held and step.reps is None:
        yield f"hold_s: {exercise.name} is counted in reps: give reps"
    timed = exercise.reps is not None and exercise.reps.pace == "tempo" and not exercise.is_anything
    if step.tempo is not None and not timed:
        yield f"tempo: {exercise.name} has no lowering and no effort to time"


def proposed(
    name: str, steps: Sequence[RoutineExercise], person: str, database: Path | None = None
) -> list[RoutineExercise]:
    """The exercises of a routine, with the next target where one was met in the last two workouts.

    Args:
        name: The routine.
        steps: Its exercises, by canonical names.
        person: Whose workouts count.
        database: The database; the user's own by default.
    """
    if not database_exists(database or database_file()):
        return list(steps)
    with open_history(database) as history:
        return next_targets(steps, routine_workouts(history, name, person))


def routine_lines(
    steps: Sequence[RoutineExercise], following: Sequence[RoutineExercise], units: WeightUnit
) -> Iterator[str]:
    """Each exercise, and what follows once its target was met twice."""
    for place, (step, coming) in enumerate(zip(steps, following, strict=True), start=1):
        after = "" if coming == step else f" - met twice; next: {step_text(coming, units)}"
        yield f"{place}. {step_text(step, units)}{after}"


def proposal_notice(name: str, steps: Sequence[RoutineExercise], following: Sequence[RoutineExercise]) -> str:
    """How to take what follows; empty if nothing does."""
    if list(steps) == list(following):
        return ""
    return f"'coach routine start {name} --progress' trains what is next, and writes it to your file."


def step_text(step: RoutineExercise, units: WeightUnit) -> str:
    """An exercise of a routine, such as '3 x 10 squats with 20 kg'."""
    target = (
        f"{step.sets} x {step.reps} {plural(step.exercise, 2)}"
        if step.reps is not None
        else f"{step.sets} x {step.hold_s} s {step.exercise}"
    )
    load = "" if step.weight_kg is None else f" with {weight_text(step.weight_kg, units=units)}"
    return f"{target}{load}"
