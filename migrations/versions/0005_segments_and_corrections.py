"""Recognised segments, and the user's corrections apart from the count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "segment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workout_id", sa.Integer, nullable=False),
        sa.Column("start_s", sa.Float, nullable=False),
        sa.Column("end_s", sa.Float, nullable=False),
        sa.Column("exercise", sa.String),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_segment"),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workout.id"], name="fk_segment_workout_id_workout", ondelete="CASCADE"
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_segment_confidence"),
    )
    op.create_index("ix_segment_workout_id", "segment", ["workout_id"])
    # Plain SQL, because Alembic drops the check when it adds a column to an SQLite table.
    op.execute(
        "ALTER TABLE workout_set ADD COLUMN corrected_reps INTEGER"
        " CONSTRAINT ck_workout_set_corrected_reps CHECK (corrected_reps >= 0)"
    )
    op.execute(
        "ALTER TABLE workout_set ADD COLUMN corrected_hold_s FLOAT"
        " CONSTRAINT ck_workout_set_corrected_hold_s CHECK (corrected_hold_s >= 0)"
    )
    # In a film, only 'history edit' changed a count, so it was the user's number.
    op.execute(
        "UPDATE workout_set SET corrected_reps = max(0, added + ("
        " SELECT count(*) FROM rep WHERE rep.workout_set_id = workout_set.id AND rep.verdict = 'full'))"
        " WHERE added != 0 AND workout_id IN (SELECT id FROM workout WHERE kind = 'film')"
    )


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
