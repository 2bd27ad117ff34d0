"""The date of a film: from its tags, else from its file, if plausible."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.body.stream import DateOrigin

_FIRST_YEAR = 1990
"""No phone filmed earlier; 1904 and 1970 are the epochs of containers and systems."""
_NEVER_SET_YEAR = 2000
"""Where a camera's clock restarts after it lost its battery."""
_AHEAD = timedelta(hours=14)
"""Cameras without a time zone write local time as UTC; no zone is further east."""


def film_date(path: Path, own: datetime | None) -> tuple[datetime | None, DateOrigin | None]:
    """The date of a film and its origin; both None without a plausible date.

    Args:
        path: The film.
        own: Date from the film's tags, with a time zone, or None.
    """
    now = datetime.now(UTC)
    if own is not None and is_believable(own, now):
        return min(own.astimezone(UTC), now), "film"
    modified = _modified(path)
    if modified is not None and is_believable(modified, now):
        return min(modified, now), "file"
    return None, None


def is_believable(date: datetime, now: datetime) -> bool:
    """Whether a date is plausible: not in the future and not from a clock that was never set."""
    try:
        date = date.astimezone(UTC)
    except (OverflowError, ValueError):  # outside the calendar
        return False
    new_year = (date.month, date.day, date.hour, date.minute, date.second) == (1, 1, 0, 0, 0)
    never_set = new_year or (date.year == _NEVER_SET_YEAR and date.month == 1)
    return date.year >= _FIRST_YEAR and not never_set and date <= now + _AHEAD


def _modified(path: Path) -> datetime | None:
    """Modification time of the file, or None."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
