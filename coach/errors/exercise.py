"""Errors about exercises and their files."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from coach.errors.coach_error import CoachError, errors_in


class ExerciseError(CoachError):
    """An exercise can't be used."""


class UnknownExercise(ExerciseError):
    """There is no exercise with this name."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        sentence, hint = f"There is no exercise called '{name}'.", f"Did you mean {' or '.join(nearest)}?"
        if not nearest:
            sentence = f"There is no exercise called '{name}' yet."
            hint = (
                "'coach exercises' lists the exercises. To add your own, copy an exercise file, "
                "edit it and test it with 'coach exercises check FILE'."
            )
        super().__init__(sentence, hint=hint)
        self.name, self.nearest = name, tuple(nearest)


class UnknownLevel(ExerciseError):
    """The standard of an exercise has no level with this name."""

    def __init__(self, exercise: str, level: str, levels: Sequence[str]) -> None:
        sentence = f"{exercise} has no level called '{level}'."
        hint = f"Its levels are {', '.join(levels)}."
        if not levels:
            sentence = f"{exercise} has no levels."
            hint = "Add a [standard] to its exercise file, or leave out --standard."
        super().__init__(sentence, hint=hint)
        self.exercise, self.level, self.levels = exercise, level, tuple(levels)


class ExerciseMisplaced(ExerciseError):
    """The name of an exercise was given in place of a film."""

    def __init__(self, typed: str, exercise: str, film: Path) -> None:
        named = f"coach analyze {shlex.quote(str(film))} --exercise {exercise}"
        super().__init__(
            f"'{typed}' is an exercise, not a film.",
            hint=f"Name it with --exercise: '{named}'. Without it, coach recognises the exercise.",
        )
        self.typed, self.exercise, self.film = typed, exercise, film


class InvalidExercise(ExerciseError):
    """An exercise file has errors: ``errors``, each 'place: what is wrong'."""

    def __init__(self, path: Path, errors: Sequence[str], *, hint: str = "") -> None:
        fix = f"Fix the file, then run: coach exercises check {shlex.quote(str(path))}"
        super().__init__(errors_in(path.name, errors), hint=hint or fix)
        self.path, self.errors = path, tuple(errors)


class ContradictoryExercise(ExerciseError):
    """An exercise file doesn't count or judge its own demonstration as it was performed."""

    def __init__(self, path: Path, contradictions: Sequence[str]) -> None:
        super().__init__(
            "\n  ".join((f"{path.name} contradicts itself:", *contradictions)),
            hint="Make its poses and thresholds agree. 'coach exercises show' plays the built-in exercises.",
        )
        self.path, self.contradictions = path, tuple(contradictions)


class Unteachable(ExerciseError):
    """A film can't teach an exercise."""


class ExerciseTaken(ExerciseError):
    """There is already an exercise with this name."""

    def __init__(self, name: str, where: str) -> None:
        super().__init__(
            f"There is already an exercise called '{name}': {where}.",
            hint="Choose another name, or replace it with --force.",
        )
        self.name = name


class ExerciseUnwritable(ExerciseError):
    """An exercise file can't be saved."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The exercise file {path} can't be saved: {reason}.",
            hint="Check that the folder exists and can be written, and that the disk is not full.",
        )
        self.path = path
