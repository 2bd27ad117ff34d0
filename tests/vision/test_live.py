"""The live way against a real stream from another process: paced, and with everything going wrong."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from coach.body.stream import Frame, Sighting
from coach.catalogue.library import load_exercise
from coach.errors import StreamLost, StreamRefused
from coach.judging.judge import Judge
from coach.vision.live import LiveFigures, LivePoses
from coach.vision.mjpeg import MjpegStream, is_address
from coach.vision.pose_model import PoseModel
from tests.performances import PerformedFilm

ROOT = Path(__file__).parents[2]
Clock = Callable[[], float]


@contextmanager
def serving(film: Path, fault: str = "") -> Iterator[str]:
    """The address of a real server in a process of its own."""
    command = [sys.executable, "-m", "tests.vision.mjpeg_server", str(film), fault]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.kill()


def since_now() -> Clock:
    began = time.monotonic()
    return lambda: time.monotonic() - began


def watched(
    address: str, model: PoseModel, until_s: float, timeout_s: float = 5.0
) -> tuple[list[Sighting], LiveFigures]:
    clock = since_now()
    opener = partial(MjpegStream, address, clock, timeout_s=timeout_s)
    seen = []
    with LivePoses(opener, model, clock=clock) as source:
        for sighting in source:
            seen.append(sighting)
            if sighting.time > until_s:
                break
        return seen, source.figures


def test_a_set_before_a_stream_counts_as_the_film_does(
    push_up_film: PerformedFilm, pose_model: PoseModel
) -> None:
    until_s = push_up_film.performance.duration_s - 0.3
    with serving(push_up_film.path) as address:
        seen, figures = watched(address, pose_model, until_s)
    judge = Judge(load_exercise("push-up"))
    for sighting in seen:
        judge.observe(sighting.pose, sighting.time)
    summary = judge.finish()
    assert (summary.full, summary.partial) == (push_up_film.full, push_up_film.partial)
    times = [sighting.time for sighting in seen]
    assert times == sorted(set(times)), "time goes forward only"
    assert figures.connected
    assert figures.seen + figures.skipped <= figures.captured + 1, (
        "every frame is seen or skipped, none twice"
    )


def test_a_stream_that_breaks_off_is_taken_up_again(squat_film: Path, pose_model: PoseModel) -> None:
    with serving(squat_film, "drop") as address:
        seen, figures = watched(address, pose_model, 4.0)
    assert figures.reconnected >= 1
    assert any(sighting.frame is None for sighting in seen), "meanwhile nobody is seen, and time goes on"
    assert seen[-1].time > 4.0
    times = [sighting.time for sighting in seen]
    assert times == sorted(set(times))


def test_a_picture_may_change_its_size(squat_film: Path, pose_model: PoseModel) -> None:
    with serving(squat_film, "resize") as address:
        seen, _ = watched(address, pose_model, 1.4)
    sizes = [sighting.pose.size for sighting in seen if sighting.pose]
    assert set(sizes) == {(480, 480), (240, 240)}


def test_while_a_stream_stalls_time_goes_on_and_somebody_says_why(
    squat_film: Path, pose_model: PoseModel
) -> None:
    with serving(squat_film, "stall") as address:
        seen, figures = watched(address, pose_model, 3.2, timeout_s=1.0)
    assert not figures.connected
    assert "nothing came for 1 s" in (figures.trouble or "")
    assert sum(sighting.frame is None for sighting in seen) >= 3


def test_parts_without_a_length_are_read_to_the_end_of_the_picture(squat_film: Path) -> None:
    with serving(squat_film, "bare") as address, MjpegStream(address, since_now()) as stream:
        frames: list[Frame] = []
        for frame in stream:
            frames.append(frame)
            if len(frames) == 5:
                break
    assert [frame.picture.shape for frame in frames] == [(480, 480, 3)] * 5
    assert stream.facts.name.startswith("127.0.0.1:")


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("refuse", "it answers 404 Not Found"), ("page", "it sends text/html, not motion JPEG")],
)
def test_what_is_no_stream_is_refused(squat_film: Path, fault: str, reason: str) -> None:
    with serving(squat_film, fault) as address, pytest.raises(StreamRefused, match=reason) as caught:
        MjpegStream(address, since_now())
    assert caught.value.hint


def test_where_nobody_listens_it_says_so() -> None:
    with pytest.raises(StreamRefused, match="nobody listens there"):
        MjpegStream("http://127.0.0.1:9/video", since_now())
    with pytest.raises(StreamRefused, match="not complete"):
        MjpegStream("http://127.0.0.1:ninety/video", since_now())


def test_a_stream_that_ends_is_lost_not_finished(squat_film: Path) -> None:
    with (
        serving(squat_film, "drop") as address,
        MjpegStream(address, since_now()) as stream,
        pytest.raises(StreamLost, match="ended by the other side"),
    ):
        deque(stream, maxlen=0)


@pytest.mark.parametrize(
    ("text", "address"),
    [("http://phone.example:8080/video", True), ("HTTPS://x", True), ("film.mp4", False), ("0", False)],
)
def test_addresses_are_told_from_files_and_cameras(text: str, address: bool) -> None:
    assert is_address(text) == address
