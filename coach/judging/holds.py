"""Counts the seconds that a position is held."""

from __future__ import annotations

from coach.body.angles import Angles
from coach.catalogue.definition import Exercise, Hold
from coach.judging.events import Event, HoldProgressed
from coach.judging.gauge import Gauge
from coach.judging.position import meets
from coach.judging.sets import Sets


class HoldTimer:
    """Adds up the time in position; wobbles shorter than the grace are part of it, passing through is not.

    Attributes:
        started_s: When the hold under way began, or None.
    """

    def __init__(self, hold: Hold) -> None:
        self._hold = hold
        self.started_s: float | None = None
        self._entered_s: float | None = None
        self._kept_s = 0.0
        self._earlier_s = 0.0

    @property
    def held_s(self) -> float:
        """Seconds held so far in this set, up to the last moment in position."""
        running = self._kept_s - self.started_s if self.started_s is not None else 0.0
        return self._earlier_s + running

    @property
    def kept_s(self) -> float:
        """The last moment in position."""
        return self._kept_s

    def observe(self, time: float, *, in_position: bool) -> None:
        """Take in one moment; what nobody saw for longer than the grace was not held."""
        if self._entered_s is not None and time - self._kept_s > self._hold.grace_s:
            self.stop()
        if in_position:
            if self._entered_s is None:
                self._entered_s = time
            self._kept_s = time
            if self.started_s is None and time - self._entered_s >= self._hold.settle_s:
                self.started_s = self._entered_s

    def stop(self) -> None:
        """End the hold under way; what was held is kept."""
        self._earlier_s = self.held_s
        self.started_s = self._entered_s = None

    def new_set(self) -> None:
        """Count from zero again."""
        self._earlier_s = 0.0
        if self.started_s is not None:
            self.started_s = self._kept_s


class HoldCounter:
    """Counts one exercise's held seconds."""

    def __init__(self, exercise: Exercise, hold: Hold, sets: Sets) -> None:
        self._exercise = exercise
        self._sets = sets
        self._gauge = Gauge(exercise.signal)
        self._timer = HoldTimer(hold)
        self._sign = -1.0 if exercise.signal.turn == "low" else 1.0
        self._told_s = 0
        self.level: float | None = None
        self.depth: float | None = None
        self.own_depth: float | None = None

    @property
    def phase(self) -> str:
        """Whether the position is held."""
        return "away" if self._timer.started_s is None else "hold"

    def observe(self, angles: Angles, time: float) -> list[Event]:
        """Take in the body at one moment."""
        self.level = self._sign * self._gauge.read(angles, time).levels[0]
        timer = self._timer
        timer.observe(time, in_position=meets(self._exercise.position.during, angles, None, self.level))
        if timer.started_s is None:
            return self._rest(time)
        events: list[Event] = list(self._sets.start(time, timer.started_s))
        self._sets.hold(timer.held_s, timer.kept_s)
        if int(timer.held_s) > self._told_s:
            self._told_s = int(timer.held_s)
            events.append(HoldProgressed(time, self._sets.number, timer.held_s))
        return events

    def finish(self, time: float) -> list[Event]:
        """Nothing is left to count: seconds are counted as they pass."""
        return []

    def end_set(self, time: float, *, cut: bool) -> list[Event]:
        """End the set; whatever is held on is another one."""
        if cut:
            self._timer.stop()
        self._timer.new_set()
        self._told_s = 0
        return list(self._sets.end(time))

    def undo(self) -> None:
        """Seconds have no numbers."""

    def _rest(self, time: float) -> list[Event]:
        return self.end_set(time, cut=False) if self._sets.rests(time) else []
