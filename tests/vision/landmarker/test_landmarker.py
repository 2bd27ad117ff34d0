"""The landmarker on a rendered athlete: detection, options and silence on stderr."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.stream import Frame
from coach.errors import InvalidOption, ModelDamaged
from coach.vision.landmarker.landmarker import Landmarker, LandmarkerOptions
from coach.vision.pose_model.pose_model import PoseModel, find_model

Picture = NDArray[np.uint8]


def test_finds_the_athlete(pose_model: PoseModel, athlete: Picture) -> None:
    with Landmarker(pose_model) as landmarker:
        (pose,) = landmarker.detect(Frame(0.5, athlete)).poses
    height, width = athlete.shape[:2]
    assert (pose.time, pose.size) == (0.5, (width, height))
    assert pose.image.shape == pose.world.shape == (33, 3)
    assert pose.visibility.shape == pose.presence.shape == (33,)
    assert {array.dtype for array in (pose.image, pose.world, pose.visibility)} == {np.dtype(np.float32)}
    assert pose.image[Landmark.NOSE, 1] < pose.image[Landmark.LEFT_HIP, 1] < pose.image[Landmark.LEFT_HEEL, 1]
    hips = pose.world[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    assert np.abs(hips).max() < 0.05


def test_an_empty_frame_has_no_poses(pose_model: PoseModel) -> None:
    with Landmarker(pose_model) as landmarker:
        assert landmarker.detect(Frame(0.0, np.zeros((120, 160, 3), np.uint8))).poses == ()


def test_frames_within_one_millisecond_are_accepted(pose_model: PoseModel, athlete: Picture) -> None:
    with Landmarker(pose_model) as landmarker:
        poses = [landmarker.detect(Frame(time, athlete)).poses for time in (0.0, 0.0001, 0.0002, 1.0)]
    assert all(poses)


def test_masks_are_returned_when_requested(pose_model: PoseModel, athlete: Picture) -> None:
    with Landmarker(pose_model, LandmarkerOptions(masks=True)) as landmarker:
        (mask,) = landmarker.detect(Frame(0.0, athlete)).masks
    assert mask.shape == athlete.shape[:2]
    assert 0 <= mask.min() < 0.1 < 0.9 < mask.max() <= 1


def test_closing_twice_is_fine(pose_model: PoseModel) -> None:
    landmarker = Landmarker(pose_model)
    landmarker.close()
    landmarker.close()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("num_poses", 0),
        ("num_poses", 11),
        ("min_detection", -0.1),
        ("min_presence", 1.1),
        ("min_tracking", float("nan")),
        ("delegate", "tpu"),
    ],
)
def test_options_out_of_range_are_refused(option: str, value: object) -> None:
    with pytest.raises(InvalidOption) as refusal:
        LandmarkerOptions(**{option: value})  # type: ignore[arg-type]
    assert str(value) in str(refusal.value)
    assert refusal.value.hint


def test_equal_options_have_one_signature() -> None:
    assert LandmarkerOptions().signature == LandmarkerOptions(num_poses=1).signature
    assert LandmarkerOptions().signature != LandmarkerOptions(masks=True).signature


def test_a_damaged_bundle_is_refused(pose_model: PoseModel, tmp_path: Path) -> None:
    content = bytearray(pose_model.path.read_bytes())
    content[100:200_000] = bytes(199_900)
    damaged = tmp_path / "damaged.task"
    damaged.write_bytes(content)
    with pytest.raises(ModelDamaged, match=r"damaged\.task"):
        Landmarker(find_model(path=damaged))


def test_only_pythons_own_output_reaches_stderr(
    pose_model: PoseModel, squat_film: Path, tmp_path: Path
) -> None:
    """Native libraries write to descriptor 2 at start, at the first body and on a damaged film."""
    script = """
import sys
from pathlib import Path
from coach.vision.film.film import open_film
from coach.vision.landmarker.landmarker import Landmarker
from coach.vision.pose_model.pose_model import find_model
film, model = Path(sys.argv[1]), find_model(path=Path(sys.argv[2]))
damaged = Path(sys.argv[3])
content = bytearray(film.read_bytes())
content[len(content) // 3 : len(content) // 3 + 2000] = bytes(2000)
damaged.write_bytes(content)
found = 0
with open_film(film) as whole, Landmarker(model) as landmarker:
    for _, frame in zip(range(10), whole):
        found += bool(landmarker.detect(frame).poses)
        print("here", file=sys.stderr, flush=True)
with open_film(damaged) as broken:
    list(broken)
sys.exit(0 if found and broken.trouble else 9)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, squat_film, pose_model.path, tmp_path / "damaged.mp4"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "here\n" * 10)
