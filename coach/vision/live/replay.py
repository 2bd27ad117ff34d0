"""A landmark recording that goes by as it happened, as a live source without pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Protocol

from coach.body.live_figures import LiveFigures
from coach.body.stream import Clock, Passing, PoseSource, Sighting
from coach.vision.pacing import keep_pace


class LiveSource(PoseSource, Protocol):
    """A source of poses that goes on by itself, and says how it is doing."""

    @property
    def figures(self) -> LiveFigures: ...


class Replay(Passing):
    """A source of poses whose sightings come no earlier after the first than their times say."""

    def __init__(
        self, source: PoseSource, *, clock: Clock = time.monotonic, wait: Callable[[float], None] = time.sleep
    ) -> None:
        """Pace a source.

        Args:
            source: Where the sightings come from; it is closed with this one.
            clock: Says seconds that pass.
            wait: Lets so many of them pass.
        """
        self._source: PoseSource = source
        self._clock, self._wait = clock, wait
        self._count = 0

    @property
    def figures(self) -> LiveFigures:
        """How far it is: nothing is ever dropped."""
        count = self._count
        return LiveFigures(captured=count, seen=count, skipped=0, reconnected=0, connected=True, trouble=None)

    def __iter__(self) -> Iterator[Sighting]:
        for sighting in keep_pace(self._source, self._clock, self._wait):
            self._count += 1
            yield sighting
