"""``coach exercises``: the list, and what is said about files of one's own."""

from __future__ import annotations

from pathlib import Path

from coach.resources import shipped
from tests.cli.conftest import Coach

SHIPPED = {path.stem for path in shipped("exercises").glob("*.toml")}


def test_it_lists_every_exercise(coach: Coach) -> None:
    told = coach("exercises")
    assert told.code == 0
    assert not {name for name in SHIPPED if name not in told.out}


def test_as_json_each_has_a_line(coach: Coach) -> None:
    told = coach("exercises", "--json")
    assert {line["name"] for line in told.lines} == SHIPPED
    [squat] = [line for line in told.lines if line["name"] == "squat"]
    assert "squats" in squat["aliases"]
    assert squat["counts"] == "reps"


def test_every_shipped_file_is_sound(coach: Coach) -> None:
    for name in ("squat", "plank"):
        told = coach("exercises", "check", shipped("exercises") / f"{name}.toml")
        assert told.code == 0
        assert "is sound" in told.out


def test_all_faults_of_a_file_are_told_at_once(coach: Coach, tmp_path: Path) -> None:
    squat = (shipped("exercises") / "squat.toml").read_text(encoding="utf-8")
    wrong = squat.replace("minimum_excursion = 40", "minimum_excursion = 400").replace(
        'name = "squat"', 'name = "My Squat"'
    )
    mine = tmp_path / "mine.toml"
    mine.write_text(wrong, encoding="utf-8")
    told = coach("exercises", "check", mine)
    assert told.code == 1
    assert "mine.toml has 2 faults" in told.err
    assert "reps.minimum_excursion: must be at most 180, not 400" in told.err
    assert "name:" in told.err


def test_what_is_no_toml_is_said_to_be_none(coach: Coach, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_bytes(b"\xff\xfe = [")
    assert "not TOML" in coach("exercises", "check", mine).err


def test_a_file_of_ones_own_adds_an_exercise(coach: Coach, home: Path) -> None:
    squat = (shipped("exercises") / "squat.toml").read_text(encoding="utf-8")
    mine = home / "exercises" / "my-squat.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text(squat.replace('name = "squat"', 'name = "my-squat"'), encoding="utf-8")
    assert "my-squat" in {line["name"] for line in coach("exercises", "--json").lines}


def test_a_broken_file_of_ones_own_is_left_out_and_said(coach: Coach, home: Path) -> None:
    broken = home / "exercises" / "zz.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("bad")
    left_out = f"{broken} has 1 fault and is left out; «coach exercises check {broken}» says more.\n"
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
    assert wanted.err.startswith("zz.toml has 1 fault:\n  not TOML:")


def test_what_a_file_takes_from_others_or_can_not_have_is_said(coach: Coach, tmp_path: Path) -> None:
    squat = (shipped("exercises") / "squat.toml").read_text(encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text(squat.replace('name = "squat"', 'name = "curl"'), encoding="utf-8")
    told = coach("exercises", "check", mine)
    assert told.code == 0
    assert "«curl» then means this exercise, and no longer biceps-curl." in told.out
    assert "What squat is called already goes on meaning it: «Squat», «squats», " in told.out
    mine.write_text(squat, encoding="utf-8")
    assert "It takes the place of the shipped «squat»." in coach("exercises", "check", mine).out
    alone = coach("exercises", "check", shipped("exercises") / "squat.toml")
    assert alone.out == "squat.toml is sound: «Squat», counted.\n"
