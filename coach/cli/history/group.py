"""``coach history``: its commands, and the list of workouts."""

from __future__ import annotations

import sys
from typing import Annotated, ClassVar

import typer

from coach.cli.history.filters import Exercise, Profile, Routine, ShownKind, Since, TypedFilter, Until
from coach.cli.history.opening import Demo
from coach.cli.history.workouts import show_workouts
from coach.cli.lazy_commands import LazyCommand, LazyGroup
from coach.store.planning.active_profile import chosen_profile


class _History(LazyGroup):
    table: ClassVar = {
        "show": LazyCommand("coach.cli.history.show", "show", "Show one workout, rep by rep."),
        "exercise": LazyCommand(
            "coach.cli.history.exercise", "exercise", "Show how one exercise changes over time."
        ),
        "week": LazyCommand("coach.cli.history.week", "week", "Show what you did this week."),
        "month": LazyCommand("coach.cli.history.month", "month", "Show what you did this month."),
        "records": LazyCommand("coach.cli.history.records", "records", "Show your personal records."),
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
    exercise: Exercise = None,
    profile: Profile = None,
    everyone: Annotated[
        bool, typer.Option("--everyone", help="Show everybody's workouts, whoever is in use.")
    ] = False,
    kind: ShownKind = None,
    since: Since = None,
    until: Until = None,
    routine: Routine = None,
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
    with --plain, the most recent workouts are printed. Once 'coach profile use' has chosen a person, they are
    that person's.
    """
    if context.invoked_subcommand is not None:
        return
    if everyone and profile is not None:
        raise typer.BadParameter("choose one person or everyone.", param_hint="--everyone")
    chosen = None if everyone or profile is not None or demo else chosen_profile()
    if chosen is not None:
        print(f"These are {chosen}'s workouts; --everyone shows all.", file=sys.stderr)
        profile = chosen

    typed = TypedFilter(
        exercise=exercise, profile=profile, kind=kind, since=since, until=until, routine=routine
    )
    choice = typed.choice(limit=None if everything else limit)
    show_workouts(choice, demo=demo, plain=plain, as_json=as_json, narrowed=typed.narrows)
