"""``coach routine``: workouts of several exercises."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

import typer

from coach.atomic_file import write_atomically
from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.analysis.person import height_m, units_of
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.completion import exercise_names
from coach.cli.live.live_session import LiveSession, run_step
from coach.cli.runs.typed_values import landmarker_options, model_choice, picture_options, standards
from coach.errors import InvalidRoutine, NothingToContinue, UnknownRoutine
from coach.quantities import WeightUnit, weight_text
from coach.regular_file import path_exists
from coach.resources import database_exists, database_file
from coach.settings import Settings, read_settings
from coach.store.history import open_history
from coach.store.planning.active_profile import active_profile
from coach.store.planning.routine_history import is_due, routine_workouts, steps_left
from coach.store.records import WorkoutRecord
from coach.terminal_text import json_line
from coach.ui.formatting import plural, seconds
from coach.vision.address_kind import completed_source
from coach.vision.source_kind import PERFORMER
from coach.workout.routine import (
    Routine,
    RoutineExercise,
    read_routine,
    routine_names,
    routine_path,
    routine_text,
    with_next_target,
)

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="Make and start workouts of several exercises."
)

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="The routine: lowercase letters, digits and hyphens.")
]
_RECENT = timedelta(hours=6)


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
    for name in names:
        try:
            routine = read_routine(name)
        except InvalidRoutine as error:
            print(f"{name}: {error}", file=sys.stderr)
            continue
        if as_json:
            print(json_line({"format": 1, "name": name, **routine.model_dump(exclude={"format"})}))
        else:
            print(f"{name}: {', '.join(_step_text(each, 'kg') for each in routine.exercises)}")


@app.command()
def new(
    name: Name,
    exercises: Annotated[
        list[str],
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Add this exercise; type it once for each.",
        ),
    ],
    sets: Annotated[int, typer.Option("--sets", min=1, max=20, help="Sets of each exercise.")] = 3,
    reps: Annotated[int, typer.Option("--reps", min=1, max=1000, help="Reps in each set.")] = 10,
    hold: Annotated[int, typer.Option("--hold", min=1, max=3600, help="Seconds in each hold.")] = 30,
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
    steps = []
    for each in map(load_exercise, exercises):
        held = each.hold is not None
        steps.append(
            RoutineExercise(
                exercise=each.name,
                sets=sets,
                rest_s=rest,
                reps=None if held else reps,
                hold_s=hold if held else None,
            )
        )
    write_atomically(path, routine_text("", steps).encode())
    print(f"Created {path}")
    print(f"Edit it with 'coach routine edit {name}', start it with 'coach routine start {name}'.")


@app.command()
def show(
    name: Name,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> None:
    """Show a routine, and what is proposed next."""
    routine = _checked(name)
    if as_json:
        print(json_line({"format": 1, "name": name, **routine.model_dump(exclude={"format"})}))
        return
    print(routine.title or name)
    for line in _lines(name, routine, active_profile(), units_of(read_settings())):
        print(line)


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

    Each set begins when you are in the start position. q ends the routine; --continue goes on later.
    """
    routine, settings = _checked(name), read_settings()
    person = profile or active_profile()
    if progress:
        routine = _with_progress(name, routine, person)
    before = _broken_off(name, routine, person, source) if resume else None
    steps = list(routine.exercises) if before is None else steps_left(routine, before)
    for line in _lines(name, routine, person, units_of(settings, person)):
        print(line)
    preferred = settings.source if source is None else source
    session = LiveSession(
        source=None if preferred is None else completed_source(preferred),
        spoken=voice or settings.voice,
        flash=settings.flash,
        picture=settings.picture,
        events=None,
        resume=False,
        settings=settings,
    )
    request = _request(name, session, settings, person, model, rotate, mirror)
    return _train(name, steps, session, request, None if before is None else before.id)


def _train(
    name: str,
    steps: list[RoutineExercise],
    session: LiveSession,
    request: AnalysisRequest,
    workout_id: int | None,
) -> int:
    """Train exercise by exercise; the exit code."""
    for place, step in enumerate(steps):
        print(f"\nNow: {_step_text(step, request.units)}.")
        exercise = load_exercise(step.exercise)
        analysis = run_step(
            session,
            replace(
                request,
                exercise=exercise,
                weight_kg=step.weight_kg,
                plan=replace(step.plan, waits=request.plan.waits, steps_out=request.plan.steps_out),
                standards=standards(exercise, None, session.settings),
            ),
            workout_id,
        )
        workout_id = analysis.workout_id or workout_id
        is_done = sum(not each.is_empty for each in analysis.summary.sets) >= step.sets
        if analysis.exit_code or not is_done:
            if place + 1 < len(steps) or not is_done:
                print(
                    f"The routine is not finished: 'coach routine start {name} --continue' goes on with it."
                )
            return analysis.exit_code
    print(f"\nThe routine {name} is done.")
    return 0


