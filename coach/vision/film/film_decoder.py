"""Opens and decodes a film: the one place where FFmpeg is given a file that somebody named."""

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
"""What a damaged film raises."""

_STILL_BRANDS = frozenset(("avif", "heic", "heix", "mif1"))
_TIME_OUT_S = 10.0
_NO_PROTOCOL = {"protocol_whitelist": "none"}
_ANY_BYTES: dict[str, Any] = (
    {"metadata_errors": "replace"} if int(av.__version__.partition(".")[0]) < 19 else {}
)
"""Tags may be no Unicode; PyAV 19 takes them as they are, and no longer this argument."""
_ATTEMPTS = 30
THREADS = min(os.cpu_count() or 1, 4)
"""Threads that decode. They take no more of the processors than one does, and where a large film decodes more
slowly than the landmarker sees, the second core is not idle; more than four only hold more frames."""
_READ_BYTES = 1 << 18
_MATROSKA_END = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")
"""Where the pictures end, by the tag that FFmpeg writes; the whole may last longer, with sound."""
_SLOWEST = 1.0
"""Pictures a second below which a length is not believed, only the number of pictures."""


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """A frame as it comes from the decoder.

    Attributes:
        frame: The frame, not yet converted.
        time_s: When it is shown by the container's clock, or None when it does not say.
        past_damage: Whether something before it could not be decoded.
    """

    frame: av.VideoFrame
    time_s: float | None
    past_damage: bool


class FilmDecoder(Closing):
    """The frames of a film's best video stream; can be gone through once.

    FFmpeg is given an open file, never a name: it takes names that begin with 'http:', 'concat:' or 'pipe:'
    for addresses, and '%03d' for a row of pictures. No protocol is allowed, so nothing is fetched that a
    film names inside either.

    Attributes:
        damaged: Whether something could not be read or decoded since the last frame.
    """

    def __init__(self, path: Path, *, threads: int = THREADS) -> None:
        """Open a film.

        Args:
            path: The film.
            threads: How many decode.

        Raises:
            OSError: The file can't be opened.
            av.error.FFmpegError: FFmpeg makes nothing of it.
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
            self.stream = _pictures(self.container)
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
        """Width and height of a decoded picture as the container says."""
        context = self.stream and self.stream.codec_context
        return (context.width, context.height) if context else (0, 0)

    @property
    def content(self) -> Content:
        """What FFmpeg found in the file."""
        if self.container.format.name.endswith("_pipe") or self.tags.get("major_brand") in _STILL_BRANDS:
            return "picture"
        if self.stream is not None:
            return "film"
        return "sound" if self.container.streams.audio else "unknown"

    @property
    def tags(self) -> dict[str, str]:
        """What the film says of itself: of the whole, else of the pictures."""
        return {**(self.stream.metadata if self.stream else {}), **self.container.metadata}

    @property
    def foreign(self) -> bool:
        """Whether there are pictures, but in a codec that FFmpeg can't decode."""
        return self.stream is not None and self.stream.codec_context is None

    @property
    def rate(self) -> float | None:
        """Frames a second on the average, as far as the container says."""
        rate = self.stream and (self.stream.average_rate or self.stream.guessed_rate)
        return float(rate) if rate else None

    @property
    def count(self) -> int:
        """Frames, as the container says; 0 when it does not."""
        return self.stream.frames if self.stream else 0

    @property
    def duration_s(self) -> float | None:
        """Length of the pictures in seconds, else of the whole, as the container says."""
        stream, whole, rate = self.stream, self.container.duration, self.rate
        if rate and rate < _SLOWEST:
            return self.count / rate
        if stream and stream.duration and stream.time_base:
            return stream.duration * float(stream.time_base)
        if stream and (told := _MATROSKA_END.match(stream.metadata.get("DURATION", ""))):
            end_s = int(told[1]) * 3600 + int(told[2]) * 60 + float(told[3])
            return end_s - (stream.start_time or 0) * float(stream.time_base or 0)
        return whole / av.time_base if whole else None

    def close(self) -> None:
        """Let go of the file."""
        self._closing.close()

    def _packets(self, stream: av.VideoStream) -> Iterator[av.Packet[av.VideoStream]]:
        """All that can be read; behind damage it is tried again."""
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


def _pictures(container: av.container.InputContainer) -> av.VideoStream | None:
    """The stream of moving pictures: what FFmpeg holds for the best, but never the cover of an album."""
    best = container.streams.best("video")
    if not isinstance(best, av.VideoStream) or best.disposition & av.stream.Disposition.attached_pic:
        return None
    return best


def unicode_name(name: str) -> str:
    """A name without the bytes that are no Unicode, fit for a screen and a database."""
    return name.encode("utf-8", "replace").decode()
