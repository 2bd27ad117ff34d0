"""Sideways and upside-down films are rotated, reported and counted correctly."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from coach.body.picture_notes import PictureNotes
from coach.catalogue.library import load_exercise
from coach.catalogue.poses import posture_of
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.vision.film.film import open_film
from coach.vision.film.film_surveyor import FilmSurveyor
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.picture.picture_view import PictureView
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import PerformedFilm

ON_ITS_SIDE, ON_ITS_HEAD = "transpose=cclock", "hflip,vflip"


def filtered(film: Path, folder: Path, filters: str) -> Path:
    """The film with changed pictures and unchanged metadata, as from an editor."""
    target = folder / f"{film.stem}.mp4"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(film), "-vf", filters]
    subprocess.run([*command, str(target)], check=True)
    return target


def analysed(
    film: Path, model: PoseModel, exercise: str, picture: PictureOptions
) -> tuple[Summary, PictureNotes]:
    judge = Judge(load_exercise(exercise))
    with open_source(film, model_path=model.path, picture=picture) as source:
        for sighting in source:
            judge.observe(sighting.pose, sighting.time)
            assert sighting.pose is None or sighting.pose.size == source.facts.size
        return judge.finish(), source.notes


@pytest.mark.parametrize(
    ("filters", "rotation"), [(ON_ITS_SIDE, "by 90° clockwise"), (ON_ITS_HEAD, "by 180°")]
)
def test_rotated_squats_are_counted(
    two_squats: PerformedFilm, pose_model: PoseModel, tmp_path: Path, filters: str, rotation: str
) -> None:
    turned = filtered(two_squats.path, tmp_path, filters)
    picture = PictureOptions(expected=posture_of(load_exercise("squat").poses))
    summary, notes = analysed(turned, pose_model, "squat", picture)
    assert (summary.full, summary.partial) == (2, 0)
    assert [note.problem for note in notes] == ["turned"]
    assert rotation in notes[0].what


def test_rotated_and_mirrored_as_requested(
    two_squats: PerformedFilm, pose_model: PoseModel, tmp_path: Path
) -> None:
    turned = filtered(two_squats.path, tmp_path, f"hflip,{ON_ITS_SIDE}")
    picture = PictureOptions(rotate=90, mirror=True)
    with open_source(two_squats.path, model_path=pose_model.path, keep_frames=True) as source:
        true = next(iter(source))
    with open_source(turned, model_path=pose_model.path, keep_frames=True, picture=picture) as source:
        sighting = next(iter(source))
        assert source.notes == ()
    assert true.frame is not None and sighting.frame is not None
    difference = np.abs(true.frame.picture.astype(int) - sighting.frame.picture)
    assert difference.mean() < 3
    assert true.pose is not None and sighting.pose is not None
    assert np.abs(true.pose.image - sighting.pose.image)[:, :2].max() < 0.03


def test_a_named_push_up_is_not_rotated_for_lying(
    push_up_film: PerformedFilm, pose_model: PoseModel, tmp_path: Path
) -> None:
    posture = posture_of(load_exercise("push-up").poses)
    for filters, turns in (("null", 0), (ON_ITS_SIDE, 1), (ON_ITS_HEAD, 2)):
        film = filtered(push_up_film.path, tmp_path, filters)
        with FilmSurveyor(partial(open_film, film), pose_model, expected=posture) as surveyor:
            surveyor.start()
            assert surveyor.result().view == PictureView(turns)
        film.unlink()
