"""The rest between two sets: how long it lasts and when to say so. It forces nobody."""

from __future__ import annotations

import math

from coach.judging.events import RestTold

_TOLD_AT_S = (30, 10, 3, 2, 1, 0)


class RestTimer:
    """Counts a rest down, or up where it has no length.

    Attributes:
        began_s: When the last set's last movement ended.
    """

    def __init__(self, began_s: float, rest_s: float | None) -> None:
        self.began_s = began_s
        self._rest_s = rest_s
        self._told = [second for second in _TOLD_AT_S if rest_s is not None and second < rest_s]

    def left_s(self, time: float) -> float | None:
        """Seconds that are left, never negative; None where the rest has no length."""
        return None if self._rest_s is None else max(self.began_s + self._rest_s - time, 0.0)

    def is_over(self, time: float) -> bool:
        """Whether a rest that has a length is over."""
        return self.left_s(time) == 0.0

    def tell(self, time: float) -> list[RestTold]:
        """What is to be said by now: of several marks that went by at once, the last."""
        left_s = self.left_s(time)
        if left_s is None:
            return []
        passed = [second for second in self._told if math.ceil(left_s) <= second]
        if not passed:
            return []
        self._told = [second for second in self._told if second not in passed]
        return [RestTold(time, passed[-1])]
