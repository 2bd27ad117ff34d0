"""``coach exercises teach``: saves a checked file, and refuses names that are taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.performer.repertoire import perform
from tests.cli.in_process import Coach
from tests.cli.recorded import recorded


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    act = perform(load_exercise("squat"), "side", depths=(1.0,) * 3, frame_rate=12.0)
    return recorded(tmp_path_factory.mktemp("lesson") / "squats.npz", act)


def test_a_taught_exercise_is_saved_listed_and_counted(coach: Coach, lesson: Path, home: Path) -> None:
    taught = coach("exercises", "teach", "Cuban Squat", lesson, "--reps", 3, "--yes")
    assert taught.code == 0, taught.err
    assert "3 found and 3 counted by the file" in taught.out
    assert "Always name it" in taught.out
    [file] = home.rglob("cuban-squat.toml")
    assert "taught from 3 repetitions in squats.npz" in file.read_text("utf-8")
    assert "cuban-squat" in coach("exercises", "--json").out
    checked = coach("exercises", "check", file, "--no-play")
    assert checked.code == 0, checked.err


def test_json_is_one_line_and_a_second_lesson_needs_force(coach: Coach, lesson: Path) -> None:
    [line] = coach("exercises", "teach", "cuban-squat", lesson, "--yes", "--json").lines
    assert len(line["reps"]) == 3 and line["counted_without_one"] == [3, 3, 3]
    assert line["recognised"] is False and line["contradictions"] == []
    assert Path(line["file"]).is_file()
    again = coach("exercises", "teach", "cuban-squat", lesson, "--yes")
    assert again.code == 1 and "cuban-squat.toml" in again.err


def test_names_that_are_taken_are_replaced_only_by_force(coach: Coach, lesson: Path, home: Path) -> None:
    for name in ("squat", "press-ups", "anything"):
        refused = coach("exercises", "teach", name, lesson, "--yes")
        assert refused.code == 1 and "There is already an exercise called" in refused.err
    forced = coach("exercises", "teach", "squat", lesson, "--reps", 9, "--yes", "--force")
    assert "not 9" in forced.err, "the name is no obstacle any more"
    assert not [*home.rglob("*.toml")]


def test_nothing_is_written_if_the_lesson_fails(coach: Coach, lesson: Path, home: Path) -> None:
    wrong = coach("exercises", "teach", "cuban-squat", lesson, "--reps", 9, "--yes")
    assert wrong.code == 1 and "shows 3 repetitions that are alike, not 9" in wrong.err
    assert not [*home.rglob("cuban-squat.toml")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["cuban-squat"], "name a film"),
        (["Kreuzhebe→", "film.mp4"], "can't be a name"),
        (["cuban-squat", "film.mp4", "--view", "top"], "choose one of front"),
        (["cuban-squat", "film.mp4", "--live"], "a film needs no --live"),
        (["cuban-squat", "0"], "a camera needs --live"),
    ],
)
def test_wrong_usage_is_explained(coach: Coach, typed: list[str], sentence: str) -> None:
    wrong = coach("exercises", "teach", *typed, "--yes")
    assert wrong.code == 2 and sentence in wrong.err


def test_without_a_terminal_it_asks_for_yes(coach: Coach, lesson: Path) -> None:
    asked = coach("exercises", "teach", "cuban-squat", lesson)
    assert asked.code == 2 and "--yes" in asked.err


def test_a_folder_that_cannot_be_written_is_an_error_before_the_film_is_read(
    coach: Coach, lesson: Path, home: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "exercises").write_text("", "utf-8")
    refused = coach("exercises", "teach", "cuban-squat", lesson, "--yes")
    assert refused.code == 1 and "can't be saved: its folder is not a folder" in refused.err
