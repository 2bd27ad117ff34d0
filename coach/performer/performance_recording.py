"""Cached recordings of performances, as the landmarker detects them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from functools import partial
from pathlib import Path

import numpy as np

from coach.body.recording.recording import Recording
from coach.body.recording.recording_tee import RecordingTee
from coach.body.stream import Sighting
from coach.performer.motion.act import Act
from coach.performer.render import renderer
from coach.performer.sources import Rendered
from coach.resources import cache_folder
from coach.vision.film.film_poses import FilmPoses
from coach.vision.film.recording_cache import CachedRecording, cache_path, cached_recording
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS
from coach.vision.pose_model.pose_model import PoseModel

MOST_BYTES = 2_000_000_000
"""Size limit: the whole grid, about 700 000 frames at 1 kB, for two versions of the renderer."""


def sightings_of(act: Act, model: PoseModel) -> list[Sighting]:
    """The pose model's sightings of a performance, cached.

    Args:
        act: The performance.
        model: The pose model.
    """
    path = recording_path(act, model)
    recording: Recording | None = cached_recording(path)
    if recording is not None:
        return list(recording)
    with FilmPoses(Rendered(act), model) as poses:
        cache = partial(CachedRecording, path, MOST_BYTES)
        return list(RecordingTee(poses, cache))


def recording_path(act: Act, model: PoseModel) -> Path:
    """Path of the cached recording of a performance.

    Its name is a hash of all that is rendered, of the renderer's version and of the pose model: a change of
    an exercise's key poses requires a new recording, a change of its thresholds does not.
    """
    scene = [asdict(act.camera), asdict(act.body), act.props, act.frame_rate, f"renderer {renderer.VERSION}"]
    drawn = hashlib.sha256(json.dumps(scene).encode())
    for field in fields(act.figure):
        drawn.update(np.rint(getattr(act.figure, field.name) * 1e5).astype(np.int64).tobytes())
    name = cache_path(drawn.hexdigest(), model.sha256, DEFAULT_OPTIONS.signature).name
    return cache_folder() / "performed" / name
