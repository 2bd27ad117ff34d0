"""Merging of a document into the database: nothing twice, all or nothing, and of two versions the newer."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from coach.database_server import is_server
from coach.resources import database_exists, database_file
from coach.store.changes.audit import recorded
from coach.store.database_errors import plain_database_errors
from coach.store.exchange.history_document import documents_of
from coach.store.exchange.parsed_workout import ParsedWorkout, Values, parsed_workout
from coach.store.exchange.profile_merge import known_profile, merge_profile
from coach.store.exchange.row_values import InvalidValue
from coach.store.run_lock import is_running
from coach.store.schema import WRITES, copy_beside, open_database
from coach.store.tables import (
    AttemptRow,
    FaultRow,
    ProfileRow,
    Remembered,
    RepRow,
    SegmentRow,
    WorkoutRow,
    WorkoutSetRow,
)

MergeOutcome = Literal["new", "same", "replaced", "kept", "running"]
"""What became of a workout: replaced if the document's version is newer, kept if the stored one is."""

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class HistoryDocument:
    """Profiles and workouts to merge, as JSON objects."""

    profiles: Sequence[Any]
    workouts: Sequence[Any]


@dataclass(frozen=True, slots=True)
class MergedWorkout:
    """What became of a workout of the document.

    Attributes:
        outcome: Whether it is new here.
        number: Its number in the database; None if it is not there.
        profile: The name of its profile.
        started_at: Its start.
    """

    outcome: MergeOutcome
    number: int | None
    profile: str
    started_at: datetime


@dataclass(slots=True)
class MergeReport:
    """What a merge did, or would do.

    Attributes:
        workouts: What became of each workout.
        profiles: The names of profiles that were added or completed.
        backup: The copy of the database as it was before; None if nothing changed, or for a server.
    """

    workouts: list[MergedWorkout] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    backup: Path | None = None

    @property
    def counts(self) -> Counter[MergeOutcome]:
        """The number of workouts by what became of them."""
        return Counter(each.outcome for each in self.workouts)

    @property
    def has_changes(self) -> bool:
        """Whether anything of the database changed."""
        return bool(self.profiles or self.counts["new"] or self.counts["replaced"])


def merge_history(
    document: HistoryDocument,
    path: Path | None = None,
    *,
    dry_run: bool = False,
    what: str = "Import",
) -> MergeReport:
    """Merge a document into the database, in one transaction.

    A workout is the same if its ``uid`` is, or its profile, kind and start. Of two versions, that with the
    later ``changed_at`` stays; if neither has one, a workout from another program takes the document's, and
    any other stays as it is. The log of changes has what was replaced, and new workouts of other programs, so
    that they can be undone.

    Args:
        document: The profiles and workouts.
        path: The database; the user's own by default. It is created if it is missing.
        dry_run: Whether to change nothing, and only say what would change.
        what: The name of the change in the log.

    Raises:
        InvalidValue: The document holds something that the history can't; nothing was changed.
        HistoryError: The database can't be read or written; nothing was changed.
    """
    path = path or database_file()
    report = MergeReport()
    workouts = [parsed_workout(facts, f"workouts[{place}]") for place, facts in enumerate(document.workouts)]
    _check_once(workouts)
    with _connected(path, dry_run=dry_run) as (connection, there), connection.begin() as transaction:
        for place, facts in enumerate(document.profiles):
            if merge_profile(connection, facts, f"profiles[{place}]"):
                report.profiles.append(facts["name"])
        report.workouts = _merged(connection, path, workouts, what)
        if dry_run or not report.has_changes:
            transaction.rollback()
        elif there and not is_server(path):
            report.backup = copy_beside(path, "before-import")
    return report


@contextmanager
def _connected(path: Path, *, dry_run: bool) -> Iterator[tuple[Connection, bool]]:
    """A connection for writing, and whether the database was there; a dry run makes none."""
    there = database_exists(path)
    with tempfile.TemporaryDirectory() as folder:
        place = path if there or not dry_run else Path(folder) / path.name
        with (
            open_database(place) as engine,
            plain_database_errors(place),
            engine.execution_options(**WRITES).connect() as connection,
        ):
            yield connection, there


def _check_once(workouts: Sequence[ParsedWorkout]) -> None:
    seen: set[str] = set()
    for place, each in enumerate(workouts):
        if each.uid in seen:
            raise InvalidValue(f"workouts[{place}].uid is that of an earlier workout.")
        seen.add(each.uid)


