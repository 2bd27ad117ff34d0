"""Latency of live analysis, from a picture's arrival to the verdict, compared with bare detection."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.bench.cost.analysis_speed import bare_landmarker
from coach.bench.fixtures.mjpeg_server import jpegs, streaming
from coach.body.live_figures import LiveFigures
from coach.body.stream import OnProgress, Progress, SourceFacts
from coach.catalogue.definition import Exercise
from coach.judging.judge import Judge
from coach.opencv import cv2
from coach.pipeline import watch
from coach.sinks import Sink
from coach.vision.live.live_poses import LivePoses
from coach.vision.live.mjpeg import MjpegStream
from coach.vision.pose_model.pose_model import PoseModel

LATENCY_BAR = 1.6
"""Limit of the 95th percentile of the latency, as a multiple of one bare detection."""
SKIPPED_BAR = 0.02
QUICK_S = 0.025
"""The limit of dropped frames applies only if a bare detection is faster than this."""
_BARE = 150
"""Pictures of a round of bare detection; one round runs before the stream, and one after it."""


OpenSinks = Callable[[SourceFacts, ExitStack], Sequence[Sink]]
"""Opens the sinks for a source; the stack closes them."""


@dataclass(frozen=True, slots=True)
class LiveLatency:
    """The results of a run, in seconds.

    Attributes:
        figures: Frames captured, analysed and dropped.
        counted: Full reps counted.
        latencies_s: Time from the arrival of each analysed picture to its verdict.
        bare_s: Time of bare detection of each picture.
    """

    figures: LiveFigures
    counted: int
    latencies_s: tuple[float, ...]
    bare_s: tuple[float, ...]

    @property
    def bare_frame_s(self) -> float:
        """Median time of one bare detection."""
        return float(np.median(self.bare_s))

    @property
    def skipped_share(self) -> float:
        """Share of the captured pictures that were dropped for newer ones."""
        return self.figures.skipped / max(self.figures.captured, 1)

    @property
    def shortcomings(self) -> tuple[str, ...]:
        """The missed targets, a sentence each."""
        short = []
        if not self.latencies_s:
            return ("No frames were analysed.",)
        if (times := self.times_bare(95)) > LATENCY_BAR:
            short.append(f"The 95th percentile is {times:.2f} bare detections; the limit is {LATENCY_BAR}.")
        if self.bare_frame_s < QUICK_S and self.skipped_share > SKIPPED_BAR:
            short.append(
                f"{self.skipped_share:.1%} of the frames were dropped; the limit is {SKIPPED_BAR:.0%}."
            )
        return tuple(short)

    def latency_s(self, percentile: float) -> float:
        """A percentile of the latency."""
        return float(np.percentile(self.latencies_s, percentile))

    def times_bare(self, percentile: float) -> float:
        """A percentile of the latency as a multiple of one bare detection."""
        return self.latency_s(percentile) / self.bare_frame_s


def measure_live(
    film: Path,
    model: PoseModel,
    exercise: Exercise,
    open_sinks: OpenSinks,
    *,
    seconds: float,
    on_progress: OnProgress,
) -> LiveLatency:
    """Analyse a film's stream live, with rounds of bare detection of its pictures before and after.

    Args:
        film: A film that loops smoothly; a separate process streams it at its own rate.
        model: The pose model for both.
        exercise: The exercise to judge.
        open_sinks: Opens the sinks that receive every moment after its verdict.
        seconds: Duration.
        on_progress: Called every second.
    """
    pictures = [_decoded(data) for data in jpegs(film).pictures[:_BARE]]
    bare = _bare(pictures, model)
    began = time.monotonic()

    def clock() -> float:
        return time.monotonic() - began

    latencies: list[float] = []
    with ExitStack() as stack:
        address = stack.enter_context(streaming(film))
        opener = partial(MjpegStream, address, clock)
        source = stack.enter_context(LivePoses(opener, model, clock=clock))
        sinks = open_sinks(source.facts, stack)
        judge, start_s = Judge(exercise), clock()
        for moment in watch(source, judge):
            if moment.frame is not None:
                latencies.append(clock() - moment.time)
            for sink in sinks:
                sink.receive(moment)
            gone_s = moment.time - start_s
            on_progress(Progress(int(gone_s), int(seconds)))
            if gone_s >= seconds:
                break
        figures, summary = source.figures, judge.finish()
        for sink in sinks:
            sink.conclude(summary, interrupted=False)
    bare += _bare(pictures, model)
    return LiveLatency(figures, summary.full, tuple(latencies), tuple(bare))


def _decoded(data: bytes) -> NDArray[np.uint8]:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None, "it was encoded here"
    return np.asarray(picture, np.uint8)


def _bare(pictures: Sequence[NDArray[np.uint8]], model: PoseModel) -> list[float]:
    """Seconds of detection alone for each picture."""
    times = []
    with bare_landmarker(model) as (image, landmarker):
        for number, picture in enumerate(pictures):
            ready = image(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
            start = time.perf_counter()
            landmarker.detect_for_video(ready, number * 33)
            times.append(time.perf_counter() - start)
    return times
