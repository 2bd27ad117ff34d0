"""What the landmarker sees in a performance: now, or when it was last asked."""

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
"""Room for what was seen of the whole grid: some 700 000 frames at 1 kB, and of an older renderer's too."""


def seen(act: Act, model: PoseModel) -> list[Sighting]:
    """What the pose model sees of a performance; kept, so that it is drawn and seen once.

    Args:
        act: What is performed.
        model: The pose model.
    """
    memory = memory_path(act, model)
    recording: Recording | None = cached_recording(memory)
    if recording is not None:
        return list(recording)
    with FilmPoses(Rendered(act), model) as poses:
        keeper = partial(CachedRecording, memory, MOST_BYTES)
        return list(RecordingTee(poses, keeper))


def memory_path(act: Act, model: PoseModel) -> Path:
    """Where the recording of a performance is kept.

    Its name is a hash of all that is drawn, the renderer's version and the pose model: an exercise whose key
    poses change is seen anew, one whose thresholds change is only judged anew.
    """
    scene = [asdict(act.camera), asdict(act.body), act.props, act.frame_rate, f"renderer {renderer.VERSION}"]
    drawn = hashlib.sha256(json.dumps(scene).encode())
    for field in fields(act.figure):
        drawn.update(np.rint(getattr(act.figure, field.name) * 1e5).astype(np.int64).tobytes())
    name = cache_path(drawn.hexdigest(), model.sha256, DEFAULT_OPTIONS.signature).name
    return cache_folder() / "performed" / name
