"""Fixtures of the benchmarks: the pose model, and models trained on the rendered clips."""

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
from tests.bench.labelled_push_ups import labelled_folder

__all__ = ["labelled_folder"]


@pytest.fixture(scope="session")
def clips(clips_folder: Path) -> Clips:
    """Clips of three exercises and of none, with five people each."""
    return read_clips(clips_folder)


@pytest.fixture(scope="session")
def analysed(clips: Clips) -> list[AnalysedClip]:
    """The analysed clips."""
    return list(analyse_clips(clips.clips))


@pytest.fixture(scope="session")
def table(analysed: list[AnalysedClip]) -> WindowTable:
    """The windows of the clips."""
    return table_of(analysed)


@pytest.fixture(scope="session")
def people(table: WindowTable) -> UnseenPeople:
    """A model for each person that was not trained on them."""
    return unseen_people(table)


@pytest.fixture
def fetched(pose_model: PoseModel) -> PoseModel:
    """The pose model, in the folder where coach looks for it."""
    folder = cache_folder() / "models"
    folder.mkdir(parents=True)
    shutil.copy(pose_model.path, folder)
    return pose_model
