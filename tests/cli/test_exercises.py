"""``coach exercises``: the list, pages, movements, and checks of user files."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.learning.active_model import card_path, own_folder
from coach.learning.card import read_card
from coach.resources import shipped, user_exercises
from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach
from tests.cli.terminal import Terminal

SHIPPED = {path.stem for path in shipped("exercises").glob("*.toml")}


def test_every_exercise_is_listed(coach: Coach) -> None:
    result = coach("exercises")
    assert result.code == 0
    assert not {name for name in SHIPPED if name not in result.out}


def test_json_has_a_line_per_exercise(coach: Coach) -> None:
    result = coach("exercises", "--json")
    assert {line["name"] for line in result.lines} == SHIPPED
    [squat] = [line for line in result.lines if line["name"] == "squat"]
    assert "squats" in squat["aliases"]
    assert squat["counts"] == "reps"


def test_exercises_that_the_model_does_not_know_are_listed(coach: Coach) -> None:
    known = set(read_card(card_path(shipped("models"))).names)
    unknown = sorted(SHIPPED - known)
    result = coach("exercises")
    assert [line for line in result.out.splitlines() if line.startswith("Not recognised")] == (
        [f"Not recognised, so name them: {', '.join(unknown)}."] if unknown else []
    )
    lines = coach("exercises", "--json").lines
    assert {line["name"] for line in lines if not line["recognised"]} == set(unknown)
    mine = user_exercises() / "mine.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text('format = 1\nname = "half-squat"\nextends = "squat"\n')
    [half] = [line for line in coach("exercises", "--json").lines if line["name"] == "half-squat"]
    assert half["recognised"] is False
    assert "half-squat" in coach("exercises").out.split("name them: ")[1]


@pytest.mark.parametrize("card", ["", "[]", '{"classes": 3}'])
def test_an_unreadable_model_card_says_nothing_about_recognition(coach: Coach, card: str) -> None:
    path = card_path(own_folder())
    path.parent.mkdir(parents=True)
    path.write_text(card)
    assert "Not recognised" not in coach("exercises").out
    assert {line["recognised"] for line in coach("exercises", "--json").lines} == {None}


def test_shipped_files_have_no_errors(coach: Coach) -> None:
    for name in ("squat", "plank"):
        result = coach("exercises", "check", shipped("exercises") / f"{name}.toml", "--no-play")
        assert result.code == 0
        assert "has no errors" in result.out


def test_quick_plays_a_file_without_the_pose_model(coach: Coach, home: Path) -> None:
    result = coach("exercises", "check", shipped("exercises") / "push-up.toml", "--quick")
    assert result.code == 0, result.err
    rows = {line.split()[0]: line for line in result.out.splitlines() if line}
    assert "5 of 5" in rows["side"]
    assert "2 of 2" in rows["side"]
    assert rows["side"].rstrip().endswith("flagged")
    assert rows["oblique"].rstrip().endswith("–")
    assert not (home / "cache").exists(), "no pose model, and nothing rendered"


def test_contradictions_in_a_file_are_reported(coach: Coach, tmp_path: Path) -> None:
    squat = (shipped("exercises") / "squat.toml").read_text(encoding="utf-8")
    mine = tmp_path / "mine.toml"
    wrong = squat.replace(
        'measure = "inclination"\nat_most = 80', 'measure = "body_inclination"\nat_least = 80'
    )
    mine.write_text(
        wrong.replace('views = ["side", "oblique", "front"]', 'views = ["side"]'), encoding="utf-8"
    )
    result = coach("exercises", "check", mine, "--quick")
    assert result.code == 1
    assert "0 of 5" in result.out
    assert result.err.startswith("mine.toml contradicts itself:\n")
    assert "5 clean reps performed, 0 counted as full" in result.err
    facts, error = coach("exercises", "check", mine, "--quick", "--json").lines
    assert {each["clean"] for each in facts["on_true_landmarks"]} == {0}
    assert facts["as_seen"] == []
    assert error["error"] in result.err
    assert coach("exercises", "check", mine, "--no-play").code == 0


@pytest.mark.slow
def test_a_file_is_played_through_the_pose_model(coach: Coach, pose_model: PoseModel, tmp_path: Path) -> None:
    plank = (shipped("exercises") / "plank.toml").read_text(encoding="utf-8")
    mine = tmp_path / "mine.toml"
    once = plank.replace('views = ["side", "oblique"]', 'views = ["side"]')
    mine.write_text(once.partition("[[form]]")[0], encoding="utf-8")  # each fault is a further film
    result = coach("exercises", "check", mine, "--model", pose_model.path, "--json")
    assert result.code == 0, result.err
    [facts] = result.lines
    [checked] = facts["as_seen"]
    assert checked["view"] == "side"
    assert checked["held_s"] == pytest.approx(8.0, abs=0.5)


def test_page_shows_what_counts_and_why(coach: Coach) -> None:
    result = coach("exercises", "show", "Press ups")
    assert result.code == 0
    assert result.out.startswith("Push-up  push-up\n")
    text = " ".join(result.out.split())
    for part in ("chest, triceps", "From the side", "down (lowering), up (effort)", "hips sagging: '"):
        assert part in text
    assert "\x1b" not in result.out, "nothing moves in a pipe"
    assert not {"▀", "⠒"} & set(result.out)


def test_page_as_json(coach: Coach) -> None:
    for name in ("squat", "plank"):
        [line] = coach("exercises", "show", name, "--json").lines
        assert line["name"] == name
        assert line["description"]
        assert line["position"]
        assert ("reps" in line) != ("hold" in line)


def test_hints_suggest_the_probable_meaning(coach: Coach) -> None:
    result = coach("exercises", "show", "sqat")
    assert (result.code, result.err) == (1, "There is no exercise called 'sqat'.\nDid you mean squat?\n")
    result = coach("exercises", "show", "squat", "--view", "above")
    assert result.code == 2
    assert result.err.startswith("--view: choose one of front, oblique, side, rear, not 'above'.")


def test_a_movement_is_saved_as_a_gif(coach: Coach, tmp_path: Path) -> None:
    result = coach("exercises", "show", "jumping-jack", "--gif", "jack.gif", "--view", "front")
    assert result.code == 0, result.err
    assert result.out.rstrip().endswith("Saved the movement as jack.gif")
    path = tmp_path / "jack.gif"
    assert path.read_bytes()[:4] == b"GIF8"
    assert path.stat().st_size <= 2_000_000
    unwritable = coach("exercises", "show", "squat", "--gif", "nowhere/squat.gif", "--json")
    assert unwritable.code == 1
    assert "there is no folder nowhere" in unwritable.lines[0]["error"]


def test_the_movement_plays_until_a_key_is_pressed(tmp_path: Path) -> None:
    with Terminal(("exercises", "show", "squat"), tmp_path) as terminal:
        terminal.wait_for("Rendering the movement …")
        terminal.wait_for("down")
        terminal.wait_for("press any key to stop")
        terminal.wait_for("▀")
        terminal.press("x")
        assert terminal.end() == 0
        assert terminal.restored


def test_ctrl_c_ends_the_movement_and_restores_the_terminal(tmp_path: Path) -> None:
    with Terminal(("exercises", "show", "squat"), tmp_path) as terminal:
        terminal.wait_for("press any key to stop")
        terminal.interrupt()
        assert terminal.end() == 130
        assert terminal.restored
        assert "Traceback" not in terminal.shown


def test_stills_end_at_once_and_a_dumb_terminal_gets_ascii(
    tmp_path: Path,
) -> None:
    typed = ("exercises", "show", "squat", "--still", "--gif", tmp_path / "squat.gif")
    with Terminal(typed, tmp_path) as terminal:
        terminal.wait_for(" pictures")
        terminal.wait_for("Writing squat.gif …")
        assert terminal.end() == 0
        assert "▀" in terminal.shown
        assert "any key" not in terminal.shown
    plain = {"TERM": "dumb", "PYTHONIOENCODING": "ascii"}
    with Terminal(("exercises", "show", "squat"), tmp_path, environment=plain) as terminal:
        assert terminal.end() == 0
        assert "oooo" in terminal.shown
        assert "▀" not in terminal.shown
        assert "\x1b" not in terminal.shown


def test_all_errors_of_a_file_are_listed_at_once(coach: Coach, tmp_path: Path) -> None:
    squat = (shipped("exercises") / "squat.toml").read_text(encoding="utf-8")
    wrong = squat.replace("minimum_excursion = 40", "minimum_excursion = 400").replace(
        'name = "squat"', 'name = "My Squat"'
    )
    mine = tmp_path / "mine.toml"
    mine.write_text(wrong, encoding="utf-8")
    result = coach("exercises", "check", mine)
    assert result.code == 1
    assert "mine.toml has 2 errors" in result.err
    assert "reps.minimum_excursion: must be at most 180, not 400" in result.err
    assert "name:" in result.err


def test_invalid_toml_is_reported(coach: Coach, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_bytes(b"\xff\xfe = [")
    assert "not TOML" in coach("exercises", "check", mine).err


def test_a_user_file_adds_an_exercise(coach: Coach, home: Path) -> None:
    squat = (shipped("exercises") / "squat.toml").read_text(encoding="utf-8")
    mine = home / "exercises" / "my-squat.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text(squat.replace('name = "squat"', 'name = "my-squat"'), encoding="utf-8")
    assert "my-squat" in {line["name"] for line in coach("exercises", "--json").lines}


def test_a_faulty_user_file_is_left_out_with_a_warning(coach: Coach, home: Path) -> None:
    broken = home / "exercises" / "zz.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("bad")
    left_out = f"{broken} has 1 error and is skipped. Run 'coach exercises check {broken}' for details.\n"
    listed = coach("exercises")
    assert (listed.code, listed.err) == (0, "")
    assert f"faulty: {left_out}" in listed.out
    assert [line["name"] for line in coach("exercises", "--json").lines if "error" in line] == ["zz"]
    past = coach("history", "-e", "squat")
    assert (past.code, past.err) == (0, left_out)
    missing = coach("analyze", "none.mp4", "-e", "push-up")
    assert missing.err.startswith(left_out + "There is no film")
    wanted = coach("analyze", "none.mp4", "-e", "zz")
    assert wanted.code == 1
    assert wanted.err.startswith("zz.toml has 1 error:\n  not TOML:")


def test_name_clashes_are_reported(coach: Coach, tmp_path: Path) -> None:
    squat = (shipped("exercises") / "squat.toml").read_text(encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text(squat.replace('name = "squat"', 'name = "curl"'), encoding="utf-8")
    result = coach("exercises", "check", mine, "--no-play")
    assert result.code == 0
    assert "'curl' now means this exercise instead of biceps-curl." in result.out
    assert "These names still mean squat: 'Squat', 'squats', " in result.out
    mine.write_text(squat, encoding="utf-8")
    assert "It replaces the shipped 'squat'." in coach("exercises", "check", mine, "--no-play").out
    alone = coach("exercises", "check", shipped("exercises") / "squat.toml", "--no-play")
    assert alone.out == "squat.toml has no errors: 'Squat', counted in reps.\n"
