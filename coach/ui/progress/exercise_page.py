"""The page of one exercise over time: last against best, what changed, charts, records, workouts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean
from textwrap import wrap

from rich.console import ConsoleOptions
from rich.text import Text

from coach.judging.effort.set_figures import Estimate
from coach.quantities import KG_PER_LB, WeightUnit
from coach.store.progress.change import CHANGE_WEEKS, FigureChange, change
from coach.store.progress.exercise_trend import ExerciseDay, best_day
from coach.store.progress.personal_records import PersonalRecord
from coach.ui import theme
from coach.ui.formatting import long_date
from coach.ui.progress.change_text import change_text
from coach.ui.progress.day_text import day_name, depth_text, next_try, sets_text, title_text
from coach.ui.progress.exercise_table import exercise_table
from coach.ui.progress.record_text import record_name, record_value
from coach.ui.progress.trend_chart import TrendChart

_FEWEST_FOR_CHART = 3


@dataclass(frozen=True, slots=True)
class TrendFigure:
    """A figure whose trend is told.

    Attributes:
        key: Its name in JSON.
        name: Its name for people.
        unit: Its unit, with the space before it.
        value: Gives it for a workout; None where it is not known.
        is_bar: Whether its chart has bars; None for no chart.
        decimals: Digits behind the point.
    """

    key: str
    name: str
    unit: str
    value: Callable[[ExerciseDay], Estimate | None]
    is_bar: bool | None = None
    decimals: int = 0

    def points(self, days: Sequence[ExerciseDay]) -> list[tuple[datetime, Estimate]]:
        """The time and the value of each workout in which it is known."""
        return [(day.at, value) for day in days if (value := self.value(day)) is not None]

    def chart(self, points: Sequence[tuple[datetime, Estimate]]) -> TrendChart:
        """Its chart."""
        title = f"{self.name}, {self.unit.strip()}" if self.unit else self.name
        return TrendChart(title, points, bool(self.is_bar), self.decimals)

    def change(self, days: Sequence[ExerciseDay]) -> FigureChange | None:
        """How it changed."""
        return change(self.points(recent_days(days)))


def trend_figures(units: WeightUnit) -> tuple[TrendFigure, ...]:
    """The figures of an exercise, weights in ``units``."""
    share = 1 / KG_PER_LB if units == "lb" else 1.0
    return (
        TrendFigure("full", "Full reps", "", lambda day: _exact(day.full or None), is_bar=True),
        TrendFigure("hold_s", "Longest hold", " s", lambda day: _exact(day.longest_hold_s), is_bar=True),
        TrendFigure(
            "load_kg", "Load", f" {units}", lambda day: _exact(day.load_kg, share), is_bar=True, decimals=1
        ),
        TrendFigure("volume_kg", "Volume", f" {units}", lambda day: _exact(day.volume_kg, share)),
        TrendFigure(
            "one_rep_max_kg",
            "Estimated one-rep maximum",
            f" {units}",
            lambda day: _exact(None if day.one_rep_max is None else fmean(day.one_rep_max), share),
            decimals=1,
        ),
        TrendFigure("rom_deg", "Range of motion", "°", lambda day: day.range_of_motion, is_bar=False),
        TrendFigure("asymmetry_deg", "Left minus right", "°", lambda day: day.asymmetry),
        TrendFigure(
            "lowering_s",
            "Lowering",
            " s",
            lambda day: _exact(day.tempo[0] if day.tempo else None),
            decimals=1,
        ),
        TrendFigure("velocity_loss", "Velocity loss in a set", " %", lambda day: day.velocity_loss),
        TrendFigure("score", "Score", "", lambda day: _exact(day.score)),
    )


class ExercisePage:
    """The page.

    Args:
        exercise: Canonical name.
        days: Its workouts, oldest first; at least one.
        records: Its records.
        levels: Its levels, lowest first.
        units: The unit of weights.
        today: The last day.
        most: Workouts in the table at most; None for all.
    """

    def __init__(
        self,
        exercise: str,
        days: Sequence[ExerciseDay],
        records: Sequence[PersonalRecord],
        *,
        levels: Sequence[str],
        units: WeightUnit,
        today: date,
        most: int | None,
    ) -> None:
        self.exercise, self.days, self.records = exercise, days, records
        self.levels, self.units, self.today, self.most = levels, units, today, most

    def lines(self, options: ConsoleOptions) -> Iterator[str | Text]:
        """The lines; charts only in a terminal, what they show in words everywhere."""
        since = long_date(self.days[0].at)
        yield Text(f"{title_text(self.exercise, self.days)} since {since}", theme.HEADLINE)
        for line in self._compared():
            yield from wrap(line, options.max_width, subsequent_indent="  ")
        yield ""
        for figure in trend_figures(self.units):
            yield from self._trend(figure, options)
        if self.records:
            yield ""
            yield Text("Records", theme.HEADING)
            for each in self.records:
                name = record_name(each)
                value = record_value(each, self.units)
                yield f"{name[0].upper()}{name[1:]}: {value}, workout {each.workout}, {long_date(each.at)}"
        yield ""
        shown = self.days if self.most is None else self.days[-self.most :]
        yield from exercise_table(shown, self.units, options.max_width)
        if len(shown) < len(self.days):
            yield Text(
                f"The last {len(shown)} of {len(self.days)} workouts; --all lists them all.", theme.ASIDE
            )

    def _compared(self) -> Iterator[str]:
        """The last workout against the best."""
        last, best = self.days[-1], best_day(self.days)
        ahead = next_try(last)
        yield f"Last, {self._told(last)}{'; ' if ahead else ''}{ahead}."
        if best is last and len(self.days) > 1:
            yield "That is your best workout of it so far."
        elif best is not None and best is not last:
            yield f"Best, {self._told(best)}."

    def _told(self, day: ExerciseDay) -> str:
        done = ", ".join(filter(None, (sets_text(day, self.units), depth_text(day, self.levels))))
        return f"{day_name(day.at, self.today).removeprefix('last ')}: {done}"

    def _trend(self, figure: TrendFigure, options: ConsoleOptions) -> Iterator[str]:
        """How a figure changed, and its chart in a terminal."""
        has_chart = options.is_terminal and figure.is_bar is not None
        points = figure.points(self.days if has_chart else recent_days(self.days))
        found = change(points)
        if found is not None:
            sentence = change_text(figure.name, found, figure.unit, decimals=figure.decimals)
            yield from wrap(sentence, options.max_width, subsequent_indent="  ")
        if has_chart and len(points) >= _FEWEST_FOR_CHART:
            yield from figure.chart(points).lines(options.max_width, ascii_only=options.ascii_only)
            yield ""


def recent_days(days: Sequence[ExerciseDay]) -> Sequence[ExerciseDay]:
    """The workouts of the weeks that count for a change."""
    begin = days[-1].at - timedelta(weeks=CHANGE_WEEKS) if days else None
    return days if begin is None else days[bisect_left(days, begin, key=lambda each: each.at) :]


def _exact(value: float | None, share: float = 1.0) -> Estimate | None:
    return None if value is None else Estimate(value * share, 0.0)
