"""The PostgreSQL server that COACH_DATABASE names, which takes the place of the database file.

Paths of databases are passed around everywhere, and files lie beside the database: what could not be saved,
recordings, backups. So a server has a path too: that of a file in the data folder that never exists, with a
name made from the server's address.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

VARIABLE = "COACH_DATABASE"
_SUFFIX = ".postgresql"
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")


def server_url() -> str | None:
    """The server's address as the user gave it, perhaps with a password; None for the database file."""
    return os.environ.get(VARIABLE) or None


def is_server_url(url: str) -> bool:
    """Whether this is the address of a PostgreSQL server."""
    return url.partition("://")[0].lower() in _SCHEMES and "://" in url


def server_file_name(url: str) -> str:
    """The name of the file that stands for a server: the database and host, and a hash of both."""
    place = shown_url(url)
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", place.partition("://")[2]).strip("-.")[:40]
    return f"{name}-{hashlib.sha256(place.encode()).hexdigest()[:8]}{_SUFFIX}"


def is_server(database: Path) -> bool:
    """Whether this path stands for a server."""
    return database.suffix == _SUFFIX


def shown_url(url: str) -> str:
    """A server's address without user name, password and options: ``postgresql://host:port/database``."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        host = parts.hostname or ""
    except ValueError:  # not an address
        return "postgresql://…"
    return f"postgresql://{host}{port}{parts.path}"


def shown_database(database: Path) -> str:
    """A database as people know it: the path of its file, or the address of the server without password."""
    url = server_url()
    return shown_url(url) if is_server(database) and url is not None else str(database)
