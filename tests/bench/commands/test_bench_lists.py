"""``coach bench wild``, ``perturbed`` and ``negatives``: lists of recordings through the real commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.bench.accuracy.halves import half_of
from coach.body.recording.recording_writer import write_recording
from coach.performer.motion.activities import Activity
from coach.performer.sources import Truth
from tests.cli.conftest import Coach


@pytest.fixture
def listing(squats_recording: Path, tmp_path: Path) -> Path:
    """Five squats of two people, one of them shallow, a movement without a file, and a walk."""
    folder = tmp_path / "sets"
    folder.mkdir()
    shutil.copy(squats_recording, folder / "squats.npz")
    walk = Truth(Activity("walking", duration_s=5.0))
    write_recording(folder / "walk.npz", walk.facts, walk)
    rows = (
        "path,exercise,group,reps,certainty",
        "squats.npz,squat,anna,4,sure",
        "squats.npz,squat,ben,5,sure",
        "squats.npz,juggling,anna,4,sure",
        "walk.npz,negative,anna,,",
        "walk.npz,juggling,ben,,",
    )
    path = folder / "clips.csv"
    path.write_text("\n".join(rows), "utf-8")
    return path


def test_wild_sets_are_counted_as_listed(coach: Coach, listing: Path) -> None:
    report = coach("bench", "wild", listing, "--json", "--jobs", 1)
    assert (report.code, report.err) == (0, "")
    [facts] = report.lines
    assert facts["scores"]["all films"] == {"n": 2, "exact": 0.5, "off_by_one": 1.0, "mae": 0.1}
    assert facts["scores"]["squat"]["n"] == 2
    assert facts["left_out"] == {"of an unknown exercise": 1, "without a count": 2}
    assert facts["half"] is None
    assert facts["films"][1]["explanation"] == {"needed": 1, "found": 1, "text": "1 partial"}
    assert facts["explained"] == 1.0


def test_wild_sets_are_counted_as_one_exercise(coach: Coach, listing: Path) -> None:
    report = coach("bench", "wild", listing, "-e", "squat", "--json", "--jobs", 1)
    [facts] = report.lines
    assert {name: facts["scores"][name]["n"] for name in ("squat", "juggling", "all films")} == {
        "squat": 2,
        "juggling": 1,
        "all films": 3,
    }


@pytest.mark.parametrize("command", ["films", "wild"])
def test_a_half_has_its_people_only(coach: Coach, listing: Path, command: str) -> None:
    assert half_of("anna") != half_of("ben"), "choose other names"
    half = half_of("ben")
    report = coach("bench", command, listing, "--half", half, "--jobs", 1)
    assert report.code == 0
    assert f"half {half}" in report.out
    assert "1 in the other half" in report.out
    report = coach("bench", command, listing, "--half", half, "--json", "--jobs", 1)
    [facts] = report.lines
    assert (facts["half"], [each["group"] for each in facts["films"]]) == (half, ["ben"])


def test_perturbed_sets_are_compared(coach: Coach, listing: Path) -> None:
    chosen = ("--only", "mirror", "--only", "mid-rep", "--jobs", 1)
    report = coach("bench", "perturbed", listing, *chosen)
    assert (report.code, report.err) == (0, "")
    assert [line.split()[0] for line in report.out.splitlines() if line.startswith(("mirror", "mid"))] == [
        "mirror",
        "mid-rep",
    ]
    report = coach("bench", "perturbed", listing, *chosen, "--json")
    [facts] = report.lines
    mirror = facts["perturbations"]["mirror"]
    assert (mirror["perturbed"]["n"], mirror["change"], mirror["within_margin"]) == (2, 0.0, True)
    assert facts["sets"][0]["perturbed"] == {"mirror": 4, "mid-rep": 3}
    assert facts["without_a_rep"] == 0


def test_an_unknown_perturbation_is_an_error(coach: Coach, listing: Path) -> None:
    report = coach("bench", "perturbed", listing, "--only", "upside-down")
    assert report.code == 1
    assert "no perturbation 'upside-down'" in report.err


def test_phantom_reps_are_counted(coach: Coach, listing: Path) -> None:
    report = coach("bench", "negatives", listing, "--jobs", 1)
    assert (report.code, report.err) == (0, "")
    assert "no exercise, told jumping-jack" in report.out
    report = coach("bench", "negatives", listing, "-e", "squat", "--json", "--jobs", 1)
    [facts] = report.lines
    assert set(facts["scores"]) == {
        f"{kind}, {told}"
        for kind in ("no exercise", "unnamed movement")
        for told in ("told squat", "all told")
    }
    assert facts["scores"]["no exercise, all told"]["reps"] == 0
    assert facts["left_out"] == {"of an exercise": 2, "of counted reps": 1}


def test_a_hold_has_no_phantom_reps(coach: Coach, listing: Path) -> None:
    report = coach("bench", "negatives", listing, "-e", "plank")
    assert report.code == 1
    assert "hold" in report.err
