"""``coach exercises teach``: a new exercise from a few repetitions."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.exercise_player import show_movement
from coach.cli.exercises import typed_view
from coach.cli.progress import spinner
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.teaching.taught_file import check_name, save_exercise
from coach.cli.teaching.taught_source import read_lesson
from coach.cli.teaching.taught_text import lesson_json, lesson_text
from coach.cli.viewing.viewed_source import ViewedSource
from coach.performer.exercise_check import ExerciseCheck, play
from coach.settings import read_settings
from coach.teaching.teacher import TaughtExercise
from coach.teaching.teacher import teach as teach_exercise
from coach.terminal_text import json_line

_INTERRUPTED = 130
_FEWEST_REPS, _MOST_REPS = 3, 50
_LONGEST_S = 600.0
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def teach(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name of the new exercise, such as cuban-press.")
    ],
    source: Annotated[
        str | None,
        typer.Argument(metavar="FILM", help="A film or a recording (npz); with --live, a camera."),
    ] = None,
    reps: Annotated[
        int | None,
        typer.Option(
            "--reps",
            min=_FEWEST_REPS,
            max=_MOST_REPS,
            metavar="N",
            show_default="found in the film",
            help="How many repetitions it shows; 5 are best.",
        ),
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Record the repetitions with a camera first.")] = False,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds",
            metavar="TIME",
            parser=options.duration(1, _LONGEST_S),
            help="With --live, stop after this time, such as 30; else Ctrl-C stops.",
        ),
    ] = None,
    view: Annotated[
        str | None,
        typer.Option(
            "--view",
            metavar="VIEW",
            show_default="found in the film",
            help="The view of the camera: front, oblique, side or rear.",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Save it without playing it and asking.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an exercise of this name.")] = False,
    model: options.Model = None,
    rotate: options.Rotate = None,
    mirror: options.Mirror = None,
    person: options.Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON instead.")] = False,
) -> int:
    """Teach an exercise from a film of a few repetitions.

    Rest in the start position, do the repetitions all alike, and rest again. coach finds them, and from them
    the joints that move, the key poses, the range, the tempo and the view. A position that is held for at
    least four seconds becomes a hold.

    The file must count the film itself, also if it is taught without one of its repetitions. A rendered
    athlete plays it, and you confirm. It is saved in your exercises folder, where you can edit it.
    """
    named = _exercise_name(name)
    seen_from = typed_view(view)
    typed = _source(source, is_live=live)
    if not yes and (as_json or not (sys.stdin.isatty() and sys.stdout.isatty())):
        raise typer.BadParameter("coach can't ask you here: add --yes to save without asking.")
    path = check_name(named, force=force)
    viewed = ViewedSource(
        typed, model=model, options=landmarker_options(), rotate=rotate, mirror=mirror, person=person
    )
    if live != viewed.is_live:
        wrong = "a film needs no --live." if live else "a camera needs --live."
        raise typer.BadParameter(wrong, param_hint="FILM")
    try:
        sightings = read_lesson(viewed, seconds, silent=as_json)
        with spinner("Teaching", silent=as_json):
            taught = teach_exercise(named, viewed.name, sightings, reps=reps, view=seen_from)
            played = list(play(taught.exercise))
    except KeyboardInterrupt:
        return _INTERRUPTED
    return _finish(taught, played, path, yes=yes, as_json=as_json)


def _finish(
    taught: TaughtExercise, played: list[ExerciseCheck], path: Path, *, yes: bool, as_json: bool
) -> int:
    """Show what was taught, ask, and save it."""
    if not as_json:
        print(lesson_text(taught, played))
    if not yes:
        code = show_movement(taught.exercise, None, still=False)
        if code:
            return code
        typer.confirm(f"Save it as {path}?", default=True, abort=True)
    save_exercise(path, taught.text)
    if as_json:
        print(json_line(lesson_json(taught, played, path)))
    else:
        name = taught.exercise.name
        print(f"Saved as {path}")
        print(
            f"Count it: coach start {name}, or coach analyze FILM -e {name}. Always name it: coach recognises"
            " it only after 'coach train' with clips of it."
        )
    return 0


def _exercise_name(typed: str) -> str:
    """The name as exercise files spell it.

    Raises:
        typer.BadParameter: It can't be a name.
    """
    name = "-".join(re.split(r"[\s_-]+", typed.strip().lower()))
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise typer.BadParameter(
            f"'{typed}' can't be a name: use letters from a to z, digits and hyphens.", param_hint="NAME"
        )
    return name


def _source(typed: str | None, *, is_live: bool) -> str:
    """The film, or the camera of the settings.

    Raises:
        typer.BadParameter: There is no film.
    """
    if typed is not None:
        return typed
    if not is_live:
        raise typer.BadParameter(
            "name a film of the repetitions, or record them with --live.", param_hint="FILM"
        )
    return read_settings().source or "0"
