"""The sink for other programs: every event as a line of JSON, as it happens."""

from __future__ import annotations

import errno
import math
import os
import queue
import re
import threading
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, Self

from coach.body.stream import Closing
from coach.errors import JournalUnwritable
from coach.judging.attempts import Attempt
from coach.judging.events import Event, Rep, RestCountdown, SetSummary
from coach.judging.figures.rep_effort import Tempo
from coach.judging.observation import Summary
from coach.judging.set_tally import level_counts
from coach.moment import Moment
from coach.sinks.rep_json import attempt_json, level_json, rep_json
from coach.terminal_text import json_line

FORMAT = 1
"""Version of the format; it changes when a key changes its meaning."""

_STANDARD_OUTPUT = 1
_PLACES = 3
_WAITING = 10_000
"""Lines that wait for a slow reader; more than a long workout has."""
_LAST_LINES_S = 1.0
"""How long closing waits for the reader to take the last lines."""


class EventStream(Closing):
    """Writes every event at once, for a program that reads along.

    A separate thread writes, so a slow or missing reader never delays the workout.

    Attributes:
        trouble: Why not every event was written, or None.
    """

    def __init__(self, to: str) -> None:
        """Create a stream.

        Args:
            to: A file to append to, or "-" for standard output.
        """
        self._to = to
        self._lines: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._writer: threading.Thread | None = None
        self.trouble: str | None = None

    def __enter__(self) -> Self:
        """Open the file and start writing.

        Raises:
            JournalUnwritable: The file cannot be opened.
        """
        self._writer = threading.Thread(target=self._write, args=(self._open(),), name="journal", daemon=True)
        self._writer.start()
        return self

    def close(self) -> None:
        """Write the waiting lines and close the file, or give up after a second."""
        if self._writer is None:
            return
        self._put(None)
        self._writer.join(_LAST_LINES_S)
        if self._writer.is_alive():
            self._fail("the reader did not take the last ones")
        self._writer = None

    def receive(self, moment: Moment) -> None:
        """Write the events of one moment."""
        self._write_events(moment.observation.events)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Write the events of the end."""
        self._write_events(summary.events)

    def _write_events(self, events: Iterable[Event]) -> None:
        for event in events:
            self._put(f"{line_of(event)}\n".encode())

    def _put(self, line: bytes | None) -> None:
        if self._writer is None or not self._writer.is_alive():
            return  # the reader is gone; the reason is in ``trouble``
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            self._fail("the reader is too slow")

    def _open(self) -> int:
        """The file descriptor; for standard output a duplicate, so that closing it is safe."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        flags |= getattr(os, "O_NONBLOCK", 0) | getattr(
            os, "O_NOCTTY", 0
        )  # a pipe without a reader would block
        try:
            if self._to == "-":
                return os.dup(_STANDARD_OUTPUT)
            file = os.open(self._to, flags, 0o600)
            os.set_blocking(file, True)
            return file
        except OSError as error:
            if error.errno == errno.ENXIO:
                reason = "no program reads from this pipe or socket; start the reader first"
                raise JournalUnwritable(self._to, reason) from error
            raise JournalUnwritable(self._to, error.strerror or str(error)) from error

    def _write(self, file: int) -> None:
        """Write unbuffered, line by line, until the end or until the reader is gone."""
        try:
            while (line := self._lines.get()) is not None:
                while line:
                    line = line[os.write(file, line) :]
        except OSError as error:
            gone = isinstance(error, BrokenPipeError)
            self._fail("the reader has exited" if gone else str(error.strerror))
        finally:
            os.close(file)

    def _fail(self, reason: str) -> None:
        """Record the first problem; later ones follow from it."""
        self.trouble = self.trouble or f"Some events were not written: {reason}."


def line_of(event: Event) -> str:
    """An event as one line of JSON: format, name and fields."""
    facts = {"format": FORMAT, "event": name_of(type(event)), **_plain(event)}
    return json_line(facts)


def name_of(kind: type[Event]) -> str:
    """The name of an event class: ``RepCompleted`` is 'rep_completed'."""
    if kind is RestCountdown:
        return "rest_told"  # the name in format 1
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def _plain(value: Any) -> Any:
    """A value for JSON: numbers rounded, NaN and infinity null, a tempo as its four figures."""
    if isinstance(value, Tempo):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, Rep):
        return {name: _plain(fact) for name, fact in rep_json(value).items()}
    if isinstance(value, Attempt):
        return {name: _plain(fact) for name, fact in attempt_json(value).items()}
    if is_dataclass(value):
        facts = {each.name: _plain(getattr(value, each.name)) for each in fields(value) if each.compare}
        if isinstance(value, SetSummary):
            del facts["attempts"]  # an event each
            facts |= {"full": value.full, "partial": value.partial}
            facts |= {"full": value.full, "partial": value.partial, "levels": level_counts(value.reps)}
            facts |= {name: _plain(fact) for name, fact in level_json(value.level).items()}
        return facts
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, str | int):
        return value
    return round(float(value), _PLACES) if math.isfinite(value) else None
