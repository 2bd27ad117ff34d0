"""Recognises live: the newest window, twice a second, through the classifier and the sequence decision."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.body.camera_tilt import TiltEstimator
from coach.body.pose import Pose
from coach.judging.observation import Recognised
from coach.recognition.sequence_decoder import SequenceDecoder
from coach.recognition.windows import Window, WindowCutter

_LOST_S = 2.0
"""After so long without a body nothing is being done."""


class RecognitionModel(Protocol):
    """What recognises a window: a trained classifier that is as sure as it may be."""

    @property
    def classes(self) -> tuple[str, ...]:
        """What the columns of probabilities are."""
        ...

    def probabilities(self, features: NDArray[np.floating]) -> NDArray[np.float64]:
        """Of each class for each window, shape (n, classes)."""
        ...


class Recogniser:
    """Says at every moment what is being done."""

    def __init__(self, model: RecognitionModel) -> None:
        """Prepare to recognise."""
        self._model = model
        self._cutter = WindowCutter()
        self._seen_s = 0.0
        self._forget()

    @property
    def tilt(self) -> TiltEstimator:
        """How far the camera is tilted, as far as it is known by now."""
        return self._cutter.tilt

    def _forget(self) -> None:
        self._cutter.forget()
        self._decision = SequenceDecoder(self._model.classes)
        self._now = Recognised(None, 0.0, 0.0)

    def observe(self, pose: Pose | None, time: float) -> Recognised:
        """Take in what was seen at ``time`` (seconds, never decreasing) and say what is being done."""
        if time - self._seen_s > _LOST_S:
            self._forget()
        if pose is None:
            return self._now
        self._seen_s = time
        self._take(self._cutter.observe(pose))
        return self._now

    def finish(self) -> Recognised:
        """What is being done at the end, by the last poses that were in no window yet."""
        self._take(self._cutter.rest())
        return self._now

    def _take(self, window: Window | None) -> None:
        if window is not None:
            likely = self._model.probabilities(window.features()[None])[0]
            self._now = self._decision.observe(window.start_s, window.end_s, likely)
