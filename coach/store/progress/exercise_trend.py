"""One exercise from workout to workout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from math import hypot

from coach.judging.effort.set_figures import Estimate
from coach.store.progress.training_sets import TrainingSet


@dataclass(frozen=True, slots=True)
class ExerciseDay:
    """The sets of one exercise in one workout; figures are None where the camera can't know.

    Attributes:
        workout: The number of the workout.
        at: When it was, in UTC.
        sets: Its sets of the exercise.
    """

    workout: int
    at: datetime
    sets: tuple[TrainingSet, ...]

    @property
    def full(self) -> int:
        """Full reps, as corrected."""
        return sum(each.figures.full for each in self.sets)

    @property
    def partial(self) -> int:
        """Partial reps."""
        return sum(each.figures.partial for each in self.sets)

    @property
    def hold_s(self) -> float | None:
        """Seconds held in total; None if reps are counted."""
        return _sum(each.hold_s for each in self.sets)

    @property
    def longest_hold_s(self) -> float | None:
        """The longest hold, seconds."""
        return max((each.hold_s for each in self.sets if each.hold_s is not None), default=None)

    @property
    def load_kg(self) -> float | None:
        """The heaviest load with a full rep; None without one."""
        loads = [each.weight_kg for each in self.sets if each.weight_kg and each.figures.full]
        return max(loads, default=None)

    @property
    def volume_kg(self) -> float | None:
        """Load times full reps, over the sets with a load; None without one."""
        return _sum(each.weight_kg * each.figures.full for each in self.sets if each.weight_kg)

    @property
    def tension_s(self) -> float | None:
        """Time under tension; a hold is under tension while it lasts."""
        return _sum(each.figures.tension_s if each.hold_s is None else each.hold_s for each in self.sets)

    @property
    def range_of_motion(self) -> Estimate | None:
        """Mean range of motion of the full reps, with the error of one measurement, degrees."""
        rom = _weighted((each.figures.rom_deg, each.figures.measured) for each in self.sets)
        error = _weighted((each.figures.rom_error_deg, each.figures.measured) for each in self.sets)
        return None if rom is None else Estimate(rom, error or 0.0)

    @property
    def sides_rom_deg(self) -> tuple[float | None, float | None]:
        """Mean range of motion of the left and of the right side, degrees."""
        left = _weighted((each.figures.left_rom_deg, each.figures.full) for each in self.sets)
        return left, _weighted((each.figures.right_rom_deg, each.figures.full) for each in self.sets)

    @property
    def asymmetry(self) -> Estimate | None:
        """Left minus right, degrees."""
        known = [
            (each.figures.sides_deg, each.figures.sides_error_deg or 0.0)
            for each in self.sets
            if each.figures.sides_deg is not None
        ]
        return (
            Estimate(sum(one for one, _ in known) / len(known), sum(error for _, error in known) / len(known))
            if known
            else None
        )

    @property
    def tempo(self) -> tuple[float, ...] | None:
        """Mean tempo of the full reps: lowering, pause, effort, pause, seconds."""
        sums, reps = [0.0] * 4, 0
        for each in self.sets:
            tempo, number = each.figures.tempo, each.figures.full
            if tempo is not None:
                sums = [total + part * number for total, part in zip(sums, tempo, strict=True)]
                reps += number
        return tuple(each / reps for each in sums) if reps else None

    @property
    def rhythm_per_min(self) -> float | None:
        """Reps a minute, for jumps and the like."""
        return _weighted((each.figures.rhythm_per_min, each.figures.full) for each in self.sets)

    @property
    def velocity_loss(self) -> Estimate | None:
        """The mean loss of velocity in a set, per cent."""
        known = [
            (each.figures.velocity_loss, each.figures.velocity_loss_error or 0.0)
            for each in self.sets
            if each.figures.velocity_loss is not None
        ]
        if not known:
            return None
        error = hypot(*(error for _, error in known)) / len(known)
        return Estimate(sum(loss for loss, _ in known) / len(known), error)

    @property
    def score(self) -> float | None:
        """Mean score of its sets, each counting by its reps, 0 to 100."""
        return _weighted((each.figures.score, each.figures.full + each.figures.partial) for each in self.sets)

    @property
    def one_rep_max(self) -> tuple[float, float] | None:
        """The highest estimate of a one-repetition maximum, as a range in kilograms."""
        known = [
            (each.figures.high_kg, each.figures.low_kg)
            for each in self.sets
            if each.figures.low_kg is not None and each.figures.high_kg is not None
        ]
        if not known:
            return None
        high, low = max(known)
        return low, high

    @property
    def levels(self) -> dict[str, int]:
        """Reps by the level that they reached, or holds by theirs."""
        counted: Counter[str] = Counter()
        for each in self.sets:
            counted.update(each.figures.levels or ({each.level: 1} if each.level else {}))
        return dict(counted.most_common())


def exercise_days(sets: Iterable[TrainingSet]) -> list[ExerciseDay]:
    """The sets by workout, in the same order."""
    days = []
    for workout, group in groupby(sets, key=lambda each: each.workout):
        mine = tuple(group)
        days.append(ExerciseDay(workout, mine[0].at, mine))
    return days


def best_day(days: Sequence[ExerciseDay]) -> ExerciseDay | None:
    """The best workout: the longest hold, else the largest volume, else the most full reps.

    Of equal ones, the latest.
    """
    return max(reversed(days), key=_worth, default=None)


def _worth(day: ExerciseDay) -> tuple[float, float, int]:
    return day.longest_hold_s or 0.0, day.volume_kg or 0.0, day.full


def _sum(values: Iterable[float | None]) -> float | None:
    known = [each for each in values if each is not None]
    return sum(known) if known else None


def _weighted(pairs: Iterable[tuple[float | None, int]]) -> float | None:
    """The mean of the known values by their weights."""
    weighed, total = 0.0, 0
    for value, weight in pairs:
        if value is not None:
            weighed += value * weight
            total += weight
    return weighed / total if total else None
