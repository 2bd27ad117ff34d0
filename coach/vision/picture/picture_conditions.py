"""Detects dark or blurred pictures and camera movement over a source.

It measures one frame per second. A dim picture in which the body is still detected well is not a problem.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.picture_notes import PictureNote, PictureNotes
from coach.body.placement import SURE, inside
from coach.body.pose import Pose
from coach.body.stream import Frame, Sighting
from coach.vision.picture import image_quality
from coach.vision.picture.camera_motion import Grey, box_of
from coach.vision.picture.camera_steadiness import EVERY_S, Steadiness, View
from coach.vision.picture.image_quality import ImageQuality, measure_grey, median_quality, small_grey
from coach.vision.picture.image_quality_notes import (
    black_note,
    blurred_note,
    dark_note,
    push_note,
    unsteady_note,
)

_WEAK_SHARE = 0.2
"""A run of bad frames matters if the body is missed or guessed in this share of them."""
_LEAST_SHARE = 0.1
"""A shorter part of the source is a title, or a hand in front of the lens."""
_FEWEST = 2
_MOST_WAITING = 128
_RECENT = 5
"""Frames, one per second, for the note during a live workout."""
_MOST = 7200
"""Two hours; older measurements are dropped."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """One frame: its quality, whether a body was detected, and whether it was missed or mostly guessed."""

    time: float
    quality: ImageQuality
    has_body: bool
    is_weak: bool


class PictureConditions:
    """Measures the frames of one source; frames arrive on one thread, sightings on another.

    Attributes:
        now: The worst problem of the last seconds; None without one.
    """

    def __init__(self) -> None:
        self.now: PictureNote | None = None
        self._next_s = 0.0
        self._waiting: deque[tuple[float, Grey, ImageQuality]] = deque(maxlen=_MOST_WAITING)
        self._measured: deque[_Measured] = deque(maxlen=_MOST)
        self._steadiness = Steadiness()

    def observe(self, frame: Frame) -> None:
        """Take in a frame; one per second is measured."""
        if frame.time < self._next_s:
            return
        self._next_s = frame.time + EVERY_S
        grey = small_grey(frame.picture)
        self._waiting.append((frame.time, grey, measure_grey(grey)))

    def observe_sighting(self, sighting: Sighting) -> Sighting:
        """Take in a sighting, in the order of the frames, and return it."""
        while self._waiting and self._waiting[0][0] <= sighting.time:
            time, grey, quality = self._waiting.popleft()
            self._measured.append(_Measured(time, quality, sighting.pose is not None, is_weak(sighting.pose)))
            self._steadiness.observe(View(time, grey, box_of(sighting.pose)))
            self.now = self._recent_note()
        return sighting

    @property
    def notes(self) -> PictureNotes:
        """Problems of the source so far."""
        measured = tuple(self._measured)
        return tuple(filter(None, (_dark(measured), _blurred(measured), _moved(self._steadiness))))

    def _recent_note(self) -> PictureNote | None:
        if len(self._measured) < _RECENT:
            return None
        recent = [self._measured[place] for place in range(-_RECENT, 0)]
        note = _dark(recent) or _blurred(recent)
        if note is None and self._steadiness.pushes:
            last = self._steadiness.pushes[-1]
            note = push_note([last]) if last.end_s > recent[0].time else None
        return note


def is_weak(pose: Pose | None) -> bool:
    """Whether a body was missed, or most of its visible landmarks are guesses."""
    if pose is None:
        return True
    visible = inside(pose)
    return not visible.any() or float(np.median(pose.visibility[visible])) < SURE


def _dark(measured: Sequence[_Measured]) -> PictureNote | None:
    frames = _bad_frames(measured, lambda quality: quality.bright < image_quality.DIM)
    if not frames:
        return None
    quality = median_quality([each.quality for each in frames])
    when = _period(frames, measured)
    if quality.bright >= image_quality.BLACK:
        return dark_note(quality, *when)
    # At one end of a film it is a title or a fade.
    return black_note(*when) if (when[0] is None) == (when[1] is None) else None


def _blurred(measured: Sequence[_Measured]) -> PictureNote | None:
    frames = _bad_frames(
        measured, lambda each: each.sharpness < image_quality.SOFT and each.bright >= image_quality.DIM
    )
    if not frames:
        return None
    quality = median_quality([each.quality for each in frames])
    return blurred_note(quality, *_period(frames, measured), empty=not any(each.has_body for each in frames))


def _moved(steadiness: Steadiness) -> PictureNote | None:
    if steadiness.is_unsteady:
        return unsteady_note(steadiness.unsteady_share)
    return push_note(steadiness.pushes) if steadiness.pushes else None


def _bad_frames(measured: Sequence[_Measured], is_bad: Callable[[ImageQuality], bool]) -> list[_Measured]:
    """All frames of the runs of bad frames that matter; empty if they are too few."""
    runs = [run for run in _runs(measured, is_bad) if len(run) >= _FEWEST and _matters(run)]
    if sum(map(len, runs)) < _LEAST_SHARE * len(measured):
        return []
    return [each for run in runs for each in run]


def _matters(run: Sequence[_Measured]) -> bool:
    return sum(each.is_weak for each in run) >= _WEAK_SHARE * len(run)


def _runs(measured: Sequence[_Measured], is_bad: Callable[[ImageQuality], bool]) -> Iterator[list[_Measured]]:
    run: list[_Measured] = []
    for each in measured:
        if is_bad(each.quality):
            run.append(each)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _period(frames: Sequence[_Measured], measured: Sequence[_Measured]) -> tuple[float | None, float | None]:
    """Start and end in seconds; None for the start and the end of the source."""
    start_s = None if frames[0] is measured[0] else frames[0].time
    return start_s, None if frames[-1] is measured[-1] else frames[-1].time + EVERY_S
