"""What was learned from the clips of rendered people, for the benches that recognise."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bench.unseen_people import UnseenPeople, unseen_people
from coach.training.clips import Clips, read_clips
from coach.training.dataset import Looked, look_at, table_of
from coach.training.table import Table


@pytest.fixture(scope="session")
def clips(clips_folder: Path) -> Clips:
    """Three exercises and none, each of five people."""
    return read_clips(clips_folder)


@pytest.fixture(scope="session")
def looked(clips: Clips) -> list[Looked]:
    """What was seen in them."""
    return list(look_at(clips.clips))


@pytest.fixture(scope="session")
def table(looked: list[Looked]) -> Table:
    """Their windows."""
    return table_of(looked)


@pytest.fixture(scope="session")
def people(table: Table) -> UnseenPeople:
    """For each person a model that never saw them."""
    return unseen_people(table)
