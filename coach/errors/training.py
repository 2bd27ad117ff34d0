"""Errors of what a model is trained from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.errors.coach_error import CoachError, faulty


class TrainingError(CoachError):
    """Nothing could be trained."""


class InvalidClips(TrainingError):
    """A list of clips says things that cannot be: ``faults``, each 'place: what is wrong'."""

    def __init__(self, path: Path, faults: Sequence[str], hint: str) -> None:
        super().__init__(faulty(path, faults), hint=hint)
        self.path, self.faults = path, tuple(faults)
