"""Every change can be undone, and what it left is what the rows say."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.errors import CoachError, NothingToEdit, NothingToUndo
from coach.store.changes.audit import changes, undo
from coach.store.changes.deletion import delete_workouts
from coach.store.changes.editing import Edit, edit_set, edit_workout
from coach.store.changes.merging import merge_workouts, move_workout, split_workout
from coach.store.history import open_history
from coach.store.listing import ListedWorkout, listed
from coach.store.queries import WorkoutFilter
from coach.store.records import WorkoutRecord
from coach.store.run_lock import running
from coach.store.schema import WRITES, open_database
from coach.store.tables import Remembered
from tests.postgresql import NewDatabase, rows_in
from tests.store.workouts import LEANING, attempted_set, counted_set, facts, held_set, remember, rep

ONE_FIXTURE = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
"""Each example makes a database of its own."""

ROWS = ("workout", "workout_set", "rep", "fault", "segment", "attempt", "recording")


def filled(path: Path) -> Path:
    """Four workouts, two of them with two sets, one with a fault, one with attempts."""
    two = (
        counted_set([rep(1), rep(2)]),
        replace(counted_set([rep(1, 45.0)], number=2), start_s=30, end_s=34),
    )
    remember(path, facts(sha256=None, kind="live"), *two)
    faulty = replace(counted_set([rep(1), rep(2), rep(3, 45.0)]), faults=(LEANING,))
    remember(path, facts(sha256="1" * 64, weight_kg=20.0), faulty)
    remember(path, facts(sha256="2" * 64, exercise="plank"), held_set(31.5))
    remember(path, facts(sha256="3" * 64), attempted_set())
    return path


@pytest.fixture
def database(new_database: NewDatabase) -> Path:
    return filled(new_database())


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row that a change may touch, as stored, without when it last changed."""
    found = {}
    for name in ROWS:
        columns = Remembered.metadata.tables[name].columns.keys()
        chosen = ", ".join(each for each in columns if each != "changed_at")
        found[name] = rows_in(path, f"SELECT {chosen} FROM {name} ORDER BY id")
    return found


def workout(path: Path, number: int) -> WorkoutRecord:
    with open_history(path) as history:
        return history.workout(number)


def undo_last(path: Path, number: int | None = None) -> str:
    with open_database(path) as engine, engine.execution_options(**WRITES).begin() as connection:
        return undo(connection, path, number).what


def numbers(path: Path) -> list[int]:
    with open_history(path) as history:
        return [each.id for each in history.recent(unbegun=True)]


