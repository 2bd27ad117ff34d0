"""What is wrong with pictures: films of the rendered athlete, made dark, blurred, shaken by ffmpeg."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.body.stream import Sighting
from coach.vision.film.film import open_film
from coach.vision.film.film_poses import FilmPoses
from coach.vision.picture.picture_conditions import PictureConditions
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import PerformedFilm
from tests.vision.conftest import FFmpeg

DIMMED = "format=rgb24,lutrgb=r='val*{0}':g='val*{0}':b='val*{0}',noise=alls={1}:allf=t"
SPARSE = "fps=8,"
PUSHED = f"{SPARSE}crop=iw-60:ih-60:'if(gt(t,2.5),60,20)':'if(gt(t,2.5),50,20)'"
CARRIED = f"{SPARSE}crop=iw-80:ih-80:'40+30*sin(5*t)':'40+30*cos(3.7*t)'"


def unseen(film: Path) -> PictureConditions:
    """What is found in a film in which the landmarker sees nobody."""
    conditions = PictureConditions()
    with open_film(film) as frames:
        for frame in frames:
            conditions.observe(frame)
            conditions.seen(Sighting(frame.time, None))
    return conditions


def looked_at(film: Path, model: PoseModel) -> FilmPoses:
    """A film after the landmarker saw it."""
    with FilmPoses(open_film(film), model) as poses:
        for _ in poses:
            pass
    return poses


def test_a_film_as_it_should_be_has_no_notes(squat_film: Path, pose_model: PoseModel) -> None:
    assert looked_at(squat_film, pose_model).notes == ()


@pytest.mark.parametrize(("light", "said"), [(0.09, "too dark to see the body well"), (0.0, "is black")])
def test_what_is_too_dark_is_said_with_what_to_do(
    squat_film: Path, ffmpeg: FFmpeg, pose_model: PoseModel, light: float, said: str
) -> None:
    [note] = looked_at(
        ffmpeg("dark.mp4", "-i", squat_film, "-vf", DIMMED.format(light, 20)), pose_model
    ).notes
    assert (note.problem, note.doubtful, said in note.what) == ("dark", True, True)
    assert "light" in note.hint


def test_in_a_dim_picture_a_body_that_is_well_seen_is_no_trouble(
    squat_film: Path, ffmpeg: FFmpeg, pose_model: PoseModel
) -> None:
    assert (
        looked_at(ffmpeg("dim.mp4", "-i", squat_film, "-vf", DIMMED.format(0.2, 6)), pose_model).notes == ()
    )


def test_blur_is_said(squat_film: Path, ffmpeg: FFmpeg, pose_model: PoseModel) -> None:
    [note] = looked_at(ffmpeg("soft.mp4", "-i", squat_film, "-vf", "gblur=sigma=16"), pose_model).notes
    assert (note.problem, note.doubtful) == ("blurred", True)
    assert "Wipe the lens" in note.hint


def test_darkness_is_said_with_when_it_was(two_squats: PerformedFilm, ffmpeg: FFmpeg) -> None:
    lit = "eq=brightness=-1:enable='between(t,1.5,3.5)'"
    [note] = unseen(ffmpeg("off.mp4", "-i", two_squats.path, "-vf", lit)).notes
    assert (note.start_s, note.end_s) == (2.0, 4.0)
    assert "from 0:02 until 0:04" in note.what


def test_a_camera_that_is_pushed_once_is_said_with_when(
    two_squats: PerformedFilm, ffmpeg: FFmpeg, pose_model: PoseModel
) -> None:
    [note] = looked_at(ffmpeg("pushed.mp4", "-i", two_squats.path, "-vf", PUSHED), pose_model).notes
    assert note.what.startswith("The camera moved at 0:02, by 6°")
    assert (note.problem, note.doubtful, note.start_s) == ("camera moved", True, 2.0)


def test_a_camera_that_is_carried_is_said_and_doubts_nothing(
    two_squats: PerformedFilm, ffmpeg: FFmpeg, pose_model: PoseModel
) -> None:
    [note] = looked_at(ffmpeg("carried.mp4", "-i", two_squats.path, "-vf", CARRIED), pose_model).notes
    assert note.what.startswith("The camera was not still: it moved in ")
    assert (note.problem, note.doubtful) == ("camera moved", False)


def test_a_cut_to_another_place_is_no_moved_camera(
    two_squats: PerformedFilm, ffmpeg: FFmpeg, colours: FFmpeg
) -> None:
    other = colours("other.mp4", seconds=4, size="640x480")
    joined = "[0:v]scale=640:480,setsar=1,trim=0:3[a];[1:v]setsar=1[b];[a][b]concat"
    film = ffmpeg("cut.mp4", "-i", two_squats.path, "-i", other, "-filter_complex", joined)
    assert unseen(film).notes == ()


def test_a_film_that_fades_out_is_not_dark(two_squats: PerformedFilm, ffmpeg: FFmpeg) -> None:
    faded = "eq=brightness=-1:enable='gt(t,3.5)'"
    assert unseen(ffmpeg("faded.mp4", "-i", two_squats.path, "-vf", faded)).notes == ()
