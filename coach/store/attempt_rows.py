"""Attempts in the database: those of a set, and those between the sets of a workout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from coach.judging.attempts import Attempt
from coach.store.tables import AttemptRow


def last_attempt(connection: Connection, workout_id: int) -> int:
    """The highest number of a workout's attempts between sets; 0 without any."""
    mine = (AttemptRow.workout_id == workout_id) & AttemptRow.workout_set_id.is_(None)
    return connection.scalar(select(func.max(AttemptRow.id)).where(mine)) or 0


def settle_between_sets(
    connection: Connection, workout_id: int, attempts: Iterable[Attempt], *, after: int
) -> None:
    """Write the attempts between sets, replacing those with a number above ``after``."""
    mine = (AttemptRow.workout_id == workout_id) & AttemptRow.workout_set_id.is_(None)
    connection.execute(delete(AttemptRow).where(mine, AttemptRow.id > after))
    _write(connection, workout_id, None, attempts)


def settle_of_set(connection: Connection, workout_id: int, set_id: int, attempts: Iterable[Attempt]) -> None:
    """Write the attempts of a set, replacing what was stored of it."""
    connection.execute(delete(AttemptRow).where(AttemptRow.workout_set_id == set_id))
    _write(connection, workout_id, set_id, attempts)


def _write(connection: Connection, workout_id: int, set_id: int | None, attempts: Iterable[Attempt]) -> None:
    rows = [{"workout_id": workout_id, "workout_set_id": set_id, **_values(each)} for each in attempts]
    if rows:
        connection.execute(insert(AttemptRow), rows)


def _values(attempt: Attempt) -> dict[str, object]:
    return {
        "start_s": float(attempt.start_s),
        "turn_s": float(attempt.turn_s),
        "end_s": float(attempt.end_s),
        "side": attempt.side,
        "excursion": _figure(attempt.excursion),
        "counted_as": attempt.verdict,
        "rule": attempt.rule,
        "reason": attempt.text,
        "measure": attempt.measure or None,
        "measured": _figure(attempt.value),
        "allowed": _figure(attempt.limit),
    }


def _figure(value: float | None) -> float | None:
    """A NumPy number as a float: SQLite would store it as bytes."""
    return None if value is None else float(value)


def attempt_from_row(row: Mapping[str, Any]) -> Attempt:
    """The attempt in a row."""
    return Attempt(
        start_s=row["start_s"],
        turn_s=row["turn_s"],
        end_s=row["end_s"],
        side=row["side"],
        excursion=row["excursion"],
        verdict=row["counted_as"],
        rule=row["rule"],
        text=row["reason"],
        measure=row["measure"] or "",
        value=row["measured"],
        limit=row["allowed"],
    )
