"""Notices when a camera has sent nothing but black for a while."""

from __future__ import annotations

from coach.body.stream import Frame
from coach.vision.picture.image_quality import is_black

_PATIENCE_S = 2.0
"""A lamp that is switched on late, a hand before the lens and a camera that wakes up are over by then."""
_EVERY_S = 0.5
BLACK = "The picture is black: is the camera covered? 'coach doctor' looks closer."


class Blackout:
    """Looks at a picture now and then; cheap enough to be asked about every one.

    Attributes:
        trouble: What to say while it is black, or None.
    """

    def __init__(self) -> None:
        self.trouble: str | None = None
        self._looked_s: float | None = None
        self._black_s: float | None = None

    def observe(self, frame: Frame) -> None:
        """Take in the next picture."""
        if self._looked_s is not None and frame.time - self._looked_s < _EVERY_S:
            return
        self._looked_s = frame.time
        if not is_black(frame.picture):
            self._black_s, self.trouble = None, None
            return
        if self._black_s is None:
            self._black_s = frame.time
        if frame.time - self._black_s >= _PATIENCE_S:
            self.trouble = BLACK
