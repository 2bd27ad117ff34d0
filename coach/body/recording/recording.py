"""Recordings: the landmarks of a film in a file that needs neither the film nor the landmarker.

The file is an ``.npz`` of plain arrays and one JSON text, without pickle. Landmarks stay 32-bit floats, so
that a recording counts exactly like its film; only frames with a body take space. A compact recording
(format 2) has rounded landmarks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.recording.array_archive import ArchiveDamaged, ArrayArchive
from coach.body.recording.compact_landmarks import BYTES, FIGURES, unpacked
from coach.body.recording.image_world import world_of_image
from coach.body.recording.recording_metadata import facts_from_json, notes_from_json, optional_text
from coach.body.stream import Closing, Sighting, SourceFacts
from coach.body.time_jumps import time_jumps_text, without_jumps
from coach.errors import RecordingUnreadable
from coach.regular_file import check_regular

FORMAT, COMPACT_FORMAT = 1, 2
"""Versions of the written formats; older ones must stay readable."""

LANDMARKS = len(Landmark)
TIME, FOUND, LANDMARK_TABLE, PACKED, ABOUT = "time", "found", "landmarks", "packed", "about"
"""Names of the arrays in the file."""

MOST_HOURS = 12
MOST_FRAMES = MOST_HOURS * 3600 * 25
"""12 hours at 25 frames per second: 1.15 GB with a body in every frame."""
_MOST_ABOUT_BYTES = 1 << 20
_MOST_S = 30 * 86_400.0
"""Latest plausible time; it is long because time stamps may jump."""
_FARTHEST = 1e4
"""Largest plausible coordinate in picture widths or metres; its square is still exact enough."""
_ROWS = 4096
"""Frames checked at a time, as comparisons take memory too."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording(Closing):
    """The sightings of one source; can be iterated repeatedly.

    Attributes:
        facts: Facts about the source, with the pose model's hash.
        times: Seconds since the source began, shape (n,), strictly increasing.
        found: Whether a body was detected, shape (n,).
        landmarks: For each frame with a body: image x, y, z, world x, y, z, visibility, presence of each
            landmark, shape (m, 33, 8). World landmarks that are all zero are worked out from the image.
        trouble: Why the source ended early, or None.
        notes: Picture notes.
    """

    facts: SourceFacts
    times: NDArray[np.float64]
    found: NDArray[np.bool_]
    landmarks: NDArray[np.float32]
    trouble: str | None = None
    notes: PictureNotes = ()

    def __iter__(self) -> Iterator[Sighting]:
        bodies = iter(self.landmarks)
        for time, found in zip(self.times.tolist(), self.found.tolist(), strict=True):
            yield Sighting(time, _pose(time, next(bodies), self.facts.size) if found else None)


def holds_recording(path: Path) -> bool:
    """Whether a file looks like a recording, intact or not.

    Raises:
        OSError: It can't be opened.
    """
    check_regular(path)
    try:
        with ArrayArchive(path) as archive:
            return ABOUT in archive.names
    except ArchiveDamaged:
        return True


def recorded_film(path: Path) -> str | None:
    """The hash of the film of a recording, without reading its landmarks; None if it can't be read."""
    try:
        check_regular(path)
        with ArrayArchive(path) as archive:
            about = json.loads(archive.read(ABOUT, "|u1", (None,), _MOST_ABOUT_BYTES).tobytes())
            return facts_from_json(about["facts"]).sha256
    except (OSError, ArchiveDamaged, ValueError, LookupError, TypeError):
        return None


