"""Frames as a camera would give them: each no earlier than it happened, and without an end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from coach.body.picture_notes import PictureNotes
from coach.body.stream import Clock, Closing, Frame, FrameSource, Passing, SourceFacts


class Timed(Protocol):
    """What happened at a time, in seconds."""

    @property
    def time(self) -> float: ...


_T = TypeVar("_T", bound=Timed)


def keep_pace(
    items: Iterable[_T],
    clock: Clock = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[_T]:
    """Each item no earlier after the first than their times say.

    Args:
        items: In order of time.
        clock: Says seconds that pass.
        wait: Lets so many of them pass.
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
        yield from keep_pace(self._source, self._clock, self._wait)


class Looped(Closing):
    """A source of which the first frame comes again after the last, and so on without end; time goes on.

    Attributes:
        trouble: Always None: there is no end to come to.
    """

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(self, opener: Callable[[], FrameSource], name: str) -> None:
        """Open a source.

        Args:
            opener: Opens it; used again each time it comes to its end.
            name: What to call it.

        Raises:
            SourceError: It can't be opened.
        """
        self._opener, self._name = opener, name
        self._source = opener()

    @property
    def facts(self) -> SourceFacts:
        """Those of a performance that nobody has a file of, and of which nobody knows the length."""
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
            self._again()

    def close(self) -> None:
        """Let go of the source."""
        self._source.__exit__(None, None, None)

    def _again(self) -> None:
        again = self._opener()  # before the other is let go, so that there is always one to close
        self._source.__exit__(None, None, None)
        self._source = again
