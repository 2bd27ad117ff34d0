"""When a film was recorded: by its own tags, else by the date of its file, where they can be believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.body.stream import DateOrigin

_FIRST_YEAR = 1990
"""No earlier film is a phone's; 1904 and 1970 are where the clocks of containers and systems begin."""
_NEVER_SET_YEAR = 2000
"""Where the clock of a camera begins that lost its battery; it runs on from there for some days."""
_AHEAD = timedelta(hours=14)
"""Cameras that know no time zone write their local time as if it were UTC; no zone is further east."""


def film_date(path: Path, own: datetime | None) -> tuple[datetime | None, DateOrigin | None]:
    """When a film was recorded, and who says so; both None where no date can be believed.

    Args:
        path: The film.
        own: What the film's own tags say, with a time zone, or None.
    """
    now = datetime.now(UTC)
    if own is not None and is_believable(own, now):
        return min(own.astimezone(UTC), now), "film"
    changed = _changed(path)
    if changed is not None and is_believable(changed, now):
        return min(changed, now), "file"
    return None, None


def is_believable(date: datetime, now: datetime) -> bool:
    """Whether a film can have been recorded then: not in the future, nor when no clock had been set."""
    try:
        date = date.astimezone(UTC)
    except (OverflowError, ValueError):  # the ends of the calendar
        return False
    new_year = (date.month, date.day, date.hour, date.minute, date.second) == (1, 1, 0, 0, 0)
    never_set = new_year or (date.year == _NEVER_SET_YEAR and date.month == 1)
    return date.year >= _FIRST_YEAR and not never_set and date <= now + _AHEAD


def _changed(path: Path) -> datetime | None:
    """When the file was last written to, as its system says."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
