"""The history that a command opens, and what the commands have in common."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, Literal

import typer

from coach.cli.analysis.spooled_workouts import spooled_saved
from coach.errors import UnknownExercise, UnknownWorkout
from coach.resources import database_file
from coach.store.exchange.logged_exercises import logged_exercise
from coach.store.history import History, open_history

Demo = Annotated[bool, typer.Option("--demo", help="Use the history of 'coach demo' instead.")]

_NUMBERED = 10
"""Workouts listed by number in a warning; the rest are only counted."""


def given_before(context: typer.Context, name: str) -> Any:
    """An option typed before the command's name, so that 'coach history --demo show' works too."""
    return context.parent.params.get(name) if context.parent else None


def database_of(demo: bool) -> Path:
    """The database: the user's own, or that of 'coach demo'."""
    return database_file("demo") if demo else database_file()


@contextmanager
def open_records(demo: bool) -> Iterator[History]:
    """The history, after saving the workouts that wait beside it."""
    database = database_of(demo)
    with spooled_saved(database), open_history(database) as records:
        yield records


def catalogue() -> ModuleType:
    """What needs the exercise files; they are slow to load."""
    return import_module("coach.cli.runs.history_catalogue")


def browser() -> ModuleType:
    """The browser, whose library is slow to load."""
    return import_module("coach.cli.history.browser")


def canonical(exercise: str | None) -> str | None:
    """The canonical name of an exercise, or a name that an imported log has.

    Raises:
        ExerciseError: It is neither.
    """
    if exercise is None:
        return None
    try:
        name: str = catalogue().exercise_name(exercise)
    except UnknownExercise:
        with open_history() as records:
            logged = logged_exercise(records, exercise)
        if logged is None:
            raise
        return logged
    return name


def workout_number(typed: str) -> int | Literal["last"]:
    """The number of a workout as typed, or "last".

    Raises:
        UnknownWorkout: It is neither.
    """
    if typed == "last":
        return "last"
    if typed.isascii() and typed.isdigit() and len(typed) < 19:  # SQLite counts to 2**63
        return int(typed)
    raise UnknownWorkout(
        f"'{typed}' is not the number of a workout.",
        hint="'coach history' lists workouts with their numbers; 'coach history show last' shows the newest.",
    )


def warn_of_unreadable(records: History) -> None:
    """Print on standard error which workouts are left out or incomplete."""
    found = records.unreadable
    parts = (("left out", found.left_out), ("shown in part", found.flawed))
    damaged = [f"{_numbered(numbers)} {what}" for what, numbers in parts if numbers]
    if damaged:
        sentence = f"Some values in the history can't be read: {' and '.join(damaged)}."
        print(f"{sentence}\n'coach doctor' shows which values.", file=sys.stderr)


def _numbered(numbers: set[int]) -> str:
    """Workouts by number, such as 'workouts 3, 4 and 5 more are'."""
    first = sorted(numbers)[:_NUMBERED]
    more = len(numbers) - len(first)
    numbers_text = ", ".join(map(str, first)) + (f" and {more} more" if more else "")
    return f"workout {numbers_text} is" if len(numbers) == 1 else f"workouts {numbers_text} are"
