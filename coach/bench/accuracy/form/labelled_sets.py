"""Sets of push-ups, as landmarks in the picture, that people labelled as correct or wrong."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.body.pose import Pose
from coach.body.recording.image_world import world_of_image
from coach.body.stream import Sighting
from coach.errors import BenchError

FRAME_RATE = 30.0
"""Frames per second, where the file doesn't say."""
_HEIGHT_PX = 720
_SHAPE = (33, 4)
_FEWEST_FRAMES = 8


@dataclass(frozen=True, slots=True, eq=False)
class LabelledSet:
    """A set whose form was labelled.

    Attributes:
        name: The name of its file.
        is_wrong: Whether it is labelled as wrong.
        landmarks: x and y as shares of width and height, z in the scale of x, and visibility, of the frames
            with a body, shape (n, 33, 4).
        frames: The numbers of these frames, shape (n,).
        aspect: Width of the picture by its height, assumed.
    """

    name: str
    is_wrong: bool
    landmarks: NDArray[np.float64]
    frames: NDArray[np.intp]
    aspect: float

    def sightings(self) -> Iterator[Sighting]:
        """The poses at 30 frames per second, with world landmarks worked out from the picture.

        The files say how visible a landmark is, and not whether it is out of frame: a far leg that is hidden
        is within the picture.
        """
        size = (round(_HEIGHT_PX * self.aspect), _HEIGHT_PX)
        for frame, body in zip(self.frames.tolist(), self.landmarks, strict=True):
            time = frame / FRAME_RATE
            image, visibility = body[:, :3], body[:, 3]
            world = world_of_image(image, size)
            yield Sighting(time, Pose(time, image, world, visibility, np.ones_like(visibility), size))


def read_labelled_sets(folder: Path, aspect: float) -> list[LabelledSet]:
    """Read the files correct-*.npz and wrong-*.npz of a folder, by name.

    Each holds an array 'landmarks' of shape (frames, 33, 4), with NaN where no one was detected.

    Raises:
        BenchError: A file can't be read, or a label has fewer than two files.
    """
    sets = []
    for label in ("correct", "wrong"):
        paths = sorted(folder.glob(f"{label}-*.npz"))
        if len(paths) < 2:
            raise BenchError(
                f"{folder} has fewer than two files {label}-*.npz.",
                hint="Name a folder with landmarks of correct and wrong push-ups.",
            )
        sets += [_read(path, label == "wrong", aspect) for path in paths]
    return sets


def _read(path: Path, is_wrong: bool, aspect: float) -> LabelledSet:
    try:
        with np.load(path, allow_pickle=False) as archive:
            table = archive["landmarks"].astype(float)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise BenchError(f"{path} holds no landmarks.", hint="It needs an array 'landmarks'.") from error
    if table.ndim != 3 or table.shape[1:] != _SHAPE:
        raise BenchError(f"{path} has landmarks of another shape.", hint="It needs (frames, 33, 4).")
    frames = np.flatnonzero(np.isfinite(table).all(axis=(1, 2)))
    if len(frames) < _FEWEST_FRAMES:
        raise BenchError(f"{path} has a body in fewer than {_FEWEST_FRAMES} frames.", hint="Remove it.")
    return LabelledSet(path.stem, is_wrong, table[frames], frames, aspect)