CHANGES: dict[str, Callable[[Path], object]] = {
    "reps": lambda path: edit_set(workout(path, 2), None, Edit(reps=12), path),
    "hold": lambda path: edit_set(workout(path, 3), None, Edit(hold_s=60.0), path),
    "load": lambda path: edit_set(workout(path, 1), 1, Edit(weight_kg=40.0), path),
    "exercise": lambda path: edit_set(workout(path, 2), 1, Edit(exercise="lunge"), path),
    "note of a set": lambda path: edit_set(workout(path, 2), 1, Edit(note="shaky"), path),
    "date and note": lambda path: edit_workout(
        workout(path, 2), date=datetime(2026, 1, 2, tzinfo=UTC), note="in the park", path=path
    ),
    "deletion": lambda path: delete_workouts([1, 4], path),
    "merge": lambda path: merge_workouts([workout(path, each) for each in (1, 2, 4)], path),
    "split": lambda path: split_workout(workout(path, 1), 2, path),
    "move": lambda path: move_workout(workout(path, 2), "anna", path),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_undo_brings_every_row_back_and_undoing_that_does_it_again(
    database: Path, change: Callable[[Path], object]
) -> None:
    before = rows(database)
    change(database)
    after = rows(database)
    assert after != before
    undo_last(database)
    assert rows(database) == before
    with open_database(database) as engine, engine.connect() as connection:
        newest = changes(connection)[0]
    assert newest.what.startswith("Undone: ")
    undo_last(database, newest.id)
    assert rows(database) == after


def test_each_change_and_each_undo_makes_the_workout_newer(database: Path) -> None:
    def stamp() -> str:
        [(found,)] = rows_in(database, "SELECT changed_at FROM workout WHERE id = 2")
        return str(found)

    stamps = [stamp()]
    for step in (CHANGES["reps"], undo_last, CHANGES["move"], CHANGES["deletion"], CHANGES["note of a set"]):
        step(database)
        stamps.append(stamp())
    assert stamps[:4] == sorted(set(stamps[:4]))
    assert stamps[4] == stamps[3] < stamps[5], "the deletion was of other workouts"


def test_a_number_is_never_given_again(database: Path) -> None:
    delete_workouts([4], database)
    remember(database, facts(sha256="9" * 64), counted_set([rep(1)]))
    assert 5 in numbers(database)
    undo_last(database)
    assert sorted(numbers(database)) == [1, 2, 3, 4, 5]


def test_what_changed_since_is_not_overwritten(database: Path) -> None:
    edit_set(workout(database, 2), None, Edit(reps=12), database)
    edit_set(workout(database, 2), None, Edit(reps=15), database)
    with pytest.raises(NothingToUndo, match="changed again since"):
        undo_last(database, 1)
    assert "15 reps instead of 12" in undo_last(database)
    assert "12 reps instead of 2" in undo_last(database)
    with pytest.raises(NothingToUndo, match="no change to undo"):
        undo_last(database)
    with pytest.raises(NothingToUndo, match="undone already"):
        undo_last(database, 1)
    with pytest.raises(NothingToUndo, match="no change 99"):
        undo_last(database, 99)


@pytest.mark.parametrize("into_the_new_one", [True, False])
def test_what_a_later_merge_added_is_not_lost(database: Path, into_the_new_one: bool) -> None:
    edit_workout(workout(database, 2), date=datetime(2099, 1, 1, tzinfo=UTC), path=database)
    new = split_workout(workout(database, 1), 2, database)
    into = new if into_the_new_one else 1
    merge_workouts([workout(database, into), workout(database, 2)], database)
    before = rows(database)
    with pytest.raises(NothingToUndo, match="changed again since"):
        undo_last(database, 2)  # the split
    assert rows(database) == before
    assert undo_last(database).startswith("Merged")
    assert undo_last(database).startswith("Split")


def test_a_running_workout_is_left_alone(database: Path) -> None:
    edit_workout(workout(database, 1), note="in the park", path=database)
    with running(database, 1), pytest.raises(NothingToUndo, match="still running; nothing was undone"):
        undo_last(database)
    undo_last(database)
    assert workout(database, 1).note is None


def test_two_coaches_change_and_undo_at_once(database: Path) -> None:
    start = rows(database)

    def edited(number: int) -> None:
        for count in (7, 8, 9):
            edit_set(workout(database, number), 1, Edit(reps=count), database)

    def undone(_: int) -> int:
        for count in range(7):
            try:
                undo_last(database)
            except NothingToUndo:
                return count
        raise AssertionError("more was undone than was done")

    with ThreadPoolExecutor(2) as coaches:
        list(coaches.map(edited, (1, 2)))
        assert {each: workout(database, each).sets[0].summary.full for each in (1, 2)} == {1: 9, 2: 9}
        assert sum(coaches.map(undone, (1, 2))) == 6
    assert rows(database) == start


def test_a_merge_keeps_order_times_and_counts(database: Path) -> None:
    edit_workout(workout(database, 1), date=datetime(2026, 3, 1, 10, 0, tzinfo=UTC), path=database)
    edit_workout(workout(database, 2), date=datetime(2026, 3, 1, 10, 20, tzinfo=UTC), path=database)
    later = workout(database, 2).sets[0].summary
    merged = workout(database, merge_workouts([workout(database, 2), workout(database, 1)], database))
    assert (merged.id, len(merged.sets), merged.full) == (1, 3, 4)
    last = merged.sets[-1].summary
    assert (last.number, last.start_s, last.end_s) == (3, later.start_s + 1200, later.end_s + 1200)
    assert last.reps[0].start_s == later.reps[0].start_s + 1200
    assert last.faults[0].time == later.faults[0].time + 1200
    assert 2 not in numbers(database)


def test_a_split_begins_later_and_its_times_at_zero(database: Path) -> None:
    before = workout(database, 1)
    second = workout(database, split_workout(before, 2, database))
    assert len(workout(database, 1).sets) == 1
    [only] = second.sets
    assert (only.summary.number, only.summary.start_s) == (1, 0.0)
    assert (second.trained_at - before.trained_at).total_seconds() == before.sets[1].summary.start_s
    assert second.uid != before.uid
    merged = workout(database, merge_workouts([second, workout(database, 1)], database))
    assert [each.summary.start_s for each in merged.sets] == [each.summary.start_s for each in before.sets]


def test_what_makes_no_sense_is_refused(database: Path) -> None:
    before = rows(database)
    with pytest.raises(NothingToEdit, match="needs two"):
        merge_workouts([workout(database, 1), workout(database, 1)], database)
    with pytest.raises(NothingToEdit, match="can't be split at set 9"):
        split_workout(workout(database, 1), 9, database)
    with pytest.raises(NothingToEdit, match="belongs to me already"):
        move_workout(workout(database, 1), "me", database)
    with running(database, 1), pytest.raises(NothingToEdit, match="still running"):
        move_workout(workout(database, 1), "anna", database)
    assert rows(database) == before
    move_workout(workout(database, 1), "anna", database)
    with pytest.raises(NothingToEdit, match="different people"):
        merge_workouts([workout(database, 1), workout(database, 2)], database)


def test_values_edited_by_hand_come_back_too(tmp_path: Path) -> None:
    database = filled(tmp_path / "coach.sqlite3")  # a server accepts no such values
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE rep SET rom_deg = X'FF00', reason = 'odd é' WHERE id = 1")
        connection.execute("UPDATE workout SET film_date = 'yesterday' WHERE id = 1")
    before = rows(database)
    delete_workouts([1], database)
    undo_last(database)
    assert rows(database) == before


def test_an_exercise_that_was_corrected_survives_another_analysis(database: Path) -> None:
    edit_set(workout(database, 2), 1, Edit(exercise="lunge", note="left first"), database)
    faulty = replace(counted_set([rep(1), rep(2), rep(3)]), faults=(LEANING,))
    remember(database, facts(sha256="1" * 64), faulty)
    [again] = workout(database, 2).sets
    assert (again.summary.exercise, again.detected_exercise, again.note) == ("lunge", "squat", "left first")
    [back] = [edit_set(workout(database, 2), 1, Edit(as_counted=True), database)]
    assert (back.summary.exercise, back.detected_exercise) == ("squat", None)


ONE = st.integers(1, 6)
REARRANGED = st.one_of(
    st.tuples(st.just("delete"), ONE),
    st.tuples(st.just("merge"), ONE, ONE),
    st.tuples(st.just("split"), ONE, st.integers(2, 4)),
    st.tuples(st.just("move"), ONE, st.sampled_from(["anna", "ben"])),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("reps"), ONE, st.integers(0, 30)),
        st.tuples(st.just("exercise"), ONE, st.sampled_from(["squat", "lunge"])),
        REARRANGED,
        st.tuples(st.just("undo")),
    ),
    max_size=8,
)


