"""The tables around the workouts: recordings, goals, posture, the log of changes, and remembered figures."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coach.body.landmarks import Side
from coach.body.view import View
from coach.store.kinds import GoalKind, PostureReference
from coach.store.tables import NUMBERS, Remembered


class RecordingRow(Remembered):
    """A landmark recording of a workout: a file in the folder of recordings.

    ``offset_s`` is what a time of the recording lacks to be a time of the workout: 0, unless the workout was
    merged into an earlier one or resumed. ``kilobytes`` are those of the file, rounded up.
    """

    __tablename__ = "recording"
    __table_args__ = (Index(None, "workout_id"), NUMBERS)

    id: Mapped[int] = mapped_column(primary_key=True)
    workout_id: Mapped[int] = mapped_column(ForeignKey("workout.id", ondelete="CASCADE"))
    file_name: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    kilobytes: Mapped[int]
    offset_s: Mapped[float]
    created_at: Mapped[datetime]


class JointRangeRow(Remembered):
    """The peak range of one joint of a person, from several tries.

    ``tries`` is a JSON list of the peaks in degrees. ``limb`` is "left" or "right".
    """

    __tablename__ = "joint_range"
    __table_args__ = (
        CheckConstraint("error_deg >= 0", name="error_deg"),
        CheckConstraint("limb IN ('left', 'right')", name="limb"),
        UniqueConstraint("profile_id", "taken_at", "movement", "limb"),
        NUMBERS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"))
    taken_at: Mapped[datetime]
    movement: Mapped[str]
    limb: Mapped[Side]
    value_deg: Mapped[float]
    error_deg: Mapped[float]
    tries: Mapped[str]
    view: Mapped[View]
    source: Mapped[str]
    coach_version: Mapped[str]


class GoalRow(Remembered):
    """What a person wants to reach; ``exercise`` is null for workouts a week. Past goals have an end.

    ``target`` is in reps, workouts, seconds or kilograms, by ``kind``.
    """

    __tablename__ = "goal"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('reps a week', 'workouts a week', 'reps in a set', 'hold', 'load')", name="kind"
        ),
        CheckConstraint("target > 0", name="target"),
        Index(None, "profile_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"))
    kind: Mapped[GoalKind]
    exercise: Mapped[str | None]
    target: Mapped[float]
    created_at: Mapped[datetime]
    reached_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class PostureRow(Remembered):
    """One measure of the posture in a photo of a person; the photo itself is not stored.

    ``sha256`` is the hash of the photo's file: a photo that is measured again replaces its rows.
    """

    __tablename__ = "posture"
    __table_args__ = (
        CheckConstraint("error_deg >= 0", name="error_deg"),
        UniqueConstraint("profile_id", "sha256", "measure"),
        NUMBERS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"))
    taken_at: Mapped[datetime]
    photo: Mapped[str]
    sha256: Mapped[str]
    view: Mapped[View]
    reference: Mapped[PostureReference]
    measure: Mapped[str]
    value_deg: Mapped[float]
    error_deg: Mapped[float]
    model_sha256: Mapped[str]
    coach_version: Mapped[str]


class ChangeRow(Remembered):
    """A change that the user made by hand: when, what (in words), and the version of coach that made it.

    ``undoes`` is the number of the change that this one undid.
    """

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    what: Mapped[str]
    coach_version: Mapped[str]
    undone_at: Mapped[datetime | None]
    undoes: Mapped[int | None]

    rows: Mapped[list[ChangedRow]] = relationship(order_by="ChangedRow.id", passive_deletes=True)


class ChangedRow(Remembered):
    """One row that a change touched: the row before and after it as JSON, null where there was none."""

    __tablename__ = "changed_row"
    __table_args__ = (Index(None, "change_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id", ondelete="CASCADE"))
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str | None]
    after: Mapped[str | None]


class SetFiguresRow(Remembered):
    """Figures of a set, remembered to read a long history quickly; valid while the fingerprint matches."""

    __tablename__ = "set_figures"

    set_id: Mapped[int] = mapped_column(ForeignKey("workout_set.id", ondelete="CASCADE"), primary_key=True)
    fingerprint: Mapped[str]
    figures: Mapped[str]
