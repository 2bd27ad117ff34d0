"""Habitual exercise names: accepted, answered with a similar name, or unknown."""

from __future__ import annotations

import pytest

from coach.catalogue.library import load_exercise
from coach.errors import UnknownExercise
from tests.cli.conftest import Coach


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("pushups", "push-up"),
        ("Push\u2010Ups", "push-up"),
        ("push \u2013 ups", "push-up"),
        ("\u201csquat\u201d", "squat"),
        ("liegestu\u0308tz", "push-up"),
        ("liegestutz", "push-up"),
        ("ohp", "shoulder-press"),
        ("OH press", "shoulder-press"),
        ("rdl", "deadlift"),
        ("SLDL", "deadlift"),
        ("db curls", "biceps-curl"),
        ("bb bench press", "bench-press"),
        ("lat raise", "lateral-raise"),
        ("rows", "row"),
        ("bent over row", "row"),
        ("bb row", "row"),
        ("rope pushdown", "triceps-pushdown"),
    ],
)
def test_names_are_accepted_in_any_spelling(typed: str, name: str) -> None:
    assert load_exercise(typed).name == name


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("sqat", ["squat"]),
        ("barbell squats", ["squat"]),
        ("back squat 5x5", ["squat"]),
        ("squatting", ["squat"]),
        ("jump squat", ["squat"]),
        ("bulgarian split squat", ["lunge"]),
        ("bss", ["lunge"]),
        ("weighted pull-up", ["pull-up"]),
        ("diamond pushups", ["push-up"]),
        ("seated calf raise", ["calf-raise"]),
        ("one-arm curl", ["biceps-curl"]),
        ("cable curl", ["biceps-curl"]),
        ("single-leg rdl", ["deadlift"]),
        ("plank hold", ["plank"]),
        ("burpies", ["burpee"]),
        ("puhsups", ["push-up"]),
        ("biceps", ["biceps-curl"]),
        ("klimmzuege", ["pull-up"]),
    ],
)
def test_variants_and_typos_suggest_their_exercise(typed: str, nearest: list[str]) -> None:
    with pytest.raises(UnknownExercise) as unknown:
        load_exercise(typed)
    assert list(unknown.value.nearest) == nearest


@pytest.mark.parametrize(
    "typed",
    [
        "upright row",
        "kettlebell swing",
        "kb swing",
        "hip thrust",
        "leg press",
        "leg curl",
        "leg extension",
        "lat pulldown",
        "triceps extension",
        "push press",
        "step up",
        "step-ups",
        "box jump",
        "jump rope",
        "thruster",
        "clean and jerk",
        "muscle up",
        "handstand push up",
        "hspu",
        "face pull",
        "shrug",
        "superman",
        "5x5",
        "the",
        "§§",
    ],
)
def test_unknown_exercises_suggest_nothing(typed: str) -> None:
    with pytest.raises(UnknownExercise) as unknown:
        load_exercise(typed)
    assert unknown.value.nearest == ()


def test_an_unknown_exercise_gives_hints(coach: Coach) -> None:
    for command in (("analyze", "film.mp4", "-e"), ("start",), ("history", "-e"), ("doctor",), ("demo",)):
        result = coach(*command, "kettlebell swing")
        assert result.code == 1
        assert result.err.splitlines() == [
            "There is no exercise called 'kettlebell swing' yet.",
            "'coach exercises' lists the exercises. To add your own, copy an exercise file, "
            "edit it and test it with 'coach exercises check FILE'.",
        ]
