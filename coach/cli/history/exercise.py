"""``coach history exercise``: the trend of one exercise."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coach.cli.analysis.exercise_facts import facts_of_exercise
from coach.cli.completion import exercise_names
from coach.cli.history.filters import Profile, Routine, ShownKind, Since, TypedFilter, Until
from coach.cli.history.opening import Demo, given_before, open_records, warn_of_unreadable
from coach.cli.history.progress_json import trend_json
from coach.cli.history.training import chosen_sets, nothing_text, print_lines, training_choice
from coach.cli.options import checked_name
from coach.cli.runs.typed_weights import units_shown
from coach.store.progress.exercise_trend import exercise_days
from coach.store.progress.personal_records import personal_records
from coach.terminal_text import json_line
from coach.ui.progress.exercise_page import ExercisePage
from coach.ui.theme import screen


def exercise(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="EXERCISE",
            callback=checked_name,
            autocompletion=exercise_names,
            help="The exercise, such as squat.",
        ),
    ],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="List at most this many workouts.")] = 10,
    everything: Annotated[bool, typer.Option("--all", help="List every workout.")] = False,
    profile: Profile = None,
    kind: ShownKind = None,
    since: Since = None,
    until: Until = None,
    routine: Routine = None,
    demo: Demo = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> None:
    """Show how one exercise changes over time: reps, load, range, tempo, records.

    What the camera can't tell from its error of measurement is said to be within that error.
    """
    typed = TypedFilter(profile=profile, kind=kind, since=since, until=until, routine=routine).after(context)
    demo = demo or bool(given_before(context, "demo"))
    choice = training_choice(TypedFilter(**{**typed.values(), "exercise": name}), demo=demo)
    assert choice.exercise is not None
    with open_records(demo) as records:
        sets = chosen_sets(records, choice)
        missing = "" if sets else nothing_text(records, choice, demo=demo)
    warn_of_unreadable(records)
    days, best = exercise_days(sets), personal_records(sets)
    if as_json or given_before(context, "as_json"):
        print(json_line(trend_json(choice, days, best)))
        return
    if missing:
        print(missing)
        return
    page = ExercisePage(
        choice.exercise,
        days,
        best,
        levels=facts_of_exercise(choice.exercise, None).levels,
        units=units_shown(),
        today=date.today(),
        most=None if everything or given_before(context, "everything") else limit,
    )
    print_lines(page.lines(screen().options))
