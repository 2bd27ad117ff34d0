"""Loads MediaPipe, its usage metrics locked."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coach.errors import SystemFilesMissing
from coach.native_libraries import loading
from coach.vision.landmarker.telemetry_lock import lock_metrics

_PROCESSORS = Path("/sys/devices/system/cpu/possible")
"""Where its memory allocator counts processors; without it the allocator ends the process, with no word."""


@dataclass(frozen=True, slots=True)
class MediaPipe:
    """The parts of MediaPipe that coach uses.

    Attributes:
        mediapipe: The package.
        vision: Its vision tasks.
        base_options: The class of the options that every task has.
    """

    mediapipe: Any
    vision: Any
    base_options: Any


@cache
def load_mediapipe() -> MediaPipe:
    """Load MediaPipe with its native library, which it would load with the first picture.

    Raises:
        LibraryError: It can't be loaded.
    """
    lock_metrics()
    if sys.platform == "linux" and not _PROCESSORS.exists():
        raise SystemFilesMissing("MediaPipe", "/sys")
    with loading("MediaPipe", "mediapipe"):
        import mediapipe
        from mediapipe.tasks.python import vision
        from mediapipe.tasks.python.core.base_options import BaseOptions

        for library in Path(mediapipe.__file__).parent.glob("tasks/c/libmediapipe.*"):
            ctypes.CDLL(str(library))
    return MediaPipe(mediapipe, vision, BaseOptions)
