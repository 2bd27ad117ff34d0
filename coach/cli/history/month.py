"""``coach history month``: this month, and the ones before."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.history.filters import Exercise, Profile, Routine, ShownKind, Since, TypedFilter, Until
from coach.cli.history.opening import Demo, given_before
from coach.cli.history.period import print_period


def month(
    context: typer.Context,
    exercise: Exercise = None,
    profile: Profile = None,
    kind: ShownKind = None,
    since: Since = None,
    until: Until = None,
    routine: Routine = None,
    demo: Demo = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> None:
    """Show what you did this month, against the months before; --until shows an earlier one."""
    typed = TypedFilter(
        exercise=exercise, profile=profile, kind=kind, since=since, until=until, routine=routine
    ).after(context)
    demo = demo or bool(given_before(context, "demo"))
    print_period("month", typed, demo=demo, as_json=as_json or bool(given_before(context, "as_json")))
