"""Fixtures: a film whose landmarks are in the cache, so that nothing has to be detected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.body.recording.recording_writer import write_recording
from coach.performer.motion.choreography import Performance
from coach.performer.sources import Truth
from coach.vision.film.film_file import film_hash
from coach.vision.film.recording_cache import cache_path
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS
from coach.vision.picture.picture_options import AS_SHOWN
from coach.vision.pose_model.pose_model import PoseModel

Analysed = Callable[[Path], Path]


@pytest.fixture
def analysed(home: Path, squats: Performance, pose_model: PoseModel) -> Analysed:
    """Put the true landmarks of the squats into the cache, as those of a film."""

    def put(film: Path) -> Path:
        place = cache_path(
            film_hash(film), pose_model.sha256, f"{DEFAULT_OPTIONS.signature} {AS_SHOWN.signature}"
        )
        place.parent.mkdir(parents=True, exist_ok=True)
        write_recording(place, Truth(squats).facts, Truth(squats))
        return film

    return put
