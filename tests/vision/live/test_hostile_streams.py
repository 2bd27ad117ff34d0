"""Hostile or broken streams are refused in time with a reason, or used if possible."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest

from coach.errors import StreamRefused
from coach.vision.live.jpeg_size import jpeg_size
from coach.vision.live.mjpeg import MjpegStream
from tests.campaign.hostile_streams import JPEG, RUBBISH, claiming, hostile


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("huge picture", "only oversized pictures of 65500×65500 arrived"),
        ("large picture", "only oversized pictures of 30000×30000 arrived"),
        ("a byte at a time", "bytes and no complete picture arrived"),
        ("empty parts", "only empty parts arrived"),
        ("broken pictures", "only damaged pictures arrived"),
        ("pictures cut short", "only damaged pictures arrived"),
        ("endless continue", "no complete response"),
        ("endless headers", "no complete response"),
        ("no boundary", "does not send motion JPEG|no complete picture"),
        ("redirect loop", "too many times"),
        ("redirect elsewhere", "another host, phone.example"),
        ("gzip", "compresses its pictures .gzip."),
        ("negative chunk", "broken or not HTTP"),
    ],
)
def test_streams_without_pictures_are_refused_in_time(
    behaviour: str, reason: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with hostile(behaviour) as address:
        began = time.monotonic()
        with pytest.raises(StreamRefused, match=reason):
            MjpegStream(address, time.monotonic, timeout_s=0.5, patience_s=0.5)
        assert time.monotonic() - began < 5.0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("behaviour", ["length of nines", "length of superscripts", "huge chunk"])
def test_an_implausible_length_loses_no_picture(behaviour: str) -> None:
    with hostile(behaviour) as address, MjpegStream(address, time.monotonic) as stream:
        frames = iter(stream)
        assert [next(frames).picture.shape for _ in range(3)] == [(48, 64, 3)] * 3


def test_errors_of_libjpeg_do_not_reach_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    cv2.imdecode(np.frombuffer(RUBBISH, np.uint8), cv2.IMREAD_COLOR)
    assert "Corrupt JPEG data" in capfd.readouterr().err
    with hostile("rubbish after the header") as address, MjpegStream(address, time.monotonic) as stream:
        frames = iter(stream)
        assert [next(frames).picture.shape for _ in range(3)] == [(48, 64, 3)] * 3
    assert capfd.readouterr().err == ""


def test_the_size_is_read_from_the_header() -> None:
    assert jpeg_size(JPEG) == (64, 48)
    assert jpeg_size(claiming(65500, 30000)) == (65500, 30000)
    assert jpeg_size(b"\x89PNG") is None
    assert jpeg_size(b"\xff\xd8\xff") is None
