"""How sure it is what a set was of, where nobody said so beforehand."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out, for Alembic adds a column to a table of SQLite's only without its check.
    op.execute(
        "ALTER TABLE workout_set ADD COLUMN confidence FLOAT"
        " CONSTRAINT ck_workout_set_confidence CHECK (confidence BETWEEN 0 AND 1)"
    )


def downgrade() -> None:
    raise NotImplementedError("The copy made before the migration is the way back.")
