"""Read-only checks of the database."""
