"""The bench's MJPEG server with a fault.

``python -m tests.vision.live.mjpeg_server FILM [FAULT [AT_S [FOR_S]]]``. These faults start AT_S seconds (1)
into the film, which then continues where it was: ``stall`` for FOR_S seconds (3), ``drop`` the connection,
``vanish`` with the whole server for FOR_S seconds, ``hostile: BEHAVIOUR`` of the campaign for FOR_S seconds,
and ``resize`` from then on. Others: ``black`` pictures, ``refuse`` with 404, ``page`` instead of a stream,
``bare`` parts without a length, ``locked`` with me:open sesame. The last picture repeats forever.
"""

from __future__ import annotations

import base64
import math
import sys
import time
from http.server import HTTPServer
from pathlib import Path

import cv2
import numpy as np

from coach.bench.fixtures.mjpeg_server import Jpegs, Streamer, announce, jpegs, serve
from tests.campaign.hostile_streams import PAUSE_S, REPEATS

FAULT = sys.argv[2] if len(sys.argv) > 2 else ""
AT_S, FOR_S = (float(sys.argv[at]) if len(sys.argv) > at else usual for at, usual in ((3, 1.0), (4, 3.0)))
HOSTILE = FAULT.removeprefix("hostile: ") if FAULT.startswith("hostile: ") else ""
KEY = f"Basic {base64.b64encode(b'me:open sesame').decode()}"


class Faulty(Streamer):
    """Streams with the fault."""

    sent = 0
    good_again_s = math.inf

    def answer(self) -> None:
        if FAULT == "refuse":
            self.send_error(404)
            return
        if FAULT == "locked" and self.headers["Authorization"] != KEY:
            self.send_error(401)
            return
        super().answer()

    def send_header(self, keyword: str, value: str) -> None:
        if FAULT == "page" and keyword == "Content-Type":
            value = "text/html"
        super().send_header(keyword, value)

    def stream(self) -> None:
        self.be_hostile()
        due = time.monotonic()
        while True:
            self.send_picture(self.film.pictures[min(Faulty.sent, len(self.film.pictures) - 1)])
            Faulty.sent += 1
            # Never faster than the film, even after the machine was busy.
            due = max(due, time.monotonic() - 1 / self.film.rate) + 1 / self.film.rate
            if Faulty.sent == round(AT_S * self.film.rate):
                if FAULT in ("drop", "vanish"):
                    return
                if HOSTILE:
                    Faulty.good_again_s = time.monotonic() + FOR_S
                    self.be_hostile()
                    due = time.monotonic()
                if FAULT == "stall":
                    time.sleep(FOR_S)
                    due += FOR_S
            time.sleep(max(0.0, due - time.monotonic()))

    def be_hostile(self) -> None:
        """Send hostile data until the fault is over."""
        while Faulty.good_again_s < math.inf and time.monotonic() < Faulty.good_again_s:
            self.wfile.write(REPEATS[HOSTILE])
            time.sleep(PAUSE_S)

    def send_picture(self, data: bytes) -> None:
        if FAULT == "bare":
            self.wfile.write(b"--frame\r\nContent-Type: image/jpeg\r\n\r\n" + data + b"\r\n")
        else:
            super().send_picture(data)


def spoilt(film: Jpegs) -> Jpegs:
    """The film with faulty pictures."""
    pictures = list(film.pictures)
    if FAULT == "resize":
        half = round(AT_S * film.rate)
        pictures[half:] = [_halved(picture) for picture in pictures[half:]]
    if FAULT == "black":
        pictures = [_jpeg(np.full((480, 480, 3), 4, np.uint8))]
    return Jpegs(tuple(pictures), film.rate)


def _halved(picture: bytes) -> bytes:
    whole = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert whole is not None
    return _jpeg(np.asarray(cv2.resize(whole, None, fx=0.5, fy=0.5), np.uint8))


def _jpeg(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    return cv2.imencode(".jpg", picture)[1].tobytes()


def serve_and_vanish() -> None:
    """Serve one client at a time and stop listening in between."""
    port = 0
    while True:
        with HTTPServer(("127.0.0.1", port), Faulty) as server:
            if not port:
                announce(server)
            port = server.server_port
            server.handle_request()
        time.sleep(FOR_S)


if __name__ == "__main__":
    Faulty.film = spoilt(jpegs(Path(sys.argv[1])))
    if FAULT == "vanish":
        serve_and_vanish()
    serve(Faulty)
