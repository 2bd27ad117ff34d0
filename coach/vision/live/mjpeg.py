"""Motion JPEG over HTTP: a phone or a network camera as a source of frames.

OpenCV can read such streams too, but holds the GIL while it connects: the screen freezes for up to 30 s.
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
"""Seconds that a stream may send data without one complete picture."""
_MOST_BYTES = 16_000_000
_MOST_PIXELS = 34_000_000
"""An 8K picture has 33 million."""
_LONGEST_LINE = 65_536
_MOST_HEADERS = 32
_MOST_DIGITS = 9


class MjpegStream(Closing):
    """The frames of a stream with the times at which they arrived completely.

    A user name and password before the host, 'name:password@', are sent only to that host, and only if it
    requires them.

    Attributes:
        trouble: Always None: a stream that ends raises.

    Raises:
        StreamRefused: There is no motion JPEG stream at this address.
        StreamLost: It stopped sending pictures during iteration.
    """

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(
        self, address: str, clock: Clock, *, timeout_s: float = _TIME_OUT_S, patience_s: float = _PATIENCE_S
    ) -> None:
        self._address, self._clock, self._patience_s = without_password(address), clock, patience_s
        self._buffer = bytearray()
        self._received = ""
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
        """Facts known after the first frame."""
        height, width = self._first.picture.shape[:2]
        return SourceFacts(kind="camera", name=urlsplit(self._address).netloc, size=(width, height))

    def __iter__(self) -> Iterator[Frame]:
        yield self._first
        while True:
            yield self._next_frame()

    def close(self) -> None:
        """Close the connection."""
        self._open.close()

    def _next_frame(self) -> Frame:
        self._until_s = time.monotonic() + self._patience_s
        self._bytes, self._received = 0, ""
        while True:
            data = self._next_part()
            arrived_s = self._clock()
            if (frame := self._decoded(data, arrived_s)) is not None:
                return frame
            self._check_patience()

    def _decoded(self, data: bytes, arrived_s: float) -> Frame | None:
        """The picture in a part; None if it is damaged or too large."""
        if not data:
            self._received = "only empty parts"
            return None
        width, height = jpeg_size(data) or (0, 0)
        if width * height > _MOST_PIXELS:
            self._received = f"only oversized pictures of {width}×{height}"
            return None
        self._received = "only damaged pictures"
        if not width * height:
            return None
        try:
            with native_stderr_off():  # libjpeg writes its errors there
                picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        except cv2.error:
            return None
        return None if picture is None else Frame(arrived_s, np.asarray(picture, np.uint8))

    def _check_patience(self) -> None:
        """Raise StreamLost if no complete picture has arrived for too long."""
        if time.monotonic() < self._until_s:
            return
        what = self._received or f"only {self._bytes} bytes and no complete picture"
        raise StreamLost(self._address, f"{what} arrived in {self._patience_s:.0f} s")

    def _next_part(self) -> bytes:
        """The body of the next part of the stream."""
        length = self._part_length()
        if length is None:
            return self._read_picture()
        while len(self._buffer) < length:
            self._receive()
        return self._pop(length)

    def _part_length(self) -> int | None:
        """Read a part's headers and return its length; None without a plausible one."""
        length: int | None = None
        any_header = False
        for _ in range(_MOST_HEADERS):
            line = self._line(_LONGEST_LINE)
            name, _, value = line.decode("latin-1").partition(":")
            if name.strip().lower() == "content-length":
                length = _length(value.strip())
            if not line.strip() and any_header:
                return length
            any_header = any_header or bool(line.strip())
        raise StreamLost(self._address, "it does not send motion JPEG")

    def _read_picture(self) -> bytes:
        """Read up to the end-of-image marker."""
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
                raise StreamLost(self._address, "it does not send motion JPEG")
            self._receive()
        return self._pop(end + 1)

    def _receive(self) -> None:
        piece = next(self._pieces, None)
        if piece is None:
            raise StreamLost(self._address, "the server closed the connection")
        self._bytes += len(piece)
        self._buffer += piece
        self._check_patience()

    def _pop(self, count: int) -> bytes:
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data


def _length(value: str) -> int | None:
    """The declared length of a part; None if it is not a plausible number."""
    if not (value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS):
        return None
    return int(value) if int(value) <= _MOST_BYTES else None
