"""What flows through the house: frames, sightings, and where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose

SourceKind = Literal["film", "recording", "performance", "camera"]
DateOrigin = Literal["film", "file", "you"]
"""Who says when a film was recorded: the film's own tags, the date of its file, or the person who trains."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture and when it was taken.

    Attributes:
        time: Seconds since the source began, by the source's own clock; strictly increasing.
        picture: Blue, green, red, shape (height, width, 3).
    """

    time: float
    picture: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a source before its first frame.

    Attributes:
        kind: What sort of source it is.
        name: What to call it: a film's file name.
        size: Width and height of the pictures in pixels, upright.
        frame_rate: Frames a second as the container says, or None when it does not.
        frame_count: Frames to expect after thinning, or None when the length is not known.
        duration_s: Length in seconds as the container says, or None.
        sha256: Hash of the file's content in hex, or None where there is no file.
        recorded_at: When the film was recorded, or None where nobody knows.
        dated_by: Who says so; None where nobody does, or where a recording does not tell.
        model_sha256: Hash of the pose model that saw it; None before detection.
        model_grade: lite, full or heavy; None before detection or for a model file of the user's.
        pixel_aspect: Width of a pixel of the file as a share of its height; the pictures given are square.
        speed: How fast the film shows what happened, 0.25 where it is four times slower than life; times of
            frames are those of life.
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
    """What was seen at one moment.

    Attributes:
        time: Seconds since the source began.
        pose: The body, or None when nobody was found.
        frame: The picture, or None when there is none (a recording).
    """

    time: float
    pose: Pose | None
    frame: Frame | None = None


class Source(Protocol):
    """What frame sources and pose sources share: facts, an ending, and a way to be closed.

    Attributes:
        facts: What is known of it.
        trouble: After the last item: a sentence on what cut the source short, or None.
        notes: What was found about its pictures so far.
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
    """Makes a context manager of what has to be closed, or at least reads like it."""

    __slots__ = ()

    def close(self) -> None:
        """Let go of what is held open; nothing, unless a class says so."""

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
    """Stands before another source: has its facts and its trouble, and is closed with it."""

    _source: Source

    @property
    def facts(self) -> SourceFacts:
        """Those of the source."""
        return self._source.facts

    @property
    def trouble(self) -> str | None:
        """That of the source: after the last item, what cut it short, or None."""
        return self._source.trouble

    @property
    def notes(self) -> PictureNotes:
        """Those of the source."""
        return self._source.notes

    def close(self) -> None:
        """Let go of the source."""
        self._source.__exit__(None, None, None)


class FrameSource(Source, Protocol):
    """Gives pictures: a camera, a film, a rendered performance."""

    def __iter__(self) -> Iterator[Frame]: ...


class SampledFilm(FrameSource, Protocol):
    """A film of which some frames can be had for less than all of them."""

    def frames_at(self, is_wanted: Callable[[float], bool]) -> Iterator[Frame]:
        """The frames at the times that are wanted, in seconds since it began, in order."""
        ...


class PoseSource(Source, Protocol):
    """Gives sightings: a frame source seen by the landmarker, a recording, a performance's truth."""

    def __iter__(self) -> Iterator[Sighting]: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something long has come.

    Attributes:
        done: Steps, frames or bytes so far.
        total: Of how many, or None when not known.
    """

    done: int
    total: int | None


OnProgress = Callable[[Progress], None]
Clock = Callable[[], float]
"""Says seconds that pass; a source that goes on by itself tells time by one."""
