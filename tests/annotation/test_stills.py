"""Stills show the best rep and the first of each fault, at their moments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from coach.annotation.captions import Captions
from coach.annotation.overlay import Overlay
from coach.annotation.pose_track import PoseTrack
from coach.annotation.stills import Still, stills_of, write_stills
from coach.bench.fixtures.film_writer import write_pictures
from coach.body.stream import Frame
from coach.catalogue.library import load_exercise
from coach.errors import PictureUnwritable
from coach.judging.effort.key_moments import KeyMoment
from coach.judging.effort.workout_review import review_sets
from coach.judging.events import Fault
from coach.judging.figures.coaching_facts import facts_of
from coach.judging.observation import Summary
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.vision.picture.picture_view import AS_IT_IS
from tests.annotation.test_captions import counted


@pytest.fixture(scope="module")
def summary() -> Summary:
    return counted(Truth(perform(load_exercise("squat"), "side", depths=(1.0, 0.4, 1.0))), "squat")


def test_there_is_one_of_the_best_rep_and_one_of_each_fault(summary: Summary, tmp_path: Path) -> None:
    [only] = summary.sets
    faults = [
        Fault("heels", "heels rising", "Heels down.", "too high", rep, time=float(rep)) for rep in (2, 3)
    ]
    summary = replace(summary, sets=(replace(only, faults=tuple(faults)),))
    exercise = load_exercise("squat")
    review = review_sets(
        [(each, facts_of(exercise, None), None) for each in summary.sets], view=summary.view, height_m=None
    )
    best, fault = stills_of(tmp_path / "my film.mp4", tmp_path / "out", summary, review)
    assert best.path.name == "my film-set-1-best-rep-1.jpg"
    assert best.moment.time_s == only.reps[0].turn_s
    assert best.moment.caption.startswith("Best rep of set 1: 1 (full, ")
    assert fault.path.name == "my film-set-1-heels-rep-2.jpg"
    assert (fault.moment.time_s, fault.moment.is_good) == (2.0, False)
    assert fault.moment.caption == "Heels rising of set 1, rep 2: too high"


def test_each_picture_is_the_frame_of_its_time(tmp_path: Path, summary: Summary) -> None:
    film = tmp_path / "film.mp4"
    frames = [Frame(number / 10, np.full((120, 160, 3), 8 * number, np.uint8)) for number in range(30)]
    write_pictures(frames, film, crf=10)
    track = PoseTrack()
    track.conclude(summary, interrupted=False)
    overlay = Overlay(track, Captions(summary), {})
    stills = [
        Still(KeyMoment(time, "a", "", is_good=True), tmp_path / "out" / f"{time}.jpg")
        for time in (2.0, 0.5, 2.0001)
    ]
    write_stills(film, stills, overlay, view=AS_IT_IS)
    shades = {path.stem: float(cv2.imread(str(path)).mean()) for path in (tmp_path / "out").iterdir()}  # type: ignore[union-attr]
    assert shades == pytest.approx({"0.5": 40, "2.0": 160, "2.0001": 160}, abs=4)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path, summary: Summary) -> None:
    (tmp_path / "out").write_text("mine")
    still = Still(KeyMoment(0.0, "a", "", is_good=True), tmp_path / "out" / "a.jpg")
    overlay = Overlay(PoseTrack(), Captions(summary), {})
    with pytest.raises(PictureUnwritable):
        write_stills(tmp_path / "film.mp4", [still], overlay, view=AS_IT_IS)