def read_recording(path: Path) -> Recording:
    """Read a recording, using little more memory than its arrays.

    Raises:
        RecordingUnreadable: The file is missing, damaged, implausible, too long or from a newer version.
    """
    try:
        check_regular(path)
        with ArrayArchive(path) as archive:
            return _read(archive)
    except _TooNew as error:
        raise RecordingUnreadable(
            f"{path.name} was written by a newer version of coach.", path=path, hint="Update coach."
        ) from error
    except _TooLong as error:
        raise RecordingUnreadable(
            f"{path.name} is too long: a recording may have {MOST_HOURS} hours.",
            path=path,
            hint="Cut the film into parts and analyze each.",
        ) from error
    except FileNotFoundError as error:
        raise RecordingUnreadable(
            f"There is no recording at {path}.", path=path, hint="Check the path."
        ) from error
    except OSError as error:
        raise RecordingUnreadable(
            f"{path.name} can't be opened: {error.strerror or error}.",
            path=path,
            hint="Check that you have permission to read it.",
        ) from error
    except (ArchiveDamaged, ValueError, LookupError, TypeError, OverflowError, RecursionError) as error:
        raise RecordingUnreadable(
            f"{path.name} is not a recording, or is damaged.",
            path=path,
            hint="Analyze the film itself.",
        ) from error


class _TooNew(Exception):
    """The format is newer than this version."""


class _TooLong(Exception):
    """It has more than ``MOST_FRAMES`` frames."""


def _read(archive: ArrayArchive) -> Recording:
    """Read the recording in an archive; each array is bounded by the ones before it."""
    about = json.loads(archive.read(ABOUT, "|u1", (None,), _MOST_ABOUT_BYTES).tobytes())
    version = about["format"]
    if not isinstance(version, int) or version < 1:
        raise ValueError("no format")
    if version > COMPACT_FORMAT:
        raise _TooNew
    facts, trouble = facts_from_json(about["facts"]), optional_text(about["trouble"])
    count = facts.frame_count
    if count is not None and count > MOST_FRAMES:
        raise _TooLong
    times = archive.read(TIME, "<f8", (count,), MOST_FRAMES * 8)
    count = len(times)
    found = archive.read(FOUND, "|b1", (count,), count)
    bodies = int(np.count_nonzero(found.view(np.uint8) == 1))
    landmarks: NDArray[np.float32]
    if version == COMPACT_FORMAT:
        landmarks = unpacked(archive.read(PACKED, "|u1", (bodies * BYTES,), bodies * BYTES))
    else:
        table_bytes = bodies * LANDMARKS * FIGURES * 4
        landmarks = archive.read(LANDMARK_TABLE, "<f4", (bodies, LANDMARKS, FIGURES), table_bytes)
    notes = notes_from_json(about.get("notes", []))
    recording = Recording(facts, times, found, landmarks, trouble, notes)
    _check(recording)
    return _without_jumps(recording)


def _without_jumps(recording: Recording) -> Recording:
    """The recording without jumps in its times."""
    facts = recording.facts
    times, cuts = without_jumps(recording.times, facts.frame_rate)
    if not cuts:
        return recording
    if not (times[1:] > times[:-1]).all():
        raise ValueError("times are not ascending")
    trouble = " ".join(filter(None, (recording.trouble, time_jumps_text(facts.name, cuts))))
    return replace(recording, times=times, trouble=trouble)


def _check(recording: Recording) -> None:
    """Raise ValueError if values of the arrays are implausible."""
    times, found, landmarks = recording.times, recording.found, recording.landmarks
    sound = (
        bool((found.view(np.uint8) <= 1).all())
        and bool((np.abs(times) <= _MOST_S).all())
        and bool((times[1:] > times[:-1]).all())
        and all(
            bool((np.abs(landmarks[first : first + _ROWS]) <= _FARTHEST).all())
            for first in range(0, len(landmarks), _ROWS)
        )
    )
    if not sound:
        raise ValueError("implausible arrays")


def _pose(time: float, table: NDArray[np.float32], size: tuple[int, int]) -> Pose:
    image, world = table[:, :3], table[:, 3:6]
    if not world.any():
        world = world_of_image(image, size)
    return Pose(time, image, world, table[:, 6], table[:, 7], size)
