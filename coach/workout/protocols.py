"""Protocol of the judges of a workout: for one exercise, or with recognition."""

from __future__ import annotations

from typing import Protocol

from coach.body.pose import Pose
from coach.catalogue.definition import Exercise
from coach.judging.events import Event, SetSummary
from coach.judging.observation import Observation, Summary


class WorkoutJudge(Protocol):
    """A judge whose sets a workout can begin, end and correct.

    Attributes:
        exercise: The current exercise; None while it is unknown.
        set_is_open: Whether a set is in progress.
        next_set: The number of the current or next set.
        sets: Every set so far, including the current one.
    """

    @property
    def exercise(self) -> Exercise | None: ...

    @property
    def set_is_open(self) -> bool: ...

    @property
    def next_set(self) -> int: ...

    @property
    def sets(self) -> list[SetSummary]: ...

    def observe(self, pose: Pose | None, time: float, *, counting: bool = True) -> Observation: ...

    def end_set(self, time: float, *, cut: bool) -> list[Event]: ...

    def discard_set(self) -> None: ...

    def keep_open(self, time: float) -> None: ...

    def is_resting(self, time: float) -> bool: ...

    def undo(self, time: float) -> list[Event]: ...

    def correct(self, by: int, time: float) -> list[Event]: ...

    def pin(self, time: float) -> list[Event]: ...

    def finish(self) -> Summary: ...
