"""Films whose sets were merged, split or given to another person by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from coach.store.log_tables import ChangedRow, ChangeRow
from coach.store.tables import WorkoutRow, WorkoutSetRow

_Analysis = tuple[int, str | None, str | None]
"""Profile, hash of the film and requested exercise: a film is stored once for each."""


def rearranged_workout(connection: Connection, workout_id: int) -> int | None:
    """The number of another workout with the same film whose sets were merged or split.

    Another analysis can't replace such a workout: a part of its sets is elsewhere, or it has sets of another
    film. Changes that were undone do not matter, nor do sets that were deleted since.

    Args:
        connection: Connection to the database.
        workout_id: Number of a workout, such as a new analysis of the film.

    Returns:
        The lowest of such numbers; None if there is none, or if the workout has no film.
    """
    origins = _origins(connection)
    involved = _analyses(connection, (workout_id, *origins.values(), *_now(connection, origins).values()))
    mine = involved.get(workout_id)
    if mine is None or mine[1] is None:
        return None
    present = set(connection.scalars(select(WorkoutRow.id).where(WorkoutRow.id.in_(involved))))
    found = set()
    for set_id, now in _now(connection, origins).items():
        origin = origins[set_id]
        if now == origin or mine not in (involved.get(origin), involved.get(now)):
            continue
        found.add(origin if origin in present and involved[origin] == mine else now)
    return min(found - {workout_id}, default=None)


def is_rearranged(connection: Connection, workout_id: int) -> bool:
    """Whether sets were moved into this workout, or out of it."""
    origins = _origins(connection)
    moved = ((origins[each], now) for each, now in _now(connection, origins).items())
    return any(origin != now and workout_id in (origin, now) for origin, now in moved)


def _origins(connection: Connection) -> dict[int, int]:
    """The workout in which each moved set was measured, by the set's number."""
    rows = connection.execute(
        select(ChangedRow.row_id, ChangedRow.before, ChangedRow.after)
        .join(ChangeRow, ChangeRow.id == ChangedRow.change_id)
        .where(
            ChangedRow.table_name == WorkoutSetRow.__tablename__,
            ChangedRow.before.is_not(None),
            ChangedRow.after.is_not(None),
            ChangeRow.undone_at.is_(None),
            ChangeRow.undoes.is_(None),
        )
        .order_by(ChangedRow.id)
    )
    origins: dict[int, int] = {}
    for set_id, before, after in rows:
        origin = _image(before)["workout_id"]
        if origin != _image(after)["workout_id"]:
            origins.setdefault(set_id, origin)
    return origins


def _now(connection: Connection, sets: Iterable[int]) -> dict[int, int]:
    """The workout of each set that still exists."""
    rows = select(WorkoutSetRow.id, WorkoutSetRow.workout_id).where(WorkoutSetRow.id.in_(list(sets)))
    return {each.id: each.workout_id for each in connection.execute(rows)}


def _analyses(connection: Connection, workouts: Iterable[int]) -> dict[int, _Analysis]:
    """What was analysed in each workout; of deleted ones, as the log has it."""
    ids = list(set(workouts))
    logged = select(ChangedRow.row_id, ChangedRow.before).where(
        ChangedRow.table_name == WorkoutRow.__tablename__,
        ChangedRow.row_id.in_(ids),
        ChangedRow.before.is_not(None),
    )
    found: dict[int, _Analysis] = {}
    for number, image in connection.execute(logged.order_by(ChangedRow.id)):
        values = _image(image)
        found[number] = (values["profile_id"], values["film_sha256"], values["exercise"])
    present = select(WorkoutRow.id, WorkoutRow.profile_id, WorkoutRow.film_sha256, WorkoutRow.exercise)
    for number, profile, film, exercise in connection.execute(present.where(WorkoutRow.id.in_(ids))):
        found[number] = (profile, film, exercise)
    return found


def _image(row: str | None) -> dict[str, Any]:
    """A row as the log has it."""
    values: dict[str, Any] = json.loads(row or "{}")
    return values
