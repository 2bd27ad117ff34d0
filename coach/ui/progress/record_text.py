"""Personal records in words."""

from __future__ import annotations

from coach.quantities import WeightUnit, weight_text
from coach.store.progress.personal_records import BrokenRecord, PersonalRecord
from coach.ui.formatting import exercise_text, long_date, plural, seconds

_NAMES = {
    "one-rep maximum": "estimated one-rep maximum",
    "reps": "most reps in a set",
    "hold": "longest hold",
    "range": "deepest consistent range",
}


def record_name(record: PersonalRecord) -> str:
    """The kind of a record, such as 'heaviest for 4-6 reps'."""
    if record.reps is None:
        return _NAMES[record.kind]
    low, high = record.reps
    return f"heaviest for {low}{' or more' if high is None else f'-{high}'} reps"


def record_value(record: PersonalRecord, units: WeightUnit) -> str:
    """Its value, such as '22.5 kg' or '94° ± 8'."""
    match record.kind:
        case "load":
            return weight_text(record.value, units=units)
        case "one-rep maximum":
            return f"at least {weight_text(int(record.value * 2) / 2, units=units)}"
        case "reps":
            load = f" at {weight_text(record.weight_kg, units=units)}" if record.weight_kg else ""
            return f"{record.value:.0f}{load}"
        case "hold":
            return seconds(record.value)
        case "range":
            return f"{record.value:.0f}° ± {record.error:.0f}"


def broken_text(broken: BrokenRecord, units: WeightUnit) -> str:
    """Such as 'Record: squats, most reps in a set: 12 (before: 11 at 20 kg, 3 March 2026)'."""
    now, before = broken.now, broken.before
    name = exercise_text(now.exercise) if now.kind == "hold" else plural(now.exercise, 2)
    earlier = f"{record_value(before, units)}, {long_date(before.at)}"
    return f"Record: {name}, {record_name(now)}: {record_value(now, units)} (before: {earlier})."
