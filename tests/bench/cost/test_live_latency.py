"""Live latency compared with bare detection, and the stream server."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from itertools import pairwise

import pytest

from coach.bench.cost.live_latency import LiveLatency, measure_live
from coach.bench.fixtures.mjpeg_server import jpegs, streaming
from coach.body.live_figures import LiveFigures
from coach.body.stream import Closing, Progress, SourceFacts
from coach.catalogue.library import load_exercise
from coach.errors import StreamRefused
from coach.judging.observation import Summary
from coach.moment import Moment
from coach.vision.live.mjpeg import MjpegStream
from coach.vision.pose_model.pose_model import PoseModel
from tests.conftest import MakeFilm
from tests.performances import PerformedFilm

FIGURES = LiveFigures(captured=900, seen=890, skipped=10, reconnected=0, connected=True, trouble=None)
GOOD = LiveLatency(FIGURES, counted=9, latencies_s=(0.018,) * 19 + (0.025,), bare_s=(0.015, 0.016, 0.2))


def test_a_run_within_the_limits_has_no_shortcomings() -> None:
    assert GOOD.bare_frame_s == 0.016
    assert GOOD.times_bare(50) == pytest.approx(0.018 / 0.016)
    assert GOOD.skipped_share == pytest.approx(10 / 900)
    assert GOOD.shortcomings == ()


@pytest.mark.parametrize(
    ("measured", "message"),
    [
        (replace(GOOD, latencies_s=(0.018,) * 9 + (0.060,)), "the limit is 1.6"),
        (replace(GOOD, figures=replace(FIGURES, skipped=19)), "2.1% of the frames were dropped"),
        (replace(GOOD, latencies_s=()), "No frames were analysed"),
    ],
)
def test_each_missed_target_is_reported(measured: LiveLatency, message: str) -> None:
    [shortcoming] = measured.shortcomings
    assert message in shortcoming


def test_a_slow_machine_may_drop_frames() -> None:
    slow = LiveLatency(replace(FIGURES, skipped=400), 9, latencies_s=(0.060,), bare_s=(0.050,))
    assert slow.shortcomings == ()


class _Recorder(Closing):
    """Stores everything that it receives."""

    def __init__(self) -> None:
        self.moments: list[Moment] = []
        self.summary: Summary | None = None

    def receive(self, moment: Moment) -> None:
        self.moments.append(moment)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        self.summary = summary


@pytest.mark.slow
def test_a_real_run_judges_the_stream_and_feeds_the_sinks(
    squat_film: PerformedFilm, pose_model: PoseModel
) -> None:
    recorder = _Recorder()
    seconds: list[Progress] = []
    facts: list[SourceFacts] = []

    def open_sinks(of: SourceFacts, stack: ExitStack) -> list[_Recorder]:
        facts.append(of)
        return [stack.enter_context(recorder)]

    measured = measure_live(
        squat_film.path,
        pose_model,
        load_exercise("squat"),
        open_sinks,
        seconds=6,
        on_progress=seconds.append,
    )
    with_frame = [moment for moment in recorder.moments if moment.frame is not None]
    assert len(measured.latencies_s) == len(with_frame) > 0
    assert min(measured.latencies_s) > 0
    assert recorder.summary is not None
    assert measured.counted == recorder.summary.full
    assert measured.figures.seen >= len(with_frame)
    assert seconds[-1] == Progress(6, 6)
    assert facts[0].kind == "camera"


def test_the_server_sends_every_picture_in_a_loop(make_film: MakeFilm) -> None:
    film = make_film(frames=12, rate=60.0)
    assert len(jpegs(film).pictures) < 12, "thinned like a film"
    film = make_film(frames=12)
    with streaming(film) as address, MjpegStream(address, iter(range(1000)).__next__) as stream:
        came = [frame.picture for _, frame in zip(range(30), stream, strict=False)]
    assert all((came[number] == came[number + 12]).all() for number in range(18))
    assert all((one != other).any() for one, other in pairwise(came))


def test_the_server_stops_when_the_block_ends(make_film: MakeFilm) -> None:
    with streaming(make_film()) as address:
        pass
    with pytest.raises(StreamRefused, match="the connection was refused"):
        MjpegStream(address, iter(range(1000)).__next__)
