"""The chart of characters follows the angle, fits the terminal and says what it shows."""

from __future__ import annotations

import numpy as np
import pytest

from coach.catalogue.library import load_exercise
from coach.judging.observation import Summary
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.ui.film.angle_chart import AngleChart
from coach.ui.film.angle_course import AngleCourse, angle_course
from tests.annotation.test_captions import counted


@pytest.fixture(scope="module")
def summary() -> Summary:
    return counted(Truth(perform(load_exercise("squat"), "side", depths=(1.0, 0.4, 1.0))), "squat")


def course(summary: Summary, *, known: bool = True) -> AngleCourse:
    times = np.linspace(0.0, summary.duration_s, 300)
    angles = np.full((300, 5, 2), 170.0 if known else np.nan)
    angles[:, 3] -= 40 * (1 - np.cos(times[:, None]))
    return angle_course(times, angles, ["knee"], summary)


@pytest.mark.parametrize("width", [30, 80, 200])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_it_fits_and_says_what_it_shows(summary: Summary, width: int, ascii_only: bool) -> None:
    lines = AngleChart(course(summary)).lines(width, ascii_only=ascii_only)
    assert all(len(line) <= width for line in lines[2:-1])
    assert lines[-1] == f"2 + 1 partial squats in {summary.duration_s:.1f} s; angles: knee 90° to 170°."
    if ascii_only:
        assert set("".join(lines[2:-3])) <= set("0123456789°| *")


def test_the_line_is_high_where_the_angle_is_large(summary: Summary) -> None:
    rows = AngleChart(course(summary)).lines(80, ascii_only=True)[2:9]
    columns = [
        [place for place, row in enumerate(rows) if len(row) > x and row[x] == "*"] for x in range(8, 78)
    ]
    at = [int(time / summary.duration_s * 70) for time in (0.0, np.pi, 2 * np.pi)]
    assert [min(columns[min(place, 69)]) for place in at] == [0, 6, 0]


def test_reps_stand_below_their_turning_points(summary: Summary) -> None:
    *_, reps, _, _ = AngleChart(course(summary)).lines(80)
    assert reps.split() == ["1", "2p", "3"]
    for rep in summary.sets[0].reps:
        assert reps.index(str(rep.number)) - 8 == pytest.approx(rep.turn_s / summary.duration_s * 72, abs=1)


def test_without_anyone_only_a_sentence_is_left(summary: Summary) -> None:
    lines = AngleChart(course(summary, known=False)).lines(80)
    assert lines == ["", f"No one was detected in {summary.duration_s:.1f} s."]


def test_without_a_joint_of_the_exercise_those_that_move_most_are_shown(summary: Summary) -> None:
    times = np.linspace(0, 5, 100)
    angles = np.full((100, 5, 2), 90.0)
    angles[:, 0] += 30 * np.sin(times[:, None])
    assert angle_course(times, angles, [], summary).joints[0].joint == "elbow"
