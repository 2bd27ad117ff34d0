"""Frames in real time: a source that gives each no earlier than a camera would."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from types import TracebackType

from coach.body.stream import Closing, Frame, FrameSource, SourceFacts


class Paced(Closing):
    """A frame source whose frames come no earlier after the first than their times say."""

    def __init__(
        self,
        source: FrameSource,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Pace a source.

        Args:
            source: Where the frames come from; it is closed with this one.
            clock: Says seconds that pass.
            wait: Lets so many of them pass.
        """
        self._source, self._clock, self._wait = source, clock, wait

    @property
    def facts(self) -> SourceFacts:
        """Those of the source."""
        return self._source.facts

    @property
    def trouble(self) -> str | None:
        """That of the source."""
        return self._source.trouble

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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self._source.__exit__(kind, error, trace)
