"""``coach rescore``: judges the kept recordings of workouts again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from coach.cli.completion import exercise_names
from coach.cli.options import checked_name
from coach.cli.runs.rescore import run


def rescore(
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Judge these workouts, or 'last'.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since", formats=["%Y-%m-%d"], metavar="DATE", help="Judge workouts from this day on."
        ),
    ] = None,
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            callback=checked_name,
            autocompletion=exercise_names,
            help="Judge only workouts with this exercise.",
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", metavar="NAME", callback=checked_name, help="Judge only this person's workouts."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Save the changes without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and save nothing.")
    ] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Use the history of 'coach demo' instead.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per workout; saves only with --yes.")
    ] = False,
) -> int:
    """Judge recordings of saved workouts again, with today's exercise files and models.

    You see what would change before anything is saved. Your own corrections stay, and 'coach history undo'
    takes everything back.
    """
    return run(
        numbers=numbers or [],
        since=since,
        exercise=exercise,
        profile=profile,
        yes=yes,
        dry_run=dry_run,
        demo=demo,
        as_json=as_json,
    )
