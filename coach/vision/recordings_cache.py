"""Recordings of films already seen, kept so that a second look is cheap."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from coach.body.recording import FORMAT, Recording, read_recording, write_recording
from coach.errors import RecordingUnreadable
from coach.resources import cache_folder

SEEING = 1
"""Version of the way from film to recording; raised when a change in it changes what is seen."""

MOST_BYTES = 500_000_000
"""Room the cache may take: some 200 hours of training."""


def recordings_folder() -> Path:
    """Where they are kept."""
    return cache_folder() / "recordings"


def cache_path(film_sha256: str, model_sha256: str, options: str) -> Path:
    """The file for one film, seen by one model with these options."""
    key = f"format {FORMAT} seeing {SEEING} film {film_sha256} model {model_sha256} {options}"
    return recordings_folder() / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.npz"


def remembered(path: Path) -> Recording | None:
    """The recording kept at ``path``, or None when there is none that can be read."""
    try:
        recording = read_recording(path)
        os.utime(path)
    except (RecordingUnreadable, OSError):
        return None
    return recording


def remember(recording: Recording, path: Path, most_bytes: int = MOST_BYTES) -> bool:
    """Keep a recording, and let go of those unused for longest where room runs out.

    Returns:
        Whether it was kept; a full disk or a folder that can't be written to is no reason to fail.
    """
    try:
        write_recording(recording, path)
        _make_room(path.parent, most_bytes)
    except OSError:
        return False
    return True


def _make_room(folder: Path, most_bytes: int) -> None:
    stats = {each: each.stat() for each in folder.glob("*.npz")}
    total = sum(stat.st_size for stat in stats.values())
    for path in sorted(stats, key=lambda each: stats[each].st_mtime_ns)[:-1]:
        if total <= most_bytes:
            return
        total -= stats[path].st_size
        path.unlink(missing_ok=True)