def _request(
    name: str,
    session: LiveSession,
    settings: Settings,
    person: str,
    model: str | None,
    rotate: options.Rotate,
    mirror: options.Mirror,
) -> AnalysisRequest:
    grade, model_path = model_choice(model)
    hands_free = settings.hands_free
    is_demo = session.source == PERFORMER
    return AnalysisRequest(
        exercise=None,
        kind="demo" if is_demo else "live",
        grade=grade,
        model_path=model_path,
        landmarker=landmarker_options(),
        profile=person,
        units=units_of(settings, person),
        height_m=height_m(settings, person),
        keep_recording=settings.recordings,
        as_training=True,
        database=database_file("demo") if is_demo else None,
        routine=name,
        plan=replace(
            RoutineExercise(exercise="any", reps=1).plan,
            waits=hands_free.waits,
            steps_out=hands_free.steps_out,
        ),
        picture=picture_options(
            session.source, settings, rotate=rotate, mirror=mirror, person=None, speed=None
        ),
    )


def _checked(name: str) -> Routine:
    """A routine whose exercises are known, by their canonical names."""
    routine = read_routine(name)
    steps, errors = [], []
    for place, step in enumerate(routine.exercises, start=1):
        exercise = load_exercise(step.exercise)
        held = exercise.hold is not None
        if held != (step.hold_s is not None):
            needs = "is held: give hold_s" if held else "is counted in reps: give reps"
            errors.append(f"exercises, entry {place}: {exercise.name} {needs}")
        steps.append(step.model_copy(update={"exercise": exercise.name}))
    if errors:
        raise InvalidRoutine(routine_path(name), errors)
    return routine.model_copy(update={"exercises": tuple(steps)})


def _broken_off(name: str, routine: Routine, person: str, source: str | None) -> WorkoutRecord:
    """The last workout of a routine, if it is recent and lacks something.

    Raises:
        NothingToContinue: There is none.
    """
    with open_history(database_file("demo") if source == PERFORMER else None) as history:
        last = next(iter(routine_workouts(history, name, person, limit=1)), None)
    is_recent = last is not None and datetime.now(UTC) - last.started_at < _RECENT
    if last is None or not is_recent or not steps_left(routine, last):
        raise NothingToContinue(
            f"No workout of the routine {name} was broken off in the last {_RECENT.seconds // 3600} hours.",
            hint=f"'coach routine start {name}' begins a new one.",
        )
    return last


def _with_progress(name: str, routine: Routine, person: str) -> Routine:
    """The routine with the targets that are due, which are written to its file."""
    with open_history() as history:
        done = routine_workouts(history, name, person)
    steps = [with_next_target(each) if is_due(each, done) else each for each in routine.exercises]
    if steps == list(routine.exercises):
        return routine
    path = routine_path(name)
    write_atomically(path, routine_text(routine.title, steps).encode())
    print(f"The next targets are written to {path}")
    return routine.model_copy(update={"exercises": tuple(steps)})


def _lines(name: str, routine: Routine, person: str, units: WeightUnit) -> list[str]:
    """Each exercise, and what is proposed once its target was met twice."""
    done: list[WorkoutRecord] = []
    if database_exists(database_file()):
        with open_history() as history:
            done = routine_workouts(history, name, person)
    lines = []
    for place, step in enumerate(routine.exercises, start=1):
        line = f"{place}. {_step_text(step, units)}"
        following = with_next_target(step)
        if is_due(step, done) and following != step:
            line += f" - met twice; next: {_step_text(following, units)} (--progress)"
        lines.append(line)
    return lines


def _step_text(step: RoutineExercise, units: WeightUnit) -> str:
    """An exercise of a routine, such as '3 x 10 squats with 20 kg'."""
    target = (
        f"{step.sets} x {step.reps} {plural(step.exercise, 2)}"
        if step.reps is not None
        else f"{step.sets} x {seconds(step.hold_s or 0)} {step.exercise}"
    )
    load = "" if step.weight_kg is None else f" with {weight_text(step.weight_kg, units=units)}"
    return f"{target}{load}"
