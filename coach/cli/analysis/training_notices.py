"""What earlier training says about a workout: the last time before it, and the records that it broke."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from coach.cli.analysis.exercise_facts import facts_of_exercise, figures_basis
from coach.cli.analysis.request import AnalysisRequest
from coach.errors import HistoryError
from coach.quantities import WeightUnit
from coach.store.history import History, open_history
from coach.store.planning.active_profile import active_profile
from coach.store.progress.exercise_trend import ExerciseDay
from coach.store.progress.personal_records import broken_records
from coach.store.progress.training_sets import sets_of, training_sets
from coach.store.queries import WorkoutFilter
from coach.ui.progress.day_text import last_time_text
from coach.ui.progress.record_text import broken_text

_LOOKED_AT = 5
"""Workouts to look through for one in which something of the exercise was counted."""


def last_time(request: AnalysisRequest, today: date) -> str:
    """The last time of the exercise before a live workout, and what to try now; empty if there is none.

    Args:
        request: The options of the workout.
        today: The present day.
    """
    if request.kind != "live" or request.exercise is None or request.exercise.is_anything:
        return ""
    profile, name = request.profile or active_profile(), request.exercise.name
    try:
        with open_history(request.database) as history:
            day = _last_day(history, profile, name, but=request.resumed_id)
    except HistoryError:  # the workout itself says why it can't be saved
        return ""
    if day is None:
        return ""
    return last_time_text(day, facts_of_exercise(name, None).levels, request.units, today)


def _last_day(history: History, profile: str, exercise: str, *, but: int | None) -> ExerciseDay | None:
    """The sets of the exercise in the last workout with any, leaving out the one in progress."""
    choice = WorkoutFilter(limit=_LOOKED_AT, exercise=exercise, profile=profile, training=True)
    for each in history.listed(choice):
        if each.about.id != but and any(part.exercise == exercise for part in each.parts):
            workout = history.workout(each.about.id)
            mine = [one for one in sets_of(workout, figures_basis(profile)) if one.exercise == exercise]
            return ExerciseDay(workout.id, workout.trained_at, tuple(mine))
    return None


def record_notices(number: int | None, database: Path | None, units: WeightUnit) -> tuple[str, ...]:
    """The records that a saved workout broke; none if it is no training, or if the history can't be read.

    Args:
        number: The number of the workout; None if nothing was saved.
        database: The database; the user's own by default.
        units: The unit of weights.
    """
    if number is None:
        return ()
    try:
        with open_history(database) as history:
            return _broken(history, number, units)
    except HistoryError:
        return ()


def _broken(history: History, number: int, units: WeightUnit) -> tuple[str, ...]:
    workout = history.workout(number)
    if not workout.as_training:
        return ()
    basis = figures_basis(workout.profile)
    before = WorkoutFilter(profile=workout.profile, training=True, until=workout.trained_at)
    exercises = dict.fromkeys(each.summary.exercise for each in workout.sets)
    earlier = [
        each
        for name in exercises
        for each in training_sets(history, replace(before, exercise=name), basis)
        if each.workout != number
    ]
    return tuple(broken_text(each, units) for each in broken_records(earlier, sets_of(workout, basis)))
