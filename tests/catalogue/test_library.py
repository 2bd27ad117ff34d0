"""Exercise files: shipped ones, the user's own, and wrong ones."""

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
def test_shipped_files_are_valid_and_named_after_their_exercise(path: Path) -> None:
    exercise = read_exercise(path)
    assert exercise.name == path.stem
    assert exercise.camera.views and exercise.cues and exercise.muscles
    assert len(exercise.sha256) == 64


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_threshold_in_a_shipped_file_has_a_reason(path: Path) -> None:
    exercise = read_exercise(path)
    position = exercise.position
    reasons = [bound.why for bound in (*position.during, *position.start, *position.turn)]
    counted = exercise.reps or exercise.hold
    assert counted is not None
    assert all(len(reason) > 15 for reason in (*reasons, counted.why))


def test_no_two_exercises_share_a_name() -> None:
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
def test_exercises_are_found_by_common_spellings(typed: str, name: str) -> None:
    assert load_exercise(typed).name == name


def test_an_unknown_name_suggests_the_nearest_one() -> None:
    with pytest.raises(UnknownExercise) as caught:
        load_exercise("sqaut")
    assert caught.value.nearest == ("squat",)
    assert "squat" in caught.value.hint


def test_an_unfamiliar_name_points_to_the_list() -> None:
    with pytest.raises(UnknownExercise) as caught:
        load_exercise("xyzzy")
    assert caught.value.nearest == ()
    assert "coach exercises" in caught.value.hint


def test_user_files_add_and_override_exercises() -> None:
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


def test_all_errors_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    text = (shipped("exercises") / "squat.toml").read_text("utf-8")
    text = text.replace('angle = "knee"', 'angle = "neee"').replace(
        "minimum_excursion = 40", "minimum_excursion = -1"
    )
    text = text.replace('turn = "low"', 'turn = "sideways"').replace("format = 1", "format = 1\nspeed = 3")
    path = tmp_path / "squat.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    errors = "\n".join(caught.value.errors)
    for place in ("signal.angle", "reps.minimum_excursion", "signal.turn", "speed"):
        assert place in errors
    assert "check" in caught.value.hint


