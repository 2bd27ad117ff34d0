"""Errors of what is being trained."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from coach.errors.coach_error import CoachError, faulty


class ExerciseError(CoachError):
    """An exercise could not be had."""


class UnknownExercise(ExerciseError):
    """Nobody taught the coach an exercise of this name."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        sentence, hint = f"There is no exercise called '{name}'.", f"Did you mean {' or '.join(nearest)}?"
        if not nearest:
            sentence = f"There is no exercise called '{name}': coach doesn't know it yet."
            hint = (
                "'coach exercises' lists what it counts. You can teach it more: copy an exercise file, "
                "change it and try it with 'coach exercises check FILE'."
            )
        super().__init__(sentence, hint=hint)
        self.name, self.nearest = name, tuple(nearest)


class ExerciseMisplaced(ExerciseError):
    """An exercise's name was typed where the films go."""

    def __init__(self, typed: str, exercise: str, film: Path) -> None:
        named = f"coach analyze {shlex.quote(str(film))} --exercise {exercise}"
        super().__init__(
            f"There is no film '{typed}', but an exercise.",
            hint=f"It is named so: '{named}'. Without a name it is recognised.",
        )
        self.typed, self.exercise, self.film = typed, exercise, film


class InvalidExercise(ExerciseError):
    """An exercise file says things that cannot be: ``faults``, each 'place: what is wrong'."""

    def __init__(self, path: Path, faults: Sequence[str], *, hint: str = "") -> None:
        mend = f"Fix the file, then run: coach exercises check {shlex.quote(str(path))}"
        super().__init__(faulty(path.name, faults), hint=hint or mend)
        self.path, self.faults = path, tuple(faults)


class ContradictoryExercise(ExerciseError):
    """An exercise file counts or judges its own performance otherwise than it was performed."""

    def __init__(self, path: Path, contradictions: Sequence[str]) -> None:
        super().__init__(
            "\n  ".join((f"{path.name} contradicts itself:", *contradictions)),
            hint="Its poses and its thresholds have to fit: 'coach exercises show' plays the shipped ones.",
        )
        self.path, self.contradictions = path, tuple(contradictions)
