"""The state machine of a rep: from the start position to a turning point and back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import ClassVar

from coach.catalogue.definition import Reps
from coach.judging.cycle import NEAR, Cycle, Dropped, Instant, cycle_of
from coach.judging.pace.slow_motion import looks_slowed

PARTIAL = 0.4
"""Share of the minimum excursion from which a movement is an attempt at a rep."""
_STALLED_S = 0.2
"""A return that stops for this long, once accepted, is complete."""
_LINGERED_S = 2.0
"""Staying this long after a small movement makes a new start position."""
ABANDONED_S = 10.0
"""Staying this long after a full movement abandons the rep: 3 s down, a pause of 5 s and 2 s up are fine."""
_STEADY = 0.15
"""Least time near the start position and near the turning point, as a share of the exercise's shortest rep: a
third of the time that a movement with a smooth speed profile spends in that half. Anything shorter is a limb
that was not visible for a moment."""
_HISTORY = 4096


class RepPhase(Enum):
    """The phases of a rep."""

    AWAY = "away"
    START = "start"
    OUT = "out"
    BACK = "back"


_Step = tuple[Callable[["RepStateMachine"], bool], Callable[["RepStateMachine"], None], RepPhase]
"""A condition, an action and the next phase."""


class RepStateMachine:
    """A state machine over one signal that rises towards the turning point.

    The table at the end of this class holds the transitions. Thresholds are shares of the person's own
    excursion from start position to turning point; only the exercise file's minimum excursion, of which 40 %
    make an attempt, and its shortest duration are absolute.

    Attributes:
        phase: The current phase.
        dropped: The attempt that ended at the last moment without becoming a cycle, if any.
    """

    def __init__(self, reps: Reps, *, attempt: float = PARTIAL) -> None:
        self._reps = reps
        self._attempt = attempt * reps.minimum_excursion
        self.phase = RepPhase.AWAY
        self._now = Instant(0.0, 0.0, ready=False, proper=False, trust=0.0)
        self._base = self._peak = self._valley = 0.0
        self._peak_s = self._valley_s = self._progress_s = 0.0
        self._steady_s = _STEADY * reps.minimum_duration_s
        self._in_home_half_since_s: float | None = None
        self._is_home = False
        self._path: deque[Instant] = deque(maxlen=_HISTORY)
        self._found: Cycle | None = None
        self.dropped: Dropped | None = None

    @property
    def depth(self) -> float | None:
        """How far out, in minimum excursions, 0 at the start position; None while away."""
        if self.phase is RepPhase.AWAY:
            return None
        return (self._now.level - self._base) / self._reps.minimum_excursion

    @property
    def start_level(self) -> float:
        """The signal in the start position; of the last one while away."""
        return self._base

    @property
    def out_since(self) -> float | None:
        """When the start position was left, during an attempt; else None."""
        attempt = self.phase in (RepPhase.OUT, RepPhase.BACK) and self._excursion >= self._attempt
        return self._path[0].time if attempt else None

    def observe(self, now: Instant) -> Cycle | None:
        """Take one moment; returns the cycle that ended at it, if any."""
        self._now = now
        self._found = self.dropped = None
        self._track()
        for _ in RepPhase:
            step = next((step for step in self._STEPS[self.phase] if step[0](self)), None)
            if step is None:
                break
            self.phase = step[2]
            step[1](self)
        return self._found

    def leave(self) -> None:
        """Discard the current movement: the body is out of position, or was not detected for too long."""
        self.dropped = None if self.out_since is None else Dropped(self._cycle(), "cut-off")
        self._go_away()

    def finish(self) -> Cycle | None:
        """The last cycle, if the source ended during its return."""
        self._found = self.dropped = None
        if self.phase is RepPhase.BACK and self._retraced >= self._reps.last_returned:
            self._complete()
            self._go_away()
        else:
            self.leave()
        return self._found

    def _go_away(self) -> None:
        self.phase = RepPhase.AWAY
        self._path.clear()

    @property
    def _excursion(self) -> float:
        return self._peak - self._base

    @property
    def _retraced(self) -> float:
        """Share of the excursion that has been retraced."""
        return (self._peak - self._valley) / self._excursion if self._excursion > 0 else 0.0

    def _track(self) -> None:
        """Track the start level and the extremes."""
        time, level = self._now.time, self._now.level
        if self.phase is RepPhase.AWAY:
            return
        self._path.append(self._now)
        if self.phase is RepPhase.START:
            self._base = min(self._base, level)
            if level <= self._base + NEAR * self._reps.minimum_excursion:
                self._begin_path()
        elif level > self._peak:
            self._peak, self._peak_s = level, time
        if self.phase is RepPhase.BACK:
            self._track_back()

    def _track_back(self) -> None:
        """Track the return; one that was only a dip at the turning point is discarded."""
        time, level, middle = self._now.time, self._now.level, self._peak - self._excursion / 2
        if level <= middle:
            self._in_home_half_since_s = (
                time if self._in_home_half_since_s is None else self._in_home_half_since_s
            )
            self._is_home = self._is_home or time - self._in_home_half_since_s >= self._steady_s
        elif level > middle and self._in_home_half_since_s is not None:
            if not self._is_home and time - self._in_home_half_since_s < self._steady_s:
                self._turn_back()
            self._in_home_half_since_s = None
        if level < self._valley:
            if self._valley - level > NEAR / 2 * self._excursion * (time - self._valley_s) / _STALLED_S:
                self._progress_s = time
            self._valley, self._valley_s = level, time

    def _begin_path(self) -> None:
        self._path.clear()
        self._path.append(self._now)

    # Conditions ------------------------------------------------------------------------------------

    def _is_ready(self) -> bool:
        return self._now.ready

    def _has_left(self) -> bool:
        return self._now.level >= self._base + self._reps.leave * self._reps.minimum_excursion

    def _is_too_small(self) -> bool:
        small = self._excursion < self._attempt
        return small and self._now.level <= self._base + self._reps.leave / 2 * self._reps.minimum_excursion

    def _stays_out(self) -> bool:
        since = self._now.time - self._path[0].time
        return since > (_LINGERED_S if self._excursion < self._attempt else ABANDONED_S)

    def _has_turned(self) -> bool:
        far = self._excursion >= self._attempt
        return far and self._peak - self._now.level >= self._reps.turned * self._excursion

    def _goes_farther(self) -> bool:
        return self._now.level >= self._peak

    def _has_returned(self) -> bool:
        if self._retraced < self._reps.returned or not self._now.ready or not self._is_home:
            return False
        rises = self._now.level - self._valley > NEAR * self._excursion
        return self._retraced >= 1.0 - NEAR / 2 or rises or self._now.time - self._progress_s >= _STALLED_S

    def _sets_out_again(self) -> bool:
        """A return of a whole minimum excursion, then out again: the person did not go back all the way."""
        reps = self._reps
        whole = self._peak - self._valley >= reps.minimum_excursion
        out_again = self._now.level - self._valley >= reps.leave * reps.minimum_excursion
        return self._now.ready and self._is_home and whole and out_again

    # Actions ---------------------------------------------------------------------------------------

    def _take_position(self) -> None:
        self._base = self._now.level
        self._begin_path()

    def _set_out(self) -> None:
        self._peak, self._peak_s = self._now.level, self._now.time
        self._valley = self._base

    def _restart(self) -> None:
        self._base = min(self._base, self._now.level)
        self._begin_path()

    def _turn_back(self) -> None:
        self._valley, self._valley_s = self._now.level, self._now.time
        self._progress_s = self._now.time
        self._in_home_half_since_s, self._is_home = None, False

    def _extend(self) -> None:
        self._peak, self._peak_s = self._now.level, self._now.time

    def _cycle(self) -> Cycle:
        return cycle_of(list(self._path), self._base, self._peak, self._peak_s, self._valley, self._steady_s)

    def _abandon(self) -> None:
        if self._excursion >= self._attempt:
            self.dropped = Dropped(self._cycle(), "no-return")
        self._take_position()

    def _complete(self) -> None:
        cycle = self._cycle()
        if cycle.end_s - cycle.left_s >= self._reps.minimum_duration_s:
            self._found = replace(cycle, slowed=looks_slowed(self._path, cycle))
        else:
            self.dropped = Dropped(cycle, "too-fast")
        self._base = self._valley
        self._begin_path()

    _STEPS: ClassVar[dict[RepPhase, tuple[_Step, ...]]] = {
        RepPhase.AWAY: ((_is_ready, _take_position, RepPhase.START),),
        RepPhase.START: ((_has_left, _set_out, RepPhase.OUT),),
        RepPhase.OUT: (
            (_is_too_small, _restart, RepPhase.START),
            (_stays_out, _abandon, RepPhase.START),
            (_has_turned, _turn_back, RepPhase.BACK),
        ),
        RepPhase.BACK: (
            (_goes_farther, _extend, RepPhase.OUT),
            (_has_returned, _complete, RepPhase.START),
            (_sets_out_again, _complete, RepPhase.START),
        ),
    }
