"""A chart of one figure over time, made of characters: bars from zero, or points with error bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from statistics import fmean

from coach.judging.effort.set_figures import Estimate

_ROWS = 6
_WIDEST = 4
"""Columns a point at most: a few points stay close enough to compare."""
_MARGIN = 7
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_UNITS: tuple[tuple[str, Callable[[datetime], object]], ...] = (
    ("workout", lambda at: at),
    ("week", lambda at: at.isocalendar()[:2]),
    ("month", lambda at: (at.year, at.month)),
    ("year", lambda at: at.year),
)


@dataclass(frozen=True, slots=True)
class TrendChart:
    """A chart.

    Attributes:
        title: What it shows, with the unit, such as 'Full reps'.
        points: Time and value of each workout, oldest first.
        is_bar: Whether to draw bars from zero, for what is counted; else points with error bars.
        decimals: Digits behind the point on the axis.
    """

    title: str
    points: Sequence[tuple[datetime, Estimate]]
    is_bar: bool = True
    decimals: int = 0

    def lines(self, width: int, *, ascii_only: bool = False) -> Iterator[str]:
        """The title, the chart and its dates, at most ``width`` characters wide."""
        unit, columns = in_columns(self.points, max(width - _MARGIN - 2, 8))
        values = [value for _, value in columns]
        low, high = self._scale(values)
        each_width = max(min((width - _MARGIN - 2) // len(columns), _WIDEST), 1)
        of = "workout" if unit == "workout" else f"{unit}, as the mean of its workouts"
        yield f"{self.title}: {self._spread(values)}; each {'bar' if self.is_bar else 'point'} is a {of}"
        for row in range(_ROWS):
            label = {0: high, _ROWS - 1: low}.get(row)
            text = "" if label is None else f"{label:.{self.decimals}f}"
            edge = "|" if ascii_only else "│" if label is None else "┤"
            cells = "".join(
                self._cell(each, row, (low, high), ascii_only).ljust(each_width) for each in values
            )
            yield f"{text:>{_MARGIN}} {edge}{cells}".rstrip()
        first, last = _day(columns[0][0]), _day(columns[-1][0])
        across = max(each_width * len(columns), len(first) + len(last) + 1)
        dates = first if len(columns) == 1 else first + last.rjust(across - len(first))
        yield f"{' ' * (_MARGIN + 2)}{dates}".rstrip()

    def _spread(self, values: Sequence[Estimate]) -> str:
        """What the chart shows in words: lowest, highest and last."""
        shown = [f"{each.value:.{self.decimals}f}" for each in values]
        low, high = min(shown, key=float), max(shown, key=float)
        return f"always {low}" if low == high else f"{low} to {high}, last {shown[-1]}"

    def _scale(self, values: Sequence[Estimate]) -> tuple[float, float]:
        """The values at the bottom and the top."""
        if self.is_bar:
            return 0.0, max(each.value for each in values) or 1.0
        low = min(each.value - each.error for each in values)
        high = max(each.value + each.error for each in values)
        return (low, high) if high > low else (low - 1.0, high + 1.0)

    def _cell(self, value: Estimate, row: int, scale: tuple[float, float], ascii_only: bool) -> str:
        """One cell of a column; row 0 is the top."""
        low, high = scale
        if self.is_bar:
            filled = (value.value - low) / (high - low) * _ROWS - (_ROWS - 1 - row)
            return _bar_cell(filled, is_lowest=row == _ROWS - 1, ascii_only=ascii_only)
        if row == _row(value.value, scale):
            return "o" if ascii_only else "●"
        is_within = _row(value.value + value.error, scale) <= row <= _row(value.value - value.error, scale)
        return (":" if ascii_only else "┊") if is_within else " "


def _bar_cell(filled: float, *, is_lowest: bool, ascii_only: bool) -> str:
    """A cell of a bar that is filled to this share; the lowest is never empty, so that none is lost."""
    eighths = round(min(max(filled, 0.0), 1.0) * 8)
    if ascii_only:
        return "#" if eighths >= 4 else "_" if is_lowest else " "
    return _EIGHTHS[max(eighths, int(is_lowest))]


def in_columns(
    points: Sequence[tuple[datetime, Estimate]], most: int
) -> tuple[str, list[tuple[datetime, Estimate]]]:
    """The points as at most ``most`` columns: workouts, else the means of weeks, months or years."""
    plans = [(name, _grouped(points, key)) for name, key in _UNITS]
    name, groups = next((each for each in plans if len(each[1]) <= most), plans[-1])
    return name, [(group[0][0], _mean([value for _, value in group])) for group in groups[-most:]]


def _grouped(
    points: Sequence[tuple[datetime, Estimate]], key: Callable[[datetime], object]
) -> list[list[tuple[datetime, Estimate]]]:
    return [list(group) for _, group in groupby(points, lambda each: key(each[0].astimezone()))]


def _mean(values: Sequence[Estimate]) -> Estimate:
    return Estimate(fmean(each.value for each in values), fmean(each.error for each in values))


def _row(value: float, scale: tuple[float, float]) -> int:
    """The row of a value; row 0 is the top."""
    low, high = scale
    return _ROWS - 1 - round((value - low) / (high - low) * (_ROWS - 1))


def _day(at: datetime) -> str:
    here = at.astimezone()
    return f"{here.day} {here:%b %Y}"
