"""``coach history``: its commands, and the list of workouts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal

import typer

from coach.cli.completion import exercise_names
from coach.cli.history.opening import Demo, canonical
from coach.cli.history.workouts import show_workouts
from coach.cli.lazy_commands import LazyCommand, LazyGroup
from coach.cli.options import checked_name
from coach.store.queries import WorkoutFilter


class _History(LazyGroup):
    table: ClassVar = {
        "show": LazyCommand("coach.cli.history.show", "show", "Show one workout, rep by rep."),
        "edit": LazyCommand(
            "coach.cli.history.edit", "edit", "Correct a workout: count, load, exercise, date or note."
        ),
        "delete": LazyCommand(
            "coach.cli.history.delete",
            "delete",
            "Delete workouts; 'undo' brings them back.",
        ),
        "merge": LazyCommand("coach.cli.history.rearrange", "merge", "Merge workouts into the earliest."),
        "split": LazyCommand("coach.cli.history.rearrange", "split", "Split a workout at a set."),
        "move": LazyCommand("coach.cli.history.rearrange", "move", "Give a workout to another person."),
        "undo": LazyCommand("coach.cli.history.undo", "undo_change", "Undo a change, by default the last."),
        "changes": LazyCommand("coach.cli.history.undo", "list_changes", "List what was changed by hand."),
    }


app = typer.Typer(cls=_History, rich_markup_mode=None)


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
        Literal["live", "film", "demo", "import"] | None,
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
    plain: Annotated[
        bool, typer.Option("--plain", help="Print lines in a terminal too, as in a pipe.")
    ] = False,
    demo: Demo = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per workout instead.")
    ] = False,
) -> None:
    """Browse your workouts; show, correct or delete one.

    In a terminal, arrows and enter open a workout, its sets and its reps; ? lists the keys. In a pipe, or
    with --plain, the most recent workouts are printed.
    """
    if context.invoked_subcommand is not None:
        return

    choice = WorkoutFilter(
        limit=None if everything else limit,
        exercise=canonical(exercise),
        profile=profile,
        kind=kind,
        since=None if since is None else _first_moment(since),
    )
    narrowed = any(each is not None for each in (exercise, profile, kind, since))
    show_workouts(choice, demo=demo, plain=plain, as_json=as_json, narrowed=narrowed)


def _first_moment(day: datetime) -> datetime:
    """The start of a local day in UTC; the calendar's first and last days can't be converted."""
    try:
        return day.astimezone(UTC)
    except (ValueError, OverflowError):
        return day.replace(tzinfo=UTC)
