"""A set as another program logged it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coach.export.app_logs.log_rows import BadRow, LogRow
from coach.quantities import HEAVIEST_KG, KG_PER_LB, WeightUnit

_MOST_REPS = 1000
_LONGEST_S = 86_400.0
_LONGEST_NAME = 100


class LeftOut(Exception):
    """A row that is fine, but holds nothing that coach stores; the message says what, such as "a rest"."""


@dataclass(frozen=True, slots=True)
class LoggedSet:
    """A set of a log.

    Attributes:
        when: The local time of the workout.
        title: The workout's name; may be empty.
        workout_note: What the user wrote about the workout; may be empty.
        exercise: The exercise as the program calls it.
        reps: Number of reps; 0 for a hold.
        hold_s: Seconds held, or None.
        weight_kg: Load, or None.
        note: What else was logged: kind of set, effort, the user's words; may be empty.
    """

    when: datetime
    title: str
    workout_note: str
    exercise: str
    reps: int
    hold_s: float | None
    weight_kg: float | None
    note: str


def logged_set(
    row: LogRow,
    *,
    when: datetime,
    title: str,
    workout_note: str,
    exercise: str,
    weight_kg: float,
    seconds: float,
    distance: float,
    set_kind: str,
    notes: str,
) -> LoggedSet:
    """A set from the figures that all programs log.

    Raises:
        BadRow: A figure is missing or implausible.
        LeftOut: It has a distance, or neither reps nor a time.
    """
    reps = row.number("reps")
    if not exercise:
        raise BadRow("it names no exercise")
    if len(exercise) > _LONGEST_NAME:
        raise BadRow(f"the name of the exercise is longer than {_LONGEST_NAME} characters")
    if reps != int(reps) or reps > _MOST_REPS:
        raise BadRow(f"{reps:g} is not a number of reps")
    if weight_kg > HEAVIEST_KG:
        raise BadRow(f"{weight_kg:g} kg is too heavy")
    if seconds > _LONGEST_S:
        raise BadRow(f"{seconds:g} seconds are longer than a day")
    if distance:
        raise LeftOut("a distance")
    if not reps and not seconds:
        raise LeftOut("neither reps nor a time")
    effort = row.text("rpe")
    assisted = "assisted" in exercise.lower() and weight_kg > 0
    parts = (
        set_kind,
        f"assisted by {weight_kg:g} kg" if assisted else "",
        f"RPE {effort}" if effort else "",
        notes,
    )
    return LoggedSet(
        when=when,
        title=title,
        workout_note=workout_note,
        exercise=exercise,
        reps=int(reps),
        hold_s=None if reps else seconds,
        weight_kg=round(weight_kg, 4) if weight_kg and not assisted else None,
        note=", ".join(filter(None, parts)),
    )


def weight_in_kg(row: LogRow, units: WeightUnit) -> float:
    """The weight of a row in kilograms: its column, or the column beside it, names the unit.

    Args:
        row: The row.
        units: The unit where none is named.

    Raises:
        BadRow: It is not a number.
    """
    if row.text("weight kg", "weight kgs"):
        return row.number("weight kg", "weight kgs")
    if row.text("weight lbs", "weight lb"):
        return row.number("weight lbs", "weight lb") * KG_PER_LB
    named = row.text("weight unit").lower()
    in_pounds = named.startswith(("lb", "pound")) if named else units == "lb"
    return row.number("weight") * (KG_PER_LB if in_pounds else 1.0)
