"""CSV exports of Hevy.

One row a set: "title, start_time, end_time, description, exercise_title, superset_id, exercise_notes,
set_index, set_type, weight_kg, reps, distance_km, duration_seconds, rpe", or weight_lbs and
distance_miles; dates like "22 Dec 2025, 08:00". The type of a set is normal, warmup, dropset or
failure. Sources: the description at openbody.dev/mapping/hevy, and public programs that read these
files and quote their header, such as github.com/Jake-Leicht/Hevy-Dashboard-App.
"""

from __future__ import annotations

from coach.export.app_logs.log_rows import LogRow
from coach.export.app_logs.logged_set import LoggedSet, logged_set, weight_in_kg
from coach.quantities import WeightUnit

NAME = "Hevy"
COLUMNS = frozenset({"start time", "exercise title", "set index", "reps"})
"""Columns that every version has, and no other program."""
_KINDS = {"warmup": "warm-up", "dropset": "drop set", "drop": "drop set", "failure": "to failure"}


def read_set(row: LogRow, units: WeightUnit) -> LoggedSet:
    """The set in a row.

    Raises:
        BadRow: It can't be read.
        LeftOut: It holds nothing that coach stores.
    """
    superset = row.text("superset id")
    parts = (row.text("exercise notes"), f"superset {superset}" if superset else "")
    return logged_set(
        row,
        when=row.date("start time"),
        title=row.text("title"),
        workout_note=row.text("description"),
        exercise=row.text("exercise title"),
        weight_kg=weight_in_kg(row, units),
        seconds=row.seconds("duration seconds"),
        distance=row.number("distance km", "distance miles"),
        set_kind=_KINDS.get(row.text("set type").lower().replace("_", ""), ""),
        notes=", ".join(filter(None, parts)),
    )
