"""``coach history exercise``, ``week``, ``month`` and ``records``: output, filters and JSON."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.resources import database_file
from tests.cli.conftest import Coach
from tests.store.progress.trained import measured_sets, train
from tests.store.workouts import held_set

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
MONDAY = NOON - timedelta(days=NOON.weekday())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three weeks of squats and a plank of mine; Ada's squats; a film of mine."""
    path = tmp_path_factory.mktemp("trained") / "coach.sqlite3"
    for week, (counts, load) in enumerate((((8, 8), 20.0), ((9, 9), 20.0), ((10, 10), 22.5))):
        train(
            path,
            MONDAY - timedelta(weeks=3 - week),
            measured_sets(*counts, rom_deg=90 + 5 * week),
            weight_kg=load,
        )
    train(path, MONDAY - timedelta(days=6), (held_set(40.0),))
    train(path, MONDAY - timedelta(days=5), measured_sets(30), profile="Ada")
    train(path, MONDAY - timedelta(days=4), measured_sets(25), kind="film")
    return path


@pytest.fixture(autouse=True)
def trained(written: Path, home: Path) -> None:
    for each in written.parent.glob(f"{written.name}*"):
        home.mkdir(exist_ok=True)
        shutil.copy(each, home / each.name)
    assert database_file().exists()


def in_json(coach: Coach, *typed: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(coach("history", *typed, "--json").out)
    return answer


def test_an_exercise_has_its_trend_records_and_workouts(coach: Coach) -> None:
    ran = coach("history", "exercise", "squats")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith("Squats: 3 workouts, 54 full reps since")
    assert "2 x 10 at 22.5 kg, all parallel; try 11." in lines[1]
    assert "Full reps: +4 over 2 weeks." in lines
    assert (
        "Range of motion: +10° over 2 weeks, more than the error of one measurement (±8°) in 1 of 2 weeks."
        in lines
    )
    assert any(line.startswith("Heaviest for 10-12 reps: 22.5 kg, workout 3") for line in lines)
    [head, newest, *_] = [line for line in lines if " sets " in line or line.rstrip().endswith("parallel")]
    assert head.split()[:5] == ["date", "id", "sets", "reps", "load"]
    assert newest.split()[:5] == [f"{MONDAY - timedelta(weeks=1):%Y-%m-%d}", "3", "2", "20", "22.5"]
    assert max(map(len, lines)) <= 160


def test_the_trend_in_json_has_the_figures_of_the_workouts(coach: Coach) -> None:
    trend = in_json(coach, "exercise", "squat")
    assert [each["id"] for each in trend["workouts"]] == [1, 2, 3]
    assert [each["reps"] for each in trend["workouts"]] == [16, 18, 20]
    shown = json.loads(coach("history", "show", "3", "--json").out)
    newest = trend["workouts"][-1]
    assert newest["mean_rom_deg"] == shown["mean_rom_deg"]
    assert newest["volume_kg"] == 450.0
    assert (newest["rom_left_deg"], newest["rom_right_deg"]) == (102.0, 98.0)
    assert newest["levels"] == {"parallel": 20}
    assert trend["changes"]["full"] == {
        "amount": 4.0, "weeks": 2.0, "error": 0.0, "beyond_error": 2, "of": 2, "unit": "week"
    }  # fmt: skip
    assert trend["best_workout"] == 3
    assert {each["record"] for each in trend["records"]} == {"load", "one-rep maximum", "reps", "range"}


def test_people_and_films_never_mix(coach: Coach) -> None:
    ada = in_json(coach, "exercise", "squat", "--profile", "Ada")
    assert [each["reps"] for each in ada["workouts"]] == [30]
    films = in_json(coach, "exercise", "squat", "--kind", "film")
    assert [each["id"] for each in films["workouts"]] == [6]
    nobody = coach("history", "exercise", "lunge")
    assert (nobody.code, nobody.out) == (0, "There is no training of lunge by me here yet.\n")
    other = coach("history", "exercise", "plank", "--profile", "Ada")
    assert (
        other.out == "There is no training of plank by Ada here yet.\nThere is by me: add --profile NAME.\n"
    )


def test_filters_narrow_every_view_also_before_the_command(coach: Coach) -> None:
    day = f"{MONDAY - timedelta(weeks=2):%Y-%m-%d}"
    assert [each["id"] for each in in_json(coach, "exercise", "squat", "--since", day)["workouts"]] == [2, 3]
    assert [each["id"] for each in in_json(coach, "exercise", "squat", "--until", day)["workouts"]] == [1, 2]
    before = json.loads(coach("history", "--until", day, "--json", "exercise", "squat").out)
    assert [each["id"] for each in before["workouts"]] == [1, 2]
    assert in_json(coach, "exercise", "squat", "--routine", "legs")["workouts"] == []
    listed = [json.loads(line)["id"] for line in coach("history", "--until", day, "--json").out.splitlines()]
    assert sorted(listed) == [1, 2]
    records = in_json(coach, "records", "-e", "squat", "--until", day)["records"]
    assert {each["value"] for each in records if each["record"] == "reps"} == {9}


def test_weeks_and_months_have_totals(coach: Coach) -> None:
    weeks = in_json(coach, "week")["periods"]
    assert [each["workouts"] for each in weeks[-4:]] == [1, 1, 2, 0]
    squat, plank = weeks[-2]["exercises"]
    assert (squat["exercise"], squat["reps"], squat["volume_kg"]) == ("squat", 20, 450.0)
    assert (plank["exercise"], plank["longest_hold_s"], plank["volume_kg"]) == ("plank", 40.0, None)
    until = f"{MONDAY - timedelta(days=1):%Y-%m-%d}"
    text = coach("history", "week", "--until", until).out
    assert text.startswith(f"Week of {(MONDAY - timedelta(weeks=1)).day} ")
    assert "2 workouts, 20 full reps, 40.0 s held, 450 kg lifted" in text
    assert sum(each["workouts"] for each in in_json(coach, "month")["periods"]) == 4


def test_records_are_listed_by_exercise(coach: Coach) -> None:
    text = coach("history", "records").out
    assert text.index("Plank") < text.index("Squat")
    assert "longest hold" in text
    assert "10 at 22.5 kg" in text
    assert (
        coach("history", "records", "--demo").out == "There is no demo workout yet. 'coach demo' makes one.\n"
    )
