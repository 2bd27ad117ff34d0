"""Questions to what is remembered; the answers are plain dataclasses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, selectinload

from coach.errors import UnknownWorkout
from coach.judging.events import Fault, Rep, SetSummary, Tempo
from coach.judging.recognition import Segment
from coach.resources import database_file
from coach.store import tables
from coach.store.kinds import Kind
from coach.store.past import PastSet, PastWorkout
from coach.store.running import is_running
from coach.store.schema import open_database


class History:
    """Answers about one database; made by ``open_history``."""

    def __init__(self, path: Path, session: Session | None) -> None:
        self._path = path
        self._session = session  # None where nothing was ever remembered

    def recent(
        self,
        *,
        limit: int | None = None,
        exercise: str | None = None,
        profile: str | None = None,
        kind: Kind | None = None,
        since: datetime | None = None,
        unbegun: bool = False,
    ) -> list[PastWorkout]:
        """The newest workouts, newest first.

        Args:
            limit: At most this many; all when None.
            exercise: Only those that asked for it or trained it (canonical name).
            profile: Only those of this person.
            kind: Only those of this kind.
            since: Only those begun at this moment or later; with a time zone.
            unbegun: Also those that are still running, or were cut off, before anything was counted.
        """
        if self._session is None:
            return []
        query = _newest().limit(limit)
        if not unbegun:
            query = query.where(_begun())
        if exercise is not None:
            sets = tables.WorkoutSet
            trained = exists().where(sets.workout_id == tables.Workout.id, sets.exercise == exercise)
            query = query.where(or_(tables.Workout.exercise == exercise, trained))
        if profile is not None:
            query = query.where(tables.Workout.profile.has(name=profile))
        if kind is not None:
            query = query.where(tables.Workout.kind == kind)
        if since is not None:
            query = query.where(tables.Workout.started_at >= since)
        return [self._past(row) for row in self._session.scalars(query)]

    def workout(self, number: int | Literal["last"]) -> PastWorkout:
        """One workout by its number, or the newest.

        Raises:
            UnknownWorkout: There is none.
        """
        query = _newest().limit(1)
        query = query.where(_begun() if number == "last" else tables.Workout.id == number)
        row = self._session.scalar(query) if self._session else None
        if row is None:
            raise _unknown(number)
        return self._past(row)

    def _past(self, row: tables.Workout) -> PastWorkout:
        gone = row.state == "running" and not is_running(self._path, row.id)
        return PastWorkout(
            id=row.id,
            profile=row.profile.name,
            kind=row.kind,
            state="interrupted" if gone else row.state,
            as_training=row.as_training,
            started_at=row.started_at,
            exercise=row.exercise,
            film_name=row.film_name,
            film_sha256=row.film_sha256,
            film_date=row.film_date,
            coach_version=row.coach_version,
            model_sha256=row.model_sha256,
            model_grade=row.model_grade,
            frame_rate=row.frame_rate,
            frames=row.frames,
            seen_share=row.seen_share,
            view=row.view,
            tilt_deg=row.tilt_deg,
            sets=tuple(_past_set(each) for each in row.sets),
            segments=tuple(
                Segment(each.start_s, each.end_s, each.exercise, each.confidence) for each in row.segments
            ),
        )


@contextmanager
def open_history(path: Path | None = None) -> Iterator[History]:
    """Open what is remembered for reading; where there is nothing yet, nothing is made.

    Args:
        path: The database; the user's own by default.

    Raises:
        HistoryError: It can't be read; see ``coach.store.schema.open_database``.
    """
    path = path or database_file()
    if not path.exists():
        yield History(path, None)
        return
    with open_database(path) as engine, Session(engine) as session:
        yield History(path, session)


def _newest() -> Select[tables.Workout]:
    return (
        select(tables.Workout)
        .order_by(tables.Workout.started_at.desc(), tables.Workout.id.desc())
        .options(
            selectinload(tables.Workout.profile),
            selectinload(tables.Workout.segments),
            selectinload(tables.Workout.sets).selectinload(tables.WorkoutSet.reps),
            selectinload(tables.Workout.sets).selectinload(tables.WorkoutSet.faults),
        )
    )


def _begun() -> ColumnElement[bool]:
    """Of workouts: they are over, or something has been counted in them."""
    counted = exists().where(tables.WorkoutSet.workout_id == tables.Workout.id)
    return or_(tables.Workout.state != "running", counted)


def _past_set(row: tables.WorkoutSet) -> PastSet:
    summary = SetSummary(
        number=row.position,
        exercise=row.exercise,
        start_s=row.start_s,
        end_s=row.end_s,
        reps=tuple(_rep(each) for each in row.reps),
        hold_s=row.hold_s if row.corrected_hold_s is None else row.corrected_hold_s,
        range_used=row.range_used,
        faults=tuple(_fault(each) for each in row.faults),
        added=row.added,
        confidence=row.confidence,
    )
    corrected = bool(row.added) or row.corrected_reps is not None or row.corrected_hold_s is not None
    return PastSet(summary, row.exercise_sha256, row.weight_kg, row.target, corrected)


def _rep(row: tables.RepRow) -> Rep:
    tempo = Tempo(row.eccentric_s, row.pause_stretched_s, row.concentric_s, row.pause_contracted_s)
    return Rep(
        number=row.number,
        side=row.side,
        start_s=row.start_s,
        turn_s=row.turn_s,
        end_s=row.end_s,
        rom_deg=row.rom_deg,
        tempo=tempo,
        verdict=row.verdict,
        share=row.share,
        reason=row.reason,
    )


def _fault(row: tables.FaultRow) -> Fault:
    return Fault(row.name, row.title, row.cue, row.reason, row.rep, row.time_s)


def _unknown(number: int | Literal["last"]) -> UnknownWorkout:
    if number == "last":
        return UnknownWorkout(
            "Nothing is remembered yet.",
            hint="«coach analyze FILM» counts what is trained in a film and remembers it.",
        )
    return UnknownWorkout(
        f"There is no workout {number}.", hint="«coach history --all» lists every workout with its number."
    )
