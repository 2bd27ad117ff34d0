"""The state machine of a repetition: from the start position to a turning point and back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from statistics import median
from typing import ClassVar

from coach.catalogue.definition import Reps

PARTIAL = 0.4
"""Share of the minimum excursion from which a movement is an attempt at a repetition."""
NEAR = 0.1
"""Share of the way within which the start position or the turning point counts as reached."""
_MIDDLE = 0.59
"""Share of a leg's time in which all but its first and last tenth are gone, when speed swells and
ebbs like half a sine: between steady speed (0.8) and a free arm's movement (0.51, Flash and Hogan 1985)."""
_STALLED_S = 0.2
"""A way back that stops for this long after it was believed is over."""
_LINGERED_S = 2.0
"""Who moved a little and stays there has taken a new start position."""
_ABANDONED_S = 9.0
"""Who went all the way and stays there has stopped; 3 s down and a pause of 5 s are training."""
AROUND_S = 0.1
"""What is within this of a turning point belongs to it."""
_HISTORY = 4096


class Phase(Enum):
    """Where in a repetition the limb is."""

    AWAY = "away"
    START = "start"
    OUT = "out"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment of a limb.

    Attributes:
        time: Seconds, increasing.
        level: The signal, rising towards the turning point.
        ready: Whether the body is in a position from which a repetition can start.
        proper: Whether the body looks as it must at the turning point.
        trust: How surely the limb is seen, 0 to 1.
    """

    time: float
    level: float
    ready: bool
    proper: bool
    trust: float


@dataclass(frozen=True, slots=True)
class Cycle:
    """One way from the start position to a turning point and back; times in seconds.

    Attributes:
        left_s: When the start position was left.
        reached_s: When the turning point was reached.
        turn_s: When the signal was farthest.
        turned_s: When the turning point was left.
        end_s: When the start position was reached again, or will be: the verdict comes at 95 % of the way.
        base: The signal in the start position.
        peak: The signal at the turning point.
        proper: Whether a third of the turning point at least looked as it must, and it was no stray landmark.
        trust: How surely the limb was seen when it was seen best, 0 to 1.
    """

    left_s: float
    reached_s: float
    turn_s: float
    turned_s: float
    end_s: float
    base: float
    peak: float
    proper: bool
    trust: float

    @property
    def excursion(self) -> float:
        """How far the signal went, in its own unit."""
        return self.peak - self.base


_Step = tuple[Callable[["CycleFinder"], bool], Callable[["CycleFinder"], None], Phase]
"""When, what to do, and the phase it leads to."""


class CycleFinder:
    """A state machine over one signal that rises towards the turning point.

    What leads from one phase to the next stands in the table at the end of this class. The thresholds are
    shares of the way from the person's own start position to their own turning point; absolute are only
    the exercise file's minimum excursion, of which 40 % make an attempt, and its shortest duration.
    """

    def __init__(self, reps: Reps, *, attempt: float = PARTIAL) -> None:
        self._reps = reps
        self._attempt = attempt * reps.minimum_excursion
        self.phase = Phase.AWAY
        self._now = Instant(0.0, 0.0, ready=False, proper=False, trust=0.0)
        self._base = self._peak = self._valley = 0.0
        self._peak_s = self._valley_s = self._progress_s = 0.0
        self._path: deque[Instant] = deque(maxlen=_HISTORY)
        self._found: Cycle | None = None

    @property
    def depth(self) -> float | None:
        """How far out, in minimum excursions, 0 at the start position; None while away."""
        if self.phase is Phase.AWAY:
            return None
        return (self._now.level - self._base) / self._reps.minimum_excursion

    @property
    def out_since(self) -> float | None:
        """When the start position was left, while an attempt that may yet count is under way."""
        attempt = self.phase in (Phase.OUT, Phase.BACK) and self._excursion >= self._attempt
        return self._path[0].time if attempt else None

    def observe(self, now: Instant) -> Cycle | None:
        """Take in one moment; says the cycle that ended at it, if one did."""
        self._now = now
        self._found = None
        self._track()
        for _ in Phase:
            step = next((step for step in self._STEPS[self.phase] if step[0](self)), None)
            if step is None:
                break
            self.phase = step[2]
            step[1](self)
        return self._found

    def leave(self) -> None:
        """Forget what is under way: the body is away, or was unseen for too long."""
        self.phase = Phase.AWAY
        self._path.clear()

    def finish(self) -> Cycle | None:
        """The last cycle, when the source ended on its way back."""
        self._found = None
        if self.phase is Phase.BACK and self._retraced >= self._reps.last_returned:
            self._complete()
        self.leave()
        return self._found

    @property
    def _excursion(self) -> float:
        return self._peak - self._base

    @property
    def _retraced(self) -> float:
        """Share of the way out that has been taken back."""
        return (self._peak - self._valley) / self._excursion if self._excursion > 0 else 0.0

    def _track(self) -> None:
        """Follow the start level and the extremes."""
        time, level = self._now.time, self._now.level
        if self.phase is Phase.AWAY:
            return
        self._path.append(self._now)
        if self.phase is Phase.START:
            self._base = min(self._base, level)
            if level <= self._base + NEAR * self._reps.minimum_excursion:
                self._begin_path()
        elif level > self._peak:
            self._peak, self._peak_s = level, time
        if self.phase is Phase.BACK and level < self._valley:
            if self._valley - level > NEAR / 2 * self._excursion * (time - self._valley_s) / _STALLED_S:
                self._progress_s = time
            self._valley, self._valley_s = level, time

    def _begin_path(self) -> None:
        self._path.clear()
        self._path.append(self._now)

    # What leads on ---------------------------------------------------------------------------------

    def _is_ready(self) -> bool:
        return self._now.ready

    def _has_left(self) -> bool:
        return self._now.level >= self._base + self._reps.leave * self._reps.minimum_excursion

    def _came_to_nothing(self) -> bool:
        small = self._excursion < self._attempt
        return small and self._now.level <= self._base + self._reps.leave / 2 * self._reps.minimum_excursion

    def _stays_out(self) -> bool:
        since = self._now.time - self._path[0].time
        return since > (_LINGERED_S if self._excursion < self._attempt else _ABANDONED_S)

    def _has_turned(self) -> bool:
        far = self._excursion >= self._attempt
        return far and self._peak - self._now.level >= self._reps.turned * self._excursion

    def _goes_farther(self) -> bool:
        return self._now.level >= self._peak

    def _has_returned(self) -> bool:
        if self._retraced < self._reps.returned or not self._now.ready:
            return False
        rises = self._now.level - self._valley > NEAR * self._excursion
        return self._retraced >= 1.0 - NEAR / 2 or rises or self._now.time - self._progress_s >= _STALLED_S

    def _sets_out_again(self) -> bool:
        """A way back of a whole minimum excursion, then out again: the repetition was shorter on that end."""
        reps = self._reps
        whole = self._peak - self._valley >= reps.minimum_excursion
        out_again = self._now.level - self._valley >= reps.leave * reps.minimum_excursion
        return self._now.ready and whole and out_again

    # What is done then -----------------------------------------------------------------------------

    def _take_position(self) -> None:
        self._base = self._now.level
        self._begin_path()

    def _set_out(self) -> None:
        self._peak, self._peak_s = self._now.level, self._now.time

    def _start_anew(self) -> None:
        self._base = min(self._base, self._now.level)
        self._begin_path()

    def _turn_back(self) -> None:
        self._valley, self._valley_s = self._now.level, self._now.time
        self._progress_s = self._now.time

    def _go_on(self) -> None:
        self._peak, self._peak_s = self._now.level, self._now.time

    def _complete(self) -> None:
        cycle = _cycle(list(self._path), self._base, self._peak, self._peak_s, self._valley)
        if cycle.end_s - cycle.left_s >= self._reps.minimum_duration_s:
            self._found = cycle
        self._base = self._valley
        self._begin_path()

    _STEPS: ClassVar[dict[Phase, tuple[_Step, ...]]] = {
        Phase.AWAY: ((_is_ready, _take_position, Phase.START),),
        Phase.START: ((_has_left, _set_out, Phase.OUT),),
        Phase.OUT: (
            (_came_to_nothing, _start_anew, Phase.START),
            (_stays_out, _take_position, Phase.START),
            (_has_turned, _turn_back, Phase.BACK),
        ),
        Phase.BACK: (
            (_goes_farther, _go_on, Phase.OUT),
            (_has_returned, _complete, Phase.START),
            (_sets_out_again, _complete, Phase.START),
        ),
    }


def _cycle(path: list[Instant], base: float, peak: float, peak_s: float, valley: float) -> Cycle:
    """Read the times of a cycle off its path."""
    high = [each for each in path if each.level >= peak - NEAR * (peak - base)]
    first_s, last_s = (high[0].time, high[-1].time) if high else (peak_s, peak_s)
    low = [each.time for each in path if each.time <= first_s and each.level <= base + NEAR * (peak - base)]
    home = max(base + NEAR * (peak - base), valley)
    ends = [each.time for each in path if each.time > last_s and each.level <= home]
    left_s, reached_s = _leg(low[-1] if low else path[0].time, first_s)
    turned_s, end_s = _leg(last_s, ends[0] if ends else path[-1].time)
    return Cycle(
        left_s=max(left_s, path[0].time - (first_s - path[0].time)),
        reached_s=min(reached_s, peak_s),
        turn_s=peak_s,
        turned_s=max(turned_s, peak_s),
        end_s=end_s,
        base=base,
        peak=peak,
        proper=3 * sum(each.proper for each in high) >= len(high) and _lasts(path, base, peak, peak_s),
        trust=max(each.trust for each in path),
    )


def _lasts(path: list[Instant], base: float, peak: float, peak_s: float) -> bool:
    """Whether the turning point is more than a stray landmark: the moments around it are far out too."""
    around = [each.level for each in path if abs(each.time - peak_s) <= AROUND_S]
    return median(around) - base >= (peak - base) / 2


def _leg(from_s: float, to_s: float) -> tuple[float, float]:
    """When a leg began and ended, from when its first and its last tenth were passed."""
    middle, half = (from_s + to_s) / 2, (to_s - from_s) / 2 / _MIDDLE
    return middle - half, middle + half
