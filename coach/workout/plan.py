"""The plan of a workout: sets, targets and rests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """Targets and hands-free controls of a workout.

    Without targets, coach just counts, and rests divide the reps into sets.

    Attributes:
        sets: Number of sets, or None without a limit.
        sets_before: Sets of the workout that are not part of this plan, such as those of another exercise.
        reps: Full reps per set; None without a target.
        hold_s: Seconds per set of a hold; None without a target.
        rest_s: Seconds between sets, or None without a countdown.
        tempo: The tempo to keep, such as "3-0-1-0"; None without a guide.
        velocity_loss: Per cent by which a rep is slower than the fastest of its set when the set ends; None
            without such an end.
        waits: Whether a set begins only in the start position, so that you can walk there from the keyboard.
        steps_out: Whether stepping out of view ends a set.
        gesture: Whether both hands held overhead end a set, or during a rest the workout.
    """

    sets: int | None = None
    sets_before: int = 0
    reps: int | None = None
    hold_s: int | None = None
    rest_s: float | None = None
    tempo: str | None = None
    velocity_loss: float | None = None
    waits: bool = False
    steps_out: bool = False
    gesture: bool = False

    @property
    def guided(self) -> bool:
        """Whether there are targets or timed rests."""
        return any(each is not None for each in (self.sets, self.reps, self.hold_s, self.rest_s))

    def place(self, number: int) -> int:
        """The place of a set in this plan, by its number in the workout."""
        return number - self.sets_before

    def target(self, *, held: bool) -> int | None:
        """The target of each set: seconds for a hold, else reps; None without one."""
        return self.hold_s if held else self.reps


JUST_COUNT = Plan()
"""The plan for films."""
