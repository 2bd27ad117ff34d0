"""Detects a camera that sends only black frames."""

from __future__ import annotations

from coach.body.stream import Frame
from coach.vision.picture.image_quality import is_black

_PATIENCE_S = 2.0
"""Longer than a camera takes to wake up or a hand covers the lens."""
_EVERY_S = 0.5
BLACK = "The picture is black. Is the camera covered? Run 'coach doctor' to find out."


class Blackout:
    """Samples two frames per second; cheap enough to call for every frame.

    Attributes:
        trouble: The message while the picture is black, or None.
    """

    def __init__(self) -> None:
        self.trouble: str | None = None
        self._sampled_s: float | None = None
        self._black_s: float | None = None

    def observe(self, frame: Frame) -> None:
        """Take in the next frame."""
        if self._sampled_s is not None and frame.time - self._sampled_s < _EVERY_S:
            return
        self._sampled_s = frame.time
        if not is_black(frame.picture):
            self._black_s, self.trouble = None, None
            return
        if self._black_s is None:
            self._black_s = frame.time
        if frame.time - self._black_s >= _PATIENCE_S:
            self.trouble = BLACK
