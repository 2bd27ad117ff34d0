"""What an earlier workout could not write down, taken in at the start of a command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.errors import HistoryError
from coach.store.spool import take_in

_PATIENCE_S = 0.5
"""What waits can wait on; who typed the command can't."""


def tell_taken_in(database: Path) -> None:
    """Remember what was put aside beside the database, and say so; mostly there is nothing.

    Where the database still can't take it, it goes on waiting: that keeps nobody from training.
    """
    trouble = _take_in(database)
    if trouble is not None:
        _tell_waiting(trouble)


@contextmanager
def taken_in(database: Path) -> Iterator[None]:
    """The same for a command that reads the history: its own error may say already why it still waits."""
    trouble = _take_in(database)
    try:
        yield
    except HistoryError as error:
        if trouble is not None and type(error) is not type(trouble):
            _tell_waiting(trouble)
        raise
    if trouble is not None:
        _tell_waiting(trouble)


def _take_in(database: Path) -> HistoryError | None:
    """Take it in and say so; why it can't be, where it can't."""
    if not any(database.parent.glob("*.unsaved-*.json")):  # spares loading what would take it in
        return None

    try:
        taken = take_in(database, patience_s=_PATIENCE_S)
    except HistoryError as error:
        return error
    for each in taken:
        if each.is_damaged:
            told = f"{each.file} should hold a workout that could not be saved, but it can't be read."
        elif each.workout_id is None:
            continue
        else:
            told = f"Workout {each.workout_id} could not be saved when it ended. It is in the history now."
        print(told, file=sys.stderr)
    return None


def _tell_waiting(trouble: HistoryError) -> None:
    print(f"What could not be saved before still waits: {trouble}", file=sys.stderr)
