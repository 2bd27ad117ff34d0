"""Errors about training data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.errors.coach_error import CoachError, errors_in


class TrainingError(CoachError):
    """No model could be trained."""


class InvalidClips(TrainingError):
    """A list of clips has errors: ``errors``, each 'place: what is wrong'."""

    def __init__(self, path: Path, errors: Sequence[str], hint: str) -> None:
        super().__init__(errors_in(path, errors), hint=hint)
        self.path, self.errors = path, tuple(errors)
