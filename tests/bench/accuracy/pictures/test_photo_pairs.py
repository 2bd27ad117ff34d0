"""Photos of start and turning point, by the rendered athlete."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from coach.bench.accuracy.pictures.photo_pairs import listed_photos, photo_scores
from coach.catalogue.library import load_exercise
from coach.errors import BenchError
from coach.performer.render.renderer import Renderer
from coach.performer.repertoire import perform
from coach.photo.photo_person import PhotoReader
from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.in_process import in_this_process


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Start and turning point of a squat, twice the start of another, a plank, and an unknown movement."""
    folder = tmp_path_factory.mktemp("photos")
    squat = perform(load_exercise("squat"), "oblique", depths=(1.0,))
    renderer = Renderer(squat.body, squat.camera, squat.middle)
    turn_s = squat.reps[0].turn_s
    start, turn = (renderer.draw(squat.figure, int(np.searchsorted(squat.times, at))) for at in (0.0, turn_s))
    pictures = {
        "squat/air-0.jpg": start,
        "squat/air-1.jpg": turn,
        "squat/lazy-0.png": start,
        "squat/lazy-1.png": start,
        "plank/high-0.jpg": start,
        "plank/high-1.jpg": start,
        "juggling/balls-0.jpg": np.full((200, 200, 3), 120, np.uint8),
        "squat/notes.jpg": start,
    }
    for name, picture in pictures.items():
        (folder / name).parent.mkdir(exist_ok=True)
        assert cv2.imwrite(str(folder / name), picture)
    return folder


def test_the_main_angle_tells_start_and_turning_point_apart(collection: Path, pose_model: PoseModel) -> None:
    with PhotoReader(pose_model) as reader:
        scores = photo_scores(listed_photos(collection), reader)
    assert scores.photos == 7
    assert scores.missed == ("balls-0",)
    assert scores.unknown == ("juggling",)
    assert {(pair.movement, pair.told_apart) for pair in scores.dynamic} == {("air", True), ("lazy", False)}
    assert (scores.apart_share, scores.exercise_share) == (0.5, 1.0)
    assert [pair.movement for pair in scores.pairs if not pair.dynamic] == ["high"]


def test_the_command_lists_what_fails(collection: Path, pose_model: PoseModel, tmp_path: Path) -> None:
    typed = ("bench", "photos", collection, "--model", pose_model.path)
    result = in_this_process(typed, tmp_path, {})
    assert result.code == 0
    wanted = ("not told apart", "squat: lazy", "\ntold apart", "squat: air")
    order = [result.out.index(each) for each in wanted]
    assert order == sorted(order)
    [line] = in_this_process((*typed, "--json"), tmp_path, {}).lines
    assert line["missed"] == ["balls-0"]


def test_a_folder_without_photos_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="There are no photos"):
        listed_photos(tmp_path)
