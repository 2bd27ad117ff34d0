"""The profile that commands use if none is named."""

from __future__ import annotations

from pathlib import Path

from coach.atomic_file import write_atomically
from coach.resources import data_folder
from coach.store.kinds import DEFAULT_PROFILE

_LONGEST = 200


def active_profile() -> str:
    """The name of the profile in use: 'me', unless ``coach profile use`` chose another."""
    return chosen_profile() or DEFAULT_PROFILE


def chosen_profile() -> str | None:
    """The name that ``coach profile use`` chose; None if nobody ever chose one."""
    try:
        text = _file().read_text("utf-8").strip()
    except (OSError, ValueError):
        return None
    return text if text and len(text) <= _LONGEST and text.isprintable() else None


def set_active_profile(name: str) -> None:
    """Use a profile from now on.

    Raises:
        OSError: The choice can't be saved.
    """
    write_atomically(_file(), f"{name}\n".encode())


def _file() -> Path:
    return data_folder() / "active-profile"
