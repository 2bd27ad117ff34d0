"""Confidence of the recognised exercise of a set."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain SQL, because Alembic drops the check when it adds a column to an SQLite table.
    op.execute(
        "ALTER TABLE workout_set ADD COLUMN confidence FLOAT"
        " CONSTRAINT ck_workout_set_confidence CHECK (confidence BETWEEN 0 AND 1)"
    )


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
