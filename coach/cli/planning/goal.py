"""``coach goal``: what you want to reach."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.options import checked_name
from coach.cli.planning.profile import writing
from coach.cli.runs.typed_weights import units_shown, weight_in_kg
from coach.cli.usage_errors import exercise_name
from coach.store.kinds import GoalKind
from coach.store.planning.active_profile import active_profile
from coach.store.planning.goals import GoalProgress, end_goal, goal_progress, new_goal
from coach.terminal_text import json_line
from coach.ui.progress.goal_lines import goal_lines, goal_text
from coach.ui.theme import screen

app = typer.Typer(rich_markup_mode=None, help="Set goals, and see how far you are.")

Person = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", callback=checked_name, help="Use this person's.")
]


@app.callback(invoke_without_command=True)
def list_goals(
    context: typer.Context,
    profile: Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON per goal instead.")] = False,
) -> None:
    """List your goals and how far you are."""
    if context.invoked_subcommand is None:
        _list(profile, as_json=as_json)


@app.command("list")
def list_again(
    profile: Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON per goal instead.")] = False,
) -> None:
    """List your goals and how far you are."""
    _list(profile, as_json=as_json)


@app.command()
def new(
    workouts: Annotated[
        int | None, typer.Option("--workouts-a-week", min=1, max=50, help="Train this often a week.")
    ] = None,
    weekly: Annotated[
        int | None, typer.Option("--reps-a-week", min=1, max=100_000, help="Do this many reps a week.")
    ] = None,
    reps: Annotated[
        int | None, typer.Option("--reps", min=1, max=1000, help="Do this many reps in a set.")
    ] = None,
    hold: Annotated[
        float | None,
        typer.Option(
            "--hold", metavar="TIME", parser=options.duration(1, 86400), help="Hold it for 45, 45s or 1:30."
        ),
    ] = None,
    weight: options.Load = None,
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            callback=checked_name,
            autocompletion=exercise_names,
            help="Of this exercise.",
        ),
    ] = None,
    profile: Person = None,
) -> None:
    """Set a goal, such as --workouts-a-week 3, or -e push-up --reps 30.

    --weight is the load to reach in an exercise. A new goal replaces an earlier one of the same kind.
    """
    typed: dict[GoalKind, float | None] = {
        "workouts a week": workouts,
        "reps a week": weekly,
        "reps in a set": reps,
        "hold": hold,
        "load": weight_in_kg(weight, units_shown()),
    }
    given = [(kind, target) for kind, target in typed.items() if target is not None]
    if len(given) != 1:
        raise typer.BadParameter(
            "Choose one goal: --workouts-a-week, --reps-a-week, --reps, --hold or --weight."
        )
    [(kind, target)] = given
    canonical = None if exercise is None else exercise_name(exercise)
    _check(kind, canonical)
    person = profile or active_profile()
    with writing() as connection:
        number = new_goal(connection, person, kind, target, canonical)
        found = _of(goal_progress(connection, person, datetime.now().astimezone().date()), number)
    print(f"Goal {number}: {goal_text(found.goal, units_shown())}.")


@app.command()
def end(
    number: Annotated[int, typer.Argument(metavar="GOAL", help="End this goal.")], profile: Person = None
) -> None:
    """End a goal; it is no longer shown."""
    with writing() as connection:
        ended = end_goal(connection, profile or active_profile(), number)
    print(f"Ended: {goal_text(ended, units_shown())}.")


def _check(kind: GoalKind, exercise: str | None) -> None:
    """Check that a goal fits its exercise.

    Raises:
        typer.BadParameter: It needs an exercise, or one of the other kind.
    """
    if exercise is None:
        if kind in ("reps in a set", "hold", "load"):
            raise typer.BadParameter("This goal needs an exercise: -e EXERCISE.")
        return
    held = load_exercise(exercise).hold is not None
    if held and kind in ("reps in a set", "reps a week"):
        raise typer.BadParameter(f"{exercise} is held: use --hold TIME.")
    if not held and kind == "hold":
        raise typer.BadParameter(f"{exercise} is counted in reps: use --reps NUMBER.")


def _of(progress: list[GoalProgress], number: int) -> GoalProgress:
    return next(each for each in progress if each.goal.id == number)


def _list(profile: str | None, *, as_json: bool) -> None:
    person = profile or active_profile()
    with writing() as connection:
        found = goal_progress(connection, person, datetime.now().astimezone().date())
    if as_json:
        for each in found:
            print(json_line(_row(each)))
        return
    if not found:
        print("There are no goals yet. 'coach goal new --workouts-a-week 3' sets one.")
        return
    lines = goal_lines(found, units_shown(), ascii_only=screen().options.ascii_only)
    for each, line in zip(found, lines, strict=True):
        print(f"{each.goal.id:>3}  {line}")


def _row(progress: GoalProgress) -> dict[str, object]:
    goal = progress.goal
    return {
        "format": 1,
        "goal": goal.id,
        "kind": goal.kind,
        "exercise": goal.exercise,
        "target": goal.target,
        "done": progress.done,
        "reached": progress.is_reached,
        "reached_at": None if goal.reached_at is None else goal.reached_at.isoformat(),
    }
