"""``coach routine``: files that people edit, progression, and a workout of several exercises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.performer.movement_loop import endless_set
from coach.resources import database_file
from coach.store.history import open_history
from coach.store.planning.goals import new_goal
from coach.store.schema import WRITES, open_database
from coach.vision.pose_model.pose_model import PoseModel
from coach.workout.routine import read_routine
from tests.cli.conftest import Coach, put_film
from tests.cli.terminal import Terminal
from tests.store.workouts import counted_set, facts, remember, rep


@pytest.fixture
def jumping_athlete(home: Path) -> None:
    """The cached film of the rendered athlete's endless jumping jacks."""
    put_film(home, endless_set(load_exercise("jumping-jack")))


def trained(home: Path, *reps: int, routine: str = "monday") -> None:
    """Save a live workout of the routine, with sets of these numbers of squats."""
    sets = [
        counted_set([rep(each) for each in range(1, full + 1)], number=place)
        for place, full in enumerate(reps, start=1)
    ]
    remember(home / "coach.sqlite3", replace(facts(sha256=None, kind="live"), routine=routine), *sets)


def test_a_new_routine_can_be_read_listed_shown_and_deleted(coach: Coach, home: Path) -> None:
    assert "no routines yet" in coach("routine", "list").out
    made = coach("routine", "new", "monday", "-e", "squats", "-e", "plank", "--reps", "8", "--rest", "1:00")
    assert made.code == 0 and str(home) in made.out
    assert coach("routine", "new", "monday", "-e", "squats").code == 2
    routine = read_routine("monday")
    assert [(e.exercise, e.sets, e.reps, e.hold_s, e.rest_s) for e in routine.exercises] == [
        ("squat", 3, 8, None, 60),
        ("plank", 3, None, 30, 60),
    ]
    assert "1. 3 x 8 squats" in coach("routine", "show", "monday").out
    [line] = coach("routine", "list", "--json").lines
    assert line["name"] == "monday" and len(line["exercises"]) == 2
    unknown = coach("routine", "show", "tuesday")
    assert unknown.code == 1 and "There are: monday" in unknown.err
    assert coach("routine", "show", "../settings").code == 1
    assert coach("routine", "delete", "monday").code == 2
    assert coach("routine", "delete", "monday", "--yes").code == 0
    assert coach("routine", "show", "monday").code == 1


def test_a_file_that_is_wrong_is_named_with_its_entry(coach: Coach, home: Path) -> None:
    coach("routine", "new", "monday", "-e", "squats")
    path = home / "routines" / "monday.toml"
    wrong = {
        'format = 1\n[[exercises]]\nexercise = "squat"\nsets = 0\nload = 3\n': ("sets", "load"),
        '[[exercises]]\nexercise = "plank"\nreps = 3\n': ("exercises[1].reps: plank is held: give hold_s",),
        '[[exercises]]\nexercise = "squat"\nhold_s = 3\n': ("exercises[1].hold_s: squat is counted",),
        '[[exercises]]\nexercise = "squat"\nreps = 3\n[[exercises]]\nexercise = "sqat"\nreps = 3\n': (
            'exercises[2].exercise: unknown exercise "sqat"; did you mean squat',
        ),
        '[[exercises]]\nexercise = "squat"\nreps = 3\ntempo = "slow"\n': ("exercises[1].tempo", "3-0-1-0"),
        '[[exercises]]\nexercise = "plank"\nhold_s = 3\ntempo = "3-0-1-0"\n': ("exercises[1].tempo: plank",),
        '[[exercises]]\nexercise = "plank"\nhold_s = 3\nprogression = { up_to_reps = 9 }\n': (
            "up_to_reps is for reps; use add_s",
        ),
    }
    for text, parts in wrong.items():
        path.write_text(text, "utf-8")
        result = coach("routine", "show", "monday")
        assert result.code == 1
        listed = coach("routine", "list")
        assert "squat" not in listed.out, "a wrong routine is no routine"
        for part in (*parts, "monday.toml"):
            assert part in result.err
            assert part in listed.err
    [line] = coach("routine", "list", "--json").lines
    assert line["name"] == "monday" and "up_to_reps" in line["error"]


