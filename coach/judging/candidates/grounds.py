"""Finds out why a movement does not count: the bound that was not met, with its measured value and limit."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from statistics import median

from coach.body.angles import Angles
from coach.catalogue.bound import Bound
from coach.catalogue.definition import Exercise
from coach.catalogue.measure_text import broken_text
from coach.judging.attempts import Reason, Rule
from coach.judging.bounds import broken
from coach.judging.cycle import NEAR, Cycle
from coach.judging.evidence import Guessed, guess_text, guessed_landmarks
from coach.judging.signal import SEEN

_MEMORY_S = 15.0
"""Longer than any movement: the longest is given up after 9 s."""
_OUTER = 0.5
"""If nothing is wrong at the turning point itself, the outer half of the movement decides."""

_Moment = tuple[float, Angles, tuple[float, ...]]
BrokenBound = tuple[Bound, float | None]
"""A bound that is not met, with its value; None if that is hidden."""


class Grounds:
    """Records the last seconds, and reads from them why a movement does not count."""

    def __init__(self, exercise: Exercise, rows: Sequence[int], sign: float) -> None:
        """Set up the grounds.

        Args:
            exercise: The exercise.
            rows: The rows of ``Angles`` that it needs.
            sign: -1 if the signal is low at the turning point, else 1.
        """
        self._position, self._signal = exercise.position, exercise.signal
        self._separate_limbs = exercise.signal.limbs == "each"
        self._rows, self._sign = list(rows), sign
        self._moments: deque[_Moment] = deque()

    def observe(self, time: float, angles: Angles, levels: tuple[float, ...]) -> None:
        """Record one moment; ``levels`` is the signal of each limb, rising towards the turning point."""
        self._moments.append((time, angles, levels))
        while self._moments[0][0] < time - _MEMORY_S:
            self._moments.popleft()

    def of_turn(self, cycle: Cycle, limb: int) -> Reason:
        """Why a cycle does not look like this exercise at its turning point."""
        path = self._between(cycle.left_s, cycle.end_s)
        for share in (NEAR, _OUTER):
            far = [each for each in path if each[2][limb] >= cycle.peak - share * cycle.excursion]
            hidden = [each for each in far if self._is_hidden(each[1], limb)]
            wrong = [
                each
                for time, angles, levels in far
                for each in broken(self._position.turn, angles, self._which(limb), self._sign * levels[limb])[
                    :1
                ]
            ]
            if 2 * len(hidden) > len(far):
                return self.hidden(path, limb)
            if wrong:
                return bound_reason("turn-bound", wrong, self._signal.counted)
        return Reason("stray", "too brief to be a movement: probably a misread landmark")

    def of_position(self, from_s: float, to_s: float, limb: int) -> Reason:
        """Why the body was never in the start position between two moments, seconds."""
        path = self._between(from_s, to_s)
        during = [
            each
            for _, angles, levels in path
            for each in broken(self._position.during, angles, None, self._sign * max(levels))[:1]
        ]
        if 2 * len(during) >= len(path) and during:
            return bound_reason("out-of-position", during, self._signal.counted, "out of position: ")
        start = [
            each
            for _, angles, levels in path
            for each in broken(self._position.start, angles, self._which(limb), self._sign * levels[limb])[:1]
        ]
        if start:
            return bound_reason("start-position", start, self._signal.counted, "not in the start position: ")
        if during:
            return bound_reason("out-of-position", during, self._signal.counted, "out of position: ")
        return Reason("start-position", "the start position was not taken before it")

    def hidden(self, path: Iterable[_Moment], limb: int) -> Reason:
        """A limb that is hidden for part of a movement."""
        moments = list(path)
        unseen = [each for each in moments if self._is_hidden(each[1], limb)]
        span_s = moments[-1][0] - moments[0][0] if moments else 0.0
        hidden_s = span_s * len(unseen) / max(len(moments), 1)
        guessed = (self._guessed(angles, limb) for _, angles, _ in unseen)
        lacking = [each for each in guessed if each is not None]
        what = guess_text(lacking) if lacking else f"{('left', 'right')[limb]} side hidden"
        return Reason("hidden", f"{what} for {hidden_s:.1f} s", "hidden_s", hidden_s)

    def hidden_in(self, cycle: Cycle, limb: int) -> Reason:
        """A limb that is hidden throughout a cycle."""
        return self.hidden(self._between(cycle.left_s, cycle.end_s), limb)

    def _guessed(self, angles: Angles, limb: int) -> Guessed | None:
        return guessed_landmarks((self._signal.angle, *self._signal.counted), angles, self._which(limb))

    def _which(self, limb: int) -> int | None:
        return limb if self._separate_limbs else None

    def _between(self, from_s: float, to_s: float) -> list[_Moment]:
        return [each for each in self._moments if from_s <= each[0] <= to_s]

    def _is_hidden(self, angles: Angles, limb: int) -> bool:
        return self._separate_limbs and float(angles.visibility[self._rows, limb].min()) < SEEN


def bound_reason(
    rule: Rule, wrong: Sequence[BrokenBound], counted: Sequence[str], before: str = ""
) -> Reason:
    """The bound that is broken most often, with the median of its values.

    Args:
        rule: What decided.
        wrong: The bounds broken at some moments, at least one.
        counted: The measures that the exercise is counted by.
        before: What the text begins with.
    """
    places = Counter(id(bound) for bound, _ in wrong)
    [(place, _)] = places.most_common(1)
    mine = [each for each in wrong if id(each[0]) == place]
    bound, values = mine[0][0], [value for _, value in mine if value is not None]
    if not values:
        return Reason("hidden", "feet hidden, and they are needed here", bound.measure)
    short = [value for value in values if bound.at_least is not None and value < bound.at_least]
    value = median(short if 2 * len(short) >= len(values) else [each for each in values if each not in short])
    text, limit = broken_text(bound, value, counted)
    return Reason(rule, f"{before}{text}", bound.measure, value, limit)
