"""Decodes films; the only place where FFmpeg opens a file named by the user."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from coach.body.stream import Closing
from coach.pyav import av
from coach.regular_file import open_regular

Content = Literal["film", "picture", "sound", "unknown"]

TROUBLE = (av.error.FFmpegError, OSError)
"""Errors that a damaged film raises."""

_STILL_BRANDS = frozenset(("avif", "heic", "heix", "mif1"))
_TIME_OUT_S = 10.0
_NO_PROTOCOL = {"protocol_whitelist": "none"}
_ANY_BYTES: dict[str, Any] = (
    {"metadata_errors": "replace"} if int(av.__version__.partition(".")[0]) < 19 else {}
)
"""Tags may not be valid Unicode; PyAV 19 accepts them without this argument and no longer supports it."""
_ATTEMPTS = 30
THREADS = min(os.cpu_count() or 1, 4)
"""Decoding threads. Their total CPU time is that of one thread, and if a large film decodes more slowly than
the landmarker detects, they use the second core; more than four only hold more frames in memory."""
_READ_BYTES = 1 << 18
_MATROSKA_END = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")
"""End of the pictures in FFmpeg's tag; the sound may be longer."""
_SLOWEST = 1.0
"""Frames per second below which only the number of frames is trusted, not the duration."""


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """A frame from the decoder.

    Attributes:
        frame: The frame, not yet converted.
        time_s: Its time in the container, or None.
        past_damage: Whether something before it could not be decoded.
    """

    frame: av.VideoFrame
    time_s: float | None
    past_damage: bool


class FilmDecoder(Closing):
    """The frames of a film's best video stream; can be iterated once.

    FFmpeg gets an open file, never a name, as it treats names such as 'http:', 'concat:' or 'pipe:' as
    addresses and '%03d' as a pattern. All protocols are disabled, so references inside a film are not opened.

    Attributes:
        damaged: Whether something could not be read or decoded since the last frame.
    """

    def __init__(self, path: Path, *, threads: int = THREADS) -> None:
        """Open a film.

        Args:
            path: The film.
            threads: Number of decoding threads.

        Raises:
            OSError: The file can't be opened.
            av.error.FFmpegError: FFmpeg can't read it.
        """
        with ExitStack() as closing:
            file = closing.enter_context(open_regular(path))
            self.container = closing.enter_context(
                av.open(
                    file,
                    "r",
                    options=_NO_PROTOCOL,
                    buffer_size=_READ_BYTES,
                    timeout=_TIME_OUT_S,
                    **_ANY_BYTES,
                )
            )
            self.stream = _video_stream(self.container)
            self._closing = closing.pop_all()
        self._threads = threads
        self.damaged = False

    def __iter__(self) -> Iterator[Decoded]:
        if self.stream is None or self.stream.codec_context is None:
            return
        self.stream.thread_type = "AUTO"
        self.stream.thread_count = self._threads
        base = self.stream.time_base
        for packet in self._packets(self.stream):
            for frame in self._decoded(packet):
                stamp = frame.pts if frame.pts is not None else frame.dts
                time_s = stamp * float(base) if stamp is not None and base else None
                yield Decoded(frame, time_s, self.damaged)
                self.damaged = False

    @property
    def size(self) -> tuple[int, int]:
        """Width and height according to the container."""
        context = self.stream and self.stream.codec_context
        return (context.width, context.height) if context else (0, 0)

    @property
    def content(self) -> Content:
        """The kind of content that FFmpeg detected."""
        if self.container.format.name.endswith("_pipe") or self.tags.get("major_brand") in _STILL_BRANDS:
            return "picture"
        if self.stream is not None:
            return "film"
        return "sound" if self.container.streams.audio else "unknown"

    @property
    def tags(self) -> dict[str, str]:
        """Tags of the container and of the video stream; the container's take precedence."""
        return {**(self.stream.metadata if self.stream else {}), **self.container.metadata}

    @property
    def has_unknown_codec(self) -> bool:
        """Whether FFmpeg can't decode the codec of the pictures."""
        return self.stream is not None and self.stream.codec_context is None

    @property
    def rate(self) -> float | None:
        """Average frames per second according to the container, or None."""
        rate = self.stream and (self.stream.average_rate or self.stream.guessed_rate)
        return float(rate) if rate else None

    @property
    def count(self) -> int:
        """Number of frames according to the container; 0 if unknown."""
        return self.stream.frames if self.stream else 0

    @property
    def duration_s(self) -> float | None:
        """Duration of the pictures in seconds, else of the container; None if unknown."""
        stream, whole, rate = self.stream, self.container.duration, self.rate
        if rate and rate < _SLOWEST:
            return self.count / rate
        if stream and stream.duration and stream.time_base:
            return stream.duration * float(stream.time_base)
        if stream and (end := _MATROSKA_END.match(stream.metadata.get("DURATION", ""))):
            end_s = int(end[1]) * 3600 + int(end[2]) * 60 + float(end[3])
            return end_s - (stream.start_time or 0) * float(stream.time_base or 0)
        return whole / av.time_base if whole else None

    def close(self) -> None:
        """Close the file."""
        self._closing.close()

    def _packets(self, stream: av.VideoStream) -> Iterator[av.Packet[av.VideoStream]]:
        """All readable packets; retries after damage."""
        for _ in range(_ATTEMPTS):
            try:
                yield from self.container.demux(stream)
            except TROUBLE:
                self.damaged = True
            else:
                return

    def _decoded(self, packet: av.Packet[av.VideoStream]) -> list[av.VideoFrame]:
        if packet.is_corrupt:
            self.damaged = True
        try:
            return packet.decode()
        except TROUBLE:
            self.damaged = True
            return []


def _video_stream(container: av.container.InputContainer) -> av.VideoStream | None:
    """The video stream that FFmpeg considers best, but never an album cover."""
    best = container.streams.best("video")
    if not isinstance(best, av.VideoStream) or best.disposition & av.stream.Disposition.attached_pic:
        return None
    return best


def unicode_name(name: str) -> str:
    """A name without invalid Unicode, for the screen and the database."""
    return name.encode("utf-8", "replace").decode()
