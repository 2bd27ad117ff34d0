"""A history merges into another without doubles and without losing anything."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from coach.export.history_json import export_json, read_history_json
from coach.judging.observation import Segment
from coach.store.changes.editing import Edit, edit_set
from coach.store.exchange.history_merge import HistoryDocument, MergeReport, merge_history
from coach.store.exchange.row_values import InvalidValue
from coach.store.history import open_history
from coach.store.run_lock import running
from coach.store.schema import open_database
from tests.store.workouts import (
    STRAY,
    attempted_set,
    counted_set,
    facts,
    faulty_set,
    guessed_set,
    held_set,
    mixed_sets,
    remember,
    rep,
)

SETS = (
    (counted_set([rep(1), rep(2, 45.0)]),),
    (faulty_set(),),
    (guessed_set(),),
    (attempted_set(), counted_set([rep(3)], number=2)),
    (held_set(31.5),),
    mixed_sets(),
    (),
)
TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
WORKOUTS = st.fixed_dictionaries(
    {
        "sets": st.sampled_from(SETS),
        "profile": st.sampled_from(("me", "Ada")),
        "weight_kg": st.none() | st.floats(0, 500),
        "interrupted": st.booleans(),
        "reps": st.none() | st.integers(0, 40),
        "note": TEXTS,
        "routine": TEXTS,
        "given_date": st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)),
    }
)
GOALS = st.lists(st.tuples(st.sampled_from(("hold", "load")), TEXTS, st.floats(0.1, 1e6)), max_size=2)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database, to copy: making one takes longer than filling it."""
    path = tmp_path_factory.mktemp("empty") / "coach.sqlite3"
    with open_database(path):
        pass
    return path