@pytest.mark.parametrize(
    ("old", "new", "message"),
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
def test_contradictions_are_errors(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (shipped("exercises") / "squat.toml").read_text("utf-8")
    assert old in text
    path = tmp_path / "squat.toml"
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    assert message in str(caught.value)


def test_a_toml_error_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("name = \n", "utf-8")
    with pytest.raises(InvalidExercise, match="line 1"):
        read_exercise(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match="can't be read"):
        read_exercise(tmp_path / "none.toml")


def _user_file(file: str, *changes: tuple[str, str]) -> Path:
    """Write the shipped squat, with changes, as a file of the user's."""
    text = (shipped("exercises") / "squat.toml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = user_exercises() / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_broken_user_file_disables_only_its_own_exercise() -> None:
    broken = _user_file("zz.toml", ('name = "squat"', 'name = "box-squat"'), ("format = 1", "format = 0"))
    (user_exercises() / "aa.toml").mkdir()
    skipped: list[Faulty] = []
    assert set(all_exercises(skipped.append)) == {path.stem for path in SHIPPED}
    assert [(each.path.name, each.name) for each in skipped] == [("aa.toml", "aa"), ("zz.toml", "box-squat")]
    assert str(broken) in skipped[1].note
    assert load_exercise("squats").name == "squat"
    for name in ("zz", "box squat", "Box-Squats"):
        with pytest.raises(InvalidExercise, match="format: must be 1, not 0"):
            load_exercise(name)
    with pytest.raises(ExerciseError, match="can't be read"):
        load_exercise("aa")


def test_a_broken_override_does_not_fall_back_to_the_shipped_file() -> None:
    _user_file("squat.toml", ("minimum_excursion = 40", "minimum_excursion = -1"))
    for name in ("squat", "squats", "kniebeuge"):
        with pytest.raises(InvalidExercise):
            load_exercise(name)
    assert load_exercise("lunge").name == "lunge"


def test_of_two_user_files_with_one_name_the_second_is_wrong() -> None:
    _user_file("one.toml", ('name = "squat"', 'name = "box-squat"'))
    _user_file("two.toml", ('name = "squat"', 'name = "box-squat"'))
    skipped: list[Faulty] = []
    all_exercises(skipped.append)
    assert [each.path.name for each in skipped] == ["two.toml"]
    with pytest.raises(InvalidExercise, match="another of your files also defines"):
        load_exercise("box-squat")


def test_a_user_alias_does_not_take_an_existing_name() -> None:
    path = _user_file("my-squat.toml", ('name = "squat"', 'name = "my-squat"'))
    for name in ("squats", "kniebeuge", "squat"):
        assert load_exercise(name).name == "squat"
    assert load_exercise("my squats").name == "my-squat"
    [clash] = clashes(read_exercise(path), path)
    assert clash.startswith("These names still mean squat: 'Squat', 'squats'")


def test_a_canonical_name_goes_before_an_alias() -> None:
    path = _user_file("curl.toml", ('name = "squat"', 'name = "curl"'), ('"squats", ', '"lunge", '))
    assert load_exercise("curl").name == "curl"
    assert load_exercise("lunge").name == "lunge"
    assert "'curl' now means this exercise instead of biceps-curl." in clashes(read_exercise(path), path)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_files_do_not_clash(path: Path) -> None:
    assert clashes(read_exercise(path), path) == []


def test_a_file_for_a_newer_version_has_one_error() -> None:
    path = _user_file("new.toml", ("format = 1", "format = 99\nspeed = 3"), ('angle = "knee"', "angle = 7"))
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    assert caught.value.errors == ("format: 99 is for a newer version of coach; this one reads 1",)
    assert caught.value.hint == "Update coach."


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_camera_distance_matches_the_advice(path: Path) -> None:
    camera = read_exercise(path).camera
    match = re.search(r"(two and a half|two|three)(?: to (three))? metres", camera.advice.lower())
    assert match is not None
    metres = {"two": 2.0, "two and a half": 2.5, "three": 3.0}
    assert camera.distance_m == (metres[match[1]], metres[match[2] or match[1]])


def test_a_file_is_read_again_only_after_it_changed(home: Path) -> None:
    """A live workout loads the exercise between two frames."""
    assert load_exercise("squat") is load_exercise("squats")
    own = user_exercises() / "squat.toml"
    own.parent.mkdir(parents=True)
    own.write_text((shipped("exercises") / "squat.toml").read_text().replace('"Squat"', '"Squad"'))
    assert (load_exercise("squat").title, exercise_named("squat").title) == ("Squad", "Squad")
    own.write_text(own.read_text().replace('"Squad"', '"Sq"'))
    assert load_exercise("squat").title == "Sq"
    own.unlink()
    assert load_exercise("squat").title == "Squat"


def test_recognition_uses_the_shipped_file_if_the_override_is_broken(home: Path) -> None:
    own = user_exercises() / "squat.toml"
    own.parent.mkdir(parents=True)
    own.write_text("format = 1\nname = 'squat'\n")
    with pytest.raises(InvalidExercise):
        load_exercise("squat")
    assert exercise_named("squat").title == "Squat"
    with pytest.raises(UnknownExercise):
        exercise_named("squats")


def test_a_very_long_name_matches_nothing_quickly() -> None:
    """Comparing such a name letter by letter took minutes."""
    squat = load_exercise("squat")
    long = squat.model_copy(update={"name": "long", "title": "x y" * 60_000, "aliases": ()})
    started = time.process_time()
    assert near_names("x" * 200_000, [squat]) == []
    assert near_names("barbell squats", [long, squat]) == ["squat"]
    assert time.process_time() - started < 1.0
