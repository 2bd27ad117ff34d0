"""The tables of the database, from the profile down to the rep, and what was changed by hand."""

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

from coach.body.landmarks import Side
from coach.body.view import View
from coach.judging.attempts import AttemptVerdict
from coach.judging.events import RangeUsed, RepSide, Verdict
from coach.quantities import WeightUnit
from coach.store.kinds import GoalKind, Kind, State


class UtcTime(TypeDecorator[datetime]):
    """A time with its time zone, stored in UTC; SQLite has no time zones."""

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


NUMBERS = {"sqlite_autoincrement": True}
"""A deleted row's number is never given again, so that undoing its deletion can bring it back."""


class Remembered(DeclarativeBase):
    """Base of all tables: types of columns and names of constraints."""

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
        GoalKind: String,
        Kind: String,
        State: String,
        View: String,
        RangeUsed: String,
        RepSide: String,
        Side: String,
        Verdict: String,
        AttemptVerdict: String,
        WeightUnit: String,
    }


class ProfileRow(Remembered):
    """A person's profile.

    ``weight_kg`` is the person's own weight. ``units`` is "kg" or "lb"; null for those of the settings.
    """

    __tablename__ = "profile"
    __table_args__ = (
        CheckConstraint("height_cm > 0", name="height_cm"),
        CheckConstraint("weight_kg > 0", name="weight_kg"),
        CheckConstraint("units IN ('kg', 'lb')", name="units"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    height_cm: Mapped[float | None]
    weight_kg: Mapped[float | None]
    units: Mapped[WeightUnit | None]


class WorkoutRow(Remembered):
    """A live workout or an analysed film, and the version that judged it.

    ``exercise`` is the requested exercise, which is stored even if nothing was counted. ``seen_share`` is the
    share of frames with a person in them. ``as_training`` separates the user's own training from films that
    were only analysed. ``picture_notes`` is a JSON list of notes, as written by ``recording_metadata``.
    ``speed`` is 0.25 for a film in four times slow motion. ``uid`` is the same on every machine to which the
    workout is copied. ``given_date`` is the date that the user gave it, ``note`` the user's own words, and
    ``routine`` the name of the routine that it followed.
    ``imported_from`` is the program that exported it, such as "Strong"; its reps are in ``added``.
    ``changed_at`` is when anything of it last changed, so that of two machines' versions the newer is known.
    """

    __tablename__ = "workout"
    __table_args__ = (
        CheckConstraint("kind IN ('live', 'film', 'demo', 'import')", name="kind"),
        CheckConstraint("state IN ('running', 'finished', 'interrupted')", name="state"),
        CheckConstraint("seen_share BETWEEN 0 AND 1", name="seen_share"),
        CheckConstraint("speed > 0", name="speed"),
        Index(None, "profile_id", "started_at"),
        Index(None, "film_sha256"),
        NUMBERS,
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
    uid: Mapped[str | None] = mapped_column(unique=True)
    given_date: Mapped[datetime | None]
    note: Mapped[str | None]
    routine: Mapped[str | None]
    imported_from: Mapped[str | None]
    changed_at: Mapped[datetime | None]

    profile: Mapped[ProfileRow] = relationship()
    sets: Mapped[list[WorkoutSetRow]] = relationship(order_by="WorkoutSetRow.position", passive_deletes=True)
    segments: Mapped[list[SegmentRow]] = relationship(order_by="SegmentRow.id", passive_deletes=True)


class SegmentRow(Remembered):
    """A recognised segment; ``exercise`` is null for an unknown movement."""

    __tablename__ = "segment"
    __table_args__ = (
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        Index(None, "workout_id"),
        NUMBERS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workout_id: Mapped[int] = mapped_column(ForeignKey("workout.id", ondelete="CASCADE"))
    start_s: Mapped[float]
    end_s: Mapped[float]
    exercise: Mapped[str | None]
    confidence: Mapped[float]


class WorkoutSetRow(Remembered):
    """A set of reps, or a hold, with times in the source's seconds.

    ``added`` is the number of full reps that the user added (negative: removed). ``target`` is in reps or
    seconds. ``confidence`` is that of the recognised exercise. ``corrected_reps`` and ``corrected_hold_s``
    are the user's later corrections; they survive another analysis of the film, which recomputes ``added``
    from the former. ``seen_frame_rate`` is the number of analysed frames per second. ``doubts`` is a JSON
    list of problems with the pictures that make the count doubtful. ``level`` and the columns that belong to
    it are those of a hold, as in a rep. ``tempo_target`` is the tempo that the user chose, such as "3-0-1-0".
    ``detected_exercise`` is what ``exercise`` was before the user corrected it. ``note`` is the user's words.
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
        NUMBERS,
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
    level: Mapped[str | None]
    level_measure: Mapped[str | None]
    level_value: Mapped[float | None]
    level_error: Mapped[float | None]
    level_not_judged: Mapped[str | None]
    tempo_target: Mapped[str | None]
    detected_exercise: Mapped[str | None]
    note: Mapped[str | None]

    reps: Mapped[list[RepRow]] = relationship(order_by="RepRow.number", passive_deletes=True)
    faults: Mapped[list[FaultRow]] = relationship(
        order_by="FaultRow.time_s, FaultRow.id", passive_deletes=True
    )


class RepRow(Remembered):
    """A judged rep; its verdict is never revised.

    ``unmeasured`` is the reason why ``rom_deg`` is only an estimate; ``is_doubtful`` is about the verdict.
    ``level`` is its level in the standard of the exercise, which ``level_value`` of ``level_measure`` decided
    (degrees or trunk lengths); ``level_not_judged`` is the reason if there is none. ``speed`` of
    ``speed_point`` is in body heights a second; ``timing_error`` is the share of its error that differs from
    rep to rep.
    """

    __tablename__ = "rep"
    __table_args__ = (
        UniqueConstraint("workout_set_id", "number"),
        CheckConstraint("side IN ('left', 'right', 'both')", name="side"),
        CheckConstraint("verdict IN ('full', 'partial')", name="verdict"),
        CheckConstraint("rom_error_deg >= 0", name="rom_error_deg"),
        NUMBERS,
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
    level: Mapped[str | None]
    level_measure: Mapped[str | None]
    level_value: Mapped[float | None]
    level_error: Mapped[float | None]
    level_not_judged: Mapped[str | None]
    velocity_deg_s: Mapped[float | None]
    velocity_error_deg_s: Mapped[float | None]
    speed: Mapped[float | None]
    speed_error: Mapped[float | None]
    timing_error: Mapped[float | None]
    speed_point: Mapped[str | None]
    left_rom_deg: Mapped[float | None]
    right_rom_deg: Mapped[float | None]
    sides_error_deg: Mapped[float | None]


class FaultRow(Remembered):
    """A fault in a rep, or in a hold if ``rep`` is null."""

    __tablename__ = "fault"
    __table_args__ = (UniqueConstraint("workout_set_id", "name", "time_s"), NUMBERS)

    id: Mapped[int] = mapped_column(primary_key=True)
    workout_set_id: Mapped[int] = mapped_column(ForeignKey("workout_set.id", ondelete="CASCADE"))
    rep: Mapped[int | None]
    time_s: Mapped[float]
    name: Mapped[str]
    title: Mapped[str]
    cue: Mapped[str]
    reason: Mapped[str]


class AttemptRow(Remembered):
    """A movement that could be a rep, and why it does not count; between sets if it belongs to none.

    ``measured`` and ``allowed`` decided, in units of ``measure``. Reps that their range decided are not here.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("side IN ('left', 'right', 'both')", name="side"),
        CheckConstraint("counted_as IN ('full', 'partial', 'not counted')", name="counted_as"),
        Index(None, "workout_id"),
        Index(None, "workout_set_id"),
        NUMBERS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workout_id: Mapped[int] = mapped_column(ForeignKey("workout.id", ondelete="CASCADE"))
    workout_set_id: Mapped[int | None] = mapped_column(ForeignKey("workout_set.id", ondelete="CASCADE"))
    start_s: Mapped[float]
    turn_s: Mapped[float]
    end_s: Mapped[float]
    side: Mapped[RepSide]
    excursion: Mapped[float | None]
    counted_as: Mapped[AttemptVerdict]
    rule: Mapped[str]
    reason: Mapped[str]
    measure: Mapped[str | None]
    measured: Mapped[float | None]
    allowed: Mapped[float | None]
