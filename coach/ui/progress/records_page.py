"""The page of personal records, by exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from coach.quantities import WeightUnit
from coach.store.progress.personal_records import PersonalRecord
from coach.ui import theme
from coach.ui.formatting import exercise_text, long_date
from coach.ui.progress.record_text import record_name, record_value


def record_lines(records: Sequence[PersonalRecord], units: WeightUnit) -> Iterator[str | Text]:
    """The records, each with its workout and day."""
    names = [record_name(each) for each in records]
    values = [record_value(each, units) for each in records]
    name_width, value_width = max(map(len, names)), max(map(len, values))
    for place, (exercise, group) in enumerate(groupby(records, key=lambda each: each.exercise)):
        if place:
            yield ""
        title = exercise_text(exercise)
        yield Text(f"{title[0].upper()}{title[1:]}", theme.HEADING)
        for each in group:
            name, value = record_name(each).ljust(name_width), record_value(each, units).ljust(value_width)
            yield f"  {name}  {value}  workout {each.workout}, {long_date(each.at)}"
