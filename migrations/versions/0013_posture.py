"""The posture in photos of a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "posture",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("profile_id", sa.Integer, nullable=False),
        sa.Column("taken_at", sa.DateTime, nullable=False),
        sa.Column("photo", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("view", sa.String, nullable=False),
        sa.Column("reference", sa.String, nullable=False),
        sa.Column("measure", sa.String, nullable=False),
        sa.Column("value_deg", sa.Float, nullable=False),
        sa.Column("error_deg", sa.Float, nullable=False),
        sa.Column("model_sha256", sa.String, nullable=False),
        sa.Column("coach_version", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_posture"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name="fk_posture_profile_id_profile", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("profile_id", "sha256", "measure", name="uq_posture_profile_id_sha256_measure"),
        sa.CheckConstraint("error_deg >= 0", name="ck_posture_error_deg"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
