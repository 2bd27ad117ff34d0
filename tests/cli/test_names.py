"""Typed names and dates are accepted, or refused with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.campaign.hostile_text import hostile_texts
from tests.cli.conftest import Coach


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (os.fsdecode(b"caf\xe9"), "'--profile': the name is not UTF-8 text."),
        ("\ud800", "'--profile': the name is not UTF-8 text."),
        ("", "'--profile': the name must not be empty."),
        (" \n", "'--profile': the name must not be empty."),
        ("x" * 101, "'--profile': the name must be at most 100 characters."),
    ],
)
def test_profile_names_are_checked(coach: Coach, squats_recording: Path, name: str, expected: str) -> None:
    for typed in (("analyze", squats_recording, "-e", "squat"), ("start", "squat"), ("history",)):
        result = coach(*typed, "--profile", name)
        assert (result.code, result.err.splitlines()[0]) == (2, expected)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in hostile_texts()])
def test_any_name_is_accepted_or_refused(coach: Coach, squats_recording: Path, text: bytes) -> None:
    name = os.fsdecode(text)
    analysed = coach("analyze", squats_recording, "-e", "squat", "--profile", name)
    assert analysed.code in {0, 2}
    result = coach("history", "--json", "--profile", name)
    assert result.code == analysed.code
    if not result.code:
        assert result.lines[0]["profile"] == name
    for typed in (
        ("history", "-e", name),
        ("start", f"--source={name}", "-"),
        ("history", "show", "--", name),
    ):
        assert coach(*typed).code in {1, 2}


def test_any_date_and_number_is_accepted_or_refused(coach: Coach, squats_recording: Path) -> None:
    assert coach("analyze", squats_recording, "-e", "squat").code == 0
    for day in (
        "0001-01-01",
        "9999-12-31",
        "1583-10-15",
        "2026-02-30",
        "10000-01-01",
        "9" * 5000,
        "",
        "\ud800",
    ):
        result = coach("history", "--since", day)
        assert result.code in {0, 2}, day
        assert len(result.err) < 300
    for number in ("9" * 5000, "-1", "0", "1.5", "nan", "٣", "²", "\ud800", "1" * 19):
        assert coach("history", "show", "--", number).code in {1, 2}, number
        assert coach("history", "edit", "--reps", "3", "--", number).code in {1, 2}, number
        for option in ("--reps", "--hold", "--weight", "--set"):
            assert coach("history", "edit", "1", option, number).code in {0, 1, 2}, (option, number)
