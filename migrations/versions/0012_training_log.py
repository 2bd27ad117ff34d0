"""Profiles of people, notes, goals, recordings, and a log of every change made by hand."""

from __future__ import annotations

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("profile") as profile:
        profile.add_column(sa.Column("height_cm", sa.Float))
        profile.add_column(sa.Column("weight_kg", sa.Float))
        profile.add_column(sa.Column("units", sa.String))
        profile.create_check_constraint("height_cm", "height_cm > 0")
        profile.create_check_constraint("weight_kg", "weight_kg > 0")
        profile.create_check_constraint("units", "units IN ('kg', 'lb')")
    with _rebuilt("workout_set") as workout_set:
        workout_set.add_column(sa.Column("detected_exercise", sa.String))
        workout_set.add_column(sa.Column("note", sa.String))
    _change_workout()
    for table in ("segment", "rep", "fault", "attempt"):
        with _rebuilt(table):
            pass
    _create_tables()


def _rebuilt(table: str) -> AbstractContextManager[BatchOperations]:
    """Rebuild a table so that the number of a deleted row is never given again."""
    return op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True})


def _change_workout() -> None:
    op.add_column("workout", sa.Column("uid", sa.String))
    op.execute("UPDATE workout SET uid = lower(hex(randomblob(16)))")
    with _rebuilt("workout") as workout:
        workout.add_column(sa.Column("given_date", sa.DateTime))
        workout.add_column(sa.Column("note", sa.String))
        workout.add_column(sa.Column("routine", sa.String))
        workout.add_column(sa.Column("imported_from", sa.String))
        workout.add_column(sa.Column("changed_at", sa.DateTime))
        workout.create_unique_constraint("uq_workout_uid", ["uid"])
        workout.drop_constraint("kind", type_="check")
        workout.create_check_constraint("kind", "kind IN ('live', 'film', 'demo', 'import')")


def _create_tables() -> None:
    op.create_table(
        "recording",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workout_id", sa.Integer, nullable=False),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("kilobytes", sa.Integer, nullable=False),
        sa.Column("offset_s", sa.Float, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recording"),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workout.id"], name="fk_recording_workout_id_workout", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("file_name", name="uq_recording_file_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_recording_workout_id", "recording", ["workout_id"])
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("profile_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("exercise", sa.String),
        sa.Column("target", sa.Float, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("reached_at", sa.DateTime),
        sa.Column("ended_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name="fk_goal_profile_id_profile", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "kind IN ('reps a week', 'workouts a week', 'reps in a set', 'hold', 'load')", name="ck_goal_kind"
        ),
        sa.CheckConstraint("target > 0", name="ck_goal_target"),
    )
    op.create_index("ix_goal_profile_id", "goal", ["profile_id"])
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("coach_version", sa.String, nullable=False),
        sa.Column("undone_at", sa.DateTime),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_table(
        "changed_row",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("change_id", sa.Integer, nullable=False),
        sa.Column("table_name", sa.String, nullable=False),
        sa.Column("row_id", sa.Integer, nullable=False),
        sa.Column("before", sa.String),
        sa.Column("after", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_changed_row"),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name="fk_changed_row_change_id_change", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_changed_row_change_id", "changed_row", ["change_id"])
    op.create_table(
        "set_figures",
        sa.Column("set_id", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("figures", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("set_id", name="pk_set_figures"),
        sa.ForeignKeyConstraint(
            ["set_id"], ["workout_set.id"], name="fk_set_figures_set_id_workout_set", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
