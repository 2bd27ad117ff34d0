"""``coach history records``: personal records."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.history.filters import Exercise, Profile, Routine, ShownKind, Since, TypedFilter, Until
from coach.cli.history.opening import Demo, given_before, open_records, warn_of_unreadable
from coach.cli.history.progress_json import records_json
from coach.cli.history.training import chosen_sets, nothing_text, print_lines, training_choice
from coach.cli.runs.typed_weights import units_shown
from coach.store.progress.personal_records import personal_records
from coach.terminal_text import json_line
from coach.ui.progress.records_page import record_lines


def records(
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
    """Show your personal records: load by rep range, reps, holds and range of motion.

    Sets with a doubtful count hold no record until you correct them.
    """
    typed = TypedFilter(
        exercise=exercise, profile=profile, kind=kind, since=since, until=until, routine=routine
    ).after(context)
    demo = demo or bool(given_before(context, "demo"))
    choice = training_choice(typed, demo=demo)
    with open_records(demo) as history:
        best = personal_records(chosen_sets(history, choice))
        missing = "" if best else nothing_text(history, choice, demo=demo)
    warn_of_unreadable(history)
    if as_json or given_before(context, "as_json"):
        print(json_line(records_json(choice, best)))
    elif missing:
        print(missing)
    else:
        print_lines(record_lines(best, units_shown()))
