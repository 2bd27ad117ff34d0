"""Loads MediaPipe with its telemetry blocked."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from coach.errors import SystemFilesMissing
from coach.native_libraries import loading
from coach.vision.landmarker.telemetry_lock import block_telemetry

_PROCESSORS = Path("/sys/devices/system/cpu/possible")
"""Its memory allocator counts the processors here, and silently ends the process if the file is missing."""


@dataclass(frozen=True, slots=True)
class MediaPipe:
    """The parts of MediaPipe that coach uses.

    Attributes:
        mediapipe: The package.
        vision: Its vision tasks.
        base_options: The class of the options common to all tasks.
    """

    mediapipe: Any
    vision: Any
    base_options: Any


@cache
def load_mediapipe() -> MediaPipe:
    """Load MediaPipe and its native library, which it would otherwise load with the first frame.

    Raises:
        LibraryError: It can't be loaded.
    """
    block_telemetry()
    if sys.platform == "linux" and not _PROCESSORS.exists():
        raise SystemFilesMissing("MediaPipe", "/sys")
    with loading("MediaPipe", "mediapipe"):
        import mediapipe

        vision = import_module("mediapipe.tasks.python.vision")
        options = import_module("mediapipe.tasks.python.core.base_options")
        for library in Path(mediapipe.__file__).parent.glob("tasks/c/libmediapipe.*"):
            ctypes.CDLL(str(library))
    return MediaPipe(mediapipe, vision, options.BaseOptions)
