"""Resuming an interrupted workout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from coach.cli.analysis.request import AnalysisRequest
from coach.errors import NothingToContinue, WorkoutTaken
from coach.judging.events import SetSummary
from coach.resources import database_file
from coach.store.history import open_history
from coach.store.planning.active_profile import active_profile
from coach.store.records import WorkoutRecord
from coach.store.run_lock import running
from coach.ui.report import results_text

_RECENT = timedelta(hours=6)
"""After this, a new workout begins."""
_CHECKED = 20
"""Recent workouts to check: some may have ended before anything was counted."""


def interrupted_workout(request: AnalysisRequest) -> WorkoutRecord | None:
    """The newest workout of this person and exercise, if it was interrupted recently.

    A workout with counted sets is preferred to one without. If no exercise is named, only workouts with
    recognised exercises match.

    Args:
        request: The exercise, person and database.

    Raises:
        HistoryError: The history can't be read.
        WorkoutTaken: The workout is still running.
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
            limit=_CHECKED,
            exercise=request.exercise.name if request.exercise else None,
            profile=request.profile or active_profile(),
            kind=request.kind,
            unbegun=True,
            by_start=True,
        )
    return [each for each in newest if abs(datetime.now(UTC) - each.started_at) < _RECENT]


def resumable_workout(request: AnalysisRequest) -> WorkoutRecord | None:
    """The workout that can be resumed, if it has any counted sets."""
    if request.kind == "film":  # a film starts over unless --continue is typed
        return None
    try:
        workout = interrupted_workout(request)
    except WorkoutTaken:  # starting a second workout in parallel is allowed
        return None
    return workout if workout is not None and workout.sets else None


@contextmanager
def resumed_workout(request: AnalysisRequest) -> Iterator[WorkoutRecord]:
    """The resumed workout, locked against other processes while the block runs.

    Raises:
        NothingToContinue: No workout was interrupted.
        WorkoutTaken: Another process has resumed it.
        HistoryError: The history can't be read.
    """
    chosen = interrupted_workout(request)
    if chosen is None:
        of = f" of {request.exercise.name}" if request.exercise else ""
        raise NothingToContinue(
            f"No workout{of} was interrupted in the last {_RECENT.seconds // 3600} hours.",
            hint="Leave out --continue to start a new one; 'coach history' lists your workouts.",
        )
    with running(request.database or database_file(), chosen.id):
        with open_history(request.database) as history:
            workout = history.workout(chosen.id)  # another process may have finished it in the meantime
        if workout.state == "finished":
            raise NothingToContinue(
                f"Workout {workout.id} was resumed in another window and is finished.",
                hint="Leave out --continue to start a new one.",
            )
        yield workout


def resume_notice(workout: WorkoutRecord, name: str | None, *, resume: bool) -> str:
    """What was counted before the interruption, and how to resume; ``name`` is the typed exercise."""
    minutes = round(_since(workout).total_seconds() / 60)
    when = f"started {minutes} minutes ago" if minutes > 1 else "started just now"
    sets = [each.summary for each in workout.sets]
    if resume:
        so_far = f"Counted so far: {_count_text(sets)}." if sets else "Nothing was counted yet."
        return f"Resuming workout {workout.id}, {when}. {so_far}"
    typed = f"coach start {name}" if name else "coach start"
    return (
        f"Workout {workout.id}, {when}, was interrupted after {_count_text(sets)}.\n"
        f"'{typed} --continue' resumes it instead."
    )


def total_notice(before: WorkoutRecord, sets: Sequence[SetSummary]) -> str:
    """The total of a resumed workout; empty if nothing was counted before."""
    if not before.sets:
        return ""
    return f"In total: {_count_text([*(each.summary for each in before.sets), *sets])}."


def _count_text(sets: Sequence[SetSummary]) -> str:
    """The count of each exercise, and the number of sets."""
    text = results_text(sets, ())
    return f"{text[0].lower()}{text[1:]} in {len(sets)} set{'s' if len(sets) > 1 else ''}"


def resume_time_s(workout: WorkoutRecord) -> float:
    """The time at which a workout is resumed, in seconds since its start.

    It comes from the clock, but is never before the end of the last set: the clock may have been set back.
    """
    return max(_since(workout).total_seconds(), *(each.summary.end_s for each in workout.sets), 0.0)


def _since(workout: WorkoutRecord) -> timedelta:
    return datetime.now(UTC) - workout.started_at
