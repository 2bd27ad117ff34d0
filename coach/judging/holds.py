"""Counts the seconds of a hold."""

from __future__ import annotations

from collections import deque

import numpy as np

from coach.body.angles import Angles
from coach.body.pose import FloatArray, Pose
from coach.catalogue.definition import Exercise, Hold
from coach.judging.attempts import Attempt
from coach.judging.bounds import meets, value_of
from coach.judging.candidates.near_hold import NearHold
from coach.judging.events import Event, HoldProgressed
from coach.judging.sets import Sets
from coach.judging.signal import SignalReader

_STRAIGHT_DEG = 150.0
"""Knees straighter than this mean standing."""
_MEMORY = 4096


class HoldTimer:
    """Adds up the time in position; includes wobbles shorter than the grace, excludes passing through.

    Attributes:
        started_s: When the current hold began, or None.
    """

    def __init__(self, hold: Hold) -> None:
        self._hold = hold
        self.started_s: float | None = None
        self._entered_s: float | None = None
        self._last_s = 0.0
        self._earlier_s = 0.0

    @property
    def held_s(self) -> float:
        """Seconds held so far in this set, up to the last moment in position."""
        running = self._last_s - self.started_s if self.started_s is not None else 0.0
        return self._earlier_s + running

    @property
    def last_s(self) -> float:
        """The last moment in position."""
        return self._last_s

    def observe(self, time: float, *, in_position: bool) -> None:
        """Take one moment; a gap longer than the grace ends the hold."""
        if self._entered_s is not None and time - self._last_s > self._hold.grace_s:
            self.stop()
        if in_position:
            if self._entered_s is None:
                self._entered_s = time
            self._last_s = time
            if self.started_s is None and time - self._entered_s >= self._hold.settle_s:
                self.started_s = self._entered_s

    def stop(self) -> None:
        """End the current hold; its seconds count."""
        self._earlier_s = self.held_s
        self.forget()

    def forget(self) -> None:
        """Discard the current hold."""
        self.started_s = self._entered_s = None

    def new_set(self) -> None:
        """Count from zero again."""
        self._earlier_s = 0.0
        if self.started_s is not None:
            self.started_s = self._last_s


class EntryCheck:
    """Tells sliding down a wall, with an upright trunk, from sitting down on a chair.

    The trunk on the way in is compared with the trunk in position, so the tilt of the camera does not matter.

    Attributes:
        is_wrong: Whether the trunk tipped too far on the way in; stays set until the legs are straight again.
    """

    def __init__(self, tipped_deg: float) -> None:
        self._least_cosine = float(np.cos(np.deg2rad(tipped_deg)))
        self._trunks: deque[FloatArray] = deque(maxlen=_MEMORY)
        self._is_known = False
        self.is_wrong = False

    def follow(self, angles: Angles, *, in_position: bool, settled: bool) -> None:
        """Take one moment; the first settled one in position decides."""
        knee = value_of("knee", angles, None, None)
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
    """Counts the held seconds of one exercise."""

    def __init__(self, exercise: Exercise, hold: Hold, sets: Sets) -> None:
        self._exercise = exercise
        self._sets = sets
        self._reader = SignalReader(exercise.signal)
        self._timer = HoldTimer(hold)
        self._near = NearHold(exercise, hold)
        self._entry = None if hold.tipped is None else EntryCheck(hold.tipped)
        self._sign = -1.0 if exercise.signal.turn == "low" else 1.0
        self._reported_s = 0
        self.level: float | None = None
        self.depth: float | None = None
        self.own_depth: float | None = None
        self.full_depth = 1.0

    @property
    def phase(self) -> str:
        """The phase: "hold" or "away"."""
        return "away" if self._timer.started_s is None else "hold"

    def observe(self, angles: Angles, time: float, _: Pose | None = None) -> list[Event]:
        """Take the body at one moment."""
        self.level = self._sign * self._reader.read(angles, time).levels[0]
        timer = self._timer
        missed = self._take_time(angles, time)
        if timer.started_s is None:
            return [*self._judged(missed, time), *self._rest(time)]
        events: list[Event] = [*self._judged(missed, time), *self._sets.start(time, timer.started_s)]
        self._sets.hold(timer.held_s, timer.last_s)
        if int(timer.held_s) > self._reported_s:
            self._reported_s = int(timer.held_s)
            events.append(HoldProgressed(time, self._sets.number, timer.held_s))
        return events

    def finish(self, time: float) -> list[Event]:
        """Seconds count as they pass; only what does not count is still to be told."""
        return self._judged(self._near.end(), time)

    def cut(self, time: float) -> list[Event]:
        """Read the signal anew: the body is elsewhere at once."""
        self._reader = SignalReader(self._exercise.signal)
        return self.finish(time)

    def end_set(self, time: float, *, cut: bool) -> list[Event]:
        """End the set; a hold that continues belongs to the next one."""
        if cut:
            self._timer.stop()
        self._timer.new_set()
        self._reported_s = 0
        return list(self._sets.end(time))

    def undo(self) -> None:
        """Do nothing: seconds have no numbers."""

    def _rest(self, time: float) -> list[Event]:
        return self.end_set(time, cut=False) if self._sets.is_resting(time) else []

    def _judged(self, missed: Attempt | None, time: float) -> list[Event]:
        """The event of seconds that do not count, if there were any."""
        return [] if missed is None else [self._sets.add_attempt(missed, time)]

    def _take_time(self, angles: Angles, time: float) -> Attempt | None:
        """Take the time of one moment; returns the seconds that do not count, when they are over."""
        timer, entry = self._timer, self._entry
        in_position = meets(self._exercise.position.during, angles, None, self.level)
        timer.observe(time, in_position=in_position and not (entry and entry.is_wrong))
        if entry is not None:
            entry.follow(angles, in_position=in_position, settled=timer.started_s is not None)
            if entry.is_wrong:
                timer.forget()
        is_tipped = entry is not None and entry.is_wrong
        is_held = in_position and not is_tipped
        return self._near.observe(angles, time, self.level or 0.0, is_held=is_held, is_tipped=is_tipped)
