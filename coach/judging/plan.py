"""What a workout is meant to be: sets, targets and rests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person sets out to do, and how hands-free it goes.

    Without targets the coach just counts, and groups what it counted into sets by the rests.

    Attributes:
        sets: How many sets, or None for as many as come.
        target: Full repetitions of each set, or seconds of each hold; None without a target.
        rest_s: Seconds between sets, or None where nobody asked for a countdown.
        waits: Whether a set begins only in the start position: for whoever walks there from the keyboard.
        steps_out: Whether leaving the picture ends a set.
        gesture: Whether both hands held overhead end a set, and the workout where none is on.
    """

    sets: int | None = None
    target: int | None = None
    rest_s: float | None = None
    waits: bool = False
    steps_out: bool = False
    gesture: bool = False

    @property
    def guided(self) -> bool:
        """Whether anything was asked for that has to be led through."""
        return self.sets is not None or self.target is not None or self.rest_s is not None


JUST_COUNT = Plan()
"""What films are counted by."""
