"""Motion JPEG over HTTP: a phone or a network camera as a source of frames.

OpenCV can read such a stream too, but holds the interpreter still while it connects: for up to 30 s nothing
else moves, the screen included.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import unquote, urlsplit

import cv2
import numpy as np

from coach.body.stream import Clock, Closing, Frame, SourceFacts
from coach.errors import StreamLost, StreamRefused

_TIME_OUT_S = 5.0
_MOST_BYTES = 16_000_000
_MOST_HEADERS = 32


def without_password(address: str) -> str:
    """An address as it may be shown and remembered: without name and password."""
    scheme, mark, rest = address.partition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}{mark}{place.rpartition('@')[2]}{slash}{path}"


class MjpegStream(Closing):
    """The pictures of a stream, each with the moment at which it had arrived whole.

    A name and a password before the host, «name:password@», are sent as the server wants them, and told to
    nobody else.

    Attributes:
        trouble: Always None: a stream that ends raises.

    Raises:
        StreamRefused: Nobody answers there, or what answers sends no motion JPEG.
        StreamLost: It stopped sending, while it is gone through.
    """

    trouble: str | None = None

    def __init__(self, address: str, clock: Clock, *, timeout_s: float = _TIME_OUT_S) -> None:
        self._address, self._clock, self._timeout_s = without_password(address), clock, timeout_s
        with ExitStack() as closing:
            self._connection = closing.enter_context(contextlib.closing(_connect(address, timeout_s)))
            self._response = closing.enter_context(self._ask(_headers(address)))
            self._check_answer()
            self._first = self._next_frame()
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

    def _ask(self, headers: dict[str, str]) -> http.client.HTTPResponse:
        parts = urlsplit(self._address)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            self._connection.request("GET", target, headers=headers)
            return self._connection.getresponse()
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise StreamRefused(self._address, _told(error, self._timeout_s)) from error

    def _check_answer(self) -> None:
        response = self._response
        kind = response.headers.get_content_type()
        if response.status == http.HTTPStatus.UNAUTHORIZED:
            reason = "it wants a name and a password, written as name:password@ before its host"
            raise StreamRefused(self._address, reason)
        if response.status != http.HTTPStatus.OK:
            raise StreamRefused(self._address, f"it answers {response.status} {response.reason}")
        if kind != "multipart/x-mixed-replace":
            raise StreamRefused(self._address, f"it sends {kind}, not motion JPEG")

    def _next_frame(self) -> Frame:
        while True:
            data = self._next_part()
            arrived_s = self._clock()
            picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
            if picture is not None:  # a part that was damaged on the way is left out
                return Frame(arrived_s, np.asarray(picture, np.uint8))

    def _next_part(self) -> bytes:
        """The body of the next part of the stream."""
        try:
            length = self._part_length()
            if length is not None:
                return self._response.read(length)
            return self._until_the_end_of_a_picture()
        except (OSError, http.client.HTTPException) as error:
            raise StreamLost(self._address, _told(error, self._timeout_s)) from error

    def _part_length(self) -> int | None:
        """Read a part's headers; how long it is, or None where it does not say."""
        length: int | None = None
        seen_any = False
        for _ in range(_MOST_HEADERS):
            line = self._response.readline(_MOST_BYTES)
            if not line:
                raise StreamLost(self._address, "it was ended by the other side")
            name, _, value = line.decode("latin-1").partition(":")
            if name.strip().lower() == "content-length" and value.strip().isdigit():
                length = min(int(value), _MOST_BYTES)
            if not line.strip() and seen_any:
                return length
            seen_any = seen_any or bool(line.strip())
        raise StreamLost(self._address, "what it sends is no motion JPEG")

    def _until_the_end_of_a_picture(self) -> bytes:
        data = bytearray()
        while len(data) < _MOST_BYTES:
            line = self._response.readline(_MOST_BYTES)
            if not line:
                raise StreamLost(self._address, "it was ended by the other side")
            data += line
            if data.rstrip(b"\r\n").endswith(b"\xff\xd9"):
                break
        return bytes(data)


def _connect(address: str, timeout_s: float) -> http.client.HTTPConnection:
    try:
        parts = urlsplit(address)
        secure = parts.scheme.lower() == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return kind(parts.hostname or "", parts.port, timeout=timeout_s)
    except (ValueError, http.client.HTTPException) as error:
        raise StreamRefused(without_password(address), "the address is not complete") from error


def _headers(address: str) -> dict[str, str]:
    headers = {"Accept": "multipart/x-mixed-replace"}
    parts = urlsplit(address)
    if parts.username is not None:
        known = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(known.encode()).decode()}"
    return headers


def _told(error: Exception, timeout_s: float) -> str:
    match error:
        case TimeoutError():
            return f"nothing came for {timeout_s:.0f} s"
        case http.client.InvalidURL() | UnicodeError():
            return "that is no address"
        case socket.gaierror():
            return "there is no such host"
        case ConnectionRefusedError():
            return "nobody listens there"
        case OSError():
            return (error.strerror or str(error) or "the connection broke").lower()
    return "the connection broke"
