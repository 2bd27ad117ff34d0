"""``coach routine``: workouts of several exercises."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import replace
from typing import Annotated, Literal

import typer

from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.analysis.person import units_of
from coach.cli.completion import exercise_names
from coach.cli.live.live_session import LiveSession
from coach.cli.planning.routine_reading import (
    checked_routine,
    proposal_notice,
    proposed,
    routine_lines,
    step_text,
)
from coach.cli.planning.routine_session import routine_request, train_routine, write_routine
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.runs.typed_values import model_choice, picture_options
from coach.errors import InvalidRoutine, UnknownRoutine
from coach.regular_file import path_exists
from coach.settings import read_settings
from coach.store.planning.active_profile import active_profile
from coach.terminal_text import json_line
from coach.vision.address_kind import completed_source
from coach.workout.routine import (
    LONGEST_HOLD_S,
    MOST_REPS,
    Routine,
    RoutineExercise,
    routine_names,
    routine_path,
)
from coach.workout.routine_file import EXAMPLE, EXAMPLE_TITLE, routine_text

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="Make and start workouts of several exercises."
)

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="The routine: lowercase letters, digits and hyphens.")
]


@app.command("list")
def list_routines(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per routine instead.")
    ] = False,
) -> None:
    """List your routines."""
    names = routine_names()
    if not names and not as_json:
        print("There are no routines yet. 'coach routine new monday -e squat -e push-up' makes one.")
    units = units_of(read_settings())
    for name in names:
        try:
            routine = checked_routine(name)
        except InvalidRoutine as error:
            print(f"{name}: {error}", file=sys.stderr)
            if as_json:
                print(json_line({"format": 1, "name": name, "error": str(error), "hint": error.hint}))
            continue
        if as_json:
            print(json_line(_row(name, routine)))
        else:
            print(f"{name}: {', '.join(step_text(each, units) for each in routine.exercises)}")


@app.command()
def new(
    name: Name,
    exercises: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Add this exercise; type it once for each.",
        ),
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Begin with a workout of the whole body for beginners.")
    ] = False,
    sets: Annotated[int, typer.Option("--sets", min=1, max=20, help="Sets of each exercise.")] = 3,
    reps: Annotated[int, typer.Option("--reps", min=1, max=MOST_REPS, help="Reps in each set.")] = 10,
    hold: Annotated[
        int, typer.Option("--hold", min=1, max=LONGEST_HOLD_S, help="Seconds in each hold.")
    ] = 30,
    rest: Annotated[
        float,
        typer.Option(
            "--rest",
            metavar="TIME",
            parser=options.duration(0, 3600),
            help="Rest between sets: 90, 90s, 1:30.",
        ),
    ] = 90.0,
) -> None:
    """Make a routine, for you to edit."""
    path = routine_path(name)
    if path_exists(path):
        raise typer.BadParameter(f"there is a routine '{name}' already: coach routine edit {name}")
    if example == bool(exercises):
        raise typer.BadParameter("Choose the exercises, such as -e squat -e push-up, or --example.")
    steps = [] if exercises is None else [_entry(each, sets, reps, hold, rest) for each in exercises]
    text = routine_text(EXAMPLE_TITLE, EXAMPLE) if example else routine_text("", steps)
    write_routine(path, text.encode())
    print(f"Created {path}")
    print(f"Edit it with 'coach routine edit {name}', start it with 'coach routine start {name}'.")


def _entry(name: str, sets: int, reps: int, hold: int, rest: float) -> RoutineExercise:
    exercise = load_exercise(name)
    if exercise.hold is not None:
        return RoutineExercise(exercise=exercise.name, sets=sets, rest_s=rest, hold_s=hold)
    return RoutineExercise(exercise=exercise.name, sets=sets, rest_s=rest, reps=reps)


@app.command()
def show(
    name: Name,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> None:
    """Show a routine, and what is proposed next."""
    routine = checked_routine(name)
    following = proposed(name, routine.exercises, active_profile())
    if as_json:
        print(json_line({**_row(name, routine), "next": [each.model_dump() for each in following]}))
        return
    print(routine.title or name)
    print(*routine_lines(routine.exercises, following, units_of(read_settings())), sep="\n")
    if notice := proposal_notice(name, routine.exercises, following):
        print(notice)


def _row(name: str, routine: Routine) -> dict[str, object]:
    return {"format": 1, "name": name, **routine.model_dump(exclude={"format"})}


@app.command()
def edit(name: Name) -> None:
    """Open a routine in your editor ($VISUAL or $EDITOR), and check it."""
    path = routine_path(name)
    if not path_exists(path):
        raise UnknownRoutine(name, routine_names())
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        print(f"Set EDITOR to open it here. The file is {path}")
        return
    subprocess.run([*shlex.split(editor), str(path)], env=dict(os.environ), check=False)
    show(name)


@app.command()
def delete(
    name: Name, yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking.")] = False
) -> None:
    """Delete a routine; its workouts stay."""
    path = routine_path(name)
    if not path_exists(path):
        raise UnknownRoutine(name, routine_names())
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter(
                "coach can't ask you here (no terminal): add --yes to delete without asking."
            )
        typer.confirm(f"Delete the routine {name}?", abort=True)
    path.unlink()
    print(f"Deleted {path}")


@app.command()
def start(
    name: Name,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="CAMERA|ADDRESS|FILM|performer", help="Use this source."),
    ] = None,
    voice: Annotated[
        Literal["all", "cues", "counts", "off"] | None, typer.Option("--voice", help="What to speak.")
    ] = None,
    progress: Annotated[
        bool, typer.Option("--progress", help="Take the proposed next targets, and write them to the file.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--continue", help="Go on with the exercises that the last workout of it lacks.")
    ] = False,
    profile: options.Profile = None,
    model: options.Model = None,
    rotate: options.Rotate = None,
    mirror: options.Mirror = None,
) -> int:
    """Train a routine: one exercise after the other, in one workout.

    Each set begins when you are in the start position. q ends the routine; --continue goes on later. Once
    you met a target in two workouts in a row, the next one is proposed; --progress takes it.
    """
    if progress and resume:
        raise typer.BadParameter("New targets are for a new workout: leave out --progress or --continue.")
    settings = read_settings()
    typed = settings.source if source is None else source
    session = LiveSession(
        source=None if typed is None else completed_source(typed),
        spoken=voice or settings.voice,
        flash=settings.flash,
        picture=settings.picture,
        events=None,
        resume=False,
        settings=settings,
    )
    grade, model_path = model_choice(model)
    picture = picture_options(session.source, settings, rotate=rotate, mirror=mirror, person=None, speed=None)
    request = routine_request(name, session, profile or active_profile())
    return train_routine(
        name,
        session,
        replace(
            request, grade=grade, model_path=model_path, landmarker=landmarker_options(), picture=picture
        ),
        progress=progress,
        resume=resume,
    )
