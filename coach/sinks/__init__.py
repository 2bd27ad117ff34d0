"""Sinks: context managers that take every moment and, at the end, the summary."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from coach.judging.observation import Summary
from coach.moment import Moment


class Sink(Protocol):
    """Takes every moment without delaying the source."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...

    def receive(self, moment: Moment) -> None:
        """Take one moment."""

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Take the summary; called once, also after Ctrl-C."""
