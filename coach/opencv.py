"""OpenCV with clear import errors: ``from coach.opencv import cv2``.

Raises:
    LibraryError: It can't be loaded.
"""

from __future__ import annotations

from coach.native_libraries import broken, loading

_PACKAGE = "opencv-contrib-python"

with loading("OpenCV", _PACKAGE):
    import cv2

if not hasattr(cv2, "__version__"):  # a half-removed package imports as an empty namespace
    raise broken("OpenCV", _PACKAGE, "its files are incomplete")

__all__ = ["cv2"]
