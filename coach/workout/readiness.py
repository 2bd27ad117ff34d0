"""Waits for the start position: reports what is missing, then counts down."""

from __future__ import annotations

import math

from coach.catalogue.definition import Exercise
from coach.judging.events import CountingDown, Waiting
from coach.judging.observation import Tracking

COUNTDOWN_S = 3.0
"""How long you hold the start position before a set begins; passing through it is shorter."""
_WOBBLE_S = 0.4
"""How long the start position may be lost in between: landmarks flicker."""
_SETTLED_S = 0.7
"""How long something must be missing before it is reported: faster changes are of no use to you."""
_PARTS = {"ankle": "feet", "heel": "feet", "wrist": "hands"}


class Readiness:
    """Tracks whether you are in the start position.

    Attributes:
        waits_for: What is missing, in a few words; empty in the start position.
        begins_in_s: Seconds until the set begins, while in the start position; else None.
    """

    def __init__(self, exercise: Exercise | None) -> None:
        self._position = "get into position" if exercise is None else _position(exercise)
        self.waits_for = ""
        self.begins_in_s: float | None = None
        self._in_position_from_s: float | None = None
        self._in_position_s = 0.0
        self._missing: tuple[str, float] = ("", 0.0)
        self._last_count = 0

    @property
    def is_ready(self) -> bool:
        """Whether the start position was held for long enough."""
        return self.begins_in_s == 0.0

    def announcements(
        self, tracking: Tracking | None, phase: str, time: float
    ) -> list[Waiting | CountingDown]:
        """What is announced at this moment, given the tracking and the judge's phase."""
        if phase in ("start", "hold") and tracking is not None and not tracking.hidden and tracking.quality:
            return self._hold_position(time)
        if self._in_position_from_s is not None and time - self._in_position_s <= _WOBBLE_S:
            return []
        self._in_position_from_s = self.begins_in_s = None
        self._last_count = 0
        return self._report_missing(missing_text(tracking, self._position), time)

    def _hold_position(self, time: float) -> list[Waiting | CountingDown]:
        if self._in_position_from_s is None:
            self._in_position_from_s = time
        self._in_position_s = time
        self.waits_for, self._missing = "", ("", time)
        self.begins_in_s = max(self._in_position_from_s + COUNTDOWN_S - time, 0.0)
        left = math.ceil(self.begins_in_s)
        if left in (0, self._last_count):
            return []
        self._last_count = left
        return [CountingDown(time, left)]

    def _report_missing(self, what: str, time: float) -> list[Waiting | CountingDown]:
        if what != self._missing[0]:
            self._missing = (what, time)
        if time - self._missing[1] < _SETTLED_S or what == self.waits_for:
            return []
        self.waits_for = what
        return [Waiting(time, what)]


def _position(exercise: Exercise) -> str:
    if exercise.hold is not None:
        return f"get into the {exercise.title.lower()}"
    rest = exercise.position.rest.rstrip(".")
    return f"get into position: {rest[0].lower()}{rest[1:]}"


def missing_text(tracking: Tracking | None, position: str) -> str:
    """What keeps a set from beginning, as an instruction; ``position`` if all is visible."""
    if tracking is None or not (tracking.quality or tracking.hidden):
        return "step into view"
    if not tracking.hidden:
        return position
    side, _, part = tracking.hidden.rpartition(" ")
    part = _PARTS.get(part, f"{part}s" if side else part)
    return f"step back: {part} out of frame" if tracking.outside else f"turn a little: {part} hidden"
