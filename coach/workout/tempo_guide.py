"""Leads the tempo of a set: says when each phase of a rep begins, and how far it is."""

from __future__ import annotations

from coach.catalogue.definition import Reps
from coach.judging.figures.effort_events import TempoBeat, TempoPhase
from coach.judging.figures.tempo_target import TempoTarget

_SHORTEST_S = 0.5
"""Even an effort as fast as you can needs this long."""
_LEAD_IN_S = 1.0
"""Time between the begin of a set and the first phase."""
_HOLD = "hold"


class TempoGuide:
    """A metronome for the phases of a rep."""

    def __init__(self, target: TempoTarget, reps: Reps) -> None:
        self._phases = [phase for phase in _phases(target, reps) if phase[1] > 0]
        self._cycle_s = sum(seconds for _, seconds in self._phases)
        self._begins_s: float | None = None
        self._told: int | None = None

    def begin(self, time: float) -> None:
        """Begin with the first phase shortly after ``time``, unless it runs already."""
        if self._begins_s is None:
            self._begins_s, self._told = time + _LEAD_IN_S, None

    def stop(self) -> None:
        """Stop until the next set."""
        self._begins_s = None

    def phase(self, time: float) -> TempoPhase | None:
        """The current phase; None while it is stopped, and before the first one."""
        found = self._at(time)
        if found is None:
            return None
        index, passed_s = found
        name, seconds = self._phases[index % len(self._phases)]
        return TempoPhase(name, seconds, passed_s / seconds)

    def beats(self, time: float, set_number: int) -> list[TempoBeat]:
        """The beat of a phase that has just begun."""
        found = self._at(time)
        if found is None or found[0] == self._told:
            return []
        self._told = found[0]
        name, seconds = self._phases[self._told % len(self._phases)]
        return [TempoBeat(time, set_number, name, seconds)]

    def _at(self, time: float) -> tuple[int, float] | None:
        """How many phases have passed, and the seconds since the current one began."""
        if self._begins_s is None or time < self._begins_s:
            return None
        cycles, left_s = divmod(time - self._begins_s, self._cycle_s)
        for index, (_, seconds) in enumerate(self._phases):
            if left_s < seconds or index == len(self._phases) - 1:
                return int(cycles) * len(self._phases) + index, min(left_s, seconds)
            left_s -= seconds
        return None


def _phases(target: TempoTarget, reps: Reps) -> list[tuple[str, float]]:
    """Name and seconds of each phase, in the order in which the exercise goes through them."""
    lowering_first = reps.out.action == "eccentric"
    lowering, effort = (reps.out, reps.back) if lowering_first else (reps.back, reps.out)
    down = (lowering.name, max(target.eccentric, _SHORTEST_S))
    up = (effort.name, max(target.concentric, _SHORTEST_S))
    long, short = (_HOLD, target.pause_stretched), (_HOLD, target.pause_contracted)
    return [down, long, up, short] if lowering_first else [up, short, down, long]
