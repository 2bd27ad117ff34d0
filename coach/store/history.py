"""Queries of saved workouts, returned as plain dataclasses."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, CursorResult

from coach.database_server import shown_database
from coach.errors import HistoryDamaged, UnknownWorkout
from coach.judging.attempts import Attempt
from coach.judging.observation import Segment
from coach.resources import database_exists, database_file
from coach.store import queries
from coach.store.attempt_rows import attempt_from_row
from coach.store.columns.note_columns import notes_from_text
from coach.store.columns.set_columns import set_from_row
from coach.store.kinds import Kind
from coach.store.listing import ExerciseFigures, Extent, ListedWorkout
from coach.store.queries import WorkoutFilter, moment
from coach.store.records import WorkoutRecord
from coach.store.run_lock import is_running
from coach.store.schema import open_database

Row = dict[str, Any]

_AT_ONCE = 200
"""Workouts read per query, which bounds the memory that a long list needs."""
_UNKNOWN_PROFILE = "?"
"""The profile of a workout whose profile row is missing."""


@dataclass(slots=True)
class Unreadable:
    """Workouts with unreadable values, by number.

    Attributes:
        left_out: Workouts that can't be read at all.
        flawed: Workouts with parts that can't be read.
    """

    left_out: set[int] = field(default_factory=set)
    flawed: set[int] = field(default_factory=set)


class History:
    """Queries of a database; made by ``open_history``.

    Attributes:
        unreadable: Unreadable workouts found so far.
    """

    def __init__(self, path: Path, connection: Connection | None) -> None:
        self._path = path
        self._connection = connection  # None if there is no database yet
        self.unreadable = Unreadable()

    @property
    def path(self) -> Path:
        """The database."""
        return self._path

    @property
    def connection(self) -> Connection | None:
        """The open connection; None if there is no database yet."""
        return self._connection

    def recent(
        self,
        *,
        limit: int | None = None,
        exercise: str | None = None,
        profile: str | None = None,
        kind: Kind | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        unbegun: bool = False,
        by_start: bool = False,
    ) -> list[WorkoutRecord]:
        """Workouts with their reps, newest first; see ``WorkoutFilter``."""
        choice = WorkoutFilter(
            limit=limit,
            exercise=exercise,
            profile=profile,
            kind=kind,
            since=since,
            until=until,
            unbegun=unbegun,
            by_start=by_start,
        )
        return list(self.records(choice))

    def listed(self, choice: WorkoutFilter) -> Iterator[ListedWorkout]:
        """Yield summaries of workouts, newest first; read in chunks."""
        for rows in self._chunks(choice):
            yield from self._summaries(rows)

    def extent(self, choice: WorkoutFilter) -> Extent:
        """The widths of a list of these workouts."""
        if self._connection is None:
            return Extent(0, False, 0, 0, 0)
        [row] = self._connection.exec_driver_sql(*choice.query(queries.EXTENT))
        people, weighed, largest_id, asked, done, person_width = row
        return Extent(people, bool(weighed), largest_id, max(asked, done), person_width)

    def workout(self, number: int | Literal["last"]) -> WorkoutRecord:
        """One workout by its number; "last" is the one that was begun last.

        Raises:
            UnknownWorkout: There is no such workout.
            HistoryDamaged: The workout can't be read.
        """
        choice = (
            WorkoutFilter(limit=1, by_start=True)
            if number == "last"
            else WorkoutFilter(number=number, unbegun=True)
        )
        for workout in self.records(choice):
            return workout
        if number in self.unreadable.left_out:
            raise HistoryDamaged(
                f"Workout {number} of the history {shown_database(self._path)} can't be read.",
                hint="'coach doctor' lists the values that can't be read.",
            )
        raise _unknown(number)

    def numbered(self, numbers: Sequence[int]) -> Iterator[WorkoutRecord]:
        """Yield the readable ones of these workouts, with their reps; read in chunks."""
        for first in range(0, len(numbers), _AT_ONCE):
            yield from self._with_sets(
                self._rows(*_query_for_ids(numbers[first : first + _AT_ONCE], queries.WORKOUTS))
            )

    def rows(self, query: str, parameters: tuple[object, ...]) -> Sequence[tuple[Any, ...]]:
        """The rows of a query; none if there is no database yet."""
        return [] if self._connection is None else [*map(tuple, self._execute(query, parameters).all())]

    def records(self, choice: WorkoutFilter) -> Iterator[WorkoutRecord]:
        """Yield workouts with their reps, newest first; read in chunks."""
        for rows in self._chunks(choice):
            yield from self._with_sets(rows)

    def _chunks(self, choice: WorkoutFilter) -> Iterator[Sequence[Row]]:
        """Yield chunks of rows of workouts, newest first; only the numbers are read all at once."""
        if self._connection is None:
            return
        numbers = array("q", (number for (number,) in self._execute(*choice.query(queries.CHOSEN))))
        for first in range(0, len(numbers), _AT_ONCE):
            chunk = numbers[first : first + _AT_ONCE]
            rows = {row["id"]: row for row in self._rows(*_query_for_ids(chunk, queries.WORKOUTS))}
            yield [rows[number] for number in chunk if number in rows]
        all_of_them = choice.limit is None or len(numbers) < choice.limit
        self._note_left_out(choice, None if all_of_them else min(numbers, default=None))

    def _note_left_out(self, choice: WorkoutFilter, down_to: int | None) -> None:
        """Note the unreadable workouts, from the lowest number that was read."""
        lowest = -(2**63) if down_to is None else down_to
        for row in self._rows(queries.LEFT_OUT, (lowest,)):
            if choice.number in (None, row["id"]):
                self.unreadable.left_out.add(row["id"])

    def _execute(self, query: str, parameters: tuple[object, ...]) -> CursorResult[Any]:
        assert self._connection is not None
        return self._connection.exec_driver_sql(query, parameters)

    def _rows(self, query: str, parameters: tuple[object, ...]) -> Sequence[Row]:
        result = self._execute(query, parameters)
        names = tuple(result.keys())
        return [dict(zip(names, row, strict=True)) for row in result.all()]

    def _of(self, workouts: Sequence[Row], query: str) -> Sequence[Row]:
        """Rows that belong to these workouts."""
        return self._rows(*_query_for(workouts, query)) if workouts else []

    def _sets_of(self, workouts: Sequence[Row]) -> dict[int, list[Row]]:
        """The readable sets of these workouts, by the number of the workout."""
        rows = self._of(workouts, queries.SETS)
        self._flawed(row["workout_id"] for row in rows if row["flawed"] or not row["sound"])
        return _grouped(rows, "workout_id")

    def _flawed(self, workouts: Iterable[int]) -> None:
        self.unreadable.flawed.update(workouts)

    def _summaries(self, workouts: Sequence[Row]) -> Iterator[ListedWorkout]:
        self._flawed(row["id"] for row in workouts if row["flawed"])
        parts: dict[int, list[ExerciseFigures]] = defaultdict(list)
        rows: Iterable[tuple[Any, ...]] = map(
            tuple, self._execute(*_query_for(workouts, queries.FIGURES)).all()
        )
        for workout_id, sound, flawed, *figures in rows:
            if sound:
                parts[workout_id].append(ExerciseFigures._make(figures))
            if flawed:
                self._flawed([workout_id])
        segments = self._segments_of([row for row in workouts if row["id"] not in parts])
        for row in workouts:
            yield ListedWorkout(self._without_sets(row, segments), tuple(parts.get(row["id"], ())))

    def _with_sets(self, workouts: Sequence[Row]) -> Iterator[WorkoutRecord]:
        self._flawed(row["id"] for row in workouts if row["flawed"])
        sets, segments = self._sets_of(workouts), self._segments_of(workouts)
        grouped = []
        for query in (queries.REPS, queries.FAULTS):
            rows = self._of(workouts, query)
            self._flawed(row["workout_id"] for row in rows if row["flawed"] or not row["sound"])
            grouped.append(_grouped(rows, "workout_set_id"))
        reps, faults = grouped
        attempts = self._attempts_of(workouts)
        for row in workouts:
            mine = attempts.get(row["id"], {})
            records = (
                set_from_row(
                    each,
                    reps.get(each["id"], []),
                    faults.get(each["id"], []),
                    mine.get(each["id"], []),
                    is_logged=row["kind"] == "import",
                )
                for each in sets.get(row["id"], [])
            )
            yield replace(
                self._without_sets(row, segments),
                sets=tuple(records),
                between_sets=tuple(mine.get(None, ())),
            )

    def _attempts_of(self, workouts: Sequence[Row]) -> dict[int, dict[int | None, list[Attempt]]]:
        """The readable attempts of these workouts, by workout and set; those between sets under None."""
        rows = self._of(workouts, queries.ATTEMPTS)
        self._flawed(row["workout_id"] for row in rows if row["flawed"] or not row["sound"])
        attempts: dict[int, dict[int | None, list[Attempt]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            if row["sound"]:
                attempts[row["workout_id"]][row["workout_set_id"]].append(attempt_from_row(row))
        return attempts

    def _segments_of(self, workouts: Sequence[Row]) -> dict[int, list[Row]]:
        """The readable segments of these workouts, by the number of the workout."""
        rows = self._of(workouts, queries.SEGMENTS)
        self._flawed(row["workout_id"] for row in rows if row["flawed"] or not row["sound"])
        return _grouped(rows, "workout_id")

    def _without_sets(self, row: Row, segments: Mapping[int, Sequence[Row]]) -> WorkoutRecord:
        """A workout without its sets."""
        crashed = row["state"] == "running" and not is_running(self._path, row["id"])
        values = {name: row[name] for name in _PLAIN_FIELDS}
        return WorkoutRecord(
            **values,
            profile=row["profile"] or _UNKNOWN_PROFILE,
            state="interrupted" if crashed else row["state"],
            as_training=bool(row["as_training"]),
            started_at=moment(row["started_at"]),
            film_date=None if row["film_date"] is None else moment(row["film_date"]),
            given_date=None if row["given_date"] is None else moment(row["given_date"]),
            sets=(),
            segments=tuple(
                Segment(each["start_s"], each["end_s"], each["exercise"], each["confidence"])
                for each in segments.get(row["id"], ())
            ),
            picture_notes=notes_from_text(row["picture_notes"]),
        )


_PLAIN_FIELDS = {each.name for each in fields(WorkoutRecord)} - {
    *("profile", "state", "as_training", "started_at", "film_date", "sets", "segments", "picture_notes"),
    *("between_sets", "given_date"),
}


@contextmanager
def open_history(path: Path | None = None) -> Iterator[History]:
    """Open the database for reading; a missing one is not created.

    Args:
        path: The database; the user's own by default.

    Raises:
        HistoryError: The database can't be read; see ``coach.store.schema.open_database``.
    """
    path = path or database_file()
    if not database_exists(path):
        yield History(path, None)
        return
    with open_database(path) as engine, engine.connect() as connection:
        yield History(path, connection)


def _grouped(rows: Iterable[Row], column: str) -> dict[int, list[Row]]:
    """Readable rows, by the id of their parent row."""
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row["sound"]:
            grouped[row[column]].append(row)
    return grouped


def _query_for(workouts: Sequence[Row], query: str) -> tuple[str, tuple[object, ...]]:
    """A query restricted to these workouts, and its parameters."""
    return _query_for_ids([row["id"] for row in workouts], query)


def _query_for_ids(numbers: Sequence[int], query: str) -> tuple[str, tuple[object, ...]]:
    """A query restricted to workouts with these numbers, and its parameters."""
    ids = tuple(numbers)
    return query.format(ids=", ".join("?" * len(ids))), ids


def _unknown(number: int | Literal["last"]) -> UnknownWorkout:
    if number == "last":
        return UnknownWorkout(
            "There are no workouts yet.",
            hint="'coach analyze FILM' counts the reps in a film and saves them.",
        )
    return UnknownWorkout(
        f"There is no workout {number}.", hint="'coach history --all' lists every workout with its number."
    )
