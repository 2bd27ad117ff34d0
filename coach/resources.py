"""Paths of shipped files and of the user's files."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import platformdirs

from coach.database_server import VARIABLE, is_server, is_server_url, server_file_name, server_url
from coach.errors import HistoryUnreachable, PlaceUnusable
from coach.regular_file import path_exists

_PACKAGE = Path(__file__).parent
_LONGEST_NAME = "recordings/" + 40 * "0" + ".npz"
"""About the longest path that coach creates in one of the user's folders."""


def shipped(folder: str) -> Path:
    """The shipped ``exercises``, ``models`` or ``migrations``: in the wheel, or beside it in a checkout."""
    inside = _PACKAGE / "_shipped" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def in_checkout() -> bool:
    """Whether coach runs from a source checkout."""
    return not (_PACKAGE / "_shipped").is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file()


def _home() -> Path | None:
    """The folder named by ``COACH_HOME``, which replaces all platform folders."""
    home = os.environ.get("COACH_HOME")
    if not home:
        return None
    try:
        return Path(home).expanduser().absolute()
    except RuntimeError as error:
        raise PlaceUnusable(Path(home), "there is no home folder for that user") from error


def may(path: Path, what: int) -> bool:
    """Whether this process has access ``what`` (such as ``os.R_OK``), by its effective user."""
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _usable(folder: Path) -> Path:
    """The folder, if it can be opened or created.

    Raises:
        PlaceUnusable: It can't.
    """
    if folder.parts[0].startswith("~"):
        raise PlaceUnusable(folder, "your home folder is unknown")
    try:
        (folder / _LONGEST_NAME).lstat()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise PlaceUnusable(folder, _reason(folder, error)) from error
    if os.path.lexists(folder):
        if not folder.exists():
            raise PlaceUnusable(folder, "it is a broken link")
        if not may(folder, os.R_OK | os.X_OK):
            raise PlaceUnusable(folder, "you don't have permission to read it")
    return folder


def _reason(folder: Path, error: OSError) -> str:
    """Why a folder can't be opened, in a few words."""
    match error.errno:
        case errno.ENOTDIR:
            taken = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
            return f"{'it' if taken == folder else taken} is not a folder"
        case errno.ENAMETOOLONG:
            return "its name is too long"
        case errno.ELOOP:
            return "it is a link to itself"
        case errno.EACCES:
            return "you don't have permission to open it"
    return error.strerror or str(error)


def data_folder() -> Path:
    """Folder of the database and its backups."""
    return _usable(_home() or platformdirs.user_data_path("coach", appauthor=False))


def cache_folder() -> Path:
    """Folder of files that can be recreated: pose models, recordings, rendered films."""
    home = _home()
    return _usable(home / "cache" if home else platformdirs.user_cache_path("coach", appauthor=False))


def config_folder() -> Path:
    """Folder of the user's settings and exercises."""
    return _usable(_home() or platformdirs.user_config_path("coach", appauthor=False))


def settings_file() -> Path:
    """The settings file, which may not exist."""
    return config_folder() / "settings.toml"


def user_exercises() -> Path:
    """Folder of the user's exercise files, which add to and override the shipped ones."""
    return config_folder() / "exercises"


def database_file(name: str = "coach") -> Path:
    """The workout database, a SQLite file; ``name="demo"`` for the demo's.

    With COACH_DATABASE, a path that stands for the user's PostgreSQL server (``coach.database_server``). The
    demo's database is always a file.

    Raises:
        HistoryUnreachable: COACH_DATABASE is not the address of a PostgreSQL server.
    """
    url = server_url() if name == "coach" else None
    if url is None:
        return data_folder() / f"{name}.sqlite3"
    if not is_server_url(url):
        raise HistoryUnreachable(
            f"{VARIABLE} is not the address of a PostgreSQL server.",
            hint="It begins with postgresql:// (see docs/server.md). Unset it to use the file.",
        )
    return data_folder() / server_file_name(url)


def database_exists(database: Path) -> bool:
    """Whether a database may hold anything yet: a server always may."""
    return is_server(database) or path_exists(database)