def test_the_example_can_be_started_and_read(coach: Coach) -> None:
    assert coach("routine", "new", "monday").code == 2
    assert coach("routine", "new", "monday", "-e", "squat", "--example").code == 2
    assert coach("routine", "new", "monday", "--example").code == 0
    shown = coach("routine", "show", "monday")
    assert "Whole body" in shown.out
    assert "3. 3 x 8 rows with 10 kg" in shown.out and "4. 2 x 30 s plank" in shown.out


def test_a_target_that_was_met_twice_grows_when_asked(coach: Coach, home: Path) -> None:
    coach("routine", "new", "monday", "-e", "squats", "--sets", "2", "--reps", "3")
    trained(home, 3, 3)
    assert "next:" not in coach("routine", "show", "monday").out
    trained(home, 3, 3, routine="another")
    assert "next:" not in coach("routine", "show", "monday").out
    trained(home, 4, 3)
    shown = coach("routine", "show", "monday").out
    assert "met twice; next: 2 x 4 squats" in shown and "start monday --progress" in shown
    [line] = coach("routine", "show", "monday", "--json").lines
    assert [each["reps"] for each in (*line["exercises"], *line["next"])] == [3, 4]
    assert read_routine("monday").exercises[0].reps == 3, "nothing is written unasked"
    trained(home, 4, 2)
    assert "next:" not in coach("routine", "show", "monday").out


def test_progress_and_continue_exclude_each_other(coach: Coach) -> None:
    coach("routine", "new", "monday", "-e", "squats")
    assert coach("routine", "start", "monday", "--progress", "--continue").code == 2


OWN = """\
# my mondays
[[exercises]]
exercise = "squats"  # low bar
sets = 2
reps = 3
"""


def own_routine(home: Path, text: str) -> Path:
    path = home / "routines" / "monday.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_new_targets_keep_the_words_of_the_file(coach: Coach, home: Path, pose_model: PoseModel) -> None:
    path = own_routine(home, OWN)
    typed = ("routine", "start", "monday", "--source", "no-such-camera", "--model", pose_model.path)
    trained(home, 3, 3)
    assert "targets stay" in coach(*typed, "--progress").out
    trained(home, 3, 3)
    plain = coach(*typed).out
    assert "met twice; next: 2 x 4 squats" in plain and "start monday --progress" in plain
    assert path.read_text("utf-8") == OWN
    taken = coach(*typed, "--progress").out
    assert "1. 2 x 4 squats" in taken and str(path) in taken
    assert path.read_text("utf-8") == OWN.replace("reps = 3", "reps = 4")


@pytest.mark.slow
@pytest.mark.usefixtures("athlete", "jumping_athlete")
def test_a_routine_of_two_exercises_can_be_broken_off_and_continued(
    coach: Coach, home: Path, tmp_path: Path, pose_model: PoseModel
) -> None:
    text = OWN.replace("sets = 2", "sets = 1\nrest_s = 50").replace("reps = 3", "reps = 1")
    own_routine(home, f'{text}[[exercises]]\nexercise = "jumping-jack"\nsets = 2\nreps = 1\nrest_s = 1\n')
    typed = ("routine", "start", "monday", "--model", pose_model.path, "--voice", "off")
    database = database_file("demo")
    with open_database(database) as engine, engine.execution_options(**WRITES).begin() as connection:
        new_goal(connection, "me", "reps in a set", 1, "squat")
    with Terminal((*typed, "--source", "performer"), tmp_path) as terminal:
        terminal.wait_for("seconds, then 2 x 1 jumping jacks.")
        terminal.wait_for("of rest left")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.restored
        shown = terminal.shown
    assert "monday --continue" in shown and "is done" not in shown
    assert "reached" in shown.split("then 2 x 1 jumping jacks")[1], "the goal is celebrated at the end"
    (home / "settings.toml").write_text('source = "performer"\n', "utf-8")
    result = coach(*typed, "--continue")
    assert result.code == 0, result.err
    assert "Now: 2 x 1 jumping jacks" in result.out and "Now: 1 x 2" not in result.out
    assert "Set 2 begins" in result.out and "Set 3 begins" not in result.out
    assert "The routine monday is done" in result.out
    with open_history(database) as history:
        [workout] = history.recent()
    assert (workout.routine, workout.state, workout.as_training) == ("monday", "finished", True)
    assert [(each.summary.exercise, each.summary.full) for each in workout.sets] == [
        ("squat", 1),
        ("jumping-jack", 1),
        ("jumping-jack", 1),
    ]
    again = coach(*typed, "--continue")
    assert again.code == 1 and "broken off" in again.err
