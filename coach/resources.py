"""Where shipped files and the user's files are."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import platformdirs

from coach.errors import PlaceUnusable

_PACKAGE = Path(__file__).parent
_LONGEST_NAME = "recordings/" + 40 * "0" + ".npz"
"""About the longest that is put into one of the user's folders."""


def shipped(folder: str) -> Path:
    """The shipped ``exercises``, ``models`` or ``migrations``: in the wheel, or beside it in a checkout."""
    inside = _PACKAGE / "_shipped" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def in_checkout() -> bool:
    """Whether this coach runs from a checkout of its source, where what is shipped is made."""
    return not (_PACKAGE / "_shipped").is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file()


def _home() -> Path | None:
    """The folder that ``COACH_HOME`` puts in place of all the platform's own."""
    home = os.environ.get("COACH_HOME")
    if not home:
        return None
    try:
        return Path(home).expanduser().absolute()
    except RuntimeError as error:
        raise PlaceUnusable(Path(home), "nobody of that name has a home folder here") from error


def may(path: Path, what: int) -> bool:
    """Whether this process may ``what`` (``os.R_OK`` and the like), as whom it acts for."""
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _usable(folder: Path) -> Path:
    """The folder, if it is one that can be entered, or could be made.

    Raises:
        PlaceUnusable: It is neither.
    """
    if folder.parts[0].startswith("~"):
        raise PlaceUnusable(folder, "it isn't known where your home folder is")
    try:
        (folder / _LONGEST_NAME).lstat()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise PlaceUnusable(folder, _reason(folder, error)) from error
    if os.path.lexists(folder):
        if not folder.exists():
            raise PlaceUnusable(folder, "it is a link that leads nowhere")
        if not may(folder, os.R_OK | os.X_OK):
            raise PlaceUnusable(folder, "you may not look into it")
    return folder


def _reason(folder: Path, error: OSError) -> str:
    """Why a folder can't be entered, in a few words."""
    match error.errno:
        case errno.ENOTDIR:
            taken = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
            return f"{'it' if taken == folder else taken} is no folder"
        case errno.ENAMETOOLONG:
            return "its name is too long"
        case errno.ELOOP:
            return "it is a link that leads back to itself"
        case errno.EACCES:
            return "you may not enter it"
    return error.strerror or str(error)


def data_folder() -> Path:
    """Where what must not be lost is kept: the database and its copies."""
    return _usable(_home() or platformdirs.user_data_path("coach", appauthor=False))


def cache_folder() -> Path:
    """Where what can be made again is kept: pose models, recordings, rendered films."""
    home = _home()
    return _usable(home / "cache" if home else platformdirs.user_cache_path("coach", appauthor=False))


def config_folder() -> Path:
    """Where the user's own settings and exercises are kept."""
    return _usable(_home() or platformdirs.user_config_path("coach", appauthor=False))


def settings_file() -> Path:
    """The user's preferences, which need not be there."""
    return config_folder() / "settings.toml"


def user_exercises() -> Path:
    """The folder of the user's own exercise files, which add to and override the shipped ones."""
    return config_folder() / "exercises"


def database_file(name: str = "coach") -> Path:
    """The SQLite file of what is remembered, or of the demo with ``name="demo"``."""
    return data_folder() / f"{name}.sqlite3"
