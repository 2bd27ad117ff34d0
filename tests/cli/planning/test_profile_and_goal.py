"""``coach profile`` and ``coach goal``: who trains, and what for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Coach
from tests.store.workouts import counted_set, facts, remember, rep


def test_the_profile_in_use_is_whose_workouts_they_are(coach: Coach, squats_recording: Path) -> None:
    assert "no profile yet" in coach("profile").out
    assert coach("profile", "new", "anna", "--height", "170", "--weight", "62kg", "--units", "lb").code == 0
    again = coach("profile", "new", "anna")
    assert again.code == 1 and "already" in again.err
    assert coach("profile", "use", "ben").code == 1
    assert coach("profile", "use", "anna").code == 0
    coach("analyze", squats_recording, "-e", "squat", "--weight", "20")
    [line] = coach("history", "--json").lines
    assert line["profile"] == "anna"
    assert "20 lb" in coach("history", "show", "last").out
    assert "m/s" in coach("history", "show", "last").out, "her height is known"
    [row] = coach("profile", "list", "--json").lines
    assert (row["name"], row["height_cm"], row["workouts"], row["in_use"]) == ("anna", 170, 1, True)
    assert "170 cm" in coach("profile", "show").out
    assert "136.7 lb" in coach("profile", "show", "anna").out
    assert coach("profile", "use", "me").code == 0
    coach("analyze", squats_recording, "-e", "squat")
    assert {each["profile"] for each in coach("history", "--everyone", "--json").lines} == {"anna", "me"}


def test_your_own_profile_is_there_before_the_first_workout(coach: Coach) -> None:
    shown = coach("profile", "show")
    assert shown.code == 0 and "me (in use)" in shown.out and "workouts: 0" in shown.out
    assert "height 180 cm" in coach("profile", "edit", "me", "--height", "180").out
    assert "180 cm" in coach("profile", "show", "me").out


def test_a_profile_can_change(coach: Coach) -> None:
    coach("profile", "new", "anna")
    assert coach("profile", "edit", "anna").code == 2
    assert "height 171 cm" in coach("profile", "edit", "anna", "--height", "171").out
    assert coach("profile", "edit", "anna", "--height", "20").code == 2
    assert coach("profile", "show", "ben").code == 1


def test_goals_show_progress(coach: Coach, squats_recording: Path) -> None:
    assert "no goals yet" in coach("goal").out
    assert "3 workouts a week" in coach("goal", "new", "--workouts-a-week", "3").out
    assert "30 squats in a set" in coach("goal", "new", "-e", "squats", "--reps", "30").out
    assert coach("goal", "new").code == 2
    assert coach("goal", "new", "--reps", "30").code == 2, "of which exercise?"
    assert coach("goal", "new", "--reps", "30", "-e", "plank").code == 2
    assert coach("goal", "new", "--hold", "60", "-e", "squat").code == 2
    coach("analyze", squats_recording, "-e", "squat", "--as-training")
    lines = {each["kind"]: each for each in coach("goal", "--json").lines}
    assert lines["reps in a set"]["done"] == 4
    assert lines["workouts a week"]["target"] == 3
    assert "best so far 4" in coach("goal").out
    assert "Ended: 3 workouts a week" in coach("goal", "end", "1").out
    assert coach("goal", "end", "1").code == 1


def test_the_history_is_that_of_the_person_in_use(coach: Coach, home: Path) -> None:
    remember(home / "coach.sqlite3", facts(sha256="1" * 64), counted_set([rep(1)]))
    remember(home / "coach.sqlite3", facts(sha256="2" * 64, profile="anna"), counted_set([rep(1)]))

    def shown(*options: str) -> list[str]:
        return [each["profile"] for each in coach("history", "--json", *options).lines]

    assert shown() == ["anna", "me"], "nobody was chosen"
    coach("profile", "use", "anna")
    assert shown() == ["anna"]
    assert "These are anna's workouts; --everyone shows all." in coach("history").err
    assert shown("--everyone") == ["anna", "me"]
    assert shown("--profile", "me") == ["me"]
    assert coach("history", "--everyone", "--profile", "me").code == 2
