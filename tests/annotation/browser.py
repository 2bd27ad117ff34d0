"""Plays a film in headless Chromium and reads its length and a frame."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_PAGE = b"""<video id=v muted></video><script>
const v = document.getElementById('v');
const say = (facts) => fetch('/said', {method: 'POST', body: JSON.stringify(facts)});
v.onerror = () => say({error: v.error.message});
v.onloadeddata = () => { v.currentTime = AT; };
const draw = (tries) => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [v.videoWidth, v.videoHeight];
  const pen = canvas.getContext('2d');
  pen.drawImage(v, 0, 0);
  const dots = pen.getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = dots.some((value, at) => at % 4 < 3 && value);
  if (!seen && tries) { setTimeout(() => draw(tries - 1), 100); return; }  // black until it is painted
  say({duration: v.duration, picture: canvas.toDataURL('image/png').split(',')[1]});
};
v.onseeked = () => draw(50);
fetch('/film').then((answer) => answer.blob()).then((blob) => { v.src = URL.createObjectURL(blob); });
</script>"""


@dataclass(frozen=True, eq=False)
class Played:
    """What the browser shows.

    Attributes:
        duration_s: The length of the film in seconds.
        picture: The frame, blue, green, red.
    """

    duration_s: float
    picture: NDArray[np.uint8]


def browser() -> str | None:
    """The path of Chromium; None if it is not installed."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def played(film: Path, at_s: float, folder: Path) -> Played:
    """Play a film and read the frame at a time in seconds."""
    said: dict[str, Any] = {}
    there = threading.Event()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "video/mp4" if self.path == "/film" else "text/html")
            self.end_headers()
            page = _PAGE.replace(b"AT", str(at_s).encode())
            self.wfile.write(film.read_bytes() if self.path == "/film" else page)

        def do_POST(self) -> None:
            said.update(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()
            there.set()

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        command = [
            *(
                str(browser()),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
            ),
            *(f"--user-data-dir={folder / 'browser'}", f"http://127.0.0.1:{server.server_port}/page"),
        ]
        with subprocess.Popen([*command, "--remote-debugging-port=0"], stderr=subprocess.DEVNULL) as process:
            answered = there.wait(60)
            process.terminate()
        server.shutdown()
    assert answered, "the browser said nothing"
    assert "error" not in said, said["error"]
    content = np.frombuffer(base64.b64decode(said["picture"]), np.uint8)
    picture = cv2.imdecode(content, cv2.IMREAD_COLOR)
    assert picture is not None
    return Played(float(said["duration"]), picture.astype(np.uint8))
