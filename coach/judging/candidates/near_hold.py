"""Finds the near holds: all of the position but one bound, for as long as a hold takes to begin."""

from __future__ import annotations

from coach.body.angles import Angles
from coach.catalogue.definition import Exercise, Hold
from coach.judging.attempts import Attempt, Reason
from coach.judging.bounds import broken
from coach.judging.candidates.grounds import BrokenBound, bound_reason

_TIPPED = Reason("out-of-position", "trunk tipped forward on the way in, as in sitting down on a chair")


class NearHold:
    """Watches one hold for seconds that do not count, though only one bound is not met."""

    def __init__(self, exercise: Exercise, hold: Hold) -> None:
        self._bounds, self._counted = exercise.position.during, exercise.signal.counted
        self._hold = hold
        self._moments: list[tuple[float, list[BrokenBound]]] = []

    def observe(
        self, angles: Angles, time: float, signal: float, *, is_held: bool, is_tipped: bool
    ) -> Attempt | None:
        """Take one moment; returns the near hold that just ended, if it was long enough.

        Args:
            angles: The body.
            time: Seconds, increasing.
            signal: The signal, in its own direction.
            is_held: Whether this moment counts, or may yet.
            is_tipped: Whether the way in was that to a chair.
        """
        ended = None
        if self._moments and time - self._moments[-1][0] > self._hold.grace_s:
            ended = self.end()
        wrong = [] if is_held else broken(self._bounds, angles, None, signal)
        if len(wrong) == 1 or (is_tipped and not wrong and not is_held):
            self._moments.append((time, wrong))
        return ended

    def end(self) -> Attempt | None:
        """The near hold so far, if it was long enough; another one begins."""
        moments, self._moments = self._moments, []
        if not moments or moments[-1][0] - moments[0][0] < self._hold.settle_s:
            return None
        wrong = [each for _, found in moments for each in found]
        tipped = 2 * len(wrong) < len(moments)
        reason = _TIPPED if tipped else bound_reason("out-of-position", wrong, self._counted)
        start_s, end_s = moments[0][0], moments[-1][0]
        return Attempt(
            start_s=start_s,
            turn_s=(start_s + end_s) / 2,
            end_s=end_s,
            side="both",
            excursion=None,
            verdict="not counted",
            rule=reason.rule,
            text=f"{reason.text}, for {end_s - start_s:.0f} s",
            measure=reason.measure,
            value=reason.value,
            limit=reason.limit,
        )