@pytest.fixture
def database(empty: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Makes an empty database of a machine."""

    def made(machine: str) -> Path:
        folder = tmp_path / machine
        folder.mkdir()
        return Path(shutil.copy(empty, folder / "coach.sqlite3"))

    return made


def exported(path: Path) -> str:
    stream = io.StringIO()
    with open_history(path) as history:
        export_json(history, stream)
    return stream.getvalue()


def document_of(path: Path) -> HistoryDocument:
    content = json.loads(exported(path))
    return HistoryDocument(content["profiles"], content["workouts"])


def merge(source: Path, target: Path) -> MergeReport:
    return merge_history(document_of(source), target)


def change(path: Path, statement: str, *values: Any) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def fill(path: Path, workouts: list[dict[str, Any]], goals: list[tuple[str, str | None, float]]) -> None:
    """A history with these workouts, corrected and noted, and goals."""
    for number, each in enumerate(workouts):
        sets = each["sets"]
        kind = facts(
            sha256=f"{number:064}",
            exercise="squat" if len(sets) < 3 else None,
            profile=each["profile"],
            weight_kg=each["weight_kg"],
        )
        segments = (Segment(0.5, 2.0, "lunge", 0.75),) if kind.exercise is None else None
        remember(path, kind, *sets, interrupted=each["interrupted"], segments=segments, between_sets=(STRAY,))
    with open_history(path) as history:
        saved = {each.film_sha256: each for each in history.recent()}
    for number, each in enumerate(workouts):
        workout = saved.get(f"{number:064}")
        if workout is None:
            continue
        if each["reps"] is not None and workout.sets and workout.sets[0].summary.hold_s is None:
            edit_set(workout, 1, Edit(reps=each["reps"]), path)
        stamp = each["given_date"] and each["given_date"].isoformat(" ", "microseconds")
        change(
            path,
            "UPDATE workout SET note = ?, routine = ?, given_date = ? WHERE id = ?",
            *(each["note"], each["routine"], stamp, workout.id),
        )
    for number, (kind_of_goal, exercise, target) in enumerate(goals):
        change(
            path,
            "INSERT INTO goal (profile_id, kind, exercise, target, created_at)"
            " SELECT id, ?, ?, ?, ? FROM profile LIMIT 1",
            *(kind_of_goal, exercise, target, f"2026-01-31 18:03:0{number}"),
        )


@given(workouts=st.lists(WORKOUTS, min_size=1, max_size=2), goals=GOALS)
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_export_import_export_is_the_same_to_the_byte(
    workouts: list[dict[str, Any]], goals: list[tuple[str, str | None, float]], empty: Path
) -> None:
    with TemporaryDirectory() as folder:
        here, there = (Path(shutil.copy(empty, Path(folder) / name)) for name in ("a.db", "b.db"))
        fill(here, workouts, goals)
        first = exported(here)
        file = Path(folder) / "history.json"
        file.write_text(first, encoding="utf-8")
        report = merge_history(read_history_json(file), there)
        assert report.counts["new"] == len(report.workouts)
        assert exported(there) == first
        again = merge_history(read_history_json(file), there)
        assert not again.has_changes and again.backup is None
        with open_history(here) as one, open_history(there) as other:
            assert _without_numbers(one.recent()) == _without_numbers(other.recent())


def _without_numbers(workouts: list[Any]) -> list[Any]:
    return sorted((replace(each, id=0) for each in workouts), key=lambda each: str(each.uid))


def test_two_machines_end_with_the_same_workouts(database: Callable[[str], Path]) -> None:
    laptop, desktop = database("laptop"), database("desktop")
    remember(laptop, facts(sha256="1" * 64), faulty_set())
    remember(desktop, facts(sha256=None, kind="live", profile="Ada"), counted_set([rep(1)]))
    merge(laptop, desktop)
    merge(desktop, laptop)
    workouts = [document_of(each).workouts for each in (laptop, desktop)]
    assert len(workouts[0]) == 2
    assert workouts[0] == workouts[1]


def test_the_newer_change_stays(database: Callable[[str], Path]) -> None:
    laptop, desktop = database("laptop"), database("desktop")
    remember(laptop, facts(), counted_set([rep(1), rep(2)]))
    merge(laptop, desktop)
    with open_history(desktop) as history:
        edit_set(history.workout("last"), None, Edit(reps=9), desktop)
    older = document_of(laptop)
    assert [each.outcome for each in merge_history(older, desktop).workouts] == ["kept"]
    report = merge(desktop, laptop)
    assert [each.outcome for each in report.workouts] == ["replaced"]
    with open_history(laptop) as history:
        assert history.workout(1).full == 9
    assert report.backup is not None
    with open_history(report.backup) as history:
        assert history.workout(1).full == 2, "what was replaced is in the copy"


def test_histories_from_before_the_identifier_match_by_their_start(database: Callable[[str], Path]) -> None:
    laptop, desktop = database("laptop"), database("desktop")
    remember(laptop, facts(), counted_set([rep(1)]))
    merge(laptop, desktop)
    change(desktop, "UPDATE workout SET uid = 'of another machine'")
    assert [each.outcome for each in merge(laptop, desktop).workouts] == ["same"]


def test_running_workouts_are_left_out(database: Callable[[str], Path]) -> None:
    laptop, desktop = database("laptop"), database("desktop")
    remember(laptop, facts(), counted_set([rep(1)]))
    before = document_of(laptop)
    change(laptop, "UPDATE workout SET state = 'running'")
    with running(laptop, 1):
        assert not document_of(laptop).workouts
        assert [each.outcome for each in merge_history(before, laptop).workouts] == ["running"]
    assert document_of(laptop).workouts[0]["state"] == "interrupted", "its process died"
    before.workouts[0]["state"] = "running"
    assert [each.outcome for each in merge_history(before, desktop).workouts] == ["running"]
    assert not document_of(desktop).workouts


def test_a_dry_run_changes_nothing(database: Callable[[str], Path], tmp_path: Path) -> None:
    laptop, desktop = database("laptop"), database("desktop")
    remember(laptop, facts(), counted_set([rep(1)]))
    report = merge_history(document_of(laptop), desktop, dry_run=True)
    assert report.counts["new"] == 1 and report.backup is None
    assert not document_of(desktop).workouts
    missing = tmp_path / "none" / "coach.sqlite3"
    assert merge_history(document_of(laptop), missing, dry_run=True).counts["new"] == 1
    assert not missing.parent.exists()


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (("workouts", 1, "sets", 0, "weight_kg"), "heavy", "workouts[1].sets[0].weight_kg must be a number."),
        (
            ("workouts", 1, "sets", 0, "weight_kg"),
            -1,
            "weight_kg must be a number from 0 to 1e+06.",
        ),
        (("workouts", 1, "sets", 0, "reps", 0, "verdict"), "good", "verdict must be one of full, partial."),
        (("workouts", 1, "sets", 0, "reps", 1, "number"), 1, "workouts[1] has two sets or reps"),
        (("workouts", 1, "sets", 0, "reps", 0, "rom_deg"), None, "rom_deg is missing."),
        (("workouts", 1, "started_at"), "2026-01-31 18:03", "started_at must be a time with its zone"),
        (("workouts", 1, "started_at"), "yesterday", "started_at must be a time with its zone"),
        (("workouts", 1, "as_training"), 1, "as_training must be true or false."),
        (("workouts", 1, "colour"), "red", "workouts[1] has an unknown key: colour."),
        (("workouts", 1, "uid"), "", "workouts[1].uid must be a text"),
        (("workouts", 1, "note"), "\ud800", "workouts[1].note must be text."),
        (("workouts", 1, "picture_notes"), [{"problem": "dark"}], "picture_notes has an entry"),
        (("workouts", 1, "sets"), {}, "workouts[1].sets must be a list."),
        (("workouts", 1), "a workout", "workouts[1] must be an object."),
        (("profiles", 0, "units"), "stone", "profiles[0].units must be one of kg, lb."),
    ],
)
def test_a_bad_value_is_named_and_nothing_is_imported(
    place: tuple[Any, ...], value: Any, message: str, bad_values: tuple[str, Path]
) -> None:
    text, target = bad_values
    content = json.loads(text)
    parent = content
    for step in place[:-1]:
        parent = parent[step]
    parent[place[-1]] = value
    with pytest.raises(InvalidValue) as raised:
        merge_history(HistoryDocument(content["profiles"], content["workouts"]), target)
    assert message in str(raised.value)
    assert not document_of(target).workouts and not document_of(target).profiles


@pytest.fixture(scope="module")
def bad_values(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """An export of two workouts, and an empty database."""
    folder = tmp_path_factory.mktemp("bad")
    source, target = (Path(shutil.copy(empty, folder / name)) for name in ("source.db", "target.db"))
    for number in "12":
        remember(source, facts(sha256=number * 64), counted_set([rep(1), rep(2)]))
    return exported(source), target


def test_the_same_workout_twice_in_a_file_is_refused(bad_values: tuple[str, Path]) -> None:
    content = json.loads(bad_values[0])
    workouts = [content["workouts"][0]] * 2
    with pytest.raises(InvalidValue, match="that of an earlier workout"):
        merge_history(HistoryDocument(content["profiles"], workouts), bad_values[1])


def test_a_known_profile_is_only_completed(database: Callable[[str], Path]) -> None:
    laptop, desktop = database("laptop"), database("desktop")
    for machine in (laptop, desktop):
        remember(machine, facts(sha256=None, kind="live"), counted_set([rep(1)]))
    change(laptop, "UPDATE profile SET height_cm = 181.5, weight_kg = 80")
    change(desktop, "UPDATE profile SET weight_kg = 75")
    report = merge(laptop, desktop)
    [profile] = document_of(desktop).profiles
    assert (profile["height_cm"], profile["weight_kg"]) == (181.5, 75.0)
    assert report.profiles == ["me"]


def test_a_goal_is_merged_once_and_its_end_arrives(database: Callable[[str], Path]) -> None:
    laptop, desktop = database("laptop"), database("desktop")
    fill(laptop, [], [])
    remember(laptop, facts(), counted_set([rep(1)]))
    now = datetime(2026, 1, 31, tzinfo=UTC).isoformat(" ")[:19]
    change(laptop, "INSERT INTO goal (profile_id, kind, target, created_at) VALUES (1, 'hold', 60, ?)", now)
    merge(laptop, desktop)
    change(laptop, "UPDATE goal SET reached_at = ?", now)
    merge(laptop, desktop)
    [profile] = document_of(desktop).profiles
    [goal] = profile["goals"]
    assert goal["reached_at"] == "2026-01-31T00:00:00Z"
