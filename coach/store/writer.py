"""Writing of workouts to the database: start, sets, reps, end."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import cast
from uuid import uuid4

from sqlalchemy import Connection, delete, exists, func, insert, select, update
from sqlalchemy.dialects import sqlite

from coach.body.picture_notes import PictureNotes, PictureProblem
from coach.body.stream import SourceFacts
from coach.body.view import View
from coach.database_server import is_server
from coach.judging.events import Fault, RangeUsed, Rep, SetSummary
from coach.judging.level import Level
from coach.judging.observation import Segment
from coach.store.attempt_rows import settle_of_set
from coach.store.columns.effort_columns import effort_values
from coach.store.columns.note_columns import notes_from_text, notes_to_text
from coach.store.kinds import DEFAULT_PROFILE, Kind, State
from coach.store.readable import readable_value
from coach.store.run_lock import sweep_mark
from coach.store.tables import FaultRow, ProfileRow, RepRow, SegmentRow, WorkoutRow, WorkoutSetRow

_LONGEST_WORKOUT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class WorkoutFacts:
    """The facts known at the start of a workout.

    Attributes:
        kind: Live workout, film or demo.
        source: Facts about the source.
        exercise: Canonical name of the requested exercise, or None to recognise it.
        exercise_hashes: Hash of each possible exercise's file, by canonical name.
        coach_version: Version of coach.
        profile: The person's profile.
        weight_kg: Load of every set, or None.
        as_training: Whether it counts as training; live workouts always do.
        range_used: Standard for a full rep.
        tempo: The tempo that the user chose, such as "3-0-1-0"; None without one.
        targets: Target in reps or seconds for each set of an exercise, by canonical name; None, or no entry,
            without a target.
        routine: The routine that it follows, or None.
    """

    kind: Kind
    source: SourceFacts
    exercise: str | None
    exercise_hashes: Mapping[str, str]
    coach_version: str
    profile: str = DEFAULT_PROFILE
    weight_kg: float | None = None
    as_training: bool = False
    range_used: RangeUsed = "minimum"
    tempo: str | None = None
    targets: Mapping[str, int | None] = field(default_factory=dict)
    routine: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """The facts known at the end of a workout; ``seen`` is the number of frames with a person.

    Frames and picture notes are those since it was started or resumed.
    """

    state: State
    frames: int
    seen: int
    view: View | None = None
    tilt_deg: float | None = None
    picture_notes: PictureNotes = ()


def begin_workout(connection: Connection, facts: WorkoutFacts, started_at: datetime) -> int:
    """Insert a workout, and return its number."""
    source = facts.source
    values: dict[str, object] = {
        "uid": uuid4().hex,
        "profile_id": _profile_id(connection, facts.profile),
        "kind": facts.kind,
        "state": "running",
        "as_training": facts.as_training or facts.kind == "live",
        "started_at": started_at,
        "exercise": facts.exercise,
        "routine": facts.routine,
        "film_name": None if source.kind == "camera" else source.name,
        "film_sha256": source.sha256,
        "film_date": source.recorded_at and source.recorded_at.astimezone(),
        "coach_version": facts.coach_version,
        "model_sha256": source.model_sha256,
        "model_grade": source.model_grade,
        "frame_rate": source.frame_rate,
        "speed": None if source.kind == "camera" else source.speed,
    }
    return _inserted(connection, WorkoutRow, values)


def resume_workout(connection: Connection, workout_id: int) -> datetime | None:
    """Mark an interrupted workout as running again.

    Returns:
        Its start; None if the workout no longer exists.
    """
    row = update(WorkoutRow).where(WorkoutRow.id == workout_id).values(state="running")
    return connection.scalar(row.returning(WorkoutRow.started_at))


def last_set(connection: Connection, workout_id: int) -> int:
    """The number of a workout's last set; 0 without sets."""
    highest = select(func.max(WorkoutSetRow.position)).where(WorkoutSetRow.workout_id == workout_id)
    return connection.scalar(highest) or 0


