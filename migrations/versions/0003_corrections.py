"""Corrections of a count, and the target of a set."""

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
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
