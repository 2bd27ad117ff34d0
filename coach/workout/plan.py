"""What a workout is meant to be: sets, targets and rests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person sets out to do, and how hands-free it goes.

    Without targets the coach just counts, and groups what it counted into sets by the rests.

    Attributes:
        sets: How many sets, or None for as many as come.
        reps: Full repetitions of each set of what is counted; None without a target.
        hold_s: Seconds of each set of what is held; None without a target.
        rest_s: Seconds between sets, or None where nobody asked for a countdown.
        waits: Whether a set begins only in the start position: for whoever walks there from the keyboard.
        steps_out: Whether leaving the picture ends a set.
        gesture: Whether both hands held overhead end a set, and the workout where none is on.
    """

    sets: int | None = None
    reps: int | None = None
    hold_s: int | None = None
    rest_s: float | None = None
    waits: bool = False
    steps_out: bool = False
    gesture: bool = False

    @property
    def guided(self) -> bool:
        """Whether anything was asked for that has to be led through."""
        return any(each is not None for each in (self.sets, self.reps, self.hold_s, self.rest_s))

    def target(self, *, held: bool) -> int | None:
        """What each set of what is held, or else counted, is to come to."""
        return self.hold_s if held else self.reps


JUST_COUNT = Plan()
"""What films are counted by."""
