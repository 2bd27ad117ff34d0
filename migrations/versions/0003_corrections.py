"""What the person put right in a count, and what the set was meant to be."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workout_set", sa.Column("added", sa.Integer, nullable=False, server_default="0"))
    op.add_column("workout_set", sa.Column("target", sa.Integer))


def downgrade() -> None:
    raise NotImplementedError("The copy made before the migration is the way back.")
