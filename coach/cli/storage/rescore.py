"""``coach rescore``: judges the kept recordings of workouts again."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.history.filters import Exercise, Profile, Since, TypedFilter, Until
from coach.cli.history.opening import Demo
from coach.cli.storage.rescoring import run


def rescore(
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Judge these workouts, or 'last'.")
    ] = None,
    since: Since = None,
    until: Until = None,
    exercise: Exercise = None,
    profile: Profile = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Save the changes without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and save nothing.")
    ] = False,
    demo: Demo = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per workout; saves only with --yes.")
    ] = False,
) -> int:
    """Judge recordings of saved workouts again, with today's exercise files and models.

    You see what would change before anything is saved. Your own corrections stay, and 'coach history undo'
    takes everything back.
    """
    typed = TypedFilter(exercise=exercise, profile=profile, since=since, until=until)
    return run(numbers=numbers or [], typed=typed, yes=yes, dry_run=dry_run, demo=demo, as_json=as_json)
