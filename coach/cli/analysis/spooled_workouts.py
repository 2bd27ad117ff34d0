"""Saves spooled workouts, which could not be saved when they ended, at the start of a command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.errors import HistoryError
from coach.store.spool import import_spool_files

_WAIT_S = 0.5
"""How long to wait for a locked database, so that the command starts quickly."""


def save_spooled(database: Path) -> None:
    """Save the workouts spooled beside the database, and print which ones.

    If the database can't be written, they stay spooled, and the command continues.
    """
    error = _save(database)
    if error is not None:
        _warn_of_waiting(error)


@contextmanager
def spooled_saved(database: Path) -> Iterator[None]:
    """Do the same for a command that reads the history, without printing the same error twice."""
    unsaved = _save(database)
    try:
        yield
    except HistoryError as error:
        if unsaved is not None and type(error) is not type(unsaved):
            _warn_of_waiting(unsaved)
        raise
    if unsaved is not None:
        _warn_of_waiting(unsaved)


def _save(database: Path) -> HistoryError | None:
    """Save the spooled workouts; the error if that fails."""
    if not any(database.parent.glob("*.unsaved-*.json")):  # the usual case
        return None

    try:
        taken = import_spool_files(database, patience_s=_WAIT_S)
    except HistoryError as error:
        return error
    for each in taken:
        if each.is_damaged:
            sentence = f"{each.file} should contain an unsaved workout, but it can't be read."
        elif each.workout_id is None:
            continue
        else:
            sentence = (
                f"Workout {each.workout_id} could not be saved when it ended. It is in the history now."
            )
        print(sentence, file=sys.stderr)
    return None


def _warn_of_waiting(error: HistoryError) -> None:
    print(f"An earlier workout is still not saved in the history: {error}", file=sys.stderr)
