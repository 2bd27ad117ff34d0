"""Exercise files: shipped ones, the user's own, and everything that can be wrong with one."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from coach.catalogue.library import (
    Faulty,
    all_exercises,
    clashes,
    exercise_named,
    load_exercise,
    read_exercise,
)
from coach.catalogue.near_names import near_names
from coach.errors import ExerciseError, InvalidExercise, UnknownExercise
from coach.resources import shipped, user_exercises

SHIPPED = sorted(shipped("exercises").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_is_valid_and_named_as_its_exercise(path: Path) -> None:
    exercise = read_exercise(path)
    assert exercise.name == path.stem
    assert exercise.camera.views and exercise.cues and exercise.muscles
    assert len(exercise.sha256) == 64


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_threshold_of_a_shipped_file_has_its_reason(path: Path) -> None:
    exercise = read_exercise(path)
    position = exercise.position
    reasons = [bound.why for bound in (*position.during, *position.start, *position.turn)]
    counted = exercise.reps or exercise.hold
    assert counted is not None
    assert all(len(reason) > 15 for reason in (*reasons, counted.why))


def test_no_two_exercises_answer_to_one_name() -> None:
    names = [name.lower() for each in all_exercises().values() for name in (each.name, *each.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("squat", "squat"),
        ("Squats", "squat"),
        ("bodyweight squat", "squat"),
        ("pushups", "push-up"),
        ("Push Up", "push-up"),
        ("press-ups", "push-up"),
        ("lunges", "lunge"),
        ("curls", "biceps-curl"),
        ("chin ups", "pull-up"),
        ("planks", "plank"),
    ],
)
def test_an_exercise_is_found_as_people_type_it(typed: str, name: str) -> None:
    assert load_exercise(typed).name == name


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(UnknownExercise) as caught:
        load_exercise("sqaut")
    assert caught.value.nearest == ("squat",)
    assert "squat" in caught.value.hint


def test_a_name_like_no_other_points_to_the_list() -> None:
    with pytest.raises(UnknownExercise) as caught:
        load_exercise("xyzzy")
    assert caught.value.nearest == ()
    assert "coach exercises" in caught.value.hint


def test_a_file_of_the_users_adds_and_one_of_the_same_name_overrides() -> None:
    folder = user_exercises()
    folder.mkdir(parents=True)
    squat = (shipped("exercises") / "squat.toml").read_text("utf-8")
    (folder / "box-squat.toml").write_text(
        squat.replace('name = "squat"', 'name = "box-squat"').replace(
            'title = "Squat"', 'title = "Box squat"'
        ),
        "utf-8",
    )
    (folder / "squat.toml").write_text(
        squat.replace("minimum_excursion = 40", "minimum_excursion = 70"), "utf-8"
    )
    assert load_exercise("box squat").name == "box-squat"
    overridden = load_exercise("squats").reps
    assert overridden is not None and overridden.minimum_excursion == 70
    assert load_exercise("push-ups").name == "push-up"


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = (shipped("exercises") / "squat.toml").read_text("utf-8")
    text = text.replace('angle = "knee"', 'angle = "neee"').replace(
        "minimum_excursion = 40", "minimum_excursion = -1"
    )
    text = text.replace('turn = "low"', 'turn = "sideways"').replace("format = 1", "format = 1\nspeed = 3")
    path = tmp_path / "squat.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    faults = "\n".join(caught.value.errors)
    for place in ("signal.angle", "reps.minimum_excursion", "signal.turn", "speed"):
        assert place in faults
    assert "check" in caught.value.hint


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "minimum_duration_s = 0.3",
            "minimum_duration_s = 0.3\nturned = 0.7",
            "turned must be below returned",
        ),
        ('action = "eccentric"', 'action = "concentric"', "can't both be concentric"),
        ("at_most = 80\n", "", "needs at_least, at_most or both"),
        ("distance_m = [2.0, 3.0]", "distance_m = [3.0, 2.0]", "the nearest distance comes first"),
        ("[reps]", "[hold]", "hold"),
        ("[poses.turn]", "[poses.turn_]", "poses"),
    ],
)
def test_what_contradicts_itself_is_said(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (shipped("exercises") / "squat.toml").read_text("utf-8")
    assert old in text
    path = tmp_path / "squat.toml"
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    assert says in str(caught.value)


def test_a_file_that_is_no_toml_says_where(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("name = \n", "utf-8")
    with pytest.raises(InvalidExercise, match="line 1"):
        read_exercise(path)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match="can't be read"):
        read_exercise(tmp_path / "none.toml")


def _mine(file: str, *changes: tuple[str, str]) -> Path:
    """The shipped squat with changes, as a file of the user's."""
    text = (shipped("exercises") / "squat.toml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = user_exercises() / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_broken_file_of_the_users_disables_only_its_own_exercise() -> None:
    broken = _mine("zz.toml", ('name = "squat"', 'name = "box-squat"'), ("format = 1", "format = 0"))
    (user_exercises() / "aa.toml").mkdir()
    told: list[Faulty] = []
    assert set(all_exercises(told.append)) == {path.stem for path in SHIPPED}
    assert [(each.path.name, each.name) for each in told] == [("aa.toml", "aa"), ("zz.toml", "box-squat")]
    assert str(broken) in told[1].note
    assert load_exercise("squats").name == "squat"
    for name in ("zz", "box squat", "Box-Squats"):
        with pytest.raises(InvalidExercise, match="format: must be 1, not 0"):
            load_exercise(name)
    with pytest.raises(ExerciseError, match="can't be read"):
        load_exercise("aa")


def test_a_broken_file_in_the_place_of_a_shipped_one_is_no_reason_to_use_the_shipped_one() -> None:
    _mine("squat.toml", ("minimum_excursion = 40", "minimum_excursion = -1"))
    for name in ("squat", "squats", "kniebeuge"):
        with pytest.raises(InvalidExercise):
            load_exercise(name)
    assert load_exercise("lunge").name == "lunge"


def test_two_files_of_the_users_with_one_name_are_a_fault_of_the_second() -> None:
    _mine("one.toml", ('name = "squat"', 'name = "box-squat"'))
    _mine("two.toml", ('name = "squat"', 'name = "box-squat"'))
    told: list[Faulty] = []
    all_exercises(told.append)
    assert [each.path.name for each in told] == ["two.toml"]
    with pytest.raises(InvalidExercise, match="another of your files also defines"):
        load_exercise("box-squat")


def test_no_alias_of_the_users_takes_a_name_that_has_a_meaning() -> None:
    path = _mine("my-squat.toml", ('name = "squat"', 'name = "my-squat"'))
    for name in ("squats", "kniebeuge", "squat"):
        assert load_exercise(name).name == "squat"
    assert load_exercise("my squats").name == "my-squat"
    [told] = clashes(read_exercise(path), path)
    assert told.startswith("These names still mean squat: 'Squat', 'squats'")


def test_a_canonical_name_goes_before_an_alias() -> None:
    path = _mine("curl.toml", ('name = "squat"', 'name = "curl"'), ('"squats", ', '"lunge", '))
    assert load_exercise("curl").name == "curl"
    assert load_exercise("lunge").name == "lunge"
    assert "'curl' now means this exercise instead of biceps-curl." in clashes(read_exercise(path), path)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_file_takes_nothing_from_another(path: Path) -> None:
    assert clashes(read_exercise(path), path) == []


def test_a_file_for_a_newer_coach_has_that_one_fault() -> None:
    path = _mine("new.toml", ("format = 1", "format = 99\nspeed = 3"), ('angle = "knee"', "angle = 7"))
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    assert caught.value.errors == ("format: 99 is for a newer version of coach; this one reads 1",)
    assert caught.value.hint == "Update coach."


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_distance_that_programs_read_is_the_one_that_people_read(path: Path) -> None:
    camera = read_exercise(path).camera
    said = re.search(r"(two and a half|two|three)(?: to (three))? metres", camera.advice.lower())
    assert said is not None
    metres = {"two": 2.0, "two and a half": 2.5, "three": 3.0}
    assert camera.distance_m == (metres[said[1]], metres[said[2] or said[1]])


def test_a_file_is_read_once_and_anew_when_it_changed(home: Path) -> None:
    """Live the library is asked at each change of exercise, between two pictures."""
    assert load_exercise("squat") is load_exercise("squats")
    own = user_exercises() / "squat.toml"
    own.parent.mkdir(parents=True)
    own.write_text((shipped("exercises") / "squat.toml").read_text().replace('"Squat"', '"Squad"'))
    assert (load_exercise("squat").title, exercise_named("squat").title) == ("Squad", "Squad")
    own.write_text(own.read_text().replace('"Squad"', '"Sq"'))
    assert load_exercise("squat").title == "Sq"
    own.unlink()
    assert load_exercise("squat").title == "Squat"


def test_what_is_recognised_is_counted_by_the_shipped_file_where_ones_own_is_faulty(home: Path) -> None:
    own = user_exercises() / "squat.toml"
    own.parent.mkdir(parents=True)
    own.write_text("format = 1\nname = 'squat'\n")
    with pytest.raises(InvalidExercise):
        load_exercise("squat")
    assert exercise_named("squat").title == "Squat"
    with pytest.raises(UnknownExercise):
        exercise_named("squats")


def test_a_name_of_a_book_is_like_nothing_and_soon_said() -> None:
    """Comparing it letter by letter took minutes."""
    squat = load_exercise("squat")
    long = squat.model_copy(update={"name": "long", "title": "x y" * 60_000, "aliases": ()})
    started = time.process_time()
    assert near_names("x" * 200_000, [squat]) == []
    assert near_names("barbell squats", [long, squat]) == ["squat"]
    assert time.process_time() - started < 1.0
