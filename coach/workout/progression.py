"""The target that follows once one was met."""

from __future__ import annotations

from dataclasses import dataclass

from coach.workout.routine import HEAVIEST_KG, LONGEST_HOLD_S, MOST_REPS, RoutineExercise


@dataclass(frozen=True, slots=True)
class _Ladder:
    """The reps or seconds of an exercise, and how they grow."""

    now: int
    add: int
    start: int | None
    top: int | None
    limit: int

    @property
    def following(self) -> int | None:
        """The next value; None at the top."""
        top = min(self.top or self.limit, self.limit)
        return min(self.now + self.add, top) if self.add and self.now < top else None


def with_next_target(step: RoutineExercise) -> RoutineExercise:
    """An exercise with the target that follows by its progression; unchanged if nothing can grow.

    The place where reps or seconds began is remembered in the progression if it has a top, because they
    begin anew there once the load grows.
    """
    held, rule = step.hold_s is not None, step.progression
    target, start = ("hold_s", "from_s") if held else ("reps", "from_reps")
    ladder = _ladder(step)
    following = ladder.following
    if following is not None:
        began = ladder.start or (ladder.now if ladder.top is not None else None)
        return step.model_copy(
            update={target: following, "progression": rule.model_copy(update={start: began})}
        )
    heavier = None if step.weight_kg is None else step.weight_kg + rule.add_kg
    if not rule.add_kg or heavier is None or heavier > HEAVIEST_KG:
        return step
    return step.model_copy(update={"weight_kg": heavier, target: ladder.start or ladder.now})


def _ladder(step: RoutineExercise) -> _Ladder:
    rule = step.progression
    if step.hold_s is not None:
        return _Ladder(step.hold_s, rule.add_s, rule.from_s, rule.up_to_s, LONGEST_HOLD_S)
    assert step.reps is not None, "a routine has reps or a hold"
    return _Ladder(step.reps, rule.add_reps, rule.from_reps, rule.up_to_reps, MOST_REPS)
