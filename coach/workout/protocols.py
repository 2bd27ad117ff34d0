"""Whom a workout is led through with: a judge of one exercise, or one who finds out himself what is done."""

from __future__ import annotations

from typing import Protocol

from coach.body.pose import Pose
from coach.catalogue.definition import Exercise
from coach.judging.events import Event, SetSummary
from coach.judging.observation import Observation, Summary


class WorkoutJudge(Protocol):
    """A judge whose sets somebody else may begin, end and put right.

    Attributes:
        exercise: What is judged now; None while it is not known what is done.
        set_on: Whether a set is on.
        next_set: The number of the set that is on, or comes next.
        sets: Every set so far, the one that is on as it stands.
    """

    @property
    def exercise(self) -> Exercise | None: ...

    @property
    def set_on(self) -> bool: ...

    @property
    def next_set(self) -> int: ...

    @property
    def sets(self) -> list[SetSummary]: ...

    def observe(self, pose: Pose | None, time: float, *, counting: bool = True) -> Observation: ...

    def end_set(self, time: float, *, cut: bool) -> list[Event]: ...

    def discard_set(self) -> None: ...

    def keep_open(self, time: float) -> None: ...

    def rests(self, time: float) -> bool: ...

    def undo(self, time: float) -> list[Event]: ...

    def correct(self, by: int, time: float) -> list[Event]: ...

    def pin(self, time: float) -> list[Event]: ...

    def finish(self) -> Summary: ...
