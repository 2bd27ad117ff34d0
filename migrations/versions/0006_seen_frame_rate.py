"""Analysed frames per second of a set; too few can miss reps."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain SQL, because Alembic drops the check when it adds a column to an SQLite table.
    op.execute(
        "ALTER TABLE workout_set ADD COLUMN seen_frame_rate FLOAT"
        " CONSTRAINT ck_workout_set_seen_frame_rate CHECK (seen_frame_rate >= 0)"
    )


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
