"""Fixture: the options that name the model."""

from __future__ import annotations

import pytest

from coach.vision.pose_model.pose_model import PoseModel


@pytest.fixture
def model(pose_model: PoseModel) -> tuple[str, str]:
    """The options that name the model."""
    return "--model", str(pose_model.path)
