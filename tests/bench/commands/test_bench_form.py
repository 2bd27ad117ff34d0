"""``coach bench form``: rendered push-ups through the real command."""

from __future__ import annotations

from pathlib import Path

from coach.body.recording.recording_writer import write_recording
from coach.performer.sources import Truth
from tests.bench.labelled_push_ups import performed
from tests.cli.conftest import Coach


def test_the_command_judges_sets_and_films_named_wrong(
    coach: Coach, labelled_folder: Path, tmp_path: Path
) -> None:
    stage = Truth(performed("hips-sagging"))
    write_recording(tmp_path / "wrong-1.npz", stage.facts, stage)
    listing = tmp_path / "clips.csv"
    rows = ("path,exercise,reps", "wrong-1.npz,push-up,", "wrong-2.npz,push-up,2", "fine.npz,push-up,2")
    listing.write_text("\n".join(rows), "utf-8")
    report = coach("bench", "form", labelled_folder, "--clips", listing, "--json")
    assert (report.code, report.err) == (0, "")
    [facts] = report.lines
    assert (len(facts["sets"]), facts["groups"], facts["assumed"]["aspect"]) == (6, 4, 1.7778)
    whole = facts["scores"]["rules on the whole set"]
    assert (whole["passed"], whole["flagged"], whole["balanced_accuracy"]) == (3, 3, 1.0)
    sagging, missing = facts["named_wrong"]
    assert sagging["set_faults"] == ["hips below the line"]
    assert missing["film"] == "wrong-2.npz"
    assert missing["why"]
