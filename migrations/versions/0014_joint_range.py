"""The measured ranges of joints of a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "joint_range",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("profile_id", sa.Integer, nullable=False),
        sa.Column("taken_at", sa.DateTime, nullable=False),
        sa.Column("movement", sa.String, nullable=False),
        sa.Column("limb", sa.String, nullable=False),
        sa.Column("value_deg", sa.Float, nullable=False),
        sa.Column("error_deg", sa.Float, nullable=False),
        sa.Column("tries", sa.String, nullable=False),
        sa.Column("view", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("coach_version", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_joint_range"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name="fk_joint_range_profile_id_profile", ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "profile_id",
            "taken_at",
            "movement",
            "limb",
            name="uq_joint_range_profile_id_taken_at_movement_limb",
        ),
        sa.CheckConstraint("error_deg >= 0", name="ck_joint_range_error_deg"),
        sa.CheckConstraint("limb IN ('left', 'right')", name="ck_joint_range_limb"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
