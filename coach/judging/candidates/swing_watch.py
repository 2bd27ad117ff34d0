"""Finds every movement of the signal that is large enough to be a rep, whatever the state of the counter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Swing:
    """A movement out and back of the signal.

    Attributes:
        limb: The limb that moved, by its place.
        base: The signal where it began.
        start_s: When that was, seconds.
        peak: The signal at the turn.
        turn_s: When that was, seconds.
        valley: The lowest signal after the turn so far.
        end_s: When that was, seconds.
        away: Whether the counter was waiting for the start position at the turn.
        start_level: The signal in the start position from which the counter measures it.
        is_begun_before: Whether it was out from the first moment on, so that only its way back was seen.
    """

    limb: int
    base: float
    start_s: float
    peak: float
    turn_s: float
    valley: float
    end_s: float
    away: bool
    start_level: float
    is_begun_before: bool = False

    @property
    def excursion(self) -> float:
        """How far the signal moved out, or back if only that was seen, in its own unit."""
        return self.peak - (self.valley if self.is_begun_before else self.base)

    @property
    def returned(self) -> float:
        """Share of the way out from the start position that was undone after the turn."""
        out = self.peak - min(self.start_level, self.base)
        return (self.peak - self.valley) / out if out > 0 else 0.0


@dataclass(slots=True)
class _Opening:
    """The signal until its first way back: the highest level so far, and the lowest one before that."""

    top: float
    top_s: float
    before: float
    lowest: float


class SwingWatch:
    """Watches one limb: a swing is a way out and a way back, both at least as large as an attempt.

    Of the first one the way back is enough, as it may have begun before the watch did.
    """

    def __init__(self, limb: int, attempt: float) -> None:
        """Watch a limb, with the smallest excursion of an attempt in the signal's unit."""
        self._limb, self._attempt = limb, attempt
        self._low = self._high = 0.0
        self._low_s: float | None = None
        self._high_s = 0.0
        self._is_high_away = False
        self._high_start = 0.0
        self._last: Swing | None = None
        self._opening: _Opening | None = None

    def observe(self, time: float, level: float, *, away: bool, start_level: float) -> Swing | None:
        """Take one moment; returns the swing whose way back is long enough now, if any.

        Args:
            time: Seconds, increasing.
            level: The signal, rising towards the turning point.
            away: Whether the counter waits for the start position.
            start_level: The signal in the counter's start position.
        """
        if self._low_s is None:
            self._begin(time, level)
            self._opening = _Opening(level, time, level, level)
        if self._was_out(time, level):
            return self._swing(time, level, is_begun_before=True)
        if level > self._high:
            self._high, self._high_s = level, time
            self._is_high_away, self._high_start = away, start_level
        if min(self._high - self._low, self._high - level) >= self._attempt:
            return self._swing(time, level)
        if level < self._low:
            self._begin(time, level)
        return None

    def _was_out(self, time: float, level: float) -> bool:
        """Whether the signal just came back from where it was at the first moment."""
        opening = self._opening
        if opening is None:
            return False
        if level > opening.top:
            opening.top, opening.top_s, opening.before = level, time, opening.lowest
        opening.lowest = min(opening.lowest, level)
        if opening.top - level < self._attempt:
            return False
        self._opening = None
        if opening.top - opening.before >= self._attempt:
            return False
        self._high, self._high_s = opening.top, opening.top_s
        return True

    def _swing(self, time: float, level: float, *, is_begun_before: bool = False) -> Swing:
        """The swing that just came back far enough."""
        self._last = Swing(
            limb=self._limb,
            base=self._low,
            start_s=self._low_s or 0.0,
            peak=self._high,
            turn_s=self._high_s,
            valley=level,
            end_s=time,
            away=self._is_high_away,
            start_level=self._high_start,
            is_begun_before=is_begun_before,
        )
        self._begin(time, level)
        return self._last

    def _begin(self, time: float, level: float) -> None:
        """Begin at a new lowest level; the last swing came back at least this far."""
        if self._last is not None and level < self._last.valley:
            self._last.valley, self._last.end_s = level, time
        self._low, self._low_s, self._high, self._high_s = level, time, level, time
