"""Servers with hostile behaviours, each by name and on a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import cv2
import numpy as np

OK = b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n"
JPEG = cv2.imencode(".jpg", np.full((48, 64, 3), 96, np.uint8))[1].tobytes()
_SCAN = JPEG.index(b"\xff\xda")
RUBBISH = JPEG[: _SCAN + 14] + b"\xff\xc4" + b"rubbish" * 50
"""A picture with a valid header that libjpeg decodes with a warning."""
PAUSE_S = 0.02
Send = Callable[[bytes], None]


def part(body: bytes, length: bytes | None = None) -> bytes:
    """One part of a stream with a declared length."""
    claimed = str(len(body)).encode() if length is None else length
    return b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + claimed + b"\r\n\r\n" + body + b"\r\n"


def claiming(width: int, height: int) -> bytes:
    """A picture that declares this size."""
    at = JPEG.index(b"\xff\xc0")
    return JPEG[: at + 5] + height.to_bytes(2) + width.to_bytes(2) + JPEG[at + 9 :]


BEGINS: dict[str, bytes] = {
    "length of nines": OK + b"\r\n",
    "length of superscripts": OK + b"\r\n",
    "redirect loop": b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n",
    "redirect elsewhere": b"HTTP/1.1 302 Found\r\nLocation: http://phone.example/\r\n\r\n",
    "endless continue": b"",
    "endless headers": OK,
    "gzip": OK + b"Content-Encoding: gzip\r\n\r\n",
    "huge chunk": OK + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n",
    "negative chunk": OK + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n",
}
"""Data that a behaviour sends once; other behaviours start like a stream."""

REPEATS: dict[str, bytes] = {
    "length of nines": part(JPEG, b"9" * 6000),
    "length of superscripts": part(JPEG, "²³".encode("latin-1")),
    "huge picture": part(claiming(65500, 65500)),
    "large picture": part(claiming(30000, 30000)),
    "a byte at a time": b"-",
    "empty parts": part(b""),
    "broken pictures": part(b"\xff\xd8" + b"rubbish" * 50),
    "pictures cut short": part(JPEG[: _SCAN + 20]),
    "rubbish after the header": part(RUBBISH),
    "endless continue": b"HTTP/1.1 100 Continue\r\n\r\n",
    "endless headers": b"X-More: and more\r\n",
    "no boundary": b"\n".join([b"what is this"] * 10),
    "huge chunk": part(JPEG),
    "negative chunk": part(JPEG),
    "gzip": part(JPEG),
}
"""Data that a behaviour sends repeatedly, if any."""


USABLE = ("huge chunk", "length of nines", "length of superscripts", "rubbish after the header")
"""Endless behaviours whose pictures can be used."""


@contextmanager
def hostile(behaviour: str) -> Iterator[str]:
    """The address of a server with this behaviour."""
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        thread = threading.Thread(target=_serve, args=(server, behaviour, done), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/video"
        finally:
            done.set()
            thread.join()


def _serve(server: socket.socket, behaviour: str, done: threading.Event) -> None:
    while not done.is_set():
        try:
            client, _ = server.accept()
        except TimeoutError:
            continue
        with client, suppress(OSError):  # the client closed the connection
            client.settimeout(1.0)
            client.recv(65536)
            client.sendall(BEGINS.get(behaviour, OK + b"\r\n"))
            while behaviour in REPEATS and not done.wait(PAUSE_S):
                client.sendall(REPEATS[behaviour])
