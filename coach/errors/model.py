"""Errors of learned models."""

from __future__ import annotations

from coach.errors.coach_error import CoachError


class ModelError(CoachError):
    """A learned model could not be used."""


class ModelMissing(ModelError):
    """The model file is not here and could not be fetched."""


class ModelDamaged(ModelError):
    """The model file is not the one that was pinned."""


class InvalidOption(ModelError):
    """An option of the landmarker is out of its range."""


class ModelUntrusted(ModelError):
    """The model file was neither shipped, nor trained here, nor imported by somebody who trusts it."""


class ModelOutdated(ModelError):
    """The model was trained on other features, or by another version, than what is here."""
