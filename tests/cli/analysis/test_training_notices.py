"""What is said before and after a workout: the last time, and the records that it broke."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.analysis.training_notices import last_time, record_notices
from tests.cli.conftest import Coach
from tests.store.progress.trained import measured_sets, train

MONDAY = datetime(2026, 3, 2, 18, tzinfo=UTC)
TODAY = (MONDAY + timedelta(days=3)).date()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.sqlite3"


def live(path: Path) -> AnalysisRequest:
    return AnalysisRequest(exercise=load_exercise("squat"), kind="live", database=path)


def test_a_live_workout_begins_with_the_last_time(path: Path) -> None:
    assert last_time(live(path), TODAY) == ""
    train(path, MONDAY - timedelta(days=9), measured_sets(5, 5), weight_kg=20.0)
    train(path, MONDAY, measured_sets(10, 10, 10), weight_kg=20.0)
    train(path, MONDAY + timedelta(days=1), measured_sets(6, exercise="push-up"))
    train(path, MONDAY + timedelta(days=1), measured_sets(30), kind="film")
    train(path, MONDAY + timedelta(days=1), measured_sets(40), profile="Ada")
    assert last_time(live(path), TODAY) == "Last Monday: 3 x 10 at 20 kg, all parallel; try 11."
    assert last_time(replace(live(path), kind="film"), TODAY) == ""
    assert last_time(replace(live(path), exercise=None), TODAY) == ""
    assert last_time(replace(live(path), exercise=load_exercise("lunge")), TODAY) == ""


def test_an_unreadable_history_stops_no_workout(path: Path) -> None:
    path.write_text("not a database")
    assert last_time(live(path), TODAY) == ""
    assert record_notices(1, path, "kg") == ()


def test_training_ends_with_the_records_that_it_broke(path: Path) -> None:
    first = train(path, MONDAY, measured_sets(8), weight_kg=20.0)
    film = train(path, MONDAY + timedelta(days=1), measured_sets(20), weight_kg=40.0, kind="film")
    heavier = train(path, MONDAY + timedelta(days=2), measured_sets(9), weight_kg=22.5)
    ada = train(path, MONDAY + timedelta(days=3), measured_sets(30), profile="Ada")
    assert record_notices(first, path, "kg") == ()
    assert record_notices(film, path, "kg") == (), "a film is no training"
    assert record_notices(ada, path, "kg") == (), "nobody's first workout breaks a record"
    assert record_notices(None, path, "kg") == ()
    assert record_notices(heavier, path, "kg") == (
        "Record: squats, heaviest for 7-9 reps: 22.5 kg (before: 20 kg, 2 March 2026).",
        "Record: squats, estimated one-rep maximum: at least 28.5 kg"
        " (before: at least 24.5 kg, 2 March 2026).",
        "Record: squats, most reps in a set: 9 at 22.5 kg (before: 8 at 20 kg, 2 March 2026).",
    )


def test_a_film_as_training_reports_its_records(coach: Coach, squats_recording: Path) -> None:
    train(None, MONDAY, measured_sets(1))
    typed = ("analyze", squats_recording, "-e", "squat")
    assert "Record:" not in coach(*typed).out
    assert "Record: squats, most reps in a set:" in coach(*typed, "--as-training").out
