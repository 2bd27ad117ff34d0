"""Live poses from a real stream of another process, with and without faults."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from coach.bench.fixtures.mjpeg_server import streaming
from coach.body.live_figures import LiveFigures
from coach.body.stream import Frame, Sighting
from coach.catalogue.library import load_exercise
from coach.errors import StreamLost, StreamRefused
from coach.judging.judge import Judge
from coach.vision.live import live_poses
from coach.vision.live.live_poses import LivePoses
from coach.vision.live.live_sources import open_looped
from coach.vision.live.mjpeg import MjpegStream
from coach.vision.picture.image_quality_notes import black_note
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import PerformedFilm

ROOT = Path(__file__).parents[3]
LONGEST_S = 60.0
USUAL_PATIENCE_S = 10.0
HOSTILE_PATIENCE_S = 2.0
"""Long enough for a busy machine to send a picture."""
Clock = Callable[[], float]


def serving(film: Path, fault: str = "", *seconds: float) -> AbstractContextManager[str]:
    """The address of a real server in its own process."""
    return streaming(film, fault, *map(str, seconds), module="tests.vision.live.mjpeg_server", folder=ROOT)


def since_now() -> Clock:
    began = time.monotonic()
    return lambda: time.monotonic() - began


def watched(
    address: str, model: PoseModel, until_s: float, timeout_s: float = 5.0
) -> tuple[list[Sighting], LiveFigures]:
    clock = since_now()
    opener = partial(MjpegStream, address, clock, timeout_s=timeout_s)
    sightings = []
    with LivePoses(opener, model, clock=clock) as source:
        for sighting in source:
            sightings.append(sighting)
            if sighting.time > until_s:
                break
        return sightings, source.figures


@pytest.mark.parametrize(
    ("fault", "seconds", "reconnected", "sentence"),
    [
        ("", 0.0, 0, ""),
        ("resize", 0.0, 0, ""),
        ("stall", 3.0, 0, "No picture for"),
        ("drop", 0.0, 1, "the server closed the connection"),
        ("vanish", 1.0, 1, "the connection was refused"),
        pytest.param(
            *("hostile: huge picture", 3.0, 1, "only oversized pictures of 65500×65500 arrived"),
            marks=pytest.mark.slow,
        ),
        pytest.param("hostile: length of nines", 1.0, 0, "", marks=pytest.mark.slow),
    ],
)
def test_a_fault_between_two_squats_does_not_end_the_set(
    two_squats: PerformedFilm,
    pose_model: PoseModel,
    fault: str,
    seconds: float,
    reconnected: int,
    sentence: str,
) -> None:
    between_s = two_squats.reps[0].end_s + 0.3
    patience_s = HOSTILE_PATIENCE_S if fault.startswith("hostile") else USUAL_PATIENCE_S
    clock, judge = since_now(), Judge(load_exercise("squat"))
    times, troubles, blind, counted_s = [], set(), 0, float("inf")
    with (
        serving(two_squats.path, fault, between_s, seconds) as address,
        LivePoses(
            partial(MjpegStream, address, clock, patience_s=patience_s), pose_model, clock=clock
        ) as source,
    ):
        for sighting in source:
            times.append(sighting.time)
            observation = judge.observe(sighting.pose, sighting.time)
            troubles.add(source.figures.trouble)
            blind += sighting.frame is None
            if observation.full >= two_squats.full:
                counted_s = min(counted_s, sighting.time)
            if sighting.time > min(counted_s + 1.5, LONGEST_S):
                break
        figures = source.figures
    summary = judge.finish()
    assert (summary.full, summary.partial, len(summary.sets)) == (two_squats.full, 0, 1), figures
    assert times == sorted(set(times)), "times ascend"
    assert figures.reconnected == reconnected
    if sentence:
        assert any(sentence in trouble for trouble in troubles if trouble)
        assert blind, "meanwhile there are empty sightings"
    assert figures.connected, "all is well in the end"
    assert figures.trouble is None
    assert figures.captured - figures.seen - figures.skipped in (0, 1, 2), "one in progress, one waiting"


def test_a_black_picture_is_reported(squat_film: Path, pose_model: PoseModel) -> None:
    with serving(squat_film, "black") as address:
        _, figures = watched(address, pose_model, 1.0)
        assert figures.trouble is None, "it may be a hand in front of the lens"
        _, figures = watched(address, pose_model, 5.5)
    assert figures.connected
    assert "black" in (figures.trouble or "")
    assert figures.note == black_note()


def test_frames_from_before_the_start_are_discarded(squat_film: Path, pose_model: PoseModel) -> None:
    clock = since_now()
    with (
        serving(squat_film) as address,
        LivePoses(partial(MjpegStream, address, clock), pose_model, clock=clock) as source,
    ):
        time.sleep(1.0)
        began_s = clock()
        first = next(iter(source))
        assert first.time > began_s - 0.05
        assert source.figures.captured < 10, "the frames of the first second are not counted"


def test_a_picture_may_change_its_size(squat_film: Path, pose_model: PoseModel) -> None:
    with serving(squat_film, "resize") as address:
        sightings, _ = watched(address, pose_model, 1.4)
    sizes = [sighting.pose.size for sighting in sightings if sighting.pose]
    assert set(sizes) == {(480, 480), (240, 240)}


def test_a_stalled_stream_keeps_time_and_is_reported(squat_film: Path, pose_model: PoseModel) -> None:
    with serving(squat_film, "stall") as address:
        sightings, figures = watched(address, pose_model, 3.2, timeout_s=1.0)
    assert not figures.connected
    assert "no data for 1 s" in (figures.trouble or "")
    assert sum(sighting.frame is None for sighting in sightings) >= 3


def test_a_slow_answer_is_not_lost_to_an_empty_sighting(
    squat_film: Path, pose_model: PoseModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_poses, "_POLL_S", 0.001)  # as if every answer were slow
    sightings, clock, wanted = [], since_now(), 20
    with (
        serving(squat_film) as address,
        LivePoses(partial(MjpegStream, address, clock), pose_model, clock=clock) as source,
    ):
        for sighting in source:  # counts frames, not seconds, as the machine may be busy
            sightings.append(sighting)
            wanted -= sighting.frame is not None
            if not wanted or sighting.time > LONGEST_S / 2:
                break
        figures = source.figures
    shown = [sighting for sighting in sightings if sighting.frame is not None]
    assert len(shown) == 20, figures
    assert figures.seen - len(shown) <= 2, "analysed since then"
    assert sum(sighting.pose is not None for sighting in shown) > 0.5 * len(shown)
    times = [sighting.time for sighting in sightings]
    assert times == sorted(set(times))


def test_a_slow_consumer_gets_few_sightings_in_order(
    squat_film: Path, pose_model: PoseModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_poses, "_MOST_WAITING", 5)
    times, clock = [], since_now()
    with (
        serving(squat_film) as address,
        LivePoses(partial(MjpegStream, address, clock), pose_model, clock=clock) as source,
    ):
        for sighting in source:
            times.append(sighting.time)
            if len(times) == 1:
                time.sleep(2.0)
            if sighting.time > times[0] + 2.5:
                break
        figures = source.figures
    early = [when for when in times if when < times[0] + 1.0]
    assert len(early) < 10, "frames don't pile up"
    assert times == sorted(set(times))
    assert figures.skipped > 20


def test_times_ascend_where_a_loop_restarts(squat_film: Path, pose_model: PoseModel) -> None:
    times, duration_s = [], 1.5
    with open_looped(squat_film, "a rendered squat", model_path=pose_model.path) as source:
        assert (source.facts.kind, source.facts.name) == ("performance", "a rendered squat")
        for sighting in source:
            times.append(sighting.time)
            if sighting.time > 2 * duration_s:
                break
        figures = source.figures
    assert times == sorted(set(times))
    assert times[0] == 0.0
    assert max(after - before for before, after in pairwise(times)) < duration_s / 2, "no gap at the seam"
    assert figures.reconnected == 0
    assert figures.trouble is None


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
def test_other_content_is_refused(squat_film: Path, fault: str, reason: str) -> None:
    with serving(squat_film, fault) as address, pytest.raises(StreamRefused, match=reason) as caught:
        MjpegStream(address, since_now())
    assert caught.value.hint


def test_a_password_works_and_stays_private(squat_film: Path) -> None:
    with serving(squat_film, "locked") as address:
        with_password = address.replace("//", "//me:open%20sesame@")
        with MjpegStream(with_password, since_now()) as stream:
            assert stream.facts.name == urlsplit(address).netloc
        wrong = address.replace("//", "//me:sesame@")
        with pytest.raises(StreamRefused, match="rejects this user name and password") as caught:
            MjpegStream(wrong, since_now())
    assert "sesame" not in f"{caught.value} {caught.value.hint} {caught.value.address}"
    with pytest.raises(StreamRefused, match="the connection was refused") as caught:
        MjpegStream(f"http://{'me:sesame'}@127.0.0.1:9/video", since_now())
    assert "sesame" not in str(caught.value)


def test_unreachable_and_invalid_addresses_are_refused() -> None:
    with pytest.raises(StreamRefused, match="the connection was refused"):
        MjpegStream("http://127.0.0.1:9/video", since_now())
    for address in ("http://127.0.0.1:ninety/video", "http://[::1/video"):
        with pytest.raises(StreamRefused, match="incomplete"):
            MjpegStream(address, since_now())
    for odd in (f"http://{'.' * 3}/video", f"http://{'long' * 20}/video"):
        with pytest.raises(StreamRefused, match="the address is invalid"):
            MjpegStream(odd, since_now())


def test_a_stream_that_ends_is_lost_not_finished(squat_film: Path) -> None:
    with (
        serving(squat_film, "drop") as address,
        MjpegStream(address, since_now()) as stream,
        pytest.raises(StreamLost, match="the server closed the connection"),
    ):
        deque(stream, maxlen=0)
