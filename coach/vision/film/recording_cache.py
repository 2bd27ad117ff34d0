"""Cache of recordings, so that a film is analysed only once."""

from __future__ import annotations

import hashlib
import importlib.metadata
import logging
import os
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from coach.body.picture_notes import PictureNotes
from coach.body.recording.recording import FORMAT, Recording, read_recording, recorded_film
from coach.body.recording.recording_writer import RecordingWriter
from coach.body.stream import Sighting, SourceFacts
from coach.errors import RecordingUnreadable
from coach.resources import cache_folder

_LOG = logging.getLogger(__name__)

SEEING = 3
"""Version of the path from film to recording; increased when a change affects the landmarks."""

MOST_BYTES = 500_000_000
"""Largest size of the cache: about five hours of film at just under 1 kB per frame."""

_DAY_S = 86_400


def recordings_folder() -> Path:
    """Folder of the cached recordings."""
    return cache_folder() / "recordings"


def cache_path(film_sha256: str, model_sha256: str, options: str) -> Path:
    """The cache file for a film, a model and options."""
    seeing = f"{SEEING} with mediapipe {importlib.metadata.version('mediapipe')}"
    key = f"format {FORMAT} seeing {seeing} film {film_sha256} model {model_sha256} {options}"
    return recordings_folder() / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.npz"


def cached_recording(path: Path) -> Recording | None:
    """The recording at ``path``; None without a readable one."""
    try:
        recording = read_recording(path)
        os.utime(path)
    except (RecordingUnreadable, OSError):
        _LOG.debug("no cached recording %s", path.name)
        return None
    _LOG.debug("cached recording %s", path.name)
    return recording


def forget_films(hashes: Collection[str]) -> int:
    """Remove the cached landmarks of some films; the number of files removed."""
    removed = 0
    folder = recordings_folder()
    for path in sorted(folder.glob("*.npz")) if folder.is_dir() else ():
        if recorded_film(path) in hashes:
            with suppress(OSError):
                path.unlink()
                removed += 1
    return removed


class CachedRecording:
    """Writes a recording to the cache; errors such as a full disk only end the writing, not the analysis."""

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        self._path = path
        self._most_bytes = most_bytes
        self._writer: RecordingWriter | None = None

    def __enter__(self) -> Self:
        with self._abandon_on_error():
            self._writer = RecordingWriter(self._path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self._abandon()

    def add(self, sighting: Sighting) -> None:
        """Add a sighting."""
        with self._abandon_on_error():
            if self._writer is not None:
                self._writer.add(sighting)

    def finish(self, facts: SourceFacts, trouble: str | None, notes: PictureNotes = ()) -> None:
        """Complete the recording and delete the least recently used ones if the cache is full."""
        with self._abandon_on_error():
            if self._writer is not None:
                self._writer.finish(facts, trouble, notes)
                _make_room(self._path.parent, self._most_bytes)

    @contextmanager
    def _abandon_on_error(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            _LOG.info("the recording is not cached: %s", error)
            self._abandon()

    def _abandon(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(OSError), writer:
                pass


def _make_room(folder: Path, most_bytes: int) -> None:
    yesterday = time.time() - _DAY_S
    for leftover in (*folder.glob(".*.part"), *folder.glob(".*.landmarks")):
        if leftover.stat().st_mtime < yesterday:
            leftover.unlink(missing_ok=True)
    stats = {each: each.stat() for each in folder.glob("*.npz")}
    total = sum(stat.st_size for stat in stats.values())
    for path in sorted(stats, key=lambda each: stats[each].st_mtime_ns)[:-1]:
        if total <= most_bytes:
            return
        total -= stats[path].st_size
        path.unlink(missing_ok=True)
