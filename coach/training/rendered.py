"""Windows of rendered athletes, whose every movement is known: learned from where film is rare, never scored.

What they show is true in its angles and wrong in what a pose model does to people; so it counts for less than
film, and is changed as film is (:mod:`coach.training.varied`).
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import product

import joblib
import numpy as np
from numpy.typing import NDArray

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises
from coach.errors import ModelError
from coach.judging.features import VERSION
from coach.judging.recognition import NONE
from coach.judging.windows import windows_of
from coach.performer.act import Act
from coach.performer.activities import KINDS, Activity
from coach.performer.bodies import BODIES
from coach.performer.body import Body
from coach.performer.camera import Camera
from coach.performer.choreography import Beat
from coach.performer.repertoire import camera_for, perform
from coach.performer.sources import Truth
from coach.resources import cache_folder
from coach.training.table import NOBODY, Athletes, as_kept
from coach.training.trust import put
from coach.training.varied import Varied

_FORMAT = 1
_RATE = 15.0
_HOP_S = 1.0
_VIEWS: tuple[View, ...] = ("front", "oblique", "side", "rear")
_PERFORMED = 0.6
"""Share of all views and bodies that is performed."""
_DEPTHS = (0.75, 1.0)
_REPS = 4
_TEMPO, _BACK, _PAUSE = 0.35, (0.7, 1.3), (0.3, 2.5)
_PITCHES_DEG = (0.0, 0.0, 10.0, 20.0)
_YAW_DEG = 12.0
_NOISE_DEG = 2.0
_ASIDE_S = 0.6
_IDLE_S, _IDLE_M = 20.0, 3.2
_IDLE_YAWS_DEG = (0.0, 45.0, 75.0, 180.0)


def rendered_windows(labels: Sequence[str], *, workers: int = 1) -> Athletes:
    """Windows of every exercise among the labels, and of no exercise; computed once and kept.

    Args:
        labels: Canonical names, ``none`` among them or not.
        workers: Exercises at once.
    """
    known = all_exercises()
    names = [name for name in labels if name in known or name == NONE]
    parallel = joblib.Parallel(n_jobs=workers)
    parts = parallel(joblib.delayed(_kept)(known.get(name)) for name in names)
    if not parts:
        return NOBODY
    return Athletes(
        np.concatenate([features for features, _ in parts]),
        np.repeat(names, [len(features) for features, _ in parts]),
        np.concatenate([who for _, who in parts]),
    )


def _kept(exercise: Exercise | None) -> tuple[NDArray[np.float32], NDArray[np.str_]]:
    """Windows of an exercise, or of none, and of whom each is; from the cache where they are in it."""
    told = [_FORMAT, VERSION, np.__version__, exercise.sha256 if exercise else NONE]
    key = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
    path = cache_folder() / "training" / f"rendered-{key}.npz"
    with suppress(OSError, KeyError, ValueError, zipfile.BadZipFile), np.load(path) as arrays:
        return arrays["features"].astype(np.float32), arrays["who"]
    features, who = _windows(exercise)
    packed = io.BytesIO()
    np.savez_compressed(packed, features=features.astype(np.float16), who=who)
    with suppress(ModelError):  # it can be computed again
        put(path, packed.getvalue())
    return features, who


def _windows(exercise: Exercise | None) -> tuple[NDArray[np.float32], NDArray[np.str_]]:
    rows, who = [], []
    for person, seed, act in _idling() if exercise is None else _performed(exercise):
        features = windows_of(Truth(act), hop_s=_HOP_S, vary=Varied(seed)).features
        rows.append(features)
        who += [person] * len(features)
    return as_kept(np.concatenate(rows)), np.array(who)


def _performed(exercise: Exercise) -> Iterator[tuple[str, int, Act]]:
    """A fair part of all views and bodies, each in its own tempo, before its own camera."""
    random = np.random.default_rng(zlib.crc32(exercise.name.encode()))
    for view, (person, body) in product(_VIEWS, BODIES.items()):
        seed = int(random.integers(1_000_000))
        if random.random() < _PERFORMED:
            yield f"{exercise.name}/{person}", seed, _act(exercise, view, body, seed)


def _act(exercise: Exercise, view: View, body: Body, seed: int) -> Act:
    random = np.random.default_rng(seed)
    usual, tempo = perform(exercise, view, body=body).beat, float(np.exp(random.normal(0, _TEMPO)))
    beat = Beat(
        usual.out_s * tempo,
        usual.turn_s * random.uniform(*_PAUSE),
        usual.back_s * tempo * random.uniform(*_BACK),
        usual.start_s * random.uniform(*_PAUSE),
    )
    performance = perform(
        exercise,
        view,
        body=body,
        beat=beat,
        depths=tuple(random.uniform(*_DEPTHS, _REPS).tolist()),
        seed=seed,
        joint_noise_deg=_NOISE_DEG,
        rest_before_s=_ASIDE_S,
        rest_after_s=_ASIDE_S,
        frame_rate=_RATE,
    )
    camera = camera_for(exercise, view, pitch_deg=float(random.choice(_PITCHES_DEG)), body=body)
    yaw_deg = camera.yaw_deg * float(random.choice((-1, 1))) + float(random.normal(0, _YAW_DEG))
    return replace(performance, camera=replace(camera, yaw_deg=yaw_deg))


def _idling() -> Iterator[tuple[str, int, Act]]:
    random = np.random.default_rng(zlib.crc32(NONE.encode()))
    for kind, yaw_deg, (person, body) in product(KINDS, _IDLE_YAWS_DEG, BODIES.items()):
        seed = int(random.integers(1_000_000))
        camera = Camera(yaw_deg=yaw_deg + float(random.normal(0, _YAW_DEG)), distance_m=_IDLE_M)
        yield (
            f"{kind}/{person}",
            seed,
            Activity(kind, _IDLE_S, seed, body=body, camera=camera, frame_rate=_RATE),
        )
