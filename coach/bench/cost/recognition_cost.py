"""What it costs to recognise the exercise: a window beside bare detection, loading beside an import."""

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
"""One window, as a share of one bare detection."""
LOADING_BAR = 1.5
"""Opening the model, as a multiple of importing what it is made of."""
PICTURES_PER_S = 30
"""Live; each is detected, and a window is looked at every half second."""

_LOAD = "from coach.learning.artefact import load; load()"
_IMPORT = "import sklearn.ensemble"
"""What a model of scikit-learn's can't do without. The bar is about this; the bare package is told too."""
_PACKAGE = "import sklearn"


@dataclass(frozen=True, slots=True)
class WindowCost:
    """Times of one window and of one picture, in seconds of processor time, each round.

    Attributes:
        window_s: The features of one whole window and what they are taken for.
        detected_s: One bare detection.
    """

    window_s: tuple[float, ...]
    detected_s: tuple[float, ...]

    @property
    def share(self) -> float:
        """One window as a share of one detection, medians of the rounds."""
        return median(self.window_s) / median(self.detected_s)

    @property
    def live_share(self) -> float:
        """The windows of a second of training as a share of its detections."""
        return self.share / (HOP_S * PICTURES_PER_S)


@dataclass(frozen=True, slots=True)
class LoadingCost:
    """Times in processes of their own, in seconds from their first statement on, each round.

    Attributes:
        load_s: Opening the model in use, with all that this imports.
        import_s: Importing scikit-learn's forests, as its models need it.
        package_s: Importing ``sklearn`` alone.
    """

    load_s: tuple[float, ...]
    import_s: tuple[float, ...]
    package_s: tuple[float, ...]

    @property
    def times_import(self) -> float:
        """Opening the model as a multiple of importing the forests, medians of the rounds."""
        return median(self.load_s) / median(self.import_s)

    @property
    def times_package(self) -> float:
        """The same as a multiple of ``import sklearn`` alone."""
        return median(self.load_s) / median(self.package_s)


@dataclass(frozen=True, slots=True)
class RecognitionCost:
    """Both of them.

    Attributes:
        window: What is paid twice a second.
        loading: What is paid once.
    """

    window: WindowCost
    loading: LoadingCost

    @property
    def shortcomings(self) -> tuple[str, ...]:
        """Which bars it does not reach, a sentence each; empty when it reaches them all."""
        short = []
        if (share := self.window.share) > WINDOW_BAR:
            short.append(f"A window is {share:.3f} bare detections, more than {WINDOW_BAR}.")
        if (times := self.loading.times_import) > LOADING_BAR:
            short.append(f"Opening the model takes {times:.2f} times the import, more than {LOADING_BAR}.")
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
    """Time whole windows and bare detections in turn, after a round of each that is not counted.

    Args:
        act: What is performed: its true landmarks fill the windows, its pictures are detected.
        model: The pose model.
        trained: What recognises.
        pictures: How many pictures a round.
        rounds: How often.
        on_progress: Told after each round.

    Raises:
        BenchError: The performance is too short for a whole window.
    """
    windows, shown = _whole_windows(act), list(islice(Rendered(act), pictures))
    looked: list[float] = []
    detected: list[float] = []

    def recognised(window: Window) -> object:
        return trained.probabilities(window.features()[None])

    with Landmarker(model) as landmarker:
        for round_ in range(rounds + 1):
            began_s = round_ * len(shown) / PICTURES_PER_S
            prepared = [
                landmarker.prepare(Frame(began_s + place / PICTURES_PER_S, frame.picture))
                for place, frame in enumerate(shown)
            ]
            looked.append(each_s(recognised, windows))
            detected.append(each_s(landmarker.find, prepared))
            on_progress(Progress(round_, rounds))
    return WindowCost(tuple(looked[1:]), tuple(detected[1:]))


def measure_loading(*, rounds: int = 5, on_progress: OnProgress) -> LoadingCost:
    """Time opening the model and importing in turn, after one of each that is not counted.

    Args:
        rounds: How often.
        on_progress: Told after each round.

    Raises:
        BenchError: A process ended with an error.
    """
    times: dict[str, list[float]] = {_LOAD: [], _IMPORT: [], _PACKAGE: []}
    for round_ in range(rounds + 1):
        for statements, taken in times.items():
            taken.append(child_s(statements))
        on_progress(Progress(round_, rounds))
    load_s, import_s, package_s = (tuple(taken[1:]) for taken in times.values())
    return LoadingCost(load_s, import_s, package_s)


def child_s(statements: str) -> float:
    """Seconds that statements take in a fresh process, its own start left out.

    Raises:
        BenchError: It ended with an error.
    """
    timed = f"import time; began = time.perf_counter()\n{statements}\nprint(time.perf_counter() - began)"
    ended = subprocess.run(
        [sys.executable, "-c", timed], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    if ended.returncode != 0:
        why = (ended.stderr.strip().splitlines() or ["nothing was said"])[-1]
        raise BenchError(f"'{statements}' ended with code {ended.returncode}: {why}")
    return float(ended.stdout.split()[-1])


def _whole_windows(act: Act) -> list[Window]:
    """All windows of a performance that have the whole length."""
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