def _profile_id(connection: Connection, name: str) -> int:
    known = connection.scalar(select(ProfileRow.id).where(ProfileRow.name == name))
    return known or _inserted(connection, ProfileRow, {"name": name, "created_at": datetime.now(UTC)})


def _inserted(connection: Connection, table: type[ProfileRow | WorkoutRow], values: dict[str, object]) -> int:
    return connection.execute(insert(table).values(values).returning(table.id)).scalar_one()


def settle_set(
    connection: Connection,
    workout_id: int,
    facts: WorkoutFacts,
    summary: SetSummary,
    frame_rate: float | None = None,
    doubts: Sequence[PictureProblem] = (),
) -> None:
    """Write a set, replacing what was stored of it; an empty set is deleted.

    NumPy numbers are converted, because SQLite would store them as bytes.
    """
    if summary.is_empty:
        drop_set(connection, workout_id, summary.number)
        return
    values = {
        "exercise": summary.exercise,
        "exercise_sha256": facts.exercise_hashes.get(summary.exercise),
        "start_s": float(summary.start_s),
        "end_s": float(summary.end_s),
        "weight_kg": facts.weight_kg,
        "range_used": summary.range_used,
        "hold_s": None if summary.hold_s is None else float(summary.hold_s),
        "added": summary.added,
        "target": facts.targets.get(summary.exercise),
        "tempo_target": facts.tempo,
        "confidence": None if summary.confidence is None else float(summary.confidence),
        "seen_frame_rate": frame_rate,
        "doubts": json.dumps(doubts) if doubts else None,
        **_level_values(summary.level),
    }
    new = _insert(connection, WorkoutSetRow).values(workout_id=workout_id, position=summary.number, **values)
    upsert = new.on_conflict_do_update(
        index_elements=[WorkoutSetRow.workout_id, WorkoutSetRow.position], set_=values
    )
    set_id = connection.execute(upsert.returning(WorkoutSetRow.id)).scalar_one()
    for table in (RepRow, FaultRow):
        connection.execute(delete(table).where(table.workout_set_id == set_id))
    settle_of_set(connection, workout_id, set_id, summary.attempts)
    if summary.reps:
        connection.execute(insert(RepRow), [_rep_values(set_id, rep) for rep in summary.reps])
    if summary.faults:
        without_duplicates = _insert(connection, FaultRow).on_conflict_do_nothing()
        connection.execute(without_duplicates, [_fault_values(set_id, fault) for fault in summary.faults])


def _insert(connection: Connection, table: type[WorkoutSetRow | FaultRow]) -> sqlite.Insert:
    """An INSERT that can meet a row that is there; imports only the dialect in use, and all say it alike."""
    dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    return cast(sqlite.Insert, dialect.insert(table))


def _rep_values(set_id: int, rep: Rep) -> dict[str, object]:
    return {
        "workout_set_id": set_id,
        "number": rep.number,
        "side": rep.side,
        "start_s": float(rep.start_s),
        "turn_s": float(rep.turn_s),
        "end_s": float(rep.end_s),
        "rom_deg": float(rep.rom_deg),
        "eccentric_s": float(rep.tempo.eccentric),
        "pause_stretched_s": float(rep.tempo.pause_stretched),
        "concentric_s": float(rep.tempo.concentric),
        "pause_contracted_s": float(rep.tempo.pause_contracted),
        "verdict": rep.verdict,
        "share": float(rep.share),
        "reason": rep.reason,
        "unmeasured": rep.unmeasured or None,
        "rom_error_deg": None if rep.rom_error_deg is None else float(rep.rom_error_deg),
        "is_doubtful": rep.is_doubtful,
        **_level_values(rep.level),
        **effort_values(rep.effort),
    }


