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
    wrong = squat.replace("format = 1", "format = 9").replace('name = "squat"', 'name = "My Squat"')
    mine = tmp_path / "mine.toml"
    mine.write_text(wrong, encoding="utf-8")
    told = coach("exercises", "check", mine)
    assert told.code == 1
    assert "mine.toml has 2 faults" in told.err
    assert "format:" in told.err
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
