"""The rendered workouts that are cut into exercises: always the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from coach.bench.segmentation import Stretch
from coach.bench.stage import BODY_OF, FRAME_RATE, JOINT_NOISE_DEG
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.performer.medley import ASIDE_S, WALK_S, Medley, medley
from coach.performer.repertoire import Choice

_REPS = (4, 6)
_HOLDS_S = (8.0, 12.0)
_STANDS_S = (2.0, 6.0)
_STILL_S = 0.6
"""In the start position before the first repetition, and after the last."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workout is made of.

    Attributes:
        view: From where it is seen; every exercise claims it.
        body: Who trains, by name.
        exercises: Without props, which would lie about all the time.
    """

    view: View
    body: str
    exercises: tuple[str, ...]

    @property
    def name(self) -> str:
        """What to call it."""
        return f"rendered, {self.view}, {self.body}"


PLANS = (
    Plan("side", "ordinary", ("squat", "push-up", "lunge", "sit-up", "high-knees", "plank")),
    Plan(
        "oblique",
        "long-limbed",
        ("jumping-jack", "squat", "mountain-climber", "shoulder-press", "glute-bridge", "burpee"),
    ),
    Plan("oblique", "stocky", ("push-up", "biceps-curl", "lunge", "russian-twist", "squat", "plank")),
    Plan(
        "front",
        "ordinary",
        ("jumping-jack", "biceps-curl", "squat", "high-knees", "shoulder-press", "lunge"),
    ),
)


def medley_of(plan: Plan) -> Medley:
    """The workout of a plan; the same plan gives the same one.

    Between two exercises the person stands and waits, or walks out of the picture and comes back, in turn.
    """
    chance = random.Random(plan.name)
    exercises = [load_exercise(name) for name in plan.exercises]
    parts = [
        (exercise, _choice(exercise, chance, number, len(exercises)))
        for number, exercise in enumerate(exercises)
    ]
    stands_s = [0.0 if _walks(number) else chance.uniform(*_STANDS_S) for number in range(len(parts))]
    return medley(
        parts,
        stands_s,
        view=plan.view,
        body=BODY_OF[plan.body],
        seed=PLANS.index(plan) if plan in PLANS else 0,
        frame_rate=FRAME_RATE,
    )


def truth_of(act: Medley) -> Iterator[Stretch]:
    """From the start of the first repetition of each exercise to the end of its last one."""
    for exercise, start_s, end_s in act.stretches:
        yield Stretch(exercise, start_s, end_s)


def _walks(number: int) -> bool:
    """Whether the person walks in before this exercise, and out before that."""
    return number % 2 == 1


def _choice(exercise: Exercise, chance: random.Random, number: int, of: int) -> Choice:
    reps, hold_s = chance.randint(*_REPS), chance.uniform(*_HOLDS_S)
    much = Choice(hold_s=hold_s) if exercise.hold is not None else Choice(depths=(1.0,) * reps)
    return much | Choice(
        rest_before_s=_STILL_S,
        rest_after_s=_STILL_S,
        entry_s=WALK_S if _walks(number) else ASIDE_S,
        exit_s=WALK_S if number + 1 < of and _walks(number + 1) else ASIDE_S,
        joint_noise_deg=JOINT_NOISE_DEG,
    )
