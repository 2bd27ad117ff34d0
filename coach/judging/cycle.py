"""A cycle: the movement from the start position to a turning point and back, read from the signal."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Literal

NEAR = 0.1
"""Share of the excursion within which the start position or the turning point counts as reached."""
_MIDDLE = 0.59
"""Share of a leg's duration between its first and last tenth of distance, if speed follows half a sine:
between constant speed (0.8) and a free arm movement (0.51, Flash and Hogan 1985)."""
AROUND_S = 0.1
"""Moments this close to a turning point belong to it."""


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment of a limb.

    Attributes:
        time: Seconds, increasing.
        level: The signal, rising towards the turning point.
        ready: Whether the body is in a position from which a rep can start.
        proper: Whether the body meets the bounds of the turning point; None if the joints needed are hidden.
        trust: Confidence of the limb, 0 to 1.
    """

    time: float
    level: float
    ready: bool
    proper: bool | None
    trust: float


@dataclass(frozen=True, slots=True)
class Cycle:
    """A movement from the start position to a turning point and back; times in seconds.

    Attributes:
        left_s: When the start position was left.
        reached_s: When the turning point was reached.
        turn_s: When the signal was farthest.
        turned_s: When the turning point was left.
        end_s: When the start position was reached again, or will be: the verdict comes at 95 % of the return.
        base: The signal in the start position.
        peak: The signal at the turning point.
        proper: Whether at least a third of the turning point met its bounds, and it was no stray landmark.
        trust: Best confidence of the limb, 0 to 1.
        slowed: Whether it looks like slow motion.
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
    slowed: bool = False

    @property
    def excursion(self) -> float:
        """How far the signal moved, in its own unit."""
        return self.peak - self.base


@dataclass(frozen=True, slots=True)
class Dropped:
    """A movement that the state machine did not complete.

    Attributes:
        cycle: The movement, as far as it went.
        why: "too-fast", "no-return" if it stayed out too long, or "cut-off" if it was ended from outside.
    """

    cycle: Cycle
    why: Literal["too-fast", "no-return", "cut-off"]


def cycle_of(
    path: list[Instant], base: float, peak: float, peak_s: float, valley: float, steady_s: float
) -> Cycle:
    """Read a cycle from its path.

    Args:
        path: The moments since the start position.
        base: The signal in the start position.
        peak: The signal at its extreme.
        peak_s: When that was.
        valley: The signal where the return ended.
        steady_s: Least time that a limb spends at its turning point.
    """
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
        proper=_is_proper(path, base, peak, steady_s) and _lasts(path, base, peak, peak_s),
        trust=max(each.trust for each in path),
    )


def _is_proper(path: list[Instant], base: float, peak: float, steady_s: float) -> bool:
    """Whether the body met the bounds in at least a third of the turning point.

    The turning point is near the farthest level that was sustained; stray landmarks go farther. If the joints
    are hidden there, the outer half of the movement decides.
    """
    moments = max(1, round(steady_s * (len(path) - 1) / max(path[-1].time - path[0].time, steady_s)))
    levels = sorted((each.level for each in path if each.level >= base), reverse=True)
    sustained = levels[min(moments, len(levels)) - 1]
    for share in (NEAR, 0.5):
        known = [each.proper for each in path if each.level >= sustained - share * (peak - base)]
        visible = [proper for proper in known if proper is not None]
        if visible:
            return 3 * sum(visible) >= len(visible)
    return False


def _lasts(path: list[Instant], base: float, peak: float, peak_s: float) -> bool:
    """Whether the turning point is more than a stray landmark: the moments around it are also far out."""
    around = [each.level for each in path if abs(each.time - peak_s) <= AROUND_S]
    return median(around) - base >= (peak - base) / 2


def _leg(from_s: float, to_s: float) -> tuple[float, float]:
    """Start and end of a leg, from the times at which its first and last tenth were passed."""
    middle, half = (from_s + to_s) / 2, (to_s - from_s) / 2 / _MIDDLE
    return middle - half, middle + half
