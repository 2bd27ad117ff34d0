"""What an earlier workout could not write down, taken in at the start of a command."""

from __future__ import annotations

import sys
from pathlib import Path

from coach.errors import HistoryError

_PATIENCE_S = 0.5
"""What waits can wait on; who typed the command can't."""


def tell_taken_in(database: Path) -> None:
    """Remember what was put aside beside the database, and say so; mostly there is nothing.

    Where the database still can't take it, it goes on waiting: that keeps nobody from training.
    """
    if not any(database.parent.glob("*.unsaved-*.json")):  # spares loading what would take it in
        return
    from coach.store.spool import take_in

    try:
        taken = take_in(database, patience_s=_PATIENCE_S)
    except HistoryError as error:
        print(f"What could not be saved before still waits: {error}", file=sys.stderr)
        return
    for each in taken:
        if each.is_damaged:
            told = f"{each.file} should hold a workout that could not be saved, but it can't be read."
        elif each.workout_id is None:
            continue
        else:
            told = f"Workout {each.workout_id} could not be saved when it ended. It is in the history now."
        print(told, file=sys.stderr)
