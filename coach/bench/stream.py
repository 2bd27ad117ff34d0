"""Sends a film as motion JPEG from a process of its own, as a phone does.

``python -m coach.bench.stream FILM`` prints its address, then serves the film's pictures at the film's own
rate, to one viewer after another, over and over.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

from coach.opencv import cv2
from coach.vision.film import open_film

_RATE = 30.0


@dataclass(frozen=True, slots=True)
class Jpegs:
    """A film's pictures as they go over the line.

    Attributes:
        pictures: Each a JPEG.
        rate: Pictures a second.
    """

    pictures: tuple[bytes, ...]
    rate: float


def jpegs(film: Path) -> Jpegs:
    """Every picture of a film as JPEG.

    Raises:
        SourceError: The film can't be used.
    """
    with open_film(film) as opened:
        pictures = tuple(cv2.imencode(".jpg", frame.picture)[1].tobytes() for frame in opened)
        return Jpegs(pictures, opened.facts.frame_rate or _RATE)


class Streamer(BaseHTTPRequestHandler):
    """Sends the pictures to whoever asks, each at its time.

    Attributes:
        film: What is sent.
    """

    film: ClassVar[Jpegs]
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer whoever asks."""
        self.answer()

    def answer(self) -> None:
        """Send the stream, until the viewer hangs up."""
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        try:
            self.stream()
        except OSError:
            return  # the viewer hung up

    def stream(self) -> None:
        """Send picture after picture."""
        start, number = time.monotonic(), 0
        while True:
            self.send_picture(self.film.pictures[number % len(self.film.pictures)])
            number += 1
            time.sleep(max(0.0, start + number / self.film.rate - time.monotonic()))

    def send_picture(self, data: bytes) -> None:
        """Send one part of the stream."""
        head = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(data)
        self.wfile.write(head + data + b"\r\n")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serve(handler: type[Streamer]) -> None:
    """Say on standard output where, then serve until killed."""
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        announce(server)
        server.serve_forever()


def announce(server: HTTPServer) -> None:
    """Say on standard output where it is."""
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}/video\n")
    sys.stdout.flush()


@contextmanager
def streaming(
    film: Path, *arguments: str, module: str = "coach.bench.stream", folder: Path | None = None
) -> Iterator[str]:
    """A film's address, as long as the server lives in a process of its own.

    Args:
        film: The film.
        arguments: What else the server is told.
        module: The server's module.
        folder: Where it is started.
    """
    command: Sequence[str] = [sys.executable, "-m", module, str(film), *arguments]
    with subprocess.Popen(
        command, env=dict(os.environ), stdout=subprocess.PIPE, text=True, cwd=folder
    ) as server:
        assert server.stdout is not None, "it was asked for"
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()


if __name__ == "__main__":
    Streamer.film = jpegs(Path(sys.argv[1]))
    serve(Streamer)
