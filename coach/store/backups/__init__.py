"""Backups of the database that the user makes and restores."""
