"""The tables for a spreadsheet hold what the history says, each figure with its ±."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import ExportUnwritable
from coach.export.history_csv import COLUMNS, TABLES, TableName, export_csv, export_table
from coach.store.changes.editing import Edit, edit_set
from coach.store.history import open_history
from coach.store.queries import WorkoutFilter
from tests.store.workouts import counted_set, facts, faulty_set, guessed_set, held_set, remember, rep

Tables = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Squats with faults, a plank, and guessed squats of another person."""
    path = tmp_path_factory.mktemp("csv") / "coach.sqlite3"
    remember(path, facts(sha256="1" * 64, weight_kg=20.0, film="=1+1"), faulty_set())
    remember(path, facts(sha256="2" * 64, exercise="plank"), held_set(31.5))
    remember(path, facts(sha256="3" * 64, profile="Ada"), guessed_set())
    remember(path, facts(sha256="4" * 64), counted_set([rep(1), rep(2, 45.0)]))
    with open_history(path) as history:
        edit_set(history.workout(4), None, Edit(reps=7), path)
    return path


@pytest.fixture(scope="module")
def table(database: Path) -> Tables:
    """Reads a table as rows."""

    def read(name: TableName, choice: WorkoutFilter | None = None) -> list[dict[str, str]]:
        stream = io.StringIO()
        with open_history(database) as history:
            export_table(history, stream, name, choice)
        stream.seek(0)
        return list(csv.DictReader(stream))

    return read


def test_each_table_has_its_rows(table: Tables) -> None:
    assert [(each["reps"], each["partial"]) for each in table("workouts")] == [
        *(("3", "0"), ("0", "0"), ("2", "1"), ("7", "1"))
    ]
    assert [each["exercise"] for each in table("sets")] == ["squat", "plank", "squat", "squat"]
    assert len(table("reps")) == 3 + 3 + 2


def test_the_counts_are_those_of_the_history(table: Tables, database: Path) -> None:
    with open_history(database) as history:
        saved = {each.uid: each for each in history.recent()}
    for row in table("workouts"):
        workout = saved[row["workout"]]
        assert int(row["reps"]) == workout.full
        assert row["hold_s"] == ("" if workout.hold_s is None else str(workout.hold_s))
        assert row["date"] == workout.trained_at.astimezone().strftime("%Y-%m-%d %H:%M")


def test_each_figure_of_a_rep_has_its_error() -> None:
    columns = COLUMNS["reps"]
    for figure, error in (
        ("rom_deg", "rom_error_deg"),
        ("level_value", "level_error"),
        ("velocity_deg_s", "velocity_error_deg_s"),
        ("speed", "speed_error"),
        ("right_rom_deg", "sides_error_deg"),
    ):
        assert columns.index(error) > columns.index(figure)


def test_errors_and_faults_are_in_the_rows(table: Tables) -> None:
    guessed = [each for each in table("reps") if each["profile"] == "Ada"]
    assert [each["rom_error_deg"] for each in guessed] == ["8.2", "", ""]
    assert [each["unmeasured"] for each in guessed] == ["", "feet out of frame", "feet out of frame"]
    assert [each["is_doubtful"] for each in guessed] == ["no", "yes", "yes"]
    faulty = table("reps")[:3]
    assert [each["faults"] for each in faulty] == ["leaning forward", "sagging hips", "sagging hips"]


def test_a_selection(table: Tables) -> None:
    assert [each["profile"] for each in table("sets", WorkoutFilter(profile="Ada"))] == ["Ada"]
    assert [each["exercise"] for each in table("sets", WorkoutFilter(exercise="plank"))] == ["plank"]


def test_a_text_is_no_formula(table: Tables) -> None:
    assert table("workouts")[0]["film_name"] == "'=1+1"


def test_the_files(database: Path, tmp_path: Path) -> None:
    with open_history(database) as history:
        assert export_csv(history, tmp_path / "new") == 4
        assert sorted(each.stem for each in (tmp_path / "new").iterdir()) == sorted(TABLES)
        (tmp_path / "taken").write_text("a file")
        with pytest.raises(ExportUnwritable):
            export_csv(history, tmp_path / "taken")


def test_an_empty_history_has_headers_only(tmp_path: Path) -> None:
    stream = io.StringIO()
    with open_history(tmp_path / "none.sqlite3") as history:
        assert export_table(history, stream, "sets") == 0
    assert stream.getvalue() == ",".join(COLUMNS["sets"]) + "\n"


def test_rows_without_a_rep_are_in_no_fault(table: Tables) -> None:
    assert replace(held_set(1.0)).faults == ()
    assert table("sets")[1]["faults"] == ""
