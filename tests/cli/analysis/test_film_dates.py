"""A film is saved under its recording date, and the report says where the date is from."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.body.recording.recording import read_recording
from coach.body.recording.recording_writer import write_recording
from tests.cli.conftest import Coach


@pytest.fixture
def march(squats_recording: Path, tmp_path: Path) -> Path:
    """A recording of a film of 8 March."""
    recording = read_recording(squats_recording)
    own = datetime(2026, 3, 8, 18, 30, tzinfo=UTC).astimezone()
    facts = replace(recording.facts, kind="film", recorded_at=own, dated_by="film")
    path = tmp_path / "march.npz"
    write_recording(path, facts, recording)
    return path


def test_the_films_date_is_listed_filtered_and_reported(coach: Coach, march: Path) -> None:
    result = coach("analyze", march, "-e", "squat")
    assert result.code == 0, result.err
    assert "Recorded 8 March 2026, the date stored in the film." in result.out
    listed = json.loads(coach("history", "--json").out)
    assert listed["date"].startswith("2026-03-08")
    assert listed["begun"] > listed["date"]
    assert "2026-03-08" in coach("history").out
    assert coach("history", "--json", "--since", "2026-03-08").lines
    assert not coach("history", "--json", "--since", "2026-03-10").lines
    assert "First analysed 20" in coach("history", "show").out


def test_a_typed_date_replaces_it_and_stays(coach: Coach, march: Path) -> None:
    coach("analyze", march, "-e", "squat")
    result = coach("start", "squat", "--source", march, "--date", "2025-12-24")
    assert "Recorded 24 December 2025, the date you typed." in result.out
    assert "2025-12-24  " in coach("history").out
    again = coach("analyze", march, "-e", "squat")
    assert "Recorded 24 December 2025, as before." in again.out
    coach("analyze", march, "-e", "squat", "--date", "2025-12-25 18:30")
    assert "2025-12-25 18:30" in coach("history").out


@pytest.mark.parametrize("date", ["2999-01-01", "1904-01-01", "yesterday"])
def test_an_impossible_date_is_refused(coach: Coach, march: Path, date: str) -> None:
    result = coach("analyze", march, "-e", "squat", "--date", date)
    assert result.code == 2
    assert "--date" in result.err


@pytest.mark.parametrize("option", [("--date", "2026-03-08"), ("--speed", "0.25"), ("--person", "left")])
def test_film_options_are_refused_for_a_camera(coach: Coach, option: tuple[str, str]) -> None:
    result = coach("start", "squat", "--source", "0", *option)
    assert result.code == 2
    assert "film" in result.err
