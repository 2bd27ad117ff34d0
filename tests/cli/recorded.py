"""Performances as landmark recordings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from coach.body.recording.recording_writer import write_recording
from coach.body.stream import Sighting
from coach.performer.motion.act import Act
from coach.performer.sources import Truth


def recorded(path: Path, act: Act, *, image_only: bool = False) -> Path:
    """A performance as a landmark recording, with world landmarks or only those in the picture.

    A recording has the hash of its film, which identifies it; this one has no film but gets a hash.
    """
    stage = Truth(act)
    write_recording(path, replace(stage.facts, sha256=act.digest), _flat(stage) if image_only else stage)
    return path


def _flat(stage: Truth) -> Iterator[Sighting]:
    for each in stage:
        pose = each.pose
        yield replace(each, pose=pose and replace(pose, world=np.zeros_like(pose.world)))