def _level_values(level: Level | None) -> dict[str, object]:
    if level is None:
        level = Level("", "")
    return {
        "level": level.name or None,
        "level_measure": level.measure or None,
        "level_value": None if level.value is None else float(level.value),
        "level_error": None if level.error is None else float(level.error),
        "level_not_judged": level.not_judged or None,
    }


def _fault_values(set_id: int, fault: Fault) -> dict[str, object]:
    return {
        "workout_set_id": set_id,
        "rep": fault.rep,
        "time_s": float(fault.time),
        "name": fault.name,
        "title": fault.title,
        "cue": fault.cue,
        "reason": fault.reason,
    }


def drop_set(connection: Connection, workout_id: int, position: int) -> None:
    """Delete a set."""
    mine = (WorkoutSetRow.workout_id == workout_id) & (WorkoutSetRow.position == position)
    connection.execute(delete(WorkoutSetRow).where(mine))


def write_segments(connection: Connection, workout_id: int, segments: Sequence[Segment]) -> None:
    """Insert the recognised segments."""
    rows = [
        {
            "workout_id": workout_id,
            "start_s": float(each.start_s),
            "end_s": float(each.end_s),
            "exercise": each.exercise,
            "confidence": float(each.confidence),
        }
        for each in segments
    ]
    if rows:
        connection.execute(insert(SegmentRow), rows)


def end_workout(connection: Connection, workout_id: int, ending: Ending) -> None:
    """Write the end of a workout; frames and notes from before it was resumed are included."""
    tilt_deg = None if ending.tilt_deg is None else float(ending.tilt_deg)
    earlier = select(
        readable_value(WorkoutRow.frames),
        readable_value(WorkoutRow.seen_share),
        readable_value(WorkoutRow.picture_notes),
    ).where(WorkoutRow.id == workout_id)
    frames, share, noted = connection.execute(earlier).one()
    frames = frames or 0
    seen = ending.seen + frames * (share or 0.0)
    values = {
        "state": ending.state,
        "frames": frames + ending.frames,
        "seen_share": seen / (frames + ending.frames) if frames + ending.frames else None,
        "view": ending.view,
        "tilt_deg": tilt_deg,
        "picture_notes": notes_to_text(_with_earlier(ending.picture_notes, notes_from_text(noted))),
        "changed_at": datetime.now(UTC),
    }
    connection.execute(update(WorkoutRow).where(WorkoutRow.id == workout_id).values(values))


def _with_earlier(notes: PictureNotes, earlier: PictureNotes) -> PictureNotes:
    """The notes, and the notes of other problems from before the workout was resumed."""
    found = {note.problem for note in notes}
    return (*notes, *(note for note in earlier if note.problem not in found))


def close_abandoned(connection: Connection, database: Path, *, but: int | None = None) -> None:
    """Mark running workouts of dead processes as interrupted, or delete empty ones; ``but`` is left alone.

    A server that was stopped has forgotten which processes live, until each writes its next rep: there, only
    workouts begun long ago are abandoned.
    """
    left = select(WorkoutRow.id).where(WorkoutRow.state == "running", WorkoutRow.id.is_distinct_from(but))
    if is_server(database):
        left = left.where(WorkoutRow.started_at < datetime.now(UTC) - _LONGEST_WORKOUT)
    for workout_id in connection.scalars(left).all():
        if not sweep_mark(database, workout_id):
            continue
        if not drop_if_empty(connection, workout_id):
            row = update(WorkoutRow).where(WorkoutRow.id == workout_id)
            connection.execute(row.values(state="interrupted"))


def drop_if_empty(connection: Connection, workout_id: int) -> bool:
    """Delete a workout if it has no sets; True if it was deleted."""
    nothing = ~exists().where(WorkoutSetRow.workout_id == workout_id)
    return connection.execute(delete(WorkoutRow).where(WorkoutRow.id == workout_id, nothing)).rowcount > 0


def drop(connection: Connection, workout_id: int) -> None:
    """Delete a workout with its sets."""
    connection.execute(delete(WorkoutRow).where(WorkoutRow.id == workout_id))
