"""One way from the start position to a turning point and back, read off the path of the signal."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

NEAR = 0.1
"""Share of the way within which the start position or the turning point counts as reached."""
_MIDDLE = 0.59
"""Share of a leg's time in which all but its first and last tenth are gone, when speed swells and
ebbs like half a sine: between steady speed (0.8) and a free arm's movement (0.51, Flash and Hogan 1985)."""
AROUND_S = 0.1
"""What is within this of a turning point belongs to it."""


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment of a limb.

    Attributes:
        time: Seconds, increasing.
        level: The signal, rising towards the turning point.
        ready: Whether the body is in a position from which a repetition can start.
        proper: Whether the body looks as it must at the turning point; None where what tells is hidden.
        trust: How surely the limb is seen, 0 to 1.
    """

    time: float
    level: float
    ready: bool
    proper: bool | None
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
        """How far the signal went, in its own unit."""
        return self.peak - self.base


def cycle_of(
    path: list[Instant], base: float, peak: float, peak_s: float, valley: float, steady_s: float
) -> Cycle:
    """Read a cycle off its path.

    Args:
        path: The moments since the start position.
        base: The signal in the start position.
        peak: The signal where it was farthest.
        peak_s: When that was.
        valley: Where the way back ended.
        steady_s: How long a limb is at its turning point at the least.
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
    """Whether the body looked as it must in a third of the turning point at least.

    The turning point is what is near the farthest that was kept, for a stray landmark goes farther. What is
    hidden there looks as it did when it was last seen on that half of the way.
    """
    moments = max(1, round(steady_s * (len(path) - 1) / max(path[-1].time - path[0].time, steady_s)))
    levels = sorted((each.level for each in path if each.level >= base), reverse=True)
    kept = levels[min(moments, len(levels)) - 1]
    for share in (NEAR, 0.5):
        known = [each.proper for each in path if each.level >= kept - share * (peak - base)]
        seen = [proper for proper in known if proper is not None]
        if seen:
            return 3 * sum(seen) >= len(seen)
    return False


def _lasts(path: list[Instant], base: float, peak: float, peak_s: float) -> bool:
    """Whether the turning point is more than a stray landmark: the moments around it are far out too."""
    around = [each.level for each in path if abs(each.time - peak_s) <= AROUND_S]
    return median(around) - base >= (peak - base) / 2


def _leg(from_s: float, to_s: float) -> tuple[float, float]:
    """When a leg began and ended, from when its first and its last tenth were passed."""
    middle, half = (from_s + to_s) / 2, (to_s - from_s) / 2 / _MIDDLE
    return middle - half, middle + half
