"""Personal records of an exercise, and those that a workout broke."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from coach.store.progress.training_sets import TrainingSet

RecordKind = Literal["load", "one-rep maximum", "reps", "hold", "range"]
REP_RANGES = ((1, 3), (4, 6), (7, 9), (10, 12), (13, None))
"""Reps of a set for which the heaviest load is a record of its own."""
_RepRange = tuple[int, int | None]
_Candidate = tuple[RecordKind, _RepRange | None, float, float]
_CONSISTENT = 5
"""Full reps that a range must hold for: fewer are no habit."""


@dataclass(frozen=True, slots=True)
class PersonalRecord:
    """The best of its kind.

    Attributes:
        kind: What is largest: load, one-rep maximum (the lower estimate), reps, hold, or the range of motion
            that every full rep of a set of five or more reached.
        exercise: Canonical name.
        reps: The rep range of a load, the last without an end; None for other kinds.
        value: Kilograms, reps, seconds or degrees.
        error: Its error bar; 0 for what is counted.
        workout: The number of the workout.
        position: The number of the set.
        at: When it was.
        weight_kg: The load of that set, or None.
    """

    kind: RecordKind
    exercise: str
    reps: tuple[int, int | None] | None
    value: float
    error: float
    workout: int
    position: int
    at: datetime
    weight_kg: float | None


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that a workout broke.

    Attributes:
        now: The new record.
        before: The one before.
    """

    now: PersonalRecord
    before: PersonalRecord


def personal_records(sets: Iterable[TrainingSet]) -> list[PersonalRecord]:
    """The records by exercise, in the order of ``RecordKind``; of equal ones, the first stands.

    Sets with a doubtful count hold no record.
    """
    best: dict[tuple[str, RecordKind, _RepRange | None], tuple[float, float, TrainingSet]] = {}
    for each in sets:
        if each.is_doubtful:
            continue
        for kind, reps, value, error in _of(each):
            key = (each.exercise, kind, reps)
            if key not in best or value > best[key][0]:
                best[key] = value, error, each
    records = (
        PersonalRecord(kind, exercise, reps, value, error, of.workout, of.position, of.at, of.weight_kg)
        for (exercise, kind, reps), (value, error, of) in best.items()
    )
    return sorted(records, key=_place)


def broken_records(before: Sequence[TrainingSet], now: Sequence[TrainingSet]) -> list[BrokenRecord]:
    """The records that the sets of a workout broke; the first workout of an exercise breaks none.

    A measured range must exceed the former by more than its error.
    """
    former = {(each.exercise, each.kind, each.reps): each for each in personal_records(before)}
    broken = []
    for each in personal_records(now):
        old = former.get((each.exercise, each.kind, each.reps))
        if old is not None and each.value > old.value + max(each.error, old.error):
            broken.append(BrokenRecord(each, old))
    return broken


def _place(record: PersonalRecord) -> tuple[str, int, int]:
    kinds: tuple[RecordKind, ...] = ("load", "one-rep maximum", "reps", "hold", "range")
    return record.exercise, kinds.index(record.kind), record.reps[0] if record.reps else 0


def _of(done: TrainingSet) -> Iterable[_Candidate]:
    """What a set is a candidate for: kind, rep range, value and error."""
    figures = done.figures
    if done.weight_kg and figures.full:
        yield "load", _range_of(figures.full), done.weight_kg, 0.0
    if figures.low_kg is not None:
        yield "one-rep maximum", None, figures.low_kg, 0.0
    if figures.full and done.hold_s is None:
        yield "reps", None, figures.full, 0.0
    if done.hold_s:
        yield "hold", None, done.hold_s, 0.0
    if figures.least_rom_deg is not None and figures.measured >= max(_CONSISTENT, figures.full):
        yield "range", None, figures.least_rom_deg, figures.rom_error_deg or 0.0


def _range_of(reps: int) -> tuple[int, int | None]:
    return next(each for each in REP_RANGES if each[1] is None or reps <= each[1])
