"""Watches for a movement that repeats while no exercise is recognised."""

from __future__ import annotations

from coach.body.pose import Pose
from coach.catalogue.anything import anything
from coach.judging.judge import Judge


class UnnamedWatch:
    """Says when something repeats that is no known exercise.

    Attributes:
        since_s: When its first rep began; None while nothing repeats, or while an exercise is recognised.
    """

    def __init__(self) -> None:
        self.since_s: float | None = None
        self._judge: Judge | None = None

    def observe(self, pose: Pose | None, time: float, *, is_named: bool) -> None:
        """Take the pose at ``time`` (seconds, never decreasing).

        Args:
            pose: The pose, or None.
            time: Its time.
            is_named: Whether an exercise is recognised or pinned: then there is nothing to watch.
        """
        if is_named:
            self.since_s = self._judge = None
            return
        if self.since_s is not None:
            return
        self._judge = self._judge or Judge(anything(), asked=False)
        self._judge.observe(pose, time)
        if self._judge.sets:
            self.since_s = self._judge.sets[0].start_s
            self._judge = None
