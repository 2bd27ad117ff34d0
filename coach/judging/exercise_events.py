"""What can happen where nobody said which exercise it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExerciseRecognised:
    """What is done is known now: from ``since_s`` on it is counted as this exercise (canonical name)."""

    time: float
    exercise: str
    confidence: float
    since_s: float


@dataclass(frozen=True, slots=True)
class ExercisePinned:
    """The person wants everything counted as this exercise, or what is done recognised again (None)."""

    time: float
    exercise: str | None


Named = ExerciseRecognised | ExercisePinned
"""What tells which exercise it is."""
