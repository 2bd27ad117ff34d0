"""Trains a routine: its exercises one after the other, in one workout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.atomic_file import write_atomically
from coach.catalogue.library import load_exercise
from coach.cli.analysis.goal_notices import print_goals
from coach.cli.analysis.person import height_m, units_of
from coach.cli.analysis.request import Analysis, AnalysisRequest
from coach.cli.live.live_session import LiveSession, run_step
from coach.cli.live.rest_between import rest_before
from coach.cli.planning.routine_reading import (
    checked_routine,
    proposal_notice,
    proposed,
    routine_lines,
    step_text,
)
from coach.cli.runs.typed_values import standards
from coach.errors import NothingToContinue, RoutineUnwritable
from coach.resources import database_exists, database_file
from coach.store.history import open_history
from coach.store.planning.routine_history import routine_workouts, steps_left
from coach.store.records import WorkoutRecord
from coach.toml_file import read_file
from coach.vision.source_kind import PERFORMER
from coach.workout.plan import Plan
from coach.workout.routine import Routine, RoutineExercise, routine_path
from coach.workout.routine_file import text_with_targets

_RECENT = timedelta(hours=6)
"""A workout broken off longer ago is not continued."""


def routine_request(name: str, session: LiveSession, person: str) -> AnalysisRequest:
    """What all exercises of a routine have in common."""
    settings = session.settings
    is_demo = session.source == PERFORMER
    hands_free = settings.hands_free
    return AnalysisRequest(
        exercise=None,
        kind="demo" if is_demo else "live",
        profile=person,
        units=units_of(settings, person),
        height_m=height_m(settings, person),
        keep_recording=settings.recordings,
        as_training=True,
        database=database_file("demo") if is_demo else None,
        routine=name,
        plan=Plan(waits=hands_free.waits, steps_out=hands_free.steps_out),
    )


def train_routine(
    name: str, session: LiveSession, request: AnalysisRequest, *, progress: bool, resume: bool
) -> int:
    """Train a routine, and print its results.

    Args:
        name: The routine.
        session: The options of the live session.
        request: What its exercises have in common; names the person and the database.
        progress: Whether to take the next targets, and to write them to the file.
        resume: Whether to go on with the last workout of it.

    Returns:
        The exit code: 0; 1 if something could not be saved; 130 after Ctrl-C.

    Raises:
        RoutineError: The routine can't be used, or its file not be written.
        NothingToContinue: ``resume``, but no workout was broken off.
    """
    routine, person = checked_routine(name), request.profile or ""
    steps = list(routine.exercises)
    following = proposed(name, steps, person, request.database)
    if progress:
        _write_targets(name, routine, following)
        steps = following
    print(*routine_lines(steps, following, request.units), sep="\n")
    if notice := proposal_notice(name, steps, following):
        print(notice)
    before = _broken_off(name, steps, request) if resume else None
    code = _train(name, steps if before is None else steps_left(steps, before), session, request, before)
    print_goals(request.database or database_file(), person, request.units)
    return code


def _train(
    name: str,
    steps: Sequence[RoutineExercise],
    session: LiveSession,
    request: AnalysisRequest,
    before: WorkoutRecord | None,
) -> int:
    """Train exercise by exercise; the exit code."""
    workout_id = None if before is None else before.id
    rest_s = 0.0
    for place, step in enumerate(steps):
        text = step_text(step, request.units)
        if not rest_before(text, _rest_left_s(rest_s, workout_id, request.database)):
            print(_unfinished(name))
            return 0
        print(f"\nNow: {text}.")
        analysis = run_step(session, _step_request(step, session, request), workout_id, is_first=place == 0)
        workout_id, rest_s = analysis.workout_id or workout_id, step.rest_s
        if analysis.exit_code or not _is_done(step, analysis):
            print(_unfinished(name))
            return analysis.exit_code
    print(f"\nThe routine {name} is done.")
    return 0


def _step_request(step: RoutineExercise, session: LiveSession, request: AnalysisRequest) -> AnalysisRequest:
    exercise = load_exercise(step.exercise)
    return replace(
        request,
        exercise=exercise,
        weight_kg=step.weight_kg,
        plan=replace(step.plan, waits=request.plan.waits, steps_out=request.plan.steps_out),
        standards=standards(exercise, None, session.settings),
    )


def _is_done(step: RoutineExercise, analysis: Analysis) -> bool:
    return sum(not each.is_empty for each in analysis.summary.sets) >= step.sets


def _unfinished(name: str) -> str:
    return f"The routine is not finished: 'coach routine start {name} --continue' goes on with it."


def _rest_left_s(rest_s: float, workout_id: int | None, database: Path | None) -> float:
    """How much of a rest is left since the last set of a workout, seconds."""
    if not rest_s or workout_id is None:
        return rest_s
    with open_history(database) as history:
        workout = history.workout(workout_id)
    ended_s = max((each.summary.end_s for each in workout.sets), default=0.0)
    passed_s = (datetime.now(UTC) - workout.started_at).total_seconds() - ended_s
    return max(rest_s - max(passed_s, 0.0), 0.0)


def _broken_off(name: str, steps: Sequence[RoutineExercise], request: AnalysisRequest) -> WorkoutRecord:
    """The last workout of a routine, if it is recent and lacks something.

    Raises:
        NothingToContinue: There is none.
    """
    last = None
    if database_exists(request.database or database_file()):
        with open_history(request.database) as history:
            last = next(iter(routine_workouts(history, name, request.profile or "", limit=1)), None)
    is_recent = last is not None and datetime.now(UTC) - last.started_at < _RECENT
    if last is None or not is_recent or not steps_left(steps, last):
        raise NothingToContinue(
            f"No workout of the routine {name} was broken off in the last {_RECENT.seconds // 3600} hours.",
            hint=f"'coach routine start {name}' begins a new one.",
        )
    return last


def _write_targets(name: str, routine: Routine, following: Sequence[RoutineExercise]) -> None:
    """Write new targets to the file of a routine, which keeps everything else.

    Raises:
        RoutineUnwritable: It can't be written.
    """
    if list(following) == list(routine.exercises):
        print("No target was met twice in a row yet: the targets stay.")
        return
    path = routine_path(name)
    content = read_file(path)
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    text = text_with_targets(content.decode("utf-8-sig"), routine.exercises, following)
    write_routine(path, mark + text.encode())
    print(f"The next targets are written to {path}")


def write_routine(path: Path, content: bytes) -> None:
    """Write the file of a routine.

    Raises:
        RoutineUnwritable: It can't be written.
    """
    try:
        write_atomically(path, content)
    except OSError as error:
        raise RoutineUnwritable(path, error.strerror or str(error)) from error
