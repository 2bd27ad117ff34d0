"""Form faults of a rep or a hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fault",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workout_set_id", sa.Integer, nullable=False),
        sa.Column("rep", sa.Integer),
        sa.Column("time_s", sa.Float, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("cue", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fault"),
        sa.ForeignKeyConstraint(
            ["workout_set_id"],
            ["workout_set.id"],
            name="fk_fault_workout_set_id_workout_set",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("workout_set_id", "name", "time_s", name="uq_fault_workout_set_id_name_time_s"),
    )


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
