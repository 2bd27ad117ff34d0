"""Landmark recordings: what was seen in a film, as a file that needs neither the film nor the landmarker.

An ``.npz`` of plain arrays and one JSON text, no pickle. Landmarks are kept as the 32-bit floats they came
as, so that a replay counts exactly like the film; only frames with a body in them take room.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.recording_facts import facts_from_json, optional
from coach.body.stream import Closing, Sighting, SourceFacts
from coach.errors import RecordingUnreadable
from coach.regular_file import check_regular

FORMAT = 1
"""Version of the format that is written; older ones must stay readable."""

LANDMARKS = len(Landmark)
FIGURES = 8
"""Of each landmark: image x, y, z, world x, y, z, visibility, presence."""

TIME, FOUND, LANDMARK_TABLE, ABOUT = "time", "found", "landmarks", "about"
"""What the arrays are called in the file."""

_MOST_BYTES = 1 << 31


@dataclass(frozen=True, slots=True, eq=False)
class Recording(Closing):
    """The sightings of one source; may be gone through as often as wanted.

    Attributes:
        facts: The source's facts, the pose model's hash with them.
        times: Seconds since the source began, shape (n,), strictly increasing.
        found: Whether a body was found, shape (n,).
        landmarks: For each moment with a body: image x, y, z, world x, y, z, visibility, presence of each
            landmark, shape (m, 33, 8).
        trouble: What cut the source short, or None.
    """

    facts: SourceFacts
    times: NDArray[np.float64]
    found: NDArray[np.bool_]
    landmarks: NDArray[np.float32]
    trouble: str | None = None

    def __iter__(self) -> Iterator[Sighting]:
        bodies = iter(self.landmarks)
        for time, found in zip(self.times.tolist(), self.found.tolist(), strict=True):
            yield Sighting(time, _pose(time, next(bodies), self.facts.size) if found else None)


def holds_recording(path: Path) -> bool:
    """Whether a file is a recording to all appearances, sound or not.

    Raises:
        OSError: It can't be opened.
    """
    check_regular(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return f"{ABOUT}.npy" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return True  # The last is zipfile's word for a packing that it can't read.


def read_recording(path: Path) -> Recording:
    """Read a recording.

    Raises:
        RecordingUnreadable: The file is missing, damaged, from a newer version, or says what can't be.
    """
    try:
        check_regular(path)
        with zipfile.ZipFile(path) as archive:
            arrays = {name: _member(archive, f"{name}.npy") for name in (ABOUT, TIME, FOUND, LANDMARK_TABLE)}
        about = json.loads(arrays[ABOUT].tobytes())
        if about["format"] > FORMAT:
            raise _TooNew
        facts, trouble = facts_from_json(about["facts"]), optional(str, about["trouble"])
        recording = Recording(facts, arrays[TIME], arrays[FOUND], arrays[LANDMARK_TABLE], trouble)
        _check(recording)
    except _TooNew as error:
        raise RecordingUnreadable(
            f"{path.name} was written by a newer version of coach.", path=path, hint="Update coach."
        ) from error
    except FileNotFoundError as error:
        raise RecordingUnreadable(
            f"There is no recording at {path}.", path=path, hint="Check the path."
        ) from error
    except OSError as error:
        raise RecordingUnreadable(
            f"{path.name} can't be opened: {error.strerror or error}.", path=path, hint="May you read it?"
        ) from error
    except _DAMAGE as error:
        raise RecordingUnreadable(
            f"{path.name} is no landmark recording, or a damaged one.",
            path=path,
            hint="Analyse the film itself.",
        ) from error
    return recording


class _TooNew(Exception):
    """The format is not known yet."""


_DAMAGE = (
    zipfile.BadZipFile,
    ValueError,
    KeyError,
    TypeError,
    EOFError,
    NotImplementedError,  # zipfile's word for a packing that it can't read
    MemoryError,
    RuntimeError,
    zlib.error,
)


def _member(archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    """One array of the archive, its size checked before room is made for it."""
    entry = archive.getinfo(name)
    if entry.file_size > _MOST_BYTES:
        raise ValueError("too large")
    content = io.BytesIO(archive.read(entry))
    version = np.lib.format.read_magic(content)
    if version != (1, 0):
        raise ValueError("no array that we wrote")
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(content)
    if fortran or dtype.hasobject:
        raise ValueError("no array that we wrote")
    return np.frombuffer(content.read(), dtype).reshape(shape)


def _check(recording: Recording) -> None:
    """Raise ValueError when the arrays don't belong together."""
    times, found, landmarks = recording.times, recording.found, recording.landmarks
    sound = (
        times.dtype == np.float64
        and found.dtype == np.bool_
        and landmarks.dtype == np.float32
        and times.ndim == found.ndim == 1
        and times.shape == found.shape
        and landmarks.shape == (int(found.sum()), LANDMARKS, FIGURES)
        and bool(np.isfinite(times).all())
        and bool((np.diff(times) > 0).all())
        and bool(np.isfinite(landmarks).all())
    )
    if not sound:
        raise ValueError("arrays that can't be")


def _pose(time: float, table: NDArray[np.float32], size: tuple[int, int]) -> Pose:
    return Pose(time, table[:, :3], table[:, 3:6], table[:, 6], table[:, 7], size)
