"""A film file as a source of frames, each with the container's own time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.body.picture_notes import PictureNotes
from coach.body.stream import Closing, Frame, SourceFacts
from coach.body.time_jumps import is_jump, picture_s, told_jumps
from coach.errors import FilmUnreadable
from coach.opencv import cv2
from coach.vision.container import Container
from coach.vision.film_date import film_date
from coach.vision.film_decoder import open_decoder, unicode_name
from coach.vision.film_file import check_film_file, film_hash, no_picture

LEAST_RATE = 25.0
"""Frames a second below which a film is not thinned."""

LONGEST_SIDE = 1280
"""Pixels to which the longer side of a larger picture is scaled.

Detection takes the same time at any size (18 to 21 ms from 640 to 3840), but the frames decoded ahead would
take 300 MB at 4K; world landmarks move by 8 mm, no more than between any two sizes.
"""

_SLACK_S = 0.001
_MOST_RATE = 1000.0
_MOST_FRAMES = 100_000_000
_SHORTEST_S = 0.0005
_EARLY_S = 0.5
_EARLY_SHARE = 0.03
_MOST_PIXELS = 100_000_000
_ATTEMPTS = 30

Picture = NDArray[np.uint8]


def open_film(path: Path) -> Film:
    """Open a film.

    Raises:
        FilmMissing: There is no such file.
        FilmUnreadable: It is not a film, or too damaged to give one picture.
        NoPictures: It is empty or holds sound only.
    """
    container = check_film_file(path)
    capture = open_decoder(path)
    try:
        first = _first_picture(capture, path)
        if first is None:
            raise no_picture(path, container, _codec(capture))
        facts = _facts(path, container, capture, first)
    except BaseException:
        capture.release()
        raise
    return Film(capture, first, facts, whole=container.whole)


def _first_picture(capture: cv2.VideoCapture, path: Path) -> Picture | None:
    if not capture.isOpened():
        return None
    width, height = capture.get(cv2.CAP_PROP_FRAME_WIDTH), capture.get(cv2.CAP_PROP_FRAME_HEIGHT)
    if width * height > _MOST_PIXELS:
        raise FilmUnreadable(
            f"{path.name} says that its pictures are {width:.0f}×{height:.0f}, which can't be true.",
            path=path,
            hint="It is damaged; copy it anew.",
        )
    return _picture(capture) if _grab(capture) else None


def _facts(path: Path, container: Container, capture: cv2.VideoCapture, first: Picture) -> SourceFacts:
    height, width = first.shape[:2]
    rate = _sane(capture.get(cv2.CAP_PROP_FPS), _MOST_RATE)
    recorded_at, dated_by = film_date(path, container.recorded_at)
    count = _sane(capture.get(cv2.CAP_PROP_FRAME_COUNT), _MOST_FRAMES)
    return SourceFacts(
        kind="film",
        name=unicode_name(path.name),
        size=(width, height),
        frame_rate=rate,
        frame_count=math.ceil(count / _step(rate)) if rate and count else None,
        duration_s=count / rate if rate and count else None,
        sha256=film_hash(path),
        recorded_at=recorded_at,
        dated_by=dated_by,
    )


class Film(Closing):
    """The frames of a film, in order, thinned to no less than 25 a second; can be gone through once.

    Attributes:
        facts: What the container says.
        trouble: After the last frame: what cut the film short, or None.
    """

    def __init__(
        self, capture: cv2.VideoCapture, first: Picture, facts: SourceFacts, *, whole: bool = True
    ) -> None:
        self.facts = facts
        self.trouble: str | None = None
        self.notes: PictureNotes = ()
        self._capture = capture
        self._first = first
        self._whole = whole
        self._stumbled = self._jumped = False
        self._stamp = 0.0
        self._holes: list[tuple[float, float]] = []
        self._nominal_s = picture_s(facts.frame_rate)
        self._left_out_s = 0.0
        self._cuts: list[float] = []

    def __iter__(self) -> Iterator[Frame]:
        time = start = self._stamp = _container_time(self._capture) or 0.0
        yield Frame(0.0, self._first)
        kept, gap = 0.0, 1.0 / (self.facts.frame_rate or 30.0)
        while self._go_on():
            before = time
            time = self._next_time(before)
            gap = time - before
            if self._jumped:
                self._cuts.append(time - start)
            if self._stumbled:
                self._holes.append((before - start, time - start))
            if time - start - kept + gap <= 1.0 / LEAST_RATE + _SLACK_S:
                continue  # The next frame still comes soon enough after the last one kept.
            picture = _picture(self._capture)
            if picture is None:
                self._holes.append((before - start, time - start))
                continue
            kept = time - start
            yield Frame(kept, picture)
        self.trouble = self._what_is_missing(time - start + gap)

    def close(self) -> None:
        """Let go of the file."""
        self._capture.release()

    def _go_on(self) -> bool:
        """Go to the next frame; past damage the decoder often finds its feet again."""
        for attempt in range(_ATTEMPTS):
            if _grab(self._capture):
                self._stumbled = attempt > 0
                return True
        return False

    def _next_time(self, before: float) -> float:
        """The container's time of the frame at hand, or one nominal frame on where that can't be."""
        self._jumped = False
        stamp = _container_time(self._capture)
        if stamp is None:
            return before + self._nominal_s
        step_s, self._stamp = stamp - self._stamp, stamp
        if is_jump(step_s):
            self._jumped = True
            self._left_out_s += step_s - self._nominal_s
        time = stamp - self._left_out_s
        return time if time > before + _SHORTEST_S else before + self._nominal_s

    def _what_is_missing(self, end_s: float) -> str | None:
        """A sentence when the film ended well before its container says, or had holes in it."""
        name, told = self.facts.name, self.facts.duration_s
        if self._cuts:
            return told_jumps(name, self._cuts)
        if not self._whole:
            return f"{name} breaks off at {end_s:.1f} s: its end is missing; what comes before was used."
        if told is not None and told - end_s > max(_EARLY_S, _EARLY_SHARE * told):
            return f"{name} breaks off at {end_s:.1f} s of {told:.1f} s; what comes before was used."
        if not self._holes:
            return None
        (first, _), (_, last) = self._holes[0], self._holes[-1]
        span = f"between {first:.1f} s and {last:.1f} s"
        if f"{first:.1f}" == f"{last:.1f}":
            span = f"at {first:.1f} s"
        return f"{name} is damaged {span}; what can be decoded was used."


def _grab(capture: cv2.VideoCapture) -> bool:
    try:
        return capture.grab()
    except cv2.error:
        return False


def _codec(capture: cv2.VideoCapture) -> str:
    """The four letters of the pictures' codec, or "" when they can't be read."""
    letters = int(capture.get(cv2.CAP_PROP_FOURCC)) if capture.isOpened() else 0
    name = (letters & 0xFFFFFFFF).to_bytes(4, "little").decode("latin-1")
    return name if name.isascii() and name.isprintable() else ""


def _picture(capture: cv2.VideoCapture) -> Picture | None:
    """The picture at hand, upright and no larger than needed, or None when it can't be decoded."""
    try:
        decoded, picture = capture.retrieve()
    except cv2.error:
        return None
    if not decoded or picture.ndim != 3 or picture.shape[2] != 3 or not picture.size:
        return None
    longest = max(picture.shape[:2])
    if longest > LONGEST_SIDE:
        share = LONGEST_SIDE / longest
        size = (max(1, round(picture.shape[1] * share)), max(1, round(picture.shape[0] * share)))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return picture.astype(np.uint8, copy=False)


def _container_time(capture: cv2.VideoCapture) -> float | None:
    seconds = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000.0
    return seconds if math.isfinite(seconds) else None


def _sane(value: float, most: float) -> float | None:
    """A container's figure, or None when it can't be true."""
    return value if math.isfinite(value) and 0 < value <= most else None


def _step(rate: float) -> int:
    """Of how many frames one is kept."""
    return max(1, math.floor(rate * (1.0 / LEAST_RATE + _SLACK_S)))
