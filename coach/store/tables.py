"""The tables of what is remembered: profile, workout, segment, workout_set, rep, fault."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from coach.body.view import View
from coach.judging.events import RangeUsed, RepSide, Verdict
from coach.store.kinds import Kind, State


class UtcTime(TypeDecorator[datetime]):
    """A moment with its time zone, kept in UTC; SQLite itself knows no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Remembered(DeclarativeBase):
    """What all tables share: how columns are stored and constraints are named."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - how SQLAlchemy declares it
        datetime: UtcTime,
        float: Float,
        Kind: String,
        State: String,
        View: String,
        RangeUsed: String,
        RepSide: String,
        Verdict: String,
    }


class ProfileRow(Remembered):
    """A person who trains here."""

    __tablename__ = "profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class WorkoutRow(Remembered):
    """One visit, or one film, and what judged it.

    ``exercise`` is what was asked for, so that a film in which nothing was counted still says what for;
    ``seen_share`` is the share of frames with a body in them. ``as_training`` tells training of
    one's own from films that were only analysed. ``picture_notes`` is a list of notes in JSON, as
    ``recording_metadata`` writes them; ``speed`` is 0.25 of a film four times slower than life.
    """

    __tablename__ = "workout"
    __table_args__ = (
        CheckConstraint("kind IN ('live', 'film', 'demo')", name="kind"),
        CheckConstraint("state IN ('running', 'finished', 'interrupted')", name="state"),
        CheckConstraint("seen_share BETWEEN 0 AND 1", name="seen_share"),
        CheckConstraint("speed > 0", name="speed"),
        Index(None, "profile_id", "started_at"),
        Index(None, "film_sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"))
    kind: Mapped[Kind]
    state: Mapped[State]
    as_training: Mapped[bool]
    started_at: Mapped[datetime]
    exercise: Mapped[str | None]
    film_name: Mapped[str | None]
    film_sha256: Mapped[str | None]
    film_date: Mapped[datetime | None]
    coach_version: Mapped[str]
    model_sha256: Mapped[str | None]
    model_grade: Mapped[str | None]
    frame_rate: Mapped[float | None]
    frames: Mapped[int | None]
    seen_share: Mapped[float | None]
    view: Mapped[View | None]
    tilt_deg: Mapped[float | None]
    picture_notes: Mapped[str | None]
    speed: Mapped[float | None]

    profile: Mapped[ProfileRow] = relationship()
    sets: Mapped[list[WorkoutSetRow]] = relationship(order_by="WorkoutSetRow.position", passive_deletes=True)
    segments: Mapped[list[SegmentRow]] = relationship(order_by="SegmentRow.id", passive_deletes=True)


class SegmentRow(Remembered):
    """A stretch of time that was recognised; ``exercise`` is null of a movement that can't be named."""

    __tablename__ = "segment"
    __table_args__ = (
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        Index(None, "workout_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workout_id: Mapped[int] = mapped_column(ForeignKey("workout.id", ondelete="CASCADE"))
    start_s: Mapped[float]
    end_s: Mapped[float]
    exercise: Mapped[str | None]
    confidence: Mapped[float]


class WorkoutSetRow(Remembered):
    """A row of repetitions, or a hold, in the time of its source.

    ``added`` is how many full repetitions the person put in by hand (negative: took out), ``target`` how many
    repetitions or seconds were set out for, ``confidence`` how sure it is that this was the exercise where it
    was recognised. ``corrected_reps`` and ``corrected_hold_s`` are what the person said afterwards; they
    outlast whatever is counted when a film is analysed again, and ``added`` follows from the former then.
    ``seen_frame_rate`` is how many frames a second were judged while the set was done,
    ``doubts`` a list in JSON of what was wrong with its pictures so that it may be counted wrongly.
    """

    __tablename__ = "workout_set"
    __table_args__ = (
        UniqueConstraint("workout_id", "position"),
        CheckConstraint("range_used IN ('minimum', 'mine')", name="range_used"),
        CheckConstraint("weight_kg >= 0", name="weight_kg"),
        CheckConstraint("hold_s >= 0", name="hold_s"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        CheckConstraint("corrected_reps >= 0", name="corrected_reps"),
        CheckConstraint("corrected_hold_s >= 0", name="corrected_hold_s"),
        CheckConstraint("seen_frame_rate >= 0", name="seen_frame_rate"),
        Index(None, "exercise"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workout_id: Mapped[int] = mapped_column(ForeignKey("workout.id", ondelete="CASCADE"))
    position: Mapped[int]
    exercise: Mapped[str]
    exercise_sha256: Mapped[str | None]
    start_s: Mapped[float]
    end_s: Mapped[float]
    weight_kg: Mapped[float | None]
    range_used: Mapped[RangeUsed]
    hold_s: Mapped[float | None]
    added: Mapped[int] = mapped_column(server_default="0")
    target: Mapped[int | None]
    confidence: Mapped[float | None]
    corrected_reps: Mapped[int | None]
    corrected_hold_s: Mapped[float | None]
    seen_frame_rate: Mapped[float | None]
    doubts: Mapped[str | None]

    reps: Mapped[list[RepRow]] = relationship(order_by="RepRow.number", passive_deletes=True)
    faults: Mapped[list[FaultRow]] = relationship(
        order_by="FaultRow.time_s, FaultRow.id", passive_deletes=True
    )


class RepRow(Remembered):
    """One repetition as it was judged; its verdict is never revised.

    ``unmeasured`` says why ``rom_deg`` is only a guess, ``is_doubtful`` that the verdict is one, too.
    """

    __tablename__ = "rep"
    __table_args__ = (
        UniqueConstraint("workout_set_id", "number"),
        CheckConstraint("side IN ('left', 'right', 'both')", name="side"),
        CheckConstraint("verdict IN ('full', 'partial')", name="verdict"),
        CheckConstraint("rom_error_deg >= 0", name="rom_error_deg"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workout_set_id: Mapped[int] = mapped_column(ForeignKey("workout_set.id", ondelete="CASCADE"))
    number: Mapped[int]
    side: Mapped[RepSide]
    start_s: Mapped[float]
    turn_s: Mapped[float]
    end_s: Mapped[float]
    rom_deg: Mapped[float]
    eccentric_s: Mapped[float]
    pause_stretched_s: Mapped[float]
    concentric_s: Mapped[float]
    pause_contracted_s: Mapped[float]
    verdict: Mapped[Verdict]
    share: Mapped[float]
    reason: Mapped[str]
    unmeasured: Mapped[str | None]
    rom_error_deg: Mapped[float | None]
    is_doubtful: Mapped[bool] = mapped_column(server_default="0")


class FaultRow(Remembered):
    """What was to be mended in a repetition, or in a hold where ``rep`` is null."""

    __tablename__ = "fault"
    __table_args__ = (UniqueConstraint("workout_set_id", "name", "time_s"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workout_set_id: Mapped[int] = mapped_column(ForeignKey("workout_set.id", ondelete="CASCADE"))
    rep: Mapped[int | None]
    time_s: Mapped[float]
    name: Mapped[str]
    title: Mapped[str]
    cue: Mapped[str]
    reason: Mapped[str]
