"""Motion JPEG over HTTP: a phone or a network camera as a source of frames.

OpenCV can read such a stream too, but holds the interpreter still while it connects: for up to 30 s nothing
else moves, the screen included.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import numpy as np

from coach.addresses import without_password
from coach.body.picture_notes import PictureNotes
from coach.body.stream import Clock, Closing, Frame, SourceFacts
from coach.errors import StreamLost, StreamRefused
from coach.opencv import cv2
from coach.vision.landmarker.native_stderr import native_stderr_off
from coach.vision.live.jpeg_size import jpeg_size
from coach.vision.live.stream_connection import StreamConnection

_TIME_OUT_S = 5.0
_PATIENCE_S = 10.0
"""How long a stream may send without one whole picture before it is said what it sends instead."""
_MOST_BYTES = 16_000_000
_MOST_PIXELS = 34_000_000
"""A picture of 8K has 33 million."""
_LONGEST_LINE = 65_536
_MOST_HEADERS = 32
_MOST_DIGITS = 9


class MjpegStream(Closing):
    """The pictures of a stream, each with the moment at which it had arrived whole.

    A name and a password before the host, 'name:password@', are sent as the server wants them, and told to
    nobody else.

    Attributes:
        trouble: Always None: a stream that ends raises.

    Raises:
        StreamRefused: Nobody answers there, or what answers sends no motion JPEG.
        StreamLost: It stopped sending pictures, while it is gone through.
    """

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(
        self, address: str, clock: Clock, *, timeout_s: float = _TIME_OUT_S, patience_s: float = _PATIENCE_S
    ) -> None:
        self._address, self._clock, self._patience_s = without_password(address), clock, patience_s
        self._buffer = bytearray()
        self._instead = ""
        self._bytes = 0
        with ExitStack() as closing:
            self._connection = closing.enter_context(
                StreamConnection(address, timeout_s=timeout_s, patience_s=patience_s)
            )
            self._pieces = self._connection.pieces()
            try:
                self._first = self._next_frame()
            except StreamLost as error:
                raise StreamRefused(self._address, error.reason) from error
            self._open = closing.pop_all()

    @property
    def facts(self) -> SourceFacts:
        """What is known after the first picture."""
        height, width = self._first.picture.shape[:2]
        return SourceFacts(kind="camera", name=urlsplit(self._address).netloc, size=(width, height))

    def __iter__(self) -> Iterator[Frame]:
        yield self._first
        while True:
            yield self._next_frame()

    def close(self) -> None:
        """Hang up."""
        self._open.close()

    def _next_frame(self) -> Frame:
        self._until_s = time.monotonic() + self._patience_s
        self._bytes, self._instead = 0, ""
        while True:
            data = self._next_part()
            arrived_s = self._clock()
            if (frame := self._decoded(data, arrived_s)) is not None:
                return frame
            self._check_patience()

    def _decoded(self, data: bytes, arrived_s: float) -> Frame | None:
        """The picture in a part; one that is damaged, or too large to be true, is left out."""
        if not data:
            self._instead = "only empty parts"
            return None
        width, height = jpeg_size(data) or (0, 0)
        if width * height > _MOST_PIXELS:
            self._instead = f"only pictures of {width}×{height}, which is too large,"
            return None
        self._instead = "only damaged pictures"
        if not width * height:
            return None
        try:
            with native_stderr_off():  # libjpeg says there what is wrong with a picture
                picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        except cv2.error:
            return None
        return None if picture is None else Frame(arrived_s, np.asarray(picture, np.uint8))

    def _check_patience(self) -> None:
        """Raise StreamLost when no whole picture has come for too long."""
        if time.monotonic() < self._until_s:
            return
        what = self._instead or f"only {self._bytes} bytes and no whole picture"
        raise StreamLost(self._address, f"in {self._patience_s:.0f} s {what} came")

    def _next_part(self) -> bytes:
        """The body of the next part of the stream."""
        length = self._part_length()
        if length is None:
            return self._until_the_end_of_a_picture()
        while len(self._buffer) < length:
            self._receive()
        return self._taken(length)

    def _part_length(self) -> int | None:
        """Read a part's headers; how long it is, or None where it says nothing that can be true."""
        length: int | None = None
        seen_any = False
        for _ in range(_MOST_HEADERS):
            line = self._line(_LONGEST_LINE)
            name, _, value = line.decode("latin-1").partition(":")
            if name.strip().lower() == "content-length":
                length = _length(value.strip())
            if not line.strip() and seen_any:
                return length
            seen_any = seen_any or bool(line.strip())
        raise StreamLost(self._address, "what it sends is no motion JPEG")

    def _until_the_end_of_a_picture(self) -> bytes:
        data = bytearray()
        while len(data) < _MOST_BYTES:
            data += self._line(_MOST_BYTES)
            if data.rstrip(b"\r\n").endswith(b"\xff\xd9"):
                break
        return bytes(data)

    def _line(self, longest: int) -> bytes:
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > longest:
                raise StreamLost(self._address, "what it sends is no motion JPEG")
            self._receive()
        return self._taken(end + 1)

    def _receive(self) -> None:
        piece = next(self._pieces, None)
        if piece is None:
            raise StreamLost(self._address, "it was ended by the other side")
        self._bytes += len(piece)
        self._buffer += piece
        self._check_patience()

    def _taken(self, count: int) -> bytes:
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken


def _length(value: str) -> int | None:
    """The length that a part claims, or None where that is no number or can't be true."""
    if not (value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS):
        return None
    return int(value) if int(value) <= _MOST_BYTES else None
