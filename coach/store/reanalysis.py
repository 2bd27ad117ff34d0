"""What a second look at a film does to what is remembered of the first.

A film is remembered once for each profile and exercise. The look that is worth more stays: one that counted
something before one that didn't, then one that saw the film to its end, then, among those that were cut
short, the one that counted more. Of two that are worth the same, the newer stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, case, delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from coach.store.corrections import carry_over
from coach.store.kinds import Kind, State
from coach.store.readable import readable_rows, readable_value
from coach.store.records import FIRST_FILM
from coach.store.tables import RepRow, SegmentRow, WorkoutRow, WorkoutSetRow
from coach.store.writer import drop


@dataclass(frozen=True, slots=True)
class EarlierAnalysis:
    """One analysis of a film as it is remembered.

    Attributes:
        id: The number of the workout.
        state: Whether it saw the film to its end.
        started_at: When the film was first analysed.
        as_training: Whether it is remembered as training.
        weight_kg: The load, or None without one.
        counted: Repetitions, full and partial, also those put in by hand, and seconds held.
        kind: Whether somebody trained, a film was analysed or a demo shown.
        is_named: Whether it is known what was done, be it said or recognised.
        film_date: When the film was recorded, or None where that is not known.
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
        """Whether it is worth remembering by itself.

        A film in which nothing was counted says that it was looked at, and what for; somebody who trained and
        did nothing, or a film that was not seen to its end, says nothing.
        """
        return self.counted > 0 or (self.kind == "film" and self.state == "finished" and self.is_named)

    @property
    def worth(self) -> tuple[bool, bool, float]:
        """What it is worth beside another look at the same film."""
        finished = self.state == "finished"
        return self.counted > 0, finished, 0.0 if finished else self.counted


@dataclass(frozen=True, slots=True)
class Settled:
    """How a look that is over was settled with the earlier ones.

    Attributes:
        now: What is remembered of this look, or None when nothing is.
        replaced: The earlier look that it took the place of.
        stands: The earlier look that stays, because it is worth more.
        corrected: The numbers of the sets in which a person's earlier correction stays.
    """

    now: EarlierAnalysis | None
    replaced: EarlierAnalysis | None = None
    stands: EarlierAnalysis | None = None
    corrected: tuple[int, ...] = ()


def settle(connection: Connection, workout_id: int, *, date_told: bool = False) -> Settled:
    """Leave of all looks at this film, for this profile and exercise, the one that is worth most.

    A look that takes the place of another takes over its number, and its load, whether it is training and
    when it was where this one says nothing of them. A look that is no workout by itself leaves nothing.

    Args:
        connection: To the database.
        workout_id: The number of this look.
        date_told: Whether a person said this time when the film was recorded.
    """
    new = _look(connection, workout_id)
    earlier = sorted(_earlier(connection, workout_id), key=lambda each: (each.worth, -each.id))
    if not earlier:
        if not new.is_workout:
            drop(connection, workout_id)
        return Settled(new if new.is_workout else None)
    *rest, best = earlier
    for each in rest:
        drop(connection, each.id)
    if new.worth < best.worth:
        drop(connection, workout_id)
        return Settled(None, stands=best)
    corrected = _take_the_place_of(connection, new, best, date_told=date_told)
    return Settled(_look(connection, best.id), replaced=best, corrected=corrected)


def _look(connection: Connection, workout_id: int) -> EarlierAnalysis:
    [row] = connection.execute(_looks().where(WorkoutRow.id == workout_id))
    return EarlierAnalysis(*row)


def _earlier(connection: Connection, workout_id: int) -> list[EarlierAnalysis]:
    """Other looks that are over at what this workout looked at; none where there is no film."""
    mine = aliased(WorkoutRow)
    same = (
        _looks()
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


def _looks() -> Select[int, State, datetime, bool, float | None, float, Kind, bool, datetime | None]:
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


def _take_the_place_of(
    connection: Connection, new: EarlierAnalysis, earlier: EarlierAnalysis, *, date_told: bool
) -> tuple[int, ...]:
    """Put the new content where the earlier one was; the sets in which a person's correction stays."""
    carried = carry_over(connection, earlier.id, new.id)
    for table in (WorkoutSetRow, SegmentRow):
        connection.execute(delete(table).where(table.workout_id == earlier.id))
        connection.execute(update(table).where(table.workout_id == new.id).values(workout_id=earlier.id))
    lighter = (WorkoutSetRow.workout_id == earlier.id) & WorkoutSetRow.weight_kg.is_(None)
    connection.execute(update(WorkoutSetRow).where(lighter).values(weight_kg=earlier.weight_kg))
    content = [column for column in WorkoutRow.__table__.columns if column.name not in ("id", "started_at")]
    values = dict(connection.execute(select(*content).where(WorkoutRow.id == new.id)).mappings().one())
    values["as_training"] = new.as_training or earlier.as_training
    if not date_told and earlier.film_date is not None and earlier.film_date >= FIRST_FILM:
        values["film_date"] = earlier.film_date
    connection.execute(update(WorkoutRow).where(WorkoutRow.id == earlier.id).values(values))
    drop(connection, new.id)
    return carried
