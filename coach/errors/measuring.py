"""Errors about ranges of joints, and sets beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from coach.errors.coach_error import CoachError, near_hint


class NothingToMeasure(CoachError):
    """A source shows no try of the movement that is measured."""


class UnknownMovement(CoachError):
    """There is no movement with this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        hint = near_hint(name, known, "'coach measure' lists them all.")
        super().__init__(f"There is no movement '{name}'.", hint=hint)
        self.name, self.known = name, tuple(known)


class NothingToCompare(CoachError):
    """A source has no set of the exercise to compare, or two sources have different exercises."""
