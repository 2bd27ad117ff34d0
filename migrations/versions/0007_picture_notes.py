"""What was wrong with a workout's pictures, which sets it makes doubtful, and how fast its film goes by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workout", sa.Column("picture_notes", sa.String))
    # Written out, for Alembic adds a column to a table of SQLite's only without its check.
    op.execute("ALTER TABLE workout ADD COLUMN speed FLOAT CONSTRAINT ck_workout_speed CHECK (speed > 0)")
    op.add_column("workout_set", sa.Column("doubts", sa.String))


def downgrade() -> None:
    raise NotImplementedError("The copy made before the migration is the way back.")
