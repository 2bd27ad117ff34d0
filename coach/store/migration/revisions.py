"""Which revisions of the database there are."""

from __future__ import annotations

from coach.resources import shipped


def revisions() -> list[str]:
    """Every revision that this version knows, oldest first, from the names of the migration files.

    Importing Alembic would take longer than all the rest of opening a database.
    """
    return sorted(
        path.stem.partition("_")[0] for path in (shipped("migrations") / "versions").glob("[0-9]*.py")
    )
