"""Transformed films: writing and comparing them."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest

from coach.bench.accuracy.films import Listed
from coach.bench.accuracy.invariance import (
    Compared,
    compare_films,
    compare_sightings,
    few_of_each,
    figure_agreement,
    joint_agreement,
    known_transforms,
)
from coach.bench.fixtures.film_writer import write_pictures
from coach.bench.fixtures.transforms import TRANSFORMS, BodyPlace, Picture, body_place
from coach.body.mirror_image import mirror_images
from coach.body.stream import Frame, Sighting
from coach.catalogue.library import load_exercise
from coach.errors import BenchError
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import filmed

_PLACE = BodyPlace(0.1, 0.9, 0.7)
_RED, _GREEN = (0, 0, 255), (0, 255, 0)


@pytest.fixture
def picture() -> Picture:
    """Red in the top left corner, green to the right of it, black below."""
    pixels = np.zeros((120, 160, 3), np.uint8)
    pixels[:60, :80], pixels[:60, 80:] = _RED, _GREEN
    return pixels


def _listed(name: str = "squat", path: Path = Path("a.mp4"), group: str = "g") -> Listed:
    return Listed(path.name, path, load_exercise(name), group, 3)


def _truth(frame_rate: float = 30.0) -> list[Sighting]:
    return list(Truth(perform(load_exercise("squat"), depths=(1.0,) * 3, frame_rate=frame_rate)))


@pytest.mark.parametrize(
    ("name", "shape", "corners"),
    [
        ("mirror", (120, 160), (_GREEN, _RED)),
        ("turn-90", (160, 120), ((0, 0, 0), _RED)),
        ("turn-270", (160, 120), (_GREEN, (0, 0, 0))),
        ("turn-180", (120, 160), ((0, 0, 0), (0, 0, 0))),
        ("half", (60, 80), (_RED, _GREEN)),
        ("pixels-2-1", (120, 80), (_RED, _GREEN)),
        ("letterbox", (180, 160), ((0, 0, 0), (0, 0, 0))),
        ("shins-cut", (92, 160), (_RED, _GREEN)),
    ],
)
def test_pictures_are_changed_as_the_name_says(
    name: str, shape: tuple[int, int], corners: tuple[object, object], picture: Picture
) -> None:
    changed = TRANSFORMS[name].change(picture, _PLACE)
    assert changed.shape[:2] == shape
    assert (tuple(changed[2, 2].tolist()), tuple(changed[2, -3].tolist())) == corners


@pytest.mark.parametrize(("name", "share"), [("body-1-3", 1 / 3), ("body-1-6", 1 / 6)])
def test_a_small_body_takes_its_share_of_the_height(name: str, share: float, picture: Picture) -> None:
    height = len(TRANSFORMS[name].change(picture, _PLACE))
    assert 0.8 * 120 / height == pytest.approx(share, rel=0.02)


@pytest.mark.parametrize("name", ["mirror-tagged", "turn-90-tagged", "turn-180-tagged", "turn-270-tagged"])
def test_a_player_undoes_what_is_tagged(name: str, picture: Picture, tmp_path: Path) -> None:
    transform = TRANSFORMS[name]
    path = tmp_path / "film.mp4"
    changed = np.ascontiguousarray(transform.change(picture, _PLACE))
    write_pictures([Frame(0.0, changed), Frame(0.5, changed)], path, crf=18, matrix=transform.matrix)
    words = [
        "-i",
        str(path),
        "-vf",
        "scale=160:120",
        "-frames:v",
        "1",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "bgr24",
        "-",
    ]
    run = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *words]
    pixels = np.frombuffer(subprocess.run(run, capture_output=True, check=True).stdout, np.uint8)
    corner, beside = pixels.reshape(120, 160, 3)[10, [10, 150]]
    assert corner == pytest.approx(np.array(_RED), abs=12)
    assert beside == pytest.approx(np.array(_GREEN), abs=12)


def test_times_and_the_shape_of_pixels_are_written(picture: Picture, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    times = [0.0, 0.1, 0.15, 0.6]
    write_pictures([Frame(time, picture) for time in times], path, crf=18, pixel_aspect=Fraction(16, 9))
    with av.open(path) as film:
        assert film.streams.video[0].sample_aspect_ratio == Fraction(16, 9)
        assert [frame.time for frame in film.decode(video=0)] == pytest.approx(times, abs=1e-4)


def test_the_place_of_the_body_comes_from_the_poses() -> None:
    place = body_place([each.pose for each in _truth() if each.pose is not None])
    assert 0 <= place.top < place.knees < place.bottom <= 1
    assert body_place([]) == BodyPlace(0.0, 1.0, 0.7)


def test_a_mirrored_body_gives_the_same_figures_and_a_shorter_film_does_not() -> None:
    original = _truth()
    twice = list(mirror_images(mirror_images(original)))
    same = compare_sightings(_listed(), "mirror", original, twice)
    assert (same.same_count, same.same_verdicts) == (True, True)
    assert same.rom_gaps_deg == pytest.approx((0, 0, 0), abs=1e-3)
    half = [each for each in original if each.time < 5.0]
    other = compare_sightings(_listed(), "mirror", original, half)
    assert not other.same_count
    assert (other.plain, other.other) != (None, None)
    figures = figure_agreement([same, other, Compared("b.mp4", "squat", "g", "mirror", why="no film")])
    assert (figures.films, figures.failed, figures.same_count, figures.within_bar) == (2, 1, 0.5, 1.0)


def test_a_lower_frame_rate_is_compared_at_the_same_times() -> None:
    found = compare_sightings(_listed(), "15fps", _truth(30.0), _truth(15.0))
    assert found.same_verdicts
    assert max(map(abs, found.rom_gaps_deg)) < 2
    assert all(each.mae_deg < 0.1 for each in joint_agreement([found]))
    assert {each.frames for each in joint_agreement([found])} == {len(_truth(15.0))}


def test_few_films_of_each_exercise_come_from_many_groups() -> None:
    films = [_listed(path=Path(f"{number}.mp4"), group="a" if number < 3 else "b") for number in range(5)]
    films.append(_listed("push-up", Path("p.mp4")))
    assert [each.name for each in few_of_each(films, 2)] == ["0.mp4", "3.mp4", "p.mp4"]
    assert few_of_each(films, None) == films


def test_an_unknown_transform_is_an_error_that_lists_the_known_ones() -> None:
    assert known_transforms(["mirror", "half", "mirror"]) == ["mirror", "half"]
    assert known_transforms(["all"]) == list(TRANSFORMS)
    with pytest.raises(BenchError, match="'flip'") as raised:
        known_transforms(["flip"])
    assert "mirror" in raised.value.hint


@pytest.mark.slow
def test_a_performance_gives_the_same_figures_with_each_transform(fetched: PoseModel) -> None:
    short = filmed(perform(load_exercise("squat"), "front", depths=(1.0,) * 2))
    (found,) = compare_films([_listed(path=short.path)], ["pixels-2-1", "15fps"])
    assert [each.why for each in found] == [None, None]
    assert all(each.same_count for each in found)
    assert figure_agreement(found).within_bar == 1.0
