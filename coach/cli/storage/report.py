"""``coach report``: a page with workouts, to print or to share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated
from xml.etree.ElementTree import Element

import typer

from coach import __version__
from coach.atomic_file import write_atomically
from coach.body.recording.recording import Recording, read_recording
from coach.cli.history.filters import Exercise, Profile, Routine, Since, TypedFilter, Until
from coach.cli.history.opening import Demo, database_of, workout_number
from coach.cli.runs.history_catalogue import review_of
from coach.cli.runs.typed_weights import units_shown
from coach.errors import NothingToEdit, RecordingUnreadable, SourceError, UnknownWorkout
from coach.export.html.body_pictures import BodyPicture, body_figures
from coach.export.html.report_page import Figures, ReportedWorkout, report_page
from coach.regular_file import is_folder, is_regular
from coach.store.database_errors import plain_database_errors
from coach.store.history import History, open_history
from coach.store.queries import WorkoutFilter
from coach.store.recordings.kept_recordings import kept_recordings, recordings_folder
from coach.store.records import WorkoutRecord
from coach.store.schema import open_database
from coach.vision.film.film_file import film_hash

_STANDARD_OUTPUT = Path("-")
_MOST_PICTURED = 20
"""Of many workouts, only these newest get pictures: a page of a year would be too large to open."""


def report(
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the page to this file; '-' prints it."),
    ] = None,
    workout: Annotated[
        str | None, typer.Option("--workout", metavar="ID", help="Report this workout; by default the last.")
    ] = None,
    since: Since = None,
    until: Until = None,
    exercise: Exercise = None,
    profile: Profile = None,
    routine: Routine = None,
    film: Annotated[
        Path | None,
        typer.Option(
            "--film", metavar="FILM|FOLDER", help="Take pictures from this film, or from films in a folder."
        ),
    ] = None,
    demo: Demo = False,
) -> None:
    """Write one workout or several as a page that needs no other file and no network.

    It opens in any browser, prints well, and follows light and dark. Moments worth a look are drawn from the
    recording of the workout, over the picture if you name the film.
    """
    if html is None:
        raise typer.BadParameter("Name the file to write: coach report --html report.html")
    typed = TypedFilter(exercise=exercise, profile=profile, since=since, until=until, routine=routine)
    if workout is not None and typed.narrows:
        raise typer.BadParameter("Choose one workout with --workout, or several with the other options.")
    database = database_of(demo)
    films = {} if film is None else _films(film)
    with open_history(database) as history:
        if typed.narrows:
            chosen = _matching(history, typed.choice())
        else:
            chosen = [history.workout(workout_number(workout or "last"))]
        reported = [
            ReportedWorkout(each, review_of(history, each), _figures(database, each, films))
            if place < _MOST_PICTURED
            else ReportedWorkout(each, review_of(history, each))
            for place, each in enumerate(chosen)
        ]
    page = report_page(reported, units_shown(), made_by=f"coach {__version__}")
    if html == _STANDARD_OUTPUT:
        print(page)
        return
    try:
        write_atomically(html, page.encode("utf-8"))
    except OSError as error:
        raise NothingToEdit(
            f"The page {html} can't be written: {error.strerror or error}.",
            hint="Name a file in a folder that you can write to.",
        ) from error
    print(f"Written to {html}")


def _matching(history: History, choice: WorkoutFilter) -> list[WorkoutRecord]:
    found = list(history.records(choice))
    if not found:
        raise UnknownWorkout(
            "There is no such workout.", hint="'coach history --all' lists every workout with its date."
        )
    return found


def _films(typed: Path) -> dict[str, Path]:
    """The films that were named, by the hash of their content."""
    files: Iterable[Path] = sorted(typed.iterdir()) if is_folder(typed) else [typed]
    if not is_folder(typed) and not is_regular(typed):
        raise typer.BadParameter(f"there is no film at {typed}.", param_hint="--film")
    return {film_hash(each): each for each in files if is_regular(each)}


def _figures(database: Path, workout: WorkoutRecord, films: dict[str, Path]) -> Figures:
    """Draws moments of a workout from its recordings; without any, nothing."""
    recordings = list(_recordings(database, workout))
    film = films.get(workout.film_sha256 or "")

    def draw(pictures: Sequence[BodyPicture]) -> Sequence[Element]:
        try:
            return body_figures(pictures, recordings, film)
        except SourceError as error:
            print(f"No pictures from {film}: {error}", file=sys.stderr)
            return body_figures(pictures, recordings, None)

    return draw


def _recordings(database: Path, workout: WorkoutRecord) -> Iterator[tuple[Recording, float]]:
    with open_database(database) as engine, plain_database_errors(database), engine.connect() as connection:
        kept = kept_recordings(connection, [workout.id])
    for each in kept:
        try:
            yield read_recording(recordings_folder(database) / each.file_name), each.offset_s
        except RecordingUnreadable as error:
            print(f"No pictures of workout {workout.id}: {error}", file=sys.stderr)
