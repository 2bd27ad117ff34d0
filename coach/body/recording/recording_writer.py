"""Writes recordings: one sighting at a time, or all at once."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
from array import array
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from coach.atomic_file import make_folder, replacing
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.recording.compact_landmarks import FIGURES, blocks
from coach.body.recording.recording import (
    ABOUT,
    COMPACT_FORMAT,
    FORMAT,
    FOUND,
    LANDMARK_TABLE,
    LANDMARKS,
    PACKED,
    TIME,
)
from coach.body.recording.recording_metadata import facts_to_json, notes_to_json
from coach.body.stream import Closing, Sighting, SourceFacts


class RecordingWriter(Closing):
    """Writes a recording one sighting at a time; the file gets its name only when complete.

    A context manager; without :meth:`finish`, no file is left. Landmarks go to a temporary file, so that
    memory use stays constant. Write errors are OSErrors.
    """

    def __init__(self, path: Path, *, compact: bool = False) -> None:
        """Create a writer.

        Args:
            path: The file.
            compact: Whether landmarks are rounded, for a third of the size.
        """
        self._compact = compact
        make_folder(path.parent)
        self._path = path
        self._landmarks: IO[bytes] = tempfile.TemporaryFile(dir=path.parent)  # noqa: SIM115 - closed in close
        self._times = array("d")
        self._found = bytearray()

    def add(self, sighting: Sighting) -> None:
        """Add a sighting."""
        self._times.append(sighting.time)
        self._found.append(sighting.pose is not None)
        if sighting.pose is not None:
            self._landmarks.write(_table(sighting.pose).tobytes())

    def finish(self, facts: SourceFacts, trouble: str | None = None, notes: PictureNotes = ()) -> None:
        """Complete the file and give it its name."""
        count = len(self._times)
        facts = replace(facts, frame_count=count)
        about = {
            "format": COMPACT_FORMAT if self._compact else FORMAT,
            "facts": facts_to_json(facts),
            "trouble": trouble,
            "notes": notes_to_json(notes),
        }
        text = json.dumps(about, ensure_ascii=False).encode(
            errors="replace"
        )  # a file name may not be valid text
        with (
            replacing(self._path) as part,
            zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            _add_member(archive, ABOUT, "|u1", (len(text),), io.BytesIO(text))
            _add_member(archive, TIME, "<f8", (count,), io.BytesIO(self._times.tobytes()))
            _add_member(archive, FOUND, "|b1", (count,), io.BytesIO(self._found))
            self._landmarks.seek(0)
            if self._compact:
                packed = blocks(self._landmarks)
                _add_member(archive, PACKED, "|u1", packed.shape, io.BytesIO(packed.tobytes()))
            else:
                shape = (sum(self._found), LANDMARKS, FIGURES)
                _add_member(archive, LANDMARK_TABLE, "<f4", shape, self._landmarks)

    def close(self) -> None:
        """Close the temporary file."""
        with suppress(OSError):  # a full disk may refuse the rest, which is not needed
            self._landmarks.close()


def write_recording(
    path: Path, facts: SourceFacts, sightings: Iterable[Sighting], trouble: str | None = None
) -> None:
    """Write sightings as a recording; the file gets its name only when complete."""
    with RecordingWriter(path) as writer:
        for sighting in sightings:
            writer.add(sighting)
        writer.finish(facts, trouble)


def _add_member(
    archive: zipfile.ZipFile, name: str, kind: str, shape: tuple[int, ...], content: IO[bytes]
) -> None:
    """Add one array to the archive in chunks, in the format of ``np.savez_compressed``."""
    with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
        np.lib.format.write_array_header_1_0(member, {"descr": kind, "fortran_order": False, "shape": shape})
        shutil.copyfileobj(content, member)


def _table(pose: Pose) -> NDArray[np.float32]:
    single = (pose.visibility[:, None], pose.presence[:, None])
    return np.hstack((pose.image, pose.world, *single)).astype(np.float32)
