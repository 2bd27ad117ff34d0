"""Frames in real time: a source that gives each no earlier than a camera would."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from coach.body.stream import Clock, Frame, FrameSource, Passing


class Paced(Passing):
    """A frame source whose frames come no earlier after the first than their times say."""

    def __init__(
        self,
        source: FrameSource,
        *,
        clock: Clock = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Pace a source.

        Args:
            source: Where the frames come from; it is closed with this one.
            clock: Says seconds that pass.
            wait: Lets so many of them pass.
        """
        self._source: FrameSource = source
        self._clock, self._wait = clock, wait

    def __iter__(self) -> Iterator[Frame]:
        behind_s: float | None = None
        for frame in self._source:
            now = self._clock()
            if behind_s is None:
                behind_s = now - frame.time
            early_s = frame.time + behind_s - now
            if early_s > 0:
                self._wait(early_s)
            yield frame
