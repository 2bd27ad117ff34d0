"""Profiles, workouts, sets and reps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "profile",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profile"),
        sa.UniqueConstraint("name", name="uq_profile_name"),
    )
    op.create_table(
        "workout",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("profile_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("as_training", sa.Boolean, nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("exercise", sa.String),
        sa.Column("film_name", sa.String),
        sa.Column("film_sha256", sa.String),
        sa.Column("film_date", sa.DateTime),
        sa.Column("coach_version", sa.String, nullable=False),
        sa.Column("model_sha256", sa.String),
        sa.Column("model_grade", sa.String),
        sa.Column("frame_rate", sa.Float),
        sa.Column("frames", sa.Integer),
        sa.Column("seen_share", sa.Float),
        sa.Column("view", sa.String),
        sa.Column("tilt_deg", sa.Float),
        sa.PrimaryKeyConstraint("id", name="pk_workout"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name="fk_workout_profile_id_profile", ondelete="CASCADE"
        ),
        sa.CheckConstraint("kind IN ('live', 'film', 'demo')", name=op.f("ck_workout_kind")),
        sa.CheckConstraint("state IN ('running', 'finished', 'interrupted')", name=op.f("ck_workout_state")),
        sa.CheckConstraint("seen_share BETWEEN 0 AND 1", name=op.f("ck_workout_seen_share")),
    )
    op.create_index("ix_workout_profile_id_started_at", "workout", ["profile_id", "started_at"])
    op.create_index("ix_workout_film_sha256", "workout", ["film_sha256"])
    op.create_table(
        "workout_set",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workout_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("exercise", sa.String, nullable=False),
        sa.Column("exercise_sha256", sa.String),
        sa.Column("start_s", sa.Float, nullable=False),
        sa.Column("end_s", sa.Float, nullable=False),
        sa.Column("weight_kg", sa.Float),
        sa.Column("range_used", sa.String, nullable=False),
        sa.Column("hold_s", sa.Float),
        sa.PrimaryKeyConstraint("id", name="pk_workout_set"),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workout.id"], name="fk_workout_set_workout_id_workout", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("workout_id", "position", name="uq_workout_set_workout_id_position"),
        sa.CheckConstraint("range_used IN ('minimum', 'mine')", name=op.f("ck_workout_set_range_used")),
        sa.CheckConstraint("weight_kg >= 0", name=op.f("ck_workout_set_weight_kg")),
        sa.CheckConstraint("hold_s >= 0", name=op.f("ck_workout_set_hold_s")),
    )
    op.create_index("ix_workout_set_exercise", "workout_set", ["exercise"])
    op.create_table(
        "rep",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workout_set_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("side", sa.String, nullable=False),
        sa.Column("start_s", sa.Float, nullable=False),
        sa.Column("turn_s", sa.Float, nullable=False),
        sa.Column("end_s", sa.Float, nullable=False),
        sa.Column("rom_deg", sa.Float, nullable=False),
        sa.Column("eccentric_s", sa.Float, nullable=False),
        sa.Column("pause_stretched_s", sa.Float, nullable=False),
        sa.Column("concentric_s", sa.Float, nullable=False),
        sa.Column("pause_contracted_s", sa.Float, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rep"),
        sa.ForeignKeyConstraint(
            ["workout_set_id"],
            ["workout_set.id"],
            name="fk_rep_workout_set_id_workout_set",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("workout_set_id", "number", name="uq_rep_workout_set_id_number"),
        sa.CheckConstraint("side IN ('left', 'right', 'both')", name=op.f("ck_rep_side")),
        sa.CheckConstraint("verdict IN ('full', 'partial')", name=op.f("ck_rep_verdict")),
    )


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
