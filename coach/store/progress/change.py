"""Whether a figure changed over the weeks by more than one measurement can be wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, groupby
from statistics import fmean, median

from coach.judging.effort.set_figures import Estimate

_FEWEST = 3
CHANGE_WEEKS = 60
"""Weeks that count, the latest: what was before says nothing about now. Also the most points of a line."""
_WEEK_S = 7 * 86400.0


@dataclass(frozen=True, slots=True)
class FigureChange:
    """How a figure changed.

    Attributes:
        amount: The change along a line through all points: the median of the slopes between any two
            (Theil 1950, Sen 1968), which one odd workout does not turn, times the span.
        weeks: The span in weeks.
        error: The error of one measurement, in the same unit; 0 for what is counted.
        beyond: How many later points differ from the first by more than the error.
        later: Number of these points.
        unit: What a point is: the mean of a week, or a workout if there are few.
    """

    amount: float
    weeks: float
    error: float
    beyond: int
    later: int
    unit: str

    @property
    def is_clear(self) -> bool:
        """Whether most later points differ from the first by more than the error."""
        return bool(self.amount) and self.beyond > self.later / 2


def change(points: Sequence[tuple[datetime, Estimate]]) -> FigureChange | None:
    """How a figure changed over these points, oldest first; None with fewer than three.

    Weekly means are compared, or the workouts if they are of fewer than three weeks.
    """
    if points:
        begin = points[-1][0] - timedelta(weeks=CHANGE_WEEKS)
        points = points[bisect_left(points, begin, key=lambda each: each[0]) :]
    weeks = [
        (_middle([at for at, _ in week]), _mean([value for _, value in week]))
        for _, group in groupby(points, key=lambda each: each[0].astimezone().isocalendar()[:2])
        for week in [list(group)]
    ]
    chosen, unit = (weeks, "week") if len(weeks) >= _FEWEST else (list(points), "workout")
    chosen = chosen[-CHANGE_WEEKS:]
    if len(chosen) < _FEWEST:
        return None
    times = [at.timestamp() / _WEEK_S for at, _ in chosen]
    values = [each.value for _, each in chosen]
    span = times[-1] - times[0]
    slopes = [
        (values[later] - values[first]) / (times[later] - times[first])
        for first, later in combinations(range(len(chosen)), 2)
        if times[later] > times[first]
    ]
    beyond = sum(abs(each.value - values[0]) > each.error for _, each in chosen[1:])
    error = median(each.error for _, each in chosen)
    return FigureChange(median(slopes) * span if slopes else 0.0, span, error, beyond, len(chosen) - 1, unit)


def _mean(values: Sequence[Estimate]) -> Estimate:
    """The mean, with the error of one of them: the camera is wrong the same way each time."""
    return Estimate(fmean(each.value for each in values), fmean(each.error for each in values))


def _middle(times: Sequence[datetime]) -> datetime:
    return times[len(times) // 2]
