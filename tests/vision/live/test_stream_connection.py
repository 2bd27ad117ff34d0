"""Redirects of a stream are followed only within its host, and certificates must be trusted."""

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

REDIRECTS = {
    "/near": "/video",
    "/relative": "video",
    "/far": "http://phone.example/video",
    "/file": "file:///x",
}


class Redirecting(BaseHTTPRequestHandler):
    """Sends three pictures from '/video' and redirects other paths."""

    def do_GET(self) -> None:
        if self.path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        self.wfile.write(part(JPEG) * 3)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@contextmanager
def redirecting(context: ssl.SSLContext | None = None) -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Redirecting) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", ["near", "relative"])
def test_redirects_within_the_host_are_followed(path: str) -> None:
    with redirecting() as place, MjpegStream(f"http://{place}/{path}", time.monotonic) as stream:
        assert next(iter(stream)).picture.shape == (48, 64, 3)
        assert stream.facts.name == place


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("far", r"it redirects to another host, phone\.example"),
        ("file", "it redirects to a file address"),
    ],
)
def test_other_redirects_are_refused(path: str, reason: str) -> None:
    with redirecting() as place, pytest.raises(StreamRefused, match=reason):
        MjpegStream(f"http://{place}/{path}", time.monotonic)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is missing")
def test_an_untrusted_certificate_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    options = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    command = ["openssl", *options, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with (
        redirecting(context) as place,
        pytest.raises(StreamRefused, match=r"its certificate is not trusted \(self.signed certificate\)"),
    ):
        MjpegStream(f"https://{place}/video", time.monotonic)


def test_a_server_without_encryption_is_refused() -> None:
    with redirecting() as place, pytest.raises(StreamRefused, match="does not support encryption"):
        MjpegStream(f"https://{place}/video", time.monotonic)


class Sending(BaseHTTPRequestHandler):
    """Declares the content type in its path and sends no content."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", self.path[1:])
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("text/html; charset=utf-8", "This is a web page"),
        ("image/jpeg", "This is a single picture"),
        ("video/mp4", "This is a film. Save it"),
        ("application/vnd.apple.mpegurl", "This is a stream for players (HLS or DASH)"),
        ("application/octet-stream", "Check that the camera's app is running"),
    ],
)
def test_the_hint_depends_on_the_content(content: str, hint: str) -> None:
    with HTTPServer(("127.0.0.1", 0), Sending) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(StreamRefused) as refused:
            MjpegStream(
                f"http://127.0.0.1:{server.server_port}/{content.replace(' ', '%20')}", time.monotonic
            )
        server.shutdown()
    assert "not motion JPEG" in str(refused.value)
    assert refused.value.hint.startswith(hint)
