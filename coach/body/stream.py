"""Frames, sightings and the protocols of their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Protocol, Self

from coach.body.picture_notes import PictureNotes

if TYPE_CHECKING:  # the history needs no NumPy
    import numpy as np
    from numpy.typing import NDArray

    from coach.body.pose import Pose

SourceKind = Literal["film", "recording", "performance", "camera"]
DateOrigin = Literal["film", "file", "you"]
"""Origin of a film's date: its tags, its file, or the user."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture and its time.

    Attributes:
        time: Seconds since the source began, by the source's own clock; strictly increasing.
        picture: Blue, green, red, shape (height, width, 3).
    """

    time: float
    picture: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Facts about a source known before its first frame.

    Attributes:
        kind: Kind of source.
        name: Display name, such as a film's file name.
        size: Width and height of the upright pictures in pixels.
        frame_rate: Frames per second according to the container, or None.
        frame_count: Expected frames after thinning; None if the duration is unknown.
        duration_s: Duration in seconds according to the container, or None.
        sha256: Hash of the file's content in hex; None without a file.
        recorded_at: Date of the film, or None.
        dated_by: Origin of the date; None if unknown.
        model_sha256: Hash of the pose model; None before detection.
        model_grade: lite, full or heavy; None before detection or for a custom model.
        pixel_aspect: Width of a pixel in the file divided by its height; frames have square pixels.
        speed: Playback speed relative to real time, 0.25 for four times slower; times of frames are in real
            time.
    """

    kind: SourceKind
    name: str
    size: tuple[int, int]
    frame_rate: float | None = None
    frame_count: int | None = None
    duration_s: float | None = None
    sha256: str | None = None
    recorded_at: datetime | None = None
    dated_by: DateOrigin | None = None
    model_sha256: str | None = None
    model_grade: str | None = None
    pixel_aspect: float = 1.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """The detection result at one time.

    Attributes:
        time: Seconds since the source began.
        pose: The pose; None if no one was detected.
        frame: The frame; None for a recording.
    """

    time: float
    pose: Pose | None
    frame: Frame | None = None


class Source(Protocol):
    """The common part of frame sources and pose sources.

    Attributes:
        facts: Facts about it.
        trouble: Why it ended early, in a sentence, after the last item; otherwise None.
        notes: Picture notes so far.
    """

    @property
    def facts(self) -> SourceFacts: ...

    @property
    def trouble(self) -> str | None: ...

    @property
    def notes(self) -> PictureNotes: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...


class Closing:
    """A context manager that calls ``close`` at its end."""

    __slots__ = ()

    def close(self) -> None:
        """Release resources; does nothing by default."""

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


class Passing(Closing):
    """Wraps another source: passes its facts, trouble and notes on, and closes it."""

    _source: Source

    @property
    def facts(self) -> SourceFacts:
        """Facts of the source."""
        return self._source.facts

    @property
    def trouble(self) -> str | None:
        """Trouble of the source, after the last item."""
        return self._source.trouble

    @property
    def notes(self) -> PictureNotes:
        """Picture notes of the source."""
        return self._source.notes

    def close(self) -> None:
        """Close the source."""
        self._source.__exit__(None, None, None)


class FrameSource(Source, Protocol):
    """Yields frames: a camera, a film, a rendered performance."""

    def __iter__(self) -> Iterator[Frame]: ...


class SampledFilm(FrameSource, Protocol):
    """A film in which some frames can be read faster than all of them."""

    def frames_at(self, is_wanted: Callable[[float], bool]) -> Iterator[Frame]:
        """The frames whose times, in seconds since the start, are wanted, in order."""
        ...


class PoseSource(Source, Protocol):
    """Yields sightings: an analysed frame source, a recording, a performance's ground truth."""

    def __iter__(self) -> Iterator[Sighting]: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a long task.

    Attributes:
        done: Steps, frames or bytes so far.
        total: Their total number; None if unknown.
    """

    done: int
    total: int | None


OnProgress = Callable[[Progress], None]
Clock = Callable[[], float]
"""Returns the current time in seconds; live sources use one."""
