"""``coach import``, and how imported workouts are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.store.history import open_history
from tests.cli.conftest import Coach
from tests.export.app_logs.test_app_log import FITNOTES, HEVY, STRONG
from tests.store.workouts import counted_set, facts, remember, rep


@pytest.fixture
def strong(tmp_path: Path) -> Path:
    """A log of Strong with two workouts."""
    file = tmp_path / "strong.csv"
    file.write_text(STRONG)
    return file


def test_a_log_is_imported_once(coach: Coach, home: Path, strong: Path) -> None:
    first = coach("import", strong)
    assert first.out.startswith("Imported 2 workouts from Strong, 2025-12-20 to 2025-12-22.\n")
    assert "1 row left out: a distance" in first.out
    assert "because coach has no such exercise: Pull Up (Assisted)" in first.out
    again = coach("import", strong)
    assert again.out.startswith("There is nothing new from Strong.\n  2 already here\n")
    assert len(coach("history", "--json").lines) == 2
    assert not list(home.glob("*before-import*")), "there was nothing to copy"


def test_imported_workouts_are_shown_as_such(coach: Coach, strong: Path) -> None:
    coach("import", strong)
    listed = coach("history", "--plain").out
    assert "Strong" in listed and "Pull Up…sisted)" in listed
    shown = coach("history", "show", "1").out
    assert "15 squats, plank held for 1:00 min  workout 1" in shown
    assert "2. 5 squats, 102.5 kg (RPE 8.5, deep)" in shown
    assert "Imported from Strong: coach did not count it" in shown
    for wrong in ("by hand", "detected", "Judged by", "pose model", "frames"):
        assert wrong not in shown
    [line] = coach("history", "show", "1", "--json").lines
    assert (line["kind"], line["imported_from"], line["reps"]) == ("import", "Strong", 15)
    assert [each["effort"]["rest_before_s"] for each in line["sets"]] == [None, None, None]
    assert [each["id"] for each in coach("history", "--kind", "import", "--json").lines] == [2, 1]


def test_no_report_claims_that_an_import_was_measured(coach: Coach, tmp_path: Path, strong: Path) -> None:
    coach("import", strong)
    [line] = coach("history", "show", "1", "--json").lines
    assert (line["review"]["lead"], line["recognised"], line["confidence"]) == ("", False, None)
    assert {each["review"]["praise"] for each in line["sets"]} == {""}
    assert coach("report", "--workout", "1", "--html", "page.html").code == 0
    page = (tmp_path / "page.html").read_text()
    assert "imported from Strong, not measured" in page and "RPE 8.5, deep" in page
    assert "without a fault" not in page and "0.0 to" not in page


def test_an_imported_count_can_be_corrected(coach: Coach, strong: Path) -> None:
    coach("import", strong)
    assert "Workout 1, set 2: 6 squats" in coach("history", "edit", "1", "--set", "2", "--reps", "6").out
    assert "2. 6 squats, 102.5 kg, corrected by you" in coach("history", "show", "1").out
    assert coach("history", "edit", "1", "--set", "2", "--as-counted").code == 1
    assert "1 differs, and stays as it is here" in coach("import", strong).out
    assert "2. 6 squats" in coach("history", "show", "1").out


def test_a_later_export_of_the_program_replaces_what_it_changed(coach: Coach, strong: Path) -> None:
    coach("import", strong)
    strong.write_text(STRONG.replace("102.5,5,", "102.5,7,"))
    assert "1 changed here by the newer version in the file" in coach("import", strong).out
    assert "2. 7 squats" in coach("history", "show", "1").out


def test_the_last_workout_is_the_latest_not_an_old_one_imported_later(
    coach: Coach, home: Path, strong: Path
) -> None:
    remember(home / "coach.sqlite3", facts(kind="live", sha256=None), counted_set([rep(1)]))
    result = coach("import", strong)
    assert "The previous history is in" in result.out and list(home.glob("*before-import*"))
    assert "workout 1," in coach("history", "show", "last").out


def test_an_import_is_undone(coach: Coach, strong: Path) -> None:
    coach("import", strong)
    strong.write_text(STRONG.replace("102.5,5,", "102.5,7,"))
    coach("import", strong)
    assert [each["what"] for each in coach("history", "changes", "--json").lines] == [
        *("Import of strong.csv", "Import of strong.csv")
    ]
    assert "Undone: Import of strong.csv." in coach("history", "undo").out
    assert "2. 5 squats" in coach("history", "show", "1").out
    coach("history", "undo")
    assert not coach("history", "--json").lines


def test_an_exercise_that_coach_does_not_have_can_be_chosen(coach: Coach, strong: Path) -> None:
    coach("import", strong)
    [line] = coach("history", "-e", "pull up (assisted)", "--json").lines
    assert line["exercise"] == "Pull Up (Assisted)"
    assert len(coach("export", "-e", "Pull Up (Assisted)", "--csv", "-").out.splitlines()) == 2
    assert coach("history", "-e", "Hack Squat").code == 1


def test_a_dry_run_says_what_it_would_do(coach: Coach, home: Path, strong: Path) -> None:
    result = coach("import", strong, "--dry-run")
    assert result.out.startswith("Would import 2 workouts from Strong")
    assert not coach("history", "--json").lines
    [line] = coach("import", strong, "--dry-run", "--json").lines
    assert (line["from"], line["new"], line["dry_run"]) == ("Strong", 2, True)
    assert line["exercises"] == {"Squat (Barbell)": "squat", "Plank": "plank", "Pull Up (Assisted)": None}


def test_bad_rows_stop_the_import(coach: Coach, strong: Path) -> None:
    strong.write_text(STRONG.replace("102.5", "heavy"))
    result = coach("import", strong)
    assert result.code == 1
    assert "line 3: 'heavy' is not a number" in result.err and "--skip-bad" in result.err
    assert not coach("history", "--json").lines
    skipped = coach("import", strong, "--skip-bad")
    assert skipped.code == 0 and "Left out, line 3" in skipped.err
    assert len(coach("history", "--json").lines) == 2


@pytest.mark.parametrize(("text", "program"), [(HEVY, "Hevy"), (FITNOTES, "FitNotes")])
def test_the_other_programs(coach: Coach, tmp_path: Path, text: str, program: str) -> None:
    (tmp_path / "log.csv").write_text(text)
    assert f"from {program}, " in coach("import", "log.csv", "--profile", "Ada").out
    assert {each["profile"] for each in coach("history", "--json").lines} == {"Ada"}


def test_a_log_belongs_to_the_profile_in_use_and_its_units(coach: Coach, strong: Path) -> None:
    coach("profile", "new", "Ada", "--units", "lb")
    coach("profile", "use", "Ada")
    assert coach("import", strong).code == 0
    lines = coach("history", "--profile", "Ada", "--json").lines
    assert [each["profile"] for each in lines] == ["Ada", "Ada"]
    [line] = coach("history", "show", "1", "--json").lines
    assert line["sets"][1]["weight_kg"] == pytest.approx(46.4932, abs=1e-4)


def test_the_history_of_another_machine(coach: Coach, home: Path, tmp_path: Path) -> None:
    other = home / "demo.sqlite3"
    remember(other, facts(sha256="1" * 64), counted_set([rep(1)]))
    remember(other, facts(sha256="2" * 64, profile="Ada"), counted_set([rep(1), rep(2)]))
    coach("export", "--demo", "all.json")
    assert coach("import", "all.json", "--profile", "Ada").out.startswith(
        "Imported 1 workout from another history of coach"
    )
    result = coach("import", "all.json")
    assert "  1 new\n  1 already here\n" in result.out
    with open_history(home / "coach.sqlite3") as history:
        assert sorted(each.full for each in history.recent()) == [1, 2]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{}", "it is JSON, but not a history that coach exported."),
        ('{"coach_history": 99}', "it was exported by a newer version of coach."),
        ('{"coach_history": 1, "workouts": 3}', "its profiles and workouts must be lists."),
        ('{"coach_history": 1, "workouts": [{}]}', "workouts[0].kind is missing."),
        ('{"coach_history": ', "it is not valid JSON"),
        ("no table", "its columns are those of no program that coach knows."),
    ],
)
def test_other_files_are_refused(coach: Coach, tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "file").write_text(text)
    result = coach("import", "file")
    assert result.code == 1
    assert f"file can't be imported: {why}" in result.err


def test_a_missing_file(coach: Coach) -> None:
    result = coach("import", "none.csv")
    assert result.code == 1 and "none.csv can't be imported: no such file or directory." in result.err
