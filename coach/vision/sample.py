"""Reads a few seconds of a source for the checkup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coach.body.picture_notes import PictureNotes
from coach.body.recording.recording import read_recording
from coach.body.stream import Clock, Closing, Frame, FrameSource, SourceFacts
from coach.errors import NoPictures, SourceError
from coach.vision.film.film import open_film
from coach.vision.live.address import open_stream
from coach.vision.live.camera import Webcam, camera_index
from coach.vision.picture.picture_scaling import scaled
from coach.vision.source_kind import source_kind

_EVERY_S = 0.1
"""Interval of the frames in the sample; all of them would take too much memory."""
_LONGEST_SIDE = 640


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A few seconds of a source.

    Attributes:
        facts: Facts about the source.
        times: Time of every frame in seconds.
        frames: Ten frames per second, scaled down if large.
        trouble: Why the source ended early, in a sentence, or None.
    """

    facts: SourceFacts
    times: tuple[float, ...]
    frames: tuple[Frame, ...]
    trouble: str | None


class SampledPictures(Closing):
    """The frames of a sample as a source that can be read repeatedly.

    Attributes:
        facts: Facts about the source, with the size and duration of the sample.
    """

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(self, sample: Sample) -> None:
        self._frames = sample.frames
        height, width = sample.frames[0].picture.shape[:2]
        length_s = sample.frames[-1].time - sample.frames[0].time
        self.facts = replace(sample.facts, size=(width, height), duration_s=length_s or None)

    def __iter__(self) -> Iterator[Frame]:
        yield from self._frames

    def frames_at(self, is_wanted: Callable[[float], bool]) -> Iterator[Frame]:
        """The frames whose times are wanted."""
        return (frame for frame in self._frames if is_wanted(frame.time))


def open_frames(wish: str, clock: Clock) -> FrameSource:
    """Open the frames of a camera, a stream or a film; a film keeps its own times.

    Args:
        wish: A camera's index, device file or name, the address of an MJPEG stream, or a film; a recording
            is refused.
        clock: Returns the time of live frames in seconds.

    Raises:
        SourceError: It can't be opened.
    """
    match source_kind(wish):
        case "recording":
            raise _without_pictures(Path(wish))
        case "film":
            return open_film(Path(wish))
        case "address":
            return open_stream(wish, clock)
        case _:
            return Webcam(camera_index(wish), clock)


def _without_pictures(path: Path) -> SourceError:
    read_recording(path)  # raises if it is damaged
    return NoPictures(
        f"{path.name} is a recording and contains no pictures.",
        path=path,
        hint="Name a camera, or the film it was made from.",
    )


def sample_of(opener: Callable[[], FrameSource], seconds: float) -> Sample:
    """Read a source for some seconds of its own time, or to its end.

    Raises:
        SourceError: It can't be opened. A later error only cuts the sample short.
    """
    times: list[float] = []
    frames: list[Frame] = []
    trouble: str | None = None
    with opener() as source:
        facts = source.facts
        try:
            for frame in source:
                times.append(frame.time)
                if not frames or frame.time >= frames[-1].time + _EVERY_S:
                    frames.append(_scaled_down(frame))
                if frame.time - times[0] >= seconds:
                    break
            else:
                trouble = source.trouble
        except SourceError as error:
            trouble = str(error)
    return Sample(facts, tuple(times), tuple(frames), trouble)


def _scaled_down(frame: Frame) -> Frame:
    factor = _LONGEST_SIDE / max(frame.picture.shape[:2])
    return frame if factor >= 1 else Frame(frame.time, scaled(frame.picture, factor))
