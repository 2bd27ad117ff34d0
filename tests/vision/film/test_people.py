"""In films of several people, only the one who moves is counted, with a note."""

from __future__ import annotations

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from coach.body.angles import angles_of
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Frame, Sighting
from coach.catalogue.library import load_exercise
from coach.errors import InvalidOption
from coach.judging.judge import Judge
from coach.vision.film.film import open_film
from coach.vision.film.film_poses import FilmPoses
from coach.vision.film.film_survey import FilmSurvey, Glance
from coach.vision.film.people_scout import parts_of
from coach.vision.film.people_survey import scout_for
from coach.vision.landmarker.landmarker import SEVERAL_PEOPLE, Detection, StillLandmarker
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import PerformedFilm

SIZE = (640, 640)
STILL = "trim=end_frame=1,setpts=0,loop=-1:1,trim=end=10,fps=30"
BESIDE = (
    "[0]split[a][b];[a]" + STILL + "[still];[b]fps=30[moving];[still][moving]hstack=shortest=1,scale=960:-2"
)
BEFORE = (
    "[0]split[a][b];[a]"
    + STILL
    + ",crop=iw*0.4:ih:iw*0.3:0,scale=iw*1.6:-2[large];[b]fps=30,pad=iw*1.5:ih:0:0:gray[room];"
    + "[room][large]overlay=W-w:H*0.05:shortest=1"
)


def filtered(film: Path, target: Path, filters: str) -> Path:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-i", str(film)]
    subprocess.run([*command, "-filter_complex", filters, str(target)], check=True)
    return target


def analysed(film: Path, model: PoseModel, person: str = "auto") -> tuple[list[Sighting], PictureNotes]:
    with open_source(
        film, model_path=model.path, picture=PictureOptions(person=person), use_cache=False
    ) as source:
        return list(source), source.notes


def counted(sightings: list[Sighting]) -> int:
    judge = Judge(load_exercise("squat"))
    for sighting in sightings:
        judge.observe(sighting.pose, sighting.time)
    return judge.finish().full


def poses(sightings: list[Sighting]) -> list[Pose]:
    return [sighting.pose for sighting in sightings if sighting.pose is not None]


def hips(sightings: list[Sighting]) -> list[float]:
    return [float(pose.image[[23, 24], 0].mean()) for pose in poses(sightings)]


def test_a_bystander_does_not_change_the_landmarks(
    squat_film: Path, pose_model: PoseModel, tmp_path: Path
) -> None:
    film = filtered(squat_film, tmp_path / "beside.mp4", BESIDE)
    sightings, notes = analysed(film, pose_model)
    assert min(hips(sightings)) > 0.5
    (note,) = [note for note in notes if note.problem == "several people"]
    assert note.what == "There are 2 people in this film; coach follows the one who moves (on the right)."
    alone, none = analysed(squat_film, pose_model)
    assert not none
    with FilmPoses(open_film(squat_film), pose_model) as bare:
        for ours, theirs in zip(poses(alone), poses(list(bare)), strict=True):
            np.testing.assert_array_equal(ours.world, theirs.world)
    knees, others = (
        np.array([angles_of(pose).joint("knee", "left") for pose in poses(each)])
        for each in (alone, sightings)
    )
    assert len(knees) == len(others)
    assert np.median(np.abs(knees - others)) < 3


def test_the_requested_person_is_followed(squat_film: Path, pose_model: PoseModel, tmp_path: Path) -> None:
    film = filtered(squat_film, tmp_path / "beside.mp4", BESIDE)
    sightings, notes = analysed(film, pose_model, "1")
    assert max(hips(sightings)) < 0.5
    assert any("coach follows the one on the left, as requested" in note.what for note in notes)
    with pytest.raises(InvalidOption, match="only 2 people"):
        analysed(film, pose_model, "3")


def test_a_large_bystander_in_front_is_not_followed(
    squat_film: Path, pose_model: PoseModel, tmp_path: Path
) -> None:
    film = filtered(squat_film, tmp_path / "before.mp4", BEFORE)
    sightings, notes = analysed(film, pose_model)
    assert len(hips(sightings)) > 0.9 * len(sightings)
    assert max(hips(sightings)) < 0.5
    assert any("the one who moves (on the left)" in note.what for note in notes)


class CountingLandmarker(StillLandmarker):
    detections = 0

    def detect(self, frame: Frame) -> Detection:
        self.detections += 1
        return super().detect(frame)


def test_a_person_who_exercises_alone_needs_no_search_in_parts(
    squat_film: Path, pose_model: PoseModel
) -> None:
    with open_film(squat_film) as film, CountingLandmarker(pose_model, SEVERAL_PEOPLE) as landmarker:
        frames = list(film.frames_at(lambda time: True))[::12]
        glances = tuple(Glance(each.time, SIZE, landmarker.detect(each).poses) for each in frames)
        for survey, person, parts in [
            (FilmSurvey(glances), "auto", 0),
            (FilmSurvey(glances), "left", 2),
            (FilmSurvey(glances[:1] * 5), "auto", 2),
        ]:
            landmarker.detections = 0
            assert scout_for(survey, frames, landmarker, person) is None
            assert landmarker.detections == parts * (len(parts_of(SIZE)) + 1)


@pytest.mark.slow
def test_a_second_person_after_the_first_is_reported_and_not_counted(
    two_squats: PerformedFilm, pose_model: PoseModel, tmp_path: Path
) -> None:
    seconds = two_squats.performance.duration_s
    filters = (
        "[0]fps=30,split[a][b];"
        f"[a]tpad=stop_mode=add:stop_duration={seconds}:color=gray[first];"
        f"[b]tpad=start_mode=clone:start_duration={seconds}[then];[first][then]hstack,scale=960:-2"
    )
    film = filtered(two_squats.path, tmp_path / "on.mp4", filters)
    sightings, notes = analysed(film, pose_model)
    assert counted(sightings) == 2
    assert max(hips(sightings)) < 0.5
    assert [note.problem for note in notes] == ["several people", "another person"]
