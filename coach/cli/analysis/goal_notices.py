"""Goals at the start and at the end of a workout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from coach.errors import HistoryError
from coach.quantities import WeightUnit
from coach.resources import database_exists
from coach.store.database_errors import plain_database_errors
from coach.store.planning.goals import GoalProgress, goal_progress, note_reached
from coach.store.schema import WRITES, open_database
from coach.ui.progress.goal_lines import goal_lines


def goals_before(database: Path, profile: str, units: WeightUnit) -> Iterator[str]:
    """The goals of a person before a workout; nothing if the history can't be read."""
    if not database_exists(database):
        return
    try:
        with (
            open_database(database) as engine,
            plain_database_errors(database),
            engine.connect() as connection,
        ):
            progress = goal_progress(connection, profile, _today())
    except HistoryError:  # the workout itself says so
        return
    yield from goal_lines([each for each in progress if not each.is_reached], units)


def goals_after(database: Path, profile: str, units: WeightUnit) -> Iterator[str]:
    """The goals of a person after a workout; those reached just now are stored and celebrated once."""
    try:
        with (
            open_database(database) as engine,
            plain_database_errors(database),
            engine.execution_options(**WRITES).begin() as connection,
        ):
            progress = note_reached(connection, profile, _today())
    except HistoryError:
        return
    shown = [each for each in progress if each.is_new or not _is_old(each)]
    yield from goal_lines(shown, units)


def print_goals(database: Path, profile: str, units: WeightUnit) -> None:
    """Print the goals of a person after a workout."""
    for line in goals_after(database, profile, units):
        print(line)


def _is_old(progress: GoalProgress) -> bool:
    """Whether a goal was reached in an earlier workout."""
    return progress.goal.reached_at is not None


def _today() -> date:
    return datetime.now().astimezone().date()
