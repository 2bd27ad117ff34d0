"""``coach measure``: measured, saved, its trend, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.in_process import Coach


def test_a_range_is_measured_saved_and_listed(coach: Coach, squats_recording: Path) -> None:
    told = coach("measure", "knee-flexion", squats_recording, "--date", "2026-03-08")
    assert told.code == 0, told.err
    assert "knee flexion: 1" in told.out and "the best of" in told.out and "not a diagnosis" in told.out
    coach("measure", "knee-flexion", squats_recording, "--date", "2026-03-08")
    coach("measure", "knee-flexion", squats_recording, "--date", "2026-03-15", "--profile", "Ada")
    shown = coach("measure", "knee-flexion", "--history")
    assert shown.out.count(squats_recording.name) == len(_sides(coach, squats_recording))
    lines = coach("measure", "knee-flexion", "--history", "--profile", "Ada", "--json").out.splitlines()
    assert json.loads(lines[0])["movement"] == "knee-flexion"


def _sides(coach: Coach, recording: Path) -> list[str]:
    facts = json.loads(coach("measure", "knee-flexion", recording, "--no-save", "--json").out)
    assert not facts["saved"]
    return [each["side"] for each in facts["sides"] if each["tries"]]


def test_an_export_has_the_ranges_and_forget_erases_them(
    coach: Coach, tmp_path: Path, squats_recording: Path
) -> None:
    coach("measure", "knee-flexion", squats_recording, "--profile", "Ada")
    coach("export", "--json", "all.json")
    assert '"movement": "knee-flexion"' in (tmp_path / "all.json").read_text()
    coach("forget", "Ada", "--yes")
    assert "No knee flexion is saved" in coach("measure", "knee-flexion", "--history", "--profile", "Ada").out
    assert coach("import", "all.json").code == 0
    assert "knee" in coach("measure", "knee-flexion", "--history", "--profile", "Ada").out.lower()
    assert "No knee" not in coach("measure", "knee-flexion", "--history", "--profile", "Ada").out


def test_what_goes_wrong_is_said(coach: Coach, squats_recording: Path) -> None:
    assert "knee-flexion" in coach("measure").out
    for typed, code, words in (
        (("knee-flexon", squats_recording), 1, "Did you mean knee-flexion"),
        (("knee-flexion",), 2, "name a film"),
        (("knee-flexion", "none.mp4"), 1, "no film"),
        (("hip-abduction", squats_recording), 1, "Face the camera"),
    ):
        told = coach("measure", *typed)
        assert (told.code, words in told.err) == (code, True), (typed, told.err)
