"""``coach history`` without a command: the list of workouts."""

from __future__ import annotations

import sys
from datetime import date

from coach.cli.analysis.history_json import listed_json
from coach.cli.history.opening import browser, database_of, open_records, warn_of_unreadable
from coach.cli.runs.typed_weights import units_shown
from coach.store.history import History
from coach.store.planning.active_profile import active_profile
from coach.store.progress.training_days import training_year
from coach.store.progress.week_goals import week_goals
from coach.store.queries import WorkoutFilter
from coach.terminal_text import json_line
from coach.ui.progress.overview import Overview
from coach.ui.theme import screen
from coach.ui.workout_list import WorkoutList


def show_workouts(choice: WorkoutFilter, *, demo: bool, plain: bool, as_json: bool, narrowed: bool) -> None:
    """Let the person browse the workouts in a terminal, or print them, newest first."""
    if not plain and not as_json and _is_browsable(choice, demo=demo):
        with open_records(demo) as records:
            heading = overview(records, choice, demo=demo)
        browser().browse(database_of(demo), choice, units_shown(), heading)
        return
    with open_records(demo) as records:
        if as_json:
            for each in records.listed(choice):
                print(json_line(listed_json(each)))
        elif not _list(records, choice, demo=demo):
            print(_empty_text(narrowed=narrowed, demo=demo))
    warn_of_unreadable(records)


def _is_browsable(choice: WorkoutFilter, *, demo: bool) -> bool:
    """Whether there is a terminal for the browser, and something to browse."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or screen().is_dumb_terminal:
        return False
    with open_records(demo) as records:
        return bool(records.extent(choice).largest_id)


def overview(records: History, choice: WorkoutFilter, *, demo: bool) -> Overview:
    """The streak, the week and the year of one person's training, whatever is listed."""
    profile = choice.profile or active_profile()
    training = WorkoutFilter(profile=profile, training=not demo)
    today = date.today()
    return Overview(training_year(records, training, today), week_goals(records, profile, today))


def _list(records: History, choice: WorkoutFilter, *, demo: bool) -> bool:
    """Print the list line by line, in a terminal below the overview; False if it is empty."""
    extent = records.extent(choice)
    if not extent.largest_id:
        return False

    console, units = screen(), units_shown()
    if console.is_terminal:
        console.print(overview(records, choice, demo=demo))
        print()
    for line in WorkoutList(records.listed(choice), extent, units).lines(console.options):
        if isinstance(line, str):
            print(line)  # rich would take as long as reading the database
        else:
            console.print(line)
    return True


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
