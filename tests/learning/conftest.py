"""What is learned from the clips of rendered people, once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.learning.clips import read_clips
from coach.learning.dataset import look_at, table_of
from coach.learning.evaluation import Evaluation, evaluate
from coach.learning.table import WindowTable


@pytest.fixture(scope="session")
def table(clips_folder: Path) -> WindowTable:
    """The windows of these clips."""
    return table_of(look_at(read_clips(clips_folder).clips))


@pytest.fixture(scope="session")
def known(table: WindowTable) -> Evaluation:
    """What is known of a classifier that learns from them."""
    return evaluate(table, folds=3)
