"""The rest timer between sets; it never forces you to wait."""

from __future__ import annotations

import math

from coach.judging.events import RestCountdown

_ANNOUNCED_S = (30, 10, 3, 2, 1, 0)


class RestTimer:
    """Counts a rest down, or up if it has no set length.

    Attributes:
        began_s: When the last movement of the set ended.
    """

    def __init__(self, began_s: float, rest_s: float | None) -> None:
        self.began_s = began_s
        self._rest_s = rest_s
        self._left_to_announce = [second for second in _ANNOUNCED_S if rest_s is not None and second < rest_s]

    def left_s(self, time: float) -> float | None:
        """Seconds left, never negative; None without a set length."""
        return None if self._rest_s is None else max(self.began_s + self._rest_s - time, 0.0)

    def is_over(self, time: float) -> bool:
        """Whether a rest with a set length is over."""
        return self.left_s(time) == 0.0

    def announcements(self, time: float) -> list[RestCountdown]:
        """The announcement due by now; of several at once, only the last."""
        left_s = self.left_s(time)
        if left_s is None:
            return []
        due = [second for second in self._left_to_announce if math.ceil(left_s) <= second]
        if not due:
            return []
        self._left_to_announce = [second for second in self._left_to_announce if second not in due]
        return [RestCountdown(time, due[-1])]
