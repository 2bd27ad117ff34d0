"""Picture notes and film speed of a workout, and doubts about a set."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workout", sa.Column("picture_notes", sa.String))
    # Plain SQL, because Alembic drops the check when it adds a column to an SQLite table.
    op.execute("ALTER TABLE workout ADD COLUMN speed FLOAT CONSTRAINT ck_workout_speed CHECK (speed > 0)")
    op.add_column("workout_set", sa.Column("doubts", sa.String))


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
