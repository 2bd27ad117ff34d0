"""Recordings of films already seen, kept so that a second look is cheap."""

from __future__ import annotations

import hashlib
import importlib.metadata
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from coach.body.picture_notes import PictureNotes
from coach.body.recording.recording import FORMAT, Recording, read_recording
from coach.body.recording.recording_writer import RecordingWriter
from coach.body.stream import Sighting, SourceFacts
from coach.errors import RecordingUnreadable
from coach.resources import cache_folder

_LOG = logging.getLogger(__name__)

SEEING = 3
"""Version of the way from film to recording; raised when a change in it changes what is seen."""

MOST_BYTES = 500_000_000
"""Room the cache may take: some five hours of film, at just under 1 kB a frame."""

_DAY_S = 86_400


def recordings_folder() -> Path:
    """Where they are kept."""
    return cache_folder() / "recordings"


def cache_path(film_sha256: str, model_sha256: str, options: str) -> Path:
    """The file for one film, seen by one model with these options."""
    seeing = f"{SEEING} with mediapipe {importlib.metadata.version('mediapipe')}"
    key = f"format {FORMAT} seeing {seeing} film {film_sha256} model {model_sha256} {options}"
    return recordings_folder() / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.npz"


def cached_recording(path: Path) -> Recording | None:
    """The recording kept at ``path``, or None when there is none that can be read."""
    try:
        recording = read_recording(path)
        os.utime(path)
    except (RecordingUnreadable, OSError):
        _LOG.debug("no cached recording %s", path.name)
        return None
    _LOG.debug("cached recording %s", path.name)
    return recording


class CachedRecording:
    """Keeps a recording of what passes; a full disk or the like only ends the keeping, never the film."""

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        self._path = path
        self._most_bytes = most_bytes
        self._writer: RecordingWriter | None = None

    def __enter__(self) -> Self:
        with self._forgiving():
            self._writer = RecordingWriter(self._path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self._let_go()

    def add(self, sighting: Sighting) -> None:
        """Take in what was seen at one moment."""
        with self._forgiving():
            if self._writer is not None:
                self._writer.add(sighting)

    def finish(self, facts: SourceFacts, trouble: str | None, notes: PictureNotes = ()) -> None:
        """Keep it, and let go of the recordings unused for longest where room runs out."""
        with self._forgiving():
            if self._writer is not None:
                self._writer.finish(facts, trouble, notes)
                _make_room(self._path.parent, self._most_bytes)

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            _LOG.info("the recording is not cached: %s", error)
            self._let_go()

    def _let_go(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(OSError), writer:
                pass


def _make_room(folder: Path, most_bytes: int) -> None:
    yesterday = time.time() - _DAY_S
    for left_behind in (*folder.glob(".*.part"), *folder.glob(".*.landmarks")):
        if left_behind.stat().st_mtime < yesterday:
            left_behind.unlink(missing_ok=True)
    stats = {each: each.stat() for each in folder.glob("*.npz")}
    total = sum(stat.st_size for stat in stats.values())
    for path in sorted(stats, key=lambda each: stats[each].st_mtime_ns)[:-1]:
        if total <= most_bytes:
            return
        total -= stats[path].st_size
        path.unlink(missing_ok=True)
