"""Counts the seconds that a position is held."""

from __future__ import annotations

from collections import deque

import numpy as np

from coach.body.angles import Angles
from coach.body.pose import FloatArray
from coach.catalogue.definition import Exercise, Hold
from coach.judging.bounds import measured, meets
from coach.judging.events import Event, HoldProgressed
from coach.judging.sets import Sets
from coach.judging.signal import SignalReader

_STRAIGHT_DEG = 150.0
"""Knees straighter than this stand."""
_MEMORY = 4096


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
        self.forget()

    def forget(self) -> None:
        """The hold under way was none."""
        self.started_s = self._entered_s = None

    def new_set(self) -> None:
        """Count from zero again."""
        self._earlier_s = 0.0
        if self.started_s is not None:
            self.started_s = self._kept_s


class WayIn:
    """Tells who slid down a wall from who sat down on a chair: the trunk of the one stays upright.

    Whatever the camera's tilt: the trunk on the way is compared with the same trunk in position.

    Attributes:
        is_wrong: Whether the position was come into the wrong way; until the legs are straight again.
    """

    def __init__(self, tipped_deg: float) -> None:
        self._least_cosine = float(np.cos(np.deg2rad(tipped_deg)))
        self._trunks: deque[FloatArray] = deque(maxlen=_MEMORY)
        self._is_known = False
        self.is_wrong = False

    def follow(self, angles: Angles, *, in_position: bool, settled: bool) -> None:
        """Take in one moment; the first one settled in position says how it was come into."""
        knee = measured("knee", angles, None, None)
        if not in_position and knee is not None and knee > _STRAIGHT_DEG:
            self._trunks.clear()
            self._is_known = self.is_wrong = False
        if self._is_known:
            return
        self._trunks.append(angles.trunk)
        if settled:
            self._is_known = True
            self.is_wrong = float(np.min(np.stack(self._trunks) @ angles.trunk)) < self._least_cosine


class HoldCounter:
    """Counts one exercise's held seconds."""

    def __init__(self, exercise: Exercise, hold: Hold, sets: Sets) -> None:
        self._exercise = exercise
        self._sets = sets
        self._gauge = SignalReader(exercise.signal)
        self._timer = HoldTimer(hold)
        self._way_in = None if hold.tipped is None else WayIn(hold.tipped)
        self._sign = -1.0 if exercise.signal.turn == "low" else 1.0
        self._told_s = 0
        self.level: float | None = None
        self.depth: float | None = None
        self.own_depth: float | None = None
        self.full_depth = 1.0

    @property
    def phase(self) -> str:
        """Whether the position is held."""
        return "away" if self._timer.started_s is None else "hold"

    def observe(self, angles: Angles, time: float) -> list[Event]:
        """Take in the body at one moment."""
        self.level = self._sign * self._gauge.read(angles, time).levels[0]
        timer = self._timer
        self._take_time(angles, time)
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

    def _take_time(self, angles: Angles, time: float) -> None:
        timer, way_in = self._timer, self._way_in
        in_position = meets(self._exercise.position.during, angles, None, self.level)
        timer.observe(time, in_position=in_position and not (way_in and way_in.is_wrong))
        if way_in is not None:
            way_in.follow(angles, in_position=in_position, settled=timer.started_s is not None)
            if way_in.is_wrong:
                timer.forget()
