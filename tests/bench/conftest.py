"""What benches need: the pose model, and what was learned from the clips of rendered people."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.bench.accuracy.leave_group_out import UnseenPeople, unseen_people
from coach.learning.clips import Clips, read_clips
from coach.learning.dataset import AnalysedClip, analyse_clips, table_of
from coach.learning.table import WindowTable
from coach.resources import cache_folder
from coach.vision.pose_model.pose_model import PoseModel


@pytest.fixture(scope="session")
def clips(clips_folder: Path) -> Clips:
    """Three exercises and none, each of five people."""
    return read_clips(clips_folder)


@pytest.fixture(scope="session")
def looked(clips: Clips) -> list[AnalysedClip]:
    """What was seen in them."""
    return list(analyse_clips(clips.clips))


@pytest.fixture(scope="session")
def table(looked: list[AnalysedClip]) -> WindowTable:
    """Their windows."""
    return table_of(looked)


@pytest.fixture(scope="session")
def people(table: WindowTable) -> UnseenPeople:
    """For each person a model that never saw them."""
    return unseen_people(table)


@pytest.fixture
def fetched(pose_model: PoseModel) -> PoseModel:
    """The pose model where the coach looks for it."""
    folder = cache_folder() / "models"
    folder.mkdir(parents=True)
    shutil.copy(pose_model.path, folder)
    return pose_model
