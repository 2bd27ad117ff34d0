"""``--standard`` and ``[standards]``: which level a rep needs to count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Coach

SETTINGS = "format = 1\n[standards]\n{} = '{}'\n"


def own_settings(home: Path, exercise: str, level: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text(SETTINGS.format(exercise, level), "utf-8")


def test_every_rep_has_its_level(coach: Coach, squats_recording: Path) -> None:
    [line] = coach("analyze", squats_recording, "-e", "squat", "--json").lines
    [only] = line["sets"]
    assert only["levels"] == {"parallel": 4, "quarter": 1}
    first = only["reps"][0]
    assert (first["level"], first["level_measure"], first["level_not_judged"]) == ("parallel", "knee", None)
    assert 52 < first["level_value"] < 75 and first["level_error"] == 13.5
    assert all(rep["share"] <= 1 for rep in only["reps"])


def test_the_report_names_levels_and_one_joint(coach: Coach, squats_recording: Path) -> None:
    out = coach("analyze", squats_recording, "-e", "squat", COLUMNS="140").out
    assert "Levels: 4 parallel, 1 quarter" in out
    assert "parallel, knee 6" in out and "± 14" in out
    assert "knee and hip" not in out and "37% of your own range in" in " ".join(out.split())


def test_the_history_remembers_levels(coach: Coach, squats_recording: Path) -> None:
    [line] = coach("analyze", squats_recording, "-e", "squat", "--json").lines
    [kept] = coach("history", "show", "last", "--json").lines
    assert kept["sets"][0]["levels"] == {"parallel": 4, "quarter": 1}
    names = ("level", "level_measure", "level_value", "level_error", "level_not_judged")
    for rep, judged in zip(kept["sets"][0]["reps"], line["sets"][0]["reps"], strict=True):
        assert [rep[name] for name in names] == [judged[name] for name in names]
    assert "Levels: 4 parallel, 1 quarter" in coach("history", "show", "last").out


def test_only_reps_of_the_required_level_count(coach: Coach, squats_recording: Path) -> None:
    [line] = coach("analyze", squats_recording, "-e", "squat", "--standard", "deep", "--json").lines
    assert (line["reps"], line["partial"]) == (0, 5)
    reps = line["sets"][0]["reps"]
    assert reps[0]["reason"].endswith("; deep required") and reps[0]["level"] == "parallel"
    [line] = coach("analyze", squats_recording, "-e", "squat", "--standard", "Parallel", "--json").lines
    assert (line["reps"], line["partial"]) == (4, 1)


def test_the_settings_require_a_level_too(coach: Coach, home: Path, squats_recording: Path) -> None:
    own_settings(home, "squats", "deep")
    [line] = coach("analyze", squats_recording, "-e", "squat", "--json").lines
    assert (line["reps"], line["partial"]) == (0, 5)
    [line] = coach("analyze", squats_recording, "-e", "squat", "--standard", "half", "--json").lines
    assert line["reps"] == 4
    assert "deep" in coach("settings").out


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("-e", "squat", "--standard", "paralel"), "Its levels are quarter, half, parallel, deep."),
        (("--standard", "parallel"), "name the exercise too"),
        (("-e", "plank", "--standard", "straight"), "is held"),
    ],
)
def test_a_level_that_there_is_not_is_explained(
    coach: Coach, squats_recording: Path, typed: tuple[str, ...], message: str
) -> None:
    result = coach("analyze", squats_recording, *typed)
    assert result.code in (1, 2)
    assert message in " ".join(result.err.replace("│", " ").split())


def test_an_unknown_level_in_the_settings_is_explained(
    coach: Coach, home: Path, squats_recording: Path
) -> None:
    own_settings(home, "squat", "bottomless")
    result = coach("analyze", squats_recording)
    assert result.code == 1
    assert "squat has no level called 'bottomless'." in result.err


def test_the_page_of_an_exercise_lists_its_levels(coach: Coach) -> None:
    out = coach("exercises", "show", "squat", "--still", COLUMNS="140").out
    assert "parallel: knee at most 75° at the turning point." in out
