"""Notes on films of the rendered athlete that ffmpeg darkened, blurred or shook."""

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


def conditions_without_body(film: Path) -> PictureConditions:
    """The conditions of a film in which no body is detected."""
    conditions = PictureConditions()
    with open_film(film) as frames:
        for frame in frames:
            conditions.observe(frame)
            conditions.observe_sighting(Sighting(frame.time, None))
    return conditions


def analysed(film: Path, model: PoseModel) -> FilmPoses:
    """The poses of a film after detection."""
    with FilmPoses(open_film(film), model) as poses:
        for _ in poses:
            pass
    return poses


def test_a_good_film_has_no_notes(squat_film: Path, pose_model: PoseModel) -> None:
    assert analysed(squat_film, pose_model).notes == ()


@pytest.mark.parametrize(("light", "words"), [(0.09, "too dark to detect the body well"), (0.0, "is black")])
def test_a_dark_film_has_a_note_with_a_hint(
    squat_film: Path, ffmpeg: FFmpeg, pose_model: PoseModel, light: float, words: str
) -> None:
    [note] = analysed(ffmpeg("dark.mp4", "-i", squat_film, "-vf", DIMMED.format(light, 20)), pose_model).notes
    assert (note.problem, note.doubtful, words in note.what) == ("dark", True, True)
    assert "light" in note.hint


def test_a_dim_film_with_good_detection_has_no_notes(
    squat_film: Path, ffmpeg: FFmpeg, pose_model: PoseModel
) -> None:
    assert analysed(ffmpeg("dim.mp4", "-i", squat_film, "-vf", DIMMED.format(0.2, 6)), pose_model).notes == ()


def test_a_blurred_film_has_a_note(squat_film: Path, ffmpeg: FFmpeg, pose_model: PoseModel) -> None:
    [note] = analysed(ffmpeg("soft.mp4", "-i", squat_film, "-vf", "gblur=sigma=16"), pose_model).notes
    assert (note.problem, note.doubtful) == ("blurred", True)
    assert "Wipe the lens" in note.hint


def test_a_dark_period_has_a_start_and_an_end(two_squats: PerformedFilm, ffmpeg: FFmpeg) -> None:
    lit = "eq=brightness=-1:enable='between(t,1.5,3.5)'"
    [note] = conditions_without_body(ffmpeg("off.mp4", "-i", two_squats.path, "-vf", lit)).notes
    assert (note.start_s, note.end_s) == (2.0, 4.0)
    assert "from 0:02 until 0:04" in note.what


def test_a_camera_pushed_once_has_a_note_with_the_time(
    two_squats: PerformedFilm, ffmpeg: FFmpeg, pose_model: PoseModel
) -> None:
    [note] = analysed(ffmpeg("pushed.mp4", "-i", two_squats.path, "-vf", PUSHED), pose_model).notes
    assert note.what.startswith("The camera moved at 0:02, by 6°")
    assert (note.problem, note.doubtful, note.start_s) == ("camera moved", True, 2.0)


def test_a_hand_held_camera_has_a_note_without_doubts(
    two_squats: PerformedFilm, ffmpeg: FFmpeg, pose_model: PoseModel
) -> None:
    [note] = analysed(ffmpeg("carried.mp4", "-i", two_squats.path, "-vf", CARRIED), pose_model).notes
    assert note.what.startswith("The camera was unsteady: it moved ")
    assert (note.problem, note.doubtful) == ("camera moved", False)


def test_a_cut_is_not_a_moved_camera(two_squats: PerformedFilm, ffmpeg: FFmpeg, colours: FFmpeg) -> None:
    other = colours("other.mp4", seconds=4, size="640x480")
    joined = "[0:v]scale=640:480,setsar=1,trim=0:3[a];[1:v]setsar=1[b];[a][b]concat"
    film = ffmpeg("cut.mp4", "-i", two_squats.path, "-i", other, "-filter_complex", joined)
    assert conditions_without_body(film).notes == ()


def test_a_film_that_fades_out_is_not_dark(two_squats: PerformedFilm, ffmpeg: FFmpeg) -> None:
    faded = "eq=brightness=-1:enable='gt(t,3.5)'"
    assert conditions_without_body(ffmpeg("faded.mp4", "-i", two_squats.path, "-vf", faded)).notes == ()
