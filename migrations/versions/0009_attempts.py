"""Movements that could be reps, with the reason why they do not count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workout_id", sa.Integer, nullable=False),
        sa.Column("workout_set_id", sa.Integer),
        sa.Column("start_s", sa.Float, nullable=False),
        sa.Column("turn_s", sa.Float, nullable=False),
        sa.Column("end_s", sa.Float, nullable=False),
        sa.Column("side", sa.String, nullable=False),
        sa.Column("excursion", sa.Float),
        sa.Column("counted_as", sa.String, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("measure", sa.String),
        sa.Column("measured", sa.Float),
        sa.Column("allowed", sa.Float),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workout.id"], name="fk_attempt_workout_id_workout", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workout_set_id"],
            ["workout_set.id"],
            name="fk_attempt_workout_set_id_workout_set",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("side IN ('left', 'right', 'both')", name="ck_attempt_side"),
        sa.CheckConstraint("counted_as IN ('full', 'partial', 'not counted')", name="ck_attempt_counted_as"),
    )
    op.create_index("ix_attempt_workout_id", "attempt", ["workout_id"])
    op.create_index("ix_attempt_workout_set_id", "attempt", ["workout_set_id"])


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
