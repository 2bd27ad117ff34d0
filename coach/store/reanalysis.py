"""Which of several analyses of the same film is stored.

A film is stored once for each profile and exercise. An analysis that counted something beats one that did
not, then a complete analysis beats an interrupted one, then of two interrupted ones the one that counted
more wins. If they are equal, the newer one wins. A workout whose sets were merged or split by hand stays as
it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, case, delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from coach.store.corrections import carry_over
from coach.store.kinds import Kind, State
from coach.store.readable import readable_rows, readable_value
from coach.store.rearranged import rearranged_workout
from coach.store.records import FIRST_FILM
from coach.store.tables import AttemptRow, RepRow, SegmentRow, WorkoutRow, WorkoutSetRow
from coach.store.writer import drop

_LASTING = ("id", "started_at", "uid", "given_date", "note")
"""Columns of a workout that another analysis of its film leaves as they are."""


@dataclass(frozen=True, slots=True)
class EarlierAnalysis:
    """A stored analysis of a film.

    Attributes:
        id: Number of the workout.
        state: "finished" if the film was analysed to its end.
        started_at: Time of the first analysis of the film.
        as_training: Whether it counts as training.
        weight_kg: Load, or None.
        counted: Sum of the reps, full, partial and added by hand, and of the seconds held.
        kind: Live workout, film or demo.
        is_named: Whether the exercise is known, because it was named or recognised.
        film_date: Time at which the film was recorded, or None if unknown.
    """

    id: int
    state: State
    started_at: datetime
    as_training: bool
    weight_kg: float | None
    counted: float
    kind: Kind
    is_named: bool
    film_date: datetime | None

    @property
    def is_workout(self) -> bool:
        """Whether it is worth storing.

        A complete analysis of a film is stored even if nothing was counted, as a record that the film was
        analysed. A live workout or an interrupted analysis without reps is not.
        """
        return self.counted > 0 or (self.kind == "film" and self.state == "finished" and self.is_named)

    @property
    def worth(self) -> tuple[bool, bool, float]:
        """Sort key for comparing analyses of the same film."""
        finished = self.state == "finished"
        return self.counted > 0, finished, 0.0 if finished else self.counted


@dataclass(frozen=True, slots=True)
class Settlement:
    """The result of comparing a finished analysis with earlier ones.

    Attributes:
        now: The stored analysis, or None if this analysis is not stored.
        replaced: The earlier analysis that it replaced, or None.
        better_earlier: The earlier analysis that is stored instead, or None.
        is_rearranged: Whether it stays because its sets were merged or split by hand.
        corrected: Numbers of the sets with an earlier correction by the user.
    """

    now: EarlierAnalysis | None
    replaced: EarlierAnalysis | None = None
    better_earlier: EarlierAnalysis | None = None
    is_rearranged: bool = False
    corrected: tuple[int, ...] = ()


def settle(connection: Connection, workout_id: int, *, is_date_given: bool = False) -> Settlement:
    """Keep the best analysis of this film, profile and exercise, and delete the others.

    An analysis that replaces another takes over its number and, where it has no value of its own, its load,
    date and training flag. An analysis that is not worth storing is deleted, and so is one of a film
    whose sets were merged or split by hand.

    Args:
        connection: Connection to the database.
        workout_id: Number of this analysis.
        is_date_given: Whether the user gave the film's date this time.
    """
    by_hand = rearranged_workout(connection, workout_id)
    if by_hand is not None:
        drop(connection, workout_id)
        return Settlement(None, better_earlier=_analysis(connection, by_hand), is_rearranged=True)
    new = _analysis(connection, workout_id)
    earlier = sorted(_earlier(connection, workout_id), key=lambda each: (each.worth, -each.id))
    if not earlier:
        if not new.is_workout:
            drop(connection, workout_id)
        return Settlement(new if new.is_workout else None)
    *rest, best = earlier
    for each in rest:
        drop(connection, each.id)
    if new.worth < best.worth:
        drop(connection, workout_id)
        return Settlement(None, better_earlier=best)
    corrected = _replace(connection, new, best, is_date_given=is_date_given)
    return Settlement(_analysis(connection, best.id), replaced=best, corrected=corrected)


def _analysis(connection: Connection, workout_id: int) -> EarlierAnalysis:
    [row] = connection.execute(_analyses().where(WorkoutRow.id == workout_id))
    return EarlierAnalysis(*row)


def _earlier(connection: Connection, workout_id: int) -> list[EarlierAnalysis]:
    """Other finished or interrupted analyses of the same film; none if there is no film."""
    mine = aliased(WorkoutRow)
    same = (
        _analyses()
        .join(
            mine,
            (mine.profile_id == WorkoutRow.profile_id)
            & (mine.film_sha256 == WorkoutRow.film_sha256)
            & mine.exercise.is_not_distinct_from(WorkoutRow.exercise),
        )
        .where(mine.id == workout_id, WorkoutRow.id != workout_id, WorkoutRow.state != "running")
        .where(readable_rows(WorkoutRow))
    )
    return [EarlierAnalysis(*row) for row in connection.execute(same)]


def _analyses() -> Select[int, State, datetime, bool, float | None, float, Kind, bool, datetime | None]:
    by_hand = case((WorkoutSetRow.added > 0, WorkoutSetRow.added), else_=0)
    named = exists().where(SegmentRow.workout_id == WorkoutRow.id, SegmentRow.exercise.is_not(None))
    return select(
        WorkoutRow.id,
        WorkoutRow.state,
        WorkoutRow.started_at,
        WorkoutRow.as_training,
        _of_its_sets(func.max(readable_value(WorkoutSetRow.weight_kg))),
        func.coalesce(_of_its_sets(func.sum(readable_value(WorkoutSetRow.hold_s))), 0.0)
        + func.coalesce(_of_its_sets(func.sum(by_hand)), 0)
        + _repetitions(),
        WorkoutRow.kind,
        or_(WorkoutRow.exercise.is_not(None), named),
        readable_value(WorkoutRow.film_date),
    )


def _of_its_sets(figure: ColumnElement[float | None]) -> ColumnElement[float | None]:
    return select(figure).where(WorkoutSetRow.workout_id == WorkoutRow.id).scalar_subquery()


def _repetitions() -> ColumnElement[int]:
    counted = select(func.count(RepRow.id)).join(WorkoutSetRow, RepRow.workout_set_id == WorkoutSetRow.id)
    return counted.where(WorkoutSetRow.workout_id == WorkoutRow.id).scalar_subquery()


def _replace(
    connection: Connection, new: EarlierAnalysis, earlier: EarlierAnalysis, *, is_date_given: bool
) -> tuple[int, ...]:
    """Replace the content of the earlier workout by the new; the numbers of the corrected sets."""
    carried = carry_over(connection, earlier.id, new.id)
    for table in (WorkoutSetRow, SegmentRow, AttemptRow):
        connection.execute(delete(table).where(table.workout_id == earlier.id))
        connection.execute(update(table).where(table.workout_id == new.id).values(workout_id=earlier.id))
    without_load = (WorkoutSetRow.workout_id == earlier.id) & WorkoutSetRow.weight_kg.is_(None)
    connection.execute(update(WorkoutSetRow).where(without_load).values(weight_kg=earlier.weight_kg))
    content = [column for column in WorkoutRow.__table__.columns if column.name not in _LASTING]
    values = dict(connection.execute(select(*content).where(WorkoutRow.id == new.id)).mappings().one())
    values["as_training"] = new.as_training or earlier.as_training
    if not is_date_given and earlier.film_date is not None and earlier.film_date >= FIRST_FILM:
        values["film_date"] = earlier.film_date
    connection.execute(update(WorkoutRow).where(WorkoutRow.id == earlier.id).values(values))
    drop(connection, new.id)
    return carried
