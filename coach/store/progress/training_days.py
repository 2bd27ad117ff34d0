"""The days on which a person trained: a year of them, streaks, and weeks against their goals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from coach.store.history import History
from coach.store.progress.progress_queries import days_query
from coach.store.queries import WorkoutFilter, moment

WEEKS = 53
"""A year of weeks, so that every day of it is shown."""


@dataclass(frozen=True, slots=True)
class TrainingYear:
    """The last year.

    Attributes:
        today: The last day.
        sets: Number of sets by day.
        workouts: Number of workouts by day.
    """

    today: date
    sets: dict[date, int]
    workouts: dict[date, int]

    @property
    def first(self) -> date:
        """The first day: a Monday."""
        return monday(self.today) - timedelta(weeks=WEEKS - 1)

    @property
    def streak_weeks(self) -> int:
        """Weeks in a row with a workout, up to this week; this week is not missed before it is over."""
        weeks = {monday(day) for day in self.workouts}
        week = monday(self.today)
        if week not in weeks:
            week -= timedelta(weeks=1)
        streak = 0
        while week in weeks:
            streak, week = streak + 1, week - timedelta(weeks=1)
        return streak

    @property
    def streak_days(self) -> int:
        """Days in a row with a workout, up to today or yesterday."""
        day = self.today if self.today in self.workouts else self.today - timedelta(days=1)
        streak = 0
        while day in self.workouts:
            streak, day = streak + 1, day - timedelta(days=1)
        return streak

    def workouts_since(self, day: date) -> int:
        """Number of workouts from a day on."""
        return sum(number for each, number in self.workouts.items() if each >= day)


def training_year(history: History, choice: WorkoutFilter, today: date) -> TrainingYear:
    """The last year of the chosen workouts, in local days."""
    year = TrainingYear(today, {}, {})
    since = local_midnight(year.first)
    if choice.since is not None:
        since = max(since, choice.since)
    sets: Counter[date] = Counter()
    workouts: Counter[date] = Counter()
    for _, at, number in history.rows(*days_query(replace(choice, limit=None, since=since))):
        day = moment(at).astimezone().date()
        sets[day] += number
        workouts[day] += 1
    return TrainingYear(today, dict(sets), dict(workouts))


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def local_midnight(day: date) -> datetime:
    """The start of a local day."""
    return datetime(day.year, day.month, day.day).astimezone()
