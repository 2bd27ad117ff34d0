"""A source whose times continue those of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach.body.picture_notes import PictureNotes
from coach.body.stream import Passing, PoseSource, Sighting


class OffsetSource(Passing):
    """Yields a source's sightings with an offset added to their times."""

    def __init__(self, source: PoseSource, by_s: float) -> None:
        self._source: PoseSource = source
        self._by_s = by_s

    @property
    def notes(self) -> PictureNotes:
        """Picture notes of the source, shifted by the offset."""
        return tuple(note.shifted(self._by_s) for note in self._source.notes)

    def __iter__(self) -> Iterator[Sighting]:
        for each in self._source:
            time = each.time + self._by_s
            pose = None if each.pose is None else replace(each.pose, time=time)
            frame = None if each.frame is None else replace(each.frame, time=time)
            yield Sighting(time, pose, frame)
