"""Prints the page of a week or a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coach.cli.history.filters import TypedFilter
from coach.cli.history.opening import open_records, warn_of_unreadable
from coach.cli.history.progress_json import period_json
from coach.cli.history.training import chosen_sets, nothing_text, print_lines, training_choice
from coach.cli.runs.typed_weights import units_shown
from coach.store.planning.active_profile import active_profile
from coach.store.progress.period_totals import PeriodKind, earlier_period, first_day, period_totals
from coach.store.progress.training_days import local_midnight
from coach.store.progress.week_goals import week_goals
from coach.terminal_text import json_line
from coach.ui.progress.period_page import PeriodPage
from coach.ui.theme import screen

_PERIODS = 8


def print_period(kind: PeriodKind, typed: TypedFilter, *, demo: bool, as_json: bool) -> None:
    """Print the present week or month (or that of --until), and the ones before."""
    choice = training_choice(typed, demo=demo)
    today = date.today() if typed.until is None else min(typed.until.date(), date.today())
    start = local_midnight(earlier_period(first_day(today, kind), kind, _PERIODS - 1))
    since = start if choice.since is None else max(start, choice.since)
    profile = choice.profile or active_profile()
    with open_records(demo) as records:
        sets = chosen_sets(records, replace(choice, since=since))
        goals = week_goals(records, profile, today) if kind == "week" and typed.until is None else []
        missing = "" if sets or goals else nothing_text(records, choice, demo=demo)
    warn_of_unreadable(records)
    periods = period_totals(sets, kind, today, _PERIODS)
    if as_json:
        print(json_line(period_json(choice, kind, periods, goals)))
    elif missing:
        print(missing)
    else:
        print_lines(PeriodPage(periods, kind, goals, units_shown()).lines(screen().options))
