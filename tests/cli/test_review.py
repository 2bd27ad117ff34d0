"""The review of a film and of a saved workout, through the real commands."""

from __future__ import annotations

from pathlib import Path

from coach.resources import database_file
from tests.cli.conftest import Coach
from tests.judging.effort.reps import moved, set_of
from tests.store.workouts import facts, remember


def test_a_film_is_reviewed_in_the_report_in_json_and_in_the_history(
    coach: Coach, squats_recording: Path, home: Path
) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text("format = 1\n[heights]\nme = 175\n", encoding="utf-8")
    typed = ("analyze", squats_recording, "-e", "squat", "--tempo", "4-0-1-0", "--weight", "50")
    report = coach(*typed)
    assert "Work on: slower down (" in report.out
    assert "try 4)." in report.out
    assert "m/s ±" in report.out
    [line] = coach(*typed, "--json", "--no-save").lines
    assert line["review"]["work_on"]["name"] == "lowering"
    [only] = line["sets"]
    assert only["effort"]["velocity_unit"] == "m/s"
    assert only["effort"]["target_tempo"] == "4-0-1-0"
    assert only["effort"]["time_under_tension_s"] > 0
    assert {part["name"] for part in only["score"]["parts"]} >= {"range", "form", "lowering"}

    [saved] = coach("history", "show", "last", "--json").lines
    assert saved["review"] == line["review"]
    assert saved["sets"][0]["effort"]["velocities"] == only["effort"]["velocities"]
    assert saved["sets"][0]["score"]["points"] == only["score"]["points"]
    assert "4-0-1-0 asks for 4 s" in coach("history", "show", "last", "--score").out
    assert "asks for" not in coach("history", "show", "last").out


def test_training_is_compared_with_earlier_workouts_at_once(coach: Coach, squats_recording: Path) -> None:
    done = set_of([moved(1, speed=0.5), moved(2, speed=0.6)])
    remember(database_file(), facts(weight_kg=None, as_training=True), done)
    typed = ("analyze", squats_recording, "-e", "squat", "--as-training")
    [line] = coach(*typed, "--json").lines
    effort = line["sets"][0]["effort"]
    assert effort["usual_workouts"] == 1
    assert effort["slower_than_usual_percent"]["value"] > 0
    [saved] = coach("history", "show", "last", "--json").lines
    assert saved["sets"][0]["effort"]["slower_than_usual_percent"] == effort["slower_than_usual_percent"]
    [unsaved] = coach(*typed, "--json", "--no-save").lines
    assert unsaved["sets"][0]["effort"]["slower_than_usual_percent"] is None
