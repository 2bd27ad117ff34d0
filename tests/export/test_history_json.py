"""The exported JSON is described key by key, and can be read by anyone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.errors import ExportUnwritable
from coach.export.history_json import export_json, read_history_json
from coach.store.exchange.row_values import exchanged_columns
from coach.store.history import open_history
from coach.store.log_tables import GoalRow, JointRangeRow, PostureRow
from coach.store.tables import AttemptRow, FaultRow, ProfileRow, RepRow, SegmentRow, WorkoutRow, WorkoutSetRow
from tests.store.workouts import counted_set, facts, faulty_set, remember, rep

PAGE = Path(__file__).parents[2] / "docs" / "programs.md"
OBJECTS = {
    "profile": (ProfileRow, {"goals", "postures", "joint_ranges"}),
    "goal": (GoalRow, set()),
    "posture": (PostureRow, set()),
    "joint range": (JointRangeRow, set()),
    "workout": (WorkoutRow, {"profile", "sets", "segments", "attempts"}),
    "set": (WorkoutSetRow, {"reps", "faults", "attempts"}),
    "rep": (RepRow, set()),
    "fault": (FaultRow, set()),
    "segment": (SegmentRow, set()),
    "attempt": (AttemptRow, set()),
}
LEVEL = {"level_measure", "level_value", "level_error", "level_not_judged"}


def test_every_key_is_in_the_docs() -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page[page.index("## The exported history") : page.index("## As a library")]
    for name, (table, parts) in OBJECTS.items():
        [row] = re.findall(rf"^\| {name} \| (.*) \|$", section, re.MULTILINE)
        described = set(re.findall(r"`(\w+)`", row)) | (LEVEL if "its four keys" in row else set())
        assert described == {each.name for each in exchanged_columns(table)} | parts, name


def _keys(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield key, each
            yield from _keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from _keys(each)


def test_no_key_is_the_number_of_a_row(tmp_path: Path) -> None:
    """Numbers of rows differ from machine to machine."""
    path = tmp_path / "coach.sqlite3"
    remember(path, facts(), faulty_set(), counted_set([rep(4)], number=2))
    stream = io.StringIO()
    with open_history(path) as history:
        assert export_json(history, stream) == 1
    content = json.loads(stream.getvalue())
    assert not {key for key, _ in _keys(content) if key == "id" or key.endswith("_id")}
    assert stream.getvalue().count("\n") == 5, "one line for each workout"


def test_an_export_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    path = tmp_path / "none" / "all.json"
    with open_history(tmp_path / "no.sqlite3") as history:
        with pytest.raises(ExportUnwritable, match="no folder"):
            export_json(history, path)
        export_json(history, tmp_path / "all.json")
    assert not read_history_json(tmp_path / "all.json").workouts
