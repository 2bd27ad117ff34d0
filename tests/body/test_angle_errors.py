"""The shipped table of angle errors."""

from __future__ import annotations

import pytest

from coach.body.angle_errors import AngleErrors, read_angle_errors
from coach.catalogue.library import all_exercises
from coach.resources import shipped
from coach.vision.pose_model.model_registry import EDITIONS


@pytest.fixture(scope="module")
def table() -> AngleErrors:
    return read_angle_errors()


def test_every_main_angle_has_an_error_bar_in_each_view_of_its_exercise(table: AngleErrors) -> None:
    wanted = {
        (exercise.signal.angle, view)
        for exercise in all_exercises().values()
        for view in exercise.camera.views
    }
    assert not [pair for pair in wanted if table.bar(*pair) is None]


def test_no_bar_is_below_the_measured_or_published_error(table: AngleErrors) -> None:
    for bar in table.bars:
        assert bar.bar_deg >= max(bar.measured_deg, bar.published_deg or 0.0, bar.mirrored_deg or 0.0)
        assert (bar.published_deg is None) == (not bar.source)
        assert bar.because != "twice what was measured" or bar.published_deg is None


def test_the_table_names_its_pose_model(table: AngleErrors) -> None:
    assert table.model_sha256 in EDITIONS["full"].accepted
    assert table.performances >= 80
    assert sum(each.frames for each in table.errors if each.exercise) <= table.frames


def test_the_table_is_shipped() -> None:
    assert (shipped("models") / "angle-errors.json").is_file()
