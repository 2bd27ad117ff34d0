"""How the targets of a routine grow."""

from __future__ import annotations

from coach.workout.progression import with_next_target
from coach.workout.routine import Progression, RoutineExercise


def following(step: RoutineExercise, times: int) -> list[tuple[int | None, float | None]]:
    """The targets that follow, with their loads."""
    found = []
    for _ in range(times):
        step = with_next_target(step)
        found.append((step.reps or step.hold_s, step.weight_kg))
    return found


def test_reps_grow_to_the_top_then_the_load_grows_and_they_begin_anew() -> None:
    rule = Progression(add_reps=2, up_to_reps=6, add_kg=2.5)
    step = RoutineExercise(exercise="squat", reps=3, weight_kg=20, progression=rule)
    assert following(step, 5) == [(5, 20), (6, 20), (3, 22.5), (5, 22.5), (6, 22.5)]
    lower = step.model_copy(update={"progression": rule.model_copy(update={"from_reps": 2})})
    assert following(lower, 3)[2] == (2, 22.5)


def test_a_load_can_grow_alone() -> None:
    step = RoutineExercise(
        exercise="squat", reps=5, weight_kg=60, progression=Progression(add_reps=0, add_kg=2.5)
    )
    assert following(step, 2) == [(5, 62.5), (5, 65)]
    at_the_top = step.model_copy(update={"progression": Progression(up_to_reps=5, add_kg=2.5)})
    assert following(at_the_top, 2) == [(5, 62.5), (5, 65)], "it has always been 5"


def test_what_can_not_grow_stays() -> None:
    plank = RoutineExercise(exercise="plank", hold_s=3598)
    assert following(plank, 3) == [(3600, None)] * 3, "a routine has no longer hold"
    short = RoutineExercise(exercise="plank", hold_s=30, progression=Progression(add_s=10, up_to_s=45))
    assert following(short, 3) == [(40, None), (45, None), (45, None)]
    unloaded = RoutineExercise(exercise="push-up", reps=8, progression=Progression(up_to_reps=8, add_kg=5))
    assert with_next_target(unloaded) == unloaded
    heaviest = RoutineExercise(
        exercise="squat", reps=1000, weight_kg=999, progression=Progression(add_kg=2.5)
    )
    assert with_next_target(heaviest) == heaviest
