"""The windows of the rendered clips and their evaluation, computed once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.learning.clips import read_clips
from coach.learning.dataset import analyse_clips, table_of
from coach.learning.evaluation import Evaluation, evaluate
from coach.learning.table import WindowTable


@pytest.fixture(scope="session")
def table(clips_folder: Path) -> WindowTable:
    """The windows of the rendered clips."""
    return table_of(analyse_clips(read_clips(clips_folder).clips))


@pytest.fixture(scope="session")
def known(table: WindowTable) -> Evaluation:
    """The evaluation of a classifier trained on them."""
    return evaluate(table, folds=3)
