"""Where a stream leads: on within one host, to no other, and past no certificate that nobody vouches for."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from coach.errors import StreamRefused
from coach.vision.live.mjpeg import MjpegStream
from tests.campaign.hostile_streams import JPEG, part

LED_ON = {"/near": "/video", "/relative": "video", "/far": "http://phone.example/video", "/file": "file:///x"}


class Leading(BaseHTTPRequestHandler):
    """Sends three pictures from '/video', and sends on from elsewhere."""

    def do_GET(self) -> None:
        if self.path in LED_ON:
            self.send_response(302)
            self.send_header("Location", LED_ON[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        self.wfile.write(part(JPEG) * 3)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def leading(context: ssl.SSLContext | None = None) -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Leading) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", ["near", "relative"])
def test_it_follows_where_the_same_host_leads(path: str) -> None:
    with leading() as place, MjpegStream(f"http://{place}/{path}", time.monotonic) as stream:
        assert next(iter(stream)).picture.shape == (48, 64, 3)
        assert stream.facts.name == place


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("far", r"it sends you on to another host, phone\.example"),
        ("file", "it sends you on to a file address"),
    ],
)
def test_it_follows_nowhere_else(path: str, reason: str) -> None:
    with leading() as place, pytest.raises(StreamRefused, match=reason):
        MjpegStream(f"http://{place}/{path}", time.monotonic)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl makes a certificate here")
def test_a_certificate_that_nobody_vouches_for_is_named(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    wish = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    command = ["openssl", *wish, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with (
        leading(context) as place,
        pytest.raises(StreamRefused, match=r"its certificate is not trusted \(self.signed certificate\)"),
    ):
        MjpegStream(f"https://{place}/video", time.monotonic)


def test_a_server_without_encryption_is_said_to_have_none() -> None:
    with leading() as place, pytest.raises(StreamRefused, match="no encrypted connection could be made"):
        MjpegStream(f"https://{place}/video", time.monotonic)


class Sending(BaseHTTPRequestHandler):
    """Sends what its path names, and nothing of it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", self.path[1:])
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("text/html; charset=utf-8", "That is a web page"),
        ("image/jpeg", "That is a single picture"),
        ("video/mp4", "That is a film: save it"),
        ("application/vnd.apple.mpegurl", "That is a stream for players (HLS or DASH)"),
        ("application/octet-stream", "Is the camera's app running"),
    ],
)
def test_what_is_sent_instead_says_where_to_look(content: str, hint: str) -> None:
    with HTTPServer(("127.0.0.1", 0), Sending) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(StreamRefused) as refused:
            MjpegStream(
                f"http://127.0.0.1:{server.server_port}/{content.replace(' ', '%20')}", time.monotonic
            )
        server.shutdown()
    assert "not motion JPEG" in str(refused.value)
    assert refused.value.hint.startswith(hint)
