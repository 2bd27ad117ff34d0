"""Another analysis of a film whose sets were merged or split replaces nothing and adds nothing twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.judging.events import SetSummary
from coach.sinks.logbook import Logbook
from coach.store.changes.deletion import delete_workouts
from coach.store.changes.editing import Edit, edit_set
from coach.store.changes.merging import merge_workouts, move_workout, split_workout
from tests.postgresql import NewDatabase
from tests.store.changes.test_undo import rows, undo_last, workout
from tests.store.workouts import counted_set, facts, remember, rep

FIRST, SECOND = "1" * 64, "2" * 64


def two_sets() -> tuple[SetSummary, ...]:
    later = replace(counted_set([rep(1, 45.0)], number=2), start_s=30, end_s=34)
    return counted_set([rep(1), rep(2)]), later


def analysed(path: Path, sha256: str, profile: str = "me", exercise: str | None = "squat") -> Logbook:
    return remember(path, facts(sha256=sha256, profile=profile, exercise=exercise), *two_sets())


@pytest.fixture
def database(new_database: NewDatabase) -> Path:
    """Two films and a live workout, numbered from 1."""
    path = new_database()
    analysed(path, FIRST)
    analysed(path, SECOND)
    remember(path, facts(sha256=None, kind="live"), counted_set([rep(1), rep(2), rep(3)]))
    return path


def left_alone(path: Path, sha256: str, profile: str = "me") -> int:
    """The workout that stays when the film is analysed again, with every row as it is."""
    before = rows(path)
    again = analysed(path, sha256, profile)
    assert rows(path) == before
    assert (again.workout_id, again.replaced, again.is_rearranged) == (None, None, True)
    assert again.better_earlier is not None
    return again.better_earlier.id


def test_merged_films_stay_as_they_are(database: Path) -> None:
    merged = merge_workouts([workout(database, 1), workout(database, 2)], database)
    assert {left_alone(database, FIRST), left_alone(database, SECOND)} == {merged}
    undo_last(database)
    again = analysed(database, SECOND)
    assert (again.workout_id, again.is_rearranged) == (2, False)


def test_live_sets_in_the_workout_of_a_film_are_not_lost(database: Path) -> None:
    merged = merge_workouts([workout(database, 1), workout(database, 3)], database)
    assert left_alone(database, FIRST) == merged


def test_both_parts_of_a_split_film_keep_their_corrections(database: Path) -> None:
    new = split_workout(workout(database, 1), 2, database)
    edit_set(workout(database, new), 1, Edit(reps=12), database)
    assert left_alone(database, FIRST) == 1
    assert workout(database, new).full == 12


def test_a_part_that_was_given_to_someone_else_is_not_counted_for_both(database: Path) -> None:
    new = split_workout(workout(database, 1), 2, database)
    move_workout(workout(database, new), "anna", database)
    assert left_alone(database, FIRST) == 1
    assert left_alone(database, FIRST, "anna") == new
    other = analysed(database, FIRST, "ben")
    assert other.workout_id is not None and not other.is_rearranged


def test_sets_that_are_back_or_deleted_do_not_matter(database: Path) -> None:
    new = split_workout(workout(database, 1), 2, database)
    merge_workouts([workout(database, 1), workout(database, new)], database)
    assert analysed(database, FIRST).workout_id == 1
    merged = merge_workouts([workout(database, 1), workout(database, 2)], database)
    delete_workouts([merged], database)
    again = analysed(database, SECOND)
    assert again.workout_id is not None and not again.is_rearranged


def test_another_exercise_in_the_same_film_is_saved(database: Path) -> None:
    split_workout(workout(database, 1), 2, database)
    other = analysed(database, FIRST, exercise=None)
    assert other.workout_id is not None and not other.is_rearranged
