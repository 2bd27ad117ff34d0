"""Plays a recording in real time as a live source without pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Protocol

from coach.body.live_figures import LiveFigures
from coach.body.stream import Clock, Passing, PoseSource, Sighting
from coach.vision.pacing import keep_pace


class LiveSource(PoseSource, Protocol):
    """A source of poses in real time, with live figures."""

    @property
    def figures(self) -> LiveFigures: ...


class Replay(Passing):
    """A source of poses in real time, relative to its first sighting."""

    def __init__(
        self, source: PoseSource, *, clock: Clock = time.monotonic, wait: Callable[[float], None] = time.sleep
    ) -> None:
        """Pace a source.

        Args:
            source: The source of sightings; closed together with this one.
            clock: Returns the current time in seconds.
            wait: Waits for a number of seconds.
        """
        self._source: PoseSource = source
        self._clock, self._wait = clock, wait
        self._count = 0

    @property
    def figures(self) -> LiveFigures:
        """Progress so far; nothing is ever dropped."""
        count = self._count
        return LiveFigures(captured=count, seen=count, skipped=0, reconnected=0, connected=True, trouble=None)

    def __iter__(self) -> Iterator[Sighting]:
        for sighting in keep_pace(self._source, self._clock, self._wait):
            self._count += 1
            yield sighting
