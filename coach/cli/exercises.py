"""``coach exercises``: what can be counted, and whether an exercise file of one's own is sound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from coach.catalogue.definition import Exercise
    from coach.catalogue.library import Faulty

app = typer.Typer(rich_markup_mode=None)
_ALIASES = 2
"""So many other names stand in the table where there is room; ``--json`` has them all."""
_ROOM_FOR_ALIASES = 110


@app.callback(invoke_without_command=True)
def exercises(
    context: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON for each, and nothing else.")
    ] = False,
) -> None:
    """List the exercises, or check a file of your own."""
    if context.invoked_subcommand is not None:
        return
    from coach.catalogue.library import all_exercises

    faulty: list[Faulty] = []
    known = list(all_exercises(faulty.append).values())
    if as_json:
        for facts in (*map(_facts, known), *map(_faulty_facts, faulty)):
            print(json.dumps(facts, ensure_ascii=False))
    else:
        _show(known, faulty)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The exercise file, a .toml.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the exercise as one line of JSON.")] = False,
) -> None:
    """Read an exercise file and list everything that is wrong with it."""
    from coach.catalogue.library import clashes, read_exercise

    exercise = read_exercise(file)
    if as_json:
        print(json.dumps(_facts(exercise), ensure_ascii=False))
    else:
        way = "held and timed" if exercise.hold else "counted"
        print(f"{file.name} is sound: «{exercise.title}», {way}.")
        print("".join(f"{clash}\n" for clash in clashes(exercise, file)), end="")


def _facts(exercise: Exercise) -> dict[str, Any]:
    return {
        "name": exercise.name,
        "title": exercise.title,
        "aliases": exercise.aliases,
        "muscles": exercise.muscles,
        "views": exercise.camera.views,
        "camera": exercise.camera.advice,
        "counts": "seconds" if exercise.hold else "reps",
    }


def _faulty_facts(faulty: Faulty) -> dict[str, Any]:
    return {
        "name": faulty.name,
        "file": str(faulty.path),
        "error": str(faulty.error),
        "hint": faulty.error.hint,
    }


def _show(known: list[Exercise], faulty: list[Faulty]) -> None:
    from coach.resources import user_exercises
    from coach.ui.theme import ASIDE, open_table, screen
    from coach.ui.words import either

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
        console.print(f"\nfaulty: {each.note}", soft_wrap=True, markup=False, highlight=False)
    console.print(
        "\n«coach analyze FILM --exercise NAME» counts one of them in a film of yours.", markup=False
    )
    console.print(f"Your own go into {user_exercises()}", style=ASIDE, soft_wrap=True, markup=False)
