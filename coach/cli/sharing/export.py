"""``coach export``: the history in files for other machines and programs."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import IO, Annotated

import typer

from coach.body.recording.recording import read_recording
from coach.cli.history.filters import Exercise, Profile, Routine, ShownKind, Since, TypedFilter, Until
from coach.cli.history.opening import Demo, open_records, warn_of_unreadable, workout_number
from coach.errors import NothingToExport
from coach.export.angle_csv import export_angles
from coach.export.garmin import export_fit, write_fit
from coach.export.history_csv import TABLES, TableName, export_csv, export_table
from coach.export.history_json import export_json
from coach.export.motion.landmark_csv import export_recorded_landmarks
from coach.export.motion.marker_files import export_c3d, export_trc
from coach.store.history import History
from coach.store.queries import WorkoutFilter
from coach.store.recordings.kept_recordings import kept_recordings, recordings_folder

_FORMATS = ("json", "csv", "fit")
_STANDARD_OUTPUT = Path("-")


def export(
    output: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE|FOLDER",
            help="Write here; '-' prints it. By default coach-history.json, or a folder for several files.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write everything as one JSON file, for 'coach import'.")
    ] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Write tables of workouts, sets and reps for a spreadsheet.")
    ] = False,
    as_fit: Annotated[
        bool,
        typer.Option("--fit", help="Write a FIT activity for each workout."),
    ] = False,
    table: Annotated[
        TableName | None,
        typer.Option("--table", help="Write only this table, to a CSV file."),
    ] = None,
    recording: Annotated[
        str | None,
        typer.Option(
            "--recording",
            metavar="ID|FILE",
            help="Write the joint angles of each frame of this workout's recording, or of a file, as CSV; to"
            " a file ending in .trc or .c3d, the markers for OpenSim or a motion laboratory.",
        ),
    ] = None,
    landmarks: Annotated[
        bool, typer.Option("--landmarks", help="With --recording, write the landmarks instead of the angles.")
    ] = False,
    workout: Annotated[
        str | None, typer.Option("--workout", metavar="ID", help="Include only this workout, or 'last'.")
    ] = None,
    since: Since = None,
    until: Until = None,
    exercise: Exercise = None,
    profile: Profile = None,
    kind: ShownKind = None,
    routine: Routine = None,
    demo: Demo = False,
) -> None:
    """Write your history: JSON for another machine, CSV for a spreadsheet, FIT for a sports watch's program.

    The JSON holds everything that is stored but the recordings; 'coach import' merges it elsewhere. Weights
    are in kilograms.
    """
    if landmarks and recording is None:
        raise typer.BadParameter("name a recording with --recording.", param_hint="--landmarks")
    chosen = [name for name, wanted in zip(_FORMATS, (as_json, as_csv, as_fit), strict=True) if wanted]
    if len(chosen) > 1:
        raise typer.BadParameter(f"choose one format, not --{chosen[0]} and --{chosen[1]}.")
    if output is not None and output.suffix.lower() in (".html", ".htm"):
        raise typer.BadParameter("'coach report --html FILE' writes a page.")
    typed = TypedFilter(
        exercise=exercise, profile=profile, kind=kind, since=since, until=until, routine=routine
    )
    choice = typed.choice()
    with open_records(demo) as history:
        if workout is not None:
            choice = replace(choice, number=history.workout(workout_number(workout)).id, unbegun=True)
        if recording is not None:
            print_to = _export_recording(history, recording, output, landmarks=landmarks)
        elif table is not None:
            print_to = _export_table(history, table, output, choice)
        else:
            print_to = _export(history, chosen[0] if chosen else _format_of(output), output, choice)
    print(print_to, file=sys.stderr if output == _STANDARD_OUTPUT else sys.stdout)
    warn_of_unreadable(history)


def _format_of(output: Path | None) -> str:
    """The format that a file's name asks for; JSON by default."""
    suffix = "" if output is None else output.suffix.lower().lstrip(".")
    return suffix if suffix in _FORMATS else "json"


def _export(history: History, form: str, output: Path | None, choice: WorkoutFilter) -> str:
    """Write the workouts in a format; a line that says what was written."""
    if form == "fit":
        return _export_fit(history, output, choice)
    if form == "json":
        path = output or Path("coach-history.json")
        return _told(export_json(history, _target(path), choice), path)
    folder = output or Path("coach-history")
    if folder == _STANDARD_OUTPUT or folder.suffix.lower() == ".csv":
        return _export_table(history, "sets", folder, choice)
    return (
        f"{_told(export_csv(history, folder, choice), folder)}: {', '.join(f'{each}.csv' for each in TABLES)}"
    )


def _export_table(history: History, table: TableName, output: Path | None, choice: WorkoutFilter) -> str:
    path = output or Path(f"{table}.csv")
    return _told(export_table(history, _target(path), table, choice), path)


def _export_fit(history: History, output: Path | None, choice: WorkoutFilter) -> str:
    if output == _STANDARD_OUTPUT:
        raise typer.BadParameter("FIT files are not text: name a folder.")
    place = output or Path("coach-history-fit")
    if place.suffix.lower() != ".fit":
        return _told(len(export_fit(history, place, choice)), place)
    workouts = list(history.records(choice))
    if len(workouts) != 1:
        raise typer.BadParameter("a FIT file holds one workout: choose it with --workout, or name a folder.")
    write_fit(workouts[0], place)
    return _told(1, place)


def _export_recording(history: History, typed: str, output: Path | None, *, landmarks: bool) -> str:
    """Write the angles, landmarks or markers of a workout's recording, or of a recording file."""
    file = Path(typed) if typed.endswith(".npz") else _recording_of(history, typed)
    path = output or Path(f"{file.stem}-{'landmarks' if landmarks else 'angles'}.csv")
    recording, form = read_recording(file), path.suffix.lower()
    if form == ".c3d":
        frames = export_c3d(recording, path)
    elif form == ".trc":
        frames = export_trc(recording, _target(path))
    else:
        frames = (export_recorded_landmarks if landmarks else export_angles)(recording, _target(path))
    return f"Wrote {frames} frames to {'standard output' if path == _STANDARD_OUTPUT else path}"


def _recording_of(history: History, typed: str) -> Path:
    workout = history.workout(workout_number(typed))
    assert history.connection is not None
    for each in reversed(kept_recordings(history.connection, [workout.id])):
        return recordings_folder(history.path) / each.file_name
    raise NothingToExport(
        f"Workout {workout.id} has no recording.", hint="'coach recordings' lists those that have one."
    )


def _target(path: Path) -> Path | IO[str]:
    return sys.stdout if path == _STANDARD_OUTPUT else path


def _told(number: int, path: Path) -> str:
    workouts = "1 workout" if number == 1 else f"{number} workouts"
    return f"Wrote {workouts} to {'standard output' if path == _STANDARD_OUTPUT else path}"
