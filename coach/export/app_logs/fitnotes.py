"""CSV exports of FitNotes: workout data, from the spreadsheet export of its settings.

One row a set: "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment", or Weight
(lbs), or Weight and Weight Unit; FitNotes for iOS has both weights, Notes and Kind. A date has no time
of day, so that the sets of a day are one workout. Sources: public programs that read these files and
quote their headers, such as github.com/tihawk/push-fitnotes.
"""

from __future__ import annotations

from coach.export.app_logs.log_rows import LogRow
from coach.export.app_logs.logged_set import LoggedSet, logged_set, weight_in_kg
from coach.quantities import WeightUnit

NAME = "FitNotes"
COLUMNS = frozenset({"date", "exercise", "category", "reps"})
"""Columns that every version has, and no other program."""


def read_set(row: LogRow, units: WeightUnit) -> LoggedSet:
    """The set in a row.

    Raises:
        BadRow: It can't be read.
        LeftOut: It holds nothing that coach stores.
    """
    return logged_set(
        row,
        when=row.date("date"),
        title="",
        workout_note="",
        exercise=row.text("exercise"),
        weight_kg=weight_in_kg(row, units),
        seconds=row.seconds("time"),
        distance=row.number("distance"),
        set_kind="warm-up" if "warm" in row.text("kind").lower() else "",
        notes=row.text("comment", "notes"),
    )
