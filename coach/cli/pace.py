"""The pacer: lets a source that was filmed go by no faster than it happened."""

from __future__ import annotations

import time
from collections.abc import Iterator

from coach.body.stream import Closing, PoseSource, Sighting, SourceFacts


class Paced(Closing):
    """Passes on what a source shows in real time; one that is late is passed on at once."""

    def __init__(self, source: PoseSource) -> None:
        self._source = source

    @property
    def facts(self) -> SourceFacts:
        """The source's facts."""
        return self._source.facts

    @property
    def trouble(self) -> str | None:
        """After the last sighting: what cut the source short, or None."""
        return self._source.trouble

    def __iter__(self) -> Iterator[Sighting]:
        began: float | None = None
        for sighting in self._source:
            now = time.monotonic()
            began = now - sighting.time if began is None else began
            time.sleep(max(0.0, began + sighting.time - now))
            yield sighting

    def close(self) -> None:
        """Let go of the source."""
        self._source.__exit__(None, None, None)
