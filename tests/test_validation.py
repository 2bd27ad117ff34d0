"""Errors of exercise files are in plain words, with the place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.catalogue.library import read_exercise
from coach.errors import InvalidExercise
from coach.resources import shipped


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('name = "squat"\n', "", "name: is missing"),
        ("reps = [8, 15]", "reps = [8]", "target.reps[2]: is missing"),
        ("[target]", "[targett]", "targett: unknown key; did you mean target?"),
        ("limbs =", "limb =", "signal.limb: unknown key; did you mean limbs?"),
        (
            "[poses.turn]",
            "[poses.turn]\nkneee_flexion = 3",
            "poses.turn.kneee_flexion: unknown key; did you mean knee_flexion?",
        ),
        ('turn = "low"', 'turn = "lo"', 'signal.turn: must be low or high, not "lo"; did you mean low?'),
        (
            '["knee", "hip"]',
            '["knee", "hipp"]',
            'signal.count_by[2]: must be elbow, shoulder, hip, knee or ankle, not "hipp"; did you mean hip?',
        ),
        (
            'measure = "inclination"',
            'measure = "inclinatoin"',
            'position.during[1].measure: unknown value "inclinatoin"; did you mean inclination?',
        ),
        ("format = 1", 'format = "1"', 'format: must be 1, not "1"'),
        ("minimum_excursion = 40", "minimum_excursion = 0", "reps.minimum_excursion: must be above 0, not 0"),
        (
            "minimum_excursion = 40",
            "minimum_excursion = 181",
            "reps.minimum_excursion: must be at most 180, not 181",
        ),
        ("minimum_excursion = 40", "minimum_excursion = [4]", "reps.minimum_excursion: must be a number"),
        ("reps = [8, 15]", "reps = [8.5, 15]", "target.reps[1]: must be a whole number"),
        ("reps = [8, 15]", "reps = 8", "target.reps: must be a list, in [brackets]"),
        ('title = "Squat"', "title = 3", 'title: must be text, in "quotes"'),
        ('title = "Squat"', 'title = ""', "title: must not be empty"),
        ('views = ["side", "oblique", "front"]', "views = []", "camera.views: needs at least 1, has 0"),
        ("[camera]", "[[camera]]", "camera: must be a table"),
        (
            'name = "squat"',
            'name = "My Squat"',
            'name: must be lowercase letters, digits and single hyphens, such as "box-squat", not "My Squat"',
        ),
        (
            'tempo = "3-0-1-0"',
            'tempo = "slow"',
            'target.tempo: must be four digits or X joined by hyphens, such as "3-0-1-0", not "slow"',
        ),
        ("at_most = 80\n", "", "position.during[1]: needs at_least, at_most or both"),
    ],
)
def test_an_error_is_in_plain_words(tmp_path: Path, old: str, new: str, error: str) -> None:
    text = (shipped("exercises") / "squat.toml").read_text("utf-8")
    assert old in text
    path = tmp_path / "squat.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    assert caught.value.errors == (error,)


def test_a_binary_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    assert caught.value.errors == ("not TOML: it is not UTF-8 text",)
