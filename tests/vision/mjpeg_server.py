"""A real MJPEG server for its own process: ``python -m tests.vision.mjpeg_server FILM [FAULT]``.

Prints its address, then serves the film's frames, paced at the film's own rate, to one viewer after another,
over and over. Faults: ``stall`` after a second, ``drop`` the connection after a second, ``resize`` in the
middle, ``refuse`` with 404, ``page`` instead of a stream, ``bare`` parts without a length.
"""

from __future__ import annotations

import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import cv2

FAULT = sys.argv[2] if len(sys.argv) > 2 else ""
_STALL_S = 3.0


def jpegs(film: Path) -> tuple[list[bytes], float]:
    """Every frame of a film as JPEG, and the frames a second."""
    capture = cv2.VideoCapture(str(film))
    rate = capture.get(cv2.CAP_PROP_FPS)
    pictures: list[bytes] = []
    while (read := capture.read())[0]:
        picture = read[1]
        if FAULT == "resize" and len(pictures) > rate / 2:
            picture = cv2.resize(picture, None, fx=0.5, fy=0.5)
        pictures.append(cv2.imencode(".jpg", picture)[1].tobytes())
    return pictures, rate


class Handler(BaseHTTPRequestHandler):
    """Sends the stream to whoever asks."""

    def do_GET(self) -> None:
        if FAULT == "refuse":
            self.send_error(404)
            return
        self.send_response(200)
        kind = "text/html" if FAULT == "page" else "multipart/x-mixed-replace; boundary=frame"
        self.send_header("Content-Type", kind)
        self.end_headers()
        try:
            self._stream()
        except OSError:
            return  # the viewer hung up

    def _stream(self) -> None:
        start, number = time.monotonic(), 0
        while True:
            data = PICTURES[number % len(PICTURES)]
            length = b"" if FAULT == "bare" else b"Content-Length: %d\r\n" % len(data)
            self.wfile.write(b"--frame\r\nContent-Type: image/jpeg\r\n" + length + b"\r\n" + data + b"\r\n")
            number += 1
            if number > RATE and FAULT == "drop":
                return
            if number == int(RATE) and FAULT == "stall":
                time.sleep(_STALL_S)
                start += _STALL_S
            time.sleep(max(0.0, start + number / RATE - time.monotonic()))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    PICTURES, RATE = jpegs(Path(sys.argv[1]))
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}/video\n")
        sys.stdout.flush()
        server.serve_forever()
