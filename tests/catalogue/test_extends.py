"""Exercise files that extend another one, and files with nothing but a signal and key poses."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from coach.catalogue.library import exercise_named, load_exercise, read_exercise
from coach.errors import InvalidExercise
from coach.judging.judge import Judge
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.resources import user_exercises

PAGE = Path(__file__).parents[2] / "docs" / "exercises.md"


def documented(name: str) -> str:
    """The example file of this name in the docs."""
    examples: list[str] = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return next(each for each in examples if f'\nname = "{name}"' in each and each.startswith("format"))


def own_file(name: str, text: str) -> Path:
    path = user_exercises() / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def extending(name: str, base: str, rest: str = "") -> Path:
    return own_file(name, f'format = 1\nname = "{name}"\nextends = "{base}"\n{rest}')


def test_a_file_takes_the_rest_from_the_one_that_it_extends() -> None:
    own_file("box-squat", documented("box-squat"))
    box, squat = load_exercise("box squat"), load_exercise("squat")
    assert box.title == "Box squat" and box.aliases == ()
    assert box.poses == squat.poses and box.position == squat.position
    assert box.form == tuple(rule for rule in squat.form if rule.level is None)
    assert box.reps is not None and squat.reps is not None
    assert box.reps.minimum_excursion == 60 and box.reps.out == squat.reps.out
    assert box.standard is not None and box.standard.names == ("high-box", "low-box")
    assert box.sha256 != squat.sha256


def test_a_file_may_extend_the_shipped_one_that_it_replaces() -> None:
    extending("squat", "squat", "[reps]\nminimum_excursion = 55\n")
    squat = load_exercise("squat")
    assert squat.reps is not None and squat.reps.minimum_excursion == 55
    assert squat.signal.count_by == ("knee", "hip")


def test_a_file_may_extend_one_that_extends_another() -> None:
    extending("low", "box-squat", 'title = "Low box"\n')
    extending("box-squat", "squat", "[reps]\nminimum_excursion = 60\n")
    low = load_exercise("low")
    assert low.reps is not None and low.reps.minimum_excursion == 60 and low.title == "Low box"


def test_a_hold_replaces_reps() -> None:
    path = extending("pause", "squat", "[hold]\n[[position.during]]\nmeasure = 'knee'\nat_most = 110\n")
    exercise = read_exercise(path)
    assert exercise.reps is None and exercise.hold is not None
    assert [bound.measure for bound in exercise.position.during] == ["knee"]


@pytest.mark.parametrize("circle", [("one", "two"), ("one", "two", "three")])
def test_a_circle_is_an_error(circle: tuple[str, ...]) -> None:
    for name, base in zip(circle, (*circle[1:], circle[0]), strict=True):
        extending(name, base)
    with pytest.raises(InvalidExercise, match="in a circle"):
        load_exercise("one")


def test_a_file_that_extends_itself_is_an_error() -> None:
    extending("one", "one")
    with pytest.raises(InvalidExercise, match="in a circle"):
        load_exercise("one")


def test_extending_nothing_suggests_the_nearest_name() -> None:
    path = extending("mine", "sqat")
    with pytest.raises(InvalidExercise, match=r"there is no exercise \"sqat\"; did you mean squat\?"):
        read_exercise(path)


def test_a_change_of_the_extended_file_is_noticed() -> None:
    own_file("box-squat", documented("box-squat"))
    extending("low", "box-squat")
    before = exercise_named("low")
    time.sleep(0.02)
    own_file("box-squat", documented("box-squat").replace("= 60", "= 70"))
    reps = exercise_named("low").reps
    assert before.reps is not None and before.reps.minimum_excursion == 60
    assert reps is not None and reps.minimum_excursion == 70


def test_signal_key_poses_and_a_standard_are_enough() -> None:
    exercise = read_exercise(own_file("wrist-to-shoulder", documented("wrist-to-shoulder")))
    assert exercise.title == "Wrist to shoulder"
    assert exercise.reps is not None and exercise.reps.minimum_excursion == 48
    judge = Judge(exercise)
    for sighting in Truth(perform(exercise, "side", depths=(1.0, 1.0, 0.6))):
        judge.observe(sighting.pose, sighting.time)
    summary = judge.finish()
    levels = [rep.level.name for each in summary.sets for rep in each.reps if rep.level]
    assert summary.full == 3 and levels == ["full", "full", "half"]


def test_a_range_that_key_poses_do_not_show_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(documented("wrist-to-shoulder").replace('"elbow"\nturn', '"inclination"\nturn'), "utf-8")
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    assert caught.value.errors == ("reps.minimum_excursion: is missing",)
