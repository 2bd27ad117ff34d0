"""A camera with digest authentication accepts the right password and rejects a wrong one."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import parse_http_list, parse_keqv_list

import pytest

from coach.errors import StreamRefused
from coach.vision.live.mjpeg import MjpegStream
from tests.campaign.hostile_streams import JPEG, part


def _md5(*parts: str) -> str:
    return hashlib.md5(":".join(parts).encode(), usedforsecurity=False).hexdigest()


class Digest(BaseHTTPRequestHandler):
    """Sends three pictures to 'me' with the password 'pa/ss@word'."""

    def do_GET(self) -> None:
        login = self.headers.get("Authorization", "")
        if login.startswith("Digest ") and self._is_right(login.removeprefix("Digest ")):
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
            self.end_headers()
            self.wfile.write(part(JPEG) * 3)
            return
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Digest realm="camera", nonce="once", qop="auth"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _is_right(self, login: str) -> bool:
        facts = parse_keqv_list(parse_http_list(login))
        whose, what = _md5("me", "camera", "pa/ss@word"), _md5("GET", self.path)
        once = (facts["nonce"], facts["nc"], facts["cnonce"], facts["qop"])
        return facts["response"] == _md5(whose, *once, what)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@pytest.fixture
def place() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Digest) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}/video"
        server.shutdown()


def test_the_right_digest_password_is_accepted(place: str) -> None:
    with MjpegStream(f"http://{'me:pa/ss@word'}@{place}", time.monotonic) as stream:
        assert next(iter(stream)).picture.shape == (48, 64, 3)
        assert stream.facts.name == place.partition("/")[0]


def test_wrong_and_missing_passwords_are_reported(place: str) -> None:
    with pytest.raises(StreamRefused, match="rejects this user name and password") as caught:
        MjpegStream(f"http://{'me:sesame'}@{place}", time.monotonic)
    assert "sesame" not in str(caught.value)
    with pytest.raises(StreamRefused, match="requires a user name and password: put them before the host"):
        MjpegStream(f"http://{place}", time.monotonic)
