"""The workout that was interrupted a while ago, and whether it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from coach.cli.analysis.request import AnalysisRequest
from coach.errors import NothingToContinue, WorkoutTaken
from coach.judging.events import SetSummary
from coach.resources import database_file
from coach.store.history import open_history
from coach.store.kinds import DEFAULT_PROFILE
from coach.store.records import WorkoutRecord
from coach.store.run_lock import running
from coach.ui.report import came_to

_RECENT = timedelta(hours=6)
"""Whoever comes back later begins a new workout."""
_LOOKED_THROUGH = 20
"""So many workouts that were cut off before anything was counted may lie before one that was not."""


def interrupted_workout(request: AnalysisRequest) -> WorkoutRecord | None:
    """The newest workout of this person and exercise, where it was cut short a while ago.

    One in which something was counted goes before one that was cut off before that. Where no exercise is
    named it is one in which what was done was recognised too.

    Args:
        request: What is trained now, whose it is, and where it is remembered.

    Raises:
        HistoryError: What is remembered can't be read.
        WorkoutTaken: It is running.
    """
    empty = None
    for workout in _recent(request) if request.save else ():
        if workout.state == "running":
            raise WorkoutTaken(workout.id)
        if workout.state == "interrupted" and not workout.sets:
            empty = empty or workout
            continue
        if workout.state == "interrupted" and (request.exercise is not None or workout.exercise is None):
            return workout
        break
    return empty


def _recent(request: AnalysisRequest) -> list[WorkoutRecord]:
    with open_history(request.database) as history:
        newest = history.recent(
            limit=_LOOKED_THROUGH,
            exercise=request.exercise.name if request.exercise else None,
            profile=request.profile or DEFAULT_PROFILE,
            kind=request.kind,
            unbegun=True,
            by_number=True,
        )
    return [each for each in newest if abs(datetime.now(UTC) - each.started_at) < _RECENT]


def left_behind(request: AnalysisRequest) -> WorkoutRecord | None:
    """The workout that could go on, where something was counted in it."""
    if request.kind == "film":  # it is begun anew, unless somebody says otherwise
        return None
    try:
        workout = interrupted_workout(request)
    except WorkoutTaken:  # whoever begins a new one beside it means to
        return None
    return workout if workout is not None and workout.sets else None


@contextmanager
def gone_on_with(request: AnalysisRequest) -> Iterator[WorkoutRecord]:
    """The workout that goes on, kept from every other process for as long as the block runs.

    Raises:
        NothingToContinue: None was interrupted.
        WorkoutTaken: Another process goes on with it.
        HistoryError: What is remembered can't be read.
    """
    chosen = interrupted_workout(request)
    if chosen is None:
        of = f" of {request.exercise.name}" if request.exercise else ""
        raise NothingToContinue(
            f"No workout{of} was interrupted in the last hours.",
            hint="Without --continue a new one begins; 'coach history' lists what is remembered.",
        )
    with running(request.database or database_file(), chosen.id):
        with open_history(request.database) as history:
            workout = history.workout(chosen.id)  # another process may have gone on with it in between
        if workout.state == "finished":
            raise NothingToContinue(
                f"Workout {workout.id} went on in another window and is over.",
                hint="Without --continue a new one begins.",
            )
        yield workout


def told_before(workout: WorkoutRecord, name: str | None, *, go_on: bool) -> str:
    """What is left of it, and how it goes on; ``name`` is the exercise that was named for this one."""
    minutes = round(_since(workout).total_seconds() / 60)
    when = f"begun {minutes} minutes ago" if minutes > 1 else "begun just now"
    sets = [each.summary for each in workout.sets]
    if go_on:
        so_far = f"Counted so far: {_all_of(sets)}." if sets else "Nothing was counted yet."
        return f"It goes on: workout {workout.id}, {when}. {so_far}"
    typed = f"coach start {name}" if name else "coach start"
    return (
        f"Workout {workout.id}, {when}, was interrupted after {_all_of(sets)}.\n"
        f"'{typed} --continue' goes on with it instead."
    )


def told_in_all(before: WorkoutRecord, sets: Sequence[SetSummary]) -> str:
    """What a workout that went on came to with what was counted before; empty where that was nothing."""
    if not before.sets:
        return ""
    return f"With what was counted before: {_all_of([*(each.summary for each in before.sets), *sets])}."


def _all_of(sets: Sequence[SetSummary]) -> str:
    """Every exercise that was done, and in how many sets."""
    told = came_to(sets, ())
    return f"{told[0].lower()}{told[1:]} in {len(sets)} set{'s' if len(sets) > 1 else ''}"


def goes_on_at_s(workout: WorkoutRecord) -> float:
    """The time at which a workout goes on, in seconds since it began.

    The clock says, unless it was set back: no set begins before the last one is over.
    """
    return max(_since(workout).total_seconds(), *(each.summary.end_s for each in workout.sets), 0.0)


def _since(workout: WorkoutRecord) -> timedelta:
    return datetime.now(UTC) - workout.started_at
