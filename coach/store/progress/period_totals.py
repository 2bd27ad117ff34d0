"""What was done in weeks and months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from coach.store.progress.exercise_trend import ExerciseDay
from coach.store.progress.training_days import monday
from coach.store.progress.training_sets import TrainingSet

PeriodKind = Literal["week", "month"]


@dataclass(frozen=True, slots=True)
class PeriodTotals:
    """A week or a month.

    Attributes:
        first: Its first day.
        workouts: Number of workouts.
        exercises: Its sets by exercise, the one with the most sets first, each as if of one workout.
    """

    first: date
    workouts: int
    exercises: tuple[tuple[str, ExerciseDay], ...]

    @property
    def sets(self) -> int:
        """Number of sets."""
        return sum(len(each.sets) for _, each in self.exercises)

    @property
    def full(self) -> int:
        """Full reps."""
        return sum(each.full for _, each in self.exercises)

    @property
    def volume_kg(self) -> float | None:
        """Load times full reps; None without a load."""
        known = [volume for _, each in self.exercises if (volume := each.volume_kg) is not None]
        return sum(known) if known else None

    @property
    def hold_s(self) -> float | None:
        """Seconds held; None without a hold."""
        known = [held for _, each in self.exercises if (held := each.hold_s) is not None]
        return sum(known) if known else None

    @property
    def tension_s(self) -> float:
        """Time under tension, seconds."""
        return sum(each.tension_s or 0.0 for _, each in self.exercises)


def first_day(day: date, kind: PeriodKind) -> date:
    """The first day of a day's week or month."""
    return monday(day) if kind == "week" else day.replace(day=1)


def earlier_period(first: date, kind: PeriodKind, periods: int) -> date:
    """The first day of the period that is this many before."""
    for _ in range(periods):
        first = first_day(first - timedelta(days=1), kind)
    return first


def period_totals(
    sets: Iterable[TrainingSet], kind: PeriodKind, today: date, periods: int
) -> list[PeriodTotals]:
    """The last periods, oldest first, up to that of today; empty ones too."""
    found: dict[date, list[TrainingSet]] = defaultdict(list)
    for each in sets:
        found[first_day(each.at.astimezone().date(), kind)].append(each)
    now = first_day(today, kind)
    firsts = [earlier_period(now, kind, ago) for ago in range(periods)[::-1]]
    return [_totals(first, found[first]) for first in firsts]


def _totals(first: date, sets: Sequence[TrainingSet]) -> PeriodTotals:
    by_exercise: dict[str, list[TrainingSet]] = defaultdict(list)
    for each in sets:
        by_exercise[each.exercise].append(each)
    most_first = sorted(by_exercise.items(), key=lambda each: -len(each[1]))
    exercises = tuple(
        (name, ExerciseDay(mine[0].workout, mine[0].at, tuple(mine))) for name, mine in most_first
    )
    return PeriodTotals(first, len({each.workout for each in sets}), exercises)
