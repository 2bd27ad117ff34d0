"""Errors about learned models."""

from __future__ import annotations

from coach.errors.coach_error import CoachError


class ModelError(CoachError):
    """A learned model can't be used."""


class ModelMissing(ModelError):
    """The model file is missing and could not be downloaded."""


class ModelDamaged(ModelError):
    """The model file does not match its pinned hash."""


class InvalidOption(ModelError):
    """An option is outside its range."""


class ModelUntrusted(ModelError):
    """The model file was neither shipped, nor trained here, nor imported by the user."""


class ModelOutdated(ModelError):
    """The model was trained on other features or by another version."""
