"""CSV exports of Strong.

One row a set. Older exports have commas and "Date,Workout Name,Duration,Exercise Name,Set
Order,Weight,Reps, Distance,Seconds,Notes,Workout Notes,RPE"; newer ones semicolons and "Workout
#;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance
(meters);Seconds;Notes;Workout Notes". The order of a set is a number, W (warm-up), D (drop set), F (to
failure), "Rest Timer" or "Note". Sources: the description at openbody.dev/mapping/strong, and public
programs that read these files and quote both headers, such as github.com/mwcaisse/strong-data-viz.
"""

from __future__ import annotations

from coach.export.app_logs.log_rows import LogRow
from coach.export.app_logs.logged_set import LeftOut, LoggedSet, logged_set, weight_in_kg
from coach.quantities import WeightUnit

NAME = "Strong"
COLUMNS = frozenset({"date", "exercise name", "set order", "reps"})
"""Columns that every version has, and no other program."""
_KINDS = {"w": "warm-up", "d": "drop set", "f": "to failure"}
_NO_SETS = {"rest timer": "a rest timer", "note": "a note"}


def read_set(row: LogRow, units: WeightUnit) -> LoggedSet:
    """The set in a row.

    Raises:
        BadRow: It can't be read.
        LeftOut: It is a rest or a note, or holds nothing that coach stores.
    """
    order = row.text("set order").lower()
    if order in _NO_SETS:
        raise LeftOut(_NO_SETS[order])
    return logged_set(
        row,
        when=row.date("date"),
        title=row.text("workout name"),
        workout_note=row.text("workout notes"),
        exercise=row.text("exercise name"),
        weight_kg=weight_in_kg(row, units),
        seconds=row.seconds("seconds"),
        distance=row.number("distance", "distance meters", "distance km", "distance miles"),
        set_kind=_KINDS.get(order, ""),
        notes=row.text("notes"),
    )
