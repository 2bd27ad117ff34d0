"""``coach exercises``: lists and shows exercises, and checks exercise files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, ClassVar, get_args

import typer

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.library import Faulty, all_exercises, clashes, load_exercise, read_exercise
from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.lazy_commands import LazyCommand, LazyGroup
from coach.cli.usage_errors import warn_of_faulty
from coach.learning.active_model import classes_in_use
from coach.resources import user_exercises
from coach.terminal_text import json_line
from coach.ui.exercise import exercise_page
from coach.ui.formatting import either
from coach.ui.theme import ASIDE, open_table, screen


class _Exercises(LazyGroup):
    table: ClassVar = {
        "show": LazyCommand(
            __name__, "show", "Show an exercise: muscles, what counts as a rep, and how it moves."
        ),
        "check": LazyCommand(__name__, "check", "Check an exercise file: list its errors, then play it."),
        "teach": LazyCommand(
            "coach.cli.teaching.teach", "teach", "Teach an exercise from a film of a few repetitions."
        ),
    }


app = typer.Typer(cls=_Exercises, rich_markup_mode=None)
_ALIASES = 2
"""Other names per exercise in the table, where there is room; ``--json`` has them all."""
_ROOM_FOR_ALIASES = 110


@app.callback(invoke_without_command=True)
def exercises(
    context: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per exercise instead.")
    ] = False,
) -> None:
    """List the exercises, show one in motion, teach one, or check your own file."""
    if context.invoked_subcommand is not None:
        return

    faulty: list[Faulty] = []
    known = list(all_exercises(faulty.append).values())
    recognised = classes_in_use()
    if as_json:
        for each in known:
            print(json_line({**_summary_json(each), "recognised": _is_recognised(each, recognised)}))
        for facts in map(_faulty_json, faulty):
            print(json_line(facts))
    else:
        _show(known, faulty, recognised)


@app.command()
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Show this exercise (see 'coach exercises').",
        ),
    ],
    view: Annotated[
        str | None,
        typer.Option("--view", metavar="VIEW", help="Show it from the front, oblique, side or rear."),
    ] = None,
    still: Annotated[bool, typer.Option("--still", help="Show stills instead of motion.")] = False,
    gif: Annotated[
        Path | None, typer.Option("--gif", metavar="FILE", help="Also save the movement as a GIF.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as one line of JSON instead.")
    ] = False,
) -> int:
    """Show an exercise: muscles, what counts as a rep, and how it moves.

    Each rule comes with its reason. In a terminal, a rendered athlete performs it until you press a key.
    """
    from coach.cli.exercise_player import save_movement, show_movement  # rendering is slow to load

    seen_from = typed_view(view)
    exercise = load_exercise(name, warn_of_faulty)
    if gif is not None:
        save_movement(exercise, seen_from, gif, silent=as_json)
    if as_json:
        print(json_line(_full_json(exercise)))
        return 0
    screen().print(exercise_page(exercise))
    if gif is not None:
        print(f"\nSaved the movement as {gif}")
    return show_movement(exercise, seen_from, still=still)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Check this exercise file (.toml).")],
    quick: Annotated[
        bool, typer.Option("--quick", help="Skip the pose model and use the true landmarks; much faster.")
    ] = False,
    no_play: Annotated[bool, typer.Option("--no-play", help="Only read the file; don't play it.")] = False,
    model: options.Model = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as one line of JSON instead.")
    ] = False,
) -> None:
    """Check an exercise file: list its errors, then play it.

    A rendered athlete performs five clean reps, two partial ones and each fault that the file can act,
    from every view in the file. coach counts and judges them through the pose model, by the file's own rules.
    If the result differs from what was performed, the file contradicts itself.
    """
    from coach.cli.exercise_check import play_file

    exercise = read_exercise(file)
    if not as_json:
        kind = "held and timed" if exercise.hold else "counted in reps"
        print(f"{file.name} has no errors: '{exercise.title}', {kind}.")
        print("".join(f"{clash}\n" for clash in clashes(exercise, file)), end="", flush=True)
    played = None if no_play else play_file(exercise, None if quick else model, as_json=as_json)
    if as_json:
        print(json_line({**_summary_json(exercise), **({} if played is None else played.json_values)}))
    if played is not None:
        played.raise_contradictions(file)


def typed_view(typed: str | None) -> View | None:
    """Check a typed view.

    Raises:
        typer.BadParameter: There is no such view.
    """
    views: tuple[View, ...] = get_args(View)
    for each in views:
        if each == typed:
            return each
    if typed is None:
        return None
    raise typer.BadParameter(f"choose one of {', '.join(views)}, not '{typed}'.", param_hint="--view")


def _is_recognised(exercise: Exercise, recognised: frozenset[str] | None) -> bool | None:
    """Whether the model in use has this class; None if its classes are unknown."""
    return None if recognised is None else exercise.name in recognised


def _summary_json(exercise: Exercise) -> dict[str, Any]:
    return {
        "name": exercise.name,
        "title": exercise.title,
        "aliases": exercise.aliases,
        "muscles": exercise.muscles,
        "views": exercise.camera.views,
        "camera": exercise.camera.advice,
        "counts": "seconds" if exercise.hold else "reps",
    }


def _full_json(exercise: Exercise) -> dict[str, Any]:
    """Everything in an exercise file."""
    content = exercise.model_dump(mode="json", exclude={"format", "camera"}, exclude_none=True)
    return {**_summary_json(exercise), **content}


def _faulty_json(faulty: Faulty) -> dict[str, Any]:
    return {
        "name": faulty.name,
        "file": str(faulty.path),
        "error": str(faulty.error),
        "hint": faulty.error.hint,
    }


def _show(known: list[Exercise], faulty: list[Faulty], recognised: frozenset[str] | None) -> None:
    console = screen()
    table = open_table(console.options)
    table.add_column("exercise", no_wrap=True)
    roomy = console.width >= _ROOM_FOR_ALIASES
    for heading in ("muscles", "view", *(["also called"] if roomy else [])):
        table.add_column(heading)
    for exercise in known:
        also = [", ".join(exercise.aliases[:_ALIASES])] if roomy else []
        table.add_row(exercise.name, ", ".join(exercise.muscles), either(exercise.camera.views), *also)
    console.print(table)
    for each in faulty:
        console.print(f"\nfaulty: {each.note}", soft_wrap=True)
    console.print("\n'coach exercises show EXERCISE' shows an exercise and what counts as a rep.")
    console.print("'coach analyze FILM -e EXERCISE' counts it; without -e, coach recognises it.")
    console.print("'-e anything' counts whatever repeats, but judges nothing.")
    unknown = [each.name for each in known if _is_recognised(each, recognised) is False]
    if unknown:
        console.print(f"Not recognised, so name them: {', '.join(unknown)}.", soft_wrap=True)
    console.print(f"Put your own exercise files into {user_exercises()}", style=ASIDE, soft_wrap=True)
