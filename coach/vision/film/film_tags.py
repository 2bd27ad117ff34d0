"""What the tags of a film say of when, and how fast, it was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from coach.vision.film.film_date import is_believable

_DATES = ("com.apple.quicktime.creationdate", "creation_time")
"""Apple's own has the time zone, and stays when a film is edited; the other is often that of the copy."""
_CAPTURE_RATE = "com.android.capture.fps"
"""Apple writes no such tag: its full-frame-rate-playback-intent is 0 in films of any speed."""
_SLOWEST_CAPTURE = 50.0
"""Frames a second; no phone records slow motion with fewer, but in bad light it may give half of 30."""
_LEAST_RATIO = 1.5
_MOST_RATIO = 100.0


def recorded_at(tags: Mapping[str, str]) -> datetime | None:
    """When a film was recorded, or None where it does not say, or what it says can't be believed."""
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
    """Frames a second with which slow motion was recorded; None for a film that goes by as it happened.

    Args:
        tags: Those of the film.
        frame_rate: Frames a second with which it is played; where they are as many as were recorded, it is
            no slow motion, whatever the tag says.
    """
    try:
        rate = float(tags.get(_CAPTURE_RATE, ""))
    except ValueError:
        return None
    if frame_rate is None or not rate >= _SLOWEST_CAPTURE:
        return None
    return rate if _LEAST_RATIO <= rate / frame_rate <= _MOST_RATIO else None
