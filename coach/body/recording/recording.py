"""Landmark recordings: what was seen in a film, as a file that needs neither the film nor the landmarker.

An ``.npz`` of plain arrays and one JSON text, no pickle. Landmarks are kept as the 32-bit floats they came
as, so that a replay counts exactly like the film; only frames with a body in them take room.
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
from coach.body.recording.recording_metadata import facts_from_json, notes_from_json, optional_text
from coach.body.stream import Closing, Sighting, SourceFacts
from coach.body.time_jumps import time_jumps_text, without_jumps
from coach.errors import RecordingUnreadable
from coach.regular_file import check_regular

FORMAT = 1
"""Version of the format that is written; older ones must stay readable."""

LANDMARKS = len(Landmark)
FIGURES = 8
"""Of each landmark: image x, y, z, world x, y, z, visibility, presence."""

TIME, FOUND, LANDMARK_TABLE, ABOUT = "time", "found", "landmarks", "about"
"""What the arrays are called in the file."""

MOST_HOURS = 12
MOST_FRAMES = MOST_HOURS * 3600 * 25
"""As many as 12 hours have at 25 a second: 1.15 GB, where somebody is seen in each."""
_MOST_ABOUT_BYTES = 1 << 20
_MOST_S = 30 * 86_400.0
"""Later than this no frame is: a film whose time stamps jump may go far, but times have to add up."""
_FARTHEST = 1e4
"""Beyond this no landmark is, in widths of the picture or metres; squares of it stay exact enough."""
_ROWS = 4096
"""Frames that are checked at a time: what is compared takes room, too."""


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
        notes: What was found about the source's pictures.
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
    """Whether a file is a recording to all appearances, sound or not.

    Raises:
        OSError: It can't be opened.
    """
    check_regular(path)
    try:
        with ArrayArchive(path) as archive:
            return ABOUT in archive.names
    except ArchiveDamaged:
        return True


def read_recording(path: Path) -> Recording:
    """Read a recording, in little more memory than its arrays take.

    Raises:
        RecordingUnreadable: The file is missing, damaged, from a newer version, too long, or says what can't
            be.
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
            f"{path.name} is too long: a recording may hold {MOST_HOURS} hours.",
            path=path,
            hint="Cut the film into parts, and analyze each.",
        ) from error
    except FileNotFoundError as error:
        raise RecordingUnreadable(
            f"There is no recording at {path}.", path=path, hint="Check the path."
        ) from error
    except OSError as error:
        raise RecordingUnreadable(
            f"{path.name} can't be opened: {error.strerror or error}.", path=path, hint="May you read it?"
        ) from error
    except (ArchiveDamaged, ValueError, LookupError, TypeError, OverflowError, RecursionError) as error:
        raise RecordingUnreadable(
            f"{path.name} is no landmark recording, or a damaged one.",
            path=path,
            hint="Analyse the film itself.",
        ) from error


class _TooNew(Exception):
    """The format is not known yet."""


class _TooLong(Exception):
    """It holds more frames than anybody trains through."""


def _read(archive: ArrayArchive) -> Recording:
    """The recording that an archive holds; each array is bounded by what was read before it."""
    about = json.loads(archive.read(ABOUT, "|u1", (None,), _MOST_ABOUT_BYTES).tobytes())
    version = about["format"]
    if not isinstance(version, int) or version < 1:
        raise ValueError("no format")
    if version > FORMAT:
        raise _TooNew
    facts, trouble = facts_from_json(about["facts"]), optional_text(about["trouble"])
    count = facts.frame_count
    if count is not None and count > MOST_FRAMES:
        raise _TooLong
    times = archive.read(TIME, "<f8", (count,), MOST_FRAMES * 8)
    count = len(times)
    found = archive.read(FOUND, "|b1", (count,), count)
    bodies = int(np.count_nonzero(found.view(np.uint8) == 1))
    table_bytes = bodies * LANDMARKS * FIGURES * 4
    landmarks = archive.read(LANDMARK_TABLE, "<f4", (bodies, LANDMARKS, FIGURES), table_bytes)
    notes = notes_from_json(about.get("notes", []))
    recording = Recording(facts, times, found, landmarks, trouble, notes)
    _check(recording)
    return _steady(recording)


def _steady(recording: Recording) -> Recording:
    """The recording as it is where no time stamp jumps, else with times that go on over the jumps."""
    facts = recording.facts
    times, cuts = without_jumps(recording.times, facts.frame_rate)
    if not cuts:
        return recording
    if not (times[1:] > times[:-1]).all():
        raise ValueError("times that can't be told apart")
    told = " ".join(filter(None, (recording.trouble, time_jumps_text(facts.name, cuts))))
    return replace(recording, times=times, trouble=told)


def _check(recording: Recording) -> None:
    """Raise ValueError when the arrays say what can't be."""
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
        raise ValueError("arrays that can't be")


def _pose(time: float, table: NDArray[np.float32], size: tuple[int, int]) -> Pose:
    return Pose(time, table[:, :3], table[:, 3:6], table[:, 6], table[:, 7], size)