def _merged(
    connection: Connection, path: Path, workouts: Sequence[ParsedWorkout], what: str
) -> list[MergedWorkout]:
    """Write the workouts that are new or newer; what became of each."""
    found: list[MergedWorkout] = []
    for first in range(0, len(workouts), _AT_ONCE):
        found += _compared(connection, path, workouts[first : first + _AT_ONCE])
    replaced = [each.number for each in found if each.outcome == "replaced" and each.number is not None]
    written: list[tuple[int, datetime | None]] = []
    with recorded(connection, what, replaced) as touched:
        for place, each in enumerate(workouts):
            if found[place].outcome not in ("new", "replaced"):
                continue
            try:
                number = _write(connection, each, found[place].number)
            except IntegrityError:
                raise InvalidValue(f"workouts[{place}] has two sets or reps of one number.") from None
            found[place] = replace(found[place], number=number)
            written.append((number, each.changed_at))
            if each.values["imported_from"]:
                touched.workouts.add(number)
    for number, changed_at in written:  # as it was there, not the time of this import
        mine = update(WorkoutRow).where(WorkoutRow.id == number)
        connection.execute(mine.values(changed_at=changed_at))
    return found


def _compared(
    connection: Connection, path: Path, workouts: Sequence[ParsedWorkout]
) -> Iterator[MergedWorkout]:
    numbers = [_number_of(connection, each) for each in workouts]
    known = [each for each in numbers if each is not None]
    here: dict[int, ParsedWorkout] = {}
    for stored, facts in documents_of(connection, path, known):
        with suppress(InvalidValue):  # edited by hand
            here[stored] = parsed_workout(facts, "workout")
    for each, number in zip(workouts, numbers, strict=True):
        stored_here = None if number is None else here.get(number)
        outcome = _outcome(each, number, stored_here, path)
        yield MergedWorkout(outcome, number, each.profile, each.started_at)


def _number_of(connection: Connection, wanted: ParsedWorkout) -> int | None:
    """The number of the same workout in the database; None if it is not there."""
    number = connection.scalar(select(WorkoutRow.id).where(WorkoutRow.uid == wanted.uid))
    if number is not None:
        return number
    same = (
        select(WorkoutRow.id)
        .join(ProfileRow, ProfileRow.id == WorkoutRow.profile_id)
        .where(ProfileRow.name == wanted.profile, WorkoutRow.started_at == wanted.started_at)
        .where(WorkoutRow.kind == wanted.values["kind"])
    )
    # Histories older than the identifier were given one on each machine. Imports may share a start.
    return None if wanted.values["imported_from"] else connection.scalar(same)


def _outcome(
    wanted: ParsedWorkout, number: int | None, here: ParsedWorkout | None, path: Path
) -> MergeOutcome:
    if wanted.values["state"] == "running":
        return "running"
    if number is None:
        return "new"
    if here is None:  # running, or damaged
        return "running" if is_running(path, number) else "replaced"
    if here.content == wanted.content:
        return "same"
    return "replaced" if _is_newer(wanted, here) else "kept"


def _is_newer(wanted: ParsedWorkout, here: ParsedWorkout) -> bool:
    theirs, ours = wanted.changed_at, here.changed_at
    if theirs == ours:
        return theirs is None and wanted.values["imported_from"] is not None
    return theirs is not None and (ours is None or theirs > ours)


def _write(connection: Connection, wanted: ParsedWorkout, number: int | None) -> int:
    """Insert a workout, or replace the content of that with a number; its number."""
    values = {**wanted.values, "profile_id": known_profile(connection, wanted.profile, wanted.started_at)}
    if number is None:
        new = insert(WorkoutRow).values(values).returning(WorkoutRow.id)
        number = connection.execute(new).scalar_one()
    else:
        del values["uid"]
        connection.execute(update(WorkoutRow).where(WorkoutRow.id == number).values(values))
        for table in (WorkoutSetRow, SegmentRow, AttemptRow):
            connection.execute(delete(table).where(table.workout_id == number))
    _insert(connection, SegmentRow, wanted.segments, workout_id=number)
    _insert(connection, AttemptRow, wanted.attempts, workout_id=number, workout_set_id=None)
    for each in wanted.sets:
        new = insert(WorkoutSetRow).values(workout_id=number, **each.values).returning(WorkoutSetRow.id)
        set_id = connection.execute(new).scalar_one()
        _insert(connection, RepRow, each.reps, workout_set_id=set_id)
        _insert(connection, FaultRow, each.faults, workout_set_id=set_id)
        _insert(connection, AttemptRow, each.attempts, workout_id=number, workout_set_id=set_id)
    return number


def _insert(connection: Connection, table: type[Remembered], rows: Sequence[Values], **owner: Any) -> None:
    if rows:
        connection.execute(insert(table), [{**each, **owner} for each in rows])
