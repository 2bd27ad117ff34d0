"""Runs ``coach rescore``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from coach import __version__
from coach.body.recording.recording import Recording, read_recording
from coach.body.stream import SourceFacts
from coach.catalogue.library import all_exercises, load_exercise
from coach.cli.analysis.film_speed import with_slow_motion
from coach.cli.analysis.judge_choice import judge_of
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.history.filters import TypedFilter
from coach.cli.history.opening import database_of, workout_number
from coach.errors import CoachError, NothingToEdit
from coach.judging.events import Fault, SetSummary
from coach.judging.observation import Summary
from coach.rescoring.workout_rescore import SetComparison, WorkoutRescore, rescored_film, rescored_live
from coach.settings import read_settings
from coach.sinks.frame_times import FrameTimes
from coach.store.changes.audit import recorded
from coach.store.database_errors import plain_database_errors
from coach.store.history import open_history
from coach.store.queries import WorkoutFilter
from coach.store.rearranged import is_rearranged
from coach.store.recordings.kept_recordings import KeptRecording, kept_recordings, recordings_folder
from coach.store.recordings.rescored import save_rescored_film, save_rescored_sets
from coach.store.records import WorkoutRecord
from coach.store.schema import WRITES, open_database
from coach.store.settlement import Outcome
from coach.store.writer import Ending, WorkoutFacts
from coach.terminal_text import json_line
from coach.ui.formatting import fault_places, levels_note, local_time
from coach.ui.report import headline

_SOME_FAILED = 3


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The workouts to judge, with their recordings."""

    workouts: Sequence[tuple[WorkoutRecord, Sequence[KeptRecording]]]
    without: Sequence[int]


def run(
    *,
    numbers: Sequence[str],
    typed: TypedFilter,
    yes: bool,
    dry_run: bool,
    demo: bool,
    as_json: bool,
) -> int:
    """Run the command."""
    database = database_of(demo)
    chosen = _chosen(database, numbers, typed.choice())
    if not chosen.workouts:
        what = "None of these workouts has" if chosen.without else "No workout has"
        raise NothingToEdit(
            f"{what} a recording, so it can't be judged again.",
            hint="Analyze the film itself once more. 'coach recordings' lists what is kept.",
        )
    done = [each for each in _judged(database, chosen, as_json=as_json) if each is not None]
    if chosen.without and not as_json:
        print(f"{len(chosen.without)} more without a recording stay as they are.")
    changed = [each for each in done if each.changes]
    if changed and not dry_run and (yes or not as_json):
        _ask_and_save(database, changed, yes=yes, as_json=as_json)
    if not done:
        return 1
    return _SOME_FAILED if len(done) < len(chosen.workouts) else 0


def _judged(database: Path, chosen: _Chosen, *, as_json: bool) -> Iterator[WorkoutRescore | None]:
    """Judge every workout and print what changes; None for one that can't be judged."""
    for workout, kept in chosen.workouts:
        try:
            rescored = _rescored(database, workout, kept)
        except CoachError as error:
            print(f"Workout {workout.id}: {error}", file=sys.stderr)
            yield None
            continue
        if as_json:
            print(json_line(_json(rescored)), flush=True)
        else:
            print(*_lines(rescored), sep="\n", flush=True)
        yield rescored


def _chosen(database: Path, numbers: Sequence[str], choice: WorkoutFilter) -> _Chosen:
    with open_history(database) as history:
        if numbers:
            workouts = [history.workout(workout_number(each)) for each in numbers]
        else:
            workouts = list(history.records(choice))
    with open_database(database) as engine, plain_database_errors(database), engine.connect() as connection:
        kept = kept_recordings(connection, [each.id for each in workouts])
    of: dict[int, list[KeptRecording]] = {}
    for each in kept:
        of.setdefault(each.workout_id, []).append(each)
    done = [each for each in workouts if each.state != "running"]
    return _Chosen(
        [(each, of[each.id]) for each in done if each.id in of],
        [each.id for each in workouts if each.id not in of],
    )


def _rescored(database: Path, workout: WorkoutRecord, kept: Sequence[KeptRecording]) -> WorkoutRescore:
    """Judge a workout again.

    Raises:
        CoachError: Its recording can't be read, or its exercise is unknown by now.
    """
    folder = recordings_folder(database)
    recordings = [(read_recording(folder / each.file_name), each.offset_s) for each in kept]
    standards = read_settings().standards
    is_film = workout.kind == "film" and workout.film_sha256 is not None
    is_whole = len(recordings) == 1 and not recordings[0][1] and not _is_rearranged(database, workout.id)
    if not (is_film and is_whole):
        return rescored_live(workout, recordings, standards)
    recording = recordings[0][0]
    request = AnalysisRequest(
        exercise=load_exercise(workout.exercise) if workout.exercise else None,
        kind=workout.kind,
        range_used=workout.range_used,
        standards=standards,
    )
    return rescored_film(
        workout, recording, judge_of(request), lambda summary: with_slow_motion(summary, recording.notes)
    )


def _is_rearranged(database: Path, workout_id: int) -> bool:
    """Whether the workout is not its whole film: its sets were merged or split."""
    with open_database(database) as engine, plain_database_errors(database), engine.connect() as connection:
        return is_rearranged(connection, workout_id)


