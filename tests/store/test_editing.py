"""Corrections of saved sets, which keep the detected values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import NothingToEdit
from coach.store.changes.editing import Edit, edit_set
from coach.store.history import open_history
from coach.store.records import WorkoutRecord
from tests.store.workouts import counted_set, facts, held_set, remember, rep


def last(database: Path) -> WorkoutRecord:
    with open_history(database) as history:
        return history.workout("last")


@pytest.mark.parametrize("reps", [0, 1, 3, 12])
def test_a_corrected_count_keeps_the_detected_reps(database: Path, reps: int) -> None:
    remember(database, facts(), counted_set([rep(1), rep(2), rep(3, 45.0)]))
    edited = edit_set(last(database), None, Edit(reps=reps), database).summary
    assert (edited.full, edited.partial, edited.detected_full, len(edited.reps)) == (reps, 1, 2, 3)
    assert last(database).full == reps
    assert edit_set(last(database), 1, Edit(reps=2), database).summary.added == 0


def test_the_last_set_is_the_default(database: Path) -> None:
    remember(database, facts(), counted_set([rep(1)]), counted_set([rep(1), rep(2)], number=2))
    assert edit_set(last(database), None, Edit(reps=5), database).summary.number == 2
    edit_set(last(database), 1, Edit(reps=4, weight_kg=20.0), database)
    assert [(each.summary.full, each.weight_kg) for each in last(database).sets] == [(4, 20.0), (5, None)]


def test_a_hold_time_can_be_corrected(database: Path) -> None:
    remember(database, facts(exercise="plank"), held_set(31.5))
    assert edit_set(last(database), None, Edit(hold_s=40.0), database).summary.hold_s == 40.0


@pytest.mark.parametrize(
    ("number", "edit", "sentence"),
    [
        (3, Edit(reps=2), "has no set 3"),
        (None, Edit(hold_s=4.0), "has reps, not a hold"),
    ],
)
def test_corrections_that_do_not_apply_are_refused(
    database: Path, number: int | None, edit: Edit, sentence: str
) -> None:
    remember(database, facts(), counted_set([rep(1)]))
    with pytest.raises(NothingToEdit, match=sentence):
        edit_set(last(database), number, edit, database)


def test_a_running_workout_can_not_be_corrected(database: Path) -> None:
    remember(database, facts(), counted_set([rep(1)]))
    with pytest.raises(NothingToEdit, match="still running"):
        edit_set(replace(last(database), state="running"), None, Edit(reps=2), database)
