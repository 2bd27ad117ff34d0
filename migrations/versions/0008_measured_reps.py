"""Whether a rep's range of motion was measured, and its error."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rep", sa.Column("unmeasured", sa.String))
    # Plain SQL, because Alembic drops the check when it adds a column to an SQLite table.
    op.execute(
        "ALTER TABLE rep ADD COLUMN rom_error_deg FLOAT"
        " CONSTRAINT ck_rep_rom_error_deg CHECK (rom_error_deg >= 0)"
    )
    op.add_column("rep", sa.Column("is_doubtful", sa.Boolean, nullable=False, server_default="0"))


def downgrade() -> None:
    raise NotImplementedError("Restore the copy that coach makes before a migration.")
