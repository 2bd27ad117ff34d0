"""Cost of recognition: a window compared with bare detection, loading compared with an import."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from dataclasses import dataclass
from itertools import islice
from statistics import median

from coach.bench.cost.rendering_speed import each_s
from coach.body.stream import Frame, OnProgress, Progress
from coach.errors import BenchError
from coach.learning.artefact import TrainedModel
from coach.performer.motion.act import Act
from coach.performer.sources import Rendered, Truth
from coach.recognition.windows import HOP_S, WINDOW_S, Window, WindowCutter
from coach.vision.landmarker.landmarker import Landmarker
from coach.vision.pose_model.pose_model import PoseModel

WINDOW_BAR = 0.15
"""Limit of the time for one window, as a share of one bare detection."""
LOADING_BAR = 1.5
"""Limit of the time to load the model, as a multiple of importing scikit-learn's forests."""
PICTURES_PER_S = 30
"""Frame rate live; a window is classified every half second."""

_LOAD = "from coach.learning.artefact import load; load()"
_IMPORT = "import sklearn.ensemble"
"""The import that any model of scikit-learn needs; the limit refers to it."""
_PACKAGE = "import sklearn"


@dataclass(frozen=True, slots=True)
class WindowCost:
    """CPU times of one window and one picture in each round, in seconds.

    Attributes:
        window_s: Time to compute and classify the features of one full window.
        detected_s: Time of one bare detection.
    """

    window_s: tuple[float, ...]
    detected_s: tuple[float, ...]

    @property
    def share(self) -> float:
        """Time of one window as a share of one detection, medians of the rounds."""
        return median(self.window_s) / median(self.detected_s)

    @property
    def live_share(self) -> float:
        """Time of the windows as a share of the detections in a second live."""
        return self.share / (HOP_S * PICTURES_PER_S)


@dataclass(frozen=True, slots=True)
class LoadingCost:
    """Times in fresh processes in each round, in seconds from the first statement.

    Attributes:
        load_s: Time to load the model in use, with all imports.
        import_s: Time to import scikit-learn's forests.
        package_s: Time to import ``sklearn`` alone.
    """

    load_s: tuple[float, ...]
    import_s: tuple[float, ...]
    package_s: tuple[float, ...]

    @property
    def times_import(self) -> float:
        """Time to load the model as a multiple of importing the forests, medians of the rounds."""
        return median(self.load_s) / median(self.import_s)

    @property
    def times_package(self) -> float:
        """Time to load the model as a multiple of importing ``sklearn`` alone, medians of the rounds."""
        return median(self.load_s) / median(self.package_s)


@dataclass(frozen=True, slots=True)
class RecognitionCost:
    """Both costs.

    Attributes:
        window: Cost twice a second.
        loading: Cost once.
    """

    window: WindowCost
    loading: LoadingCost

    @property
    def shortcomings(self) -> tuple[str, ...]:
        """The missed targets, a sentence each."""
        short = []
        if (share := self.window.share) > WINDOW_BAR:
            short.append(f"A window takes {share:.3f} bare detections; the limit is {WINDOW_BAR}.")
        if (times := self.loading.times_import) > LOADING_BAR:
            short.append(f"Loading the model takes {times:.2f} times the import; the limit is {LOADING_BAR}.")
        return tuple(short)


def measure_windows(
    act: Act,
    model: PoseModel,
    trained: TrainedModel,
    *,
    pictures: int = 30,
    rounds: int = 5,
    on_progress: OnProgress,
) -> WindowCost:
    """Time full windows and bare detections alternately, after a warm-up round of each.

    Args:
        act: The performance: its true landmarks fill the windows, its pictures are detected.
        model: The pose model.
        trained: The recognition model.
        pictures: Number of pictures per round.
        rounds: Number of rounds.
        on_progress: Called after each round.

    Raises:
        BenchError: The performance is too short for a full window.
    """
    windows, frames = _whole_windows(act), list(islice(Rendered(act), pictures))
    classified: list[float] = []
    detected: list[float] = []

    def recognised(window: Window) -> object:
        return trained.probabilities(window.features()[None])

    with Landmarker(model) as landmarker:
        for round_ in range(rounds + 1):
            began_s = round_ * len(frames) / PICTURES_PER_S
            prepared = [
                landmarker.prepare(Frame(began_s + place / PICTURES_PER_S, frame.picture))
                for place, frame in enumerate(frames)
            ]
            classified.append(each_s(recognised, windows))
            detected.append(each_s(landmarker.find, prepared))
            on_progress(Progress(round_, rounds))
    return WindowCost(tuple(classified[1:]), tuple(detected[1:]))


def measure_loading(*, rounds: int = 5, on_progress: OnProgress) -> LoadingCost:
    """Time loading the model and importing alternately, after a warm-up of each.

    Args:
        rounds: Number of rounds.
        on_progress: Called after each round.

    Raises:
        BenchError: A process ended with an error.
    """
    times: dict[str, list[float]] = {_LOAD: [], _IMPORT: [], _PACKAGE: []}
    for round_ in range(rounds + 1):
        for statements, times_s in times.items():
            times_s.append(child_s(statements))
        on_progress(Progress(round_, rounds))
    load_s, import_s, package_s = (tuple(times_s[1:]) for times_s in times.values())
    return LoadingCost(load_s, import_s, package_s)


def child_s(statements: str) -> float:
    """Time of statements in a fresh process, without its start, in seconds.

    Raises:
        BenchError: The process ended with an error.
    """
    timed = f"import time; began = time.perf_counter()\n{statements}\nprint(time.perf_counter() - began)"
    ended = subprocess.run(
        [sys.executable, "-c", timed], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    if ended.returncode != 0:
        why = (ended.stderr.strip().splitlines() or ["no error message"])[-1]
        raise BenchError(f"'{statements}' ended with code {ended.returncode}: {why}")
    return float(ended.stdout.split()[-1])


def _whole_windows(act: Act) -> list[Window]:
    """All windows of full length in a performance."""
    cutter = WindowCutter()
    cut = [cutter.observe(each.pose) for each in Truth(act) if each.pose is not None]
    whole = [
        each
        for each in cut
        if each is not None and math.isclose(each.end_s - each.start_s, WINDOW_S, abs_tol=1 / PICTURES_PER_S)
    ]
    if not whole:
        raise BenchError(
            f"{act.name} takes {act.duration_s:.1f} s, too short for a window of {WINDOW_S:g} s."
        )
    return whole
