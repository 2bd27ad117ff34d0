"""The velocity and the sides of each rep, and the tempo that the user chose for a set."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in (
        "velocity_deg_s",
        "velocity_error_deg_s",
        "speed",
        "speed_error",
        "timing_error",
        "left_rom_deg",
        "right_rom_deg",
        "sides_error_deg",
    ):
        op.add_column("rep", sa.Column(name, sa.Float))
    op.add_column("rep", sa.Column("speed_point", sa.String))
    op.add_column("workout_set", sa.Column("tempo_target", sa.String))


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
