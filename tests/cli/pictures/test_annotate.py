"""``coach analyze --annotate``: the film with what was counted in it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from coach.body.landmarks import Landmark
from coach.drawing.colours import LEFT_BONES, RIGHT_BONES, bgr
from coach.performer.motion.choreography import Performance
from coach.performer.sources import Truth
from coach.pyav import av
from coach.vision.pose_model.pose_model import PoseModel
from tests.annotation.browser import browser, played
from tests.cli.conftest import Coach
from tests.cli.pictures.conftest import Analysed


@pytest.mark.slow
def test_an_annotated_film_plays_in_a_browser_with_the_marks_in_place(
    coach: Coach,
    squats: Performance,
    squats_film: Path,
    analysed: Analysed,
    pose_model: PoseModel,
    tmp_path: Path,
) -> None:
    out = tmp_path / "out.mp4"
    typed = ("analyze", analysed(squats_film), "-e", "squat", "--model", pose_model.path, "--json")
    result = coach(*typed, "--annotate", out)
    assert (result.code, result.err) == (0, "")
    assert result.lines[0]["written"] == {"annotate": [str(out)]}
    with av.open(str(squats_film)) as before, av.open(str(out)) as after:
        assert after.streams.video[0].frames == before.streams.video[0].frames
    if browser() is None:
        pytest.skip("no Chromium is installed")
    turn_s = squats.reps[0].turn_s
    shown = played(out, turn_s, tmp_path)
    assert shown.duration_s == pytest.approx(len(squats.times) / squats.frame_rate, abs=0.05)
    frame = min(Truth(squats), key=lambda each: abs(each.time - turn_s))
    assert frame.pose is not None
    for landmark, colour in ((Landmark.LEFT_SHOULDER, LEFT_BONES), (Landmark.RIGHT_HIP, RIGHT_BONES)):
        x, y = frame.pose.image[landmark, :2] * frame.pose.size
        part = shown.picture[int(y) - 6 : int(y) + 7, int(x) - 6 : int(x) + 7].reshape(-1, 3).astype(int)
        assert np.abs(part - bgr(colour)).max(axis=1).min() < 70, landmark


def test_films_are_annotated_in_a_folder_and_a_sentence_says_where(
    coach: Coach, analysed: Analysed, pose_model: PoseModel, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    films = [tmp_path / name for name in ("one.mp4", "two.mp4")]
    for film in films:
        _small_film(film)
        analysed(film)
    typed = ("analyze", *films, "-e", "squat", "--model", pose_model.path, "--no-save", "--annotate", "out")
    result = coach(*typed)
    assert result.code == 0
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert names == ["one-annotated.mp4", "two-annotated.mp4"]
    assert "Annotated film saved as out/one-annotated.mp4" in result.out
    assert coach(*typed).code == 0, "coach's own films are replaced"


def test_what_can_not_be_annotated_is_refused_before_the_analysis(
    coach: Coach, squats_recording: Path, tmp_path: Path
) -> None:
    film = _small_film(tmp_path / "film.mp4")
    other = _small_film(tmp_path / "other.mp4")
    before = other.read_bytes()
    for typed, code, said in (
        ((film, "--annotate", film), 1, "it is the film itself"),
        ((film, "--annotate", other), 1, "would be overwritten"),
        ((film, "--annotate", "out.avi"), 2, "must end in .mp4"),
        ((film, other, "--annotate", "out.mp4"), 2, "several films need an existing folder"),
        ((film, "--annotate", "missing/out.mp4"), 1, "there is no folder missing"),
        ((squats_recording, "--annotate", "out.mp4"), 1, "has no pictures"),
    ):
        result = coach("analyze", *typed, "-e", "squat")
        assert result.code == code, typed
        assert said in " ".join(result.err.split())
    assert other.read_bytes() == before
    assert not (tmp_path / "out.mp4").exists()


def _small_film(path: Path) -> Path:
    """A film of a second without anyone in it."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (64, 48))
    for number in range(10):
        writer.write(np.full((48, 64, 3), 10 * number + len(path.name), np.uint8))
    writer.release()
    return path
