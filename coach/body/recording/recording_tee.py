"""Keeps a recording of a source while it is gone through."""

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


def check_place(path: Path) -> None:
    """See that a recording may be put at ``path``: nothing is there, or an older recording.

    Raises:
        RecordingUnwritable: Something else is there, or there is no such folder.
    """
    try:
        there = path_exists(check_target(path))
    except FileNotFoundError as error:
        reason = str(error.strerror)
        raise RecordingUnwritable(path, reason, "Make the folder first, or name another.") from error
    except OSError as error:
        raise RecordingUnwritable(path, str(error.strerror or error), "Name another file.") from error
    if not there:
        return
    try:
        read_recording(path)
    except RecordingUnreadable as error:
        reason = "what is there is no recording, and would be overwritten"
        raise RecordingUnwritable(path, reason, "Name another file.") from error


class NamedRecording:
    """A recording at a place that a person named: where it can't be written, that is an error and is said."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        with self._telling():
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
        """Take in what was seen at one moment."""
        with self._telling():
            self._writer.add(sighting)

    def finish(self, facts: SourceFacts, trouble: str | None, notes: PictureNotes = ()) -> None:
        """Write the file and give it its name."""
        with self._telling():
            self._writer.finish(facts, trouble, notes)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = str(error.strerror or error)
            raise RecordingUnwritable(self._path, reason, "Name a place that can be written to.") from error


class Keeper(Protocol):
    """What takes in sightings one by one and is told when there are no more."""

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
    """Passes on what a source shows; a keeper gets it too, and is told of the end only if it is reached.

    A keeper that can't go on, for want of room, ends the keeping and never the source: it is told as trouble.
    """

    def __init__(self, source: PoseSource, keeper: Callable[[], Keeper]) -> None:
        self._source: PoseSource = source
        self._keeper = keeper
        self._unkept: str | None = None

    @property
    def trouble(self) -> str | None:
        """That of the source, and why it was not kept."""
        return " ".join(filter(None, (self._source.trouble, self._unkept))) or None

    def __iter__(self) -> Iterator[Sighting]:
        with self._keeper() as keeper:
            for sighting in self._source:
                self._keep(partial(keeper.add, sighting))
                yield sighting
            self._keep(partial(keeper.finish, self.facts, self.trouble, self.notes))

    def _keep(self, write: Callable[[], None]) -> None:
        try:
            if self._unkept is None:
                write()
        except RecordingUnwritable as error:
            self._unkept = str(error)
