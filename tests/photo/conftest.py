"""Fixture: one reader for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.photo.photo_person import PhotoReader
from coach.vision.landmarker.landmarker import LandmarkerOptions
from coach.vision.pose_model.pose_model import PoseModel


@pytest.fixture(scope="session")
def reader(pose_model: PoseModel) -> Iterator[PhotoReader]:
    """A reader for one person, with masks."""
    with PhotoReader(pose_model, LandmarkerOptions(masks=True)) as opened:
        yield opened
