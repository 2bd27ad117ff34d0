"""``coach history edit``, ``merge``, ``split``, ``move``, ``delete`` and ``undo``."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_history import filled as filled
from tests.cli.test_history import inside

pytestmark = pytest.mark.usefixtures("filled")


def test_exercise_date_and_notes_can_be_corrected() -> None:
    out = inside("edit", "1", "--exercise", "lunges", "--date", "2026-02-03 18:30", "--note", "in the park")
    assert "lunge" in out and "2026-02-03 18:30, in the park" in out
    shown = json.loads(inside("show", "1", "--json"))
    assert shown["sets"][0]["exercise"] == "lunge"
    inside("edit", "1", "--set", "1", "--note", "left knee")
    inside("edit", "1", "--as-counted")
    assert json.loads(inside("show", "1", "--json"))["sets"][0]["exercise"] == "squat"
    assert "4" in inside("changes") and "left knee" not in inside("changes")


def test_workouts_are_merged_split_and_moved() -> None:
    before = inside("--json")
    assert "workout 1 now" in inside("merge", "1", "2")
    assert [json.loads(line)["id"] for line in inside("--json").splitlines()] == [3, 1]
    new = int(inside("split", "1", "--at-set", "2").split("workout ")[2].split()[0])
    assert len(inside("--json").splitlines()) == 3
    assert "belongs to anna now" in inside("move", str(new), "--to-profile", "anna")
    assert len(inside("--json", "--profile", "anna").splitlines()) == 1
    for _ in range(3):
        inside("undo")
    assert inside("--json") == before


def test_a_deletion_can_be_undone() -> None:
    before = inside("--json")
    printed = inside("delete", "1", "last", "--yes").splitlines()
    assert printed[0].startswith("Workout 1, ")
    assert printed[0].endswith("2 squats + 1 partial, squats.mp4.")
    assert printed[1].startswith("Workout 3, ")
    assert [json.loads(line)["id"] for line in inside("--json").splitlines()] == [2]
    assert "coach history undo" in printed[2]
    assert inside("undo") == "Undone: Deleted workouts 1, 3.\n"
    assert inside("--json") == before
    assert "Deleted workouts 1, 3" in inside("changes")
    [again, first] = [json.loads(line) for line in inside("changes", "--json").splitlines()]
    assert first["undone_at"] is not None and again["undoes"] == first["change"]
