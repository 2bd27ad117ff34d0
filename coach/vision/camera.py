"""A webcam as a source of frames.

Written to the drivers' documentation; no webcam was at hand when this was tried.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from coach.body.stream import Clock, Closing, Frame, SourceFacts
from coach.errors import CameraLost, CameraMissing, CameraRefused
from coach.vision.quiet import hush_opencv

_DEVICES = Path("/sys/class/video4linux")
_SIZE = (640, 480)
"""Detection takes the same time at any size; this one every camera has at its full rate."""
WITHOUT = "«--source http://…» takes the pictures of a phone; «coach demo» needs no camera."
OTHERWISE = f"«coach doctor» says more. {WITHOUT}"


@dataclass(frozen=True, slots=True)
class CameraName:
    """A camera as the system knows it: its index, and what the maker calls it."""

    index: int
    name: str


def cameras() -> list[CameraName]:
    """The cameras that the system lists, by index; empty where it has no such list."""
    found = []
    for entry in sorted(_DEVICES.glob("video*"), key=lambda each: int(each.name.removeprefix("video"))):
        name = (entry / "name").read_text(encoding="utf-8", errors="replace").strip()
        found.append(CameraName(int(entry.name.removeprefix("video")), name))
    return found


def camera_index(wish: str) -> int:
    """The index of the camera that is wished for: by its index, its device file or part of its name.

    Raises:
        CameraMissing: There is none such.
    """
    if wish.isdecimal():
        return int(wish)
    if wish.startswith("/dev/video") and wish.removeprefix("/dev/video").isdecimal():
        return int(wish.removeprefix("/dev/video"))
    known = cameras()
    for camera in known:
        if wish.lower() in camera.name.lower():
            return camera.index
    listed = ", ".join(f"{camera.index} ({camera.name})" for camera in known) or "none"
    raise CameraMissing(f"There is no camera called «{wish}»; here: {listed}.", hint=OTHERWISE)


class Webcam(Closing):
    """The pictures of a webcam, each with the moment at which it was read.

    Attributes:
        trouble: Always None: a camera that stops raises.

    Raises:
        CameraMissing: There is no camera of this index.
        CameraRefused: It can't be opened, or gives no picture.
        CameraLost: It stops giving pictures, while it is gone through.
    """

    trouble: str | None = None

    def __init__(self, index: int, clock: Clock) -> None:
        self._index, self._clock = index, clock
        _check_device(index)
        hush_opencv()
        backend = cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY
        self._capture = cv2.VideoCapture(index, backend)
        if not self._capture.isOpened():
            self._capture.release()
            raise _not_opened(index)
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, _SIZE[0])
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _SIZE[1])
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        first = self._read()
        if first is None:
            self._capture.release()
            raise CameraRefused(
                f"Camera {index} gives no picture.",
                hint=f"Unplug it and plug it in again, or close what else uses it. {OTHERWISE}",
            )
        self._first = first

    @property
    def facts(self) -> SourceFacts:
        """What is known after the first picture."""
        height, width = self._first.picture.shape[:2]
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        name = next((each.name for each in cameras() if each.index == self._index), f"camera {self._index}")
        return SourceFacts(kind="camera", name=name, size=(width, height), frame_rate=rate or None)

    def __iter__(self) -> Iterator[Frame]:
        yield self._first
        while (frame := self._read()) is not None:
            yield frame
        raise CameraLost(f"Camera {self._index} stopped giving pictures.")

    def close(self) -> None:
        """Let go of the camera."""
        self._capture.release()

    def _read(self) -> Frame | None:
        there, picture = self._capture.read()
        return Frame(self._clock(), np.asarray(picture, np.uint8)) if there else None


def _check_device(index: int) -> None:
    """Say what is wrong with a device file before the driver only says no."""
    if sys.platform != "linux":
        return
    device = Path(f"/dev/video{index}")
    if not device.exists():
        raise CameraMissing(f"There is no camera {index} ({device} is not there).", hint=OTHERWISE)
    if not stat.S_ISCHR(device.stat().st_mode):
        raise CameraRefused(f"{device} is no camera.", hint=OTHERWISE)
    if not os.access(device, os.R_OK | os.W_OK):
        raise CameraRefused(
            f"You may not use {device}.",
            hint="«sudo usermod -aG video $USER», then log in again, lets you use cameras.",
        )


def _not_opened(index: int) -> CameraRefused:
    return CameraRefused(
        f"Camera {index} can't be opened: another program uses it, or it is no camera.",
        hint=f"Close what else uses it. {OTHERWISE}",
    )
