"""Loads MediaPipe, its usage metrics locked."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

from coach.native_libraries import loading
from coach.vision.privacy import lock_metrics


@cache
def load_mediapipe() -> None:
    """Load MediaPipe with its native library, which it would load with the first picture.

    Raises:
        LibraryError: It can't be loaded.
    """
    lock_metrics()
    with loading("MediaPipe", "mediapipe"):
        import mediapipe

        for library in Path(mediapipe.__file__).parent.glob("tasks/c/libmediapipe.*"):
            ctypes.CDLL(str(library))
