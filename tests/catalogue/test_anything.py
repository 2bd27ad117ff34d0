"""Anything that repeats is an exercise without a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.catalogue.library import all_exercises, exercise_named, load_exercise, read_exercise
from coach.errors import InvalidExercise
from coach.resources import shipped


@pytest.mark.parametrize("typed", ["anything", "Anything", "any", "whatever", "free", "any exercise"])
def test_people_call_it_by_several_names(typed: str) -> None:
    assert load_exercise(typed).is_anything


def test_it_is_found_by_name_but_is_none_of_the_files() -> None:
    assert exercise_named("anything") is load_exercise("anything")
    assert "anything" not in all_exercises()
    assert not load_exercise("squat").is_anything


def test_its_name_is_taken(tmp_path: Path) -> None:
    squat = (shipped("exercises") / "squat.toml").read_text()
    own = tmp_path / "mine.toml"
    own.write_text(squat.replace('name = "squat"', 'name = "anything"', 1))
    with pytest.raises(InvalidExercise, match="any movement that repeats"):
        read_exercise(own)
