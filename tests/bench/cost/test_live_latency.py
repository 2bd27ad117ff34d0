"""The live way beside bare detection: what is measured, held against what, and the server it looks at."""

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


def test_what_is_within_the_bars_falls_short_of_nothing() -> None:
    assert GOOD.bare_frame_s == 0.016
    assert GOOD.times_bare(50) == pytest.approx(0.018 / 0.016)
    assert GOOD.skipped_share == pytest.approx(10 / 900)
    assert GOOD.shortcomings == ()


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        (replace(GOOD, latencies_s=(0.018,) * 9 + (0.060,)), "more than 1.6"),
        (replace(GOOD, figures=replace(FIGURES, skipped=19)), "2.1% of the pictures were skipped"),
        (replace(GOOD, latencies_s=()), "No picture was seen"),
    ],
)
def test_each_bar_that_is_missed_is_told(measured: LiveLatency, said: str) -> None:
    [told] = measured.shortcomings
    assert said in told


def test_a_slow_machine_may_skip() -> None:
    slow = LiveLatency(replace(FIGURES, skipped=400), 9, latencies_s=(0.060,), bare_s=(0.050,))
    assert slow.shortcomings == ()


class _Kept(Closing):
    """Takes everything in."""

    def __init__(self) -> None:
        self.moments: list[Moment] = []
        self.summary: Summary | None = None

    def receive(self, moment: Moment) -> None:
        self.moments.append(moment)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        self.summary = summary


@pytest.mark.slow
def test_a_real_run_sees_judges_and_passes_on_what_is_streamed(
    squat_film: PerformedFilm, pose_model: PoseModel
) -> None:
    kept = _Kept()
    seconds: list[Progress] = []
    facts: list[SourceFacts] = []

    def open_sinks(of: SourceFacts, stack: ExitStack) -> list[_Kept]:
        facts.append(of)
        return [stack.enter_context(kept)]

    measured = measure_live(
        squat_film.path,
        pose_model,
        load_exercise("squat"),
        open_sinks,
        seconds=6,
        on_progress=seconds.append,
    )
    shown = [moment for moment in kept.moments if moment.frame is not None]
    assert len(measured.latencies_s) == len(shown) > 0
    assert min(measured.latencies_s) > 0
    assert kept.summary is not None
    assert measured.counted == kept.summary.full
    assert measured.figures.seen >= len(shown)
    assert seconds[-1] == Progress(6, 6)
    assert facts[0].kind == "camera"


def test_the_server_sends_every_picture_in_order_and_over_again(make_film: MakeFilm) -> None:
    film = make_film(frames=12, rate=60.0)
    assert len(jpegs(film).pictures) < 12, "thinned, as a film is"
    film = make_film(frames=12)
    with streaming(film) as address, MjpegStream(address, iter(range(1000)).__next__) as stream:
        came = [frame.picture for _, frame in zip(range(30), stream, strict=False)]
    assert all((came[number] == came[number + 12]).all() for number in range(18))
    assert all((one != other).any() for one, other in pairwise(came))


def test_the_server_is_gone_when_nobody_needs_it(make_film: MakeFilm) -> None:
    with streaming(make_film()) as address:
        pass
    with pytest.raises(StreamRefused, match="the connection was refused"):
        MjpegStream(address, iter(range(1000)).__next__)