def _apply(path: Path, step: tuple[object, ...]) -> None:
    """Apply a step; one that makes no sense is refused and changes nothing."""
    before = rows(path)
    try:
        if step[0] == "undo":
            undo_last(path, *map(int, map(str, step[1:])))
        else:
            _change(path, step)
    except CoachError:
        assert rows(path) == before


def _change(path: Path, step: tuple[object, ...]) -> None:
    match step:
        case ("reps", int(number), int(count)):
            edit_set(workout(path, number), None, Edit(reps=count), path)
        case ("exercise", int(number), str(name)):
            edit_set(workout(path, number), None, Edit(exercise=name), path)
        case ("delete", int(number)):
            delete_workouts([number], path)
        case ("merge", int(one), int(other)):
            merge_workouts([workout(path, one), workout(path, other)], path)
        case ("split", int(number), int(place)):
            split_workout(workout(path, number), place, path)
        case ("move", int(number), str(name)):
            move_workout(workout(path, number), name, path)


def _rounded(workout: ListedWorkout) -> list[list[object]]:
    """The sums of a workout; in another order of the reps, the last digit of a sum may differ."""
    return [[round(each, 6) if isinstance(each, float) else each for each in part] for part in workout.parts]


@settings(max_examples=6, deadline=None, suppress_health_check=ONE_FIXTURE)
@given(st.lists(st.one_of(REARRANGED, st.tuples(st.just("undo"), st.integers(1, 8))), max_size=8))
@example([("merge", 2, 3), ("split", 2, 2), ("merge", 5, 1), ("undo", 2)])
def test_no_rep_is_lost_whichever_change_is_undone(
    new_database: NewDatabase, steps: list[tuple[object, ...]]
) -> None:
    path = filled(new_database())
    start = rows(path)["rep"]
    for step in steps:
        _apply(path, step)
        there = {each[0] for each in rows(path)["rep"]}
        assert there | _restorable(path) >= {each[0] for each in start}


def _restorable(path: Path) -> set[object]:
    """Numbers of the reps that undoing a deletion brings back."""
    deleted = """
        SELECT row_id FROM changed_row JOIN change ON change.id = changed_row.change_id
        WHERE table_name = 'rep' AND after IS NULL AND undone_at IS NULL
    """
    return {row_id for (row_id,) in rows_in(path, deleted)}


@settings(max_examples=20, deadline=None, suppress_health_check=ONE_FIXTURE)
@given(STEPS)
def test_any_changes_leave_figures_that_follow_from_the_rows(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _change_and_undo_all(filled(Path(folder) / "coach.sqlite3"), steps)


@settings(max_examples=4, deadline=None, suppress_health_check=ONE_FIXTURE)
@given(STEPS)
def test_any_changes_leave_figures_that_follow_from_the_rows_of_a_server(
    new_on_server: NewDatabase, steps: list[tuple[object, ...]]
) -> None:
    _change_and_undo_all(filled(new_on_server()), steps)


def _change_and_undo_all(path: Path, steps: list[tuple[object, ...]]) -> None:
    start = rows(path)
    for step in steps:
        _apply(path, step)
    with open_history(path) as history:
        whole = {each.id: each for each in history.recent(unbegun=True)}
        assert not history.unreadable.left_out and not history.unreadable.flawed
        for each in history.listed(WorkoutFilter(unbegun=True)):  # sums of the database
            assert _rounded(each) == _rounded(listed(whole[each.about.id]))  # sums of the rows
            positions = [one.summary.number for one in whole[each.about.id].sets]
            assert positions == sorted(positions)
    try:
        while True:
            undo_last(path)
    except NothingToUndo:
        pass
    assert rows(path) == start
