"""Data augmentation: windows with a changed tempo, camera and body."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray
from coach.recognition.body_signals import HIDEABLE, RATE_HZ, Bodies

_PARTS = (1.0, 1.0, 0.8, 0.6, 0.45)
"""Shares of a window to cut out: in a live set the first windows are short."""
_FEWEST, _MOST = 8, 37
"""Limits on the samples in a window after its tempo is changed."""
_TEMPO, _STRETCH, _TILT_DEG, _ROLL_DEG = 0.2, 0.15, 8.0, 5.0
"""Standard deviations: of the logarithms of the tempo and the picture's stretch; of camera tilt and roll."""
_DEPTH = (0.7, 1.3)
"""Scale of a body's depth: pose models measure it too flat or too deep."""
_CUT_OFF = 0.25
"""Share of windows in which the shanks or the whole legs are outside the picture."""
_CONSTANT_M, _JITTER_M, _JITTER_IMAGE = 0.01, 0.004, 0.004
"""Landmark errors: constant and per-sample in metres, and in the picture as a share of the body's height."""


@dataclass
class AugmentedWindows:
    """Changes windows at random; the same seed makes the same changes.

    Attributes:
        seed: Seed of the random generator.
    """

    seed: int
    _random: np.random.Generator = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = np.random.default_rng(self.seed)

    def __call__(self, bodies: Bodies) -> Bodies:
        """The window with another tempo and camera, and with landmark errors."""
        random, bodies = self._random, self._with_other_tempo(bodies)
        tilt, roll = np.deg2rad(random.normal(0, (_TILT_DEG, _ROLL_DEG)))
        rolled = _about_depth(roll)
        world = bodies.world @ (rolled @ _about_width(tilt)).T
        stretch = float(np.exp(random.normal(0, _STRETCH)))
        world = world * np.array([stretch, 1.0, random.uniform(*_DEPTH)])
        world = (
            world
            + random.normal(0, _CONSTANT_M, (1, *world.shape[1:]))
            + random.normal(0, _JITTER_M, world.shape)
        )
        image = bodies.image @ rolled[:2, :2].T * np.array([stretch, 1.0])
        image = image + random.normal(0, _JITTER_IMAGE, image.shape) * np.ptp(image[..., 1])
        return Bodies(world, image, self._cut_off(bodies.visibility), bodies.duration_s)

    def _cut_off(self, visibility: FloatArray) -> FloatArray:
        """Visibility with the shanks or legs hidden, as if the person stood closer to the camera."""
        which = self._random.random()
        cut: list[Landmark] = []
        if which < _CUT_OFF:
            cut = HIDEABLE["ankles"] + (HIDEABLE["knees"] if which < _CUT_OFF / 2 else [])
        visibility = visibility.copy()
        visibility[:, cut] = 0.0
        return visibility

    def _with_other_tempo(self, bodies: Bodies) -> Bodies:
        """Part of the window, faster or slower."""
        random, count = self._random, len(bodies.world)
        part = int(np.clip(count * random.choice(_PARTS), min(count, 12), count))
        first = int(random.integers(0, count - part + 1))
        tempo = np.exp(random.normal(0, _TEMPO))
        moments = int(np.clip(round(part * tempo), _FEWEST, _MOST))
        at = np.linspace(first, first + part - 1, moments)
        return Bodies(
            _between(bodies.world, at),
            _between(bodies.image, at),
            _between(bodies.visibility[..., None], at)[..., 0],
            (moments - 1) / RATE_HZ,
        )


def _between(values: FloatArray, at: FloatArray) -> FloatArray:
    before = at.astype(int)
    after = np.minimum(before + 1, len(values) - 1)
    mixed: FloatArray = values[before] + (values[after] - values[before]) * (at - before)[:, None, None]
    return mixed


def _about_width(angle: float) -> FloatArray:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[1.0, 0.0, 0.0], [0.0, cosine, -sine], [0.0, sine, cosine]])


def _about_depth(angle: float) -> FloatArray:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]])
