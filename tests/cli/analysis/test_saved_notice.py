"""Notices on where an analysis is saved, and on earlier analyses of the film."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coach.body.recording.recording import read_recording
from coach.body.recording.recording_writer import write_recording
from coach.catalogue.library import load_exercise
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.resources import database_file
from coach.store.schema import open_database
from coach.vision.opening import open_source
from tests.cli.conftest import Coach, CommandResult
from tests.cli.recorded import recorded
from tests.store.workouts import counted_set, facts, remember, rep


def test_analysing_another_exercise_keeps_the_first_workout(coach: Coach, squats_recording: Path) -> None:
    coach("analyze", squats_recording, "-e", "squat")
    other = coach("analyze", squats_recording, "-e", "push-up")
    assert "Saved as workout 2" in other.out
    assert [(each["exercise"], each["reps"]) for each in coach("history", "--json").lines] == [
        ("push-up", 0),
        ("squat", 4),
    ]


def test_earlier_options_still_apply_and_are_mentioned(coach: Coach, squats_recording: Path) -> None:
    coach("analyze", squats_recording, "-e", "squat", "--weight", "20", "--as-training")
    [before] = coach("history", "--json").lines
    again = coach("analyze", squats_recording, "-e", "squat")
    assert "keeps its 20 kg and counts as training as before" in " ".join(again.out.split())
    assert "20 kg" in again.out.partition("This film was analysed before")[0], "the report shows it too"
    assert coach("history", "--json").lines == [before]
    changed = coach("analyze", squats_recording, "-e", "squat", "--weight", "25", "--as-training")
    assert "as before" not in changed.out
    [workout] = coach("history", "show", "--json").lines
    assert [each["weight_kg"] for each in workout["sets"]] == [25.0]


def test_a_film_in_a_merged_workout_is_not_saved_again(
    coach: Coach, home: Path, squats_recording: Path
) -> None:
    coach("analyze", squats_recording, "-e", "squat", "--date", "2026-01-02")  # long before the live workout
    remember(home / "coach.sqlite3", facts(sha256=None, kind="live"), counted_set([rep(1)]))
    coach("history", "merge", "1", "2")
    before = coach("history", "--json").out
    again = " ".join(coach("analyze", squats_recording, "-e", "squat").out.split())
    assert "Not saved: the sets of this film in workout 1 were merged or split." in again
    assert "'coach history changes' lists it" in again
    assert coach("history", "--json").out == before
    assert "Set 2 has no recording" in coach("rescore", "1", "--dry-run").out


def test_a_recording_without_a_film_is_identified_by_its_content(
    coach: Coach, squats: Performance, tmp_path: Path
) -> None:
    stage, path = Truth(squats), tmp_path / "true.npz"
    write_recording(path, stage.facts, stage)
    assert read_recording(path).facts.sha256 is None
    path.with_name("copy.npz").write_bytes(path.read_bytes())
    with open_source(path) as source, open_source(path.with_name("copy.npz")) as copy:
        assert source.facts.sha256 == copy.facts.sha256 is not None
    assert coach("analyze", path, "copy.npz", "-e", "squat").code == 0
    assert len(coach("history", "--json").lines) == 1


def test_a_correction_stays_and_the_report_says_how_to_undo_it(coach: Coach, squats_recording: Path) -> None:
    coach("analyze", squats_recording, "-e", "squat")
    coach("history", "edit", "1", "--reps", 12)
    again = coach("analyze", squats_recording, "-e", "squat")
    assert "12 squats + 1 partial" in again.out
    assert (
        "Your correction of set 1 still applies: 12 squats + 1 partial (4 detected, 8 added by hand)."
        in " ".join(again.out.split())
    )
    assert "coach history edit 1 --set 1 --as-counted" in again.out
    assert [each["reps"] for each in coach("history", "--json").lines] == [12]
    assert coach("history", "edit", "1", "--set", "1", "--as-counted").out == (
        "Workout 1, set 1: 4 squats + 1 partial.\n"
    )
    assert "Your correction" not in coach("analyze", squats_recording, "-e", "squat").out


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size there")
def test_an_unsaved_workout_is_reported_and_saved_later(coach: Coach, tmp_path: Path) -> None:
    squat = load_exercise("squat")
    many = recorded(tmp_path / "squats.npz", perform(squat, depths=(1.0,) * 20))  # more than the log may take
    with open_database():
        pass
    kilobytes = database_file().stat().st_size // 1024 + 2

    def analyze(*typed: str) -> CommandResult:
        shell = f"ulimit -f {kilobytes}; exec '{sys.executable}' -m coach analyze '{many}' \"$@\""
        command = ["bash", "-c", shell, "bash", "-e", "squat", *typed]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
        return CommandResult(ran.returncode, ran.stdout, ran.stderr)

    result = analyze()
    assert (result.code, result.err) == (1, "")
    assert "20 squats" in result.out
    assert "The workout could not be saved" in result.out
    assert "is added at the next start" in " ".join(result.out.split())
    result = analyze("--json")
    [line] = result.lines
    assert (result.code, line["reps"]) == (1, 20)
    assert "can't be read or written" in line["unsaved"]
    result = coach("history", "--json")
    assert "It is in the history now." in result.err
    assert [(each["id"], each["reps"]) for each in result.lines] == [(1, 20)], "one film gives one workout"
    assert coach("history").err == ""


def test_a_saved_workout_is_not_reported_as_unsaved(coach: Coach, squats_recording: Path) -> None:
    [line] = coach("analyze", squats_recording, "-e", "squat", "--json").lines
    assert (line["workout"], line["unsaved"]) == (1, None)
