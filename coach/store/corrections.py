"""Corrections of sets, carried over to a new analysis of the same film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from coach.store.tables import AttemptRow, RepRow, WorkoutSetRow

_MOSTLY = 0.5
"""Sets that share more than this part of their time show the same movement."""


@dataclass(frozen=True, slots=True)
class _Set:
    """The columns of a set that are needed here."""

    id: int
    position: int
    exercise: str
    start_s: float
    end_s: float | None  # None only in a database edited by hand
    weight_kg: float | None
    corrected_reps: int | None
    corrected_hold_s: float | None
    detected_exercise: str | None
    note: str | None

    @property
    def is_corrected(self) -> bool:
        """Whether the user corrected it."""
        counts = (self.corrected_reps, self.corrected_hold_s, self.detected_exercise)
        return any(each is not None for each in counts)

    @property
    def seen_exercise(self) -> str:
        """The exercise as it was detected."""
        return self.detected_exercise or self.exercise

    def shared_s(self, other: _Set) -> float:
        """Seconds of overlap with another set; negative for a gap, 0 if an end is unknown."""
        if self.end_s is None or other.end_s is None:
            return 0.0
        return min(self.end_s, other.end_s) - max(self.start_s, other.start_s)


def carry_over(connection: Connection, earlier_id: int, new_id: int) -> tuple[int, ...]:
    """Copy the user's corrections (count, hold time, load) from the earlier workout's sets to the new ones.

    A set matches the earlier set of the same exercise that overlaps it most, or else has the same number. A
    corrected set without a match is moved to the new workout, and replaces what was detected at its time.

    Returns:
        The numbers of the new workout's corrected sets.
    """
    earlier, new = _sets(connection, earlier_id), _sets(connection, new_id)
    moved = False
    for each in sorted(earlier, key=lambda one: not one.is_corrected):
        same = _same(each, new)
        if same is not None:
            new.remove(same)
            _copy_corrections(connection, same, each)
        elif each.is_corrected:
            _move(connection, new_id, each, new)
            moved = True
    if moved:
        _renumber(connection, new_id)
    return tuple(each.position for each in _sets(connection, new_id) if each.is_corrected)


def _sets(connection: Connection, workout_id: int) -> list[_Set]:
    columns = (getattr(WorkoutSetRow, name) for name in _Set.__dataclass_fields__)
    mine = select(*columns).where(WorkoutSetRow.workout_id == workout_id).order_by(WorkoutSetRow.position)
    return [_Set(*row) for row in connection.execute(mine)]


def _same(earlier: _Set, new: Sequence[_Set]) -> _Set | None:
    alike = [each for each in new if each.exercise in (earlier.seen_exercise, earlier.exercise)]
    best = max(alike, key=earlier.shared_s, default=None)
    if best is not None and best.shared_s(earlier) > 0:
        return best
    return next((each for each in alike if each.position == earlier.position), None)


def _copy_corrections(connection: Connection, new: _Set, earlier: _Set) -> None:
    values: dict[str, object] = {}
    if new.weight_kg is None:
        values["weight_kg"] = earlier.weight_kg
    if earlier.corrected_hold_s is not None:
        values["corrected_hold_s"] = earlier.corrected_hold_s
    if earlier.corrected_reps is not None:
        full = (RepRow.workout_set_id == new.id) & (RepRow.verdict == "full")
        counted = connection.scalar(select(func.count()).select_from(RepRow).where(full)) or 0
        values |= {"corrected_reps": earlier.corrected_reps, "added": earlier.corrected_reps - counted}
    if earlier.note is not None:
        values["note"] = earlier.note
    if earlier.detected_exercise is not None and new.exercise != earlier.exercise:
        values |= {"exercise": earlier.exercise, "detected_exercise": new.exercise}
    if values:
        connection.execute(update(WorkoutSetRow).where(WorkoutSetRow.id == new.id).values(values))


def _move(connection: Connection, new_id: int, earlier: _Set, new: list[_Set]) -> None:
    """Move a corrected set to the new workout; the new sets that it overlaps are deleted."""
    for other in list(new):
        if earlier.shared_s(other) > _MOSTLY * other.shared_s(other):
            connection.execute(delete(WorkoutSetRow).where(WorkoutSetRow.id == other.id))
            new.remove(other)
    last = select(func.max(WorkoutSetRow.position)).where(WorkoutSetRow.workout_id == new_id)
    free = (connection.scalar(last) or 0) + 1
    moved = update(WorkoutSetRow).where(WorkoutSetRow.id == earlier.id)
    connection.execute(moved.values(workout_id=new_id, position=free))
    attempts = update(AttemptRow).where(AttemptRow.workout_set_id == earlier.id)
    connection.execute(attempts.values(workout_id=new_id))


def _renumber(connection: Connection, workout_id: int) -> None:
    """Number the sets by time, in two steps, because numbers are unique at every moment."""
    sets = sorted(_sets(connection, workout_id), key=lambda each: each.start_s)
    highest = max(each.position for each in sets)
    for offset in (highest, 0):
        for number, each in enumerate(sets, start=1 + offset):
            row = update(WorkoutSetRow).where(WorkoutSetRow.id == each.id)
            connection.execute(row.values(position=number))
