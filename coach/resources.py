"""Where shipped files and the user's files are."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent


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
    return Path(home).expanduser() if home else None


def data_folder() -> Path:
    """Where what must not be lost is kept: the database and its copies."""
    return _home() or platformdirs.user_data_path("coach", appauthor=False)


def cache_folder() -> Path:
    """Where what can be made again is kept: pose models, recordings, rendered films."""
    home = _home()
    return home / "cache" if home else platformdirs.user_cache_path("coach", appauthor=False)


def config_folder() -> Path:
    """Where the user's own settings and exercises are kept."""
    return _home() or platformdirs.user_config_path("coach", appauthor=False)


def settings_file() -> Path:
    """The user's preferences, which need not be there."""
    return config_folder() / "settings.toml"


def user_exercises() -> Path:
    """The folder of the user's own exercise files, which add to and override the shipped ones."""
    return config_folder() / "exercises"


def database_file(name: str = "coach") -> Path:
    """The SQLite file of what is remembered, or of the demo with ``name="demo"``."""
    return data_folder() / f"{name}.sqlite3"
