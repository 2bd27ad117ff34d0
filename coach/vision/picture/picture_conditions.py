"""What is wrong with the pictures of a source: too dark, blurred, or a camera that moves.

Every picture may be shown to it; it measures one a second. What it says depends on what was seen in them,
too: a dim picture in which the body is well seen is no trouble.
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
from coach.vision.picture.image_quality import ImageQuality, look_of, middle_look, small_grey
from coach.vision.picture.image_quality_notes import (
    black_note,
    blurred_note,
    dark_note,
    push_note,
    unsteady_note,
)

_WEAK_SHARE = 0.2
"""A row of pictures in which the body is missed or guessed in one of five is one that matters."""
_LEAST_SHARE = 0.1
"""A spell shorter than this share of a source is a title, or a hand before the lens."""
_FEWEST = 2
_MOST_WAITING = 128
_RECENT = 5
"""So many pictures, as many seconds, decide on what is said while somebody trains."""
_MOST = 7200
"""Two hours; then the oldest are forgotten."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """One picture: what it is like, whether a body was seen in it, or missed or mostly guessed."""

    time: float
    look: ImageQuality
    is_seen: bool
    is_weak: bool


class PictureConditions:
    """Measures the pictures of one source; they come from one thread, what was seen in them from another.

    Attributes:
        now: What is wrong with the pictures of the last seconds, the worst of it; None where nothing is.
    """

    def __init__(self) -> None:
        self.now: PictureNote | None = None
        self._next_s = 0.0
        self._waiting: deque[tuple[float, Grey, ImageQuality]] = deque(maxlen=_MOST_WAITING)
        self._measured: deque[_Measured] = deque(maxlen=_MOST)
        self._steadiness = Steadiness()

    def observe(self, frame: Frame) -> None:
        """Take in a picture; most are not looked at."""
        if frame.time < self._next_s:
            return
        self._next_s = frame.time + EVERY_S
        grey = small_grey(frame.picture)
        self._waiting.append((frame.time, grey, look_of(grey)))

    def seen(self, sighting: Sighting) -> Sighting:
        """Take in what was seen, in the same order as the pictures; the sighting is passed on."""
        while self._waiting and self._waiting[0][0] <= sighting.time:
            time, grey, look = self._waiting.popleft()
            self._measured.append(_Measured(time, look, sighting.pose is not None, is_weak(sighting.pose)))
            self._steadiness.observe(View(time, grey, box_of(sighting.pose)))
            self.now = self._now()
        return sighting

    @property
    def notes(self) -> PictureNotes:
        """What was wrong with the pictures so far, over all of them."""
        measured = tuple(self._measured)
        return tuple(filter(None, (_dark(measured), _blurred(measured), _moved(self._steadiness))))

    def _now(self) -> PictureNote | None:
        if len(self._measured) < _RECENT:
            return None
        recent = [self._measured[place] for place in range(-_RECENT, 0)]
        note = _dark(recent) or _blurred(recent)
        if note is None and self._steadiness.pushes:
            last = self._steadiness.pushes[-1]
            note = push_note([last]) if last.end_s > recent[0].time else None
        return note


def is_weak(pose: Pose | None) -> bool:
    """Whether a body was missed, or most of what is in the picture of it guessed."""
    if pose is None:
        return True
    there = inside(pose)
    return not there.any() or float(np.median(pose.visibility[there])) < SURE


def _dark(measured: Sequence[_Measured]) -> PictureNote | None:
    spell = _spell(measured, lambda look: look.bright < image_quality.DIM)
    if not spell:
        return None
    look = middle_look([each.look for each in spell])
    when = _when(spell, measured)
    if look.bright >= image_quality.BLACK:
        return dark_note(look, *when)
    # At one end of a film it is a title, or the picture fades.
    return black_note(*when) if (when[0] is None) == (when[1] is None) else None


def _blurred(measured: Sequence[_Measured]) -> PictureNote | None:
    spell = _spell(
        measured, lambda look: look.sharpness < image_quality.SOFT and look.bright >= image_quality.DIM
    )
    if not spell:
        return None
    look = middle_look([each.look for each in spell])
    return blurred_note(look, *_when(spell, measured), empty=not any(each.is_seen for each in spell))


def _moved(steadiness: Steadiness) -> PictureNote | None:
    if steadiness.is_unsteady:
        return unsteady_note(steadiness.unsteady_share)
    return push_note(steadiness.pushes) if steadiness.pushes else None


def _spell(measured: Sequence[_Measured], is_bad: Callable[[ImageQuality], bool]) -> list[_Measured]:
    """From the first to the last picture of the rows of bad ones that matter; empty where none does."""
    rows = [row for row in _rows(measured, is_bad) if len(row) >= _FEWEST and _matters(row)]
    if sum(map(len, rows)) < _LEAST_SHARE * len(measured):
        return []
    return [each for row in rows for each in row]


def _matters(row: Sequence[_Measured]) -> bool:
    return sum(each.is_weak for each in row) >= _WEAK_SHARE * len(row)


def _rows(measured: Sequence[_Measured], is_bad: Callable[[ImageQuality], bool]) -> Iterator[list[_Measured]]:
    row: list[_Measured] = []
    for each in measured:
        if is_bad(each.look):
            row.append(each)
        elif row:
            yield row
            row = []
    if row:
        yield row


def _when(spell: Sequence[_Measured], measured: Sequence[_Measured]) -> tuple[float | None, float | None]:
    """From when until when; None for the beginning and the end of the source."""
    start_s = None if spell[0] is measured[0] else spell[0].time
    return start_s, None if spell[-1] is measured[-1] else spell[-1].time + EVERY_S
