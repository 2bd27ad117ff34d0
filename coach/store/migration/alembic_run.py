"""Alembic, which brings an older database to the newest revision. Importing it takes long."""

from __future__ import annotations

from alembic import command, config
from sqlalchemy import Connection

from coach.resources import shipped


def upgrade(connection: Connection) -> None:
    """Upgrade a database to the newest revision, in the connection's transaction."""
    command.upgrade(_settings(connection), "head")


def stamp(connection: Connection) -> None:
    """Note that the tables, which were just created, are at the newest revision."""
    command.stamp(_settings(connection), "head")


def _settings(connection: Connection) -> config.Config:
    settings = config.Config()
    settings.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
