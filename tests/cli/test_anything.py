"""``-e anything`` counts whatever repeats, also from the picture alone, and says what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.performer.motion.activities import Activity
from coach.performer.repertoire import perform
from tests.cli.in_process import Coach
from tests.cli.recorded import recorded


@pytest.fixture(scope="module")
def raises(tmp_path_factory: pytest.TempPathFactory) -> Path:
    act = perform(load_exercise("lateral-raise"), depths=(1.0,) * 5, frame_rate=15.0)
    return recorded(tmp_path_factory.mktemp("recordings") / "raises.npz", act)


def test_it_is_counted_saved_and_named_for_what_it_is(coach: Coach, raises: Path) -> None:
    result = coach("analyze", raises, "-e", "whatever", "--why")
    assert result.code == 0
    assert "5 unnamed reps" in result.out and "like 3 others of this set" in result.out
    assert "counted, but not judged" in result.out and "'coach exercises'" in result.out
    assert "A full rep reaches" not in result.out and "range of motion" not in result.out
    assert re.search(r"each \d\.\d s \(\d\.\d to \d\.\d\)", result.out)
    shown = coach("history", "show", "1")
    assert "5 unnamed reps" in shown.out and "anything.toml" not in shown.out
    [row] = coach("history", "--json").lines
    assert row["sets"][0]["exercise"] == "anything" if "sets" in row else "anything" in str(row)


def test_its_json_is_that_of_any_exercise(coach: Coach, raises: Path) -> None:
    [line] = coach("analyze", raises, "-e", "anything", "--json", "--no-save").lines
    assert (line["exercise"], line["recognised"], line["reps"], line["partial"]) == ("anything", False, 5, 0)
    assert {rep["rom_deg"] for rep in line["sets"][0]["reps"]} == {None}


def test_landmarks_in_the_picture_are_enough(coach: Coach, tmp_path: Path) -> None:
    act = perform(load_exercise("squat"), "side", depths=(1.0,) * 5, frame_rate=15.0)
    flat = recorded(tmp_path / "flat.npz", act, image_only=True)
    [line] = coach("analyze", flat, "-e", "anything", "--json", "--no-save").lines
    assert line["reps"] == 5


def test_a_walk_repeats_nothing(coach: Coach, tmp_path: Path) -> None:
    walk = recorded(tmp_path / "walk.npz", Activity(duration_s=20.0, seed=8, frame_rate=15.0))
    result = coach("analyze", walk, "-e", "anything", "--no-save")
    assert "No unnamed reps counted" in result.out and "at least three movements alike" in result.out


def test_the_list_of_exercises_ends_with_it(coach: Coach) -> None:
    assert "'-e anything'" in coach("exercises").out
    assert "three movements alike" in coach("exercises", "show", "any", "--still").out
