"""Small bodies are found in parts of the picture, followed, and counted like large ones."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from coach.body.crop import WHOLE, Box
from coach.body.pose import Pose
from coach.vision.film.film import open_film
from coach.vision.film.film_poses import FilmPoses
from coach.vision.film.film_surveyor import FilmSurveyor
from coach.vision.film.small_bodies import box_of, crop_around, needs_crop, outgrown, small_note, tiles_of
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import PerformedFilm
from tests.vision.film.test_turned_films import analysed, filtered

SIZE = (1280, 720)
SIXTH = "scale=170:170,pad=1280:720:860:460:color=0x70767c"
"""The athlete fills three quarters of its own picture."""


def body_at(left: float, top: float, width: float, height: float, size: tuple[int, int] = SIZE) -> Pose:
    image = np.zeros((33, 3), np.float32)
    image[:, 0] = np.linspace(left, left + width, 33)
    image[:, 1] = np.linspace(top, top + height, 33)
    return Pose(0.0, image, image, np.ones(33), np.ones(33), size)


def test_a_body_of_a_sixth_of_the_height_is_counted(
    two_squats: PerformedFilm, pose_model: PoseModel, tmp_path: Path
) -> None:
    film = filtered(two_squats.path, tmp_path, SIXTH)
    summary, notes = analysed(film, pose_model, "squat", PictureOptions())
    assert (summary.full, summary.partial) == (2, 0)
    assert summary.frames_with_pose > 0.95 * summary.frames
    assert [note.problem for note in notes] == ["small"]
    assert any(f"{share} % of its height" in notes[0].what for share in (15, 16, 17, 18))


def test_no_crop_if_the_sequence_has_a_body(
    two_squats: PerformedFilm, pose_model: PoseModel, tmp_path: Path
) -> None:
    """The survey finds a small body, the film itself has a large one."""
    surveyor = FilmSurveyor(partial(open_film, filtered(two_squats.path, tmp_path, SIXTH)), pose_model)
    with FilmPoses(open_film(two_squats.path), pose_model, surveyor=surveyor) as source:
        sightings = list(source)
        assert surveyor.result().view.crop != WHOLE
        assert not source.notes
    assert all(sighting.pose is not None for sighting in sightings)


@pytest.mark.parametrize("size", [SIZE, (720, 1280), (640, 640), (1920, 320)])
def test_every_small_body_is_whole_in_a_tile(size: tuple[int, int]) -> None:
    tiles = tiles_of(size)
    width, height = size
    for tile in tiles:
        assert (tile.right - tile.left) * width == pytest.approx((tile.bottom - tile.top) * height)
        assert min(tile) >= 0 and max(tile) <= 1 + 1e-9
    side = 0.3 * min(height, width)
    for left in np.linspace(0, width - side, 17):
        for top in np.linspace(0, height - side, 17):
            box = Box(left / width, top / height, (left + side) / width, (top + side) / height)
            assert any(holds(tile, box) for tile in tiles)


def holds(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left + 1e-9
        and outer.top <= inner.top + 1e-9
        and outer.right >= inner.right - 1e-9
        and outer.bottom >= inner.bottom - 1e-9
    )


def test_a_crop_stays_until_the_body_nears_its_edge() -> None:
    body = body_at(0.5, 0.5, 0.05, 0.2)
    crop = crop_around([body])
    assert holds(crop, box_of(body))
    assert (crop.right - crop.left) * SIZE[0] == pytest.approx((crop.bottom - crop.top) * SIZE[1])
    assert not outgrown(crop, body_at(0.52, 0.52, 0.05, 0.2))
    assert outgrown(crop, body_at(0.58, 0.5, 0.05, 0.2))
    at_the_edge = body_at(0.0, 0.7, 0.05, 0.3)
    assert not outgrown(crop_around([at_the_edge]), at_the_edge)


def test_bodies_far_apart_have_no_common_crop() -> None:
    first, last = body_at(0.05, 0.6, 0.05, 0.2), body_at(0.85, 0.6, 0.05, 0.2)
    assert crop_around([first, last]) == crop_around([first])
    assert holds(crop_around([first, near := body_at(0.1, 0.6, 0.05, 0.2)]), box_of(near))


def test_a_large_body_needs_no_crop() -> None:
    assert crop_around([body_at(0.3, 0.1, 0.4, 0.85)]) == WHOLE


def test_only_a_very_small_body_makes_figures_doubtful() -> None:
    assert small_note(0.17).doubtful
    assert not small_note(0.3).doubtful


def test_only_a_small_body_needs_a_crop() -> None:
    assert needs_crop([body_at(0.4, 0.4, 0.05, 0.3)])
    assert not needs_crop([body_at(0.4, 0.4, 0.05, 0.6), body_at(0.4, 0.3, 0.05, 0.7)])
    assert not needs_crop([body_at(0.2, 0.6, 0.35, 0.2)])
