"""A workout of one exercise in a few words, and what to try next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from coach.judging.level import level_name
from coach.quantities import WeightUnit, weight_text
from coach.store.progress.exercise_trend import ExerciseDay
from coach.store.progress.training_sets import TrainingSet
from coach.ui.formatting import exercise_text, long_date, plural, seconds

_WEEK = 7
_SECONDS_MORE = 5


def day_name(at: datetime, today: date) -> str:
    """A day in words: 'today', 'yesterday', 'last Tuesday', or its date."""
    day = at.astimezone().date()
    ago = (today - day).days
    if ago in (0, 1):
        return ("today", "yesterday")[ago]
    return f"last {at.astimezone():%A}" if 1 < ago < _WEEK else f"on {long_date(at)}"


def sets_text(day: ExerciseDay, units: WeightUnit) -> str:
    """The sets, such as '3 x 10 at 20 kg' or '10, 9 and 8 reps'."""
    groups: list[tuple[tuple[float | int, float | None], int]] = []
    for each in day.sets:
        key = _amount(each), each.weight_kg or None
        if groups and groups[-1][0] == key:
            groups[-1] = (key, groups[-1][1] + 1)
        else:
            groups.append((key, 1))
    held = day.hold_s is not None
    loads = {load for (_, load), _ in groups}
    texts = [
        _group(amount, number, held=held) + (_at(load, units) if len(loads) > 1 else "")
        for (amount, load), number in groups
    ]
    single = len(groups) == 1 and groups[0][1] == 1 and not held
    text = ", ".join(texts) + (" reps" if single and groups[0][0][0] != 1 else " rep" if single else "")
    return text + (_at(next(iter(loads)), units) if len(loads) == 1 else "")


def _amount(each: TrainingSet) -> float | int:
    return each.figures.full if each.hold_s is None else each.hold_s


def _group(amount: float, number: int, *, held: bool) -> str:
    text = seconds(amount) if held else str(amount)
    return text if number == 1 else f"{number} x {text}"


def _at(load: float | None, units: WeightUnit) -> str:
    return "" if load is None else f" at {weight_text(load, units=units)}"


def depth_text(day: ExerciseDay, levels: Sequence[str]) -> str:
    """What every full rep reached, such as 'all parallel or deeper'; empty if a rep was partial or unjudged.

    Args:
        day: The workout.
        levels: The levels of the exercise, lowest first.
    """
    if day.partial:
        return f"{day.partial} partial"
    reached = [each for each in day.levels if each in levels]
    if not day.full or sum(day.levels[each] for each in reached) < day.full:
        return ""
    lowest = min(reached, key=levels.index)
    return f"all {level_name(lowest)}{' or better' if len(reached) > 1 else ''}"


def next_try(day: ExerciseDay) -> str:
    """What to try next: one rep more, or the missing ones; seconds for a hold."""
    if day.longest_hold_s is not None:
        return f"try {int(day.longest_hold_s) + _SECONDS_MORE} s"
    counts = [each.figures.full for each in day.sets]
    most = max(counts, default=0)
    if not most:
        return ""
    if day.partial:
        return f"try {most}, all full"
    short = Counter(counts)
    if len(short) > 1:
        return f"try {most} in each set"
    return f"try {most + 1}"


def last_time_text(day: ExerciseDay, levels: Sequence[str], units: WeightUnit, today: date) -> str:
    """The last time, such as 'Last Tuesday: 3 x 10 at 20 kg, all parallel; try 11'."""
    when = day_name(day.at, today)
    done = ", ".join(filter(None, (sets_text(day, units), depth_text(day, levels))))
    ahead = next_try(day)
    return f"{when[0].upper()}{when[1:]}: {done}{'; ' if ahead else ''}{ahead}."


def spoken_text(text: str) -> str:
    """The same for a voice, which reads 'x' and 'kg' as letters."""
    for written, spoken in ((" x ", " times "), (" kg", " kilograms"), (" lb", " pounds"), (";", ".")):
        text = text.replace(written, spoken)
    return text


def title_text(exercise: str, days: Sequence[ExerciseDay]) -> str:
    """What there is of an exercise, such as 'Squats: 28 workouts, 912 full reps'."""
    workouts = "1 workout" if len(days) == 1 else f"{len(days)} workouts"
    full, held = sum(each.full for each in days), sum(each.hold_s or 0.0 for each in days)
    what = f"{full} full rep{'' if full == 1 else 's'}" if full or not held else f"{seconds(held)} held"
    name = exercise_text(exercise) if held else plural(exercise, 2)
    return f"{name[0].upper()}{name[1:]}: {workouts}, {what}"
