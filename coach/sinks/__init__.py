"""Where moments go: each sink is a context manager that takes every moment and, last, the summary."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from coach.judging.observation import Summary
from coach.moment import Moment


class Sink(Protocol):
    """Takes every moment in; never delays the source."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...

    def receive(self, moment: Moment) -> None:
        """Take in one moment."""

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Take in what it came to; called once, also after Ctrl-C."""