def _ask_and_save(database: Path, changed: Sequence[WorkoutRescore], *, yes: bool, as_json: bool) -> None:
    what = "this workout" if len(changed) == 1 else f"these {len(changed)} workouts"
    if not yes:
        if not sys.stdin.isatty():
            print(f"Nothing was saved. Add --yes to save the changes of {what}.")
            return
        typer.confirm(f"Save the changes of {what}?", abort=True)
    hashes = {name: each.sha256 for name, each in all_exercises().items()}
    for each in changed:
        _save(database, each, hashes)
    if not as_json:
        print(f"Saved the changes of {what}. 'coach history undo' takes the last one back.")


def _save(database: Path, rescored: WorkoutRescore, hashes: Mapping[str, str]) -> None:
    workout = rescored.workout
    with (
        open_database(database) as engine,
        plain_database_errors(database),
        engine.execution_options(**WRITES).begin() as connection,
        recorded(connection, f"Rescored workout {workout.id}", [workout.id]),
    ):
        if rescored.summary is None or rescored.recording is None:
            facts = _facts(workout, None, hashes)
            save_rescored_sets(connection, workout, facts, _saved_sets(rescored), hashes)
        else:
            facts = _facts(workout, rescored.recording, hashes)
            save_rescored_film(connection, facts, _outcome(rescored.summary, rescored))


def _saved_sets(rescored: WorkoutRescore) -> list[SetSummary]:
    """The sets of a live workout as they are saved: the user's corrections still hold."""
    return [each.after for each in rescored.comparisons if each.after is not None]


def _facts(workout: WorkoutRecord, recording: Recording | None, hashes: Mapping[str, str]) -> WorkoutFacts:
    source = recording.facts if recording is not None else _camera(workout)
    return WorkoutFacts(
        kind=workout.kind,
        source=replace(source, name=workout.film_name or source.name, recorded_at=workout.film_date),
        exercise=workout.exercise,
        exercise_hashes=hashes,
        coach_version=__version__,
        profile=workout.profile,
        as_training=workout.as_training,
        range_used=workout.range_used,
    )


def _camera(workout: WorkoutRecord) -> SourceFacts:
    """The source of a live workout; what is saved of it stays."""
    return SourceFacts("camera", workout.film_name or "camera", (1, 1))


def _outcome(summary: Summary, rescored: WorkoutRescore) -> Outcome:
    workout, recording = rescored.workout, rescored.recording
    assert recording is not None, "only films have an outcome"
    times = FrameTimes()
    for each in recording.times.tolist():
        times.add(each)
    rates = ((each.number, times.rate(each.start_s, each.end_s)) for each in summary.sets)
    return Outcome(
        sets=summary.sets,
        ending=Ending(
            "interrupted" if workout.state == "interrupted" else "finished",
            summary.frames,
            summary.frames_with_pose,
            summary.view,
            summary.tilt_deg,
            recording.notes,
        ),
        segments=summary.segments or (),
        frame_rates={number: rate for number, rate in rates if rate is not None},
        between_sets=summary.between_sets,
    )


def _lines(rescored: WorkoutRescore) -> Iterator[str]:
    """What changes in a workout, a line per set."""
    workout = rescored.workout
    title = f"Workout {workout.id}, {local_time(workout.trained_at)}"
    if not rescored.changes:
        yield f"{title}: no change."
    else:
        yield f"{title}:"
        yield from (f"  {_change_text(each)}" for each in rescored.changes)
    yield from (f"  {each}" for each in rescored.skipped)


def _change_text(change: SetComparison) -> str:
    if change.before is None or change.after is None:
        missing = "is new" if change.before is None else "is gone"
        return f"{_set_text(change.before or change.after)} {missing}."
    before, after = _set_text(change.before), _set_text(change.after)
    if before != after:
        return f"{before} -> {after}."
    return f"{before}: the range of some reps differs."


def _set_text(each: SetSummary | None) -> str:
    assert each is not None, "one of the two is there"
    parts = (
        headline(each.exercise, each.full, each.partial, each.hold_s),
        levels_note(each),
        "; ".join(_faults(each.faults)),
    )
    return ", ".join(filter(None, parts))


def _faults(faults: Sequence[Fault]) -> Iterator[str]:
    for title in dict.fromkeys(each.title for each in faults):
        yield f"{title} {fault_places([each for each in faults if each.title == title])}"


def _json(rescored: WorkoutRescore) -> dict[str, object]:
    return {
        "format": 1,
        "workout": rescored.workout.id,
        "changed": bool(rescored.changes),
        "changes": [
            {"before": _set_json(each.before), "after": _set_json(each.after)} for each in rescored.changes
        ],
        "skipped": list(rescored.skipped),
    }


def _set_json(each: SetSummary | None) -> dict[str, object] | None:
    if each is None:
        return None
    return {
        "exercise": each.exercise,
        "full": each.full,
        "partial": each.partial,
        "hold_s": each.hold_s,
        "faults": [{"name": fault.name, "rep": fault.rep} for fault in each.faults],
    }
