"""Landmark recordings: what was seen in a film, as a file that needs neither the film nor the landmarker.

An ``.npz`` of plain arrays and one JSON text, no pickle. Landmarks are kept as the 32-bit floats they came
as, so that a replay counts exactly like the film; only frames with a body in them take room.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import uuid
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.stream import Sighting, SourceFacts, SourceKind
from coach.errors import RecordingUnreadable

FORMAT = 1
"""Version of the format that is written; older ones must stay readable."""

_Kind = TypeVar("_Kind")
_LANDMARKS = len(Landmark)
_FIGURES = 8
_MOST_BYTES = 1 << 31
_TIME, _FOUND, _LANDMARK_TABLE, _ABOUT = "time", "found", "landmarks", "about"


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        """Nothing is held open."""


class RecordingWriter:
    """Writes a recording while its sightings come; its name appears only when it is whole.

    A context manager; left without :meth:`finish`, it leaves nothing behind. What comes is put aside on the
    disk, so that memory stays flat however long the film.
    """

    def __init__(self, path: Path) -> None:
        own = f".{path.name}.{os.getpid()}-{uuid.uuid4().hex[:8]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._part = path.with_name(f"{own}.part")
        self._aside = path.with_name(f"{own}.landmarks")
        self._landmarks = self._aside.open("w+b")
        self._times = array("d")
        self._found = bytearray()

    def add(self, sighting: Sighting) -> None:
        """Take in what was seen at one moment."""
        self._times.append(sighting.time)
        self._found.append(sighting.pose is not None)
        if sighting.pose is not None:
            self._landmarks.write(_table(sighting.pose).tobytes())

    def finish(self, facts: SourceFacts, trouble: str | None = None) -> None:
        """Write the file and give it its name."""
        count = len(self._times)
        facts = replace(facts, frame_count=count)
        about = {"format": FORMAT, "facts": _facts_to_json(facts), "trouble": trouble}
        text = json.dumps(about, ensure_ascii=False).encode()
        with zipfile.ZipFile(self._part, "w", zipfile.ZIP_DEFLATED) as archive:
            _add_member(archive, _ABOUT, "|u1", (len(text),), io.BytesIO(text))
            _add_member(archive, _TIME, "<f8", (count,), io.BytesIO(self._times.tobytes()))
            _add_member(archive, _FOUND, "|b1", (count,), io.BytesIO(self._found))
            self._landmarks.seek(0)
            shape = (sum(self._found), _LANDMARKS, _FIGURES)
            _add_member(archive, _LANDMARK_TABLE, "<f4", shape, self._landmarks)
        self._part.replace(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self._landmarks.close()
        self._aside.unlink(missing_ok=True)
        self._part.unlink(missing_ok=True)


def write_recording(
    path: Path, facts: SourceFacts, sightings: Iterable[Sighting], trouble: str | None = None
) -> None:
    """Write what was seen as a recording; its name appears only when it is whole."""
    with RecordingWriter(path) as writer:
        for sighting in sightings:
            writer.add(sighting)
        writer.finish(facts, trouble)


def _add_member(
    archive: zipfile.ZipFile, name: str, kind: str, shape: tuple[int, ...], content: IO[bytes]
) -> None:
    """Put one array into the archive, piece by piece, as ``np.savez_compressed`` would."""
    with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
        np.lib.format.write_array_header_1_0(member, {"descr": kind, "fortran_order": False, "shape": shape})
        shutil.copyfileobj(content, member)


def read_recording(path: Path) -> Recording:
    """Read a recording.

    Raises:
        RecordingUnreadable: The file is missing, damaged, from a newer version, or says what can't be.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            arrays = {
                name: _member(archive, f"{name}.npy") for name in (_ABOUT, _TIME, _FOUND, _LANDMARK_TABLE)
            }
        about = json.loads(arrays[_ABOUT].tobytes())
        if about["format"] > FORMAT:
            raise _TooNew
        facts, trouble = _facts_from_json(about["facts"]), _optional(str, about["trouble"])
        recording = Recording(facts, arrays[_TIME], arrays[_FOUND], arrays[_LANDMARK_TABLE], trouble)
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
    NotImplementedError,
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
        and landmarks.shape == (int(found.sum()), _LANDMARKS, _FIGURES)
        and bool(np.isfinite(times).all())
        and bool((np.diff(times) > 0).all())
        and bool(np.isfinite(landmarks).all())
    )
    if not sound:
        raise ValueError("arrays that can't be")


def _pose(time: float, table: NDArray[np.float32], size: tuple[int, int]) -> Pose:
    return Pose(time, table[:, :3], table[:, 3:6], table[:, 6], table[:, 7], size)


def _table(pose: Pose) -> NDArray[np.float32]:
    single = (pose.visibility[:, None], pose.presence[:, None])
    return np.hstack((pose.image, pose.world, *single)).astype(np.float32)


def _facts_to_json(facts: SourceFacts) -> dict[str, object]:
    date = facts.recorded_at
    return {**asdict(facts), "recorded_at": date.isoformat() if date else None}


def _facts_from_json(told: Mapping[str, Any]) -> SourceFacts:
    """The facts, each of its own kind.

    Raises:
        KeyError: One is missing.
        ValueError: One can't be.
        TypeError: One is of another kind.
    """
    width, height = told["size"]
    if told["kind"] not in get_args(SourceKind) or not _whole(width) or not _whole(height):
        raise ValueError("facts that can't be")
    date = _optional(str, told["recorded_at"])
    return SourceFacts(
        kind=told["kind"],
        name=str(_optional(str, told["name"])),
        size=(width, height),
        frame_rate=_positive(told["frame_rate"]),
        frame_count=_optional(int, told["frame_count"]),
        duration_s=_positive(told["duration_s"]),
        sha256=_optional(str, told["sha256"]),
        recorded_at=datetime.fromisoformat(date) if date else None,
        model_sha256=_optional(str, told["model_sha256"]),
        model_grade=_optional(str, told["model_grade"]),
    )


def _optional(kind: type[_Kind], value: object) -> _Kind | None:
    """The value when it is None or of this kind, else TypeError."""
    if value is None or isinstance(value, kind):
        return value
    raise TypeError("a fact of another kind")


def _positive(value: object) -> float | None:
    number = None if value is None else float(str(value))
    if number is not None and not 0 <= number < float("inf"):
        raise ValueError("a fact that can't be")
    return number


def _whole(value: object) -> bool:
    return isinstance(value, int) and value >= 1
