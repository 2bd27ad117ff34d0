"""A film file as a source of frames, each with the container's own time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.body.stream import Frame, SourceFacts
from coach.errors import NoPictures
from coach.vision.film_file import check_film_file, film_date, film_hash, unreadable
from coach.vision.quiet import hush_opencv

LEAST_RATE = 25.0
"""Frames a second below which a film is not thinned."""

LONGEST_SIDE = 1280
"""Pixels to which a larger picture is scaled. The model looks at 256×256 cut around the body."""

_SLACK_S = 0.001
_MOST_RATE = 1000.0
_MOST_FRAMES = 100_000_000
_LONGEST_JUMP_S = 600.0
_TIME_OUT_MS = 10_000
_EARLY_S = 0.5
_EARLY_SHARE = 0.03

Picture = NDArray[np.uint8]


def open_film(path: Path) -> Film:
    """Open a film.

    Raises:
        FilmMissing: There is no such file.
        FilmUnreadable: It is not a film, or too damaged to give one picture.
        NoPictures: It is empty or holds sound only.
    """
    container = check_film_file(path)
    hush_opencv()
    capture = cv2.VideoCapture(
        str(path),
        cv2.CAP_FFMPEG,
        [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _TIME_OUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, _TIME_OUT_MS],
    )
    grabbed = capture.isOpened() and capture.grab()
    first = _picture(capture) if grabbed else None
    if first is None:
        capture.release()
        if container.content == "sound":
            raise NoPictures(
                f"{path.name} holds sound but no pictures.", path=path, hint="Choose a film with pictures."
            )
        raise unreadable(path, container)
    height, width = first.shape[:2]
    rate = _sane(capture.get(cv2.CAP_PROP_FPS), _MOST_RATE)
    count = _sane(capture.get(cv2.CAP_PROP_FRAME_COUNT), _MOST_FRAMES)
    facts = SourceFacts(
        kind="film",
        name=path.name,
        size=(width, height),
        frame_rate=rate,
        frame_count=math.ceil(count / _step(rate)) if rate and count else None,
        duration_s=count / rate if rate and count else None,
        sha256=film_hash(path),
        recorded_at=film_date(path, container),
    )
    return Film(capture, first, facts)


class Film:
    """The frames of a film, in order, thinned to no less than 25 a second; can be gone through once.

    Attributes:
        facts: What the container says.
        trouble: After the last frame: what cut the film short, or None.
    """

    def __init__(self, capture: cv2.VideoCapture, first: Picture, facts: SourceFacts) -> None:
        self.facts = facts
        self.trouble: str | None = None
        self._capture = capture
        self._first = first
        self._nominal_s = 1.0 / (facts.frame_rate or 30.0)

    def __iter__(self) -> Iterator[Frame]:
        time = start = _container_time(self._capture) or 0.0
        yield Frame(0.0, self._first)
        gap = kept = 0.0
        while self._capture.grab():
            before = time
            time = self._next_time(before, start)
            gap = time - before
            if time - start - kept + gap <= 1.0 / LEAST_RATE + _SLACK_S:
                continue  # The next frame still comes soon enough after the last one kept.
            picture = _picture(self._capture)
            if picture is None:
                break
            kept = time - start
            yield Frame(kept, picture)
        self.trouble = self._what_is_missing(time - start + gap)

    def close(self) -> None:
        """Let go of the file."""
        self._capture.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self.close()

    def _next_time(self, before: float, start: float) -> float:
        """The container's time of the frame at hand, or one nominal frame on where that can't be."""
        time = _container_time(self._capture)
        if time is None or not before < time <= before + _LONGEST_JUMP_S:
            return before + self._nominal_s
        return time

    def _what_is_missing(self, end_s: float) -> str | None:
        """A sentence when the film ended well before its container says."""
        told = self.facts.duration_s
        if told is None or told - end_s <= max(_EARLY_S, _EARLY_SHARE * told):
            return None
        return (
            f"{self.facts.name} breaks off at {end_s:.1f} s of {told:.1f} s: it is damaged or incomplete. "
            "What was there was used."
        )


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
