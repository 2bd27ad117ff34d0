"""Light, sharpness and frame rate on darkened, blurred and black pictures of an athlete."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from coach.vision.film.film import open_film
from coach.vision.picture import image_quality
from coach.vision.picture.image_quality import (
    ImageQuality,
    arrival_rate,
    is_black,
    measure_quality,
    median_quality,
)
from tests.conftest import RealFilm

Picture = NDArray[np.uint8]
_NOISE = 4.0


def darkened(picture: Picture, light: float) -> Picture:
    """The picture with this share of the light, plus sensor noise."""
    noise = np.random.default_rng(1).normal(0, _NOISE, picture.shape)
    shown = (light * (picture / 255.0) ** 2.2) ** (1 / 2.2) * 255.0 + noise
    return np.clip(shown, 0, 255).astype(np.uint8)


def softened(picture: Picture, sigma: float) -> Picture:
    """Blurred by ``sigma`` pixels at height 480."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma * picture.shape[0] / 480), np.uint8)


def test_a_good_picture_is_neither_dark_nor_soft_nor_black(athlete: Picture) -> None:
    quality = measure_quality(athlete)
    assert quality.bright > image_quality.DIM
    assert quality.sharpness > image_quality.SOFT
    assert not is_black(athlete)


def test_less_light_falls_below_one_limit_after_the_other(athlete: Picture) -> None:
    bright = [measure_quality(darkened(athlete, light)).bright for light in (0.1, 0.02, 0.005, 0.0015)]
    limits = (255.0, image_quality.DIM, image_quality.DARK, image_quality.BLACK, 0.0)
    for measured, above, below in zip(bright, limits, limits[1:], strict=False):
        assert below <= measured < above
    assert is_black(darkened(athlete, 0.0015))
    assert not is_black(darkened(athlete, 0.005))


def test_a_covered_lens_is_black_despite_noise_and_a_small_lamp(athlete: Picture) -> None:
    covered = darkened(np.zeros_like(athlete), 0.0)
    assert is_black(covered)
    covered[:60, :60] = 255
    assert is_black(covered)


def test_sharpness_falls_with_blur_and_not_with_size_or_light(athlete: Picture) -> None:
    sharp = measure_quality(athlete).sharpness
    assert measure_quality(softened(athlete, 4)).sharpness < image_quality.SOFT < sharp
    assert measure_quality(softened(athlete, 12)).sharpness < image_quality.BLURRED
    assert measure_quality(np.asarray(cv2.resize(athlete, None, fx=2, fy=2), np.uint8)).sharpness > sharp / 2
    assert measure_quality((athlete // 2).astype(np.uint8)).sharpness == pytest.approx(sharp, rel=0.1)


def test_a_uniform_picture_has_no_sharpness() -> None:
    assert measure_quality(np.full((48, 64, 3), 128, np.uint8)).sharpness == 0.0
    assert measure_quality(np.full((1, 9, 3), 128, np.uint8)).mean == 128.0


def test_a_single_bad_picture_does_not_decide() -> None:
    good, bad = ImageQuality(120, 220, 0.2), ImageQuality(2, 5, 3.0)
    assert median_quality([good, bad, good]) == good


@pytest.mark.parametrize("rate", [15.0, 29.97, 60.0])
def test_the_rate_ignores_a_slow_start(rate: float) -> None:
    times = [0.0, 0.9, *(1.0 + number / rate for number in range(40))]
    assert arrival_rate(times) == pytest.approx(rate)


def test_missing_frames_lower_the_rate() -> None:
    times = [number / 30 for number in range(90) if number % 3]
    assert arrival_rate(times) == pytest.approx(20.0, rel=0.05)
    assert arrival_rate([0.0, 0.1]) is None
    assert arrival_rate([1.0] * 9) is None


def test_the_rate_of_a_film(squat_film: Path) -> None:
    with open_film(squat_film) as film:
        assert arrival_rate([frame.time for frame in film]) == pytest.approx(30.0, rel=0.01)


def test_no_real_film_counts_as_dark_or_blurred(films: list[RealFilm]) -> None:
    sure = [film for film in films if film.certainty == "sure"]
    for film in sure[:: len(sure) // 12]:
        with open_film(film.path) as opened:
            [frame] = deque(opened, maxlen=1)
        quality = measure_quality(frame.picture)
        assert quality.bright > image_quality.DIM, film.path
        assert quality.sharpness > image_quality.BLURRED, film.path
