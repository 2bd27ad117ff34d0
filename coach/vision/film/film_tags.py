"""Date and capture rate from a film's tags."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from coach.vision.film.film_date import is_believable

_DATES = ("com.apple.quicktime.creationdate", "creation_time")
"""Apple's tag has a time zone and survives editing; the other is often the date of a copy."""
_CAPTURE_RATE = "com.android.capture.fps"
"""Apple has no such tag: its full-frame-rate-playback-intent is 0 at any speed."""
_SLOWEST_CAPTURE = 50.0
"""Frames per second; no phone records slow motion with fewer, but in bad light 30 may become 15."""
_LEAST_RATIO = 1.5
_MOST_RATIO = 100.0


def recorded_at(tags: Mapping[str, str]) -> datetime | None:
    """The date of a film; None if missing or implausible."""
    for tag in _DATES:
        try:
            date = datetime.fromisoformat(tags.get(tag, "").strip())
        except ValueError:
            continue
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        if is_believable(date, datetime.now(UTC)):
            return date.astimezone(UTC)
    return None


def capture_rate(tags: Mapping[str, str], frame_rate: float | None) -> float | None:
    """Capture rate of a slow-motion film in frames per second; None for a film in real time.

    Args:
        tags: The film's tags.
        frame_rate: Playback rate; if it equals the capture rate, the film is not slow motion.
    """
    try:
        rate = float(tags.get(_CAPTURE_RATE, ""))
    except ValueError:
        return None
    if frame_rate is None or not rate >= _SLOWEST_CAPTURE:
        return None
    return rate if _LEAST_RATIO <= rate / frame_rate <= _MOST_RATIO else None
