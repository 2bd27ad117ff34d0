"""Plays sources in real time and in a loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from coach.body.picture_notes import PictureNotes
from coach.body.stream import Clock, Closing, Frame, FrameSource, Passing, SourceFacts


class Timed(Protocol):
    """An item with a time in seconds."""

    @property
    def time(self) -> float: ...


_T = TypeVar("_T", bound=Timed)


def keep_pace(
    items: Iterable[_T],
    clock: Clock = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[_T]:
    """Yield items in real time, relative to the first.

    Args:
        items: In order of time.
        clock: Returns the current time in seconds.
        wait: Waits for a number of seconds.
    """
    behind_s: float | None = None
    for item in items:
        now = clock()
        if behind_s is None:
            behind_s = now - item.time
        early_s = item.time + behind_s - now
        if early_s > 0:
            wait(early_s)
        yield item


class Paced(Passing):
    """A frame source in real time, relative to its first frame."""

    def __init__(
        self,
        source: FrameSource,
        *,
        clock: Clock = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Pace a source.

        Args:
            source: The frame source; closed together with this one.
            clock: Returns the current time in seconds.
            wait: Waits for a number of seconds.
        """
        self._source: FrameSource = source
        self._clock, self._wait = clock, wait

    def __iter__(self) -> Iterator[Frame]:
        yield from keep_pace(self._source, self._clock, self._wait)


class Looped(Closing):
    """A frame source that loops forever, with ascending times.

    Attributes:
        trouble: Always None, as it never ends.
    """

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(self, opener: Callable[[], FrameSource], name: str) -> None:
        """Open a source.

        Args:
            opener: Opens the source; called again for each loop.
            name: Display name.

        Raises:
            SourceError: It can't be opened.
        """
        self._opener, self._name = opener, name
        self._source = opener()

    @property
    def facts(self) -> SourceFacts:
        """Facts of a performance without a file or a length."""
        facts = self._source.facts
        return SourceFacts("performance", self._name, facts.size, frame_rate=facts.frame_rate)

    def __iter__(self) -> Iterator[Frame]:
        began_s, gap_s = 0.0, 1.0 / (self.facts.frame_rate or 30.0)
        while True:
            last_s = began_s
            for frame in self._source:
                last_s = began_s + frame.time
                yield Frame(last_s, frame.picture)
            began_s = last_s + gap_s
            self._reopen()

    def close(self) -> None:
        """Close the source."""
        self._source.__exit__(None, None, None)

    def _reopen(self) -> None:
        reopened = self._opener()  # before closing the other, so that there is always one to close
        self._source.__exit__(None, None, None)
        self._source = reopened
