"""A source whose time goes on from an earlier one's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach.body.picture_notes import PictureNotes
from coach.body.stream import Passing, PoseSource, Sighting


class OffsetSource(Passing):
    """Gives a source's sightings so many seconds later."""

    def __init__(self, source: PoseSource, by_s: float) -> None:
        self._source: PoseSource = source
        self._by_s = by_s

    @property
    def notes(self) -> PictureNotes:
        """Those of the source, from when on they hold here."""
        return tuple(note.shifted(self._by_s) for note in self._source.notes)

    def __iter__(self) -> Iterator[Sighting]:
        for seen in self._source:
            time = seen.time + self._by_s
            pose = None if seen.pose is None else replace(seen.pose, time=time)
            frame = None if seen.frame is None else replace(seen.frame, time=time)
            yield Sighting(time, pose, frame)
