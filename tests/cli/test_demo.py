"""The demo goes the whole way every time, and says that its athlete is rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli.demo import FULL_REPS
from coach.vision.pose_model import PoseModel
from tests.cli.conftest import Coach

pytestmark = pytest.mark.slow


def test_it_counts_what_is_performed_and_says_what_is_drawn(
    coach: Coach, pose_model: PoseModel, home: Path
) -> None:
    told = coach("demo", "--model", pose_model.path)
    assert told.code == 0, told.err
    assert "rendered" in told.out.splitlines()[0]
    assert f"{FULL_REPS} squats + 1 partial" in told.out
    assert told.out.rstrip().endswith("coach analyze film.mp4 --exercise squat")
    assert (home / "demo.sqlite3").exists()
    assert not (home / "coach.sqlite3").exists()


def test_only_the_film_is_kept(coach: Coach, pose_model: PoseModel, home: Path, tmp_path: Path) -> None:
    [line] = coach("demo", "push-ups", "--model", pose_model.path, "--json").lines
    assert (line["exercise"], line["reps"], line["partial"]) == ("push-up", FULL_REPS, 1)
    assert [path.suffix for path in (home / "cache").rglob("*") if path.is_file()] == [".mp4"]
    damaged = tmp_path / "damaged.task"
    damaged.write_bytes(pose_model.path.read_bytes()[:100_000])
    again = coach("demo", "push-ups", "--model", damaged)
    assert again.code == 1
    assert "partial" not in again.out


def test_what_it_can_not_show_it_says(coach: Coach) -> None:
    told = coach("demo", "plank")
    assert told.code == 1
    assert told.err.startswith("The demo can't show plank yet.\n«coach demo squat»")
