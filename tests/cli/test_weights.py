"""Weights: typed in any unit, stored in kilograms, shown in the unit of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Coach


@pytest.fixture
def in_pounds(home: Path) -> None:
    """Settings with pounds."""
    home.mkdir()
    (home / "settings.toml").write_text('units = "lb"\n')


def _kept(coach: Coach) -> object:
    return coach("history", "show", "--json").lines[0]["sets"][0]["weight_kg"]


@pytest.mark.parametrize(
    ("typed", "kg", "shown"),
    [
        (("--weight", "20.5"), 20.5, "20.5 kg"),
        (("--weight", "20,5"), 20.5, "20.5 kg"),
        (("--weight", "45lb"), 45 * 0.45359237, "20.41 kg"),
        (("--weight", "45", "lbs"), 45 * 0.45359237, "20.41 kg"),
    ],
)
def test_weights_are_stored_in_kilograms(
    coach: Coach, squats_recording: Path, typed: tuple[str, ...], kg: float, shown: str
) -> None:
    result = coach("analyze", squats_recording, "-e", "squat", *typed)
    assert (result.code, result.err) == (0, "")
    assert f" · {shown} · " in result.out
    assert _kept(coach) == kg
    for again in (("history",), ("history", "show")):
        assert shown in coach(*again).out


@pytest.mark.usefixtures("in_pounds")
def test_with_pounds_set_every_screen_shows_pounds(coach: Coach, squats_recording: Path) -> None:
    result = coach("analyze", squats_recording, "-e", "squat", "--weight", "45")
    assert " · 45 lb · " in result.out
    assert _kept(coach) == 45 * 0.45359237
    assert "keeps its 45 lb" in coach("analyze", squats_recording, "-e", "squat").out
    assert "45 lb" in coach("history").out
    assert "45 lb" in coach("history", "show").out
    assert coach("history", "edit", "--weight", "52.5").out.endswith("52.5 lb.\n")
    assert coach("history", "edit", "--weight", "20 kg").out.endswith("44.09 lb.\n")
    assert _kept(coach) == 20


def test_invalid_weights_are_refused_before_anything_is_saved(coach: Coach, squats_recording: Path) -> None:
    for typed, why in (
        ("heavy", "'--weight': 'heavy' is not a weight like 20.5, 20,5kg or 45lb."),
        ("2205lb", "'--weight' must be at most 1000 kg (2204.62 lb)."),
        ("-5", "'--weight' must be at least 0."),
    ):
        for command in (("analyze", squats_recording), ("start", "squat"), ("history", "edit")):
            result = coach(*command, "--weight", typed)
            assert (result.code, result.err.splitlines()[0]) == (2, why), command
    assert "There are no workouts" in coach("history").out


def test_a_bare_number_needs_readable_settings(coach: Coach, home: Path, squats_recording: Path) -> None:
    assert coach("analyze", squats_recording, "-e", "squat", "--weight", "20").code == 0
    (home / "settings.toml").write_text('units = "stone"\n')
    result = coach("history", "edit", "--weight", "45")
    assert result.code == 1
    assert 'units: must be kg or lb, not "stone"' in result.err
    assert coach("history", "edit", "--weight", "45lb").code == 0, "the weight has its own unit"
    result = coach("history")
    assert (result.code, "20.41 kg" in result.out) == (0, True)
    assert "Weights are shown in kg." in result.err


def test_durations_can_be_typed_as_minutes_and_seconds(coach: Coach) -> None:
    for typed, why in (
        (("--rest", "1:75"), "'--rest': '1:75' is not a duration like 90, 90s, 1:30 or 2min."),
        (("--rest", "2", "hours"), "'--rest' must be from 0 to 3600 seconds."),
        (("--hold", "1.5s"), "'--hold' must be a whole number of seconds."),
        (("--rest", "1:30", "--hold", "45s"), "--hold: Squat is counted"),
    ):
        result = coach("start", "squat", *typed)
        assert result.code == 2
        assert result.err.startswith(why)
