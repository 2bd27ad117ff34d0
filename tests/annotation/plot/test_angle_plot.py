"""The plot shows both sides of each joint, with reps and faults where they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest

from coach.annotation.plot.angle_plot import check_plot_path, write_plot
from coach.catalogue.library import load_exercise
from coach.errors import PictureUnwritable
from coach.judging.events import Fault
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.ui.film.angle_course import AngleCourse, JointCourse
from tests.annotation.test_captions import counted

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def course() -> AngleCourse:
    """Two full squats and a partial one, in angles that are easy to check: a wave from 60 to 180 degrees."""
    summary = counted(Truth(perform(load_exercise("squat"), "side", depths=(1.0, 0.4, 1.0))), "squat")
    times = np.linspace(0.0, 12.0, 241)
    wave = 120 + 60 * np.cos(times)
    return AngleCourse(
        times,
        (JointCourse("knee", np.stack([wave, wave - 10], axis=1)),),
        summary.sets[0].reps,
        (),
        "2 squats",
    )


def drawn(path: Path, course: AngleCourse) -> ElementTree.Element:
    write_plot(path, course, "<a> & b.mp4")
    return ElementTree.parse(path).getroot()


def test_lines_follow_the_angles(course: AngleCourse, tmp_path: Path) -> None:
    root = drawn(tmp_path / "a.svg", course)
    left, right = (
        each for each in root.iter(f"{_SVG}polyline") if each.get("stroke") in ("#0072b2", "#d55e00")
    )
    places = [
        np.array([pair.split(",") for pair in str(line.get("points")).split()], float)
        for line in (left, right)
    ]
    assert len(places[0]) == 241
    assert places[0][0, 1] < places[0][63, 1], "180 degrees stand above 60"
    assert np.diff(places[0][:, 0]) == pytest.approx(np.full(240, 3.7), abs=0.11)
    assert (places[1][:, 1] > places[0][:, 1]).all(), "the right side is 10 degrees less"


def test_reps_and_their_phases_are_shaded_and_faults_marked(course: AngleCourse, tmp_path: Path) -> None:
    rep = course.reps[0]
    fault = Fault("heels", "heels rising", "Heels down.", "", rep=1, time=rep.turn_s)
    root = drawn(tmp_path / "a.svg", replace(course, faults=(fault,)))
    boxes = [each for each in root.iter(f"{_SVG}rect") if float(each.get("height", 0)) == 190]
    assert [box.get("fill") for box in boxes] == ["#56b4e9"] * 2 + ["#e69f00"] * 2 + ["#56b4e9"] * 2
    out, back = boxes[0], boxes[1]
    assert float(out.get("width", 0)) / float(back.get("width", 0)) == pytest.approx(
        (rep.turn_s - rep.start_s) / (rep.end_s - rep.turn_s), rel=0.05
    )
    texts = [each.text for each in root.iter(f"{_SVG}text")]
    assert {"1", "2", "3", "partial rep", "fault: heels rising", "<a> & b.mp4"} <= set(texts)
    assert root.findtext(f"{_SVG}title") == f"<a> & b.mp4: {course.sentence}"


def test_a_gap_in_detection_breaks_the_line(course: AngleCourse, tmp_path: Path) -> None:
    angles = course.joints[0].angles.copy()
    angles[100:140] = np.nan
    root = drawn(tmp_path / "a.svg", replace(course, joints=(JointCourse("knee", angles),)))
    lines = [each for each in root.iter(f"{_SVG}polyline") if each.get("stroke") == "#0072b2"]
    assert [len(str(line.get("points")).split()) for line in lines] == [100, 101]


def test_png_is_the_same_plot_in_twice_the_size(course: AngleCourse, tmp_path: Path) -> None:
    root = drawn(tmp_path / "a.svg", course)
    write_plot(tmp_path / "a.png", course, "film.mp4")
    picture = cv2.imread(str(tmp_path / "a.png"))
    assert picture is not None
    assert picture.shape[:2] == (2 * int(root.get("height", 0)), 2 * int(root.get("width", 0)))
    for colour in ((178, 114, 0), (0, 94, 213)):
        assert (picture == colour).all(axis=2).sum() > 500


@pytest.mark.parametrize("joints", [(), (JointCourse("knee", np.full((241, 2), np.nan)),)])
def test_a_film_without_anyone_is_plotted_too(
    course: AngleCourse, joints: tuple[JointCourse, ...], tmp_path: Path
) -> None:
    empty = replace(course, joints=joints, reps=())
    assert "No one was detected" in str(drawn(tmp_path / "a.svg", empty).findtext(f"{_SVG}title"))
    write_plot(tmp_path / "a.png", replace(empty, times=course.times[:0]), "film.mp4")


def test_other_files_and_missing_folders_are_refused(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "a.pdf", "SVG or a PNG"), (tmp_path / "missing" / "a.svg", "no folder")):
        with pytest.raises(PictureUnwritable, match=reason):
            check_plot_path(path)
