"""The workouts of one exercise as a table: the work, and the movement; together if there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from coach.judging.effort.set_figures import Estimate
from coach.judging.level import level_name
from coach.quantities import KG_PER_LB, WeightUnit, weight_text
from coach.store.progress.exercise_trend import ExerciseDay
from coach.ui import theme
from coach.ui.formatting import seconds

_TOGETHER = 150
"""Characters in which both halves fit."""


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    width: int
    cell: Callable[[ExerciseDay, WeightUnit], str]


def exercise_table(days: Sequence[ExerciseDay], units: WeightUnit, width: int) -> Iterator[str | Text]:
    """The lines of the table, the newest workout first; columns without a value are left out.

    Args:
        days: The workouts, oldest first.
        units: The unit of weights.
        width: Characters.
    """
    newest = days[::-1]
    together = [*_HEAD, *_WORK, *_MOVEMENT, _Column("levels", 0, _levels)]
    movement = [_HEAD[0], *_MOVEMENT, _Column("levels", 0, _main_level)]
    halves = [together] if width >= _TOGETHER else [[*_HEAD, *_WORK], movement]
    sample = newest[:200]  # enough to know which figures this exercise has
    for place, half in enumerate(halves):
        columns = [each for each in half if any(each.cell(day, units) for day in sample)]
        if len(columns) < 2:
            continue
        if place:
            yield ""
        yield Text(_line([each.name for each in columns], columns), theme.HEADING, no_wrap=True)
        for day in newest:
            yield _line([each.cell(day, units) for each in columns], columns)


def _line(cells: Sequence[str], columns: Sequence[_Column]) -> str:
    return " ".join([cell.rjust(each.width) for cell, each in zip(cells, columns, strict=True)]).rstrip()


def _estimate(value: Estimate | None, unit: str, sign: str = "") -> str:
    return "" if value is None else f"{value.value:{sign}.0f}{unit} ± {value.error:.0f}"


def _weight(value: float | None, units: WeightUnit) -> str:
    return "" if value is None else weight_text(value, units=units)


def _reps(day: ExerciseDay, _: WeightUnit) -> str:
    if day.hold_s is not None and not (day.full or day.partial):
        return ""
    return f"{day.full}+{day.partial}" if day.partial else str(day.full)


def _hold(day: ExerciseDay, _: WeightUnit) -> str:
    return "" if day.longest_hold_s is None else seconds(day.longest_hold_s)


def _volume(day: ExerciseDay, units: WeightUnit) -> str:
    if day.volume_kg is None:
        return ""
    return f"{day.volume_kg / (KG_PER_LB if units == 'lb' else 1.0):.0f} {units}"


def _both_sides(day: ExerciseDay, _: WeightUnit) -> str:
    left, right = day.sides_rom_deg
    return "" if left is None or right is None else f"{left:.0f}°/{right:.0f}°"


def _tempo(day: ExerciseDay, _: WeightUnit) -> str:
    if day.rhythm_per_min is not None:
        return f"{day.rhythm_per_min:.0f} a minute"
    return "" if day.tempo is None else "-".join(f"{each:.1f}" for each in day.tempo)


def _maximum(day: ExerciseDay, units: WeightUnit) -> str:
    if day.one_rep_max is None:
        return ""
    low, high = day.one_rep_max
    return weight_text(int(low * 2) / 2, -int(-high * 2 - 0.999) / 2, units=units)


def _levels(day: ExerciseDay, _: WeightUnit) -> str:
    return ", ".join(f"{number} {level_name(name)}" for name, number in day.levels.items())


def _main_level(day: ExerciseDay, _: WeightUnit) -> str:
    """The level of most reps, and the number of the others."""
    if not day.levels:
        return ""
    name, number = next(iter(day.levels.items()))
    others = sum(day.levels.values()) - number
    return f"{number} {level_name(name)}" + (f" +{others}" if others else "")


_HEAD = (
    _Column("date", 10, lambda day, _: day.at.astimezone().date().isoformat()),
    _Column("id", 5, lambda day, _: str(day.workout)),
)
_WORK = (
    _Column("sets", 4, lambda day, _: str(len(day.sets))),
    _Column("reps", 6, _reps),
    _Column("longest", 8, _hold),
    _Column("load", 8, lambda day, units: _weight(day.load_kg, units)),
    _Column("volume", 8, _volume),
    _Column("tension", 8, lambda day, _: "" if day.tension_s is None else seconds(day.tension_s)),
    _Column("est. 1RM", 12, _maximum),
    _Column("score", 5, lambda day, _: "" if day.score is None else f"{day.score:.0f}"),
)
_MOVEMENT = (
    _Column("range", 8, lambda day, _: _estimate(day.range_of_motion, "°")),
    _Column("left/right", 10, _both_sides),
    _Column("asymm.", 8, lambda day, _: _estimate(day.asymmetry, "°", "+")),
    _Column("tempo, s", 15, _tempo),
    _Column("loss", 9, lambda day, _: _estimate(day.velocity_loss, " %")),
)
