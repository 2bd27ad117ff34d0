"""Saves a recording of a source while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from coach.atomic_file import check_target
from coach.body.picture_notes import PictureNotes
from coach.body.recording.recording import read_recording
from coach.body.recording.recording_writer import RecordingWriter
from coach.body.stream import Passing, PoseSource, Sighting, SourceFacts
from coach.errors import RecordingUnreadable, RecordingUnwritable
from coach.regular_file import path_exists


def check_recording_path(path: Path) -> None:
    """Check that a recording can be saved at ``path``, which must be free or hold an older recording.

    Raises:
        RecordingUnwritable: Another file exists there, or the folder is missing.
    """
    try:
        exists = path_exists(check_target(path))
    except FileNotFoundError as error:
        reason = str(error.strerror)
        raise RecordingUnwritable(path, reason, "Create the folder first, or name another.") from error
    except OSError as error:
        raise RecordingUnwritable(path, str(error.strerror or error), "Name another file.") from error
    if not exists:
        return
    try:
        read_recording(path)
    except RecordingUnreadable as error:
        reason = "the existing file is not a recording and would be overwritten"
        raise RecordingUnwritable(path, reason, "Name another file.") from error


class NamedRecording:
    """A recording at a path named by the user; write errors are raised."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        with self._write_errors():
            self._writer = RecordingWriter(self._path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self._writer.__exit__(kind, error, trace)

    def add(self, sighting: Sighting) -> None:
        """Add a sighting."""
        with self._write_errors():
            self._writer.add(sighting)

    def finish(self, facts: SourceFacts, trouble: str | None, notes: PictureNotes = ()) -> None:
        """Complete the file and give it its name."""
        with self._write_errors():
            self._writer.finish(facts, trouble, notes)

    @contextmanager
    def _write_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = str(error.strerror or error)
            raise RecordingUnwritable(self._path, reason, "Name a writable path.") from error


class SightingSink(Protocol):
    """Takes sightings one by one, and is finished after the last one."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...

    def add(self, sighting: Sighting) -> None: ...

    def finish(self, facts: SourceFacts, trouble: str | None, notes: PictureNotes) -> None: ...


class RecordingTee(Passing):
    """Passes a source's sightings on and copies them to a sink, which is finished only after the last one.

    If the sink can't write, such as on a full disk, copying stops but the source continues; the error is in
    ``trouble``.
    """

    def __init__(self, source: PoseSource, sink: Callable[[], SightingSink]) -> None:
        self._source: PoseSource = source
        self._sink = sink
        self._write_error: str | None = None

    @property
    def trouble(self) -> str | None:
        """Trouble of the source, and why the recording was not saved."""
        return " ".join(filter(None, (self._source.trouble, self._write_error))) or None

    def __iter__(self) -> Iterator[Sighting]:
        with self._sink() as sink:
            for sighting in self._source:
                self._write(partial(sink.add, sighting))
                yield sighting
            self._write(partial(sink.finish, self.facts, self.trouble, self.notes))

    def _write(self, write: Callable[[], None]) -> None:
        try:
            if self._write_error is None:
                write()
        except RecordingUnwritable as error:
            self._write_error = str(error)
