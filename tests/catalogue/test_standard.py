"""Standards: named levels, lowest first, each with one limit and a reason."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from coach.body.angles import Attitude, Distance, Joint
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises, read_exercise
from coach.catalogue.standard import Standard
from coach.errors import InvalidExercise
from coach.judging.assessment.standard import can_judge
from coach.judging.level import IN_DEGREES
from coach.resources import shipped

EXERCISES = list(all_exercises().values())


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda each: each.name)
def test_every_shipped_exercise_has_levels_with_reasons(exercise: Exercise) -> None:
    standard = exercise.standard
    assert standard is not None and len(standard.levels) >= 2
    assert all(len(level.why) > 10 for level in standard.levels)
    assert any(level.source for level in standard.levels) or standard.measure in ("twist", "hip", "rise")


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda each: each.name)
def test_every_shipped_standard_can_be_judged_from_a_view_of_its_exercise(exercise: Exercise) -> None:
    assert exercise.standard is not None
    assert any(can_judge(exercise.standard, view) for view in exercise.camera.views)


def test_a_squat_has_the_levels_of_coaches() -> None:
    squat = next(each for each in EXERCISES if each.name == "squat")
    assert squat.standard is not None
    assert squat.standard.names == ("quarter", "half", "parallel", "deep")
    assert squat.standard.step == 23


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("at_most = 140", "", "needs either at_least or at_most"),
        ("at_most = 140", "at_most = 140\nat_least = 3", "needs either at_least or at_most"),
        (
            "at_most = 140",
            "at_most = 100",
            "the lowest level comes first: 'half' is easier than 'quarter'",
        ),
        ("at_most = 140", "at_most = 105", "'half' has the same limit as 'quarter'"),
        ("at_most = 140", "at_least = 140", "every level needs the same kind of limit"),
        ('name = "half"', 'name = "quarter"', "two levels have the same name"),
        ('name = "half"', 'name = "Half way"', "must be lowercase letters, digits and single hyphens"),
    ],
)
def test_a_contradictory_standard_is_an_error(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (shipped("exercises") / "squat.toml").read_text("utf-8")
    assert old in text
    path = tmp_path / "squat.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    assert any("standard" in each and message in each for each in caught.value.errors), caught.value.errors


def test_the_units_of_measures_are_known_without_the_catalogue() -> None:
    assert set(get_args(Joint)) | set(get_args(Attitude)) == IN_DEGREES
    assert not IN_DEGREES & set(get_args(Distance))


def test_one_level_has_no_step() -> None:
    one = Standard.model_validate({"measure": "knee", "levels": [{"name": "deep", "at_most": 52}]})
    assert one.step is None and can_judge(one, "rear")
