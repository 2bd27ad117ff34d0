"""How many frames a second were seen of a set: with too few, repetitions are missed."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out, for Alembic adds a column to a table of SQLite's only without its check.
    op.execute(
        "ALTER TABLE workout_set ADD COLUMN seen_frame_rate FLOAT"
        " CONSTRAINT ck_workout_set_seen_frame_rate CHECK (seen_frame_rate >= 0)"
    )


def downgrade() -> None:
    raise NotImplementedError("The copy made before the migration is the way back.")
