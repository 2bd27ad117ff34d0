"""FIT files are read again by Garmin's own decoder."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from garmin_fit_sdk import Decoder, Profile, Stream

from coach.catalogue.library import all_exercises
from coach.errors import ExtraMissing, NothingToExport
from coach.export.garmin import CATEGORIES, export_fit
from coach.store.history import open_history
from tests.store.workouts import counted_set, facts, held_set, remember, rep


def decoded(path: Path) -> dict[str, Any]:
    content = bytearray(path.read_bytes())
    assert Decoder(Stream.from_byte_array(content)).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(content)).read()
    assert not errors
    return dict(messages)


@pytest.fixture(scope="module")
def activity(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A workout of squats with 22.5 kg and a plank, exported and decoded."""
    folder = tmp_path_factory.mktemp("fit")
    path = folder / "coach.sqlite3"
    sets = (counted_set([rep(1), rep(2), rep(3, 45.0)]), held_set(31.5, number=2))
    remember(path, facts(sha256="1" * 64, weight_kg=22.5), *sets)
    remember(path, facts(sha256="2" * 64, exercise="lunge"))
    with open_history(path) as history:
        [file] = export_fit(history, folder / "out")
    return decoded(file)


def test_the_sets_are_there(activity: dict[str, Any]) -> None:
    squats, plank = (each for each in activity["set_mesgs"] if each["set_type"] == "active")
    begun = datetime(2026, 1, 31, 18, 3, tzinfo=UTC)
    assert (squats["category"], squats["repetitions"], squats["weight"]) == ("squat", 2, 22.5)
    assert squats["duration"] == pytest.approx(7.2)
    assert squats["start_time"] == begun + timedelta(seconds=4)
    assert plank["category"] == "plank" and plank["duration"] == pytest.approx(31.5)
    assert "repetitions" not in plank
    assert [each["message_index"] for each in activity["set_mesgs"]] == [0, 1]


def test_it_is_a_strength_training(activity: dict[str, Any]) -> None:
    [session], [lap] = activity["session_mesgs"], activity["lap_mesgs"]
    for each in (session, lap):
        assert (each["sport"], each["sub_sport"]) == ("training", "strength_training")
        assert each["total_elapsed_time"] == pytest.approx(33.5)
    [about], [whole] = activity["file_id_mesgs"], activity["activity_mesgs"]
    assert about["type"] == "activity" and whole["num_sessions"] == 1
    assert about["time_created"] == datetime(2026, 1, 31, 18, 3, tzinfo=UTC)


def test_every_exercise_has_a_category_of_the_profile() -> None:
    known = set(Profile["types"]["exercise_category"].values())
    assert set(CATEGORIES.values()) <= known
    assert set(CATEGORIES) == set(all_exercises()) - {"anything"}


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "garmin_fit_sdk", None)
    with open_history(tmp_path / "none.sqlite3") as history, pytest.raises(ExtraMissing) as raised:
        export_fit(history, tmp_path)
    assert "garmin-fit-sdk" in str(raised.value) and "coach[fit]" in raised.value.hint


def test_there_must_be_a_set(tmp_path: Path) -> None:
    with open_history(tmp_path / "none.sqlite3") as history, pytest.raises(NothingToExport):
        export_fit(history, tmp_path / "out")
    assert not (tmp_path / "out").exists()
