"""Windows of rendered athletes, as the real pose model detects them: training data, never scored.

They cover every exercise, from several views and in several tempos. They weigh less than film, and are
augmented like film (:mod:`coach.learning.augment`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import joblib
import numpy as np
from numpy.typing import NDArray

from coach.body.stream import OnProgress, Progress
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises
from coach.kinematics.body import Body
from coach.learning.augment import AugmentedWindows
from coach.learning.table import NOBODY, TrainingWindows, as_stored
from coach.performer.figure.body_presets import BODIES
from coach.performer.motion.act import Act
from coach.performer.motion.activities import KINDS, Activity
from coach.performer.motion.choreography import Beat
from coach.performer.performance_recording import sightings_of
from coach.performer.render.camera import Camera
from coach.performer.repertoire import camera_for, perform
from coach.recognition.sequence_decoder import NONE
from coach.recognition.windows import windows_of
from coach.vision.pose_model.pose_model import PoseModel
from coach.vision.worker_processes import without_sigint

_RATE = 15.0
_HOP_S = 1.0
_YAWS_DEG: dict[View, float] = {"front": 0.0, "oblique": 45.0, "side": 75.0, "rear": 180.0}
_PERFORMED = 0.6
"""Share of all combinations of views and bodies that is rendered."""
_REPS = 3
_DEPTHS = (0.75, 1.0)
_TEMPO, _BACK, _PAUSE = 0.35, (0.7, 1.3), (0.3, 2.5)
"""Standard deviation of the logarithm of the tempo; factors of the return phase and of the pauses."""
_PITCHES_DEG = (0.0, 0.0, 10.0, 20.0)
_YAW_DEG = 12.0
_NOISE_DEG = 2.0
_ASIDE_S = 0.6
_IDLE_S, _IDLE_M = 15.0, 3.2


def athletes(
    labels: Sequence[str], model: PoseModel, *, workers: int = 1, on_progress: OnProgress | None = None
) -> TrainingWindows:
    """Windows of each label, rendered and detected by the pose model.

    Recordings are cached, as in :mod:`coach.bench.accuracy.performances`.

    Args:
        labels: Canonical names, ``none`` among them or not.
        model: The pose model.
        workers: Number of performances rendered in parallel.
        on_progress: Called after each performance.
    """
    casts = casts_of(labels)
    parallel = joblib.Parallel(n_jobs=workers, batch_size=1, return_as="generator")
    parts = []
    with without_sigint():
        started = parallel(joblib.delayed(_windows)(cast, model) for cast in casts)
    for part in started:
        parts.append(part)
        if on_progress is not None:
            on_progress(Progress(len(parts), len(casts)))
    if not parts:
        return NOBODY
    counts = [len(part) for part in parts]
    return TrainingWindows(
        as_stored(np.concatenate(parts)),
        np.repeat([cast.label for cast in casts], counts),
        np.repeat([cast.who for cast in casts], counts),
    )


def casts_of(labels: Sequence[str]) -> list[SyntheticCast]:
    """The performances of each known label."""
    known, casts = all_exercises(), list[SyntheticCast]()
    for label in labels:
        if label == NONE:
            casts += _idling()
        elif label in known:
            casts += _performed(known[label])
    return casts


@dataclass(frozen=True, slots=True)
class SyntheticCast:
    """A performance to render.

    Attributes:
        label: Canonical name of the exercise, or ``none``.
        who: Name of the athlete.
        seed: Seed for the tempo, the depths and the camera.
        exercise: The exercise, or None.
        view: The camera's view.
        body: The athlete's body.
    """

    label: str
    who: str
    seed: int
    exercise: Exercise | None
    view: View
    body: Body

    @property
    def act(self) -> Act:
        """The movement and its camera."""
        return _idle(self) if self.exercise is None else _exercising(self, self.exercise)


def _windows(cast: SyntheticCast, model: PoseModel) -> NDArray[np.float64]:
    return windows_of(sightings_of(cast.act, model), hop_s=_HOP_S, vary=AugmentedWindows(cast.seed)).features


def _performed(exercise: Exercise) -> Iterator[SyntheticCast]:
    """Performances of an exercise: a share of all views and bodies, each with its own tempo and camera."""
    random = np.random.default_rng(zlib.crc32(exercise.name.encode()))
    for view, (person, body) in product(_YAWS_DEG, BODIES.items()):
        seed = int(random.integers(1_000_000))
        if random.random() < _PERFORMED:
            yield SyntheticCast(exercise.name, f"{exercise.name}/{person}", seed, exercise, view, body)


def _idling() -> Iterator[SyntheticCast]:
    """Everyday movements: each kind by every body, from one view."""
    random = np.random.default_rng(zlib.crc32(NONE.encode()))
    for number, (kind, (person, body)) in enumerate(product(KINDS, BODIES.items())):
        view = list(_YAWS_DEG)[number % len(_YAWS_DEG)]
        yield SyntheticCast(NONE, f"{kind}/{person}", int(random.integers(1_000_000)), None, view, body)


def _exercising(cast: SyntheticCast, exercise: Exercise) -> Act:
    random = np.random.default_rng(cast.seed)
    usual = perform(exercise, cast.view, body=cast.body).beat
    tempo = float(np.exp(random.normal(0, _TEMPO)))
    beat = Beat(
        usual.out_s * tempo,
        usual.turn_s * random.uniform(*_PAUSE),
        usual.back_s * tempo * random.uniform(*_BACK),
        usual.start_s * random.uniform(*_PAUSE),
    )
    performance = perform(
        exercise,
        cast.view,
        body=cast.body,
        beat=beat,
        depths=tuple(random.uniform(*_DEPTHS, _REPS).tolist()),
        seed=cast.seed,
        joint_noise_deg=_NOISE_DEG,
        rest_before_s=_ASIDE_S,
        rest_after_s=_ASIDE_S,
        frame_rate=_RATE,
    )
    camera = camera_for(exercise, cast.view, pitch_deg=float(random.choice(_PITCHES_DEG)), body=cast.body)
    yaw_deg = camera.yaw_deg * float(random.choice((-1, 1))) + float(random.normal(0, _YAW_DEG))
    return replace(performance, camera=replace(camera, yaw_deg=yaw_deg))


def _idle(cast: SyntheticCast) -> Act:
    random = np.random.default_rng(cast.seed)
    kind = KINDS[[cast.who.startswith(each) for each in KINDS].index(True)]
    camera = Camera(_YAWS_DEG[cast.view] + float(random.normal(0, _YAW_DEG)), distance_m=_IDLE_M)
    return Activity(kind, _IDLE_S, cast.seed, body=cast.body, camera=camera, frame_rate=_RATE)
