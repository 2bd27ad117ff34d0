"""A webcam as a source of frames.

Written from the drivers' documentation and not tested with a real webcam.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coach.body.picture_notes import PictureNotes
from coach.body.stream import Clock, Closing, Frame, SourceFacts
from coach.errors import CameraLost, CameraMissing
from coach.opencv import cv2
from coach.vision.address_kind import corrected_address
from coach.vision.landmarker.native_stderr import silence_opencv
from coach.vision.live.device import DOCTOR_HINT, check_device, index_of, no_camera_hint, refusal

_DEVICES = Path("/sys/class/video4linux")
_SIZE = (640, 480)
"""Every camera offers this size at its full frame rate; detection takes the same time at any size."""


@dataclass(frozen=True, slots=True)
class CameraName:
    """A camera that the system lists: its index and product name."""

    index: int
    name: str


def cameras() -> list[CameraName]:
    """The cameras that the system lists, by index; empty on systems without a list."""
    found = []
    for entry in sorted(_DEVICES.glob("video*"), key=lambda each: int(each.name.removeprefix("video"))):
        name = (entry / "name").read_text(encoding="utf-8", errors="replace").strip()
        found.append(CameraName(int(entry.name.removeprefix("video")), name))
    return found


def camera_index(wish: str) -> int:
    """The index of a camera given by index, device file or part of its name.

    Raises:
        CameraMissing: There is no such camera.
        CameraRefused: It is a file, but not a camera.
    """
    if (near := corrected_address(wish)) is not None:
        raise CameraMissing(f"There is no camera called '{wish}'.", hint=f"Did you mean {near}?")
    index = int(wish) if wish.isdecimal() else index_of(wish)
    if index is not None:
        return index
    known = cameras()
    for camera in known:
        if wish.lower() in camera.name.lower():
            return camera.index
    listed = ", ".join(f"{camera.index} ({camera.name})" for camera in known)
    hint = DOCTOR_HINT if listed else no_camera_hint()
    raise CameraMissing(f"There is no camera called '{wish}'; available: {listed or 'none'}.", hint=hint)


class Webcam(Closing):
    """The frames of a webcam with the times at which they were read.

    Attributes:
        trouble: Always None: a camera that stops raises.

    Raises:
        CameraMissing: There is no camera with this index.
        CameraRefused: It can't be opened or sends no frames.
        CameraLost: It stops sending frames during iteration.
    """

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(self, index: int, clock: Clock) -> None:
        self._index, self._clock = index, clock
        self._device = Path(f"/dev/video{index}")
        check_device(self._device, index)
        silence_opencv()
        backend = cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY
        self._capture = cv2.VideoCapture(index, backend)
        if not self._capture.isOpened():
            self._capture.release()
            sentence = f"Camera {index} can't be opened: another program uses it, or it is not a camera."
            raise refusal(self._device, index, sentence)
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, _SIZE[0])
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _SIZE[1])
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        first = self._read()
        if first is None:
            self._capture.release()
            raise refusal(self._device, index, f"Camera {index} sends no pictures.")
        self._first = first

    @property
    def facts(self) -> SourceFacts:
        """Facts known after the first frame."""
        height, width = self._first.picture.shape[:2]
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        name = next((each.name for each in cameras() if each.index == self._index), f"camera {self._index}")
        return SourceFacts(kind="camera", name=name, size=(width, height), frame_rate=rate or None)

    def __iter__(self) -> Iterator[Frame]:
        yield self._first
        while (frame := self._read()) is not None:
            yield frame
        raise CameraLost(f"Camera {self._index} stopped sending pictures.")

    def close(self) -> None:
        """Close the camera."""
        self._capture.release()

    def _read(self) -> Frame | None:
        ok, picture = self._capture.read()
        return Frame(self._clock(), np.asarray(picture, np.uint8)) if ok else None
