"""The page of a week or a month: what was done, by exercise, and against the ones before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rich.console import ConsoleOptions
from rich.text import Text

from coach.quantities import KG_PER_LB, WeightUnit
from coach.store.progress.exercise_trend import ExerciseDay
from coach.store.progress.period_totals import PeriodKind, PeriodTotals
from coach.store.progress.week_goals import WeekGoal
from coach.ui import theme
from coach.ui.charts import bar
from coach.ui.formatting import exercise_text, seconds
from coach.ui.progress.goal_text import goal_line

_BAR = 24


class PeriodPage:
    """The page.

    Args:
        periods: The periods, oldest first, shown from the first with a workout on; the last in detail.
        kind: Weeks or months.
        goals: The goals for this week.
        units: The unit of weights.
    """

    def __init__(
        self, periods: Sequence[PeriodTotals], kind: PeriodKind, goals: Sequence[WeekGoal], units: WeightUnit
    ) -> None:
        begun = next((at for at, each in enumerate(periods) if each.workouts), len(periods) - 1)
        self.periods, self.kind, self.goals, self.units = periods[begun:], kind, goals, units

    def lines(self, options: ConsoleOptions) -> Iterator[str | Text]:
        """The lines."""
        now = self.periods[-1]
        yield Text(f"{period_name(now.first, self.kind)}: {self._totals(now)}", theme.HEADLINE)
        yield from self._compared()
        yield from (goal_line(each, ascii_only=options.ascii_only) for each in self.goals)
        if now.exercises:
            yield ""
            width = max(len(exercise_text(name)) for name, _ in now.exercises)
            for name, done in now.exercises:
                yield f"{exercise_text(name).ljust(width)}  {self._done(done)}"
        yield ""
        yield Text(f"Workouts in each {self.kind}", theme.HEADING)
        most = max(each.workouts for each in self.periods)
        names = [_short_name(each.first, self.kind) for each in self.periods]
        for name, each in zip(names, self.periods, strict=True):
            drawn = bar(each.workouts, max(most, 1), _BAR, ascii_only=options.ascii_only)
            parts = (str(each.workouts), *self._parts(each))
            yield f"{name:>{max(map(len, names))}} {drawn} {', '.join(parts)}"

    def _totals(self, period: PeriodTotals) -> str:
        workouts = {0: "no workout", 1: "1 workout"}.get(period.workouts, f"{period.workouts} workouts")
        return ", ".join((workouts, *self._parts(period)))

    def _parts(self, period: PeriodTotals) -> Iterator[str]:
        if period.full:
            yield f"{period.full} full rep{'' if period.full == 1 else 's'}"
        if period.hold_s:
            yield f"{seconds(period.hold_s)} held"
        if period.volume_kg is not None:
            yield volume_text(period.volume_kg, self.units)

    def _compared(self) -> Iterator[str]:
        """The period against the mean of those before it, from the first with a workout on."""
        before = self.periods[:-1]
        if not before:
            return
        workouts = sum(each.workouts for each in before) / len(before)
        reps = sum(each.full for each in before) / len(before)
        of = f"the {len(before)} {self.kind}s before" if len(before) > 1 else f"the {self.kind} before"
        mean = "On average in" if len(before) > 1 else "In"
        yield f"{mean} {of}: {workouts:.3g} workout{'' if workouts == 1 else 's'}, {reps:.0f} full reps."

    def _done(self, done: ExerciseDay) -> str:
        sets = f"{len(done.sets)} set{'' if len(done.sets) == 1 else 's'}"
        parts = [sets]
        if done.full or done.partial:
            parts.append(f"{done.full} full" + (f" + {done.partial} partial" if done.partial else ""))
        if done.hold_s is not None:
            parts.append(f"{seconds(done.hold_s)} held")
        elif done.tension_s:
            parts.append(f"{seconds(done.tension_s)} under tension")
        if done.volume_kg is not None:
            parts.append(volume_text(done.volume_kg, self.units))
        return ", ".join(parts)


def volume_text(volume_kg: float, units: WeightUnit) -> str:
    """A volume, such as '2376 kg lifted'."""
    return f"{volume_kg / (KG_PER_LB if units == 'lb' else 1.0):.0f} {units} lifted"


def period_name(first: date, kind: PeriodKind) -> str:
    """A week or month in words, such as 'Week of 23 November 2026'."""
    return f"Week of {first.day} {first:%B %Y}" if kind == "week" else f"{first:%B %Y}"


def _short_name(first: date, kind: PeriodKind) -> str:
    if kind == "month":
        return f"{first:%b %Y}"
    last = first + timedelta(days=6)
    return f"{first.day} {first:%b} - {last.day} {last:%b}"
