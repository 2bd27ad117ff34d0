"""The level of each rep and hold in the standard of its exercise."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("rep", "workout_set"):
        for name, kind in (
            ("level", sa.String),
            ("level_measure", sa.String),
            ("level_value", sa.Float),
            ("level_error", sa.Float),
            ("level_not_judged", sa.String),
        ):
            op.add_column(table, sa.Column(name, kind))


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
