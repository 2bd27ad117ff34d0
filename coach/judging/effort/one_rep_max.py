"""The load that could be lifted once, estimated from a set."""

from __future__ import annotations

from dataclasses import dataclass

from coach.judging.events import SetSummary
from coach.judging.figures.coaching_facts import CoachingFacts

FORMULAS = "Epley and Brzycki"
_MOST_REPS = 12
"""Beyond this, the formulas differ from each other and from people by more than 10 %."""


@dataclass(frozen=True, slots=True)
class OneRepMax:
    """An estimated one-repetition maximum, as the range between two formulas.

    Attributes:
        low_kg: The lower estimate.
        high_kg: The higher estimate.
    """

    low_kg: float
    high_kg: float


def one_rep_max(summary: SetSummary, weight_kg: float | None, facts: CoachingFacts) -> OneRepMax | None:
    """The estimate for a set; None unless it has 1 to 12 full reps of a loaded exercise and no partial rep.

    Epley (1985): load times (1 + reps / 30). Brzycki (1993): load times 36 / (37 - reps). One rep is the
    load. The estimate is the load of a set that ended when no other rep was possible; else it is too low.

    Args:
        summary: The set.
        weight_kg: The load.
        facts: The facts of the exercise.
    """
    reps = summary.full
    if not weight_kg or not facts.is_loaded or summary.partial or not 1 <= reps <= _MOST_REPS:
        return None
    epley = weight_kg * (1 + reps / 30) if reps > 1 else weight_kg
    brzycki = weight_kg * 36 / (37 - reps)
    return OneRepMax(min(epley, brzycki), max(epley, brzycki))
