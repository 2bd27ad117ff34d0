"""Events of exercise recognition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExerciseRecognised:
    """An exercise (canonical name) is recognised; it is counted from ``since_s`` on."""

    time: float
    exercise: str
    confidence: float
    since_s: float


@dataclass(frozen=True, slots=True)
class ExercisePinned:
    """The user has pinned this exercise, or turned recognition on again (None)."""

    time: float
    exercise: str | None


Named = ExerciseRecognised | ExercisePinned
"""Events that change the current exercise."""
