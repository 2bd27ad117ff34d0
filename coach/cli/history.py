"""``coach history``: lists, shows, corrects and deletes workouts."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal

import typer

from coach.cli import options
from coach.cli.analysis.history_json import listed_json, shown_json
from coach.cli.analysis.spooled_workouts import spooled_saved
from coach.cli.completion import exercise_names
from coach.cli.options import checked_name
from coach.cli.runs.typed_weights import units_shown, weight_in_kg
from coach.errors import HistoryDamaged, UnknownWorkout
from coach.judging.effort.workout_review import WorkoutReview
from coach.quantities import WeightUnit, weight_text
from coach.resources import database_file
from coach.settings import read_settings
from coach.store.deletion import delete_workouts
from coach.store.editing import Edit, edit_set
from coach.store.history import History, open_history
from coach.store.listing import listed
from coach.store.queries import WorkoutFilter
from coach.store.records import SetRecord
from coach.terminal_text import json_line
from coach.ui.formatting import correction_note, local_time
from coach.ui.history import workout_view
from coach.ui.report import headline, results_text
from coach.ui.theme import screen
from coach.ui.workout_list import WorkoutList

app = typer.Typer(rich_markup_mode=None)

Demo = Annotated[bool, typer.Option("--demo", help="Use the history of 'coach demo' instead.")]

_NUMBERED = 10
"""Workouts listed by number in a warning; the rest are only counted."""


@app.callback(invoke_without_command=True)
def history(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show at most this many workouts.")] = 20,
    everything: Annotated[bool, typer.Option("--all", help="Show every workout.")] = False,
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            callback=checked_name,
            autocompletion=exercise_names,
            help="Show only workouts with this exercise.",
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", metavar="NAME", callback=checked_name, help="Show only this person's workouts."
        ),
    ] = None,
    kind: Annotated[
        Literal["live", "film", "demo"] | None,
        typer.Option("--kind", help="Show only this kind of workout."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Show only workouts from this day on, such as 2026-01-31.",
        ),
    ] = None,
    demo: Demo = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per workout instead.")
    ] = False,
) -> None:
    """List recent workouts; show, correct or delete one."""
    if context.invoked_subcommand is not None:
        return

    choice = WorkoutFilter(
        limit=None if everything else limit,
        exercise=_canonical(exercise),
        profile=profile,
        kind=kind,
        since=None if since is None else _first_moment(since),
    )
    with _open(demo) as records:
        if as_json:
            for each in records.listed(choice):
                print(json_line(listed_json(each)))
        elif not _list(records, choice):
            narrowed = any(each is not None for each in (exercise, profile, kind, since))
            print(_empty_text(narrowed=narrowed, demo=demo))
    _warn_of_unreadable(records)


@app.command()
def show(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="ID", help="Show this workout, or 'last'.")] = "last",
    demo: Demo = False,
    why: options.Why = False,
    score: Annotated[
        bool, typer.Option("--score", help="Show how the score of each set came about, part by part.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the workout as one line of JSON.")] = False,
) -> None:
    """Show one workout, rep by rep."""
    before = context.parent.params if context.parent else {}  # so that 'coach history --demo show' works too
    with _open(demo or before.get("demo", False)) as records:
        workout = records.workout(_number(number))
        review: WorkoutReview = _catalogue().review_of(records, workout)
    _warn_of_unreadable(records)
    if as_json or before.get("as_json", False):
        print(json_line(shown_json(workout, review, why=why)))
        return

    screen().print(workout_view(workout, units_shown(), why=why, review=review, score=score))


@app.command()
def edit(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="ID", help="Correct this workout, or 'last'.")] = "last",
    reps: Annotated[
        int | None, typer.Option("--reps", min=0, max=1000, help="Set the number of full reps.")
    ] = None,
    hold: Annotated[
        float | None,
        typer.Option(
            "--hold",
            metavar="TIME",
            parser=options.duration(0, 86400),
            help="Set the hold time: 45, 45s or 1:30.",
        ),
    ] = None,
    weight: options.Load = None,
    set_number: Annotated[
        int | None,
        typer.Option("--set", min=1, metavar="N", help="Correct this set; by default the last one."),
    ] = None,
    as_counted: Annotated[bool, typer.Option("--as-counted", help="Undo your correction.")] = False,
    demo: Demo = False,
) -> None:
    """Correct a workout: a wrong count or a missing load.

    Your correction stays when the film is analysed again, until you undo it.
    """
    if reps is None and hold is None and weight is None and not as_counted:
        raise typer.BadParameter("Choose what to correct: --reps, --hold, --weight or --as-counted.")
    if as_counted and not (reps is None and hold is None):
        raise typer.BadParameter("Correct the count, or undo your correction with --as-counted; not both.")

    guessed = weight is not None and weight.unit is None
    units = read_settings().units if guessed else units_shown()
    weight_kg = weight_in_kg(weight, units)
    before = context.parent.params if context.parent else {}
    demo = demo or before.get("demo", False)
    with _open(demo) as records:
        workout = records.workout(_number(number))
    correction = Edit(reps=reps, hold_s=hold, weight_kg=weight_kg, as_counted=as_counted)
    new = edit_set(workout, set_number, correction, _database(demo))
    print(_corrected_line(workout.id, new, units))


@app.command()
def delete(
    context: typer.Context,
    numbers: Annotated[list[str], typer.Argument(metavar="ID", help="Delete these workouts, or 'last'.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking.")] = False,
    demo: Demo = False,
) -> None:
    """Delete workouts; a copy of the history is saved first."""
    before = context.parent.params if context.parent else {}
    demo = demo or before.get("demo", False)
    with _open(demo) as records:
        chosen = dict(_to_delete(records, each) for each in numbers)
    print(*chosen.values(), sep="\n")
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter(
                "coach can't ask you here (no terminal): add --yes to delete without asking."
            )
        what = "it" if len(chosen) == 1 else f"these {len(chosen)} workouts"
        typer.confirm(f"Delete {what}?", abort=True)
    database = _database(demo)
    copy = delete_workouts(list(chosen), database)
    print(f"Deleted. A copy of the previous history is in {copy}.")
    print(f"To undo this, restore the copy: cp {shlex.quote(str(copy))} {shlex.quote(str(database))}")
    print("Restoring it also removes workouts saved after this.")


def _to_delete(records: History, typed: str) -> tuple[int, str]:
    """The number of a workout to delete, and a line that describes it."""
    number = _number(typed)
    try:
        workout = records.workout(number)
    except HistoryDamaged:
        if number == "last" or number not in records.unreadable.left_out:
            raise
        return number, f"Workout {number}, which can't be read."
    what = results_text([each.summary for each in workout.sets], listed(workout).exercises)
    film = f", {workout.film_name}" if workout.film_name else ""
    return workout.id, f"Workout {workout.id}, {local_time(workout.trained_at)}: {what}{film}."


def _corrected_line(workout: int, new: SetRecord, units: WeightUnit) -> str:
    """A line that describes a set after a correction."""
    summary = new.summary
    now = headline(summary.exercise, summary.full, summary.partial, summary.hold_s)
    parts = (
        now,
        correction_note(summary),
        "" if new.weight_kg is None else weight_text(new.weight_kg, units=units),
    )
    return f"Workout {workout}, set {summary.number}: {', '.join(filter(None, parts))}."


def _first_moment(day: datetime) -> datetime:
    """The start of a local day in UTC; the calendar's first and last days can't be converted."""
    try:
        return day.astimezone(UTC)
    except (ValueError, OverflowError):
        return day.replace(tzinfo=UTC)


def _database(demo: bool) -> Path:
    return database_file("demo") if demo else database_file()


@contextmanager
def _open(demo: bool) -> Iterator[History]:
    """The history, after saving the workouts that wait beside it."""
    database = _database(demo)
    with spooled_saved(database), open_history(database) as records:
        yield records


def _canonical(exercise: str | None) -> str | None:
    """The canonical name of an exercise."""
    if exercise is None:
        return None
    canonical: str = _catalogue().exercise_name(exercise)
    return canonical


def _catalogue() -> ModuleType:
    """What needs the exercise files; they are slow to load."""
    from coach.cli.runs import history_catalogue

    return history_catalogue


def _number(typed: str) -> int | Literal["last"]:
    if typed == "last":
        return "last"
    if typed.isascii() and typed.isdigit() and len(typed) < 19:  # SQLite counts to 2**63
        return int(typed)
    raise UnknownWorkout(
        f"'{typed}' is not the number of a workout.",
        hint="'coach history' lists workouts with their numbers; 'coach history show last' shows the newest.",
    )


def _list(records: History, choice: WorkoutFilter) -> bool:
    """Print the list line by line; False if it is empty."""
    extent = records.extent(choice)
    if not extent.largest_id:
        return False

    console, units = screen(), units_shown()
    for line in WorkoutList(records.listed(choice), extent, units).lines(console.options):
        if isinstance(line, str):
            print(line)  # rich would take as long as reading the database
        else:
            console.print(line)
    return True


def _warn_of_unreadable(records: History) -> None:
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


def _empty_text(*, narrowed: bool, demo: bool) -> str:
    if narrowed:
        return "There is no such workout. 'coach history --all' lists every workout."
    if demo:
        return "There are no demo workouts yet. 'coach demo' makes one."
    return (
        "There are no workouts yet.\n"
        "'coach analyze FILM' counts the reps in a film and saves them;\n"
        "'coach demo' shows how it works, and 'coach history --demo' what it saves."
    )
